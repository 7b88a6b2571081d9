"""What can lie under a session and ring in it: as a list, and out of a loudspeaker."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach.audio.samples import Samples
from coach.sound.sound_library import ANSWERS, CUE_SOUNDS, SOUNDS
from coach.units import RATE, parse_duration
from tests.processes import Child

pytestmark = pytest.mark.device

Run = Callable[..., subprocess.CompletedProcess[str]]
Tell = Callable[..., Any]

ASSETS = Path(__file__).parent.parent.parent / "audio_assets"
ROW = re.compile(r"  (\S+) +(\S+) +(-\d+\.\d) LUFS  (.+)")


@pytest.fixture(scope="module")
def rows() -> dict[str, tuple[str, float, str]]:
    """Name → length, loudness and licence, as they are listed."""
    command = [sys.executable, "-m", "coach", "sounds"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr == ""
    found = (ROW.fullmatch(line) for line in done.stdout.splitlines())
    return {row[1]: (row[2], float(row[3]), row[4]) for row in found if row}


def test_every_sound_is_listed_and_no_other(rows: dict[str, tuple[str, float, str]]) -> None:
    assert list(rows) == [*SOUNDS, *CUE_SOUNDS, *ANSWERS]
    assert {"rain", "ocean", "warm-pad", "start-bell", "side-change", "breath-in"} <= set(rows)


def test_every_file_of_the_assets_is_listed(rows: dict[str, tuple[str, float, str]]) -> None:
    files = [[layer.name for layer in SOUNDS[name].layers] if name in SOUNDS else [name] for name in rows]
    assert {name for each in files for name in each} == {path.stem for path in ASSETS.glob("*.opus")}


@pytest.mark.parametrize("name", SOUNDS)
def test_the_length_of_a_background_is_the_time_after_which_it_comes_round(
    rows: dict[str, tuple[str, float, str]], name: str
) -> None:
    assert parse_duration(rows[name][0]) == SOUNDS[name].repeats_ms > 2 * 3_600_000


@pytest.mark.parametrize(
    ("name", "ms"), [("soft-tick", 400), ("side-change", 2_000), ("start-bell", 5_000), ("end-bell", 8_000)]
)
def test_the_length_of_a_cue_sound_is_that_on_the_timeline(
    rows: dict[str, tuple[str, float, str]], name: str, ms: int
) -> None:
    assert parse_duration(rows[name][0]) <= ms


@pytest.mark.parametrize("name", ["start-bell", "end-bell"])
def test_the_loudness_is_what_ffmpeg_reads(
    rows: dict[str, tuple[str, float, str]], name: str, loudness_by_ffmpeg: Callable[[Path], tuple[float, float]]
) -> None:
    assert rows[name][1] == pytest.approx(loudness_by_ffmpeg(ASSETS / f"{name}.opus")[0], abs=0.3)


def test_the_licence_of_every_sound_is_told(rows: dict[str, tuple[str, float, str]]) -> None:
    assert {licence for *_, licence in rows.values()} == {"CC0 1.0"}


def test_the_list_says_what_each_sound_is_for(tell: Tell) -> None:
    done = tell("sounds")
    assert (done.stderr, done.code) == ("", 0)
    assert "--background" in done.stdout
    assert "[sound NAME]" in done.stdout


@pytest.mark.parametrize("name", ["gong", "", "../../etc/passwd", "none"])
def test_a_sound_that_is_not_there_is_wrong_usage(tell: Tell, name: str) -> None:
    done = tell("sounds", "--play", name)
    assert (done.stdout, done.stderr, done.code) == ("", f"there is no sound '{name}'; `coach sounds` lists them\n", 2)


@pytest.mark.parametrize("name", ["side-change", "soft-tick"])
def test_a_cue_sound_comes_out_of_the_loudspeaker(
    run: Run, loudspeaker: Any, ffmpeg: Callable[[Path], Samples], name: str
) -> None:
    with loudspeaker.overheard() as overheard:
        done = run("sounds", "--play", name, env=loudspeaker.env)
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)
    assert_heard(overheard[0], ffmpeg(ASSETS / f"{name}.opus"))


def assert_heard(heard: Samples, sound: Samples) -> None:
    """All of a sound, once and unchanged; the first moment may be lost in a null sink, and what dies away in it."""
    sound = sound[RATE // 100 : np.flatnonzero(np.abs(sound).max(axis=1) > 1e-4)[-1]]
    size = 1 << (len(heard) + len(sound)).bit_length()
    spectra = (np.fft.rfft(each[:, 0], size) for each in (heard, sound))
    at = int(np.argmax(np.fft.irfft(next(spectra) * np.conj(next(spectra)), size)))
    found = heard[at : at + len(sound)]
    assert len(found) == len(sound)
    assert np.abs(found - sound).max() < 0.001
    assert np.abs(heard[at + len(sound) :]).max(initial=0) < 0.001


def test_a_background_rises_and_an_interrupt_ends_it(loudspeaker: Any) -> None:
    with loudspeaker.overheard() as overheard:
        command = [sys.executable, "-m", "coach", "sounds", "--play", "rain"]
        with Child(command, stderr=subprocess.PIPE, text=True, env=loudspeaker.env) as process:
            time.sleep(4)
            process.send_signal(signal.SIGINT)
            _, told = process.communicate(timeout=3)
    assert (process.returncode, told) == (130, "coach: interrupted\n")
    sounding = np.flatnonzero(np.abs(overheard[0]).max(axis=1) > 1e-5)
    heard = overheard[0][sounding[0] : sounding[-1] + 1]
    assert 1 < len(heard) / RATE < 6
    early, late = (np.sqrt(np.mean(np.square(heard[round(s * RATE) :][: RATE // 4]))) for s in (0.1, 2.0))
    assert 20 * np.log10(late / early) > 12


@pytest.mark.parametrize("name", ["rain", "end-bell"])
def test_without_a_loudspeaker_it_is_told_what_would_help(run: Run, no_loudspeaker: dict[str, str], name: str) -> None:
    done = run("sounds", "--play", name, env=no_loudspeaker)
    *_, told = done.stderr.splitlines()
    assert (done.stdout, done.returncode) == ("", 3)
    assert told.startswith("coach: there is no sound device that works; ")
    assert told.endswith("; connect loudspeakers, or write a file with `coach export`")


def test_without_a_loudspeaker_nothing_else_is_told(run: Run, no_loudspeaker: dict[str, str]) -> None:
    told = run("sounds", "--play", "rain", env=no_loudspeaker).stderr
    assert told.count("\n") == 1
    assert "('" not in told


def test_the_list_needs_no_loudspeaker(run: Run, no_loudspeaker: dict[str, str]) -> None:
    assert run("sounds", env=no_loudspeaker).returncode == 0
