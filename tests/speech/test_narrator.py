from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from coach.audio.loudness import measure
from coach.errors import SpeechError, UsageError
from coach.speech import Voice
from coach.speech.narrator import Narrator
from coach.speech.postprocess import SPEECH_LUFS
from tests.conftest import FAULTY

pytestmark = pytest.mark.unit

TEXT = "Let your shoulders sink, and breathe."


def narrator(
    folder: Path, engine: str = "system", voice: Voice | None = None, heard: list[str] | None = None
) -> Narrator:
    """Make one that waits briefly for an engine that hangs, and for a real one as long as a busy machine needs."""
    patience_s = 0.5 if engine == FAULTY else 60
    return Narrator(engine, voice or Voice(), folder, patience_s, (heard if heard is not None else []).append)


def test_nothing_is_spoken_twice(tmp_path: Path) -> None:
    heard: list[str] = []
    for _ in range(2):
        with narrator(tmp_path, heard=heard) as voice:
            voice.clip(TEXT)
            voice.length_ms(TEXT)
    assert heard == [TEXT]


def test_a_clip_from_the_cache_is_the_clip_that_was_spoken(tmp_path: Path) -> None:
    with narrator(tmp_path) as first, narrator(tmp_path) as second:
        assert np.array_equal(first.clip(TEXT).samples, second.clip(TEXT).samples)


def test_a_damaged_clip_is_spoken_again(tmp_path: Path) -> None:
    with narrator(tmp_path) as voice:
        whole = voice.clip(TEXT).samples
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-100])
    heard: list[str] = []
    with narrator(tmp_path, heard=heard) as voice:
        assert np.array_equal(voice.clip(TEXT).samples, whole)
    assert heard == [TEXT]


@pytest.mark.parametrize("left", [0, 20, 2_000])
def test_a_clip_that_was_cut_off_is_known_at_its_length_once_it_is_spoken_again(tmp_path: Path, left: int) -> None:
    with narrator(tmp_path) as voice:
        whole = voice.length_ms(TEXT)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:left])
    with narrator(tmp_path) as voice:
        seeming = voice.known_ms(TEXT)
        assert seeming is None or 0 < seeming < whole
        voice.clip(TEXT)
        assert voice.known_ms(TEXT) == whole


def test_the_timeline_has_the_length_of_the_whole_clip_however_it_was_cut_off(tmp_path: Path) -> None:
    with narrator(tmp_path) as voice:
        whole = voice.length_ms(TEXT)
    (file,) = tmp_path.iterdir()
    with narrator(tmp_path) as voice:
        assert voice.length_ms(TEXT) == whole
    file.write_bytes(file.read_bytes()[:-2_000])
    with narrator(tmp_path) as voice:
        assert voice.known_ms(TEXT) != whole
        assert voice.length_ms(TEXT) == whole


def test_another_pace_is_another_clip(tmp_path: Path) -> None:
    with narrator(tmp_path) as normal, narrator(tmp_path, voice=Voice(pace=90)) as slow:
        assert slow.length_ms(TEXT) > normal.length_ms(TEXT)


def test_one_voice_can_speak_a_text_at_another_pace(tmp_path: Path) -> None:
    with narrator(tmp_path) as voice:
        assert voice.length_ms(TEXT, 100) > voice.length_ms(TEXT)
        assert voice.length_ms(TEXT, 100) == voice.clip(TEXT, 100).length_ms
        assert np.array_equal(voice.clip(TEXT, 125).samples, voice.clip(TEXT).samples)


def test_a_text_at_another_pace_is_kept_as_the_voice_s_own(tmp_path: Path) -> None:
    heard: list[str] = []
    with narrator(tmp_path) as first:
        slow = first.clip(TEXT, 100).samples
    with narrator(tmp_path, heard=heard) as second:
        assert np.array_equal(second.clip(TEXT, 100).samples, slow)
    assert heard == []


def test_a_slower_text_is_as_loud_as_the_voice_s_own(tmp_path: Path) -> None:
    with narrator(tmp_path) as voice:
        levels = [measure(voice.clip(TEXT, pace).samples).lufs for pace in (None, 110)]
    assert levels[1] == pytest.approx(levels[0], abs=0.7)


def test_the_length_holds_the_clip_and_is_less_than_a_millisecond_longer(tmp_path: Path) -> None:
    with narrator(tmp_path) as voice:
        length, frames = voice.length_ms(TEXT), len(voice.clip(TEXT).samples)
    assert (length - 1) * 44.1 < frames <= length * 44.1


def test_all_texts_get_the_same_gain_so_that_a_loud_one_stays_louder(tmp_path: Path) -> None:
    texts = ["Warm your palms, and let both hands rest in your lap.", "Close your eyes. Let your breath grow slow."]
    with narrator(tmp_path) as voice:
        levels = [measure(voice.clip(text).samples).lufs for text in texts]
    assert levels == [pytest.approx(SPEECH_LUFS, abs=1.5)] * 2
    assert levels[0] != pytest.approx(levels[1], abs=0.01)


@pytest.mark.parametrize(
    ("fault", "reason"),
    [("mute", "only silence"), ("garbage", "no sound file"), ("hang", "nothing within 0.5 s"), ("die", "died")],
)
def test_a_faulty_engine_leaves_nothing_in_the_cache(tmp_path: Path, fault: str, reason: str) -> None:
    with narrator(tmp_path, FAULTY, Voice(name=fault)) as voice, pytest.raises(SpeechError, match=reason):
        voice.clip(TEXT)
    assert list(tmp_path.iterdir()) == []


def test_a_narrator_that_rests_still_speaks_what_is_not_in_the_cache(tmp_path: Path) -> None:
    with narrator(tmp_path) as voice:
        voice.clip(TEXT)
        voice.rest()
        assert voice.length_ms("Something new.") > 300


def test_a_closed_narrator_gives_no_clip_not_even_one_that_it_has(tmp_path: Path) -> None:
    with narrator(tmp_path) as voice:
        voice.clip(TEXT)
    for text in (TEXT, "Something new."):
        with pytest.raises(UsageError, match="this session is closed"):
            voice.clip(text)
