"""The report beside a file says what an independent ear finds in it, and nothing of the machine."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pytest

import coach
from coach.audio.loudness import measure
from coach.audio.samples import Samples
from coach.export.origin import origin_of
from coach.routine.loader import load_routine
from coach.routine.model import Routine
from coach.session import Session, open_session
from coach.units import frames_at, parse_duration

pytestmark = pytest.mark.session

Delivered = Any
Deliver = Callable[..., Delivered]

KEYS = {
    "": "version title file size_bytes sha256 language summary options library fingerprint beside profile chapters"
    " broken_promises remarks length loudness speech_over_background"
    " largest_onset_error_ms silence voice sounds versions routine cues",
    "length": "planned_ms planned_frames real_ms real_frames",
    "loudness": "whole_lufs speech speech_unit true_peak_dbtp",
    "speech_over_background": "promised_lu worst_lu worst_at_ms median_lu",
    "silence": "share longest_ms longest_from",
    "voice": "engine engine_version name language pace",
    "versions": "coach python av lameenc numpy",
    "routine": "file sha256 content_sha256 conditions",
}
"""What programs may rely on."""
OF_A_CUE = "start_ms text onset_error_ms likeness lufs over_background_lu"


def read(delivered: Delivered) -> dict[str, Any]:
    """The report as strict JSON: without NaN and Infinity, which other programs cannot read."""

    def refuse(constant: str) -> None:
        pytest.fail(f"{constant} is no JSON")

    shown: dict[str, Any] = json.loads(delivered.report_path.read_text("utf-8"), parse_constant=refuse)
    return shown


@pytest.fixture(scope="module", params=["mp3", "wav"])
def delivered(request: pytest.FixtureRequest) -> Delivered:
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def report(delivered: Delivered) -> dict[str, Any]:
    return read(delivered)


@pytest.fixture(scope="module")
def heard(delivered: Delivered, ffmpeg: Callable[[Path], Samples]) -> Samples:
    return ffmpeg(delivered.path)


def test_it_stands_beside_the_file_and_is_what_the_export_gave(delivered: Delivered, report: dict[str, Any]) -> None:
    assert sorted(path.name for path in delivered.path.parent.iterdir()) == sorted(
        [delivered.path.name, f"{delivered.path.name}.report.json"]
    )
    assert report == delivered.report.as_dict()


def test_it_has_every_field(report: dict[str, Any]) -> None:
    for part, keys in KEYS.items():
        assert list(report[part] if part else report) == keys.split()
    assert [list(cue) for cue in report["cues"]] == [OF_A_CUE.split()] * 4


def test_it_says_what_it_is_about(delivered: Delivered, report: dict[str, Any]) -> None:
    assert (report["version"], report["title"], report["profile"]) == (1, "A short rest", "session")
    assert (report["file"], report["broken_promises"]) == (delivered.path.name, [])


def test_its_length_is_that_of_the_decoded_file(delivered: Delivered, report: dict[str, Any], heard: Samples) -> None:
    ms = delivered.session.timeline.duration_ms
    assert (report["length"]["planned_ms"], report["length"]["planned_frames"]) == (ms, frames_at(ms))
    assert report["length"]["real_frames"] == len(heard)
    assert report["length"]["real_ms"] == pytest.approx(len(heard) / 44.1, abs=0.01)


def test_its_loudness_is_what_ffmpeg_reads(
    delivered: Delivered, report: dict[str, Any], loudness_by_ffmpeg: Callable[[Path], tuple[float, float]]
) -> None:
    lufs, peak = loudness_by_ffmpeg(delivered.path)
    assert report["loudness"]["whole_lufs"] == pytest.approx(lufs, abs=0.1)
    assert report["loudness"]["true_peak_dbtp"] == pytest.approx(peak, abs=0.2)


def cut(samples: Samples, cue: dict[str, Any], delivered: Delivered) -> Samples:
    (timed,) = (spoken for spoken in delivered.session.timeline.speech if spoken.start_ms == cue["start_ms"])
    return samples[frames_at(timed.start_ms) : frames_at(timed.end_ms)]


def test_the_loudness_of_its_speech_is_that_of_the_words_cut_out_of_the_file(
    delivered: Delivered, report: dict[str, Any], heard: Samples
) -> None:
    words = np.concatenate([cut(heard, cue, delivered) for cue in report["cues"]])
    assert report["loudness"]["speech_unit"] == "LUFS"
    assert report["loudness"]["speech"] == pytest.approx(measure(words).lufs, abs=0.4)  # the background adds 0.1
    for cue in report["cues"]:
        assert cue["lufs"] == pytest.approx(measure(cut(heard, cue, delivered)).lufs, abs=0.8)


def test_each_word_is_as_far_over_the_background_as_what_is_cut_out_at_its_place(
    delivered: Delivered, report: dict[str, Any]
) -> None:
    voice, under = (
        np.concatenate([block.samples for block in delivered.session.mix.stem(stem).blocks()])
        for stem in ("narration", "background")
    )
    for cue in report["cues"]:
        speech_to_background_lu = measure(cut(voice, cue, delivered)).lufs - measure(cut(under, cue, delivered)).lufs
        assert cue["over_background_lu"] == pytest.approx(speech_to_background_lu, abs=1.2)
        assert 15 <= cue["over_background_lu"] <= 18


def test_the_word_that_stands_out_least_is_named(report: dict[str, Any]) -> None:
    speech_to_background_lu = [cue["over_background_lu"] for cue in report["cues"]]
    found = report["speech_over_background"]
    assert (found["promised_lu"], found["worst_lu"]) == (16, min(speech_to_background_lu))
    worst = [cue["start_ms"] for cue in report["cues"] if cue["over_background_lu"] == found["worst_lu"]]
    assert found["worst_at_ms"] in worst, "one of those that are alike after they were rounded"
    assert found["median_lu"] == pytest.approx(median(speech_to_background_lu), abs=0.01)


def test_every_word_begins_where_it_is_heard(report: dict[str, Any], delivered: Delivered) -> None:
    spoken = [(cue.start_ms, cue.text) for cue in delivered.session.timeline.speech]
    assert [(cue["start_ms"], cue["text"]) for cue in report["cues"]] == spoken
    assert report["largest_onset_error_ms"] == max(abs(cue["onset_error_ms"]) for cue in report["cues"]) <= 1
    assert min(cue["likeness"] for cue in report["cues"]) >= 0.95


def test_it_tells_how_long_nobody_speaks(delivered: Delivered, report: dict[str, Any]) -> None:
    timeline = delivered.session.timeline
    quiet = np.ones(timeline.duration_ms, bool)
    for cue in timeline.speech:
        quiet[cue.start_ms : cue.end_ms] = False
    edges = np.flatnonzero(np.diff(np.concatenate(([0], quiet, [0])).astype(int)))
    starts, lengths = edges[::2], edges[1::2] - edges[::2]
    silence = report["silence"]
    assert silence["share"] == pytest.approx(quiet.mean(), abs=0.006)
    assert silence["longest_ms"] == lengths.max()
    assert parse_duration(silence["longest_from"]) == starts[lengths.argmax()]


def test_it_names_the_voice_the_sounds_and_the_versions(delivered: Delivered, report: dict[str, Any]) -> None:
    narrator = delivered.session.narrator
    assert report["voice"] == {
        "engine": "system",
        "engine_version": narrator.engine_version,
        "name": None,
        "language": "en",
        "pace": 140,
    }
    assert report["sounds"] == [{"name": "warm-pad", "licence": "CC0 1.0"}]
    versions = {package: version(package) for package in ("av", "lameenc", "numpy")}
    assert report["versions"] == {"coach": coach.__version__, "python": platform.python_version(), **versions}


def test_it_knows_the_bytes_of_the_routine(write_verified: Deliver, tmp_path: Path) -> None:
    data = b"title: T\r\nbackground: {sound: none}\r\nsteps: [do: 1s]\r\n"
    (tmp_path / "r.yaml").write_bytes(data)
    routine = read(write_verified(open_session(load_routine(tmp_path / "r.yaml"), engine="silent"), "r.wav"))["routine"]
    assert (routine["file"], routine["sha256"]) == ("r.yaml", hashlib.sha256(data).hexdigest())
    assert len(routine["content_sha256"]) == 64


def test_the_content_is_another_with_another_background_and_the_file_is_not(
    small_session: Session, report: dict[str, Any]
) -> None:
    other = origin_of(open_session(small_session.routine, background="rain"))
    assert other.file_sha256 == report["routine"]["sha256"]
    assert other.content_sha256 != report["routine"]["content_sha256"]
    assert origin_of(open_session(small_session.routine)).content_sha256 == report["routine"]["content_sha256"]


def test_a_routine_that_was_no_file_has_no_bytes(write_verified: Deliver, small_routine: Routine) -> None:
    made = Routine.model_validate({"title": "T", "steps": small_routine.steps[:1], "background": {"sound": "none"}})
    report = read(write_verified(open_session(made), "made.wav"))
    assert report["routine"]["sha256"] is None


def test_every_sound_that_is_heard_is_named_once(write_verified: Deliver, tmp_path: Path) -> None:
    text = "title: T\nbackground: {sound: rain}\nbeginning: bell\nsteps:\n"
    text += "  - {say: '[sound side-change] Sit.', pause: 1s}\n"
    text += "  - {do: {breaths: 2, in: 2s, out: 2s}, rhythm: {every: 2s}}\n  - say: '[sound side-change] Sit.'\n"
    (tmp_path / "r.yaml").write_text(text)
    report = read(write_verified(open_session(load_routine(tmp_path / "r.yaml")), "r.wav"))
    names = ["rain", "start-bell", "side-change", "breath-in", "soft-tick", "breath-out"]
    assert sorted(sound["name"] for sound in report["sounds"]) == sorted(names)
    assert report["sounds"][0] == {"name": "rain", "licence": "CC0 1.0"}
    assert {sound["licence"] for sound in report["sounds"]} == {"CC0 1.0"}


def test_what_is_not_heard_is_null(write_verified: Deliver, small_routine: Routine) -> None:
    report = read(write_verified(open_session(small_routine, background="none"), "bare.wav"))
    assert report["speech_over_background"] == {
        "promised_lu": None,
        "worst_lu": None,
        "worst_at_ms": None,
        "median_lu": None,
    }
    assert [cue["over_background_lu"] for cue in report["cues"]] == [None] * 4
    assert report["sounds"] == []


def test_where_nobody_speaks_there_is_no_loudness_of_speech(write_verified: Deliver, silent_session: Session) -> None:
    report = read(write_verified(silent_session, "silent.mp3"))
    assert (report["loudness"]["speech"], report["broken_promises"]) == (None, [])
    assert (report["cues"], report["largest_onset_error_ms"]) == ([], 0)
    assert report["speech_over_background"]["worst_lu"] is None


def test_where_nothing_at_all_is_heard_everything_is_null(write_verified: Deliver, small_routine: Routine) -> None:
    report = read(write_verified(open_session(small_routine, engine="silent", background="none"), "nothing.wav"))
    assert (report["loudness"]["whole_lufs"], report["loudness"]["speech"]) == (None, None)


@pytest.mark.parametrize("name", ["rest.mp3", "rest.wav"])
def test_the_same_session_gives_the_same_bytes(
    small_routine: Routine, write_verified: Deliver, name: str, request: pytest.FixtureRequest
) -> None:
    again = write_verified(open_session(small_routine), name)
    before = request.getfixturevalue(name.removeprefix("rest."))
    assert again.report_path.read_bytes() == before.report_path.read_bytes()
    assert again.path.read_bytes() == before.path.read_bytes()


def test_no_path_of_the_machine_is_in_it(write_verified: Deliver, tmp_path: Path, wav: Delivered) -> None:
    (tmp_path / "waves.wav").write_bytes(wav.path.read_bytes())
    (tmp_path / "r.yaml").write_text("title: T\nsteps:\n  - {say: Sit., pause: 1s}\n")
    session = open_session(load_routine(tmp_path / "r.yaml"), background=str(tmp_path / "waves.wav"))
    delivered = write_verified(session, "r.wav")
    text = delivered.report_path.read_text("utf-8")
    assert read(delivered)["routine"]["file"] == "r.yaml"
    assert "waves.wav" in text
    for folder in (tmp_path, delivered.path.parent, Path.home(), Path(coach.__file__).parent):
        assert str(folder) not in text


def test_words_of_any_script_stay_readable(write_verified: Deliver) -> None:
    routine = Routine.model_validate({"title": "Où êtes-vous? 手", "steps": [{"do": 1_000}]})
    delivered = write_verified(open_session(routine, engine="silent", background="none"), "r.wav")
    assert '"title": "Où êtes-vous? 手"' in delivered.report_path.read_text("utf-8")


def test_its_summary_is_one_line_of_its_numbers(mp3: Delivered) -> None:
    shown = mp3.report.summary()
    assert shown.startswith("speech -18.0 LUFS, 16.")
    assert shown.endswith(f"true peak {mp3.report.verification.loudness.peak_dbtp:.1f} dBTP")
    assert "\n" not in shown
