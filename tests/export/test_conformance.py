"""Each promise is broken for real: one mix is written, and another one is said to be in the file."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach.audio.loudness import Loudness
from coach.export import write
from coach.export.conformance import Target, violations
from coach.export.formats import About
from coach.export.verification import Verification, verify
from coach.export.verified_cue import VerifiedCue
from coach.session import Session, open_session
from coach.sound.mix import Mix
from coach.sound.profiles import PROFILES
from coach.timeline.timeline import Cue, Timeline

pytestmark = pytest.mark.session

Delivered = Any
Told = Callable[..., list[str]]

SECOND, THIRD = "“Breathe slowly.” at 00:00:0", "“Rest your left hand.” at 00:00:1"


@pytest.fixture
def told(small_session: Session, target: Target, tmp_path: Path) -> Told:
    """The promises that a file of another mix breaks."""

    def reasons(written: Mix, suffix: str = ".wav") -> list[str]:
        path = tmp_path / f"s{suffix}"
        write(written, About("T"), path)
        return list(violations(verify(path, small_session.mix), small_session.mix, target, None))

    return reasons


@pytest.mark.parametrize("suffix", [".mp3", ".wav"])
def test_what_is_as_it_should_be_breaks_nothing(small_session: Session, told: Told, suffix: str) -> None:
    assert told(small_session.mix, suffix) == []


@pytest.mark.parametrize("suffix", [".mp3", ".wav"])
def test_a_missing_word_is_told(without: Callable[[int], Mix], told: Told, suffix: str) -> None:
    (reason, *_) = told(without(1), suffix)
    assert re.fullmatch(rf"{SECOND}[0-9.]+ cannot be heard", reason)


def test_every_missing_word_is_told(small_session: Session, told: Told) -> None:
    reasons = [reason for reason in told(small_session.mix.stem("background")) if reason.endswith("cannot be heard")]
    assert [reason.split("”")[0].strip("“") for reason in reasons] == [c.text for c in small_session.timeline.speech]


def test_a_word_in_whose_place_is_digital_silence_is_told(small_session: Session, told: Told) -> None:
    reasons = [reason for reason in told(small_session.mix.stem("cues")) if reason.endswith("cannot be heard")]
    assert len(reasons) == len(small_session.timeline.speech)


def test_a_word_after_the_end_of_the_file_is_told(
    small_session: Session, shortened: Callable[[int], Mix], told: Told
) -> None:
    reasons = told(shortened(small_session.timeline.speech[-1].start_ms - 100))
    assert [reason for reason in reasons if reason.startswith("“Rest your right hand.”")]


def test_other_words_in_a_word_s_place_are_told(told: Told, swapped: Mix) -> None:
    reasons = told(swapped)
    assert any(re.fullmatch(rf"{SECOND}[0-9.]+ cannot be heard", reason) for reason in reasons)
    assert any(re.fullmatch(rf"{THIRD}[0-9.]+ cannot be heard", reason) for reason in reasons)


@pytest.fixture
def swapped(small_session: Session) -> Mix:
    """Two sentences in each other's place."""
    first, one, other, *more = small_session.timeline.speech
    place, there = (one.start_ms, one.end_ms), (other.start_ms, other.end_ms)
    speech = (
        first,
        Cue(*place, "speech", other.text, level_db=other.level_db),
        Cue(*there, "speech", one.text, level_db=one.level_db),
        *more,
    )
    cues = (*speech, small_session.timeline.cues[-1])
    return Mix(Timeline("T", cues), small_session.mix.levels, small_session.mix.background)


@pytest.mark.parametrize(("late_ms", "how"), [(25, "25 ms late"), (-25, "25 ms early"), (21, "21 ms late")])
def test_a_word_at_the_wrong_time_is_told(moved: Callable[[int, int], Mix], told: Told, late_ms: int, how: str) -> None:
    (reason,) = told(moved(1, late_ms))
    assert re.fullmatch(rf"{SECOND}[0-9.]+ is {how}", reason)


@pytest.mark.parametrize("late_ms", [19, -19])
def test_a_word_that_is_hardly_late_is_on_time(moved: Callable[[int, int], Mix], told: Told, late_ms: int) -> None:
    assert told(moved(2, late_ms)) == []


@pytest.mark.parametrize("less_ms", [1, 1_000])
def test_a_file_that_is_too_short_is_told(
    small_session: Session, shortened: Callable[[int], Mix], told: Told, less_ms: int
) -> None:
    mix = shortened(small_session.timeline.duration_ms - less_ms)
    assert told(mix) == [f"it is {mix.frames} frames long instead of {small_session.mix.frames}"]


def test_a_background_that_is_too_loud_is_told_with_the_word_that_stands_out_least(
    louder: Callable[..., Mix], told: Told
) -> None:
    (reason,) = told(louder(background_db=3))
    found = re.fullmatch(r"“[^”]+” at 00:00:\d\d\.\d{3} is (\d\d\.\d) LU over the background; promised are 16", reason)
    assert found
    assert float(found[1]) == pytest.approx(13, abs=0.3)


@pytest.mark.parametrize("gain_db", [0.7, -12.0])
def test_a_background_that_is_a_little_louder_or_softer_is_fine(
    louder: Callable[..., Mix], told: Told, gain_db: float
) -> None:
    assert told(louder(background_db=gain_db)) == []


@pytest.mark.parametrize(("gain_db", "has"), [(-0.9, "-18.9"), (0.9, "-17.1")])
def test_speech_that_is_too_soft_or_too_loud_is_told(
    louder: Callable[..., Mix], told: Told, gain_db: float, has: str
) -> None:
    assert told(louder(voice_db=gain_db)) == [f"the speech has {has} LUFS; session promises -18 LUFS, 0.5 more or less"]


def test_a_true_peak_that_is_too_high_is_told(louder: Callable[..., Mix], told: Told) -> None:
    (peak,) = (reason for reason in told(louder(voice_db=4)) if "peak" in reason)
    assert re.fullmatch(r"its true peak is -?0\.\d dBTP; session promises -1 at most", peak)


def test_the_worst_comes_first(small_session: Session, told: Told, without: Callable[[int], Mix]) -> None:
    cues = without(0).timeline.cues[:-1]
    mix = Mix(Timeline("T", (*cues, Cue(cues[-1].end_ms, 20_000, "pause"))), *plan_levels(small_session))
    assert [words for reason in told(mix) for words in ("cannot be heard", "frames long") if words in reason] == [
        "cannot be heard",
        "frames long",
    ]


def plan_levels(session: Session) -> tuple[Any, Any]:
    return session.mix.levels, session.mix.background


def test_what_nobody_speaks_promises_no_words(silent_session: Session, tmp_path: Path) -> None:
    write(silent_session.mix, About("T"), tmp_path / "s.wav")
    target = Target(silent_session.profile, silent_session.speech_to_background_lu)
    assert list(violations(verify(tmp_path / "s.wav", silent_session.mix), silent_session.mix, target, None)) == []


def form(
    session: Session,
    profile: str,
    *cues: Cue,
    bitrate: int | None = None,
    whole: float = -23,
    peak: float = -9,
    heard: tuple[VerifiedCue, ...] = (),
) -> list[str]:
    """The promises that a file of these cues breaks, if it is as long as they are."""
    mix = Mix(Timeline("T", cues), *plan_levels(session))
    verification = Verification(mix.frames, Loudness(whole, peak), heard)
    return list(violations(verification, mix, Target(PROFILES[profile], None), bitrate))


HEAD, STEP, TAIL = Cue(0, 1_000, "pause"), Cue(1_000, 9_000, "practice", step=1), Cue(9_000, 14_000, "pause")


def test_an_audiobook_is_fine_as_it_should_be(small_session: Session) -> None:
    assert form(small_session, "audiobook", HEAD, STEP, TAIL, bitrate=192) == []
    assert form(small_session, "audiobook", HEAD, STEP, TAIL, bitrate=None) == []


@pytest.mark.parametrize("bitrate", [64, 128, 160])
def test_an_audiobook_of_too_few_bits_is_told(small_session: Session, bitrate: int) -> None:
    reasons = form(small_session, "audiobook", HEAD, STEP, TAIL, bitrate=bitrate)
    assert reasons == [f"it has {bitrate} kbit/s; audiobook promises 192 at least"]


def test_an_audiobook_that_takes_too_long_is_told(small_session: Session) -> None:
    step, tail = Cue(1_000, 7_195_001, "practice", step=1), Cue(7_195_001, 7_200_001, "pause")
    reasons = form(small_session, "audiobook", HEAD, step, tail)
    assert reasons == ["it takes longer than 2h, the most of audiobook"]


@pytest.mark.parametrize("ms", [499, 1_001])
def test_an_audiobook_with_a_long_or_short_head_is_told(small_session: Session, ms: int) -> None:
    (reason,) = form(small_session, "audiobook", Cue(0, ms, "pause"), Cue(ms, 9_000, "practice", step=1), TAIL)
    assert reason.endswith(" before the first step; audiobook promises 0.5s to 1s")


@pytest.mark.parametrize("ms", [999, 5_001, 180_000])
def test_an_audiobook_with_a_long_or_short_tail_is_told(small_session: Session, ms: int) -> None:
    (reason,) = form(small_session, "audiobook", HEAD, STEP, Cue(9_000, 9_000 + ms, "pause"))
    assert reason.endswith(" after the last step; audiobook promises 1s to 5s")


@pytest.mark.parametrize(("profile", "peak"), [("session", -0.9), ("podcast", -0.9), ("sleep", 0.3), ("audiobook", -2)])
def test_each_profile_has_its_peak(small_session: Session, profile: str, peak: float) -> None:
    (reason,) = form(small_session, profile, HEAD, STEP, TAIL, whole=-16, peak=peak)
    assert reason == f"its true peak is {peak:.1f} dBTP; {profile} promises {PROFILES[profile].peak_dbtp:g} at most"


@pytest.mark.parametrize("lufs", [-16.6, -15.4, -float("inf")])
def test_a_podcast_is_as_loud_as_it_promises_as_a_whole(small_session: Session, wav: Delivered, lufs: float) -> None:
    heard = wav.report.verification.cues
    assert form(small_session, "podcast", HEAD, STEP, TAIL, whole=-16.4, heard=heard) == []
    (reason,) = form(small_session, "podcast", HEAD, STEP, TAIL, whole=lufs, heard=heard)
    assert reason == f"all together has {lufs:.1f} LUFS; podcast promises -16, 0.5 more or less"


def test_a_podcast_promises_nothing_of_its_words_alone(small_session: Session, write_verified: Any) -> None:
    report = write_verified(open_session(small_session.routine, profile="podcast"), "podcast.mp3").report
    assert abs(report.speech - -16) > 0.5
    assert report.violations == ()
