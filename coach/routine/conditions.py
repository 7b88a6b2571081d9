"""Conditions that a session has to mind: their table, read from cautions.yaml, and their names as types.

The words of another language stand in `caution_words`, in a file of that language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from coach.data_file import read_data
from coach.routine.base_model import fault
from coach.routine.paths import CAUTION_WORDS, CAUTIONS, caution_languages
from coach.suggestion import suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LANGUAGE = "en"
"""The language of the sentences in the table itself."""

ANY = "any-condition"
"""The name that stands for a condition that has none here."""

Concern = Literal["touch", "closed-eyes", "imagery", "breathing", "getting-up", "driving", "anything"]
CONCERNS: dict[Concern, str] = {
    "touch": "Touch and massage",
    "closed-eyes": "Closed eyes",
    "imagery": "Inner pictures",
    "breathing": "A breath that is held, fast or counted",
    "getting-up": "Getting up afterwards",
    "driving": "At the wheel",
    "anything": "Whatever a session does",
}
"""What a session does that a condition has to mind → its heading."""
_AND = re.compile(r"\s*(?:[,;/&+]|\b(?:and|or|und|oder|y|o)\b)\s*")
"""A pattern of what people write between several conditions."""


@dataclass(frozen=True)
class Caution:
    """A condition that a session has to mind, and what it asks of the session."""

    name: str
    title: str
    effect: Literal["stop", "avoid", "lighten", "modify"]
    """`stop`: do not start; `avoid`: not on that area; `lighten`: less pressure; `modify`: another way."""
    say: str
    """One sentence, spoken once at the start."""
    brief: str
    """The same in key words, for a page that is read from afar: they go on after the word for its effect."""
    sources: list[str]
    """The document, and the fact's number in coach/routines/SOURCES.md where it has one."""
    short: str = ""
    """A shorter name that people know it by, where it has one; in another language, the name as a title needs it."""
    concerns: list[Concern] = field(default_factory=lambda: ["touch"])
    """What a session does that it is about; `say` is about the first."""
    despite: str = ""
    """What has to be so for a session to go on despite a condition that stops it."""
    also: dict[Concern, str] = field(default_factory=dict)
    """The sentence about a further concern, where `say` does not fit it."""

    @property
    def shown(self) -> str:
        """The name within a sentence, such as `CRPS` or `severe arthritis`."""
        return self.short or self.title[0].lower() + self.title[1:]

    def sentence(self, concern: Concern) -> str:
        """Return the sentence about one of its concerns."""
        return self.also.get(concern, self.say)


@dataclass(frozen=True)
class CautionWords:
    """The words of a language for cautions."""

    effects: dict[str, str]
    """Effect → what it asks for, before key words on a sheet."""
    about: str
    """The word between a title and the conditions that a session is for."""
    brief: str
    """What a session in few words is called."""
    cautions: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Name → what `Caution` has in words; nothing in the language of the table, which has them itself."""


def cautions(language: str = LANGUAGE) -> dict[str, Caution]:
    """Return the cautions by name, in the order of the file, in a language, whatever its region.

    They are in English where coach has no words of it.

    Example:
        >>> cautions()["pregnancy"].title, cautions("de-AT")["pregnancy"].title, cautions("fi")["pregnancy"].title
        ('Pregnancy', 'Schwangerschaft', 'Pregnancy')
    """
    return _cautions(_primary(language) if has_cautions(language) else LANGUAGE)


@cache
def _cautions(language: str) -> dict[str, Caution]:
    words = caution_words(language).cautions
    return {name: Caution(name, **_in_words(facts, words.get(name))) for name, facts in read_data(CAUTIONS).items()}


def _in_words(facts: dict[str, Any], words: dict[str, Any] | None) -> dict[str, Any]:
    """Return the facts with the words of another language in the place of their own."""
    if words is None:
        return facts
    return {key: facts[key] for key in ("effect", "sources", "concerns") if key in facts} | words


@cache
def caution_words(language: str) -> CautionWords:
    """Return the words of a language for cautions; the English ones where coach has none of it."""
    spoken = _primary(language) if has_cautions(language) else LANGUAGE
    return CautionWords(**read_data(CAUTION_WORDS / f"{spoken}.yaml"))


@cache
def has_cautions(language: str) -> bool:
    """Whether there are cautions in a language."""
    return _primary(language) in caution_languages()


def _primary(language: str) -> str:
    return language.partition("-")[0]


def cautions_about(concern: Concern, language: str = LANGUAGE) -> Iterator[Caution]:
    """Yield the cautions about something that a session does."""
    return (caution for caution in cautions(language).values() if concern in caution.concerns)


def as_named(names: Iterable[str]) -> list[str]:
    """Return names as the table has them, each once: people write capitals, as in `CRPS`.

    Example:
        >>> as_named(["CRPS", "crps ", "Pregnancy"])
        ['crps', 'pregnancy']
    """
    return [*dict.fromkeys(name.strip().casefold() for name in names)]


def nearest_condition(name: str, known: Iterable[str] | None = None) -> str:
    """Return a hint about a name that is not in the table, or not among the `known` ones.

    Of several in one, none is left out: whoever follows a hint must not lose a condition by it.
    """
    several = [each.strip() for each in _AND.split(name)]
    if len(several) > 1 and all(each in cautions() for each in several):
        each = " ".join(f"--condition {name}" for name in several)
        return f"name each by itself ({each}); a routine's words can be for '{' or '.join(several)}'"
    there = {*cautions()} if known is None else {*known}
    others = f", and {ANY} stands for any other" if ANY in there else ""
    return suggest(name.casefold(), there, f"`coach cautions` shows them{others}")


def check_condition(value: Any, known: Iterable[str] | None = None) -> Any:  # noqa: ANN401 - what the author wrote
    """Return a name from the table; raise a fault, with the nearest of the `known` ones, for any other."""
    if not isinstance(value, str) or value not in cautions():
        raise fault("condition", f"there is no condition '{value}'", nearest_condition(str(value), known))
    return value


Condition = Annotated[str, BeforeValidator(check_condition), WithJsonSchema({"type": "string"})]
"""A name from the table."""
Conditions = Annotated[list[Condition], Field(min_length=1)]


def each_once(declared: list[Any]) -> list[Any]:
    """Return the cautions of a routine; raise a fault where a condition stands twice: only one would be heard."""
    names = [each.name for each in declared]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise fault("caution_twice", f"'{twice}' stands here twice", "keep one, with all that is to be said for it")
    return declared
