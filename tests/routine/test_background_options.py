"""What an author may write about what sounds under and around the steps; bad values are in `invalid`."""

from __future__ import annotations

import pytest

from coach.errors import RoutineError
from coach.routine.background_options import LEVELS, Ending
from coach.routine.loader import parse_routine
from coach.routine.model import Routine

pytestmark = pytest.mark.unit


def routine(*lines: str) -> Routine:
    text = "".join(f"{line}\n" for line in ("title: T", *lines, "steps: [say: Sit.]"))
    return parse_routine(text.encode(), "r.yaml")


def problem(*lines: str) -> str:
    with pytest.raises(RoutineError) as error:
        routine(*lines)
    return str(error.value)


def test_the_levels_are_12_16_and_20_lu() -> None:
    assert LEVELS == {"calm": 12, "clear": 16, "accessible": 20}


def test_without_a_word_the_background_is_clear() -> None:
    assert routine().background.level == LEVELS["clear"]
    assert routine("background: {sound: rain}").background.level == LEVELS["clear"]


@pytest.mark.parametrize(
    ("level", "lu"),
    [
        *LEVELS.items(),
        ("14", 14),
        ("6", 6),
        ("40", 40),
        ("14.5", 14.5),
        ("14 LU", 14),
        ("14LU", 14),
        ("14.25 dB", 14.25),
        ("' calm '", 12),
    ],
)
def test_a_level_is_a_word_or_a_number_of_lu(level: str, lu: float) -> None:
    assert routine(f"background: {{level: {level}}}").background.level == lu


def test_a_level_of_none_is_no_background() -> None:
    assert routine("background: {level: none}").background.level is None


@pytest.mark.parametrize("level", ["5.9", "40.1", "1e1", "0x10", "14 lufs", "14 LU LU", "Calm", "yes", "+14", "14,5"])
def test_no_other_level_is_possible(level: str) -> None:
    told = f"r.yaml:2:14: the level '{level}' is not possible"
    assert problem(f"background: {{level: '{level}'}}").startswith(told)


@pytest.mark.parametrize("name", ["rain", "./my rain.mp3", "none", "10"])
def test_a_sound_is_any_name(name: str) -> None:
    assert routine(f"background: {{sound: {name}}}").background.sound == name


def test_without_a_word_nothing_rings() -> None:
    assert (routine().beginning, routine().ending) == ("none", None)


@pytest.mark.parametrize("word", ["bell", "none"])
def test_a_session_can_begin_with_a_bell(word: str) -> None:
    assert routine(f"beginning: {word}").beginning == word


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("bell", Ending(bell=True)),
        ("none", Ending()),
        ("fade 3m", Ending(fade_ms=180_000)),
        ("fade   1m30s", Ending(fade_ms=90_000)),
        ("fade 1:30", Ending(fade_ms=90_000)),
        ("fade 10s", Ending(fade_ms=10_000)),
        ("fade 1h", Ending(fade_ms=3_600_000)),
        ("' bell '", Ending(bell=True)),
    ],
)
def test_a_session_ends_with_a_bell_or_a_fade(text: str, ending: Ending) -> None:
    assert routine(f"ending: {text}").ending == ending


@pytest.mark.parametrize("text", ["fade 9.999s", "fade 1h1s", "fade -3m", "fades 3m", "Bell", "bell none", "3m"])
def test_there_is_no_other_ending(text: str) -> None:
    assert problem(f"ending: {text}").startswith("r.yaml:2:1: ")


@pytest.mark.parametrize("line", ["ending: [bell]", "ending: {fade: 3m}", "background: {level: [calm]}"])
def test_what_is_no_text_is_not_shown_as_python_would(line: str) -> None:
    assert "['" not in problem(line)
    assert "{'" not in problem(line)


@pytest.mark.parametrize("words", ["Half. [sound side-change]", "[sound side-change]", "[sound soft-tick] Half."])
def test_words_during_a_practice_have_no_sounds_and_are_told_so(words: str) -> None:
    with pytest.raises(RoutineError, match=r"^r\.yaml:4:13: .*\[sound") as error:
        parse_routine(f"title: T\nsteps:\n  - do: 20s\n    guide: {{half: '{words}'}}\n".encode(), "r.yaml")
    assert len(error.value.problems) == 1


def test_all_that_is_wrong_around_the_steps_is_told_at_once() -> None:
    told = problem("background: {level: loud}", "beginning: bel", "ending: fade 2s")
    assert [line.split(": ")[0] for line in told.splitlines()] == ["r.yaml:2:14", "r.yaml:3:1", "r.yaml:4:1"]


@pytest.mark.parametrize(("key", "near"), [("begining: bell", "beginning"), ("endings: bell", "ending")])
def test_a_misspelled_key_is_told_with_the_nearest(key: str, near: str) -> None:
    assert f"did you mean '{near}'?" in problem(key)
