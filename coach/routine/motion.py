"""Practice → DurationRange: the time that strokes, circles, breaths and the rest take, and the rule that says so.

The time of a motion is its repetitions times (path / speed + turn), plus the time to place the hands before it. If it
has to be shorter or longer, it does fewer or more of them at the same speed; breaths and rounds never change.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import singledispatch

from coach.routine.base_model import RoutineModel  # noqa: TC001 - singledispatch reads the annotations
from coach.routine.breaths import Breaths
from coach.routine.duration_range import DurationRange, rigid
from coach.routine.practice import (
    Circles,
    Repetitions,
    Rounds,
    Strokes,
    StyleName,
    Time,
    Timed,
    Times,
    UntilReady,
)
from coach.units import format_duration


@dataclass(frozen=True)
class Style:
    """A way to massage, with the values that hold where a routine gives no others."""

    speed_um: int
    """The speed along the skin, in micrometres per second."""
    turn_ms: int
    """The milliseconds between two strokes, to lift the hand and go back to the beginning."""
    each_ms: int
    """The milliseconds of one repetition of a motion without a path."""
    place_ms: int
    """The milliseconds to place the hands before the first repetition."""
    source: str


STYLES: dict[StyleName, Style] = {
    "effleurage": Style(30_000, 1_000, 6_000, 2_000, "3 cm/s, where touch is felt as most pleasant (Löken 2009)"),
    "kneading": Style(
        20_000, 1_000, 4_000, 2_000, "chosen within the 1 to 10 cm/s of Löken 2009, slow for its pressure"
    ),
    "friction": Style(20_000, 0, 3_000, 2_000, "chosen within the 1 to 10 cm/s of Löken 2009, slow for its pressure"),
    "tapping": Style(30_000, 0, 500, 1_000, "chosen: two taps a second, as calm hands do"),
    "pressing": Style(10_000, 1_000, 5_000, 2_000, "5 s, the shortest hold of muscle relaxation (tense for 5 to 7 s)"),
    "stretching": Style(10_000, 2_000, 7_000, 2_000, "7 s, the longest hold of muscle relaxation (tense for 5 to 7 s)"),
}
"""The styles by name. The times to turn and to place the hands are chosen: an unhurried hand needs them."""

# The bounds of a time that gives none, in percent of it. A pause shrinks less than a practice: it is there to breathe.
_PRACTICE_LEAST, _PAUSE_LEAST, _MOST = 40, 50, 300
READY_MS, _READY_LEAST_MS, _READY_MOST_MS = 30_000, 10_000, 120_000


@singledispatch
def span_of(practice: RoutineModel) -> DurationRange:
    """Return the time that a practice takes, with its bounds."""
    raise TypeError(f"no rule for {type(practice).__name__}")


@span_of.register
def _(practice: Timed) -> DurationRange:
    return _range_of_time(practice, _PRACTICE_LEAST)


@span_of.register
def _(practice: Strokes) -> DurationRange:
    style = STYLES[practice.style]
    speed = practice.speed or style.speed_um
    turn = style.turn_ms if practice.turn is None else practice.turn
    one = round(practice.path * 1000 / speed) + turn
    way = f"{_cm(practice.path)} cm at {_cm(speed)} cm/s + {format_duration(turn)} to turn"
    return _motion(practice.strokes, one, style, f"({way})")


@span_of.register
def _(practice: Circles) -> DurationRange:
    style = STYLES[practice.style]
    speed = practice.speed or style.speed_um
    one = round(math.pi * practice.across * 1000 / speed)
    return _motion(practice.circles, one, style, f"(π × {_cm(practice.across)} cm at {_cm(speed)} cm/s)")


@span_of.register
def _(practice: Times) -> DurationRange:
    style = STYLES[practice.style]
    one = style.each_ms if practice.each is None else practice.each
    return _motion(practice.times, one, style, format_duration(one))


@span_of.register
def _(practice: Breaths) -> DurationRange:
    return rigid(practice.duration_ms, practice.rule)


@span_of.register
def _(practice: Rounds) -> DurationRange:
    rule = (
        f"{practice.rounds} × ({format_duration(practice.tense)} tense + {format_duration(practice.release)} release)"
    )
    return rigid(practice.rounds * (practice.tense + practice.release), rule)


@span_of.register
def _(practice: UntilReady) -> DurationRange:
    most = _READY_MOST_MS if practice.at_most is None else practice.at_most
    natural, least = min(READY_MS, most), min(_READY_LEAST_MS, most)
    told = "" if practice.at_most is None else f", {format_duration(most)} at most"
    return DurationRange(natural, least, most, f"until ready{told}: in a file, a natural {format_duration(natural)}")


def pause_of(pause: Time) -> DurationRange:
    """Return the time that a pause takes, with its bounds."""
    return _range_of_time(pause, _PAUSE_LEAST)


def _range_of_time(timed: Time, least: int) -> DurationRange:
    shortest = timed.time * least // 100 if timed.from_ is None else timed.from_
    longest = timed.time * _MOST // 100 if timed.to is None else timed.to
    return DurationRange(timed.time, shortest, longest)


def _motion(often: Repetitions, one: int, style: Style, way: str) -> DurationRange:
    place, one = style.place_ms, max(1, one)
    natural, least, most = (times * one + place for times in (often.natural, often.least, often.most))
    rule = f"{{n}} × {way} + {format_duration(place)} to place the hands"
    return DurationRange(natural, least, most, rule, place, one)


def _cm(micrometres: int) -> str:
    return f"{micrometres / 10_000:g}"
