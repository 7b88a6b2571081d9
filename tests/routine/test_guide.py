from __future__ import annotations

import pytest

from coach.errors import RoutineError
from coach.routine.guide import QUICKEST_RHYTHM_MS, Guide, Rhythm
from coach.routine.loader import parse_routine
from coach.routine.model import Step

pytestmark = pytest.mark.unit


def step(written: str) -> Step:
    (found,) = parse_routine(f"title: T\nsteps:\n  - {{do: 40s, {written}}}\n".encode(), "FILE").steps
    assert isinstance(found, Step)
    return found


def guide(written: str) -> Guide:
    found = step(f"guide: {written}").guide
    assert found is not None
    return found


def rhythm(written: str) -> Rhythm:
    found = step(f"rhythm: {written}").rhythm
    assert found is not None
    return found


def refused(written: str) -> str:
    with pytest.raises(RoutineError) as error:
        step(written)
    return str(error.value)


def test_guide_words_are_read() -> None:
    found = guide("{half: Half way., at: {8s: Slower now., 1:00: On.}, next: yes}")
    assert (found.half, found.at, found.next) == ("Half way.", {8_000: "Slower now.", 60_000: "On."}, True)


def test_what_is_not_written_is_not_said() -> None:
    found = guide("{half: Half way.}")
    assert (found.last, found.at, found.count, found.next) == (None, None, None, False)


def test_the_last_words_are_a_time_or_words_of_ones_own() -> None:
    short, own = guide("{last: 10s}").last, guide("{last: {time: 10s, say: Soon done.}}").last
    assert short is not None
    assert own is not None
    assert (short.time, short.say, own.time, own.say) == (10_000, None, 10_000, "Soon done.")


def test_two_seconds_are_the_last_that_can_be_told() -> None:
    assert guide("{last: 2s}").last
    assert "1.999s is too short (at least 2s)" in refused("guide: {last: 1.999s}")


def test_line_breaks_are_spaces_in_guide_words() -> None:
    assert guide("{half: 'Half \n  way.'}").half == "Half way."


@pytest.mark.parametrize("words", ["{half: 'Half. [pause 1s] Way.'}", "{at: {8s: '[pause 1s] Slower.'}}"])
def test_guide_words_have_no_pause(words: str) -> None:
    assert "there is no '[pause]' and no '[sound]' in words during a practice" in refused(f"guide: {words}")


def test_two_words_at_one_time_are_told() -> None:
    assert "8s" in refused("guide: {at: {8s: Slower now., '0:08': And softer.}}")


def test_a_rhythm_is_a_soft_tick_again_and_again() -> None:
    found = rhythm("{every: 4s}")
    assert (found.every, found.sound) == (4_000, "soft-tick")


def test_a_rhythm_has_no_more_than_four_sounds_in_a_second() -> None:
    assert rhythm("{every: 250ms}").every == QUICKEST_RHYTHM_MS
    assert "0.249s is too short (at least 0.25s)" in refused("rhythm: {every: 249ms}")


@pytest.mark.parametrize("written", ["{times: 5}", "{strokes: 5, path: 10cm}", "{circles: 5, across: 1cm}"])
def test_every_motion_can_be_counted_in_two_ways(written: str) -> None:
    for text in (f"do: {written[:-1]}, count: aloud}}", f"do: {written}, guide: {{count: aloud}}"):
        (found,) = parse_routine(f"title: T\nsteps:\n  - {{{text}}}\n".encode(), "FILE").steps
        assert isinstance(found, Step)
        assert found.counts


def test_what_is_not_counted_does_not_count() -> None:
    assert not step("guide: {half: Half way.}").counts
