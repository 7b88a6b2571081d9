"""What can be asked of an export, and what a person sees when it cannot be."""

from __future__ import annotations

import json
import subprocess
import sys
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from mutagen.mp3 import MP3

from coach.audio.samples import Samples
from coach.export.report_file import report_path
from tests.conftest import FAULTY

pytestmark = pytest.mark.session

Run = Callable[..., subprocess.CompletedProcess[str]]

ROUTINE = "title: T\nvoice: {pace: 140}\nsteps:\n  - {say: Let your shoulders sink. Breathe slowly., pause: 1s}\n"
REFUSED = ("--engine", FAULTY, "--voice", "die")
"""Whoever speaks a word now fails: what is refused must be refused before."""


@pytest.fixture(autouse=True)
def routine(tmp_path: Path) -> Path:
    path = tmp_path / "rest.yaml"
    path.write_text(ROUTINE)
    return path


def report_of(path: Path) -> Any:
    return json.loads(report_path(path).read_text("utf-8"))


def kilobits(path: Path) -> int:
    opened: Any = MP3(path)
    return int(opened.info.bitrate + 500) // 1000


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--profile", "cinema"), "there is no profile 'cinema'; there are session, podcast, sleep, audiobook"),
        (("--profile", ""), "there is no profile ''; there are session, podcast, sleep, audiobook"),
        (("--mix", "loud"), "--mix: the level 'loud' is not possible; it can be calm, clear, accessible, none, or "),
        (("--mix", "5"), "--mix: the level '5' is not possible; "),
        (("--mix", "41 LU"), "--mix: the level '41 LU' is not possible; "),
        (("--mix", ""), "--mix: the level '' is not possible; "),
        (("--background", "rian"), "there is no background 'rian'; did you mean 'rain'?"),
        (("--background", "helicopter"), "there is no background 'helicopter'; there are rain, ocean, stream, "),
        (("--background", "waves.mp3"), "there is no file 'waves.mp3'; check its name and its folder"),
        (("--background", "rest.yaml"), "'rest.yaml' is no sound that can be read; name a sound file"),
        (("--background", "."), "'"),
        (("--background", ""), "--background: it is empty; name a sound from `coach sounds`, a file, or none"),
        (("--bitrate", "100"), "MP3 has no 100 kbit/s; choose one of 64, 80, "),
        (("--bitrate", "0"), "MP3 has no 0 kbit/s; choose one of 64, 80, "),
        (("--stems", "rest.yaml"), "rest.yaml cannot be a folder: File exists; name another one"),
        (("--stems", "nowhere/stems"), "nowhere/stems cannot be a folder: No such file or directory; "),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else "",
)
def test_what_makes_no_sense_is_wrong_usage_and_told_before_a_word_is_spoken(
    run: Run, tmp_path: Path, options: tuple[str, ...], told: str
) -> None:
    done = run("export", "rest.yaml", "-o", "s.mp3", *REFUSED, *options)
    assert (done.stdout, done.returncode, done.stderr.count("\n")) == ("", 2, 1)
    assert done.stderr.startswith(f"coach: {told}")
    assert names(tmp_path) == ["rest.yaml"]


def test_a_condition_that_there_is_not_and_a_file_that_is_there_are_told_at_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "s.mp3").write_bytes(b"a song")
    done = run("export", "rest.yaml", "-o", "s.mp3", "--condition", "arthritus", "--condition", "gowt")
    assert (done.stdout, done.returncode) == ("", 2)
    lines = done.stderr.splitlines()
    assert lines[0] == "there is no condition 'arthritus'; did you mean 'arthritis'?"
    assert lines[1].startswith("there is no condition 'gowt'; ")
    assert "s.mp3" in lines[2]
    assert (tmp_path / "s.mp3").read_bytes() == b"a song"


def test_a_file_is_found_without_its_suffix(run: Run, tmp_path: Path) -> None:
    (tmp_path / "calf.yaml").write_text("title: Calves\nsteps: [say: Rest. This is the end.]\n")
    run("export", "calf", "--engine", "silent", "--profile", "session", check=True)
    assert (tmp_path / "calf.mp3").is_file()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("background: {sound: rian}", "rest.yaml:2:14: there is no background 'rian' (did you mean 'rain'?)"),
        (
            "background: {sound: waves.mp3}",
            "rest.yaml:2:14: there is no file 'waves.mp3' (check its name and its folder)",
        ),
    ],
)
def test_a_background_that_the_routine_names_is_told_at_its_place(
    run: Run, routine: Path, line: str, told: str
) -> None:
    routine.write_text(f"title: T\n{line}\nsteps: [say: Sit.]\n")
    done = run("export", "rest.yaml", "-o", "s.mp3", *REFUSED)
    assert (done.stdout, done.stderr, done.returncode) == ("", f"{told}\n", 1)


@pytest.mark.parametrize("options", [("--background", "ocean"), ("--background", "none"), ("--mix", "none")])
def test_another_background_is_heard(run: Run, tmp_path: Path, options: tuple[str, str]) -> None:
    run("export", "rest.yaml", "-o", "s.wav", *options, check=True)
    wanted = [] if options[1] == "none" else [{"name": "ocean", "licence": "CC0 1.0"}]
    assert report_of(tmp_path / "s.wav")["sounds"] == wanted


def test_a_background_is_heard_where_the_routine_has_none(run: Run, routine: Path, tmp_path: Path) -> None:
    routine.write_text(ROUTINE + "background: {sound: none, level: calm}\n")
    run("export", "rest.yaml", "-o", "s.wav", "--background", "rain", check=True)
    report = report_of(tmp_path / "s.wav")
    assert report["sounds"] == [{"name": "rain", "licence": "CC0 1.0"}]
    assert report["speech_over_background"]["promised_lu"] == 12


@pytest.mark.parametrize(("mix", "lu"), [("calm", 12), ("accessible", 20), ("25", 25), ("9.5 LU", 9.5)])
def test_another_mix_is_kept(run: Run, tmp_path: Path, mix: str, lu: float) -> None:
    run("export", "rest.yaml", "-o", "s.wav", "--mix", mix, check=True)
    over = report_of(tmp_path / "s.wav")["speech_over_background"]
    assert over["promised_lu"] == lu
    assert over["worst_lu"] == pytest.approx(lu, abs=1)


def test_an_audiobook_with_few_bits_is_refused_and_what_stood_there_stays(run: Run, tmp_path: Path) -> None:
    run("export", "rest.yaml", "-o", "s.mp3", check=True)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert set(before) == {"rest.yaml", "s.mp3", "s.mp3.report.json"}
    done = run("export", "rest.yaml", "-o", "s.mp3", "--profile", "audiobook", "--bitrate", "128", "--replace")
    assert (done.stdout, done.returncode) == ("", 1)
    assert done.stderr.splitlines() == [
        "s.mp3: it has 128 kbit/s; audiobook promises 192 at least",
        "s.mp3 is not written; --accept writes it all the same",
    ]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_what_is_accepted_is_written(run: Run, tmp_path: Path) -> None:
    few = ("--profile", "audiobook", "--bitrate", "128", "--accept")
    done = run("export", "rest.yaml", "-o", "s.mp3", *few)
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)
    assert kilobits(tmp_path / "s.mp3") == 128
    assert report_of(tmp_path / "s.mp3")["broken_promises"] == ["it has 128 kbit/s; audiobook promises 192 at least"]


def test_a_profile_brings_its_bit_rate(run: Run, tmp_path: Path) -> None:
    run("export", "rest.yaml", "-o", "s.mp3", "--profile", "audiobook", check=True)
    assert kilobits(tmp_path / "s.mp3") == 192
    assert report_of(tmp_path / "s.mp3")["profile"] == "audiobook"


def test_a_timeline_is_that_of_the_profile(run: Run) -> None:
    for profile, tail_ms in (("session", 10_000), ("sleep", 180_000), ("audiobook", 5_000)):
        for measured in ((), ("--measure",)):
            done = run("timeline", "rest.yaml", "--json", "--profile", profile, *measured, check=True)
            last = json.loads(done.stdout)["cues"][-1]
            assert last["end_ms"] - last["start_ms"] == tail_ms
    assert run("timeline", "rest.yaml", "--profile", "cinema").returncode == 2


def test_stems_are_written_beside_the_file(run: Run, tmp_path: Path, ffmpeg: Callable[[Path], Samples]) -> None:
    done = run("export", "rest.yaml", "-o", "s.wav", "--stems", "stems")
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)
    assert names(tmp_path / "stems") == ["background.wav", "cues.wav", "narration.wav"]
    assert names(tmp_path) == ["rest.yaml", "s.wav", "s.wav.report.json", "stems"]
    total = sum(ffmpeg(path).astype(np.float64) for path in (tmp_path / "stems").iterdir())
    assert np.abs(total - ffmpeg(tmp_path / "s.wav")).max() < 2 / 2**15
    with wave.open(str(tmp_path / "stems" / "cues.wav")) as file:
        assert file.getsampwidth() == 3


def test_no_stems_are_written_of_what_breaks_a_promise(run: Run, tmp_path: Path) -> None:
    few = ("--profile", "audiobook", "--bitrate", "128", "--stems", "stems")
    assert run("export", "rest.yaml", "-o", "s.mp3", *few).returncode == 1
    assert not (tmp_path / "stems").exists() or names(tmp_path / "stems") == []


def test_stems_that_are_too_long_are_refused_before_anything_is_written(routine: Path, tmp_path: Path) -> None:
    routine.write_text("title: T\nbackground: {sound: none}\nsteps:\n  - {say: Sit., do: 4h31m exactly}\n")
    command = [sys.executable, "-m", "coach", "export", str(routine), "-o", str(tmp_path / "s.mp3")]
    command += ["--engine", "silent", "--stems", str(tmp_path / "stems")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=10)  # to write it takes minutes
    told = "coach: a WAV of 24 bit holds at most 4h30m; write an MP3, and no stems\n"
    assert (done.stdout, done.stderr, done.returncode) == ("", told, 1)
    assert not (tmp_path / "s.mp3").exists()


def test_a_background_of_the_routine_lies_beside_it(run: Run, routine: Path, tmp_path: Path) -> None:
    run("export", "rest.yaml", "-o", "waves.wav", "--background", "ocean", check=True)
    folder = tmp_path / "mine"
    folder.mkdir()
    (tmp_path / "waves.wav").rename(folder / "waves.wav")
    routine.rename(folder / "rest.yaml")
    (folder / "rest.yaml").write_text(ROUTINE + "background: {sound: waves.wav}\n")
    run("export", "mine/rest.yaml", "-o", "s.wav", check=True)
    assert report_of(tmp_path / "s.wav")["sounds"] == [{"name": "waves.wav", "licence": "not known to coach"}]


def test_a_background_of_the_command_line_lies_where_it_is_typed(run: Run, tmp_path: Path) -> None:
    run("export", "rest.yaml", "-o", "waves.wav", "--background", "ocean", check=True)
    (tmp_path / "out").mkdir()
    run("export", "rest.yaml", "-o", "out/s.wav", "--background", "waves.wav", "--mix", "calm", check=True)
    report = report_of(tmp_path / "out" / "s.wav")
    assert report["sounds"] == [{"name": "waves.wav", "licence": "not known to coach"}]
    assert report["speech_over_background"]["worst_lu"] == pytest.approx(12, abs=1)


def test_a_silent_session_is_exported(run: Run, tmp_path: Path) -> None:
    done = run("export", "rest.yaml", "-o", "s.mp3", "--engine", "silent")
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)
    assert report_of(tmp_path / "s.mp3")["loudness"]["speech"] is None


TWO = """title: Two
for: {whose}
steps:
  - {{section: Begin, steps: [{{title: Sit, say: Sit down., pause: 1s}}, {{title: Rest, say: Rest., pause: 1s}}]}}
"""


def chapters_of(path: Path) -> list[str]:
    opened: Any = MP3(path)
    return [str(chapter.sub_frames["TIT2"]) for chapter in opened.tags.getall("CHAP")]


@pytest.mark.parametrize(
    ("whose", "options", "titles"),
    [
        ("caregiver", (), ["Sit", "Rest"]),
        ("self", (), ["Begin"]),
        ("self", ("--chapters", "steps"), ["Sit", "Rest"]),
        ("caregiver", ("--chapters", "none"), []),
    ],
)
def test_it_has_chapters_as_its_listener_needs_them(
    run: Run, tmp_path: Path, whose: str, options: tuple[str, ...], titles: list[str]
) -> None:
    (tmp_path / "two.yaml").write_text(TWO.format(whose=whose))
    run("export", "two.yaml", "--engine", "silent", *options, check=True)
    assert chapters_of(tmp_path / "two.mp3") == titles


def test_its_tags_are_what_was_asked_for(run: Run, tmp_path: Path) -> None:
    asked = {"title": "Mine", "artist": "Ana", "album": "Evenings", "comment": "For the night.", "year": "2026"}
    options = (word for name, value in asked.items() for word in (f"--{name}", value))
    run("export", "rest.yaml", "--engine", "silent", *options, check=True)
    opened: Any = MP3(tmp_path / "rest.mp3")
    assert [str(opened.tags[name]) for name in ("TIT2", "TPE1", "TALB", "COMM::eng", "TDRC")] == [*asked.values()]


def test_a_session_for_a_condition_does_not_take_the_place_of_the_ordinary_one(run: Run, tmp_path: Path) -> None:
    run("export", "rest.yaml", "--engine", "silent", check=True)
    ordinary = (tmp_path / "rest.mp3").read_bytes()
    run("export", "rest.yaml", "--engine", "silent", "--condition", "crps", check=True)
    assert (tmp_path / "rest.mp3").read_bytes() == ordinary
    opened: Any = MP3(tmp_path / "rest-crps.mp3")
    assert str(opened.tags["TIT2"]) == "T (for CRPS)"
    assert report_of(tmp_path / "rest-crps.mp3")["routine"]["conditions"] == ["crps"]


def test_texts_stand_beside_it(run: Run, tmp_path: Path) -> None:
    before = {*names(tmp_path)}
    texts = ("--captions", "vtt,srt,lrc", "--transcript", "--chapters-json")
    run("export", "rest.yaml", "--engine", "silent", *texts, check=True)
    kinds = ("chapters.json", "lrc", "mp3", "mp3.report.json", "srt", "transcript.md", "transcript.txt", "vtt")
    assert {*names(tmp_path)} - before == {f"rest.{kind}" for kind in kinds}
    assert "Let your shoulders sink. Breathe slowly." in (tmp_path / "rest.transcript.txt").read_text()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--captions", "vt"), "there are no captions 'vt'; did you mean 'vtt'?"),
        (("--captions", ""), "there are no captions ''; there are vtt, srt, lrc"),
        (("--chapters", "step"), "there are no chapters of 'step'; did you mean 'steps'?"),
    ],
)
def test_what_there_is_not_beside_a_session_is_refused_before_a_word_is_spoken(
    run: Run, tmp_path: Path, options: tuple[str, ...], told: str
) -> None:
    before = names(tmp_path)
    done = run("export", "rest.yaml", *REFUSED, *options)
    assert (done.returncode, done.stderr) == (2, f"coach: {told}\n")
    assert names(tmp_path) == before


def test_where_a_text_cannot_be_written_nothing_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rest.vtt").mkdir()
    before = names(tmp_path)
    done = run("export", "rest.yaml", *REFUSED, "--captions", "srt,vtt")
    assert (done.returncode, done.stderr) == (2, "coach: rest.vtt is a folder; name a file in it\n")
    assert names(tmp_path) == before


@pytest.mark.parametrize("suffix", [".vtt", ".transcript.md"])
def test_a_text_never_takes_the_place_of_what_the_session_is_made_of(run: Run, tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"rest{suffix}").write_text(ROUTINE)
    done = run("export", f"rest{suffix}", "-o", "rest.mp3", *REFUSED, "--captions", "vtt", "--transcript")
    assert done.returncode == 2
    assert f"rest{suffix} is a routine of this session, and would be replaced" in done.stderr


def test_the_words_of_a_session_can_be_read_without_any_sound(run: Run, tmp_path: Path) -> None:
    before = names(tmp_path)
    done = run("transcript", "rest.yaml", check=True)
    assert (done.stdout, done.stderr) == ("T\n\nLet your shoulders sink. Breathe slowly.\n", "")
    done = run("transcript", "rest.yaml", "--markdown", "--condition", "crps", check=True)
    assert done.stdout.startswith("# T (for CRPS)\n\n")
    assert "1. With complex regional pain syndrome" in done.stdout
    assert names(tmp_path) == before
