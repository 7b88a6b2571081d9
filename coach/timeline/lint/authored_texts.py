"""Routine → each text that is spoken, as it is written in the file, with the place of each of its characters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.routine.model import Group, Routine, Step
from coach.routine.practice import UntilReady, written_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.errors import Place
    from coach.routine.base_model import RoutineModel
    from coach.routine.guide import Guide
    from coach.routine.instead import OtherWay
    from coach.routine.narration import Narration

_NOT_WORDS = re.compile(r"\[[^\]]*\]|\{[^}]*\}")


@dataclass(frozen=True)
class AuthoredText:
    """A text that is spoken."""

    item: Routine | Group | Step
    """The step or group that it belongs to; the routine for a caution."""
    key: str
    text: str
    """The text as it is written, with its {names} and its `[pause 2s]`."""
    holder: RoutineModel
    """The part of the item that has the key."""
    holder_key: str

    def place(self, offset: int) -> Place:
        """Return the place of a character."""
        return self.holder.place_in(self.holder_key, self.text, offset)

    @property
    def behind(self) -> str:
        """What stands in its line behind the text, and is not said."""
        return self.holder.behind(self.holder_key, self.text)

    @property
    def words(self) -> str:
        """The text without its {names} and its `[pause 2s]`."""
        return " ".join(_NOT_WORDS.sub(" ", self.text).split())


def authored_texts(routine: Routine) -> Iterator[AuthoredText]:
    """Yield each text once, as it stands in the file."""
    for caution in routine.cautions:
        if caution.say:
            yield AuthoredText(routine, "cautions", caution.say.text, caution, "say")
    for text in _of_words(routine):
        yield AuthoredText(routine, "words", text, routine, "words")
    for step in routine.steps:
        yield from _of_item(step)


def _of_item(item: Step | Group) -> Iterator[AuthoredText]:
    for holder, key, holder_key, text in _of_group(item) if isinstance(item, Group) else _of_step(item):
        yield AuthoredText(item, key, text, holder, holder_key)
    for text in _of_words(item):
        yield AuthoredText(item, "words", text, item, "words")
    for step in getattr(item, "steps", ()):
        yield from _of_item(step)


def _of_words(item: Routine | Group | Step) -> Iterator[str]:
    return (text for wording in (item.words or {}).values() for text in wording.values() if text)


def _of_group(group: Group) -> Iterator[tuple[RoutineModel, str, str, str]]:
    for values in (group.each or {}).values():
        yield from ((group, "each", "each", value) for value in values)
    yield from ((group, "with", "with", value) for value in (group.with_ or {}).values())
    yield from ((group, key, key, said.text) for key, said in _said(group, "between", "again"))


def _of_step(step: Step) -> Iterator[tuple[RoutineModel, str, str, str]]:
    yield from ((step, key, key, said.text) for key, said in _said(step, "say", "again"))
    yield from _of_practice(step)
    for way in (step.instead or {}).values():
        if way.say:
            yield step, "instead", "instead", way.say.text
        yield from ((holder, "instead", key, text) for holder, _, key, text in _of_practice(way))


def _of_practice(way: Step | OtherWay) -> Iterator[tuple[RoutineModel, str, str, str]]:
    if way.guide:
        yield from ((holder, "guide", key, text) for holder, key, text in _of_guide(way.guide) if text)
    for key, text in written_words(way.do).items():
        yield getattr(way.do, "words"), "do", key, text  # noqa: B009 - of two of the forms
    if isinstance(way.do, UntilReady) and way.do.remind:
        yield way.do, "do", "remind", way.do.remind


def _said(item: Step | Group, *keys: str) -> Iterator[tuple[str, Narration]]:
    """Yield the narrations under some keys of an item, without those that say nothing."""
    pairs = ((key, getattr(item, key)) for key in keys)
    return ((key, said) for key, said in pairs if said and said.parts)


def _of_guide(guide: Guide) -> Iterator[tuple[RoutineModel, str, str | None]]:
    yield guide, "half", guide.half
    if guide.last:
        yield guide.last, "say", guide.last.say
    yield from ((guide, "at", text) for text in (guide.at or {}).values())
