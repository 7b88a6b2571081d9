"""What is heard in the place of words that an engine cannot speak: with --fill another voice, live a sound."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from coach.audio.decode import decode
from coach.errors import MissingPart, SpeechError
from coach.folders import asset
from coach.routine.loader import parse_routine
from coach.routine.model import Routine
from coach.session import open_session
from coach.session_options import SessionOptions
from coach.speech import Voice, casting
from coach.speech.casting import cast_narrator
from coach.speech.narrator import Narrator
from coach.speech.substitute import Earcon
from coach.speech.voices import VoiceChoice
from tests.conftest import FAULTY, FAULTY_FORKS
from tests.processes import workers_of_this_process

pytestmark = [pytest.mark.unit, pytest.mark.usefixtures("own_cache")]

WHOLE, BROKEN = "Let your shoulders sink.", "Here I refuse."


def routine(*texts: str, voice: str = "") -> Routine:
    steps = "".join(f"  - {{say: {text}, do: 3s}}\n" for text in texts)
    return parse_routine(f"title: T\n{voice}background: {{sound: none}}\nsteps:\n{steps}".encode(), "r.yaml")


@pytest.fixture
def system(tmp_path: Path) -> Iterator[Narrator]:
    with Narrator("system", Voice(), tmp_path / "system") as narrator:
        yield narrator


def test_without_fill_a_text_that_fails_is_told() -> None:
    with pytest.raises(SpeechError, match=f"could not speak “{BROKEN}”"):
        open_session(routine(WHOLE, BROKEN), engine=FAULTY_FORKS)


def test_with_fill_the_other_voice_says_that_text_and_no_other(
    system: Narrator, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(casting, "best_voice", lambda _: VoiceChoice("system"))  # the natural one takes too long
    with cast_narrator(routine(WHOLE, BROKEN), SessionOptions(engine=FAULTY_FORKS, fill=True), None) as filled:
        assert np.array_equal(filled.clip(BROKEN).samples, system.clip(BROKEN).samples)
        assert filled.length_ms(BROKEN) == filled.known_ms(BROKEN) == system.length_ms(BROKEN)
        assert not np.array_equal(filled.clip(WHOLE).samples, system.clip(WHOLE).samples)
        assert filled.says_words
    assert sum("another voice says it" in message for message in caplog.messages) == 1


def test_the_other_voice_ends_with_the_first(tmp_path: Path) -> None:
    other = Narrator("system", Voice(), tmp_path)
    with Narrator(FAULTY, Voice(name="refuse"), tmp_path, instead=other) as voice:
        voice.clip(WHOLE)
        assert len(workers_of_this_process()) == 2
        voice.rest()
        assert workers_of_this_process() == []
        voice.clip("Something new.")
    assert workers_of_this_process() == []


def test_a_live_session_has_a_sound_in_the_place_of_the_words_and_tells_of_it(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, "coach")
    with cast_narrator(routine(WHOLE, BROKEN), SessionOptions(engine=FAULTY_FORKS), None, live=True) as voice:
        assert voice.says_words
        voice.clip(WHOLE)
        assert voice.says_words
        assert np.array_equal(voice.clip(BROKEN).samples, decode(asset("cannot.opus"), "mono"))
        assert not voice.says_words
    assert any(BROKEN in message and "a sound stands for it" in message for message in caplog.messages)


def test_an_engine_that_hung_is_not_asked_again_for_the_same_text(tmp_path: Path) -> None:
    with Narrator(FAULTY, Voice(name="hang"), tmp_path, 0.4, instead=Earcon()) as voice:
        voice.clip(BROKEN)
        begun = time.monotonic()
        for number in range(20):
            voice._recent.cache_clear()  # as other clips do, one after the other
            assert voice.length_ms(BROKEN) == voice.clip(BROKEN).length_ms, number
        assert time.monotonic() - begun < 0.4
    assert list(tmp_path.iterdir()) == [], "and nobody takes the sound for the words, later"


def test_where_both_voices_fail_a_live_session_has_the_sound(tmp_path: Path) -> None:
    other = Narrator(FAULTY, Voice(name="mute"), tmp_path, instead=Earcon())
    with Narrator(FAULTY, Voice(name="raise"), tmp_path, instead=other) as voice:
        assert np.array_equal(voice.clip(WHOLE).samples, Earcon().clip(WHOLE).samples)
        assert not voice.says_words


@pytest.mark.parametrize("live", [False, True])
def test_no_voice_at_all_is_told_whatever_stands_in_the_place_of_words(live: bool) -> None:
    options = SessionOptions(engine=FAULTY, voice="missing")
    with (
        cast_narrator(routine(WHOLE), options, None, live=live) as voice,
        pytest.raises(MissingPart, match="the faulty engine has no voice"),
    ):
        voice.clip(WHOLE)
