from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import get_args

import pytest

from coach.errors import CoachError, Place, RoutineError, UsageError
from coach.routine.background_options import BackgroundOptions
from coach.routine.for_listener import with_background
from coach.routine.loader import load_routine, parse_routine
from coach.routine.model import Routine
from coach.routine.sounds import SOUND_MS, SoundName
from coach.sound.sound_library import ANSWERS, CC0, CUE_SOUNDS, SOUNDS, UNKNOWN, Sound, background_of, file_of

pytestmark = pytest.mark.unit

ASSETS = Path("audio_assets")
LAYERS = [layer.name for sound in SOUNDS.values() for layer in sound.layers]
ROUTINE = "title: T\nsteps:\n  - say: Hello.\nbackground:\n  sound: {}\n"


def routine(sound: str, level: str = "", file: str = "r.yaml") -> Routine:
    return parse_routine((ROUTINE.format(sound) + (f"  level: {level}\n" if level else "")).encode(), file)


def refused(routine: Routine) -> CoachError:
    with pytest.raises(CoachError) as caught:
        background_of(routine)
    return caught.value


@pytest.mark.parametrize("name", SOUNDS)
def test_a_routine_names_its_background(name: str) -> None:
    assert background_of(routine(name)) is SOUNDS[name]


def test_a_routine_that_names_none_has_the_warm_pad() -> None:
    text = "title: T\nsteps:\n  - say: Hello.\n"
    assert background_of(parse_routine(text.encode(), "r.yaml")) is SOUNDS["warm-pad"]


def test_none_is_no_background() -> None:
    assert background_of(routine("none")) is None


@pytest.mark.parametrize("sound", ["rain", "no-such-name", "waves.mp3"])
def test_at_the_level_none_there_is_no_background(sound: str) -> None:
    assert background_of(routine(sound, "none")) is None


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("warmpad", "did you mean 'warm-pad'?"),
        ("non", "did you mean 'none'?"),
        ("Rain", "did you mean 'rain'?"),
        ("thunder", f"there are {', '.join(SOUNDS)}, none; or name a file, such as waves.mp3"),
    ],
)
def test_a_background_that_is_not_there_is_told_with_its_place(name: str, hint: str) -> None:
    error = refused(routine(name))
    assert isinstance(error, RoutineError)
    assert str(error) == f"r.yaml:5:3: there is no background '{name}' ({hint})"


@pytest.mark.parametrize(("name", "hint"), [("warmpad", "did you mean 'warm-pad'?"), ("thunder", "there are rain, ")])
def test_on_the_command_line_it_is_wrong_usage(name: str, hint: str) -> None:
    error = refused(with_background(routine("rain"), name, None))
    assert isinstance(error, UsageError)
    assert str(error).startswith(f"there is no background '{name}'; {hint}")


def test_what_the_command_line_names_wins() -> None:
    assert background_of(with_background(routine("rain"), "ocean", None)) is SOUNDS["ocean"]
    assert background_of(with_background(routine("thunder"), "ocean", None)) is SOUNDS["ocean"]
    assert background_of(with_background(routine("rain"), "none", None)) is None
    assert background_of(with_background(routine("rain"), None, "none")) is None
    assert background_of(with_background(routine("rain", "none"), None, "calm")) is SOUNDS["rain"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With a routine, and a sound beside it and in a folder."""
    (tmp_path / "own").mkdir()
    for name in ("bell.opus", "own/bell.opus", "own/bell"):
        shutil.copy(file_of("end-bell"), tmp_path / name)
    return tmp_path


def loaded(folder: Path, sound: str) -> Routine:
    (folder / "r.yaml").write_text(ROUTINE.format(sound))
    return load_routine(folder / "r.yaml")


@pytest.mark.parametrize("name", ["bell.opus", "own/bell.opus", "own/bell", "./bell.opus"])
def test_a_file_is_looked_for_beside_its_routine(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    sound = background_of(loaded(folder, name))
    assert sound
    assert sound.recording
    assert sound.recording.samefile(folder / name)
    assert (sound.name, sound.licence) == (name, UNKNOWN)


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize(
    "name",
    ["{}/secret.mp3", "../secret.mp3", "own/../../secret.mp3", "~/secret.mp3", "//host/secret.mp3", "..\\secret.mp3"],
)
def test_a_routine_names_no_file_outside_its_folder_and_nobody_learns_which_are_there(
    tmp_path: Path, name: str, there: bool
) -> None:
    if there:
        shutil.copy(file_of("end-bell"), tmp_path / "secret.mp3")
    (tmp_path / "somebodys").mkdir()
    typed = name.format(tmp_path)
    error = refused(loaded(tmp_path / "somebodys", typed))
    assert isinstance(error, RoutineError)
    (problem,) = error.problems
    assert problem.message == f"'{typed}' leads out of the folder of the routine"
    assert problem.hint == "put it beside the routine, or name it yourself with --background"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("name", ["link.opus", "linked/bell.opus"])
def test_a_link_that_leads_out_is_refused(folder: Path, name: str) -> None:
    inside = folder / "own"
    (inside / "link.opus").symlink_to(folder / "bell.opus")
    (inside / "linked").symlink_to(folder)
    error = refused(loaded(inside, name))
    assert f"'{name}' is a link that leads out of the folder" in str(error)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_that_leads_in_a_circle_is_told(folder: Path) -> None:
    (folder / "circle.opus").symlink_to("circle.opus")
    assert "'circle.opus' is " in str(refused(loaded(folder, "circle.opus")))


def test_whoever_runs_coach_may_name_a_file_by_its_whole_path(folder: Path) -> None:
    sound = background_of(with_background(routine("rain"), str(folder / "bell.opus"), None))
    assert sound
    assert sound.recording == folder / "bell.opus"


def test_from_the_command_line_a_file_is_looked_for_where_one_is(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder / "own")
    (folder / "own" / "here.opus").write_bytes((folder / "bell.opus").read_bytes())
    sound = background_of(with_background(loaded(folder, "rain"), "here.opus", None))
    assert sound
    assert sound.recording
    assert sound.recording.samefile(tmp_path / "own" / "here.opus")


@pytest.mark.parametrize("name", ["waves.mp3", "own/waves"])
def test_a_file_that_is_not_there_is_told_with_its_place(folder: Path, name: str) -> None:
    error = refused(loaded(folder, name))
    assert isinstance(error, RoutineError)
    (problem,) = error.problems
    assert problem.place == Place(str(folder / "r.yaml"), 5, 3)
    assert str(folder / name) in problem.message


def test_a_file_that_is_no_sound_is_told_with_its_place(folder: Path) -> None:
    (folder / "text.mp3").write_text("not a sound")
    error = refused(loaded(folder, "text.mp3"))
    assert isinstance(error, RoutineError)
    assert str(error).startswith(f"{folder / 'r.yaml'}:5:3: 'text.mp3' is no sound that can be read (name a sound file")


@pytest.mark.parametrize("name", ["waves.mp3", "text.mp3", "own/"])
def test_on_the_command_line_a_file_that_cannot_be_used_is_wrong_usage(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (folder / "text.mp3").write_text("not a sound")
    monkeypatch.chdir(folder)
    error = refused(with_background(loaded(folder, "rain"), name, None))
    assert isinstance(error, UsageError)
    assert Path(name).name in str(error)
    assert "r.yaml" not in str(error)


def test_a_sound_of_the_library_is_free_for_all() -> None:
    assert {sound.licence for sound in SOUNDS.values()} == {CC0}


def test_a_fault_without_a_hint_ends_with_what_is_wrong() -> None:
    error = Sound("waves.mp3", recording=Path("waves.mp3")).fault("it is silent", "")
    assert isinstance(error, UsageError)
    assert str(error) == "it is silent"


def test_every_routine_can_name_what_the_library_has() -> None:
    assert BackgroundOptions().sound in SOUNDS
    assert set(get_args(SoundName)) == set(SOUND_MS)


def test_every_file_has_its_row_and_every_row_its_file() -> None:
    assert {path.name for path in ASSETS.glob("*.opus")} == {
        f"{name}.opus" for name in (*LAYERS, *CUE_SOUNDS, *ANSWERS)
    }


@pytest.mark.parametrize("name", [*LAYERS, *CUE_SOUNDS, *ANSWERS])
def test_every_sound_is_found_and_named_in_the_sources(name: str) -> None:
    assert file_of(name).stat().st_size > 0
    assert f"{name}.opus" in (ASSETS / "SOURCES.md").read_text("utf-8")


def test_a_rhythm_has_the_sounds_of_the_library() -> None:
    assert set(get_args(SoundName)) <= set(CUE_SOUNDS)
