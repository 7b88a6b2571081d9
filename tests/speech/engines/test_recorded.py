from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from coach.audio.loudness import measure
from coach.errors import MissingPart, SpeechError
from coach.speech import Voice
from coach.speech.engines.recorded import Recorded
from coach.speech.narrator import Narrator
from coach.speech.postprocess import SPEECH_LUFS
from coach.speech.recordings.take_quality import loudness_of
from coach.units import RATE
from tests.speech.recordings.making import CODECS, in_a_room, syllables, write_line

pytestmark = pytest.mark.unit

TEXTS = [f"This is line {number} of them." for number in range(len(CODECS))]
LEVELS = [-34.0, -20.0, -26.0, -30.0, -16.0, -28.0, -24.0]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lines in all formats, at levels that differ as those of several days do."""
    folder = tmp_path_factory.mktemp("mine")
    for text, suffix, level in zip(TEXTS, CODECS, LEVELS, strict=True):
        write_line(folder, text, in_a_room(syllables(6, level), -80), suffix)
    return folder


def narrator(folder: Path, cache: Path, language: str = "en") -> Narrator:
    return Narrator("recorded", Voice(language, str(folder)), cache)


def test_every_line_is_heard_within_one_and_a_half_lu_of_the_voice(folder: Path, tmp_path: Path) -> None:
    with narrator(folder, tmp_path) as voice:
        heard = [loudness_of(voice.clip(text).samples) for text in TEXTS]
    assert [round(lufs - SPEECH_LUFS, 1) for lufs in heard] == pytest.approx([0] * len(heard), abs=0.5)


def test_a_clip_is_cut_to_its_words(folder: Path, tmp_path: Path) -> None:
    with narrator(folder, tmp_path) as voice:
        lengths = [len(voice.clip(text).samples) / RATE for text in TEXTS]
    assert lengths == pytest.approx([1.45] * len(lengths), abs=0.12)


def test_the_same_folder_sounds_the_same(folder: Path, tmp_path: Path) -> None:
    clips = []
    for cache in ("one", "two"):
        with narrator(folder, tmp_path / cache) as voice:
            clips.append([voice.clip(text).samples for text in TEXTS])
    assert all(np.array_equal(first, second) for first, second in zip(*clips, strict=True))


def test_a_recording_that_is_made_anew_is_heard_and_no_other_clip_changes(folder: Path, tmp_path: Path) -> None:
    mine = shutil.copytree(folder, tmp_path / "mine")
    spoken: list[str] = []
    for _ in range(2):
        with Narrator("recorded", Voice("en", str(mine)), tmp_path / "cache", on_spoken=spoken.append) as voice:
            length = voice.clip(TEXTS[0]).length_ms, voice.clip(TEXTS[1]).length_ms
        write_line(mine, TEXTS[0], in_a_room(syllables(12), -80))
    assert spoken == [*TEXTS[:2], TEXTS[0]]
    assert length[0] > 2500 > length[1]


def test_its_identity_is_the_content_of_the_file(folder: Path, tmp_path: Path) -> None:
    engine, voice = Recorded(), Voice("en", str(folder))
    mine = Voice("en", str(shutil.copytree(folder, tmp_path / "mine")))
    identities = [engine.identity(voice, text) for text in TEXTS]
    assert len({*identities, ""}) == len(TEXTS) + 1
    assert [engine.identity(mine, text) for text in TEXTS] == identities
    assert engine.identity(Voice("de", str(folder)), TEXTS[0]) == ""
    assert engine.identity(voice, "Nobody has said this.") == ""
    assert engine.identity(Voice("en", "nowhere"), TEXTS[0]) == engine.identity(Voice(), TEXTS[0]) == ""


def test_the_identity_of_a_folder_is_that_of_all_its_recordings(folder: Path, tmp_path: Path) -> None:
    mine = shutil.copytree(folder, tmp_path / "mine")
    before, same = (Recorded().identity(Voice("en", str(each)), "") for each in (folder, mine))
    assert before == same != ""
    write_line(mine, TEXTS[0], in_a_room(syllables(12), -80))
    assert Recorded().identity(Voice("en", str(mine)), "") not in ("", before)


def test_another_pace_is_the_same_recording(folder: Path, tmp_path: Path) -> None:
    with narrator(folder, tmp_path) as voice:
        assert voice.clip(TEXTS[0], 90).length_ms == voice.clip(TEXTS[0]).length_ms


def test_a_line_without_a_recording_is_told_with_its_name(folder: Path, tmp_path: Path) -> None:
    with (
        narrator(folder, tmp_path) as voice,
        pytest.raises(SpeechError, match=r"there is no recording breathe-in-\w+ in"),
    ):
        voice.clip("Breathe in.")


def test_two_files_for_a_line_are_told(folder: Path, tmp_path: Path) -> None:
    mine = shutil.copytree(folder, tmp_path / "mine")
    write_line(mine, TEXTS[0], syllables(3), "flac")
    with (
        narrator(mine, tmp_path) as voice,
        pytest.raises(SpeechError, match="there is more than one recording this-is"),
    ):
        voice.clip(TEXTS[0])


def test_a_file_that_cannot_be_used_is_told_with_why(folder: Path, tmp_path: Path) -> None:
    mine = shutil.copytree(folder, tmp_path / "mine")
    write_line(mine, "Quiet.", np.zeros(RATE, np.float32))
    with narrator(mine, tmp_path) as voice, pytest.raises(SpeechError, match=r"\.wav cannot be used: it is silent"):
        voice.clip("Quiet.")


def test_one_bad_file_does_not_keep_the_others_from_being_heard(folder: Path, tmp_path: Path) -> None:
    mine = shutil.copytree(folder, tmp_path / "mine")
    write_line(mine, "Quiet.", syllables(2)).write_bytes(b"broken")
    with narrator(mine, tmp_path) as voice:
        assert measure(voice.clip(TEXTS[0]).samples).lufs == pytest.approx(SPEECH_LUFS, abs=1.5)


def test_without_a_folder_it_is_told_what_to_name(tmp_path: Path) -> None:
    with Narrator("recorded", Voice(), tmp_path) as voice, pytest.raises(MissingPart, match="name the folder: --voice"):
        voice.clip("Breathe in.")


@pytest.mark.parametrize("name", ["nowhere", "\0", "x" * 5000])
def test_no_folder_is_told(tmp_path: Path, name: str) -> None:
    with (
        Narrator("recorded", Voice("en", name), tmp_path) as voice,
        pytest.raises(MissingPart, match="is no folder of"),
    ):
        voice.clip("Breathe in.")


def test_its_voices_are_folders_that_nobody_can_list() -> None:
    assert Recorded().voices() == []
