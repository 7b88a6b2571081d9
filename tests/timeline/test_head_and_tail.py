"""What is heard before the first step and after the last."""

from __future__ import annotations

import json
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.routine.background_options import Ending
from coach.routine.loader import parse_routine
from coach.routine.model import Routine
from coach.sound.profiles import PROFILES
from coach.timeline.compiler import compile_routine, reach_of
from coach.timeline.head_and_tail import Margins
from coach.timeline.timeline import Cue, Timeline

pytestmark = pytest.mark.unit

BEGINNINGS = ("", "beginning: bell", "beginning: none")
ENDINGS = ("", "ending: bell", "ending: none", "ending: fade 3m", "ending: fade 10s")
STEP_MS = 900 + 4_000
HEAD_MS = {"": 4_000, "beginning: bell": 1_500 + 5_000 + 1_000, "beginning: none": 4_000}
TAIL_MS = {
    "": 10_000,
    "ending: bell": 1_500 + 8_000 + 1_000,
    "ending: none": 10_000,
    "ending: fade 3m": 180_000,
    "ending: fade 10s": 10_000,
}


def per_character(text: str) -> int:
    return 100 * len(text)


def routine(*lines: str) -> Routine:
    text = "".join(f"{line}\n" for line in ("title: T", *lines, "steps: [{say: Sit down., do: 4s}]"))
    return parse_routine(text.encode(), "r.yaml")


def compiled(*lines: str, margins: Margins | None = None) -> Timeline:
    return compile_routine(routine(*lines), per_character, margins=margins or Margins())


def times(cues: tuple[Cue, ...]) -> list[tuple[str, int, str | None]]:
    return [(cue.kind, cue.end_ms - cue.start_ms, cue.sound) for cue in cues]


def head_of(timeline: Timeline) -> tuple[Cue, ...]:
    return tuple(cue for cue in timeline.cues if cue.end_ms <= timeline.head_end_ms)


def tail_of(timeline: Timeline) -> tuple[Cue, ...]:
    return tuple(cue for cue in timeline.cues if cue.start_ms >= timeline.tail_start_ms)


def test_without_a_word_the_background_is_alone_before_and_after() -> None:
    timeline = compiled()
    assert times(head_of(timeline)) == [("pause", 4_000, None)]
    assert times(tail_of(timeline)) == [("pause", 10_000, None)]


def test_a_bell_rings_at_one_and_a_half_seconds_and_words_come_a_second_after_it_has_died_away() -> None:
    timeline = compiled("beginning: bell")
    (bell,) = (cue for cue in timeline.cues if cue.sound)
    assert (bell.kind, bell.sound, bell.start_ms, bell.end_ms) == ("sound", "start-bell", 1_500, 6_500)
    assert timeline.speech[0].start_ms == 7_500


def test_a_bell_at_the_end_rings_after_the_last_step_and_dies_away() -> None:
    timeline = compiled("ending: bell")
    (bell,) = (cue for cue in timeline.cues if cue.sound)
    assert (bell.kind, bell.sound, bell.end_ms - bell.start_ms) == ("sound", "end-bell", 8_000)
    assert bell.start_ms == timeline.tail_start_ms + 1_500
    assert timeline.duration_ms == bell.end_ms + 1_000


@pytest.mark.parametrize(("text", "ms"), [("10s", 10_000), ("1:30", 90_000), ("3m", 180_000), ("1h", 3_600_000)])
def test_a_fade_is_as_long_as_it_says(text: str, ms: int) -> None:
    assert times(tail_of(compiled(f"ending: fade {text}"))) == [("pause", ms, None)]


def test_what_is_around_the_steps_belongs_to_no_step() -> None:
    timeline = compiled("beginning: bell", "ending: bell")
    around = [*head_of(timeline), *tail_of(timeline)]
    assert len(around) == 6
    assert {(cue.step, cue.section, cue.title, cue.text) for cue in around} == {(None, None, None, "")}


@pytest.mark.parametrize(("beginning", "ending"), list(product(BEGINNINGS, ENDINGS)))
def test_every_beginning_goes_with_every_ending(beginning: str, ending: str) -> None:
    timeline = compiled(beginning, ending)
    assert timeline.head_end_ms == HEAD_MS[beginning]
    assert timeline.tail_start_ms == HEAD_MS[beginning] + STEP_MS
    assert timeline.duration_ms == timeline.tail_start_ms + TAIL_MS[ending]
    ends = [0, *(cue.end_ms for cue in timeline.cues)]
    assert [*(cue.start_ms for cue in timeline.cues), timeline.duration_ms] == ends


@given(st.sampled_from(BEGINNINGS), st.sampled_from(ENDINGS), st.sampled_from(list(PROFILES)), st.data())
def test_a_length_is_had_to_the_millisecond_with_whatever_is_around_the_steps(
    beginning: str, ending: str, profile: str, data: st.DataObject
) -> None:
    margins = PROFILES[profile].margins
    made = routine(beginning, ending)
    shortest, longest = reach_of(made, per_character)
    around = compiled(beginning, ending, margins=margins).duration_ms - compiled(beginning, ending).duration_ms
    length = data.draw(st.integers(shortest, longest)) + around
    timeline = compile_routine(made, per_character, length, margins=margins)
    assert timeline.duration_ms == length
    assert all(one.end_ms == two.start_ms for one, two in pairwise(timeline.cues))
    natural = compiled(beginning, ending, margins=margins)
    assert times(head_of(timeline)) == times(head_of(natural))
    assert times(tail_of(timeline)) == times(tail_of(natural))


@pytest.mark.parametrize(
    ("profile", "head_ms", "tail_ms"),
    [
        ("session", 4_000, 10_000),
        ("podcast", 4_000, 10_000),
        ("sleep", 4_000, 180_000),
        ("audiobook", 1_000, 5_000),
    ],
)
def test_each_profile_has_its_margins(profile: str, head_ms: int, tail_ms: int) -> None:
    timeline = compiled(margins=PROFILES[profile].margins)
    assert timeline.head_end_ms == head_ms
    assert timeline.duration_ms - timeline.tail_start_ms == tail_ms


@pytest.mark.parametrize("profile", PROFILES)
def test_what_the_routine_says_wins_over_the_profile(profile: str) -> None:
    timeline = compiled("beginning: bell", "ending: fade 42s", margins=PROFILES[profile].margins)
    assert timeline.head_end_ms == 7_500
    assert timeline.duration_ms - timeline.tail_start_ms == 42_000


def test_who_wants_no_fade_gets_none_from_the_profile_either() -> None:
    timeline = compiled("ending: none", margins=PROFILES["sleep"].margins)
    assert timeline.duration_ms - timeline.tail_start_ms == 10_000


def test_margins_can_end_with_a_bell() -> None:
    timeline = compiled(margins=Margins(ending=Ending(bell=True)))
    assert times(tail_of(timeline)) == [("pause", 1_500, None), ("sound", 8_000, "end-bell"), ("pause", 1_000, None)]


def test_programs_read_a_bell_as_a_cue_of_its_own() -> None:
    shown = json.loads(json.dumps(compiled("beginning: bell").as_dict()))
    assert shown["cues"][1] == {
        "start_ms": 1_500,
        "end_ms": 6_500,
        "kind": "sound",
        "text": "",
        "step": None,
        "section": None,
        "title": None,
        "sound": "start-bell",
        "pace": None,
        "level_db": 0.0,
        "waits": False,
        "most_ms": None,
        "remind": "",
        "rule": "",
    }
