"""The verbs of German: their forms and prefixes → the English verbs that stand for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.draft.english.expression import Expression
from coach.draft.german.participles import Participles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.draft.language.gloss_words import Vocabulary

_INFINITIVE = Expression(r"[a-zäöü]{2,}(?:en|ern|eln)$")
OBJECTS = frozenset(
    [
        *("den", "die", "das", "dem", "deine", "deinen", "dein", "deinem", "ihre", "ihren", "ihr", "ihrem", "eine"),
        *("einen", "ein", "einem", "beide", "jede", "jeden", "jedes", "ihn", "es", "sie", "alle", "langsam", "sanft"),
        *("leicht", "tief", "nun", "jetzt", "mit"),
    ]
)
_FIRM = ("um", "über", "unter", "durch")
"""The prefixes that may stay with their verb: "umfasse", but "dreh dich um"."""
_NOT = {"nicht": "do not", "nie": "never", "niemals": "never"} | dict.fromkeys(
    ("kein", "keine", "keinen", "keinem", "keiner"), "do not"
)
_COUNTS_TO = frozenset(["bis", "auf", "counting_to"])
"""The words behind which a number is one, though it may be a verb: "bis sieben"."""
UNKNOWN = "arrange"
"""The English of a verb that is not in the list: one that can be nothing but a verb."""
SELF = frozenset(["sich", "dich", "euch", "dir"])
_ARTICLES = frozenset(
    [
        *("der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines", "dein", "deine"),
        *("deinen", "deinem", "deiner", "ihr", "ihre", "ihren", "ihrem", "ihrer", "beiden", "jede", "jeden", "jedes"),
        *("jedem", "jeder", "zum", "zur", "beim", "im", "am", "vom", "ins", "ans", "aufs"),
    ]
)
"""The words behind which the last word of a clause is no infinitive but an adjective: "dann mit dem linken"."""
PRAISING = frozenset(
    ["help", "improve", "reduce", "relieve", "promote", "strengthen", "prevent", "relax", "make", "come"]
)


class Verbs:
    """The verbs of German, by the lists of its vocabulary."""

    def __init__(self, words: Vocabulary) -> None:
        self._english: dict[str, str] = {
            form: verb for verb, forms in words.data["verbs"].items() for form in forms.casefold().split()
        }
        self._prefixes = words.words("prefixes")
        self._words, self._leads, self._finite = words, words.leads, words.words("finite")
        self._subordinate = words.words("subordinate")
        self._thirds: dict[str, str] = {}
        """The forms of statements, with "man" also of requests → infinitive."""
        self._fronts = dict(self._front_forms(words))
        self._participles = Participles(words.data["participles"], self._english, self._prefixes)
        modals = sorted(
            ((form, english) for english, forms in words.data["modals"].items() for form in forms.split(" | ")),
            key=lambda pair: -len(pair[0]),
        )
        self._modals = [(Expression(rf"\b{form}\b"), english) for form, english in modals]
        self._any_modal = Expression(rf"\b(?:{'|'.join(form for form, _ in modals)})\b")
        self._small = words.words("no-verbs")
        self._body, self._objects = words.pattern("body"), words.pattern("objects")
        self._motions = words.words("motions")

    def _front_forms(self, words: Vocabulary) -> Iterator[tuple[str, str]]:
        """Yield the forms with which a request begins → the infinitive: "streiche", "streich", "streichst"."""
        for infinitive in self._english:
            base = self._without_prefix(infinitive)
            stem = re.sub(r"e?n$", "", base)
            self._thirds[f"{stem}t"] = self._thirds[f"{stem}et"] = base
            for form in (f"{stem}e", f"{stem}st", f"{stem}est", stem):
                yield form, base
                if infinitive.startswith(_FIRM) and base != infinitive:  # "umfass die Knie"
                    yield f"{infinitive.removesuffix(base)}{form}", infinitive
            if base.endswith(("eln", "ern")):
                yield f"{base[:-3]}{base[-2]}e", base
        for infinitive, forms in words.data["irregular"].items():
            for form in forms.casefold().split():
                yield form, infinitive
                if form.endswith("st") and infinitive != "sein":
                    self._thirds[_third_of(form)] = infinitive

    def _without_prefix(self, infinitive: str) -> str:
        return next(
            (
                infinitive[len(prefix) :]
                for prefix in sorted(self._prefixes, key=len, reverse=True)
                if infinitive.startswith(prefix) and infinitive[len(prefix) :] in self._english
            ),
            infinitive,
        )

    def _forbidden(self, verb: str, *rest: str) -> list[str]:
        """Return a verb and the words after it; "nicht" among them stands before the verb in English."""
        at = next((place for place, word in enumerate(rest) if word in _NOT), None)
        if at is None:
            return [verb, *rest]
        kept = rest[at].startswith("kein")
        return [_NOT.get(rest[at], "do not"), verb, *rest[:at], *(("any",) if kept else ()), *rest[at + 1 :]]

    def _known(self, infinitive: str) -> bool:
        return infinitive in self._english

    def _with_prefix(self, infinitive: str, rest: list[str]) -> list[str]:
        """Return English for a verb with the prefix that stands at the end, and the words between."""
        if rest and rest[-1] in self._prefixes:
            whole = f"{rest[-1]}{infinitive}"
            if whole in self._english:
                return [self._english[whole], *rest[:-1]]
        return [self._english.get(infinitive, UNKNOWN), *rest]

    def _is_count(self, last: list[str]) -> bool:
        """Whether words end in a number up to which somebody counts: "bis sieben", although "sieben" is a verb, too."""
        return last[-2:-1] != [] and last[-2].casefold() in _COUNTS_TO and bool(self._words.number(last[-1].casefold()))

    def _infinitive(self, last: list[str], nouns: set[str]) -> str:
        """Return English for an infinitive at a clause's end; an empty text for what is none."""
        if not last or self._is_count(last):
            return ""
        word = last[-1].casefold()
        joined = "".join(last[-2:]).casefold()
        if len(last) > 1 and last[-2] != "zu" and joined in self._english:  # "locker lassen", "liegen bleiben"
            return self._english[joined]
        if word in self._english:
            return "" if word in nouns else self._english[word]
        bare = re.sub(r"^(\w+?)zu(\w+)$", r"\1\2", word)
        if bare in self._english:
            return self._english[bare]
        verbal = (
            _INFINITIVE.match(word)
            and not self._words.is_phrase([word])
            and word not in nouns
            and not word.startswith("ge")
            and word not in self._finite
        )
        base = next(
            (word[len(p) :] for p in self._prefixes if word.startswith(p) and word[len(p) :] in self._english), ""
        )
        if base:
            return self._english[base]
        named = last[-2].casefold() in _ARTICLES if len(last) > 1 else False
        small = word in OBJECTS | self._leads | self._small
        return UNKNOWN if verbal and not named and last[-1][0].islower() and not small else ""


def _third_of(second: str) -> str:
    """Return what he does of what "du" does: "hältst" → "hält", "nimmst" → "nimmt", "lässt" → "lässt"."""
    if second.endswith(("sst", "iest", "schst")):
        return second if not second.endswith("schst") else f"{second[:-2]}t"
    stem = second.removesuffix("st")
    return stem if stem.endswith("t") else f"{stem}t"
