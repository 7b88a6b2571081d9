"""What an engine is given at once: a sentence where it is made for that, or else a text as a whole."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from coach.audio.samples import Samples
from coach.errors import SpeechError
from coach.speech import Voice
from coach.speech.narrator import Narrator
from tests.conftest import FAULTY_FORKS, FAULTY_SENTENCES

pytestmark = pytest.mark.unit

TEXTS = ("Rest now. Stay with it.", "Stay with it. Breathe. Rest now.", "Breathe.")
SENTENCES = {"Rest now.", "Stay with it.", "Breathe."}


def narrator(folder: Path, engine: str = FAULTY_SENTENCES) -> Narrator:
    return Narrator(engine, Voice(), folder, 5)


@pytest.mark.parametrize("ahead", [False, True])
def test_a_sentence_of_several_texts_is_spoken_once(tmp_path: Path, ahead: bool) -> None:
    with narrator(tmp_path) as voice:
        if ahead:
            voice.prepare((text, None) for text in TEXTS)
        for text in TEXTS:
            voice.clip(text)
    assert len([*tmp_path.iterdir()]) == len(SENTENCES) + 2, "and two texts are made of several"


def test_one_after_the_other_and_several_at_once_make_the_same_clips(tmp_path: Path) -> None:
    with narrator(tmp_path / "ahead") as voice:
        voice.prepare((text, None) for text in TEXTS)
    with narrator(tmp_path / "one by one") as voice:
        for text in TEXTS:
            voice.clip(text)
    ahead, one_by_one = ({p.name: p.read_bytes() for p in folder.iterdir()} for folder in sorted(tmp_path.iterdir()))
    assert ahead == one_by_one


def test_a_clip_is_the_same_whatever_the_pace_of_the_routine_that_asks_first(tmp_path: Path) -> None:
    for pace in (100, 150):
        with Narrator("system", Voice(pace=pace), tmp_path / str(pace)) as voice:
            voice.clip("Let your shoulders sink.", 125)
    slow, quick = ([path.read_bytes() for path in folder.iterdir()] for folder in tmp_path.iterdir())
    assert slow == quick


def test_a_text_whose_sentences_are_there_costs_no_more_words(tmp_path: Path) -> None:
    with narrator(tmp_path) as voice:
        voice.clip(TEXTS[0])
    with narrator(tmp_path) as voice:
        assert len(voice.clip("Stay with it. Rest now.").samples) > 0
        assert voice._worker._process is None


def test_another_engine_is_given_the_text_as_a_whole(tmp_path: Path) -> None:
    with narrator(tmp_path, FAULTY_FORKS) as voice:
        assert voice._utterances.of(TEXTS[0]) == [TEXTS[0]]
        voice.clip(TEXTS[0])
    assert len([*tmp_path.iterdir()]) == 1


def test_a_sentence_that_is_damaged_among_several_is_spoken_again(tmp_path: Path) -> None:
    with narrator(tmp_path) as voice:
        voice.clip(TEXTS[0])
        file = tmp_path / f"{voice._utterances.key('Rest now.', None)}.clip"
        whole = file.read_bytes()
        file.write_bytes(whole[:-100])
        voice.prepare([(TEXTS[1], None)])
        assert voice.known_ms(TEXTS[1]) is not None
    assert file.read_bytes() == whole


def test_who_listens_is_told_of_each_sentence_but_the_last_and_hears_what_the_clip_begins_with(tmp_path: Path) -> None:
    text, heard = TEXTS[1], list[Samples]()
    with narrator(tmp_path) as voice:

        def listen() -> None:
            begun = voice.begun(text)
            assert begun is not None
            heard.append(begun)

        voice.on_begun = listen
        clip = voice.clip(text).samples
        assert voice.begun(text) is None
    assert [len(begun) for begun in heard] == sorted({len(begun) for begun in heard})
    assert len(heard) == 2
    for begun in heard:
        assert np.abs(begun - clip[: len(begun)]).max() < 1e-4


def test_a_sentence_that_fails_is_told_and_the_sentences_before_it_are_kept(tmp_path: Path) -> None:
    with narrator(tmp_path) as voice, pytest.raises(SpeechError, match=r"could not speak “Here I raise\.”"):
        voice.clip("Rest now. Here I raise. Breathe.")
    assert len([*tmp_path.iterdir()]) == 1
    assert voice.known_ms("Rest now. Here I raise. Breathe.") is None
