"""A page's engine in Chromium, as a loudspeaker plays it: how soon, in which places, and whether a joint is heard."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from itertools import pairwise
from time import sleep
from typing import Any

import av
import numpy as np
import pytest

from coach.audio.decode import decode
from coach.audio.samples import Samples
from coach.export.formats.aac_stretches import BLOCK
from coach.export.page.page_sound import PageSound, SoundData, session_packets
from coach.sound.sound_library import file_of
from coach.timeline.timeline import Cue
from coach.units import RATE, frames_at
from tests.browser import served
from tests.chromium import Page, chromium
from tests.export.page.page_folder import data_of, open_short, write_engine
from tests.export.page.timed_recording import timed_recording
from tests.loudspeaker import Loudspeaker

pytestmark = pytest.mark.device

FIRST_S, VERB_S, CUE_S = 0.3, 0.15, 0.02
"""The most seconds from the tap to the sound, from a verb to its sound, and of a cue from its place."""
_ASK = "(() => {{ const at = performance.timeOrigin + performance.now(); return [at, {}]; }})()"


@dataclass(frozen=True, eq=False)
class Led:
    """A session that was led, and what was heard of it."""

    sound: PageSound
    packets: list[bytes]
    mix: Samples
    speech: tuple[Cue, ...]
    heard: Samples
    asked: dict[str, int]
    """The frame of the recording at which each thing was asked for."""
    views: dict[str, dict[str, Any]]
    complaints: list[str]

    def since(self, name: str, seconds: float = 60) -> Samples:
        """Return what was heard since something was asked for, without a busy machine's silences."""
        start = self.asked[name]
        heard = self.heard[start : start + round(seconds * RATE)]
        return heard[np.convolve(heard.any(axis=1), np.ones(88), "same") > 0.5]

    def words(self, text: str) -> Samples:
        """Return the session's sound while words are said."""
        cue = next(cue for cue in self.speech if cue.text == text)
        return self.mix[frames_at(cue.start_ms) : frames_at(cue.end_ms)]


def _found(heard: Samples, wanted: Samples) -> tuple[int, float]:
    """Return where a sound begins in another one, and the correlation of both there."""
    one, other = heard.sum(axis=1, dtype=np.float64), wanted.sum(axis=1, dtype=np.float64)
    size = 1 << (len(one) + len(other)).bit_length()
    products = np.fft.irfft(np.fft.rfft(one, size) * np.conj(np.fft.rfft(other, size)), size)
    lags = len(one) - len(other) + 1
    power = np.concatenate(([0.0], np.cumsum(one**2)))
    norms = np.sqrt(np.maximum(power[len(other) :] - power[: -len(other)], 1e-9) * (other**2).sum())
    alike = products[:lags] / norms[:lags]
    return int(alike.argmax()), float(alike.max())


ROUNDS = 2
SCRIPT = (
    ("begin", "player.begin() && 0", 0.2, "player.view().doing === 'One'", 1.5),
    ("next", "player.ask('next')", 0.2, "player.view().doing === 'Two'", 2.0),
    ("more time", "player.ask('more time')", 0.2, "player.view().mode === 'waiting'", 3.0),
    ("how long", "player.ask('how long')", 3.5, "true", 0.0),
    ("continue", "player.ask('continue')", 0.4, "player.view().saying", 0.3),
    ("pause", "player.ask('pause')", 1.2, "true", 0.0),
    ("go on", "player.ask('continue')", 2.5, "true", 0.0),
    ("lost", "audio.pause()", 0.5, "true", 0.0),
    ("back", "player.ask('repeat')", 2.2, "true", 0.0),
    ("stop", "player.ask('stop')", 1.5, "true", 0.0),
)
"""What is asked for, and by which script; the seconds until the page is looked at; what is then waited for, and the
seconds after it."""


@pytest.fixture(scope="module")
def led(tmp_path_factory: pytest.TempPathFactory, shared_loudspeaker: Loudspeaker) -> Led:
    """Lead a session by verbs for a minute, and hear it."""
    folder = tmp_path_factory.mktemp("engine")
    with open_short(folder) as session:
        sound, timeline = write_engine(folder, session), session.timeline
        mix = np.concatenate([block.samples for block in session.mix.blocks()])
    (folder / "data.json").write_text(json.dumps(data_of(timeline, _sooner(sound.data))), "utf-8")
    shared_loudspeaker.start_again_if_it_ended()
    with (
        served(folder) as address,
        chromium(shared_loudspeaker.env) as page,
        timed_recording(shared_loudspeaker) as recording,
    ):
        page.open(f"{address}/index.html")
        page.until("window.ready")
        sleep(0.3)
        asked, views = _lead(page)
        complaints = [*page.complaints, *page.evaluate("errors")]
    frames = {name: recording.frame_at(time_s) for name, time_s in asked.items()}
    packets = session_packets(folder / "session.m4a")
    return Led(sound, packets, mix, timeline.speech, recording.samples, frames, views, complaints)


def _sooner(sound: SoundData) -> SoundData:
    """Return the same sound with less more time, and a wait that begins after a second of practice."""
    holds = [replace(each, rounds=ROUNDS) for each in sound.holds]
    wait = next(number for number, each in enumerate(holds) if each.waits)
    holds[wait] = replace(holds[wait], leaves=holds[wait].enters + 43)
    return replace(sound, holds=tuple(holds))


def _lead(page: Page) -> tuple[dict[str, float], dict[str, dict[str, Any]]]:
    """Return when each thing was asked for, and what the page showed then."""
    asked, views = {}, {}
    for name, script, look_s, until, wait_s in SCRIPT:
        asked[name] = page.evaluate(_ASK.format(script), touched=True)[0] / 1000
        sleep(look_s)
        views[name] = page.evaluate("player.view()")
        page.until(until)
        sleep(wait_s)
    return asked, views


def test_it_leads_as_it_was_asked_and_nothing_goes_wrong(led: Led) -> None:
    modes = {name: (view["mode"], view["step"]) for name, view in led.views.items()}
    assert modes == {
        "begin": ("playing", 0),
        "next": ("playing", 2),
        "more time": ("playing", 2),
        "how long": ("waiting", 3),
        "continue": ("playing", 4),
        "pause": ("paused", 4),
        "go on": ("playing", 4),
        "lost": ("paused", 4),
        "back": ("playing", 4),
        "stop": ("ended", 4),
    }
    assert led.complaints == []


def test_the_first_sound_is_there_at_once(led: Led) -> None:
    start = led.asked["begin"]
    assert not led.heard[: start - RATE // 50].any()  # never unasked
    assert led.heard[start : start + round(FIRST_S * RATE)].any()


@pytest.mark.parametrize("verb", ["next", "more time", "how long", "continue", "pause", "go on", "back", "stop"])
def test_a_verb_is_answered_at_once(led: Led, verb: str) -> None:
    start, earcon = led.asked[verb], decode(file_of("heard"), "stereo")[: RATE // 4]
    late, alike = _found(led.heard[start : start + RATE], earcon)
    assert alike > 0.5
    assert late < VERB_S * RATE


@pytest.mark.parametrize(
    ("verb", "text"),
    [("next", "Circle slowly."), ("go on", "Let go."), ("back", "Let go.")],
)
def test_after_a_jump_the_words_are_whole(led: Led, verb: str, text: str) -> None:
    words, heard = led.words(text), led.since(verb, 4)
    late, alike = _found(heard, words)
    onset, same = _found(heard[late - RATE // 100 :][: RATE // 5], words[: RATE // 10])
    assert (alike, same) > (0.9, 0.9)
    assert abs(onset - RATE // 100) < RATE // 1000
    assert late < 1.2 * RATE


def test_what_is_heard_without_a_verb_is_in_its_place(led: Led) -> None:
    cue, heard = led.speech[0], led.since("begin", 10)
    place, alike = _found(heard, led.words(cue.text))
    assert alike > 0.9
    assert abs(place - BLOCK - frames_at(cue.start_ms)) < CUE_S * RATE  # the encoder's priming is heard before it


def test_more_time_is_the_very_packets_without_a_seam(led: Led) -> None:
    """Each joint is heard twice, for a busy machine may drop out in one of them."""
    hold = next(each for each in led.sound.data.holds if each.step == 2)
    clip = _extras(led.sound, hold.clip)
    heard, before = led.since("more time", 24), led.packets[hold.leaves - 30 : hold.leaves]
    joints = {
        "into it": [*before, *clip],
        "out of it": [*clip, *led.packets[hold.enters : hold.enters + 30]],
    }
    for name, row in joints.items():
        expected = _decoded(row)[BLOCK:]
        place, alike = _found(heard, expected)
        assert alike > 0.98, name
        errors = heard[place : place + len(expected)] - expected * _gain(heard[place:], expected)
        powers = (expected**2).reshape(-1, 2 * BLOCK).sum(axis=1)
        # The noise that stands for noise in AAC is another one in each decoder.
        assert ((errors**2).reshape(-1, 2 * BLOCK).sum(axis=1) < powers / 20).all(), name


def _gain(heard: Samples, expected: Samples) -> float:
    return float((heard[: len(expected)] * expected).sum() / (expected**2).sum())


def test_the_sound_falls_before_a_jump_so_that_it_does_not_click(led: Led) -> None:
    falls = []
    for verb in ("next", "more time", "how long", "continue", "pause", "stop"):
        start = led.asked[verb]
        after = led.heard[start : start + round(VERB_S * RATE)]
        silent = np.convolve(~after.any(axis=1), np.ones(44), "valid") == 44  # the jump takes some milliseconds
        end = int(silent.argmax()) if silent.any() else int(np.abs(after).sum(axis=1).argmin())
        falls.append(_rms(after[max(0, end - 44) : end + 1]) / _rms(led.heard[start - RATE // 10 : start]))
    assert np.median(falls) < 0.4  # one may have met a dropout


def _rms(samples: Samples) -> float:
    return float(np.sqrt((samples**2).mean()))


def _extras(sound: PageSound, site: tuple[int, int]) -> list[bytes]:
    edges = np.concatenate(([0], np.cumsum(sound.data.sizes))).tolist()
    packets = [sound.extras[start:end] for start, end in pairwise(edges)]
    return packets[site[0] : sum(site)]


def _decoded(row: list[bytes]) -> Samples:
    """Decode a row of packets as a browser does: one after the other."""
    decoder = av.CodecContext.create("aac", "r")
    decoder.extradata = _CONFIG
    frames = [frame.to_ndarray().T for packet in row for frame in decoder.decode(av.Packet(packet))]
    return np.concatenate(frames)


_CONFIG = bytes((0x12, 0x10))
"""AAC-LC, 44.1 kHz, two channels (ISO/IEC 14496-3, 1.6.2.1)."""
