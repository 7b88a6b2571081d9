"""A gloss.yaml → the words of a language: phrases and their English, numbers, the forms of verbs."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any

from coach.data_file import read_data
from coach.draft.english.expression import Expression
from coach.draft.english.rewriter import Rewriter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_TOKEN = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]|\s+")
_LONGEST_LABEL = 5
_LONGEST = 6
"""The most words of a phrase."""


class Vocabulary:
    """The words of one language, as its gloss.yaml has them."""

    def __init__(self, file: Path) -> None:
        self.data: Mapping[str, Any] = read_data(file, as_text=True)
        self._phrases = {tuple(form.split()): english for form, english in _entries(self.data["phrases"])}
        self._numbers = numbers_of(self.data["numbers"])
        self._patterns = Rewriter(
            (Expression(self._filled(form), re.IGNORECASE), english) for form, english in self.data["patterns"].items()
        )
        self.leads = frozenset(self.data["leads"].casefold().split(" | "))
        for lead in self.leads:
            self._phrases.setdefault(tuple(lead.split()), "also")
        self._fixed = dict(_entries(self.data["fixed"]))
        self._cognates = frozenset(
            verb
            for verb, forms in self.data["verbs"].items()
            if any(form.startswith(verb.removesuffix("e")) for form in forms.split())
        )
        """The English verbs that a word of the language's own may look like: "roll" is what "rollen" asks with."""
        self._labels = dict(_entries(self.data["labels"]))
        forms = sorted(self._fixed, key=len, reverse=True)
        self._fixed_forms = Expression(rf"\b(?:{'|'.join(map(re.escape, forms))})(?!\w)", re.IGNORECASE)
        self._afterwards = Rewriter((Expression(form), english) for form, english in self.data["afterwards"].items())
        """What only the English words beside a word decide: "bis" is until, or to."""

    def _filled(self, form: str) -> str:
        """Return a pattern with the parts that it names in braces: "{number} mal"."""
        for name, part in self.data["parts"].items():
            form = form.replace(f"{{{name}}}", part)
        return form

    def pattern(self, name: str) -> Expression:
        """Return the pattern of that name."""
        return Expression(self._filled(self.data[name]), re.IGNORECASE)

    def lead_words(self, words: list[str]) -> int:
        """Return how many words at the beginning of a clause only lead in what it asks for; never all of them."""
        lead = 0
        while lead < len(words) and (length := self._lead_at(words, lead)):
            lead += length
        return lead if lead < len(words) else 0

    def _lead_at(self, words: list[str], place: int) -> int:
        return next((count for count in (4, 3, 2, 1) if " ".join(words[place : place + count]) in self.leads), 0)

    def is_phrase(self, words: list[str]) -> bool:
        """Whether words have an English expression together."""
        return tuple(words) in self._phrases

    def words(self, name: str) -> frozenset[str]:
        """Return the list of words of that name."""
        return frozenset(self.data[name].casefold().split())

    @lru_cache(20_000)  # noqa: B019 - a language lasts as long as the program
    def number(self, word: str) -> str:
        """Return a number in words as digits, or an empty text."""
        return self._numbers.get(word, "")

    def as_label(self, text: str) -> str:
        """Return English for a text that is a heading or a label, or an empty text; a few words may follow it."""
        bare = text.casefold().strip(" :.!?¿¡*")
        if bare in self._labels:
            return f"{self._labels[bare]}{'?' if text.endswith('?') else ''}"
        words = bare.split()
        if len(words) > _LONGEST_LABEL:
            return ""
        starts = (" ".join(words[:count]) for count in range(len(words) - 1, 0, -1))
        start = next((start for start in starts if start in self._labels), "")
        if not start:
            return ""
        rest = self.in_english(self.prepared(bare[len(start) :]).casefold())
        return f"{self._labels[start]}{'' if rest[:1] in ':,;' else ' '}{rest}"

    def prepared(self, text: str) -> str:
        """Return a text with its fixed expressions in English, joined by "_"; the letters of other words stay."""
        text = self._patterns.rewritten(text)
        return self._fixed_forms.sub(lambda match: self._fixed[match[0].casefold()].replace(" ", "_"), text)

    def in_english(self, text: str, own: frozenset[str] = frozenset()) -> str:
        """Return a text of small letters with its phrases and numbers in English.

        Of `own` words, which have no English, nobody knows what they are: they are marked, so that none is a verb.
        """
        tokens = _TOKEN.findall(text)
        made: list[str] = []
        place = 0
        while place < len(tokens):
            length, english = self._phrase_at(tokens, place)
            token = tokens[place]
            foreign = token in own and token.isalpha() and len(token) > 1 and token not in self._cognates
            made.append(english or (f"x-{token}" if foreign else token))
            place += length
        return self._afterwards.rewritten(" ".join("".join(made).replace("_", " ").split()))

    def _phrase_at(self, tokens: list[str], place: int) -> tuple[int, str]:
        """Return how many tokens from a place on are a phrase, and its English; or 1 and an empty text."""
        first = tokens[place]
        if not first[0].isalnum() or "_" in first:  # a sign, or fixed already
            return 1, ""
        words, ends = [first], [place + 1]
        for at in range(place + 1, min(len(tokens) - 1, place + 2 * _LONGEST), 2):
            if not tokens[at].isspace() or not tokens[at + 1][0].isalnum():
                break
            words.append(tokens[at + 1])
            ends.append(at + 2)
        for count in range(len(words), 0, -1):
            if (english := self._phrases.get(tuple(words[:count]))) is not None:
                return ends[count - 1] - place, english
        return 1, self.number(first)


def _entries(table: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each form of a table in small letters, and its English."""
    for english, forms in table.items():
        for form in forms.split(" | "):
            yield form.casefold().strip(), english.strip()


def numbers_of(table: Mapping[str, Any]) -> dict[str, str]:
    """Return the numbers up to 99 in words → in digits, from the words for the ones and the tens."""
    ones, tens = table["small"].split(), table["tens"].split()
    found = {form: str(number) for number, forms in enumerate(ones) for form in forms.split("/")}
    found |= {form: str(10 * number) for number, forms in enumerate(tens, 2) for form in forms.split("/")}
    for (ten, names), (one, forms) in product(enumerate(tens, 2), list(enumerate(ones))[1:10]):
        for name, form in product(names.split("/"), forms.split("/")):
            found[table["compound"].format(ten=name, one=form)] = str(10 * ten + one)
    return found | {form: digits for digits, forms in table.get("others", {}).items() for form in forms.split()}
