"""A Spanish sentence → the same with the verb that asks in English: "coloca", "coloque", "se coloca" → "put".

The words stand much as in English, so only verbs are changed: their endings tell who is asked, pronouns hang on to
them ("siéntate", "déjalos"), and a few words before an infinitive ask politely ("puedes", "vas a", "hay que").
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from coach.draft.english.expression import Expression
from coach.draft.spanish.asked_forms import OBJECTS, UNKNOWN, AskedForms, is_promised
from coach.draft.spanish.spanish_verbs import Forms, plain
from coach.draft.spanish.told_forms import FAR, FEW, NOT, PRONOUNS, ToldForms

if TYPE_CHECKING:
    from coach.draft.language.gloss_words import Vocabulary

_CLAUSE = re.compile(r"(\s*[,;:.!?…()\[\]¡¿\"“”«»]+\s*|\s+[–—-]\s+|\s+(?:y|e|o|pero)\s+(?=\w))")
_BEFORE = frozenset(["con", "en", "al", "durante", "tras", "desde", "mientras", "sin", "entre"])
_NOUN_BEFORE = frozenset(["con", "la", "de", "en", "una", "su", "tu", "sin", "mucha"])
"""What stands before a noun that looks like a verb: "respirar con calma"."""
_SELF = frozenset(["te", "os", "nos"])
_GOING = frozenset(
    ["vas", "va", "vais", "van", "vamos", "ve", "vaya", "vayan", "id", "sigue", "siga", "seguid", "sigues"]
)
"""The verbs before a gerund that ask for it: "ve soltando los hombros"."""


class Grammar:
    """The verbs of Spanish, by the lists of its vocabulary."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._forms = Forms(words)
        self._asked = AskedForms(self._forms)
        self._told = ToldForms(words, self._forms, self._asked)
        modals = sorted(
            ((form, english) for english, forms in words.data["modals"].items() for form in forms.split(" | ")),
            key=lambda pair: -len(pair[0]),
        )
        self._modals = [(Expression(rf"{form}\b"), english) for form, english in modals]
        self._statements = words.words("statements")
        self._not_verbs = words.words("no-verbs")

    def arranged(self, text: str) -> str:
        """Return a text in small letters with the verb of each clause that asks in English."""
        parts, asked = [], False
        for place, part in enumerate(_CLAUSE.split(text.casefold())):
            if place % 2:
                asked = "¿" in part or (asked and "?" not in part)
            parts.append(part if place % 2 or asked else self._clause(part))  # a question asks for nothing to be done
        return "".join(parts)

    def _clause(self, clause: str) -> str:
        words = clause.split()
        if not words or not clause.strip(" .,;:!?…¡¿()[]"):
            return clause
        before = clause[: len(clause) - len(clause.lstrip())]
        lead = self._words.lead_words(words)
        small = " ".join(words[lead:])
        for modal, english in self._modals:
            if match := modal.match(small):
                asked = [english, *self._verb(small[match.end() :].split(), modal=True)]
                if "".join(small[match.end() :].split()[:1]) in NOT:  # "intente no mover la cabeza"
                    asked = asked[1:]
                return before + " ".join(asked if english == "you should" else [*words[:lead], *asked])
        return before + " ".join([*words[:lead], *self._verb(words[lead:], modal=False)])

    def _verb(self, words: list[str], *, modal: bool) -> list[str]:
        """Return words with the verb that they begin with in English, if it asks for something."""
        if words[:1] and words[0] in NOT:
            return self._forbidden(words, modal=modal)
        if words and words[0] in _SELF:
            return self._of_self(words, modal=modal)
        if asked := self._with_object(words) or self._going(words) or self._told.passive(words):
            return asked
        if not words or words[0] in ("al", "de") or words[0] in self._not_verbs or self._is_subject(words):
            return self._told.with_subject(words) or words
        return self._with_verb(words, modal=modal)

    def _with_object(self, words: list[str]) -> list[str]:
        """Return the words of "los soltamos" or "la bajas" with the verb in front, or none."""
        if len(words) < 2 or words[0] not in PRONOUNS - {"se"}:  # noqa: PLR2004
            return []
        if words[1].startswith("let_"):
            return [words[1], words[0], *words[2:]]
        sorts = ("tells", "asks", "will") if words[1].endswith("mos") else ("tells", "will")
        infinitive, sort = self._forms.read(words[1], *sorts)
        english = self._forms.english.get(infinitive, UNKNOWN)
        asks = sort and not (sort == "will" and is_promised(words[1], english))
        return [english, "ello", *words[2:]] if asks else []

    def _of_self(self, words: list[str], *, modal: bool) -> list[str]:
        """Return the words of "te tumbas boca arriba" or "nos sentamos" with the verb in English."""
        if going := self._going(words[1:]):
            return going
        if len(words) > FEW and words[1] in PRONOUNS:  # "nos las ponemos en los riñones"
            words = [words[0], *words[2:]]
        verb = "".join(words[1:2])
        sorts = ("tells", "will", "asks", "forbids") if modal or words[0] == "nos" else ("tells", "will")
        infinitive, sort = self._forms.read(verb, *sorts, own=True)
        english = self._forms.english.get(f"{infinitive}se", self._forms.english.get(infinitive, ""))
        promised = sort == "will" and is_promised(verb, english)
        return [english, *words[2:]] if english and not promised else words

    def _going(self, words: list[str]) -> list[str]:
        """Return the words of "ve soltando los hombros" with the verb in English; none for anything else."""
        if len(words) < 2 or words[0] not in _GOING:  # noqa: PLR2004
            return []
        gerund = plain(words[1])
        for form in (gerund, re.sub(r"(?:se|te|os|nos|lo|la|los|las|le|les)$", "", gerund)):
            infinitive, sort = self._forms.read(form, "gerund")
            if sort:
                return [self._forms.english.get(infinitive, UNKNOWN), *words[2:]]
        return []

    def _is_subject(self, words: list[str]) -> bool:
        """Whether words begin with an infinitive of which something is said: "moverlo ayuda"."""
        infinitive = re.search(r"[aei]r(?:l[aeo]s?|se)?$", plain(words[0]))
        told = (word in self._statements and before not in _NOUN_BEFORE for before, word in pairwise(words))
        return bool(infinitive) and any(told)

    def _forbidden(self, words: list[str], *, modal: bool) -> list[str]:
        rest = words[1:]
        while rest and rest[0] in PRONOUNS:
            rest = rest[1:]
        verb = self._asked.english_of(rest[0], rest[1:], modal=modal, forbids=True) if rest else ""
        return [NOT[words[0]], verb, *rest[1:]] if verb else words

    def _with_verb(self, words: list[str], *, modal: bool) -> list[str]:
        verb = self._asked.english_of(words[0], words[1:], modal=modal, forbids=False)
        if verb == "do" and words[0].endswith(("lo", "la", "los", "las")):
            return [verb, "ello", *words[1:]]
        if verb == "keep" and words[1:2] == ["que"]:
            return ["let", *words[2:]]
        if verb == "pull" and words[1:2] == ["de"]:
            return [verb, *words[2:]]
        if verb and words[1:2] == ["del"]:
            return [verb, "desde", *words[2:]]
        return [verb, *self._told.behind_verb(words[1:])] if verb else self._late(words)

    def _late(self, words: list[str]) -> list[str]:
        """Return words that begin with a phrase ("con cada espiración deja ...") with its verb in English."""
        if told := self._led(words) or self._told.of_body(words) or self._told.with_subject(words):
            return told
        if words[0] not in _BEFORE:
            return words
        for place in range(2, min(len(words) - 1, FAR)):
            if going := self._going(words[place:]):  # "con la yema ve dibujando su cara"
                return [*words[:place], ",", *going]
            infinitive, _ = self._forms.read(words[place], "asks")
            asks = words[place - 1] not in OBJECTS and infinitive in self._forms.english
            if asks and (words[place + 1] in OBJECTS or words[place + 1] == "que"):
                return [*words[:place], ",", *self._verb(words[place:], modal=False)]
        return words

    def _led(self, words: list[str]) -> list[str]:
        """Return the words of "al inspirar sube" or "que los hombros caigan" with the verb in English, or none."""
        if (
            "_" in words[0]
            and len(words) > 1
            and self._asked.english_of(words[1], words[2:], modal=False, forbids=False)
        ):
            return [words[0], ",", *self._verb(words[1:], modal=False)]
        if "_" in words[0] and len(words) > 1 and (verb := self._told.moves(words[1])):  # "al espirar bajan"
            return [words[0], ",", verb, *words[2:]]
        lets = words[0] == "que" and len(words) >= FEW and words[1] in OBJECTS and self._told.is_of_body(words[2])
        return ["let", *words[1:]] if lets else []
