from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from coach.speech.recordings import read_recording as module
from coach.speech.recordings.read_recording import Unreadable, read_recording
from coach.units import RATE
from tests.speech.recordings.making import CODECS, in_a_room, syllables, write_sound

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("suffix", CODECS)
def test_every_usual_format_is_read(tmp_path: Path, suffix: str) -> None:
    sound = in_a_room(syllables(4))
    read = read_recording(write_sound(tmp_path / f"take.{suffix}", sound), 10)
    assert len(read) / RATE == pytest.approx(len(sound) / RATE, abs=0.1)
    assert np.sqrt(np.mean(read**2)) == pytest.approx(np.sqrt(np.mean(sound**2)), rel=0.1)


@pytest.mark.parametrize(
    ("content", "told"), [(b"", "it is empty"), (b"some words" * 99, "it is no sound that can be read")]
)
def test_what_is_no_sound_is_told(tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / "take.wav").write_bytes(content)
    with pytest.raises(Unreadable, match=told):
        read_recording(tmp_path / "take.wav", 10)


def test_a_list_of_files_leads_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_sound(tmp_path / "other.wav", syllables(2))
    (tmp_path / "take.wav").write_text("ffconcat version 1.0\nfile other.wav\n")
    with pytest.raises(Unreadable, match="it is no sound that can be read"):
        read_recording(tmp_path / "take.wav", 10)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "take.wav")
    with pytest.raises(Unreadable, match="it is no ordinary file"):
        read_recording(tmp_path / "take.wav", 10)


def test_a_folder_a_broken_link_and_a_missing_file_are_told(tmp_path: Path) -> None:
    (tmp_path / "folder.wav").mkdir()
    (tmp_path / "link.wav").symlink_to(tmp_path / "nowhere")
    for name in ("folder.wav", "link.wav", "missing.wav"):
        with pytest.raises(Unreadable):
            read_recording(tmp_path / name, 10)


def test_a_link_to_a_recording_is_one(tmp_path: Path) -> None:
    write_sound(tmp_path / "take.wav", syllables(2))
    (tmp_path / "link.wav").symlink_to(tmp_path / "take.wav")
    assert len(read_recording(tmp_path / "link.wav", 10))


def test_one_that_is_too_long_is_not_decoded_to_its_end(tmp_path: Path) -> None:
    path = write_sound(tmp_path / "take.flac", np.zeros(20 * RATE, np.float32))
    with pytest.raises(Unreadable, match="it is longer than 3 s"):
        read_recording(path, 3)


def test_one_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 1_000)
    path = write_sound(tmp_path / "take.wav", syllables(2))
    with pytest.raises(Unreadable, match="it is larger than"):
        read_recording(path, 10)


def test_samples_that_are_no_numbers_are_told(tmp_path: Path) -> None:
    samples = np.full(RATE, np.nan, "<f4").tobytes()
    header = b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x03\0\x01\0\x44\xac\0\0\x10\xb1\x02\0\x04\0\x20\0data"
    (tmp_path / "take.wav").write_bytes(header + len(samples).to_bytes(4, "little") + samples)
    with pytest.raises(Unreadable, match="it is damaged"):
        read_recording(tmp_path / "take.wav", 10)
