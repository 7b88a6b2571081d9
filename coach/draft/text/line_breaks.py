"""Two lines → whether the second continues the first: some editors break lines at a width, others leave them be."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from coach.draft.english.lexicon import is_one_of
from coach.draft.english.pauses import is_pause
from coach.draft.text.signs import starts
from coach.draft.text.titles import is_titled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_OPEN_END = re.compile(
    r"\s(?:the|an?|your|der|die|das|den|dem|des|eine?[nmrs]?|ihre?[nmr]?|deine?[nmr]?|jede[nmrs]?|im|am|zum|zur|und"
    r"|el|la|los|las|un|una|unos|unas|del|su|sus|tu|tus|cada)$"
)
"""A pattern of lines whose last word needs another behind it, which may be a noun with its capital."""
_UNIT = re.compile(
    r"(?:seconds?|minutes?|times|breaths|secs?|mins?|sekunden?|minuten?|mal|atemzüge|sek|segundos?|minutos?|veces"
    r"|respiraciones)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"[\[(]?(?:\d{1,2}:)?\d{1,2}:\d\d[\])]?")
"""A pattern of lines that only tell the time of a recording, as those of captions do."""
_BROKEN = re.compile(r"[^\W\d_]{2}[-\u00ad]$")
"""A pattern of lines whose last word goes on in the next line."""
_SECOND_PART = re.compile(r"(?:and|or|to|und|oder|bis|y|o|e|u)\b", re.IGNORECASE)
"""A pattern of what follows the hyphen of a word that is left out: "left- and right-handed"."""
_NUMBERED = (
    r"(?:a|\d+|half|ten|fifteen|twenty|thirty|forty|sixty|ninety|one|two|three|four|five|six|seven|eight|nine|twelve)"
)
_AT_START = (
    r"into|onto|over (?:your|the|my|his|her|and|to)|of|than|from (?:the|your|side)|until|till|towards?|through|behind"
    r"|between|against|across|around (?:the|your)|along|under(?:neath)?|beneath|beside|as (?:if|though|far|much)"
    r"|like (?:a|you)|which|whose|gonna|going to|in the (?:middle|cent)|on the (?:other|left|right|opposite) side"
    rf"|at the (?:top|back|bottom|end|same)|for (?:about|around|another|{_NUMBERED})"
    rf"|{_NUMBERED} (?:more )?{_UNIT.pattern}"
)
_INSIDE = re.compile(rf"(?:{_AT_START}) ")
"""A pattern of lines that nobody begins a sentence with who writes without capitals."""
_INSIDE_CAPTIONS = re.compile(
    rf"(?:{_AT_START}|to (?:the|your|my) (?!other|left|right|opposite|next|end)|in (?:the|your|front)"
    r"|on (?:it|them|your|top)|just in|at (?:the|your)|with (?:the|your|it)|it|them|your|my|his|her) "
)
"""A pattern of the same for captions, which break where the room ends."""
_OPEN_SMALL = re.compile(
    r"\b(?:to|from|of|with|and|or|for|into|my|our|his|her|their|as|than|we're|i'm|you're|gonna|really|very|just|if|when)$"
)
"""A pattern of the ends of lines that need another word behind them, in a text without capitals."""
_FEW, _NARROW, _LONG, _WIDE, _WIDEST = 4, 30, 40, 50, 140


def width_of(lines: Sequence[str]) -> int:
    """Return the width at which somebody's editor has broken the lines; 0 if each line is a paragraph."""
    pairs = [(before.rstrip(), line.strip()) for before, line in pairwise(lines) if before.strip() and line.strip()]
    within = [(before, line) for before, line in pairs if not starts(line)]
    broken = [
        len(before)
        for before, line in within
        if line[0].islower() and before[-1] not in ".:!?" and len(before) > _NARROW
    ]
    if len(broken) < _FEW or len(broken) < len(within) / 4:
        return 0
    if max(broken) > 2 * _WIDE:  # lines so long are paragraphs, unless each is full
        return max(broken) if max(broken) < _WIDEST and _are_full(within, max(broken)) else 0
    small = all(line[0].islower() for _, line in within) or are_written_small(lines)  # such lines may be sentences
    return 0 if small and not _are_full(within, max(broken)) else max(broken)


def _are_full(within: Sequence[tuple[str, str]], width: int) -> bool:
    """Whether most lines are so full that the next word would have found no room."""
    full = sum(len(before) + 1 + len(line.split(maxsplit=1)[0]) > width - 2 for before, line in within)
    return 2 * full > len(within)


def are_written_small(lines: Sequence[str]) -> bool:
    """Whether most lines begin with a small letter and have no full stop, as those of people who chat do."""
    letters = [line.strip() for line in lines if line.strip()[:1].isalpha()]
    small = sum(line[0].islower() and line[-1] not in ".:;," and ". " not in line for line in letters)
    return len(letters) > _FEW and len(letters) < 2 * small


def joined(lines: Iterable[str]) -> str:
    """Return lines as one; a word that was broken at the end of a line is whole again.

    >>> joined(["Squeeze the fin-", "gers, and hold the left-", "and the right one."])
    'Squeeze the fingers, and hold the left- and the right one.'
    """
    text = ""
    for line in lines:
        whole = _BROKEN.search(text) and line[:1].islower() and not _SECOND_PART.match(line)
        text = text[:-1] + line if whole else f"{text} {line}" if text else line
    return text


def inside_of(lines: Sequence[str]) -> re.Pattern[str] | None:
    """Return how lines begin that go on with the one before them in a text without capitals; None in any other."""
    if not are_written_small(lines):
        return None
    return _INSIDE_CAPTIONS if max(len(line.strip()) for line in lines) <= _WIDE else _INSIDE


def goes_on(before: str, line: str, width: int, *, listed: bool, inside: re.Pattern[str] | None = None) -> bool:
    """Whether a line continues the one before it.

    `listed`: the paragraph began in lower case, as lists of words do; `inside`: how lines begin that go on, in a text
    in which nearly all begin so.
    """
    stripped, ended = line.strip(), before.rstrip()
    if starts(stripped) or any(is_pause(each) or _CLOCK.fullmatch(each) for each in (stripped, ended)):
        return False
    if _is_within_sentence(ended, stripped, listed=listed, inside=inside):
        return True
    if width and not ended.endswith(":"):
        return len(ended) + 1 + len(stripped.split(maxsplit=1)[0]) > width - 2
    return starts(before.strip()) and line.startswith("  ") and ended[-1] not in ".!?:"


def _is_within_sentence(ended: str, line: str, *, listed: bool, inside: re.Pattern[str] | None) -> bool:
    """Whether the words at the end of a line and at the beginning of the next one are those of one sentence."""
    if line[0].islower() and (
        _BROKEN.search(ended) or (not listed and ended[-1] not in ".:!?" and _is_unfinished(ended))
    ):
        return True
    if inside and ended[-1] not in ".:!?" and (inside.match(f"{line} ") or _OPEN_SMALL.search(ended)):
        return True
    if listed and not inside and ended[-1].isalpha() and len(ended) > 2 * _LONG and not line[0].isupper():
        return True  # no list of words has lines as long as that
    return bool(_OPEN_END.search(ended) or (ended[-1].isdecimal() and _UNIT.match(line)))


def _is_unfinished(line: str) -> bool:
    """Whether a line cannot be all of its sentence: it is long, or ends with a comma or with a small word."""
    last = line.rsplit(maxsplit=1)[-1].casefold()
    return (
        (len(line) > _LONG and not is_titled(line))
        or line[-1] in ",;"
        or (last != "if" and is_one_of("function", last))
    )
