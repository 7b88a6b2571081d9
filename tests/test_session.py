"""The whole way: a routine file becomes a file to listen to, judged by what is heard in it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from coach.errors import MissingPart, RoutineError, SpeechError
from coach.media import Samples, decode, measure
from coach.routine.loader import parse_routine
from coach.routine.model import Routine
from coach.session import Session, export_session, open_session
from coach.sound.background import open_background
from coach.sound.gains import ALONE_DB, UNDER_DB
from coach.sound.library import LUFS
from coach.sound.mix import Mix
from coach.speech.clip import Clip
from coach.units import RATE, frames_at

FIVE_MS = frames_at(5)


@pytest.fixture(scope="module")
def session() -> Session:
    """The first of the bundled routines, whole."""
    return open_session("caregiver-hand-massage")


@pytest.fixture(scope="module")
def mp3(session: Session, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("session") / "session.mp3"
    export_session(session, path)
    return path


@pytest.fixture(scope="module")
def heard(mp3: Path, ffmpeg: Callable[[Path], Samples]) -> Samples:
    return ffmpeg(mp3)


def lag(heard: Samples, voice: Samples, onset: int, reach: int) -> int:
    """How many frames later than `onset` the voice is found, looked for up to `reach` to both sides."""
    window = heard[onset - reach : onset + len(voice) + reach].mean(axis=1)
    size = 1 << (len(window) + len(voice)).bit_length()
    spectrum = np.fft.rfft(window, size) * np.conj(np.fft.rfft(voice, size))
    return int(np.argmax(np.fft.irfft(spectrum, size)[: 2 * reach + 1])) - reach


def test_every_cue_of_the_decoded_mp3_begins_within_5_ms(session: Session, heard: Samples) -> None:
    for cue in session.timeline.speech:
        voice = session.narrator.clip(cue.text).samples
        assert abs(lag(heard, voice, frames_at(cue.start_ms), 10 * FIVE_MS)) <= FIVE_MS, cue


def test_every_cue_can_be_heard_from_its_time_on(small_routine_without_background: Session, tmp_path: Path) -> None:
    session = small_routine_without_background
    export_session(session, tmp_path / "s.wav")
    sound = np.abs(decode(tmp_path / "s.wav", "mono"))
    for cue in session.timeline.speech:
        start = frames_at(cue.start_ms)
        assert not sound[start - RATE // 2 : start].any()
        voice = sound[start : frames_at(cue.end_ms)]
        assert np.argmax(voice > voice.max() / 100) <= FIVE_MS


@pytest.fixture
def small_routine_without_background() -> Session:
    steps = "  - {say: Let go., pause: 1s}\n  - {say: Breathe., pause: 1s}\n"
    return open_session(parse_routine(f"title: T\nbackground: {{sound: none}}\nsteps:\n{steps}".encode(), "r.yaml"))


def test_it_is_as_long_as_the_timeline(session: Session, heard: Samples) -> None:
    assert len(heard) == frames_at(session.timeline.duration_ms)


def test_it_is_levelled_as_ffmpeg_reads_it(
    mp3: Path, session: Session, loudness_by_ffmpeg: Callable[[Path], tuple[float, float]]
) -> None:
    _, true_peak = loudness_by_ffmpeg(mp3)
    assert true_peak <= -1
    speech = np.concatenate([session.narrator.clip(cue.text).samples for cue in session.timeline.speech])
    assert measure(speech).lufs == pytest.approx(-18, abs=0.5)


def test_the_background_is_16_lu_under_the_voice_and_higher_alone(session: Session) -> None:
    assert session.background is not None
    background = open_background(session.background)
    silent = Mix(session.timeline, lambda text: Clip(text, np.zeros(0, np.float32)), background)
    voiceless = np.concatenate([block.samples for block in silent.blocks()])
    cue = max(session.timeline.speech, key=lambda cue: cue.end_ms - cue.start_ms)
    rest = max((c for c in session.timeline.cues if c.kind == "practice"), key=lambda c: c.end_ms - c.start_ms)
    under = voiceless[frames_at(cue.start_ms + 100) : frames_at(cue.end_ms)]
    alone = voiceless[frames_at(rest.start_ms + 1500) : frames_at(rest.end_ms - 600)]
    assert measure(under).lufs == pytest.approx(LUFS + UNDER_DB, abs=1)
    assert measure(alone).lufs == pytest.approx(LUFS + ALONE_DB, abs=1.5)


def test_it_begins_and_ends_in_silence(heard: Samples) -> None:
    edges = np.stack((heard[: RATE // 20], heard[-RATE // 20 :]))
    assert 20 * np.log10(np.abs(edges).max()) < -50


def test_the_background_never_stops(heard: Samples) -> None:
    inner = heard[2 * RATE : -3 * RATE]
    windows = np.abs(inner[: len(inner) // RATE * RATE]).reshape(-1, 2 * RATE).max(axis=1)  # a second on both sides
    assert 20 * np.log10(windows.min()) > -50


def test_the_same_routine_gives_the_same_bytes_with_and_without_a_cache(
    mp3: Path, own_cache: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "coach", "export", "caregiver-hand-massage", "-o", str(tmp_path / "again.mp3")]
    subprocess.run(command, check=True, timeout=120)
    assert list(own_cache.glob("clips/*.clip"))
    assert (tmp_path / "again.mp3").read_bytes() == mp3.read_bytes()


def test_a_silent_session_needs_no_voice(small_routine: Routine) -> None:
    assert open_session(small_routine, engine="silent").timeline.duration_ms > 20_000


def test_a_missing_background_is_told_before_anything_is_spoken() -> None:
    text = "title: T\nbackground: {sound: rainn}\nsteps:\n  - say: Hello.\n"
    with pytest.raises(RoutineError, match=r"r\.yaml:2:14: there is no background 'rainn'"):
        open_session(parse_routine(text.encode(), "r.yaml"), engine="faulty", voice="hang")


def test_a_faulty_engine_is_told(own_cache: Path, small_routine: Routine) -> None:
    with pytest.raises(SpeechError, match="could not speak “Let your shoulders sink"):
        open_session(small_routine, engine="faulty", voice="die")
    assert not list(own_cache.rglob("*"))


def test_a_session_becomes_a_pydub_segment(small_session: Session) -> None:
    pytest.importorskip("pydub")
    segment = small_session.to_segment()
    assert segment.frame_count() == small_session.mix.frames
    assert (segment.frame_rate, segment.channels, segment.sample_width) == (RATE, 2, 2)


def test_without_pydub_the_command_that_helps_is_told(small_session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pydub", None)
    with pytest.raises(MissingPart, match=r"pip install 'coach\[pydub\]'"):
        small_session.to_segment()
