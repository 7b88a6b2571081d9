"""For tests of the player: a session that is played into memory, as fast as a test takes it; what is heard of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from threading import Event, RLock
from typing import Unpack
from unittest.mock import patch

import numpy as np

from coach.audio.loudness import decibels
from coach.audio.samples import Samples
from coach.player.devices.outputs import Take
from coach.player.devices.outputs.memory import Memory
from coach.player.engine import player as players
from coach.player.engine.messages import Wake
from coach.player.engine.player import Player
from coach.player.engine.sitting import Track
from coach.player.session.commands import Request
from coach.player.session.scan import Scanning
from coach.player.session.state import FADE, State
from coach.player.session.view import START_DB
from coach.routine.model import Routine
from coach.session import open_player
from coach.session_options import SessionKeywords
from coach.sound.mix import Mix
from coach.speech import utterances
from coach.units import RATE

START = np.float32(10 ** (START_DB / 20))
"""The gain at which a session begins."""
_PATIENCE_S = 60.0
"""For a machine that is busy with other tests: only a test that fails waits so long."""


class Options(SessionKeywords, total=False):
    """Of `open_player`."""

    step: int
    scanning: Scanning
    timer_ms: int
    volume_db: float
    on_moment: Callable[[State], None]
    first: int


class Driven:
    """A session of which nothing is heard but what the test takes; the player's own thread is waited for."""

    def __init__(self, player: Player, outputs: Sequence[Memory]) -> None:
        self.player = player
        self.outputs = outputs

    @property
    def state(self) -> State:
        """At the frame that is taken next."""
        return self.player.buffer.heard[0]

    @property
    def track(self) -> Track:
        """What is heard of the sitting at that frame."""
        return self.player.sitting.track(self.state)

    @property
    def output(self) -> Memory:
        """The one that was opened last."""
        return self.outputs[-1]

    @property
    def at(self) -> int:
        """The frames that were taken."""
        return self.outputs[-1].taken

    @property
    def heard(self) -> Samples:
        """All of them."""
        return np.concatenate([output.heard for output in self.outputs])

    @property
    def ended(self) -> bool:
        return self.player.over.is_set() or self.state.phase == "ended"

    def take(self, frames: int) -> None:
        """Take so many, or all until the end; never so many at once that a crossfade has nothing left."""
        while frames and not self.ended:
            wait_for(lambda: self._spare() > 0 or self.ended)
            some = min(frames, self._spare())
            self.outputs[-1].run(some)
            frames -= some

    def _spare(self) -> int:
        buffer = self.player.buffer
        return len(buffer) - (2 * FADE if buffer.after.until_change else 0)

    def take_until(self, condition: Callable[[State], object], within_s: float = 100) -> None:
        """Take in small steps, until a moment."""
        end = self.at + round(within_s * RATE)
        while not condition(self.state):
            assert self.at < end
            assert not self.ended
            self.take(RATE // 100)

    def take_all(self) -> None:
        """To the session's end."""
        while not self.ended:
            self.take(RATE)
        wait_for(self.player.over.is_set)

    def ask(self, verb: Request) -> None:
        """Ask, and wait until it is answered; nothing is taken meanwhile."""
        wait_for(lambda: self.ready)
        self.player.ask(verb)
        self.obeyed()

    @property
    def ready(self) -> bool:
        """Whether as much is there as the player keeps ready."""
        return len(self.player.buffer) >= players.AHEAD or not self.player.buffer.after.until_change

    def obeyed(self) -> None:
        """Wait until the player has done all that was asked until now, and is ready again."""
        done = Event()
        self.player._messages.put(Wake(done))
        wait_for(lambda: done.is_set() or self.player.over.is_set())
        wait_for(lambda: self.ready or self.player.over.is_set())

    def settled(self) -> None:
        """Wait until all words of the routine have been spoken, and the player knows how loud they are."""
        builder, renderer = self.track.builder, self.track.renderer
        wait_for(
            lambda: (
                renderer.scene.spoken_until == self.state.end
                and builder._voice.gain_db
                and renderer.scene.mix.levels.voice is builder._voice
            )
        )
        self.obeyed()


@contextmanager
def driven(
    routine: Routine | Sequence[Routine], open_device: Callable[[Take], Memory] = Memory, **options: Unpack[Options]
) -> Iterator[Driven]:
    """Play a routine for a test; the options are those of `open_player`."""
    outputs: list[Memory] = []

    def device(take: Take) -> Memory:
        outputs.append(open_device(take))
        return outputs[-1]

    with patch.object(players, "_LOOK_S", 0.002), open_player(routine, open_device=device, **options) as player:
        yield Driven(player, outputs)


@contextmanager
def slow_voice() -> Iterator[Callable[[], None]]:
    """Let no word be spoken from the first on, as if the voice were slow, until what is yielded is called."""
    speaking = RLock()
    with ExitStack() as silence, patch.object(utterances, "RLock", lambda: speaking):
        silence.enter_context(speaking)
        yield silence.close


def wait_for(condition: Callable[[], object]) -> None:
    """Poll for something that another thread does."""
    deadline = time.monotonic() + _PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.001)


def samples_of(mix: Mix) -> Samples:
    return np.concatenate([block.samples for block in mix.blocks()])


def roughness(samples: Samples) -> float:
    """How sharp the sharpest edge is: a click is all edge, words and music hardly have any."""
    return float(np.abs(np.diff(samples, n=4, axis=0)).max(initial=0))


def level_db(samples: Samples) -> float:
    """RMS, in dBFS."""
    return decibels(float(np.square(samples, dtype=np.float64).mean()))


def places_of(clip: Samples, heard: Samples, likeness: float = 0.8) -> list[int]:
    """Where a mono clip begins in what was heard: wherever the two sound alike, at whatever level.

    Their differences are compared: words are full of treble and a pad has none, so that it does not hide them.
    """
    mono, clip = np.diff(heard[:, 0].astype(np.float64), prepend=0), np.diff(clip.astype(np.float64), prepend=0)
    frames = len(clip)
    if len(mono) < frames:
        return []
    size = 1 << (len(mono) + frames).bit_length()
    products = np.fft.irfft(np.fft.rfft(mono, size) * np.conj(np.fft.rfft(clip, size)))[: len(mono) - frames + 1]
    energies = np.cumsum(np.square(np.concatenate(([0.0], mono))))
    powers = energies[frames:] - energies[:-frames]
    alike = products / np.sqrt(np.maximum(powers, 1e-9) * float(np.square(clip).sum()))
    found: list[int] = []
    while alike[place := int(np.argmax(alike))] > likeness:
        found.append(place)
        alike[max(0, place - frames) : place + frames] = 0
    return sorted(found)
