"""Samples → this machine's loudspeakers, through miniaudio: PulseAudio, ALSA, CoreAudio, WASAPI."""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import miniaudio
import numpy as np

from coach.errors import MissingPart
from coach.units import RATE

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from coach.media import Samples

_BUFFER_MS = 100
_SOUNDING = [backend for backend in miniaudio.Backend if backend is not miniaudio.Backend.NULL]
"""Without this list, a machine without loudspeakers would play to nobody and not say so."""


def play(stereo: Samples) -> None:
    """Play a sound to its end, shape (frames, 2); raises MissingPart for a machine that cannot."""
    over = threading.Event()
    try:
        with _quiet():
            device = miniaudio.PlaybackDevice(
                miniaudio.SampleFormat.FLOAT32, 2, RATE, _BUFFER_MS, backends=_SOUNDING, app_name="coach"
            )
    except miniaudio.MiniaudioError as error:
        remedy = "connect loudspeakers, or write a file with `coach export`"
        raise MissingPart("there is no sound device that works", remedy) from error
    with device:
        feeding = _feed(stereo, over)
        next(feeding)
        device.start(feeding)
        while not over.wait(0.1):  # in short waits, so that Ctrl-C is heard
            pass


@contextmanager
def _quiet() -> Iterator[None]:
    """ALSA writes to standard error by itself, some lines for each device that is not there; we say it in one."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        errors = os.dup(2)
        os.dup2(nowhere.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(errors, 2)
            os.close(errors)


def _feed(stereo: Samples, over: threading.Event) -> Generator[Samples, int, None]:
    """As many frames as the device asks for; silence after the end, until what is in its buffers has been heard."""
    wanted, at = (yield np.zeros((0, 2), np.float32)), 0
    while at < len(stereo) + RATE // 1000 * _BUFFER_MS * 4:
        stretch = np.zeros((wanted, 2), np.float32)
        heard = stereo[at : at + wanted]
        stretch[: len(heard)] = heard
        at += wanted
        wanted = yield stretch
    over.set()
    while True:
        wanted = yield np.zeros((wanted, 2), np.float32)
