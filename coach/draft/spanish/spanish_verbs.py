"""The forms of Spanish verbs: "coloque" → the infinitive "colocar", and whom the form asks or of whom it tells."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coach.draft.language.gloss_words import Vocabulary

    Reading = tuple[str, str]
    """An infinitive and the sort of a form of it."""

NO_READING = ("", "")
_SHORT = 3
"""The letters of "ir" and "ver", whose forms are like those of other words, and stand in a list."""
_CHANGED = re.compile(r"^(.*?)(ue|ie|i)([bcdfghjlmnñprstvxz]+u?(?:[ae][ns]?))$")
"""A pattern of forms whose stem may have changed: "comprueba" is of "comprobar", "mide" of "medir"."""
_UNCHANGED = {"ue": "o", "ie": "e", "i": "e"}
_SOFT = {"g": "gu", "c": "qu", "z": "c"}
"""How the last letter of a stem in -ar is written before e."""


@lru_cache(20_000)
def plain(word: str) -> str:
    """Return a word without its accents: "siéntate" → "sientate"; the ñ stays."""
    parts = unicodedata.normalize("NFD", word.replace("ñ", "\0"))
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).replace("\0", "ñ")


class Forms:
    """All forms of the verbs of a vocabulary, without accents.

    The sorts of a form: it "asks" (imperatives, and "we" as in classes), "forbids" ("no dobles"), "tells" somebody what
    he does ("doblas"), tells of a "third" ("doblan"), of what "will" be done ("doblarás", "se doblará"), or it is an
    "infinitive" or a "gerund".
    """

    def __init__(self, words: Vocabulary) -> None:
        self.english: dict[str, str] = {
            plain(form): verb for verb, forms in words.data["verbs"].items() for form in forms.casefold().split()
        }
        self._listed = {
            plain(form): [(infinitive, "asks")]
            for infinitive, forms in words.data["forms"].items()
            for form in forms.split()
        }
        self._readings: dict[str, list[Reading]] = {}
        for form, infinitive, sort in self._made(words.data):
            self._readings.setdefault(form, []).insert(0, (infinitive, sort))

    def read(self, word: str, *sorts: str, own: bool = False) -> Reading:
        """Return the infinitive and the sort of a form, of these sorts; two empty texts for none.

        `own`: with "se" or "te" before it, so that "sienta" is rather of "sentarse" than of "sentir".
        """
        found = [reading for reading in self._all(plain(word)) if reading[1] in sorts]
        of_itself = (reading for reading in found if own and f"{reading[0].removesuffix('se')}se" in self.english)
        return next(of_itself, found[0] if found else NO_READING)

    def is_listed(self, word: str) -> bool:
        """Whether a word is one of the forms that follow no rule."""
        return plain(word) in self._listed

    def __contains__(self, word: str) -> bool:
        """Whether a word is a form of a known verb."""
        return bool(self._all(word))

    def _all(self, word: str) -> list[Reading]:
        if found := [*self._listed.get(word, ()), *self._readings.get(word, ())]:
            return found
        if not (match := _CHANGED.match(word)):
            return []
        found = self._readings.get(f"{match[1]}{_UNCHANGED[match[2]]}{match[3]}", [])
        return [reading for reading in found if match[2] != "i" or reading[0].removesuffix("se").endswith("ir")]

    def _made(self, data: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str, str]]:
        """Yield each form of a verb without accents, its infinitive and its sort."""
        for infinitive in self.english:
            yield infinitive, infinitive, "infinitive"
            bare = re.sub("(?<=[aei]r)se$", "", infinitive)
            regular = len(bare) > _SHORT and (bare == infinitive or bare not in self.english)
            for form, sort in _regular(bare) if regular else ():
                yield form, infinitive, sort
        for infinitive, stems in data["irregular"].items():
            for stem in stems.split():
                yield from ((form, plain(infinitive), sort) for form, sort in _of_stem(stem, plain(infinitive)))
        for infinitive, stem in data["future"].items():
            yield from ((form, plain(infinitive), sort) for form, sort in _of_future(stem))


def _regular(infinitive: str) -> Iterator[Reading]:
    """Yield the regular forms of a verb and what they do."""
    stem, end = infinitive[:-2], infinitive[-2:]
    yield from _of_stem(stem, infinitive)
    if re.search("(?<![gq])uir$", infinitive):
        yield from _of_stem(f"{stem}y", infinitive)
    if re.search("[aeou]c[ei]r$", infinitive):
        yield from ((f"{stem[:-1]}zc{end}", "asks") for end in ("a", "an", "amos"))
    yield f"{stem}{end[0]}d", "asks"
    yield f"{stem}{'ando' if end == 'ar' else 'iendo'}", "gerund"
    yield from ((f"{stem}{told}", "tells") for told in ("as", "emos"))
    yield f"{stem}{ {'ar': 'ais', 'er': 'eis'}.get(end, 'is') }", "tells"
    if end == "ir":
        yield f"{stem}i", "asks"  # "subí", as it is said to "vos"
    yield from _of_future(infinitive)


def _of_future(stem: str) -> Iterator[Reading]:
    yield from ((f"{stem}{end}", "will") for end in ("a", "an", "as", "emos", "eis"))


def _of_stem(stem: str, infinitive: str) -> Iterator[Reading]:
    """Yield the forms that a stem makes, with the changes of its last letter before e: "coloc" → "coloque"."""
    first = infinitive.endswith("ar")
    soft = stem
    if first:
        soft = f"{stem[:-1]}{_SOFT.get(stem[-1:], stem[-1:])}"
    else:
        soft = re.sub("c$", "z", stem)
        soft = re.sub("g$", "j", soft) if infinitive[:-2].endswith("g") else soft
    for end in ("a", "ad") if first else ("e",):
        yield f"{stem}{end}", "asks"
    for end in ("e", "en", "emos") if first else ("a", "an", "amos"):
        yield f"{soft}{end}", "asks"
    yield f"{soft}{'eis' if first else 'ais'}", "asks"
    yield f"{soft}{'es' if first else 'as'}", "forbids"
    yield f"{stem}{'as' if first else 'es'}", "tells"
    yield f"{stem}{'an' if first else 'en'}", "third"
    yield f"{stem}{'amos' if first else 'emos'}", "asks"
    if not first:
        yield f"{stem}imos", "asks"
