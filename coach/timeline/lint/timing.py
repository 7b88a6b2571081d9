"""Rules of time: breaths, silences, practices."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from coach.routine.breaths import Breaths
from coach.routine.motion import STYLES, span_of
from coach.routine.practice import Timed
from coach.timeline.lint.subject import Finding
from coach.timeline.lint.words import said_number
from coach.units import format_duration, to_tenths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.timeline.lint.subject import Subject
    from coach.timeline.timeline import Cue

LONGEST_BREATH_MS = 15_000
LONGEST_HOLD_MS = 7_000
LONGEST_SILENCE_MS = 60_000
_LEAST_EACH_MS = 1_000
_ANNOUNCED = re.compile(
    r"minut|seconds|sekunden|secondes|segundos|secondi|seconden|silen|without speaking|(?:stay|keep|be) quiet"
    r"|stille|ruhe|schweig|\b(?:hours?|stunden?|heures?|horas?|un'ora|ore|uur)\b",
    re.IGNORECASE,
)


def breath_cycle(subject: Subject) -> Iterator[Finding]:
    """A breath, in and out, takes more than 15 s.

    Fewer than four breaths a minute are hard to follow: sessions whose breaths had grown to 30 s had to be rejected.
    Six a minute, ten seconds each, is what studies of slow breathing use (Laborde 2021). What counts is the slowest
    breath; the time for which it is held has a rule of its own, `long-hold`.
    """
    for step in subject.steps:
        if isinstance(step.do, Breaths) and (cycle := step.do.slowest_ms) > LONGEST_BREATH_MS:
            message = f"a breath takes {format_duration(cycle)}"
            yield Finding(step, "do", message, f"at most {format_duration(LONGEST_BREATH_MS)} in and out")


def long_hold(subject: Subject) -> Iterator[Finding]:
    """A breath is held for more than 7 s, or the lungs rest for more than 7 s after it.

    Seven seconds, in 4-7-8 breathing, are the longest hold that people are taught to begin with, and only for four
    breaths (Weil). Whoever strains to hold longer is not calmed by it.
    """
    for step in subject.steps:
        if isinstance(step.do, Breaths) and (held := step.do.longest_hold_ms) > LONGEST_HOLD_MS:
            message = f"the breath is held for {format_duration(held)}"
            yield Finding(step, "do", message, f"at most {format_duration(LONGEST_HOLD_MS)}")


def short_exhale(subject: Subject) -> Iterator[Finding]:
    """The breath out is shorter than the breath in.

    A longer breath out is what calms (Laborde 2021: 4.4 s in, 5.6 s out); a shorter one wakes up.
    """
    for step in subject.steps:
        ends = step.do.ends if isinstance(step.do, Breaths) else ()
        for into, out in ends:
            if out < into:
                message = f"out in {format_duration(out)}, but in for {format_duration(into)}"
                yield Finding(step, "do", message, "let the breath out be the longer one")


def slowed_count(subject: Subject) -> Iterator[Finding]:
    """A count aloud takes longer than what it counts, which becomes slower for it.

    Every number is said within its own repetition. Where the words are longer, each repetition takes as long as the
    longest of them needs, and the practice takes so much more than is written. How long they are, the voice decides.
    """
    for cue in subject.timeline.cues:
        step = subject.actions[cue.step - 1].step if cue.step and cue.kind == "practice" else None
        if step and step.do and step.counts and (takes := cue.end_ms - cue.start_ms) > span_of(step.do).natural_ms:
            span = span_of(step.do)
            one = to_tenths((takes - span.place_ms) // span.repetitions(span.natural_ms))
            message = f"the count needs {one} each, and so {to_tenths(takes)} in all"
            hint = f"{to_tenths(span.one_ms)} each are {to_tenths(span.natural_ms)}; give it the time"
            yield Finding(step, "do", message, hint)


def long_silence(subject: Subject) -> Iterator[Finding]:
    """A minute or more passes without a word, and nobody said so.

    After a minute without a word, listeners think that the sound has stopped, and open their eyes. A silence that was
    announced ("rest for two minutes", "in silence") does not worry anybody.
    """
    heard = [cue for cue in subject.timeline.cues if cue.kind == "speech" or cue.sound]
    for last, cue in pairwise([None, *heard, subject.timeline.cues[-1]]):
        assert cue is not None
        step = subject.actions[((last and last.step) or 1) - 1].step
        silent = cue.start_ms - (last.end_ms if last else 0)
        if step and silent >= LONGEST_SILENCE_MS and not (last and _ANNOUNCED.search(_said(subject, last))):
            message = f"{format_duration(round(silent, -3))} without a word, and nobody said so"
            yield Finding(step, "say", message, "say how long it is, or add 'guide: {half: ...}'")


def _said(subject: Subject, last: Cue) -> str:
    """Return all that was said in a step up to a cue, and its title."""
    said = [cue.text for cue in subject.timeline.speech if cue.step == last.step and cue.start_ms <= last.start_ms]
    return " ".join([*said, last.title or ""])


def short_practice(subject: Subject) -> Iterator[Finding]:
    """The practice is too short for its motion.

    Whoever hears the next step before this one is done hurries, or falls behind. One repetition of a style takes as
    long as the table of motions says, and anything done a number of times takes at least a second each time.
    """
    for step in subject.steps:
        if not isinstance(step.do, Timed):
            continue
        if style := step.do.style and STYLES[step.do.style]:
            needed = style.place_ms + style.each_ms
            what = f"one repetition of {step.do.style} takes {format_duration(needed)}"
        elif number := said_number(step, subject.routine.language):
            needed = number * _LEAST_EACH_MS
            what = f"{number} times take at least {format_duration(needed)}"
        else:
            continue
        if step.do.time < needed:
            yield Finding(step, "do", f"{format_duration(step.do.time)} are too short: {what}", "give it more time")
