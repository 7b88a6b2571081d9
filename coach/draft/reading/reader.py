"""Blocks, one after the other → a Reading: each sentence is an instruction, a need, a warning, or left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coach.draft.english.after_a_hold import follows_a_hold, is_held
from coach.draft.english.amount_sentences import is_bare_amount, stays_for_a_time
from coach.draft.english.evidence import ENOUGH, asks_here, gives_a_rule, weight_of
from coach.draft.english.heading_figures import figures_of, names_its_figure
from coach.draft.english.headings import AWAY, Role, is_place, label_of
from coach.draft.english.imperative import is_instruction
from coach.draft.english.quantities import is_quantity
from coach.draft.english.sentences import sentences_of
from coach.draft.reading.about_page import is_about_page
from coach.draft.reading.beside import warned_away
from coach.draft.reading.block_facts import (
    are_figures,
    begins_steps,
    does_for_a_time,
    gives_figures,
    is_left_to_rules,
    is_name,
    is_one_warning,
    is_sentence,
    is_spoken,
    is_thing,
    leads,
    leads_on,
)
from coach.draft.reading.candidates import candidates_in
from coach.draft.reading.list_of_needs import ListOfNeeds
from coach.draft.reading.list_place import ListPlace
from coach.draft.reading.listed_things import things_of
from coach.draft.reading.needs import listed_needs, things_in
from coach.draft.reading.outline import heads
from coach.draft.reading.passages import HEADING, NOT_TOLD, Left, Passage, Reading, Sentence
from coach.draft.reading.replies import Bylines, is_byline, is_imprint, is_sign_off
from coach.draft.reading.time_of_all import tells_time_of_all
from coach.draft.reading.warned_here import is_likely_warning, warns_here
from coach.draft.reading.warnings import (
    introduces_warnings,
    is_about_health,
    is_only_warning,
    is_warning,
)

if TYPE_CHECKING:
    from coach.draft.reading.candidates import Candidate
    from coach.draft.reading.outline import Outline
    from coach.draft.reading.survey import Survey
    from coach.draft.text.blocks import Block

_WHY: dict[Role, str] = {"benefits": "explanation", "questions": "questions and answers", "page": "about the page"}
_BUT_TALK, _AROUND = "taken for talk", "the page around the text"
_ASKING = ("steps", "", "before", "tips")


class Reader:
    """Adds blocks to a Reading; `expects`: no request is in the text, so each sentence is read as if beside one."""

    def __init__(self, found: Reading, outline: Outline, survey: Survey, *, expects: bool) -> None:
        self._found, self._outline, self._survey, self._expects = found, outline, survey, expects
        self._list = ListPlace()
        self._needed, self._bylines = ListOfNeeds(survey.things), Bylines()
        self._told_before, self._next = False, ""
        """Whether the passage before the current one asks something, and the text of the block after it."""

    @property
    def in_preliminaries(self) -> bool:
        """Whether the current heading names needs or warnings, so that a title here ends them."""
        return self._outline.role in ("needs", "warnings")

    def begin(self) -> None:
        """Take in the title: what heads the lines above it heads nothing below it."""
        self._outline.clear()

    def pass_by(self, block: Block) -> None:
        """Leave out a heading under which nothing else stands than the whole text."""
        self._leave(block.text, block.line, HEADING)

    def read(self, block: Block, follower: Block | None) -> None:
        """Take in a block; `follower` is the block after it."""
        self._next = follower.text if follower and follower.kind != "heading" and not follower.page else ""
        self._list.enter(block)
        if block.page:
            self._pass_over(block, "page")
        elif is_byline(block.text):
            self._outline.post(block.text, comments=self._bylines.begins_comment(self._found.passages))
            self._leave(block.text, block.line, _WHY["page"])
        elif not block.level and (is_imprint(block.text) or is_sign_off(block.text)):
            self._leave(block.text, block.line, _WHY["page"])
        elif (
            (block.kind == "heading" and not is_sentence(block))
            or (not self._list.is_listed(block) and heads(block, follower))
        ) and not self._is_amount(block):
            self._heading(block, follower)
        else:
            self._outline.end_list(block.level if block.kind == "item" and not self._list.ends_list(block) else -1)
            level = block.level if leads(block, follower) else -1
            if introduces_warnings(block.text) and (block.kind == "text" or level >= 0):
                self._leave(block.text, block.line, HEADING)  # it is said with each of them
            else:
                self._body(block)
                level = -1
            if block.kind == "text" or level >= 0:
                self._outline.lead_in(block.text, begun=bool(self._found.passages), level=level)

    def _heading(self, block: Block, follower: Block | None) -> None:
        self._list.head()
        if needed := listed_needs(block.text):
            for thing in needed:
                self._found.add_needs(thing, block.line)
            return
        if self._outline.role == "needs" and not block.level and is_thing(block.text):
            self._found.add_needs(block.text, block.line)
            return
        self._outline.open(block, begun=bool(self._found.passages))
        self._leave(block.text, block.line, HEADING)
        bodiless = follower is None or follower.kind == "heading"
        numbered = block.number is not None and not figures_of(block.text).practice and " " in block.text
        if (bodiless or numbered) and self._outline.role not in AWAY and is_instruction(block.text):
            self._body(block)

    def _leave(self, text: str, line: int, why: str) -> None:
        self._found.left.append(Left(text, line, why))

    def _warn(self, whom: str, text: str, line: int) -> None:
        self._found.warnings.append((whom, Sentence(text, line)))

    def _body(self, block: Block) -> None:
        label, labelled, rest = label_of(block.text)
        if self._outline.role in AWAY:
            self._mistrust(block)
        elif self._is_over(block, rest):
            self._outline.leave()
        role = self._outline.role
        counted = labelled == "benefits" and block.number is not None and is_instruction(rest)
        if block in self._survey.advice or role in AWAY or (labelled in AWAY and not counted):
            self._pass_over(block, labelled if labelled in AWAY else role)
        elif labelled == "needs" or self._needed.holds(block, role):
            self._needs(rest if labelled == "needs" else block.text, block)
        elif self._is_more(block):
            self._found.passages[-1].told.append(Sentence(block.text, block.line))
        elif self._warned(labelled) and self._warns_whole(block, label, labelled):
            self._warn(self._whom(label, labelled), rest if labelled == "warnings" else block.text, block.line)
        elif label and not labelled and block.number is None and is_one_warning(block.text, rest):
            self._warn("", block.text, block.line)
        else:
            self._passage(block, label, labelled, rest)

    def _is_over(self, block: Block, text: str) -> bool:
        """Whether the needs or the warnings are over, though nothing heads what follows."""
        role = self._outline.role
        if role == "needs":
            return self._needed.ends_with(block, self._outline.heading)
        return role == "warnings" and (begins_steps(block, text) or self._survey.asks_beside(block, role))

    def _needs(self, text: str, block: Block) -> None:
        """Add what a line of needs lists: an item as it is, of a paragraph its things; it may tell more."""
        lines = [text] if block.kind == "item" and text == block.text else sentences_of(text)
        for place, line in enumerate(lines):
            things = [line] if line == block.text and block.kind == "item" else things_of(line)
            if place and not things:
                self._passage(replace(block, text=line), "", "", line)
            for thing in things if things or place else [line]:
                self._found.add_needs(thing, block.line)

    def _mistrust(self, block: Block) -> None:
        """Take a stretch full of requests as steps, whatever the heading says; one without a level says the less."""
        outline = self._outline
        role = outline.role if outline.levelled else ""
        if not (outline.on_other_days or outline.replied) and self._survey.asks_beside(block, role):
            outline.turn("")

    def _pass_over(self, block: Block, role: Role) -> None:
        """Leave out the sentences of a block, except for warnings, which also count among explanations."""
        noted = not block.page and self._outline.role != "page"  # in a note to whoever reads aloud
        why = _AROUND if block.page else _WHY.get(role, NOT_TOLD)
        found = warned_away(block.text, page=role == "page", noted=noted)
        for place, (text, warns) in enumerate(found):
            likely = self._survey.judge(block, [each for each, _ in found], place, role)
            if is_likely_warning(text, likely) or (warns and not likely.certainly_talks):
                self._warn("" if block.page else self._outline.section, text, block.line)
            else:
                self._leave(text, block.line, why)

    @property
    def _has_begun(self) -> bool:
        """Whether the section has steps already."""
        return bool(self._found.passages) and self._found.passages[-1].section == self._outline.section

    def _is_amount(self, block: Block) -> bool:
        """Whether a line in bold or italics only gives the quantities of the step before it: "*2 times*"."""
        named = names_its_figure(block.text)
        return not (block.level or named) and self._is_more(block) and not is_quantity(self._outline.heading)

    def _is_more(self, block: Block) -> bool:
        """Whether a block only gives the quantities of the passage before it: "Hold: 20 seconds"."""
        more = self._has_begun and block.number is None and gives_figures(block.text)
        return more and not tells_time_of_all(block.text)

    def _warned(self, labelled: Role) -> bool:
        return "warnings" in (self._outline.role, labelled)

    def _warns_whole(self, block: Block, label: str, labelled: Role) -> bool:
        """Whether all of a block among warnings is one of them."""
        listed = self._outline.lists_conditions and block.text[0].islower()
        return not gives_a_rule(block.text) and (block.kind == "item" or bool(label and not labelled) or listed)

    def _whom(self, label: str, labelled: Role) -> str:
        """Return the heading or label that says whom a warning here concerns, if any does."""
        return f"{label} {self._outline.whom}" if label and not labelled else self._outline.whom

    def _passage(self, block: Block, label: str, labelled: Role, rest: str) -> None:
        candidates, name = candidates_in(block, label, labelled, rest, self._outline.role, self._survey)
        before = self._outline.role == "before"
        passage = Passage(block, self._outline.section, self._outline.heading, name, before)
        left: list[Left] = []
        for each in candidates:
            if self._is_warning(passage, each):
                continue
            if self._is_told(passage, each):
                said = is_name(label) and not is_quantity(each.text)
                named = said or leads_on(label) or is_bare_amount(each.text)
                passage.told.append(Sentence(each.whole if named else each.text, block.line))
            else:
                asks = is_instruction(each.text)
                left.append(Left(each.left, block.line, _BUT_TALK if asks else NOT_TOLD))
                for thing in things_in(each.text) if asks and not self._found.passages else ():
                    self._found.need(thing, block.line)  # "Wear flat shoes" in a letter is for before
            for thing in listed_needs(each.text) or listed_needs(each.whole):
                self._found.add_needs(thing, block.line)
        self._found.left += left
        if passage.told or " " in block.text:  # a number that is counted aloud changes nothing
            self._told_before = bool(passage.told)
        if passage.told:
            passage.left, self._found.left = self._found.left, []
            self._found.passages.append(passage)

    def _is_told(self, passage: Passage, each: Candidate) -> bool:
        """Whether a sentence is a part of the steps."""
        for_all = tells_time_of_all(each.whole, begun=self._has_begun or bool(passage.told))
        if for_all or (each.introduced and is_about_page(each.whole)):
            return False
        asks = is_instruction(each.text)
        if asks and not (each.likely.certainly_talks if does_for_a_time(each.text) else each.likely.surely_talks):
            return True
        if is_place(each.text) or self._goes_on(passage, each.text, each.label, first=each.first):
            return True
        if each.likely.is_sure and not is_left_to_rules(each.text):
            return each.likely.surely_asks
        return (
            asks
            or (passage.block.kind == "item" and each.first and are_figures(each.following))
            or is_spoken(each.text, "".join(each.following[:1]))
            or (bool(passage.told) and is_held(passage.told[-1].text) and follows_a_hold(each.text))
            or self._asks_here(passage, each)
        )

    def _asks_here(self, passage: Passage, each: Candidate) -> bool:
        """Whether a sentence asks by what it says and where it stands, though it has not the form of a request."""
        before = self._expects or (self._told_before if each.first else bool(passage.told))
        if self._outline.role not in _ASKING or not asks_here(each.whole, before=before, after=True):
            return False  # what follows need not be judged
        follower = "".join(each.following[:1]) or self._next
        near = self._expects or is_instruction(follower) or weight_of(follower) >= ENOUGH
        return asks_here(each.whole, before=before, after=near)

    def _is_warning(self, passage: Passage, each: Candidate) -> bool:
        """Record a sentence if it warns, and return whether it only warns; one of a step is told there too."""
        text = each.text
        if text.endswith(":") or gives_a_rule(text):  # it only introduces what follows
            return False
        told, warned = is_instruction(text), self._warned(each.labelled)
        first = not passage.told and passage.block.number is None
        placed = warned and not each.likely.surely_asks
        by_place = (placed and (told or is_about_health(text) or self._outline.tells_whom)) or each.beside
        warns = warns_here(each, by_place=by_place, forbids=first and each.alone and told)
        if warns:
            whom = "" if each.introduced else self._whom(each.label, each.labelled)
            self._warn(whom, each.whole, passage.block.line)
        return warns and (not told or placed or (first and is_only_warning(text)))

    def _goes_on(self, passage: Passage, text: str, label: str, *, first: bool) -> bool:
        """Whether a sentence belongs to the steps though it is no instruction: a quantity, or an item of their list."""
        block, role = passage.block, self._outline.role
        before = self._found.passages[-1:]
        begun = bool(passage.told) or any(each.section == self._outline.section for each in before)
        if is_quantity(text) or text == label:
            return begun or block.kind == "item"
        if not is_about_page(text) and (stays_for_a_time(text) or (begun and is_bare_amount(text))):
            return True
        steps = role in ("steps", "", "before")
        listed = steps and (block.number is not None if first else False)
        if steps and block.kind == "item" and not listed:
            named = self._list.for_all or figures_of(self._outline.heading).practice
            listed = does_for_a_time(text) or (first and named and not is_warning(text))
        return listed and not text.endswith("?") and not is_about_page(text) and (self._list.for_all or " " in text)
