"""A rule of letters that the voice of a routine's language does not read."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from coach.timeline.lint.subject import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.timeline.lint.subject import Subject

_LANGUAGES = {
    "latin": "af an az bs ca cs cy da de en eo es et eu fi fr fy ga gd gl hr ht hu id is it jv ku la lb lt lv mi ms mt"
    " nb nl nn no oc pl pt qu ro sk sl sq sr sv sw tk tl tr uz vi xh yo zu",
    "cyrillic": "ba be bg kk ky mk mn ru sr tg tt uk uz",
    "greek": "el grc",
    "arabic": "ar fa ku ps sd ug ur",
    "hebrew": "he yi",
    "armenian": "hy",
    "georgian": "ka",
    "devanagari": "hi kok mr ne sa",
    "bengali": "as bn",
    "gujarati": "gu",
    "gurmukhi": "pa",
    "kannada": "kn",
    "malayalam": "ml",
    "oriya": "or",
    "sinhala": "si",
    "tamil": "ta",
    "telugu": "te",
    "thai": "th",
    "lao": "lo",
    "khmer": "km",
    "myanmar": "my",
    "ethiopic": "am ti",
    "cjk": "cmn ja ko yue zh",
    "bopomofo": "cmn zh",
    "hiragana": "ja",
    "katakana": "ja",
    "hangul": "ko",
}
"""Each script, by the first word of its letters' names in Unicode, and the languages that are written in it."""
_SPECIFIC = 4
"""The length of a script's subtag, as in `az-Cyrl`: such a language is written as its tag says."""
_SHOWN = 20


def foreign_script(subject: Subject) -> Iterator[Finding]:
    """A text that is said has letters of a script in which the routine's language is not written.

    A voice that does not know a letter names its script instead ("Chinese letter, Chinese letter"), spells it, or
    leaves it out. Latin letters are read by every voice, and so is a single Greek one, as in units.
    """
    language = subject.routine.language
    own = _scripts_of(language)
    as_it_sounds = f"write it as it sounds, in {_called(min(own - {'latin'}, default='latin'))} letters"
    for spoken in subject.texts if own else ():
        for start, run, script in _foreign_runs(spoken.text, own):
            name = len(run) <= _SHOWN
            shown, hint = (run, as_it_sounds) if name else (f"{run[:_SHOWN]}…", "set 'language' to that of the words")
            message = f"“{shown}” has {_called(script)} letters, which a voice for '{language}' cannot read"
            yield Finding(spoken.item, spoken.key, message, hint, spoken.place(start))


def _scripts_of(language: str) -> frozenset[str]:
    """Return the scripts of a language, with Latin; none for a language that is not in the table."""
    first, *others = language.split("-")
    if any(len(tag) == _SPECIFIC and tag.isalpha() for tag in others):
        return frozenset()
    scripts = {script for script, languages in _LANGUAGES.items() if first in languages.split()}
    return frozenset(scripts | {"latin"}) if scripts else frozenset()


def _foreign_runs(text: str, own: frozenset[str]) -> Iterator[tuple[int, str, str]]:
    """Yield the beginning, the text and the script of each run of foreign letters, with the spaces between them."""
    if text.isascii():
        return
    letters = [(index, _script_of(sign)) for index, sign in enumerate(text) if sign.isalpha()]
    for script, group in groupby(letters, key=lambda letter: letter[1]):
        run = [index for index, _ in group]
        if script and script not in own and (script != "greek" or _is_word(run)):
            yield run[0], text[run[0] : run[-1] + 1], script


def _is_word(indexes: list[int]) -> bool:
    """Whether two letters stand side by side."""
    return any(after - before == 1 for before, after in pairwise(indexes))


@lru_cache(4096)
def _script_of(letter: str) -> str:
    """Return the script of a letter; nothing for one that no row of the table is about, such as “µ” or “ª”."""
    first = unicodedata.name(letter, "").partition(" ")[0].lower()
    return first if first in _LANGUAGES else ""


def _called(script: str) -> str:
    return "Chinese" if script == "cjk" else script.title()
