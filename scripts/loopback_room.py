"""A sound server whose microphone hears coach, fainter and later, and any speaker: a room without a wall."""

from __future__ import annotations

import subprocess
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

from mpris_monitor import bus
from output_monitor import server

if TYPE_CHECKING:
    from collections.abc import Iterator

FAINTER_DB = -12
LOOP = ("latency_msec=150", "adjust_time=0")
"""The options of the loopback: 150 ms late, and the rate is never adjusted: loudspeaker and microphone have one clock,
as in a telephone or a laptop."""


@contextmanager
def room() -> Iterator[dict[str, str]]:
    """Yield the environment of a process that plays to nobody, and whose microphone hears that, and any speaker."""
    with server() as outer, bus() as address, tempfile.TemporaryDirectory() as folder:
        env = {**outer, "PULSE_SOURCE": "room.monitor", "DBUS_SESSION_BUS_ADDRESS": address, "COACH_STATE": folder}

        def control(*words: str) -> str:
            return subprocess.run(["pactl", *words], env=env, check=True, capture_output=True, text=True).stdout

        control("load-module", "module-null-sink", "sink_name=room", "rate=44100", "channels=2")
        control("set-default-sink", "nul")
        control("set-default-source", "room.monitor")
        control("load-module", "module-loopback", "source=nul.monitor", "sink=room", *LOOP)
        loop = control("list", "short", "sink-inputs").split()[0]
        control("set-sink-input-volume", loop, f"{FAINTER_DB}dB")
        yield env
