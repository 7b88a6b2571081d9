"""What each profile promises is found in its file by ffmpeg."""

from __future__ import annotations

import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from mutagen.mp3 import MP3

from coach.audio.loudness import measure
from coach.audio.samples import Samples
from coach.export.stems import write_stems
from coach.routine.model import Routine
from coach.session import open_session
from coach.session_export import export_session
from coach.sound.profiles import PROFILES
from coach.units import RATE, frames_at

pytestmark = pytest.mark.session

Delivered = Any
Ear = Callable[[Path], Samples]
Reading = Callable[[Path], tuple[float, float]]


@pytest.fixture(scope="module")
def delivered(small_routine: Routine, write_verified: Any) -> Callable[[str], Delivered]:
    made: dict[str, Delivered] = {}

    def of(profile: str) -> Delivered:
        if profile not in made:
            made[profile] = write_verified(open_session(small_routine, profile=profile), f"{profile}.mp3")
        return made[profile]

    return of


def words(delivered: Delivered, heard: Samples) -> Samples:
    """What is said, one after the other, without the pauses."""
    speech = delivered.session.timeline.speech
    return np.concatenate([heard[frames_at(cue.start_ms) : frames_at(cue.end_ms)] for cue in speech])


def kilobits(path: Path) -> int:
    opened: Any = MP3(path)
    return int(opened.info.bitrate + 500) // 1000


def decibels(samples: Samples) -> float:
    return float(10 * np.log10(np.mean(np.square(samples, dtype=np.float64))))


@pytest.mark.parametrize("profile", PROFILES)
def test_a_session_keeps_what_its_profile_promises(delivered: Callable[[str], Delivered], profile: str) -> None:
    report = delivered(profile).report.as_dict()
    assert (report["profile"], report["broken_promises"]) == (profile, [])


@pytest.mark.parametrize(("profile", "peak"), [("session", -1), ("podcast", -1), ("sleep", -1), ("audiobook", -3)])
def test_the_true_peak_is_never_higher_than_promised(
    delivered: Callable[[str], Delivered], loudness_by_ffmpeg: Reading, profile: str, peak: float
) -> None:
    assert loudness_by_ffmpeg(delivered(profile).path)[1] <= peak


@pytest.mark.parametrize(("profile", "lufs"), [("session", -18), ("sleep", -24)])
def test_the_speech_is_as_loud_as_promised(
    delivered: Callable[[str], Delivered], ffmpeg: Ear, profile: str, lufs: float
) -> None:
    made = delivered(profile)
    assert measure(words(made, ffmpeg(made.path))).lufs == pytest.approx(lufs, abs=0.5)


def test_a_podcast_is_as_loud_as_promised_as_a_whole(
    delivered: Callable[[str], Delivered], loudness_by_ffmpeg: Reading
) -> None:
    assert loudness_by_ffmpeg(delivered("podcast").path)[0] == pytest.approx(-16, abs=0.5)


@pytest.mark.parametrize("profile", ["session", "podcast", "sleep", "audiobook"])
def test_the_words_stand_out_from_the_background_as_far_as_promised(
    delivered: Callable[[str], Delivered], profile: str
) -> None:
    mix, cues = delivered(profile).session.mix, delivered(profile).session.timeline.speech
    voice, under = (np.concatenate([b.samples for b in mix.stem(s).blocks()]) for s in ("narration", "background"))
    for cue in cues:
        place = slice(frames_at(cue.start_ms), frames_at(cue.end_ms))
        assert measure(voice[place]).lufs - measure(under[place]).lufs >= 16 - 1.3


def test_a_session_for_sleep_fades_for_three_minutes_to_nothing(
    delivered: Callable[[str], Delivered], ffmpeg: Ear
) -> None:
    made = delivered("sleep")
    timeline, heard = made.session.timeline, ffmpeg(made.path)
    assert timeline.duration_ms - timeline.tail_start_ms == 180_000
    tail = heard[frames_at(timeline.tail_start_ms) :]
    levels = [decibels(tail[start : start + 15 * RATE]) for start in range(0, len(tail) - 14 * RATE, 15 * RATE)]
    assert len(levels) == 12
    assert levels == sorted(levels, reverse=True)
    assert levels[0] - levels[-1] > 30
    assert decibels(tail[-RATE:]) < -75
    assert decibels(tail[: 60 * RATE]) > -50  # still there for those who lie awake


def test_a_session_for_sleep_never_stops_before_its_end(delivered: Callable[[str], Delivered], ffmpeg: Ear) -> None:
    heard = ffmpeg(delivered("sleep").path)
    seconds = heard[RATE : len(heard) // RATE * RATE - RATE].reshape(-1, RATE * 2)
    assert np.abs(seconds).max(axis=1).min() > 0


@pytest.fixture(scope="module")
def narration(delivered: Callable[[str], Delivered], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("audiobook")
    write_stems(delivered("audiobook").session.mix, folder)
    return folder / "narration.wav"


def test_an_audiobook_is_as_loud_as_directories_ask(
    delivered: Callable[[str], Delivered], narration: Path, ffmpeg: Ear
) -> None:
    heard = ffmpeg(narration)
    assert -23 <= decibels(words(delivered("audiobook"), heard)) <= -18
    assert 20 * np.log10(np.abs(heard).max()) <= -3


def test_an_audiobook_is_quiet_between_its_words(
    delivered: Callable[[str], Delivered], narration: Path, ffmpeg: Ear
) -> None:
    heard = ffmpeg(narration).copy()
    for cue in delivered("audiobook").session.timeline.speech:
        heard[frames_at(cue.start_ms) : frames_at(cue.end_ms)] = 0
    assert np.abs(heard).max() <= 10 ** (-60 / 20)


def test_an_audiobook_begins_soon_and_ends_soon(
    delivered: Callable[[str], Delivered], narration: Path, ffmpeg: Ear
) -> None:
    heard, timeline = ffmpeg(narration), delivered("audiobook").session.timeline
    first = np.flatnonzero(np.abs(heard).max(axis=1) > 10 ** (-60 / 20))[0]
    assert 0.5 <= first / RATE <= 1.01
    assert 1_000 <= timeline.duration_ms - timeline.tail_start_ms <= 5_000


def test_an_audiobook_has_192_kbit(delivered: Callable[[str], Delivered], narration: Path) -> None:
    assert kilobits(delivered("audiobook").path) == 192
    assert kilobits(delivered("session").path) == 128
    with wave.open(str(narration)) as file:
        assert file.getframerate() == 44_100


@pytest.mark.parametrize("bitrate", [None, 64])
def test_without_a_background_a_file_is_never_silent_and_nobody_hears_it(
    small_routine: Routine, tmp_path: Path, ffmpeg: Ear, bitrate: int | None
) -> None:
    session = open_session(small_routine, background="none")
    export_session(session, tmp_path / "s.mp3", bitrate=bitrate)
    heard = ffmpeg(tmp_path / "s.mp3")
    speech = session.timeline.speech
    edges = [RATE // 10, *(frames_at(ms) for cue in speech for ms in (cue.start_ms, cue.end_ms)), len(heard)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        quiet = heard[start + RATE // 20 : end - RATE // 20]  # an encoder smears what is loud over 50 ms
        assert 20 * np.log10(np.abs(quiet).max()) < -78
        windows = quiet[: len(quiet) // (RATE // 10) * (RATE // 10)].reshape(-1, RATE // 10 * 2)
        assert np.abs(windows).max(axis=1).min() > 0
