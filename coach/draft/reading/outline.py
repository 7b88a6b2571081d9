"""Headings, one after the other → the current section and its role."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coach.draft.english.heading_figures import figures_of, without_brackets
from coach.draft.english.headings import AWAY, Role, goes_on, is_about_other_days, is_about_whom, label_of, role_of
from coach.draft.english.imperative import is_instruction
from coach.draft.english.pauses import is_pause
from coach.draft.reading.warnings import introduces_warnings, is_forbidding

if TYPE_CHECKING:
    from coach.draft.text.blocks import Block

_ITEM_LEVEL = 7
"""The level of a list item that is a heading: below all others."""
_STICKY: tuple[Role, ...] = ("questions", "page")
"""The roles (comments and questions) that continue until a heading gives another one."""
_MOST_WORDS = 8
_COUNTED = re.compile(r"[^\W\d_]+ \d{1,2}: ")
"""A pattern of what a heading is counted as, and of its number: "Station 2: Boxing"."""


@dataclass(frozen=True, slots=True)
class _Heading:
    level: int
    role: Role
    text: str
    reply: bool = False
    """Whether it names the reader who wrote what stands under it."""


class Outline:
    """The current place in a text: its open headings, and the role that the line before a list gives to the list."""

    def __init__(self, *, trusts: bool = True) -> None:
        self._open: list[_Heading] = []
        self._trusts = trusts
        """Whether a heading or a byline may say that what stands under it contains nothing to do, or only warns."""
        self._list: Role = ""
        self._lead_in = ""
        """The line before the list, if it gives the list its role."""
        self._list_level = -1
        """The level of the item before the list; -1 if a paragraph stands before it."""
        self._in_list = False
        """Whether the block before the current one is an item under the same heading."""

    def clear(self) -> None:
        """Forget what was open."""
        self._open, self._list, self._lead_in, self._list_level = [], "", "", -1

    @property
    def role(self) -> Role:
        """The role of the text at the current place."""
        role: Role = self._list or (self._open[-1].role if self._open else "")
        return role if self._trusts or role not in (*AWAY, "warnings") else ""

    @property
    def section(self) -> str:
        """The heading above; "" if there is none."""
        return next((heading.text for heading in reversed(self._open) if heading.level != _ITEM_LEVEL), "")

    @property
    def whom(self) -> str:
        """What says whom a warning at the current place concerns: the line before its list, or the heading above."""
        if self._list == "warnings":
            return self._lead_in
        item = self._open[-1] if self._open else None
        return item.text if item and item.level == _ITEM_LEVEL and item.role == "warnings" else self.section

    @property
    def tells_whom(self) -> bool:
        """Whether the heading above says for whom or when something is not, so that all under it warns."""
        return is_about_whom(self.section)

    @property
    def heading(self) -> str:
        """The nearest heading above, which may be an item of a list; "" if there is none."""
        return self._open[-1].text if self._open else ""

    @property
    def levelled(self) -> bool:
        """Whether the open headings have levels that tell which stand under which."""
        return any(heading.level for heading in self._open)

    @property
    def on_other_days(self) -> bool:
        """Whether the text at the current place is about other days, so that its instructions are not for now."""
        return any(is_about_other_days(heading.text) for heading in self._open)

    @property
    def replied(self) -> bool:
        """Whether a reader of the page wrote the text at the current place."""
        return bool(self._open) and self._open[-1].reply

    @property
    def lists_conditions(self) -> bool:
        """Whether the heading begins a sentence, such as "Stop if", that the text under it completes."""
        return goes_on(self.section)

    def open(self, block: Block, *, begun: bool) -> None:
        """Open a heading, whose role its own words tell, or else the heading above; `begun`: steps came before."""
        level = block.level or (_ITEM_LEVEL if block.kind == "item" and not _is_of_first_rank(block) else 0)
        own = _role_of(block.text)
        outer = self._outer(block, level) if level else self._before(own, block.text, begun=begun)
        if not level:
            self._open = []
        if own == "" and outer == "benefits" and block.number is not None and not self._open[-1].level:
            outer = ""  # a numbered heading after "How long?" is no part of an answer
        role: Role = outer if outer in AWAY and (level or own != "steps") else own or outer
        self._open.append(_Heading(level, role, block.text))
        self._list, self._in_list = "", False

    def _outer(self, block: Block, level: int) -> Role:
        """Close the headings that one of this level ends, and return the role of the heading above it."""
        while self._open and (self._open[-1].level >= level or (not self._open[-1].level and block.kind != "item")):
            self._open.pop()
        return self._open[-1].role if self._open else ""

    def _before(self, own: Role, text: str, *, begun: bool) -> Role:
        """Return the role that continues past a heading without a level, or an empty one."""
        last: Role = self._open[-1].role if self._open else ""
        over = last == "questions" and own == "benefits" and not text.endswith("?")
        goes_on = begun and last in _STICKY and own in ("", "benefits", *_STICKY)
        return last if goes_on and not over else ""

    def post(self, text: str, *, comments: bool) -> None:
        """Take in who wrote what follows: a comment belongs to the page, up to the next heading with a role."""
        self.clear()
        self._open = [_Heading(0, "page", text, reply=True)] if comments else []

    def lead_in(self, text: str, *, begun: bool, level: int = -1) -> None:
        """Take in a paragraph, or an item of a level; if a list completes it, it gives a role to the list after it.

        So it is after a colon, or "Stop if".
        """
        self._list_level = level
        leads = text.endswith(":") or introduces_warnings(text)
        self._list, self._lead_in = (_role_of(text), text) if leads else ("", "")
        if self._list == "page" and begun:
            self._open = [_Heading(0, "page", text)]

    def end_list(self, level: int = -1) -> None:
        """End the current list, if there is one; an item of a level ends only the list that another item leads in.

        The heading that a list completes ("Stop if") ends with it, too.
        """
        if level <= self._list_level:
            self._list = ""
        if level < 0 and self._in_list and self.lists_conditions:
            self._open.pop()
        self._in_list = level >= 0

    def turn(self, role: Role) -> None:
        """Change the role of the current place, because its text shows that the heading's role does not fit."""
        self._list = role
        if self.levelled and not role:
            self._open[-1] = replace(self._open[-1], role="")
        elif not self.levelled:
            self._open = [_Heading(0, role, "" if role else self.section)]

    def leave(self) -> None:
        """End the needs or the warnings under a heading, though no other heads what follows."""
        self._list = ""
        self._open = [*self._open[:-1], *(replace(each, role="", text="") for each in self._open[-1:])]


def _role_of(text: str) -> Role:
    """Return the role that a heading or a lead-in gives to what follows."""
    return "warnings" if introduces_warnings(text) or is_forbidding(text) else role_of(text)


def heads(block: Block, follower: Block | None) -> bool:
    """Whether an item is the heading of what follows: "1. Effleurage (Gliding Strokes)"."""
    if block.kind != "item" or follower is None or follower.kind == "heading":
        return False
    text = without_brackets(block.text)
    if is_pause(block.text) or len(text.split()) > _MOST_WORDS:
        return False
    numbered = block.number is not None and follower.number is None
    under = follower.kind == "text" or follower.level > block.level or numbered
    if not under or text[-1:] in ".!,;":
        return False
    if role_of(text) == "warnings" or _is_of_first_rank(block):
        return True
    return not (is_instruction(text) or label_of(text)[0])


def _is_of_first_rank(block: Block) -> bool:
    """Whether a number stands before a line in capitals, or with figures at its end: "1. WARM UP", "2. Calm (5 min)".

    So it is with "Station 2: Boxing - 45 sec". Such a line ends a section that began with a line in capitals, and is
    none of its items.
    """
    name = without_brackets(block.text)
    if block.number is None:
        return False
    counted = name != block.text or _COUNTED.match(block.text) is not None
    return name.isupper() or (counted and figures_of(block.text).practice)
