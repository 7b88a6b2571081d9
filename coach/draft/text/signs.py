"""A paragraph → what it is, by the sign at its beginning: a bullet, a number, "Step 3:" or #."""

from __future__ import annotations

import re
from dataclasses import replace

from coach.draft.english.pauses import is_pause, names_rest
from coach.draft.text.blocks import Block
from coach.draft.text.number_labels import begins_label

_BULLET = re.compile(r"([-*+•●◦○▪▫■□▸►▶‣⁃∙·–—➤➔→✓✔✅☑❖◆◇★☆👉🔹🔸✗✘~»›☐☒⚠❌▷◉!]\ufe0f?)\s*(?=\S)")
_TILDE = re.compile(r"~(?=[^\W\d_])")
_TIGHT = frozenset("-*+–—·→~!»›")
"""The signs that make an item only with a space after them."""
_NUMBER = re.compile(
    r"\(?(\d{1,3})(?:[.)]|\.?[ºª]|\s*[-–—:](?=\s))\)?\s+(?=\S)|(\d)\ufe0f?\u20e3\s*"
    r"|(?:#|[Nn][o°º]\.?\s?)(\d{1,2})[.:)]?\s+(?=[A-Z])|(\d{1,2})/\s+(?=[A-Z])|\[(\d{1,2})\]\s+(?=[A-Z])"
)
_DECIMAL = re.compile(r"\d{1,2}(?:\.\d{1,2})+[.)]?\s+(?=[A-ZÄÖÜÁÉÍÓÚÑ¿¡])")
"""A pattern of the numbers of the paragraphs of a leaflet: "2.1 Never ..."."""
_LETTER = re.compile(r"(?:\([A-Ha-z]\)|[A-Ha-z]\)|\(?[ivx]{1,4}[.)]|[a-h]\.(?=\s+[A-Z])|[A-H]\d[.):])\s+(?=\S)")
_STEP = re.compile(
    r"\W{0,3}(?:step|schritt|paso)\s+(?:n[ro°º]\.?\s*)?(\d{1,3}|[a-zäöüé]{3,6})\b\s*(?:(?:of|von"
    r"|de)\s+\d+\s*)?[\s:.)–—*-]*"
    r"|\W{0,3}(\d{1,3})\.\s*(?:schritt)\b[\s:.)–—*-]*",
    re.IGNORECASE,
)
_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*$")
_ATTRIBUTES = re.compile(r"\s*\{[#.:][^{}]*\}\s*$")
"""A pattern of what some writers put behind a heading: "## The soak {#soak}"."""
_ADORNED = re.compile(r"([~=·•★☆◆✦+])\1*\s+(\S.{1,78}?)\s+\1+")
"""A pattern of a line between two signs of the same kind, which are no bullets: "~ Before sleep ~"."""
_BOX = re.compile(r"(?:\[[ xX_]?\]|\( ?\)|[☐☑☒□❏❑⬜]\ufe0f?|_{3,8}(?= ))\s*(?=\S)")
"""A pattern of a box that a reader would tick."""
_WORDS = {
    word: number
    for words in (
        "one two three four five six seven eight nine ten",
        "eins zwei drei vier fünf sechs sieben acht neun zehn",
        "uno dos tres cuatro cinco seis siete ocho nueve diez",
    )
    for number, word in enumerate(words.split(), 1)
}


def starts(stripped: str) -> bool:
    """Whether a line begins an item, a heading or a row of a table."""
    signed = (
        _bullet(stripped)
        or _BOX.match(stripped)
        or _NUMBER.match(stripped)
        or _LETTER.match(stripped)
        or _STEP.match(stripped)
        or _DECIMAL.match(stripped)
        or begins_label(stripped)
    )
    return bool(signed) or stripped[0] in "#|"


def is_step_label(text: str) -> bool:
    """Whether a text is nothing but the number of a step: "Step 1", "Schritt zwei:"."""
    return bool(_STEP.fullmatch(text))


def _bullet(stripped: str) -> re.Match[str] | None:
    match = _BULLET.match(stripped)
    tight = match and (match[1] or "")[:1] in _TIGHT and not match[0][-1].isspace()
    return _TILDE.match(stripped) if tight else match


def judged(block: Block) -> Block:
    """Return a paragraph as the heading, item or text that it is; its level was its indent."""
    if block.kind == "item" or block.page:
        return replace(block, level=0)
    if box := _BOX.match(block.text):
        return replace(item(block.text[box.end() :], block.line, block.level // 2, None), ticked=True)
    if adorned := _ADORNED.fullmatch(block.text):
        in_brackets = f"({adorned[2]})"
        rests = is_pause(in_brackets) or names_rest(adorned[2])
        return numbered(replace(block, text=in_brackets if rests else adorned[2], level=0))
    if heading := _HEADING.match(block.text):
        return numbered(Block("heading", heading[2], block.line, len(heading[1])))
    for match in (form(block.text) for form in (_bullet, _DECIMAL.match, _NUMBER.match, _LETTER.match)):
        if match:
            number = next((int(group) for group in match.groups() if group and group.isdecimal()), None)
            deep = match[0].rstrip(" .)").count(".") if match.re is _DECIMAL else block.level // 2
            return item(block.text[match.end() :], block.line, deep, number)
    return numbered(replace(block, level=0))


def item(text: str, line: int, level: int, number: int | None) -> Block:
    """Return an item of a list, without the box in front of it that a reader would tick."""
    box = _BOX.match(text)
    block = numbered(Block("item", text[box.end() if box else 0 :], line, level, number))
    return replace(block, ticked=box is not None)


def numbered(block: Block) -> Block:
    """Return a block as the third item if it calls itself "Step 3:"; a heading loses the number in front of it."""
    if block.kind == "heading" and block.text.endswith("}"):
        block = replace(block, text=_ATTRIBUTES.sub("", block.text) or block.text)
    if block.kind == "heading" and (match := _NUMBER.match(block.text)) and match[1]:
        return replace(block, text=block.text[match.end() :], number=int(match[1]))
    if not (match := _STEP.match(block.text)) or block.text[match.end() :][:1].islower():
        return block
    told = match[1] or match[2]
    number = int(told) if told.isdecimal() else _WORDS.get(told.casefold())
    if number is None:
        return block
    rest = block.text[match.end() :]
    kind = "heading" if block.kind == "heading" else "item"
    return Block(kind, rest or block.text, block.line, block.level, number, block.page)  # type: ignore[arg-type]
