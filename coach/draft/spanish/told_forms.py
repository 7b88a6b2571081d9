"""Spanish words of which the verb comes later → the same with it in front: "se coloca la mano", "las palmas miran"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.draft.spanish.asked_forms import BENEFITS, OBJECTS, PRAISING, UNKNOWN, WAS, is_promised
from coach.draft.spanish.spanish_verbs import plain

if TYPE_CHECKING:
    from coach.draft.language.gloss_words import Vocabulary
    from coach.draft.spanish.asked_forms import AskedForms
    from coach.draft.spanish.spanish_verbs import Forms

NOT = {"no": "do not", "nunca": "never", "jamás": "never", "tampoco": "do not"}
PRONOUNS = frozenset(["lo", "la", "los", "las", "le", "les", "te", "se", "me", "nos", "os"])
FAR, FEW = 8, 3
"""The most words before a verb that is looked for, and the fewest words of a clause with a subject."""
_ARTICLES = frozenset(["el", "la", "los", "las"])
_SUBJECTS = frozenset(
    [
        *("cada", "todo", "toda", "todos", "todas", "esto", "eso", "este", "esta", "estos", "estas", "ese", "esa"),
        *("esos", "esas", "ambos", "ambas", "entre"),
    ]
)
_BEARERS = frozenset(["cuello", "espalda", "columna", "cuerpo", "tronco", "piel", "cadera", "pelvis", "pie", "pies"])
_BEARS = frozenset(["sostener", "sujetar", "mantener", "llevar", "proteger", "aguantar"])
"""What parts of the body do by nature: "el cuello sostiene la cabeza" asks for nothing."""
_ARE = frozenset(["va", "van", "está", "están"])
_WHERE = frozenset(
    ["debajo", "encima", "sobre", "bajo", "detrás", "delante", "junto", "hacia", "a", "al", "en", "entre", "contra"]
)
"""What follows "las manos van": the place where a part of the body is to be."""
_HOW = frozenset(["con", "por", "cada", "durante", "así", "despacio", "lentamente", "a", "hacia"])
_MODALS = frozenset(["puede", "pueden", "debe", "deben", "debería", "deberían"])
_SORTS = ("asks", "tells", "third", "will")


class ToldForms:
    """The forms of verbs that tell what is done, where that asks for it."""

    def __init__(self, words: Vocabulary, forms: Forms, asked: AskedForms) -> None:
        self._words, self._forms, self._asked = words, forms, asked
        self._said = words.words("said-of")
        self._body, self._motions = words.pattern("body"), words.words("motions")

    def is_of_body(self, word: str) -> bool:
        """Whether a word is a part of the body, or a person."""
        return bool(self._body.search(word))

    def passive(self, words: list[str]) -> list[str]:
        """Return "se coloca la mano", "uno se sienta" or "se le levanta el pie" with the verb in English; or none."""
        at = 1 if words[:1] in (["uno"], ["una"]) else 0
        if words[at : at + 1] != ["se"]:
            return []
        at += 2 if words[at + 1 : at + 2] and words[at + 1] in PRONOUNS and len(words) > at + FEW else 1
        if at >= len(words) or not (verb := self._impersonal(words[at], words[at + 1 :])):
            return []
        return [verb, *self.behind_verb(words[at + 1 :])]

    def behind_verb(self, words: list[str]) -> list[str]:
        """Return the words behind a verb without a "de" that would make it a noun; "de nuevo" stays as it is."""
        return ["desde", *words[1:]] if words[:1] == ["de"] and not self._words.is_phrase(words[:2]) else words

    def with_subject(self, words: list[str]) -> list[str]:
        """Return "cada estiramiento se mantiene" or "el brazo se levanta" with the verb in front; or none."""
        if words[:1] == ["entre"] and (asked := self._between(words)):
            return asked
        at = words.index("se") if "se" in words[1 : min(FAR, len(words) - 1)] else 0
        named = at > 1 and words[0] in _ARTICLES
        if not at or not (named or words[0] in _SUBJECTS):
            return []
        verb = self._impersonal(words[at + 1], words[at + 2 :])
        if not verb or (named and verb in PRAISING and not self.is_of_body(words[1])):
            return []
        before, behind = words[:at], words[at + 2 :]
        return [*before, ",", verb, *behind] if words[0] == "entre" else [verb, *before, *behind]

    def _between(self, words: list[str]) -> list[str]:
        """Return "entre series descansas medio minuto" with the verb in English; or none."""
        for place in range(2, min(len(words), FAR)):
            infinitive, _ = self._forms.read(words[place], "asks", "tells", "infinitive")
            if infinitive and words[place - 1] not in OBJECTS:
                return [*words[:place], ",", self._forms.english.get(infinitive, UNKNOWN), *words[place + 1 :]]
        return []

    def of_body(self, words: list[str]) -> list[str]:
        """Return "las palmas miran hacia arriba", which tells how a part of the body moves or is held; or none."""
        if words[0] not in OBJECTS or len(words) < FEW or not self.is_of_body(words[1]):
            return []
        if words[1] in _BEARERS and self._forms.read(words[2], "asks", "third")[0] in _BEARS:
            return []
        for place in range(2, min(len(words), FAR)):
            if words[place] in _MODALS and place + 1 < len(words):
                return self._as_they_can(words, place)
            if words[place] in _ARE and "".join(words[place + 1 : place + 2]) in _WHERE:
                return ["keep", *words[:place], *words[place + 1 :]]
            infinitive, _ = self._told(words[place])
            if infinitive.removesuffix("se") in self._motions:
                return self._moved(words, place, infinitive)
        return []

    def moves(self, word: str) -> str:
        """Return English for a form that tells how the body moves, of whatever person: "bajan"; "" for any other."""
        infinitive, _ = self._forms.read(word, *_SORTS)
        return self._forms.english.get(infinitive, "") if infinitive.removesuffix("se") in self._motions else ""

    def _as_they_can(self, words: list[str], place: int) -> list[str]:
        asked = self._asked.english_of(words[place + 1], words[place + 2 :], modal=True, forbids=False)
        known = asked not in ("", UNKNOWN) and "no" not in words[:place]
        return [asked, *words[:place], *words[place + 2 :]] if known else []

    def _moved(self, words: list[str], place: int, infinitive: str) -> list[str]:
        subject = words[: place - 1] if words[place - 1] in PRONOUNS else words[:place]
        before = {words[place - 1], *subject} & NOT.keys()
        verb = self._forms.english.get(infinitive, UNKNOWN)
        return [] if before else [verb, *subject, *words[place + 1 :]]

    def _is_counted(self, word: str, rest: list[str]) -> bool:
        """Whether "se hace" is followed by how it is done: "se hace tres veces", "se hace con los dos pies"."""
        return word in ("hace", "hacen") and bool(rest) and (rest[0] in _HOW or bool(self._words.number(rest[0])))

    def _told(self, word: str) -> tuple[str, str]:
        """Return the infinitive and the sort of a form that tells who does it, in the present or the future."""
        found = self._forms.read(word, *_SORTS, own=True)
        return found if found[1] else self._forms.read(plain(word).removesuffix("n"), *_SORTS, own=True)

    def _impersonal(self, word: str, rest: list[str]) -> str:
        """Return English for "coloca" in "se coloca la mano", which asks; an empty text for "se llama"."""
        if (word in self._said and not self._is_counted(word, rest)) or WAS.search(word):
            return ""
        infinitive, sort = self._told(word)
        if sort:
            english = self._forms.english.get(infinitive, "")
            return "" if english in BENEFITS or (sort == "will" and is_promised(word, english)) else english
        unknown = re.search(r"[ae]n?$", plain(word)) and rest and rest[0] in OBJECTS
        return UNKNOWN if unknown else ""
