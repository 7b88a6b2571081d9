"""A file that breaks its promises is not written, and what stood there stays; unless that is accepted."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from coach.errors import MissingPart, PromiseBroken, UsageError
from coach.export.conformance import Target
from coach.export.formats import About
from coach.export.origin import origin_of
from coach.export.report import Report
from coach.export.report_file import report_path
from coach.export.verified_export import write_verified
from coach.session import Session, open_session
from coach.session_export import export_session
from coach.sound.mix import Mix

pytestmark = pytest.mark.session

Make = Callable[..., Report]
ABOUT = About("T")


@pytest.fixture
def make(small_session: Session, target: Target) -> Make:
    """Deliver a mix of the small session."""

    def made(path: Path, mix: Mix = small_session.mix, about: About = ABOUT, **more: Any) -> Report:
        return write_verified(mix, about, path, target, origin_of(small_session), **more)

    return made


@pytest.fixture(scope="module")
def too_loud(small_session: Session) -> Target:
    """What the small session cannot keep."""
    quiet = replace(small_session.profile, speech=-22.0, peak_dbtp=-9.0)
    return Target(quiet, small_session.speech_to_background_lu)


@dataclass(frozen=True)
class Refusal:
    """What was refused, and where."""

    folder: Path
    error: PromiseBroken


@pytest.fixture(params=["s.mp3", "s.wav"])
def refused(request: pytest.FixtureRequest, small_session: Session, too_loud: Target, tmp_path: Path) -> Refusal:
    path = tmp_path / request.param
    with pytest.raises(PromiseBroken) as error:
        write_verified(small_session.mix, ABOUT, path, too_loud, origin_of(small_session))
    return Refusal(tmp_path, error.value)


def test_a_report_stands_beside_its_file() -> None:
    assert report_path(Path("out/my.session.mp3")) == Path("out/my.session.mp3.report.json")
    assert report_path(Path("rest.WAV")) == Path("rest.WAV.report.json")


def test_the_file_and_its_report_are_written(make: Make, tmp_path: Path) -> None:
    report = make(tmp_path / "s.wav")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["s.wav", "s.wav.report.json"]
    shown = json.loads((tmp_path / "s.wav.report.json").read_text("utf-8"))
    assert shown == report.as_dict()


def test_a_report_ends_with_its_line(make: Make, tmp_path: Path) -> None:
    make(tmp_path / "s.wav")
    assert (tmp_path / "s.wav.report.json").read_bytes().endswith(b"}\n")


def test_a_broken_promise_is_told_with_every_reason(refused: Refusal) -> None:
    name = refused.error.name
    assert name in {"s.mp3", "s.wav"}
    assert [reason.split(" ")[2] for reason in refused.error.reasons] == ["has", "peak"]
    assert str(refused.error).splitlines() == [
        *(f"{name}: {reason}" for reason in refused.error.reasons),
        f"{name} is not written; --accept writes it all the same",
    ]
    assert refused.error.exit_code == 1


def test_nothing_is_written_of_what_breaks_a_promise(refused: Refusal) -> None:
    assert list(refused.folder.iterdir()) == []


@pytest.mark.parametrize("suffix", [".mp3", ".wav"])
def test_what_stood_there_stays_with_its_report(
    small_session: Session, too_loud: Target, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"s{suffix}"
    path.write_bytes(b"old file")
    report_path(path).write_bytes(b"old report")
    with pytest.raises(PromiseBroken):
        write_verified(small_session.mix, ABOUT, path, too_loud, origin_of(small_session))
    stands = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    assert stands == {path.name: b"old file", f"{path.name}.report.json": b"old report"}


def test_what_is_accepted_is_written_and_its_report_lists_the_reasons(
    small_session: Session, too_loud: Target, refused: Refusal
) -> None:
    path = refused.folder / refused.error.name
    report = write_verified(small_session.mix, ABOUT, path, too_loud, origin_of(small_session), accept=True)
    assert path.stat().st_size > 100_000
    shown = json.loads(report_path(path).read_text("utf-8"))
    assert shown["broken_promises"] == list(refused.error.reasons) == list(report.violations)


def test_what_is_fine_needs_no_accepting(make: Make, tmp_path: Path) -> None:
    assert make(tmp_path / "s.wav", accept=True).violations == ()


def test_a_new_file_replaces_both(make: Make, tmp_path: Path) -> None:
    (tmp_path / "s.wav").write_bytes(b"old file")
    (tmp_path / "s.wav.report.json").write_bytes(b"old report")
    make(tmp_path / "s.wav")
    assert (tmp_path / "s.wav").read_bytes().startswith(b"RIFF")
    assert json.loads((tmp_path / "s.wav.report.json").read_bytes())["file"] == "s.wav"


def test_a_report_that_cannot_be_is_told_before_anything_is_written(make: Make, tmp_path: Path) -> None:
    (tmp_path / "s.wav.report.json").mkdir()
    seen: list[int] = []
    with pytest.raises(UsageError, match=r"s\.wav\.report\.json is a folder"):
        make(tmp_path / "s.wav", progress=lambda done, _: seen.append(done))
    assert (seen, [path.name for path in tmp_path.iterdir()]) == ([], ["s.wav.report.json"])


def test_a_full_disk_leaves_nothing_behind(make: Make, small_disk: Path) -> None:
    with pytest.raises(MissingPart, match="No space left on device"):
        make(small_disk / "s.wav")
    assert list(small_disk.iterdir()) == []


def test_progress_ends_with_all_frames(make: Make, small_session: Session, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    make(tmp_path / "s.wav", progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (small_session.mix.frames, small_session.mix.frames)


def test_an_interrupted_export_leaves_what_stood_there(make: Make, tmp_path: Path) -> None:
    (tmp_path / "s.wav").write_bytes(b"old file")

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt(done, total)

    with pytest.raises(KeyboardInterrupt):
        make(tmp_path / "s.wav", progress=interrupt)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("s.wav", b"old file")]


def test_where_the_captions_cannot_take_their_place_the_old_files_of_the_set_are_back(
    silent_session: Session, tmp_path: Path
) -> None:
    (tmp_path / "s.wav").write_bytes(b"old file")

    def make_a_folder(done: int, total: int) -> None:
        if done == total:
            (tmp_path / "s.vtt").mkdir()

    with pytest.raises(UsageError, match=r"s\.vtt cannot be written: Is a directory; name another file"):
        export_session(silent_session, tmp_path / "s.wav", texts=["vtt"], progress=make_a_folder)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["s.vtt", "s.wav"]
    assert (tmp_path / "s.wav").read_bytes() == b"old file"


def test_a_wav_has_no_bit_rate_to_break(small_session: Session, tmp_path: Path) -> None:
    audiobook = open_session(small_session.routine, profile="audiobook")
    assert export_session(audiobook, tmp_path / "s.wav", bitrate=64).violations == ()
    with pytest.raises(PromiseBroken) as refused:
        export_session(audiobook, tmp_path / "s.mp3", bitrate=64)
    assert refused.value.reasons == ("it has 64 kbit/s; audiobook promises 192 at least",)


def test_an_audiobook_with_a_long_fade_is_refused(small_session: Session, tmp_path: Path) -> None:
    routine = type(small_session.routine).model_validate(
        {"title": "T", "ending": "fade 3m", "steps": small_session.routine.steps}
    )
    with pytest.raises(PromiseBroken) as refused:
        export_session(open_session(routine, profile="audiobook"), tmp_path / "s.mp3")
    assert refused.value.reasons == ("there is 3m after the last step; audiobook promises 1s to 5s",)


@pytest.mark.parametrize("profile", ["session", "podcast", "audiobook"])
def test_a_session_in_which_nobody_speaks_is_delivered(small_session: Session, tmp_path: Path, profile: str) -> None:
    silent = open_session(small_session.routine, engine="silent", profile=profile)
    assert export_session(silent, tmp_path / "s.mp3").violations == ()


@pytest.mark.parametrize("gains", [[], [4], [4, 4]])
def test_what_has_too_high_a_peak_is_written_again_with_lower_ones(
    make: Make, louder: Callable[..., Mix], small_session: Session, tmp_path: Path, gains: list[float]
) -> None:
    """Also where the next one has another peak that is too high: each time, they are lower than the time before."""
    asked, coming = [(0.0, 0.0)], iter(gains)

    def again(louder_db: float, lower_peaks_db: float) -> Mix:
        asked.append((louder_db, lower_peaks_db))
        return louder(voice_db=gain) if (gain := next(coming, 0)) else small_session.mix

    report = make(tmp_path / "s.wav", louder(voice_db=4), again=again)
    assert len(asked) == len(gains) + 2
    assert all(0.3 < after - before < 2 for (_, before), (_, after) in pairwise(asked))
    assert ({louder_db for louder_db, _ in asked}, report.violations) == ({0.0}, ())


def test_what_has_too_high_a_peak_in_each_of_four_tries_is_refused(
    make: Make, louder: Callable[..., Mix], tmp_path: Path
) -> None:
    asked: list[float] = []

    def again(_: float, lower_peaks_db: float) -> Mix:
        asked.append(lower_peaks_db)
        return louder(voice_db=4)

    with pytest.raises(PromiseBroken, match="its true peak is"):
        make(tmp_path / "s.wav", louder(voice_db=4), again=again)
    assert len({*asked}) == 3
    assert not list(tmp_path.iterdir())


def test_peaks_are_as_much_lower_as_was_asked_for_and_the_speech_as_loud(
    make: Make, small_session: Session, tmp_path: Path
) -> None:
    before = make(tmp_path / "s.wav")
    after = make(tmp_path / "t.wav", small_session.mixed(lower_peaks_db=3.0))
    assert after.verification.loudness.peak_dbtp < before.verification.loudness.peak_dbtp
    assert after.verification.loudness.peak_dbtp <= small_session.profile.peak_dbtp - 3
    assert after.speech == pytest.approx(before.speech, abs=0.5)
