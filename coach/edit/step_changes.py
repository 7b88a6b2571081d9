"""Plan before + plan after → each step with what has changed of it. Pure.

Steps are compared by what their author wrote, as it is heard: a length that was asked for, or words that have been
measured meanwhile, may give other lengths to steps that nobody touched.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal

from coach.routine.narration import names_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.timeline.expand import Action
    from coach.timeline.plan import Plan

Kind = Literal["same", "new", "changed", "moved", "gone"]
_HEARD = {"do", "guide", "rhythm", "pause"}
"""The keys of a step that are heard, beside its words."""
_IN_ALL = frozenset({"language", "voice", "pronounce", "background"})
"""The keys of a routine that are heard in every step."""


@dataclass(frozen=True)
class StepChange:
    """A step of a session, after it was edited or before, and what became of it."""

    kind: Kind
    title: str
    """The title, or the last words where it has none."""
    section: str | None
    number: int | None
    """Its number from 1, with loops unrolled; None for one that is gone."""
    length_ms: int | None
    """How long it takes; None for one that is gone."""
    before_ms: int | None
    """How long it took; None for a new one."""

    @property
    def is_news(self) -> bool:
        """Whether it is to be heard, as it was not there before, or not so."""
        return self.kind in ("new", "changed", "moved")


@dataclass(frozen=True)
class _Told:
    """A step as it is compared."""

    content: tuple[object, ...]
    title: str
    section: str | None
    number: int
    length_ms: int

    @property
    def called(self) -> tuple[str, str | None]:
        return self.title, self.section


def changed_steps_of(before: Plan | None, after: Plan) -> tuple[StepChange, ...]:
    """Return all steps of a plan in their order, and among them those that are gone, where they stood.

    Without a plan before, all are the same.
    """
    new = _told(after)
    if before is None:
        return tuple(_same(step, step) for step in new)
    old = _told(before)
    pairs = [*_paired(old, new)]
    where = _moved(pairs)
    return tuple(_changes(pairs, where))


def changed_settings(before: Plan, after: Plan) -> tuple[str, ...]:
    """Return the keys of a routine that say something else of all its steps, or around them."""
    was, now = (plan.routine.model_dump(mode="json", by_alias=True, exclude={"steps"}) for plan in (before, after))
    return tuple(key for key in now if was[key] != now[key])


def are_heard_everywhere(settings: Sequence[str]) -> bool:
    """Whether changed settings are heard in every step."""
    return not _IN_ALL.isdisjoint(settings)


def _told(plan: Plan) -> list[_Told]:
    written: dict[int, str] = {}
    ends = plan.steps[1:]
    return [
        _Told(_content(part.action, written), _title(part.action), part.action.section, number, end - start)
        for number, (part, start, end) in enumerate(zip(plan.parts[1:-1], plan.steps, ends, strict=False), 1)
    ]


def _title(action: Action) -> str:
    return " ".join(action.called.split())


def _content(action: Action, written: dict[int, str]) -> tuple[object, ...]:
    """Return what is heard of an action, whatever it takes, and the values of the {names} in it."""
    step = action.step
    if step is None:
        return (action.narration,)
    if id(step) not in written:
        written[id(step)] = step.model_dump_json(include=_HEARD)
    names = [(name, action.names.get(name)) for name in sorted(names_in(written[id(step)]))]
    return action.narration, action.title, written[id(step)], tuple(names)


_Pair = tuple[_Told | None, _Told | None]
"""A step before, and the same one after."""


def _paired(old: Sequence[_Told], new: Sequence[_Told]) -> Iterator[_Pair]:
    """Yield steps that stand at one place before and after; one alone is gone, or new, or has moved."""
    matcher = SequenceMatcher(None, [step.content for step in old], [step.content for step in new])
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(old[first:last], new[begin:end], strict=True)
        else:
            yield from _replaced(old[first:last], new[begin:end])


def _replaced(old: Sequence[_Told], new: Sequence[_Told]) -> Iterator[_Pair]:
    """Yield the pairs of a stretch: by their titles, and between those in their order."""
    matcher = SequenceMatcher(None, [step.called for step in old], [step.called for step in new])
    for _, first, last, begin, end in matcher.get_opcodes():
        yield from zip_longest(old[first:last], new[begin:end])


def _moved(pairs: Sequence[_Pair]) -> dict[int, _Told]:
    """Return where each step came from that stands elsewhere now, by its number after."""
    gone: defaultdict[tuple[object, ...], deque[_Told]] = defaultdict(deque)
    for was, now in pairs:
        if was and (now is None or now.content != was.content):
            gone[was.content].append(was)
    come = [now for was, now in pairs if now and (was is None or was.content != now.content)]
    return {step.number: gone[step.content].popleft() for step in come if gone.get(step.content)}


def _changes(pairs: Sequence[_Pair], moved: dict[int, _Told]) -> Iterator[StepChange]:
    """Yield what became of each pair; what has moved is not gone from where it was."""
    elsewhere = {was.number for was in moved.values()}
    for was, now in pairs:
        came = moved.get(now.number) if now else None
        stays = was is not None and was.number not in elsewhere
        if was and stays and (now is None or came):
            yield StepChange("gone", was.title, was.section, None, None, was.length_ms)
        if now and came:
            yield _changed("moved", came, now)
        elif now and was and stays:
            yield _same(was, now) if was.content == now.content else _changed("changed", was, now)
        elif now:
            yield StepChange("new", now.title, now.section, now.number, now.length_ms, None)


def _same(was: _Told, now: _Told) -> StepChange:
    return _changed("same", was, now)


def _changed(kind: Kind, was: _Told, now: _Told) -> StepChange:
    return StepChange(kind, now.title, now.section, now.number, now.length_ms, was.length_ms)
