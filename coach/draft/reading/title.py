"""Blocks → the title of a text: the line near its beginning whose words recur in the text."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from coach.draft.english.headings import role_of
from coach.draft.english.patterns import pattern
from coach.draft.english.pauses import is_pause
from coach.draft.language import glossed
from coach.draft.reading.about_page import is_about_page
from coach.draft.reading.time_of_all import begins_with_time_of_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coach.draft.text.blocks import Block

_NEAR, _ENOUGH, _LONGEST = 14, 500, 110
_OTHERS = ("page", "needs", "warnings")
"""The roles of headings that name no text: a note may have no title, and begin with what it needs."""
_READ_SO = re.compile(
    r"\s*\([^()]*\b(?:read|reading|vorlesen|lesen|leer|leída|lectura"
    r"|captions?|(?:auto-generated |full )?transcripts?|subtitles|untertitel|transkript|subtítulos"
    r"|transcripción)\b[^()]*\)$|\s*[–—-]\s*(?:full |auto-generated )?(?:transcript|captions)$",
    re.IGNORECASE,
)
"""A pattern of how a script is to be read aloud, behind its title."""
_NAMES = re.compile(r"\s+(?:[|»·•]|::)\s+")
_SITES = re.compile(_NAMES.pattern + r"|\s+-\s+(?=[A-Z][^|]*$)")
"""A pattern of what parts a title from its site; a dash does so only in the head of a page."""
_PREFIX = re.compile(
    r"^(?:(?:chapter|kapitel|capítulo|lektion)\s+(?:\d{1,3}|[ivxlc]+)\s*[.:–—-]\s+|(?:subject|betreff|asunto)\s*:\s*)"
    r"(?:[^–—:]*\b(?:monday|tuesday|wednesday|thursday|friday|newsletter|bulletin|rundbrief)\b[^–—:]*[–—:]\s+)?(?=\w)",
    re.IGNORECASE,
)
"""A pattern of what stands before a title: "Chapter 12. ", "Subject: "."""
_REMARK = re.compile(r"\s*\((?:[^()]*\.\s[^()]*|[^()]*,[^()]*)\)$")
"""A pattern of a remark behind a title, in brackets: "(Dept. of Physiotherapy, keep on the fridge)"."""
_SHORTENED = re.compile(r"\b(?:[ap]\.m|dept|mrs?|dr|st)\.", re.IGNORECASE)
_HOW = pattern("title-words")
_NOT = pattern("no-title", "{}")


def title_of(blocks: Sequence[Block], head: str, name: str) -> tuple[str, Block | None]:
    """Return the title, and the block in which it was found; None if it comes from the page's head or the file name."""
    text = [block for block in blocks if not block.page]
    highest = next((block for block in text if block.kind == "heading" and block.level == 1), None)
    best = None if highest else _best(text)
    shared = set(_words([best.text])) & set(_words([head])) if best else ()
    chosen = highest or (best if not head or len(shared) > 1 else None)
    title = _PREFIX.sub("", _without_site(chosen.text if chosen else head, _NAMES if chosen else _SITES))
    return title or Path(name).stem.replace("-", " ").replace("_", " ").strip() or "A routine", chosen


def _best(text: Sequence[Block]) -> Block | None:
    often = Counter(_words(block.text for block in text[:_ENOUGH]))
    far, scored = 0, {}
    for block in text[:_NEAR]:
        if _could_be(block):
            scored[block] = _score(block, often) - far
            far += 2
        elif role_of(block.text) in _OTHERS:
            far += 1
    return max(scored, key=lambda block: scored[block], default=None)


def _could_be(block: Block) -> bool:
    short = (
        len(block.text) <= _LONGEST
        and block.kind != "item"
        and block.text[-1] not in ".,;:"
        and ". " not in _SHORTENED.sub("", block.text)
    )
    return (
        short
        and not is_pause(block.text)
        and not _is_no_title(block.text)
        and not is_about_page(block.text)
        and not begins_with_time_of_all(block.text)
        and role_of(block.text) not in _OTHERS
    )


def _score(block: Block, often: Counter[str]) -> float:
    words = set(_words([block.text]))
    common: float = sum(min(often[word] - 1, 3) for word in words) / max(1, len(words)) ** 0.5
    return 2 * (common + bool(_tells_how(block.text)) - block.text.isupper()) + (block.kind == "heading")


@glossed
def _tells_how(text: str) -> bool:
    return bool(_HOW.search(text))


@glossed
def _is_no_title(text: str) -> bool:
    return bool(_NOT.search(text))


def _words(texts: Iterable[str]) -> list[str]:
    return [word.rstrip("s") for text in texts for word in re.findall(r"[^\W\d_]{4,}", text.casefold())]


def _without_site(title: str, seam: re.Pattern[str]) -> str:
    """Return a title without the name of the site after it: "Neck rolls | Calm Daily"."""
    parts = seam.split(title)
    title = _REMARK.sub("", _READ_SO.sub("", title))
    return parts[0].strip(" ✨:") if len(parts) > 1 and len(parts[0]) > 3 else title.strip(" ✨:")  # noqa: PLR2004
