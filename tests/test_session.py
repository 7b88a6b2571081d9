"""The whole way: a routine file becomes a file to listen to, judged by what is heard in it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from coach.audio.decode import decode
from coach.audio.loudness import measure
from coach.audio.samples import Samples
from coach.errors import Contraindicated, MissingPart, RoutineError, SpeechError, UsageError
from coach.routine.background_options import LEVELS
from coach.routine.for_listener import with_background
from coach.routine.loader import parse_routine
from coach.routine.model import Routine
from coach.session import Session, open_session
from coach.session_export import export_session
from coach.sound.ducking import ALONE
from coach.speech.cache import ClipCache
from coach.speech.postprocess import SPEECH_LUFS
from coach.timeline.timeline import Cue
from coach.units import RATE, frames_at
from tests.conftest import FAULTY

pytestmark = pytest.mark.session

FIVE_MS = frames_at(5)


@pytest.fixture(scope="module")
def session() -> Session:
    """The first of the bundled routines, whole."""
    return open_session("caregiver-hand-massage")


@pytest.fixture(scope="module")
def mp3(session: Session, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("session") / "session.mp3"
    export_session(session, path)
    return path


@pytest.fixture(scope="module")
def heard(mp3: Path, ffmpeg: Callable[[Path], Samples]) -> Samples:
    return ffmpeg(mp3)


def lag(heard: Samples, voice: Samples, onset: int, reach: int) -> int:
    """How many frames later than `onset` the voice is found, looked for up to `reach` to both sides."""
    window = heard[onset - reach : onset + len(voice) + reach].mean(axis=1)
    size = 1 << (len(window) + len(voice)).bit_length()
    spectrum = np.fft.rfft(window, size) * np.conj(np.fft.rfft(voice, size))
    return int(np.argmax(np.fft.irfft(spectrum, size)[: 2 * reach + 1])) - reach


def test_every_cue_of_the_decoded_mp3_begins_within_5_ms(session: Session, heard: Samples) -> None:
    for cue in session.timeline.speech:
        voice = session.narrator.clip(cue.text).samples
        assert abs(lag(heard, voice, frames_at(cue.start_ms), 10 * FIVE_MS)) <= FIVE_MS, cue


def test_every_cue_can_be_heard_from_its_time_on(small_routine_without_background: Session, tmp_path: Path) -> None:
    session = small_routine_without_background
    export_session(session, tmp_path / "s.wav")
    sound = np.abs(decode(tmp_path / "s.wav", "mono"))
    for cue in session.timeline.speech:
        start = frames_at(cue.start_ms)
        assert sound[start - RATE // 2 : start].max() < 10 ** (-80 / 20)
        voice = sound[start : frames_at(cue.end_ms)]
        assert np.argmax(voice > voice.max() / 100) <= FIVE_MS


@pytest.fixture
def small_routine_without_background() -> Session:
    steps = "  - {say: Let go., pause: 1s}\n  - {say: Breathe., pause: 1s}\n"
    return open_session(parse_routine(f"title: T\nbackground: {{sound: none}}\nsteps:\n{steps}".encode(), "r.yaml"))


def test_it_is_as_long_as_the_timeline(session: Session, heard: Samples) -> None:
    assert len(heard) == frames_at(session.timeline.duration_ms)


def test_it_is_levelled_as_ffmpeg_reads_it(
    mp3: Path, session: Session, loudness_by_ffmpeg: Callable[[Path], tuple[float, float]]
) -> None:
    _, true_peak = loudness_by_ffmpeg(mp3)
    assert true_peak <= -1
    speech = [stretch(session, "narration", cue.start_ms, cue.end_ms) for cue in session.timeline.speech]
    assert measure(np.concatenate(speech)).lufs == pytest.approx(-18, abs=0.5)


@pytest.mark.parametrize(("level", "over"), [*LEVELS.items(), ("9 LU", 9)])
def test_the_background_is_as_far_under_the_voice_as_its_level_says(session: Session, level: str, over: float) -> None:
    levelled = replace(session, routine=with_background(session.routine, None, level))
    cue = max(session.timeline.speech, key=lambda cue: cue.end_ms - cue.start_ms)
    rest = max((c for c in session.timeline.cues if c.kind == "practice"), key=lambda c: c.end_ms - c.start_ms)
    voice, under = (stretch(levelled, stem, cue.start_ms, cue.end_ms) for stem in ("narration", "background"))
    alone = stretch(levelled, "background", rest.start_ms + 1500, rest.end_ms - 600)
    assert measure(voice).lufs - measure(under).lufs == pytest.approx(over, abs=1)
    assert measure(alone).lufs == pytest.approx(SPEECH_LUFS - over + ALONE, abs=1.5)


def stretch(session: Session, stem: str, start_ms: int, end_ms: int) -> Samples:
    blocks = session.mix.stem(stem).blocks(frames_at(start_ms), frames_at(end_ms))
    return np.concatenate([block.samples for block in blocks])


def test_it_begins_and_ends_in_silence(heard: Samples) -> None:
    edges = np.stack((heard[: RATE // 20], heard[-RATE // 20 :]))
    assert 20 * np.log10(np.abs(edges).max()) < -50


def test_the_background_never_stops(heard: Samples) -> None:
    inner = heard[2 * RATE : -3 * RATE]
    windows = np.abs(inner[: len(inner) // RATE * RATE]).reshape(-1, 2 * RATE).max(axis=1)  # a second on both sides
    assert 20 * np.log10(windows.min()) > -50


def test_the_same_routine_gives_the_same_bytes_with_and_without_a_cache(own_cache: Path, tmp_path: Path) -> None:
    for name in ("without.mp3", "with.mp3"):
        command = [sys.executable, "-m", "coach", "export", "desk-break", "-o", str(tmp_path / name), "--length", "2m"]
        subprocess.run(command, check=True, timeout=120)
        assert list(own_cache.glob("clips/*.clip"))
    assert (tmp_path / "with.mp3").read_bytes() == (tmp_path / "without.mp3").read_bytes()


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The clips whose samples have been read so far, by their keys."""
    keys: list[str] = []
    get = ClipCache.get

    def counted(cache: ClipCache, key: str) -> Samples | None:
        keys.append(key)
        return get(cache, key)

    monkeypatch.setattr(ClipCache, "get", counted)
    return keys


def test_an_unchanged_session_is_planned_without_a_sample_and_sounds_the_same(
    own_cache: Path, small_routine: Routine, reads: list[str]
) -> None:
    heard = []
    for _ in range(2):
        reads.clear()
        with open_session(small_routine) as opened:
            levels, planned = opened.mix.levels, len(reads)
            heard.append((levels.voice.gain_db, levels.under_lufs, levels.spoken[0].lufs, *read(opened)))
    assert planned == 0 < len(reads)
    assert [*own_cache.glob("levels/*.levels")]
    assert heard[0] == heard[1]


def read(session: Session) -> list[bytes]:
    return [block.samples.tobytes() for block in session.mix.blocks()]


def test_a_clip_that_is_damaged_after_its_session_was_planned_is_spoken_again(
    own_cache: Path, small_routine: Routine
) -> None:
    with open_session(small_routine) as whole:
        expected = read(whole)
    with open_session(small_routine) as opened:
        assert opened.mix
        for clip in own_cache.glob("clips/*.clip"):
            clip.write_bytes(clip.read_bytes()[:-1] + b"x")
        assert read(opened) == expected


def test_a_silent_session_needs_no_voice(small_routine: Routine) -> None:
    assert open_session(small_routine, engine="silent").timeline.duration_ms > 20_000


@pytest.mark.parametrize("length_ms", [26_000, 27_001, 33_333])
def test_a_length_is_had_to_the_frame(small_routine: Routine, length_ms: int) -> None:
    session = open_session(small_routine, engine="silent", length_ms=length_ms)
    assert session.timeline.duration_ms == length_ms
    assert session.mix.frames == frames_at(length_ms)


def test_a_length_wins_over_the_routine_s(small_routine: Routine) -> None:
    routine = small_routine.model_copy(update={"length": 26_000})
    assert open_session(routine, engine="silent").timeline.duration_ms == 26_000
    assert open_session(routine, engine="silent", length_ms=25_000).timeline.duration_ms == 25_000


def test_a_length_that_cannot_be_had_is_told(small_routine: Routine) -> None:
    with pytest.raises(RoutineError, match="this cannot take 1s: it takes "):
        open_session(small_routine, engine="silent", length_ms=1_000)


CAREFUL = """
title: T
cautions: [arthritis, recent-surgery]
steps:
  - say: Press your palm.
    instead: {arthritis: Rest your thumb on your palm.}
    do: 2s
  - say: Shake your hand.
    skip_for: [arthritis]
    do: 2s
  - say: Rest.
"""


@pytest.fixture(scope="module")
def careful() -> Routine:
    return parse_routine(CAREFUL.encode(), "r.yaml")


def said(session: Session) -> list[str]:
    return [cue.text for cue in session.timeline.speech]


def test_a_session_without_a_condition_says_what_is_written(careful: Routine) -> None:
    assert said(open_session(careful, engine="silent")) == ["Press your palm.", "Shake your hand.", "Rest."]


def test_a_session_for_a_condition_says_its_caution_and_other_words(careful: Routine) -> None:
    assert said(open_session(careful, engine="silent", conditions=["arthritis"])) == [
        "With arthritis, keep the pressure light, and move each joint gently.",
        "Rest your thumb on your palm.",
        "Rest.",
    ]


def test_a_condition_that_forbids_a_session_is_told_before_anything_is_spoken(careful: Routine) -> None:
    with pytest.raises(Contraindicated) as refused:
        open_session(careful, engine=FAULTY, voice="hang", conditions=["recent-surgery"])
    assert list(refused.value.sentences) == ["recent-surgery"]


def test_a_session_goes_on_despite_a_condition_and_still_says_it(careful: Routine) -> None:
    session = open_session(careful, engine="silent", conditions=["recent-surgery"], despite=["recent-surgery"])
    assert said(session)[0] == "After surgery or a fracture, wait until a doctor has cleared this massage."
    assert said(session)[1:] == ["Press your palm.", "Shake your hand.", "Rest."]


def test_despite_without_its_condition_is_wrong_usage(careful: Routine) -> None:
    with pytest.raises(UsageError, match="goes with --condition recent-surgery"):
        open_session(careful, engine="silent", despite=["recent-surgery"])


def test_a_length_counts_the_caution_too(careful: Routine) -> None:
    session = open_session(careful, engine="silent", conditions=["arthritis"], length_ms=30_000)
    assert session.timeline.duration_ms == 30_000


SETTLING = """
title: T
voice: {pace: 150, settle: yes}
background: {sound: none}
steps:
  - {say: "Let your shoulders sink, and breathe slowly.", pause: 1s}
  - {say: "Let your hands grow heavy, and rest.", pause: 1s, do: 8s, guide: {half: Half way.}}
  - section: Rest
    steps:
      - {say: "Let your hands grow heavy, and rest.", pause: 1s}
      - {say: "Open your eyes, and come back.", pause: 1s}
"""


@pytest.fixture(scope="module")
def settled() -> Session:
    return open_session(parse_routine(SETTLING.encode(), "r.yaml"))


def test_a_settled_session_speaks_slower_and_comes_back(settled: Session) -> None:
    assert [cue.pace for cue in settled.timeline.speech] == [None, 132, 132, 141, None]
    calm, back = settled.timeline.speech[1], settled.timeline.speech[-1]
    own, slower = (settled.narrator.length_ms(calm.text, pace) for pace in (None, calm.pace))
    assert slower / own == pytest.approx(150 / 132, abs=0.06)
    assert back.level_db == 0
    assert calm.level_db == -3


def test_each_clip_of_a_settled_session_fits_its_cue(settled: Session) -> None:
    for cue in settled.timeline.speech:
        assert settled.narrator.clip(cue.text, cue.pace).length_ms == cue.end_ms - cue.start_ms, cue


def test_a_settled_session_is_heard_softer_where_it_is_calm(settled: Session) -> None:
    def gain(cue: Cue) -> float:
        heard = stretch(settled, "narration", cue.start_ms, cue.end_ms).ravel()
        voice = settled.narrator.clip(cue.text, cue.pace).samples
        return float(10 * np.log10(heard @ heard / (2 * voice @ voice)))

    _, calm, *_, back = settled.timeline.speech
    # The limiter takes a tenth of a decibel off the louder one.
    assert gain(calm) - gain(back) == pytest.approx(calm.level_db, abs=0.2)


def test_no_word_of_a_settled_session_runs_into_the_next(settled: Session) -> None:
    speech = settled.timeline.speech
    assert all(early.end_ms < late.start_ms for early, late in pairwise(speech))


def test_a_missing_background_is_told_before_anything_is_spoken() -> None:
    text = "title: T\nbackground: {sound: rainn}\nsteps:\n  - say: Hello.\n"
    with pytest.raises(RoutineError, match=r"r\.yaml:2:14: there is no background 'rainn'"):
        open_session(parse_routine(text.encode(), "r.yaml"), engine=FAULTY, voice="hang")


def test_a_faulty_engine_is_told(own_cache: Path, small_routine: Routine) -> None:
    with pytest.raises(SpeechError, match="could not speak “Let your shoulders sink"):
        open_session(small_routine, engine=FAULTY, voice="die")
    assert not list(own_cache.rglob("*"))


def test_a_session_becomes_a_pydub_segment(small_session: Session) -> None:
    pytest.importorskip("pydub")
    segment = small_session.to_segment()
    assert segment.frame_count() == small_session.mix.frames
    assert (segment.frame_rate, segment.channels, segment.sample_width) == (RATE, 2, 2)


def test_without_pydub_the_command_that_helps_is_told(small_session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pydub", None)
    with pytest.raises(MissingPart, match=r"-m pip install .*'?pydub>=0\.25"):
        small_session.to_segment()


def test_what_takes_more_than_a_day_is_refused_before_a_word_is_spoken() -> None:
    numbers = ", ".join(map(str, range(3_000)))
    text = f"title: T\nsteps:\n  - each: {{n: [{numbers}]}}\n    steps:\n      - say: '{{n}} {'slowly on ' * 30}'\n"
    spoken: list[str] = []
    with pytest.raises(RoutineError, match=r"r\.yaml:2:1: with its speech, this takes longer than a day"):
        open_session(parse_routine(text.encode(), "r.yaml"), engine="silent", on_spoken=spoken.append)
    assert spoken == []
