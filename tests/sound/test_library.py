from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from coach.errors import RoutineError
from coach.routine.guide import SoundName
from coach.routine.loader import parse_routine
from coach.sound.library import CUE_SOUNDS, SOUNDS, background_of, file_of

ASSETS = Path("audio_assets")
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


def test_every_file_has_its_row_and_every_row_its_file() -> None:
    assert {path.name for path in ASSETS.glob("*.opus")} == {f"{name}.opus" for name in (*SOUNDS, *CUE_SOUNDS)}


@pytest.mark.parametrize("name", [*SOUNDS, *CUE_SOUNDS])
def test_every_sound_is_found_and_named_in_the_sources(name: str) -> None:
    assert file_of(name).stat().st_size > 0
    assert f"{name}.opus" in (ASSETS / "SOURCES.md").read_text("utf-8")


def test_a_rhythm_has_the_sounds_of_the_library() -> None:
    assert set(get_args(SoundName)) <= set(CUE_SOUNDS)
