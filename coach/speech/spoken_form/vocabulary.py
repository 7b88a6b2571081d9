"""Language → what is particular to it: words for signs, units, abbreviations and their grammar, read from its file.

To add a language: one file `words/LANGUAGE.yaml` with the fields of `Vocabulary`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coach.data_file import read_data

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

FOLDER = Path(__file__).with_name("words")
NOTHING: Mapping[str, str] = {}


class Unit(NamedTuple):
    """The words for one and for many of a unit, and their gender: `m`, `f` or `n`."""

    one: str
    many: str
    gender: str = "m"


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The words and the grammar of one language. Texts in mappings are words; those that end in _pattern, patterns."""

    tag: str
    """The language as num2words names it: `en`, `pt_BR`."""
    words: Mapping[str, str]
    """Sign or role → its words."""
    units: Mapping[str, Sequence[str]]
    """Symbols with spaces between them → one, many, and their gender if there are genders."""
    currencies: Mapping[str, Sequence[str]]
    fractions: Mapping[int, Sequence[str]]
    """Denominator → its words after one, and after more."""
    half: Mapping[str, str]
    """Gender, or `alone` → half of {one}."""
    and_half: Mapping[str, str]
    """Gender, or `alone`, with `1.` before it for one → {whole} and a half of {one} or {many}."""
    repetitions: Mapping[int | str, str]
    """Number, or `many` → how often: once, twice, {n} times."""
    abbreviations: Mapping[str, str]
    closing: Mapping[str, str]
    """Abbreviations with which a sentence can end."""
    decimal_mark: str = ","
    digits_after_mark: bool = True
    """Whether the digits after a decimal mark are said one by one."""
    singular_below_two: bool = False
    """Whether all that is less than two is singular, as in French."""
    singular_after_article: bool = False
    """Whether a measure before a noun is singular, as in "a thirty second hold"."""
    degree_is_ordinal: bool = False
    """Whether "2°" before a word is a second one, as Italian writes it."""
    numbered: Mapping[str, str] = field(default_factory=dict)
    """Abbreviations that are none unless a number follows: "no. 3"."""
    before_name: Mapping[str, str] = field(default_factory=dict)
    """Abbreviations that are none unless a name follows: "M. Dupont"."""
    agreement: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Gender, with `.acc` or `.dat` after it for a case, `.first` for the first of a range → pattern → what a number's
    words become."""
    euphony: Mapping[str, str] = field(default_factory=dict)
    """Pattern → what it becomes where two words meet."""
    nouns: Mapping[str, str] = field(default_factory=dict)
    """Gender → nouns that their endings do not betray."""
    endings: Mapping[str, str] = field(default_factory=dict)
    """Gender → the pattern of the ends of its nouns; the first one that fits counts."""
    noun_pattern: str = r"([^\W\d_]+)"
    not_nouns: str = ""
    articles: str = ""
    cases: Mapping[str, str] = field(default_factory=dict)
    """Case → the words after which it stands."""
    ordinal_marks: Mapping[str, str] = field(default_factory=dict)
    """Gender → the pattern of what stands behind a number to make it an ordinal."""
    ordinal_forms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Gender, or `noun` for "before a noun" → pattern → what an ordinal's words become."""
    clock: Mapping[str, str] = field(default_factory=dict)
    """`time` and `full`: {h} hours and {m} minutes; `marks_pattern` and `before_pattern`: what makes a time of day."""
    meridiem: Mapping[str, str] = field(default_factory=dict)
    """`a` and `p` → the words for a time before and after noon."""
    bare_units: str = ""
    """Symbols of units that are no words, so that they are said without a number, too."""
    spellings: Mapping[str, str] = field(default_factory=dict)
    """Pattern → a plainer way to write it, before numbers are read: 5'6" → 5 ft 6 ″."""
    dotted_ordinals: bool = False
    """Whether "3." is a third one, as in German."""
    joined_pattern: str = ""
    """The pattern of what a number is written together with: German "minütig"."""
    year_words: str = ""
    dial_words: str = ""
    """Words after which a number is a telephone's."""
    part_words: str = ""
    """Words after which "1/5" is one of five."""
    range_words: str = ""
    genders_of_words: str = ""
    """The pattern of two genders in one word, as in "niño/a"."""
    sentence_starts: str = ""
    """Words with a capital that begin a sentence, in a language whose nouns have capitals."""

    @cached_property
    def unit_of(self) -> dict[str, Unit]:
        """Symbol, or full word → unit."""
        table: dict[str, Unit] = {}
        for symbols, row in self.units.items():
            unit = Unit(*row)
            table |= dict.fromkeys((*symbols.split(), unit.one, unit.many), unit)
        return table

    @cached_property
    def currency_of(self) -> dict[str, Unit]:
        """Sign → its unit."""
        return {sign: Unit(*row) for sign, row in self.currencies.items()}

    @cached_property
    def unit_pattern(self) -> str:
        """The pattern of all symbols and words of units, the longest first."""
        return any_of(self.unit_of)

    @cached_property
    def gender_of_noun(self) -> dict[str, str]:
        """Noun in small letters → gender."""
        listed = {noun.lower(): gender for gender, nouns in self.nouns.items() for noun in nouns.split()}
        return {name.lower(): unit.gender for name, unit in self.unit_of.items() if len(name) > 2} | listed  # noqa: PLR2004

    def word(self, role: str) -> str:
        """Return the words for a sign or a role; the sign's own place stays empty if there are none."""
        return self.words.get(role, "")

    def is_in(self, word: str, listed: str) -> bool:
        """Whether a word is among listed ones, whatever its case."""
        return word.lower() in word_set(listed)

    def agreeing(self, words: str, gender: str) -> str:
        """Return a number's words in a gender and case, such as `f` or `m.acc`; without one, as in counting."""
        keys = (gender, gender.partition(".")[0])
        return rewritten(words, next((self.agreement[key] for key in keys if key in self.agreement), NOTHING))

    def flowing(self, words: str) -> str:
        """Return words with what changes where two of them meet: "un'ora", "half an hour"."""
        return rewritten(words, self.euphony)


@cache
def first_words(vocabulary: Vocabulary) -> frozenset[str]:
    """Return the words, in small letters, with which an abbreviation or a unit without a number can begin."""
    listed = (*vocabulary.abbreviations, *vocabulary.closing, *vocabulary.before_name, *vocabulary.bare_units.split())
    return frozenset(re.match(r"[^\W\d_]+|", written.lower()).group() for written in listed)  # type: ignore[union-attr]


@cache
def word_set(listed: str) -> frozenset[str]:
    """Return the words of a list, in small letters."""
    return frozenset(listed.lower().split())


def any_of(texts: Collection[str]) -> str:
    """Return the pattern of any of some texts, the longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(texts, key=len, reverse=True))) + ")" if texts else "(?!)"


def rewritten(text: str, patterns: Mapping[str, str]) -> str:
    """Return a text with each pattern replaced, in their order."""
    for pattern, replacement in patterns.items():
        text = re.sub(pattern, replacement, text)
    return text


@cache
def vocabulary_of(language: str) -> Vocabulary | None:
    """Return the vocabulary of a BCP 47 tag, whatever its region; None for a language without a file."""
    first, _, region = language.replace("_", "-").partition("-")
    file = FOLDER / f"{first.lower()}.yaml"
    if not first.isalpha() or not file.is_file():
        return None
    tag = f"{first.lower()}_{region.upper()}" if region else first.lower()
    return Vocabulary(tag=tag, **read_data(file))
