"""Blocks that begin with the number and the name of an exercise ("2 Towel press. Put ...") → items with a label."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.draft.text.blocks import Block

_CAPITAL = "A-ZÄÖÜÁÉÍÓÚÑ"
_UNITS = r"(?!(?:min|sec|sek|seg|hour|stunde|hora|times?\b|mal\b|vece|x\b|reps?\b|wdh|breath|atemz|respira)\w*)"
_NAME = rf"(?P<name>(?i:{_UNITS})[{_CAPITAL}][^\s.:!?;,]*(?: [^\s.:!?;,–—]+){{0,4}}?)"
_RULED = re.compile(rf"\(?(?P<number>\d{{1,2}})\)?[.:]?\s+{_NAME}\s?(?:[.:]|\s[–—-])\s+(?=[{_CAPITAL}¡¿])")
"""A pattern of the number and the name in front of what to do: "2 Towel press. Put the towel ..."."""
_COUNTED = (
    r"(?i:exercise|übung|ejercicio|stretch|dehnung|estiramiento|movement|move|bewegung|movimiento|station|estación|"
    r"position|posición|pose|posture|postura|haltung|asana|drill|task|aufgabe|tarea|technique|technik|técnica|griff"
    r"|card|karte|tarjeta|round|runde|ronda|rung|level|stage|stufe)"
    r"\s+(?:(?:[Nn][ro]?\.?[°º]?\.?|#)\s?)?(?P<number>\d{1,2}|[A-H]\b)\s*"
)
_WORDED = re.compile(rf"{_COUNTED}[.:)–—-]\s*{_NAME}\s?(?:[.:]|\s[–—-])\s+(?=[{_CAPITAL}¡¿])")
"""A pattern of the same after a word for what is numbered: "Übung 4: Brücke. Heben Sie ..."."""
_BARE = re.compile(rf"{_COUNTED}(?:(?:[:.)–—-]|\.{{2,}}|…)\s+(?=\w)|(?<=\s)(?=[{_CAPITAL}¡¿]))")
"""A pattern of the same in front of what to do: "Station 2: Stand on one leg", "Rung 2 ... hold 9 s", "Card B Rise"."""
_FEWEST, _FEWEST_SMALL = 3, 4
"""The fewest lines with numbers but without signs behind them that are a list, and of those in small letters."""
_HEADED = re.compile(rf"(?P<number>\d{{1,2}})\s+(?=(?i:{_UNITS})[{_CAPITAL}])")
_SMALL = re.compile(rf"(?P<number>\d{{1,2}})\s+(?={_UNITS}[a-zäöüßáéíóúñ])")


def begins_label(line: str) -> bool:
    """Whether a line begins with the number and the name of an exercise."""
    return bool(_form_of(line))


def with_number_labels(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, each that is numbered so as an item with its name as a label, and headings without numbers.

    A number without a word before it has to be one more than that of such a block before it, or one less than that of
    one after it: "2 Towel press." is no amount.
    """
    blocks = with_bare_numbers(blocks)
    found = [(place, form) for place, block in enumerate(blocks) if (form := _block_form(block))]
    numbers = [_number_of(form) for _, form in found]
    for at, (place, form) in enumerate(found):
        follows = at > 0 and numbers[at] == numbers[at - 1] + 1
        leads = at + 1 < len(found) and numbers[at + 1] == numbers[at] + 1
        if form.re is _WORDED or follows or leads:
            blocks[place] = _labelled(blocks[place], form)
    return blocks


def with_bare_numbers(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, each run of "1 Raise your eyebrows", "2 Frown", "3 ..." as items with numbers."""
    forms = [_bare_form(block) for block in blocks]
    made, place = list(blocks), 0
    while place < len(forms):
        end = place
        while end < len(forms) and (form := forms[end]) and int(form["number"]) == end - place + 1:
            end += 1
        headed = sum(_HEADED.match(blocks[at].text) is not None for at in range(place, end))
        for at in range(place, end) if end - place >= (_FEWEST if headed else _FEWEST_SMALL) else ():
            form = forms[at]
            if form:
                made[at] = replace(blocks[at], kind="item", text=blocks[at].text[form.end() :], number=at - place + 1)
        place = max(end, place + 1)
    return made


def _bare_form(block: Block) -> re.Match[str] | None:
    unnumbered = block.kind == "text" and not block.page and block.number is None
    return _HEADED.match(block.text) or _SMALL.match(block.text) if unnumbered and not _form_of(block.text) else None


def _block_form(block: Block) -> re.Match[str] | None:
    if block.page or block.number is not None:
        return None
    return _HEADED.match(block.text) if block.kind == "heading" else _form_of(block.text)


def _form_of(text: str) -> re.Match[str] | None:
    return _RULED.match(text) if text[:1] in "(0123456789" else _WORDED.match(text) or _BARE.match(text)


def _number_of(form: re.Match[str]) -> int:
    """Return the number of a form; A is 1."""
    number = form["number"]
    return int(number) if number.isdecimal() else ord(number) - ord("A") + 1


def _labelled(block: Block, form: re.Match[str]) -> Block:
    number, rest = _number_of(form), block.text[form.end() :]
    if block.kind == "heading":
        return replace(block, text=rest, number=number)
    bare = f"{form[0].rstrip(' :.)…–—-')}: {rest[0].upper()}{rest[1:]}"
    named = f"{form['name']}: {rest}" if form.re is not _BARE else bare
    return replace(block, kind="item", text=named, number=number)
