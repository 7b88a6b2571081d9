"""Blocks → the title of a text: the line near its beginning whose words recur in the text."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from coach.draft.english.expression import Expression
from coach.draft.english.heading_figures import without_brackets
from coach.draft.english.headings import label_of, role_of
from coach.draft.english.imperative import is_instruction
from coach.draft.english.patterns import pattern
from coach.draft.english.pauses import is_pause
from coach.draft.english.quantities import is_quantity
from coach.draft.language import glossed
from coach.draft.reading.about_page import is_about_page
from coach.draft.reading.needs import listed_needs
from coach.draft.reading.replies import is_byline, is_sign_off
from coach.draft.reading.time_of_all import tells_time_of_all
from coach.draft.reading.warnings import is_forbidding, is_warning

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coach.draft.text.blocks import Block

_NEAR, _ENOUGH, _LONGEST = 14, 500, 110
_FEW_WORDS = 5
"""The most words of a title that ends with a full stop."""
_NEARER = -1.5
"""What a line gains over that above it where the first lines name a hospital or a practice."""
_OTHERS = ("page", "needs", "warnings")
"""The roles of headings that name no text: a note may have no title, and begin with what it needs."""
_READ_SO = Expression(
    r"\s*\([^()]*\b(?:read|reading|recording|aufnahme|gui[oó]n|grabación|vorlesen|lesen|leer|leída|lectura"
    r"|captions?|(?:auto-generated |full )?transcripts?|subtitles|untertitel|transkript|subtítulos"
    r"|transcripción)\b[^()]*\)$|\s*[–—-]\s*(?:(?:episode|lesson|video|folge|episodio) \d+, )?(?:full "
    r"|auto-generated )?(?:transcript|captions)$",
    re.IGNORECASE,
)
"""A pattern of how a script is to be read aloud, behind its title."""
_NAMES = Expression(r"\s+(?:[|»·•]|::)\s+")
_SITES = Expression(_NAMES.pattern + r"|\s+-\s+(?=[A-Z][^|]*$)")
"""A pattern of what parts a title from its site; a dash does so only in the head of a page."""
_COUNTED = (
    r"(?:chapter|part|lesson|session|module|unit|track|episode|kapitel|teil|lektion|sitzung|modul|folge|capítulo|parte"
    r"|primera parte|segunda parte|tercera parte|lección|sesión|módulo|pista|episodio|audio)"
    r"(?:\s+(?:no\.?\s*)?(?:\d{1,3}|[ivxlc]+|one|two|three|four|five|six|eins|zwei|drei|vier|fünf|uno|dos|tres"
    r"|cuatro))?"
)
_PREFIX = Expression(
    r"^(?:(?:(?:chapter|kapitel|capítulo|lektion)\s+(?:\d{1,3}|[ivxlc]+)\s*[.:–—-]\s+)"
    r"|(?:(?:lesson|table|exercise|section|plate|lecture)\s+(?:\d{1,3}|[ivxlc]+)\.(?:\s*[–—-])?\s+)"
    r"|(?:subject|topic|betreff|thema|asunto|tema)\s*:\s*"
    r"|(?:audio |video |full )?(?:transcript|transkript|transcripción)\s*[:–—-]\s+"
    r"|[^:–—|]+\b(?:podcast|show)\b[^:–—|]*[:–—|]\s+"
    r"|[^:–—|]{3,60}\b(?:informiert|empfiehlt|rät|erklärt|zeigt|informs|recommends|informa|recomienda)\s*:\s+"
    r"|[^:–—|]{0,40}\b(?:\w*blatt|\w*karte|übung|hoja|ficha|sheet|card)\s+\d{1,3}\s*:\s+)+"
    r"(?:[^–—:]*\b(?:monday|tuesday|wednesday|thursday|friday|newsletter|bulletin|rundbrief)\b[^–—:]*[–—:]\s+)?(?=\w)",
    re.IGNORECASE,
)
"""A pattern of what stands before a title: "Chapter 12. ", "Subject: ", "TRANSCRIPT – "."""
_AFTER = Expression(
    r"\s+posted by\b.*$|\s+--\s+(?:notes|recording|script|audio|transcript|handout|typed|version|draft|leaflet|sheet"
    r"|mitschrift|notizen|skript|aufnahme|gui[oó]n|notas|apuntes|grabación)\b.*$",
    re.IGNORECASE,
)
"""A pattern of what tells behind a title how it was written down: " -- notes from Tuesday's class"."""
_PLACE = Expression(
    r"\b(?:hospitals?|(?:nhs |hospital )?trust|(?:patient )?information for|patienteninformation|información para"
    r"|clinics?|department|dept|(?:\w*therapy|medical|health|dental|osteopathy)"
    r" (?:practice|centre|center|team|service)|ward \d+|nhs|university|council|ltd|association|\w*praxis|\w*klinik"
    r"|klinikum|krankenhaus|abteilung|e\. ?v\.|gmbh|volkshochschule|servicio de|centro (?:de|cívico)|clínica"
    r"|departamento|unidad de|asociación|fundación|\w*zentrum)(?!\w)|practice$|\bcentro\b"
    r"|(?:ergo|physio|logo)therap(?:ie|y)\W*$"
    r"|\b(?:leaflet|sheet|handout|factsheet|merkblatt|infoblatt|blatt|hoja|ficha|folleto)\b.*\d",
    re.IGNORECASE,
)
"""A pattern of who gives a text out, and of the number that it has there: no title."""
_CRUMBS = Expression(r"^(?:[^>»›]{2,40}\s[>»›]\s){2,}(?=(?:\S+\s+){2}\S)")
"""A pattern of the way to a page, of which the last part is its title: "Board > Neck > A stiff neck in the morning"."""
_PART = Expression(rf"{_COUNTED}\s*[:–—]", re.IGNORECASE)
"""A pattern of a part of a text with its name: "Part Two: The Hands"."""
_NUMBER = Expression(rf"^\W*{_COUNTED}\W*(?:\d\d?:\d\d)?\W*$|\|.*\|", re.IGNORECASE)
"""A pattern of lines that only count the parts of a text, and of the names of columns."""
_REMARK = Expression(
    r"\s*\((?:[^()]*\b(?:sheet|leaflet|handout|page|form|version) (?:no\.? ?)?\d[^()]*|[^()]*\.\s[^()]*"
    r"|[^()]*,[^()]*)\)$",
    re.IGNORECASE,
)
"""A pattern of a remark behind a title, in brackets: "(Dept. of Physiotherapy, keep on the fridge)"."""
_FIELD = Expression(r"\s+(?:[^\W\d_]+:?\s*)?_{3,}.*$")
"""A pattern of what is to be filled in behind a title: "Knee programme   Name: ______"."""
_PARAGRAPH = Expression(r"^§+\s*\d+\s*[.:–—-]?\s+(?=\w)")
"""A pattern of the number of a chapter, as old books have it, whose name ends with a full stop: "§ 14. Foot baths."."""
_SHORT_FORM = Expression(r"\b\w\.\s?\w\.$|\b(?:etc|usw|co|inc|ltd|dr|st|jr)\.$|\.\.\.$", re.IGNORECASE)
_SHORTENED = Expression(r"\b(?:[ap]\.m|dept|mrs?|dr|st|nr|vol|vs|pt|(?<=[a-z] )no(?=\. \d+[:,–—]))\.", re.IGNORECASE)
_GOES_ON = Expression(r"(?:and|then|now|next|so|again|finally|dann|jetzt|und|nun|luego|ahora|y)\b", re.IGNORECASE)
_HOW = pattern("title-words")
_NOT = pattern("no-title", "{}")


def title_of(blocks: Sequence[Block], head: str, name: str) -> tuple[str, Block | None]:
    """Return the title, and the block in which it was found; None if it comes from the page's head or the file name."""
    text = [block for block in blocks if not block.page]
    first = (block for block in text if block.kind == "heading" and block.level == 1 and _named(block.text))
    highest = next(first, None)
    best = None if highest else _best(text)
    shared = set(_words([best.text])) & set(_words([_without_site(head, _SITES)])) if best else ()
    chosen = highest or (best if not head or len(shared) > 1 else None)
    named = _CRUMBS.sub("", chosen.text) if chosen else head
    title = _PREFIX.sub("", _without_site(named, _NAMES if chosen else _SITES))
    title = _PARAGRAPH.sub("", title) if _PARAGRAPH.match(title) else title
    title = title.rstrip(".") if len(title.split()) <= _FEW_WORDS and not _SHORT_FORM.search(title) else title
    title = title or Path(name).stem.replace("-", " ").replace("_", " ").strip() or "A routine"
    return title, chosen if chosen and named == chosen.text else None


def _named(text: str) -> bool:
    return not _is_no_title(_CRUMBS.sub("", text))


def _best(text: Sequence[Block]) -> Block | None:
    often = Counter(_words(block.text for block in text[:_ENOUGH]))
    far = 0.0
    scored: dict[Block, float] = {}
    under_place = any(_PLACE.search(block.text) for block in text[:2])
    first = True
    for block in text[: min(_NEAR, max(1, len(text) - 1))]:  # the last line heads nothing
        if under_place and scored and (block.kind == "item" or block.text[-1] in ".!"):
            break  # the last of the lines at the top is what the text is about, the first say from whom it comes
        if _could_be(block, first=first):
            scored[block] = _score(block, often) - far
            far += _NEARER if under_place else 0 if _PLACE.search(block.text) else 2
        elif role_of(block.text) in _OTHERS:
            far += 1
        first = first and bool(_NUMBER.search(block.text))  # what only counts a chapter has its name below it
    return max(scored, key=lambda block: scored[block], default=None)


def _could_be(block: Block, *, first: bool) -> bool:
    """Whether a block may be the title; the first line may be one in whatever way it begins, if it stands alone."""
    text = _CRUMBS.sub("", block.text)
    text = _PARAGRAPH.sub("", text).rstrip(".") if _PARAGRAPH.match(text) else text
    opens = first and (block.alone or text != block.text)
    short = (
        len(text) <= _LONGEST
        and block.kind != "item"
        and (text[-1] not in ".,;:" or _is_named_alone(text, opens=opens))
        and ". " not in _SHORTENED.sub("", _PREFIX.sub("", text))
    )
    return (
        short
        and not is_pause(text)
        and not (_is_no_title(text) or is_sign_off(text) or (block.kind == "text" and "," in text and is_byline(text)))
        and (first or block.kind == "heading" or text[-1] != "?")
        and (first or block.level > 0 or not is_forbidding(text))
        and (first or not (_GOES_ON.match(text) and is_instruction(text)))
        and (first or not is_quantity(text))
        and not _NUMBER.search(without_brackets(text))
        and (opens or not is_about_page(text))
        and ((first and not is_instruction(text)) or block.kind == "heading" or block.alone or not text[0].islower())
        and role_of(_without_site(text, _NAMES)) not in _OTHERS
        and not tells_time_of_all(without_brackets(text))
        and label_of(text)[1] not in _OTHERS
        and not listed_needs(text)
    )


def _is_named_alone(text: str, *, opens: bool) -> bool:
    """Whether a line ends with a full stop as titles of old books do: short, alone, neither a request nor a warning."""
    short = opens and text[-1] == "." and len(text.split()) <= _FEW_WORDS
    return short and not (is_instruction(text) or is_warning(text))


def _score(block: Block, often: Counter[str]) -> float:
    words = set(_words([block.text]))
    common: float = sum(min(often[word] - 1, 3) for word in words) / max(1, len(words)) ** 0.5
    against = block.text.isupper() + 2 * bool(_PLACE.search(block.text)) + bool(_PART.match(block.text))
    return 2 * (common + bool(_tells_how(block.text)) - against) + (block.kind == "heading")


@glossed
def _tells_how(text: str) -> bool:
    return bool(_HOW.search(text))


@glossed
def _is_no_title(text: str) -> bool:
    return bool(_NOT.search(text))


def _words(texts: Iterable[str]) -> list[str]:
    return [word.rstrip("s") for text in texts for word in re.findall(r"[^\W\d_]{4,}", text.casefold())]


def _without_site(title: str, seam: Expression) -> str:
    """Return a title without the name of the site after it: "Neck rolls | Calm Daily"."""
    parts = seam.split(title)
    title = _REMARK.sub("", _READ_SO.sub("", _AFTER.sub("", _FIELD.sub("", title))))
    first = _AFTER.sub("", _FIELD.sub("", parts[0])).strip(" ✨:")
    return first if len(parts) > 1 and len(parts[0]) > 3 else title.strip(" ✨:")  # noqa: PLR2004
