"""The listener's own files, as a worker has them: under the same names, in another place, with the same fingerprint."""

from __future__ import annotations

import wave
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from coach.build.cluster.own_files import OwnFile, keep_own_files, unpack
from coach.build.cluster.store import Store
from coach.errors import CoachError, MissingPart
from coach.export.about import Tags
from coach.export.fingerprint import fingerprint_of
from coach.export.made_with import record_of
from coach.routine.library import open_routine
from coach.routine.model import Routine
from coach.session import prepare_routine
from coach.session_options import SessionOptions
from coach.sound.sound_library import recording_of
from coach.speech.voices import choose_voice

pytestmark = pytest.mark.unit


def a_sound(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 44_100, 0, "NONE", ""))
        file.writeframes(bytes(range(256)) * 1_000)
    return path


def routine(folder: Path, more: str = "") -> Routine:
    (folder / "calm.yaml").write_text(f"title: Calm\n{more}\nsteps:\n  - say: Breathe.\n")
    return open_routine(folder / "calm.yaml")


def fingerprint(of: Routine, options: SessionOptions, tags: Tags) -> dict[str, str]:
    adapted, _ = prepare_routine(of, options)
    return fingerprint_of(adapted, options, record_of(options, tags, None, mono=False), tags, (), ".mp3")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(str(tmp_path / "store"))


@pytest.mark.parametrize(
    ("more", "asked", "cover"),
    [
        ("", {}, None),
        ("", {}, "none"),
        ("", {"background": "rain"}, None),
        ("", {"background": "{mine}/waves.wav"}, "{mine}/picture.png"),
        ("background: {{sound: sounds/waves.wav}}", {}, "{mine}/picture.png"),
        ("", {"voice": "{mine}/me/"}, None),
        ("", {"voice": "{mine}/me"}, None),
        ("voice: {{name: me/}}", {"background": "{mine}/waves.wav"}, None),
    ],
)
def test_a_worker_s_copies_are_the_same_for_a_file(
    tmp_path: Path, store: Store, more: str, asked: dict[str, str], cover: str | None
) -> None:
    mine = tmp_path / "mine"
    for name in ("waves.wav", "sounds/waves.wav", "me/breathe-k7pm3qx0.wav"):
        a_sound(mine / name)
    Image.new("RGB", (1500, 1500)).save(mine / "picture.png")
    here = routine(mine, more.format())
    chosen: Any = {key: value.format(mine=mine) for key, value in asked.items()}
    options = SessionOptions(engine=None if "voice" in f"{more}{asked}" else "silent", **chosen)
    tags = Tags(cover=cover.format(mine=mine) if cover else None)
    own = keep_own_files(store, here, options, [tags])
    wanted = fingerprint(here, options, tags)
    mine.rename(tmp_path / "gone")
    there = unpack(store, own, tmp_path / "scratch")
    moved = (there.routine(here), there.options(options), there.tags(tags))
    assert fingerprint(*moved) == wanted
    found = [recording_of(prepare_routine(*moved[:2])[0]), choose_voice(moved[0], moved[1].voice, moved[1].engine).name]
    assert all(Path(each).is_relative_to(tmp_path / "scratch") for each in found if each)
    assert len([each for each in (*found, tags.cover) if each and each != "none"]) == len({each.role for each in own})


def test_a_voice_of_the_environment_goes_along(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    a_sound(tmp_path / "me/breathe-k7pm3qx0.wav")
    monkeypatch.setenv("COACH_VOICE", f"{tmp_path}/me/")
    here, options = routine(tmp_path), SessionOptions()
    there = unpack(store, keep_own_files(store, here, options, ()), tmp_path / "scratch")
    assert there.voice_variable(f"{tmp_path}/me/", options, here) == f"{there.folder}/voice/me/"
    assert (there.folder / "voice/me/breathe-k7pm3qx0.wav").exists()


def test_a_file_that_leads_out_of_a_routine_s_folder_goes_nowhere(tmp_path: Path, store: Store) -> None:
    a_sound(tmp_path / "secret.wav")
    (tmp_path / "lib").mkdir()
    with pytest.raises(CoachError, match="leads out of the folder"):
        keep_own_files(store, routine(tmp_path / "lib", "background: {sound: ../secret.wav}"), SessionOptions(), ())
    assert not (tmp_path / "store").exists()


def test_copies_are_made_once_and_poisoned_bytes_are_refused(tmp_path: Path, store: Store) -> None:
    digest = store.keep(a_sound(tmp_path / "waves.wav"))
    own = (OwnFile("background", "waves.wav", digest),)
    first = unpack(store, own, tmp_path / "scratch")
    store.write(f"own/{digest}", b"poison")
    assert unpack(store, own, tmp_path / "scratch") == first
    with pytest.raises(MissingPart, match="other bytes"):
        unpack(store, own, tmp_path / "another")
