"""A bright background in every format: what the format keeps of it, and how far the voice lies over it then."""

from __future__ import annotations

import math
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from coach.audio.samples import Samples
from coach.export.about import Tags
from coach.export.conformance import OVER_TOLERANCE, Target
from coach.export.format_loss import NO_LOSS, BackgroundAlone, ComparedSecond, FormatLoss, loss_of
from coach.export.formats import FORMATS, About
from coach.export.origin import origin_of
from coach.export.report import Report
from coach.export.verified_export import write_verified
from coach.routine.loader import parse_routine
from coach.routine.model import Routine
from coach.session import Session, open_session
from coach.session_export import export_session
from coach.sound.mix import Mix
from coach.timeline.timeline import Timeline
from coach.units import RATE

pytestmark = pytest.mark.session

NO_COVER = Tags(cover="none")
PASSAGE_S = 10


def white_noise(path: Path, *levels_db: float) -> Path:
    """Write a recording of white noise, with ten seconds at each level."""
    gains = np.repeat([10 ** (level / 20) for level in levels_db], PASSAGE_S * RATE)[:, None]
    noise = np.random.default_rng(1).standard_normal((len(gains), 2)) * gains * 32767
    with wave.open(str(path), "wb") as file:
        file.setparams((2, 2, RATE, 0, "NONE", "not compressed"))
        file.writeframes(np.rint(noise).astype("<i2").tobytes())
    return path


@pytest.fixture(scope="module")
def routine() -> Routine:
    """Two words, the second one after more than ten seconds, as short as a session can be."""
    return parse_routine(b"title: T\nsteps:\n- {say: Breathe in., do: 7s}\n- say: Rest your left hand.\n", "two.yaml")


@pytest.fixture(scope="module")
def bright(routine: Routine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A session over white noise: half of it lies above 11 kHz, where most formats are poor."""
    path = white_noise(tmp_path_factory.mktemp("white") / "white.wav", -26)
    with open_session(routine, background=str(path)) as session:
        yield session


@dataclass(frozen=True)
class Kind:
    """A format at a bitrate, and the LU that it may take from white noise at most."""

    suffix: str
    bitrate: int | None
    lost_lu: float


FAINT = Kind(".m4a", 64, 3.0)
"""The one that keeps too little of white noise: such a session is written once more."""
KINDS = [
    Kind(".wav", None, 0.01),
    Kind(".flac", None, 0.01),
    Kind(".mp3", 128, 0.8),
    Kind(".m4a", 128, 1.2),
    FAINT,
    Kind(".opus", 64, 0.8),
]
"""Each writer once: an M4B is an M4A, and an Ogg is Opus."""
Export = Callable[[Kind], Report]


@pytest.fixture(scope="module")
def export(bright: Session, tmp_path_factory: pytest.TempPathFactory) -> Export:
    """Export the session over white noise, each kind once."""
    made: dict[Kind, Report] = {}

    def exported(kind: Kind) -> Report:
        if kind not in made:
            path = tmp_path_factory.mktemp("bright") / f"s{kind.suffix}"
            made[kind] = export_session(bright, path, bitrate=kind.bitrate, tags=NO_COVER)
        return made[kind]

    return exported


def over(report: Report) -> list[float]:
    return [cue.over_background for cue in report.verification.cues]


def test_every_writer_is_tried() -> None:
    tried = {each.writer for each in FORMATS for kind in KINDS if each.suffix == kind.suffix}
    assert tried == {each.writer for each in FORMATS if not each.inside}, "a book has the sound of an M4A"


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_format_keeps_so_much_of_white_noise(export: Export, kind: Kind) -> None:
    loss = export(kind).verification.background
    assert -kind.lost_lu <= loss.loudness_db <= 0.1
    assert loss.likeness_db <= loss.loudness_db + 0.1


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_every_word_lies_as_far_over_the_background_as_was_asked_or_that_is_told(export: Export, kind: Kind) -> None:
    report = export(kind)
    assert min(over(report)) >= 16 - OVER_TOLERANCE
    assert (max(over(report)) > 16 + OVER_TOLERANCE) == bool(report.remarks)
    assert report.violations == ()
    assert all(abs(cue.late_ms) < 1 for cue in report.verification.cues)
    if kind is not FAINT:
        assert report.remarks == ()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not kind.bitrate], ids=str)
def test_without_loss_it_is_exactly_that(export: Export, kind: Kind) -> None:
    assert over(export(kind)) == pytest.approx([16] * 2, abs=0.1)


def test_a_format_that_takes_too_much_gets_a_louder_background_and_else_that_is_told(
    bright: Session, export: Export, tmp_path: Path
) -> None:
    target, about = Target(bright.profile, bright.speech_to_background_lu), About("T", bitrate=64)
    once = write_verified(bright.mix, about, tmp_path / "s.m4a", target, origin_of(bright))
    worst = max(once.verification.cues, key=lambda cue: cue.over_background)
    assert worst.over_background > 16 + OVER_TOLERANCE
    (remark,) = once.remarks
    assert remark.startswith(f"“{worst.cue.text}” at 00:00:")
    assert f"is {worst.over_background:.1f} LU over the background instead of 16" in remark
    assert "of which M4A of 64 kbit/s keeps no more" in remark
    assert once.violations == ()
    assert max(over(once)) - max(over(export(FAINT))) > 1


def test_a_passage_that_is_too_soft_is_told_with_its_first_cue(routine: Routine, tmp_path: Path) -> None:
    path = white_noise(tmp_path / "soft.wav", -26, -51)
    with open_session(routine, background=str(path)) as session:
        report = export_session(session, tmp_path / "s.wav", tags=NO_COVER)
        soft = [cue.start_ms >= PASSAGE_S * 1000 for cue in session.timeline.speech]
    promised = session.speech_to_background_lu
    assert promised is not None
    assert soft == [False, True]
    assert [each > promised + OVER_TOLERANCE for each in over(report)] == soft
    (remark,) = report.remarks
    assert "hand.” at 00:00:1" in remark
    assert "which is too soft there to be raised so far" in remark
    assert report.violations == ()


def alone_in(session: Session, change: Callable[[Samples], Samples], *, spoken: bool = False) -> FormatLoss:
    """Return what is found in the seconds of a session's background that were changed in some way."""
    mix = session.mix
    alone = BackgroundAlone(mix)
    compared: list[ComparedSecond] = []
    said = {second for cue in mix.timeline.speech for second in range(cue.start_ms // 1000, cue.end_ms // 1000 + 1)}
    for block in mix.stem("background").blocks():
        changed = change(block.samples) if (block.start // RATE in said) == spoken else block.samples
        compared += alone.compare(block.start, changed.T)
    return loss_of(compared)


def test_a_background_that_stays_as_it_is_loses_nothing(bright: Session) -> None:
    loss = alone_in(bright, lambda samples: samples)
    assert (loss.loudness_db, loss.likeness_db) == pytest.approx((0, 0), abs=1e-6)


@pytest.mark.parametrize("gain_db", [-6.0, 3.0])
def test_a_background_of_another_level_is_as_much_louder_and_as_much_like_its_plan(
    bright: Session, gain_db: float
) -> None:
    loss = alone_in(bright, lambda samples: samples * np.float32(10 ** (gain_db / 20)))
    assert (loss.loudness_db, loss.likeness_db) == pytest.approx((gain_db, gain_db), abs=0.01)
    assert loss.hidden_db(gain_db) == pytest.approx(0, abs=0.01)


def test_noise_of_the_same_loudness_hides_what_is_missing(bright: Session) -> None:
    random = np.random.default_rng(2)

    def half_another(samples: Samples) -> Samples:
        """Half of the power is of other noise, as an encoder's substitute is."""
        other = random.standard_normal(samples.shape).astype(np.float32) * samples.std(axis=0)
        return np.asarray((samples + other) * np.float32(math.sqrt(0.5)), np.float32)

    loss = alone_in(bright, half_another)
    assert loss.loudness_db == pytest.approx(0, abs=0.2)
    assert loss.likeness_db == pytest.approx(-3, abs=0.2)
    assert loss.hidden_db(loss.likeness_db) == pytest.approx(3, abs=0.3)


def test_what_is_heard_under_words_counts_for_nothing(bright: Session) -> None:
    loss = alone_in(bright, lambda samples: samples * np.float32(9), spoken=True)
    assert loss.loudness_db == pytest.approx(0, abs=0.01)


def test_silence_is_no_loss_that_could_be_made_up(bright: Session) -> None:
    assert alone_in(bright, np.zeros_like) == NO_LOSS


def test_where_somebody_speaks_all_the_time_nothing_is_compared(bright: Session) -> None:
    speech = bright.timeline.speech[0]
    until = next(cue.start_ms for cue in bright.timeline.cues if cue.start_ms >= speech.end_ms)
    busy = Timeline("T", (replace(speech, start_ms=0, end_ms=until),))
    alone = BackgroundAlone(Mix(busy, bright.mix.levels, bright.mix.background))
    everything = np.ones((2, until // 1000 * RATE), np.float32)
    assert list(alone.compare(0, everything)) == []
    assert loss_of([]) == NO_LOSS


@pytest.mark.parametrize(
    ("loss", "likeness_db", "hidden_db"),
    [
        (FormatLoss(-0.6, -3.2), -3.2, 2.6),
        (FormatLoss(-0.6, -3.2), -1.0, 0.4),  # no louder under words than where nobody speaks
        (FormatLoss(-0.6, -3.2), -9.0, 2.6),  # made up as much as there, and no more
        (FormatLoss(-0.6, -3.2), 1.0, 0.0),
        (FormatLoss(-3.2, -0.6), -3.2, 0.0),
        (NO_LOSS, -2.0, 0.0),
    ],
)
def test_what_is_hidden_is_never_more_than_where_nobody_speaks(
    loss: FormatLoss, likeness_db: float, hidden_db: float
) -> None:
    assert loss.hidden_db(likeness_db) == pytest.approx(hidden_db)
