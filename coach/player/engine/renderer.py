"""Moment of a session → the next stretch of its sound."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from coach.audio.crossfade import crossfade
from coach.audio.decode import decode
from coach.audio.noise_floor import NoiseFloor
from coach.log import logger
from coach.player.engine.playback_buffer import Chunk
from coach.player.session.state import ANNOUNCEMENT_LEAD, STOP, Announcement
from coach.sound.mix import BLOCK_FRAMES
from coach.sound.sound_library import file_of
from coach.units import frames_at

if TYPE_CHECKING:
    from coach.audio.samples import Samples
    from coach.player.engine.scene import Scene, SceneBuilder
    from coach.player.session.state import State

_log = logger(__name__)
_TURN = frames_at(250)
"""The frames of the crossfade with which the background comes back to its place after an announcement."""


class Renderer:
    """Renders the moments of one scene, until it is given another."""

    def __init__(self, builder: SceneBuilder, scene: Scene) -> None:
        self.scene = scene
        self._builder = builder
        self._floor = NoiseFloor(0)

    def chunk(self, state: State) -> Chunk:
        """The stretch that is heard from a moment on, until something but time changes, and no longer than a second."""
        frames = min(state.until_change, BLOCK_FRAMES - state.at % BLOCK_FRAMES if state.runs else BLOCK_FRAMES)
        samples = self._render(state, frames)
        if not _rests(state):  # the floor keeps a loudspeaker awake at any volume
            samples *= _gain(state, frames)
            samples += self._floor.read(0, frames) if self._builder.background.failure else 0
        if state.earcon:
            samples += self.earcon(state, frames)
        return Chunk(state, samples)

    def earcon(self, state: State, frames: int) -> Samples:
        """The sound of the earcon, as far as it is heard from a moment on; silence if there is none."""
        samples = np.zeros((frames, 2), np.float32)
        if state.earcon:
            _lay(samples, _earcon_sound(state.earcon.name), state.earcon.at)
        samples *= _gain(state, frames)
        return samples

    def crossfade_background(self, before: Chunk, chunk: Chunk) -> Chunk:
        """Return the chunk with a crossfade of the background at its start, where an announcement begins or has ended.

        The background stands at another place before and after that.
        """
        frames = min(_TURN, len(chunk.samples))
        gone_on = replace(before.state, hold_frames=before.state.hold_frames + len(before.samples))
        old = self._bed(gone_on, frames) * _gain(chunk.state, frames)
        new = crossfade(old, chunk.samples[:frames], smooth=True)
        return Chunk(chunk.state, np.concatenate((new, chunk.samples[frames:])))

    def announcement_frames(self, announcement: Announcement) -> int:
        """The frames of an announcement with its rests, spoken if need be; raises SpeechError, MissingPart."""
        return ANNOUNCEMENT_LEAD + len(self._builder.announcement(announcement.text)) + announcement.tail

    def worded(self, announcement: Announcement) -> Announcement | None:
        """Return coach's own words with their length, spoken if need be; None where they cannot be said."""
        try:
            return replace(announcement, frames=self.announcement_frames(announcement), at=0)
        except Exception:  # noqa: BLE001 - whatever it is: nobody waits for words that do not come
            _log.warning("%r cannot be said", announcement.text, exc_info=True)
            return None

    def _render(self, state: State, frames: int) -> Samples:
        if state.runs:
            (block,) = self.scene.mix.blocks(state.at, state.at + frames)
            return block.samples.copy()
        if _rests(state):
            return self._floor.read(0, frames)
        samples = self._bed(state, frames)
        if state.announcement and state.announcement.frames is not None:
            words = self._builder.announcement(state.announcement.text)[:, None]
            gain = np.float32(10 ** (state.announcement.gain_db / 20))
            _lay(samples, words * gain, state.announcement.at - ANNOUNCEMENT_LEAD)
        return samples

    def _bed(self, state: State, frames: int) -> Samples:
        """The background alone, while the timeline stands still; no louder than it is at that place."""
        levels, start = self.scene.mix.levels, max(0, state.at + state.hold_frames)
        level = float(levels.curve.levels(np.array([state.at]))[0])
        gain = min(level, levels.base_db) if state.announcement else level
        return self.scene.mix.background.read(start, start + frames) * np.float32(10 ** (gain / 20))


def _rests(state: State) -> bool:
    return (state.paused and not state.announcement) or state.phase == "ended"


def _gain(state: State, frames: int) -> Samples | np.float32:
    """The gain of everything: the volume, the fade of a session that was stopped, and that of a timer."""
    gain = np.float32(10 ** (state.volume_db / 20)) * gain_of_stop(state, frames)
    if state.fade_from is None or state.timer is None:
        return gain
    return gain * _fade(state.fade_from - state.timer, frames, state.fade_from)


def gain_of_stop(state: State, frames: int) -> Samples | np.float32:
    """The gain of a session that was stopped; one where it was not."""
    return np.float32(1) if state.fading is None else _fade(state.fading, frames, STOP)


def _fade(done: int, frames: int, whole: int) -> Samples:
    """The gain of `frames` frames of a fade that takes `whole` of them, from the frame that is `done`."""
    way = np.clip(np.arange(done, done + frames, dtype=np.float64) / whole, 0, 1)
    return np.asarray(np.cos(way * (np.pi / 2))[:, None] ** 2, np.float32)


def _lay(samples: Samples, sound: Samples, at: int) -> None:
    """Add a sound to samples, whose first frame gets frame `at` of it; a negative `at` lets it begin later."""
    here = max(0, -at)
    part = sound[max(0, at) : max(0, at) + max(0, len(samples) - here)]
    samples[here : here + len(part)] += part


@lru_cache
def _earcon_sound(name: str) -> Samples:
    return decode(file_of(name), "stereo")
