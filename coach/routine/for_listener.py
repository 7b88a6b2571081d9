"""Routine + what the listener asks for → Routine: other words and fewer steps for conditions, another background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic_core import PydanticCustomError

from coach.errors import Contraindicated, Problem, RoutineError, UsageError
from coach.refusals import refuse_all
from coach.routine.background_options import BackgroundOptions, read_level
from coach.routine.changes import changes_below, changes_in, has_to_be_whole, texts_of
from coach.routine.condition_words import DEFAULT, key_for, words_for
from coach.routine.conditions import as_named, cautions, has_cautions, nearest_condition
from coach.routine.model import Group, Routine, Step
from coach.routine.narration import Words, parse_narration
from coach.routine.practice import Time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coach.routine.changes import Change, Changes
    from coach.routine.narration import Narration

AFTER_CAUTION_MS = 2_000
WORDS = ("full", "brief")
"""How many words there can be: all, or those of `again` from the first turn on, for somebody who knows the routine."""


def with_background(routine: Routine, sound: str | None, level: str | None) -> Routine:
    """Return the routine with another background, or with it at another level; raise UsageError."""
    background = routine.background
    if sound is not None:
        if not sound.strip():
            raise UsageError("--background: it is empty; name a sound from `coach sounds`, a file, or none")
        kept = {} if background.level is None else {"level": background.level}
        background = BackgroundOptions(sound=sound, **kept)  # it stands in no file
    if level is not None:
        try:
            background = background.model_copy(update={"level": read_level(level)})
        except PydanticCustomError as error:
            context = error.context or {}
            raise UsageError(f"--mix: {context['message']}; {context['hint']}") from None
    return routine.model_copy(update={"background": background})


class NothingLeft(RoutineError):
    """Every step is left out for someone with these conditions."""


def adapt(routine: Routine, conditions: Sequence[str], despite: Sequence[str] = (), words: str = WORDS[0]) -> Routine:
    """Return the routine as it is for someone with these conditions, with its words `full`, or `brief`.

    Raises UsageError for an unknown name, Contraindicated for a condition that forbids the session and is not in
    `despite`, RoutineError where nothing is left, or where there is no sentence in the routine's language.
    """
    if words not in WORDS:
        raise UsageError(f"--words {words} is not possible; it can be {' or '.join(WORDS)}")
    routine = routine.in_brief() if words == "brief" else routine
    given, despite = as_named(conditions), as_named(despite)
    _check_names(given, despite)
    if not given:
        return routine
    forbidden = [name for name in _forbidding(given) if name not in despite]
    if forbidden:
        sentences = {name: spoken_caution(routine, name) for name in forbidden}
        raise Contraindicated(sentences, {name: cautions()[name].despite for name in forbidden})
    said_first = [_sentence(routine, name) for name in given]
    kept = tuple(_keep(routine.steps, given, changes_below(routine, given, {}), None))
    if not kept:
        message = f"for {', '.join(given)}, every step is left out"
        hint = " ".join(spoken_caution(routine, name) for name in given)
        raise NothingLeft([Problem(routine.place("steps"), message, hint)])
    said = [Step(say=sentence, pause=Time(time=AFTER_CAUTION_MS)) for sentence in said_first]
    return routine.model_copy(update={"steps": [*said, *kept], "words": words_for(routine.words, given)})


def forbidding(routine: Routine) -> list[str]:
    """Return the conditions with which a session of this routine is not begun, in the order of its cautions."""
    return _forbidding(declared.name for declared in routine.cautions)


def _forbidding(names: Iterable[str]) -> list[str]:
    return [name for name in names if cautions()[name].effect == "stop"]


def _check_names(given: Sequence[str], despite: Sequence[str]) -> None:
    unknown = [name for name in dict.fromkeys((*given, *despite)) if name not in cautions()]
    refuse_all(UsageError(f"there is no condition '{name}'; {nearest_condition(name)}") for name in unknown)
    if unasked := [name for name in despite if name not in given]:
        raise UsageError(f"--despite {unasked[0]} goes with --condition {unasked[0]}")


def spoken_caution(routine: Routine, name: str) -> str:
    """Return what is said about a condition, as one text: in the routine's own words, or else in the table's."""
    own = _own_words(routine, name)
    if own:
        return " ".join(part.text for part in own.parts if isinstance(part, Words))
    return cautions(routine.language)[name].say


def _own_words(routine: Routine, name: str) -> Narration | None:
    return next((declared.say for declared in routine.cautions if declared.name == name), None)


def _sentence(routine: Routine, name: str) -> Narration:
    """Return the narration about a condition, in the language of the routine; raise RoutineError if there is none."""
    if own := _own_words(routine, name):
        return own
    if not has_cautions(routine.language):
        message = f"coach has no sentence for '{name}' in '{routine.language}'"
        hint = f"write one: 'cautions: [{{{name}: ...}}]'"
        raise RoutineError([Problem(routine.place("cautions"), message, hint)])
    return parse_narration(cautions(routine.language)[name].say)


def changed_steps(routine: Routine, conditions: Sequence[str]) -> tuple[int, int]:
    """Return how many steps have other words for someone with these conditions, and how many are left out."""
    return _changed(routine.steps, conditions, changes_below(routine, conditions, {}))


def _changed(items: Sequence[Step | Group], conditions: Sequence[str], changes: Changes) -> tuple[int, int]:
    reworded = left_out = 0
    for item in items:
        inner, inside = item.steps if isinstance(item, Group) else [item], changes_below(item, conditions, changes)
        if not set(item.skip_for or ()).isdisjoint(conditions):
            left_out += _number_of_steps(inner)
        elif isinstance(item, Group):
            words, out = _changed(inner, conditions, inside)
            reworded, left_out = reworded + words, left_out + out
        else:
            own = key_for(item.instead or {}, conditions) != DEFAULT
            reworded += own or any(changes_in(text, inside) for text in texts_of(item))
    return reworded, left_out


def _number_of_steps(items: Sequence[Step | Group]) -> int:
    return sum(_number_of_steps(item.steps) if isinstance(item, Group) else 1 for item in items)


def _keep(
    items: Sequence[Step | Group], given: Sequence[str], around: Changes, again: frozenset[Change] | None
) -> Iterator[Step | Group]:
    """Yield what is not skipped, with the words for the conditions; a group without steps is left out too.

    `again` is what the conditions change in the words that the nearest group says in place of those of its steps.
    """
    for item in items:
        if not set(item.skip_for or ()).isdisjoint(given):
            continue
        changes = changes_below(item, given, around)
        if isinstance(item, Group):
            own = changes_in(item.again.text, changes) if item.again else again
            if steps := list(_keep(item.steps, given, changes, own)):
                yield item.model_copy(update={"steps": steps, "words": words_for(item.words, given)})
        else:
            yield _step_for(item, given, changes, again)


def _step_for(step: Step, given: Sequence[str], changes: Changes, again: frozenset[Change] | None) -> Step:
    way = (step.instead or {}).get(key_for(step.instead or {}, given))
    other = way.changes() if way else {}
    if has_to_be_whole(step, given, changes, again):
        other["again"] = other.get("say", step.say)
    if step.words:
        other["words"] = words_for(step.words, given)
    return step.model_copy(update=other) if other else step
