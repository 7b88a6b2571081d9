"""Speech → the microphone's sink, in a faint hiss that never ceases: for scripts that judge."""

from __future__ import annotations

import subprocess
import threading
import time
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Self

import numpy as np
from voices import LEVEL, silence

from coach.player.controls.voice_commands.stream_alignment import LISTENING_RATE

if TYPE_CHECKING:
    from coach.audio.samples import Samples

_PACAT = ["pacat", "--playback", "--device=room", "--format=float32le", "--rate=16000", "--channels=1", "--raw"]
_STRETCH = LISTENING_RATE // 50
_AHEAD_S = 0.1
_HISS = LEVEL * 10 ** (-40 / 20)


class Air:
    """One stream for all that is said: a microphone does not stumble because somebody begins to speak."""

    def __init__(self, env: dict[str, str]) -> None:
        self._pacat = subprocess.Popen([*_PACAT, "--latency-msec=60"], env=env, stdin=subprocess.PIPE)
        self._said: SimpleQueue[Samples] = SimpleQueue()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._blow, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        self._pacat.kill()
        self._pacat.wait()

    def carry(self, sound: Samples) -> float:
        """Play a sound, wait until it has been heard, and return the time of its end."""
        self._said.put(sound)
        end = time.monotonic() + _AHEAD_S + len(sound) / LISTENING_RATE
        time.sleep(end - time.monotonic())
        return end

    def _blow(self) -> None:
        dice, rest = np.random.default_rng(12), silence(0)
        began, stretches = time.monotonic(), 0
        assert self._pacat.stdin
        while not self._over.is_set():
            if not len(rest):
                try:
                    rest = self._said.get_nowait()
                except Empty:
                    rest = silence(0)
            stretch = dice.normal(0, _HISS, _STRETCH).astype(np.float32)
            stretch[: len(rest)] += rest[:_STRETCH]
            rest = rest[_STRETCH:]
            self._pacat.stdin.write(stretch.tobytes())
            self._pacat.stdin.flush()
            stretches += 1
            time.sleep(max(0, began + stretches * _STRETCH / LISTENING_RATE - _AHEAD_S - time.monotonic()))
