"""Routine → Timeline. Pure: the measure of speech is given, so there are no files, no audio and no clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.argument_types import A_FUNCTION, MILLISECONDS, checked_length, instance, optional, takes
from coach.errors import Problem, RoutineError
from coach.gc_pause import gc_paused
from coach.routine.duration_range import added
from coach.routine.limits import DAY_MS, MAX_CUES
from coach.routine.made_by_hand import check_made
from coach.routine.model import Routine
from coach.timeline.expand import expand
from coach.timeline.head_and_tail import Margins, head, tail
from coach.timeline.optional_steps import choices
from coach.timeline.pieces import PartMaker
from coach.timeline.plan import plan_of
from coach.units import format_duration

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coach.routine.model import Step
    from coach.timeline.optional_steps import Choice
    from coach.timeline.plan import Plan
    from coach.timeline.prosody import Prosody
    from coach.timeline.timeline import Timeline


_MARGINS = Margins()
_OF_ANY_VOICE = (0.5, 4.0)
"""How long words may take at least and at most with any voice, as multiples of an estimate."""


@takes(
    routine=instance("a Routine, such as load_routine gives", Routine),
    spoken_length=A_FUNCTION,
    length_ms=optional(MILLISECONDS),
    paced_length=optional(A_FUNCTION),
    margins=instance("Margins", Margins),
)
@gc_paused()
def compile_routine(
    routine: Routine,
    spoken_length: Callable[[str], int],
    length_ms: int | None = None,
    *,
    paced_length: Callable[[str, int], int] | None = None,
    margins: Margins = _MARGINS,
) -> Timeline:
    r"""Compile a routine into its timeline. Pure: no files, no audio, no clock.

    Args:
        routine: The routine.
        spoken_length: Gives the milliseconds that a text takes to speak, such as `estimate_by_pace(125)`.
        length_ms: The exact length in milliseconds; None for the routine's own `length`, or its natural one.
        paced_length: Gives them at another pace, in words per minute, for a voice that settles; without it, they are
            estimated from the voice's own pace.
        margins: What is around the steps where the routine does not say what is heard there.

    Returns:
        A `Timeline`: all cues in the order in which they begin, in whole milliseconds.

    Raises:
        RoutineError: For a routine in which nothing takes any time, for one that takes more than a day, for words that
            do not fit into their practice, and for a length that cannot be had.
        UsageError: For a wrong type, also of what `spoken_length` gives.

    Example:
        >>> import coach
        >>> from coach.routine.loader import parse_routine
        >>> routine = parse_routine(b"title: A rest\nsteps:\n  - say: Sit down.\n    do: 20s\n", "rest.yaml")
        >>> timeline = coach.compile_routine(routine, coach.estimate_by_pace(125), length_ms=30_000)
        >>> [(cue.kind, cue.start_ms, cue.end_ms) for cue in timeline.cues]
        [('pause', 0, 4000), ('speech', 4000, 4960), ('practice', 4960, 20000), ('pause', 20000, 30000)]
    """
    check_made(routine)
    spoken_length = checked_length(spoken_length, "spoken_length")
    paced_length = paced_length and checked_length(paced_length, "paced_length")
    return plan_routine(routine, spoken_length, length_ms, paced_length=paced_length, margins=margins).timeline


@gc_paused()
def plan_routine(
    routine: Routine,
    spoken_length: Callable[[str], int],
    length_ms: int | None = None,
    *,
    paced_length: Callable[[str, int], int] | None = None,
    margins: Margins = _MARGINS,
) -> Plan:
    """Return the plan of a routine. `spoken_length` gives the milliseconds that a text takes to speak.

    The plan takes exactly `length_ms`, or else the routine's own `length`. `paced_length` gives the milliseconds at
    another pace, for a voice that settles; without it, they are estimated from the voice's own pace. `margins` are
    around the steps where the routine does not say what is heard there. Raises RoutineError for a routine in which
    nothing takes any time, for one that takes more than a day, for words that do not fit into their practice, and for
    a length that cannot be had.
    """
    maker = PartMaker(routine, _measure(routine, spoken_length, paced_length))
    choice, length = _plan(routine, maker, length_ms, margins)
    plan = plan_of(choice, length, routine, routine.length if length_ms is None else length_ms)
    if plan.problems:
        raise RoutineError(plan.problems)
    if len(plan.timeline.cues) > MAX_CUES:
        raise _fault(routine, "steps", f"the routine unrolls to more than {MAX_CUES:,} cues", "repeat less often")
    return plan


@gc_paused()
def measure_again(
    plan: Plan,
    at_ms: int,
    spoken_length: Callable[[str], int],
    paced_length: Callable[[str, int], int] | None = None,
) -> Plan:
    """Return a plan that is being played, with better known lengths of its words; what was heard of it stays."""
    routine = plan.routine
    return plan.with_lengths(at_ms, PartMaker(routine, _measure(routine, spoken_length, paced_length)))


@gc_paused()
def check_day(routine: Routine, spoken_length: Callable[[str], int]) -> None:
    """Raise RoutineError for a routine of more than a day: by an estimate, before anybody has spoken for hours."""
    parts = PartMaker(routine, _measure(routine, spoken_length, None)).parts(list(expand(routine)))
    if added(part.span for part in parts).natural_ms > DAY_MS:
        raise _longer_than_a_day(routine)


@gc_paused()
def check_length(
    routine: Routine,
    length_if: Callable[[float], Callable[..., int]],
    length_ms: int | None,
    margins: Margins = _MARGINS,
    times: tuple[float, float] = _OF_ANY_VOICE,
) -> None:
    """Raise RoutineError for a length that cannot be had: by an estimate, before anybody has spoken for minutes.

    `length_if(2.0)` gives the measure of speech by which words that have not been spoken take twice as long as they are
    estimated. They may take any time between the least and the most of these `times`; what is nearer is not judged.
    """
    wanted = routine.length if length_ms is None else length_ms
    if wanted is None:
        return

    def found_if(factor: float) -> list[Choice]:
        measure = length_if(factor)
        parts = PartMaker(routine, _measure(routine, measure, measure)).parts(list(expand(routine)))
        return choices([head(routine, margins), *parts, tail(routine, margins)])

    found = found_if(1.0)
    if _least(found) <= wanted <= _most(found) or _least(found_if(times[0])) <= wanted <= _most(found_if(times[1])):
        return
    raise _infeasible(routine, wanted, found)


def _least(found: Sequence[Choice]) -> int:
    return min(choice.whole.least_ms for choice in found)


def _most(found: Sequence[Choice]) -> int:
    return max(choice.whole.most_ms for choice in found)


def reach_of(routine: Routine, spoken_length: Callable[[str], int]) -> tuple[int, int]:
    """Return the shortest and the longest time that a routine can take, in milliseconds; raise RoutineError."""
    found = _choices(routine, PartMaker(routine, _measure(routine, spoken_length, None)))
    return _least(found), _most(found)


def left_out(routine: Routine, spoken_length: Callable[[str], int], length_ms: int | None = None) -> tuple[Step, ...]:
    """Return the optional steps for which a length, or the routine's own, leaves no time; raise RoutineError."""
    return _plan(routine, PartMaker(routine, _measure(routine, spoken_length, None)), length_ms)[0].left_out


def _plan(routine: Routine, maker: PartMaker, length_ms: int | None, margins: Margins = _MARGINS) -> tuple[Choice, int]:
    """Return the choice of steps that stay, and the length of the session."""
    wanted = routine.length if length_ms is None else length_ms
    choice = _choose(routine, _choices(routine, maker, margins), wanted)
    length = choice.whole.natural_ms if wanted is None else wanted
    if length > DAY_MS:
        raise _longer_than_a_day(routine)
    return choice, length


def _choices(routine: Routine, maker: PartMaker, margins: Margins = _MARGINS) -> list[Choice]:
    parts = maker.parts(list(expand(routine)))
    if not any(part.span.natural_ms for part in parts):
        raise _fault(routine, "steps", "nothing in this routine takes any time", "say something")
    if maker.problems:
        raise RoutineError(maker.problems)
    return choices([head(routine, margins), *parts, tail(routine, margins)])


def _measure(
    routine: Routine, spoken_length: Callable[[str], int], paced_length: Callable[[str, int], int] | None
) -> Callable[[str, Prosody], int]:
    def length_of(text: str, prosody: Prosody) -> int:
        if prosody.pace is None:
            return spoken_length(text)
        if paced_length is not None:
            return paced_length(text, prosody.pace)
        return round(spoken_length(text) * routine.voice.pace / prosody.pace)

    return length_of


def _choose(routine: Routine, found: Sequence[Choice], wanted: int | None) -> Choice:
    """Return the first choice that can take the wanted length: the one that leaves out least."""
    for choice in found:
        if wanted is None or choice.whole.least_ms <= wanted <= choice.whole.most_ms:
            return choice
    assert wanted is not None
    raise _infeasible(routine, wanted, found)


def _infeasible(routine: Routine, wanted: int, found: Sequence[Choice]) -> RoutineError:
    """Return the error that says what lengths can be had instead, and what limits them."""
    shortest = min(found, key=lambda choice: choice.whole.least_ms)
    longest = max(found, key=lambda choice: choice.whole.most_ms)
    least, most = (format_duration(ms) for ms in (shortest.whole.least_ms, longest.whole.most_ms))
    message = f"this cannot take {format_duration(wanted)}: it takes {least} at least and {most} at most"
    if wanted > longest.whole.most_ms:
        hint = f"of the longest, {_held(longest, longest=True)}"
    elif wanted < shortest.whole.least_ms:
        hint = f"of the shortest, {_held(shortest, longest=False)}"
    else:
        below = max(choice.whole.most_ms for choice in found if choice.whole.most_ms < wanted)
        above = min(choice.whole.least_ms for choice in found if choice.whole.least_ms > wanted)
        hint = f"without an optional step {format_duration(below)} at most, with it {format_duration(above)} at least"
    return _fault(routine, "length", message, hint)


def _held(choice: Choice, *, longest: bool) -> str:
    """Return a text that says what takes the time, and cannot take more, or less."""
    pieces = [piece for part in choice.kept for piece in part.pieces]
    speech = added(piece.span for piece in pieces if piece.kind == "speech").natural_ms
    others = [piece.span for piece in pieces if piece.kind != "speech"]
    rigid_ms = sum(span.natural_ms for span in others if span.least_ms == span.most_ms)
    whole = choice.whole.most_ms if longest else choice.whole.least_ms
    rest = f"practices and pauses as {'long' if longest else 'short'} as they may be"
    glue = whole - speech - rigid_ms
    told = f"{_up(speech)} are speech, {_up(rigid_ms)} rests, breaths and exact times, {_up(glue)} {rest}"
    count = len(choice.left_out)
    return told + (f"; {count} optional step{'s are' if count > 1 else ' is'} left out" if count else "")


def _up(ms: int) -> str:
    return format_duration(-(-ms // 1000) * 1000)


def _longer_than_a_day(routine: Routine) -> RoutineError:
    return _fault(routine, "steps", "with its speech, this takes longer than a day", "repeat less often")


def _fault(routine: Routine, key: str, message: str, hint: str) -> RoutineError:
    return RoutineError([Problem(routine.place(key), message, hint)])
