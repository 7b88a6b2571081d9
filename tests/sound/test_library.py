from __future__ import annotations

from pathlib import Path

import pytest

from coach.errors import RoutineError
from coach.routine.loader import parse_routine
from coach.sound.library import SOUNDS, background_of

ROUTINE = "title: T\nsteps:\n  - say: Hello.\nbackground:\n  sound: {}\n"


def test_a_routine_names_its_background() -> None:
    assert background_of(parse_routine(ROUTINE.format("warm-pad").encode(), "r.yaml")) is SOUNDS["warm-pad"]


def test_none_is_no_background() -> None:
    assert background_of(parse_routine(ROUTINE.format("none").encode(), "r.yaml")) is None


@pytest.mark.parametrize(
    ("name", "hint"), [("warmpad", "did you mean 'warm-pad'?"), ("rain.mp3", "there are warm-pad, none")]
)
def test_a_background_that_is_not_there_is_told_with_its_place(name: str, hint: str) -> None:
    with pytest.raises(RoutineError) as caught:
        background_of(parse_routine(ROUTINE.format(name).encode(), "r.yaml"))
    assert str(caught.value) == f"r.yaml:5:3: there is no background '{name}' ({hint})"


def test_every_sound_has_its_file_and_its_lines_in_the_sources() -> None:
    sources = Path("audio_assets/SOURCES.md").read_text(encoding="utf-8")
    assert {path.name for path in Path("audio_assets").glob("*.opus")} == {f"{name}.opus" for name in SOUNDS}
    assert all(f"{name}.opus" in sources for name in SOUNDS)
