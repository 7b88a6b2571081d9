from __future__ import annotations

import re
import sys
from pathlib import Path

import numpy as np
import pytest

from coach.audio.decode import decode
from coach.checksummed_files import key_of
from coach.errors import MissingPart
from coach.speech import Voice
from coach.speech.cache import ClipCache
from coach.speech.engines.espeak import CALMEST
from coach.speech.narrator import Narrator
from coach.speech.postprocess import FORMAT, REFERENCE, gain_of, level, soften
from coach.speech.worker import Worker
from coach.units import RATE

pytestmark = pytest.mark.unit


@pytest.mark.skipif(sys.platform != "linux", reason="eSpeak NG is the voice of Linux")
@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("grandmother", ""),
        ("gmw/en-us+Nonsense", "did you mean 'gmw/en-us+"),
        ("gmw/en-us+Henriqe", "did you mean 'gmw/en-us+Henrique'?"),
        ("gmw/en-uss", "did you mean 'gmw/en-us'?"),
        ("hart", "did you mean 'heart'?"),
        ("Heart", "did you mean 'heart'?"),
        ("nosuch", "choose one of `coach voices`"),
        ("+Henrique", ""),
    ],
)
def test_a_voice_or_a_variant_that_there_is_not_is_told_and_no_other_one_speaks(name: str, hint: str) -> None:
    with (
        Worker("system") as worker,
        pytest.raises(MissingPart, match=f"there is no voice '{re.escape(name)}'") as caught,
    ):
        worker.speak(Voice(name=name), "Good evening.")
    assert caught.value.remedy.startswith(hint)


@pytest.mark.skipif(sys.platform != "linux", reason="eSpeak NG is the voice of Linux")
def test_a_variant_changes_the_voice() -> None:
    with Worker("system") as worker:
        plain = worker.speak(Voice(name="gmw/en-us"), "Breathe.").read_bytes()
        assert worker.speak(Voice(name="gmw/en-us+Alicia"), "Breathe.").read_bytes() != plain


@pytest.mark.skipif(sys.platform != "linux", reason="eSpeak NG is the voice of Linux")
def test_a_language_without_a_voice_is_told() -> None:
    with Worker("system") as worker, pytest.raises(MissingPart, match="no voice of this system speaks 'tlh'; choose"):
        worker.speak(Voice("tlh"), "nuqneH")


def test_a_regional_language_has_its_region_s_voice() -> None:
    with Worker("system") as worker:
        british = worker.speak(Voice("en-GB"), "Bath").read_bytes()
        assert worker.speak(Voice("en-US"), "Bath").read_bytes() != british


def test_another_language_has_another_voice() -> None:
    with Worker("system") as worker:
        english = worker.speak(Voice("en"), "Hand").read_bytes()
        assert worker.speak(Voice("de"), "Hand").read_bytes() != english


@pytest.mark.skipif(sys.platform != "linux", reason="eSpeak NG is the voice of Linux")
def test_the_calmest_voice_is_one_of_the_voices() -> None:
    with Worker("system") as worker:
        assert CALMEST["en"].partition("+")[0] in [voice.name for voice in worker.voices()]


@pytest.mark.skipif(sys.platform != "linux", reason="eSpeak NG is the voice of Linux")
@pytest.mark.parametrize("pace", [100, 125, 160])
def test_the_pace_is_that_of_the_routine_within_a_tenth(pace: int) -> None:
    with Worker("system") as worker:
        seconds = len(decode(worker.speak(Voice(pace=pace), REFERENCE), "mono")) / RATE
    assert len(REFERENCE.split()) / seconds * 60 == pytest.approx(pace, rel=0.1)


def test_a_long_stretch_of_texts_is_spoken_without_a_hitch() -> None:
    with Worker("system") as worker:
        sizes = [worker.speak(Voice(), f"This is stroke number {n}.").stat().st_size for n in range(60)]
    assert np.min(sizes) > 20_000


@pytest.mark.skipif(sys.platform != "linux", reason="eSpeak NG is the voice of Linux")
def test_a_plain_text_sounds_as_the_engine_gives_it_and_is_kept_under_the_name_that_it_always_had(
    tmp_path: Path,
) -> None:
    """So that clips of earlier versions are found, and a session that was made then is made again to the byte."""
    text, voice = "Let your shoulders sink, and breathe.", Voice()
    with Worker("system") as worker:
        filters = worker.traits.filters
        gain = gain_of(soften(worker.speak(voice, REFERENCE), filters))
        expected = level(soften(worker.speak(voice, text), filters), gain)
        key = key_of(FORMAT, "system", worker.version, filters, "en", None, 125, text)
    with Narrator("system", voice, tmp_path) as narrator:
        clip = narrator.clip(text).samples
    assert np.array_equal(clip, ClipCache(tmp_path / "other").put(key, expected))
    assert [path.stem for path in tmp_path.glob("*.clip")] == [key]
