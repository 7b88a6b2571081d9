from __future__ import annotations

import wave
from pathlib import Path

import pytest

from coach.errors import ExportError
from coach.export import write
from coach.export.formats import About
from coach.session import Session
from coach.sound.mix import Mix
from coach.timeline.timeline import Cue, Timeline

pytestmark = pytest.mark.unit


def test_it_is_plain_16_bit_stereo(small_session: Session, tmp_path: Path) -> None:
    write(small_session.mix, About("T"), tmp_path / "s.wav")
    with wave.open(str(tmp_path / "s.wav")) as file:
        parameters = file.getparams()
    assert parameters[:4] == (2, 2, 44_100, small_session.mix.frames)


def test_what_is_too_long_for_a_wav_is_refused_at_once(small_session: Session, tmp_path: Path) -> None:
    day = Timeline("T", (Cue(0, 24 * 3_600_000, "pause"),))
    mix = Mix(day, small_session.mix.levels, small_session.mix.background)
    with pytest.raises(ExportError, match=r"a WAV of 16 bit holds at most 6h45m; write an MP3"):
        write(mix, About("T"), tmp_path / "s.wav")
    assert list(tmp_path.iterdir()) == []
