"""One contract for all outputs: what is taken is what is heard, a lost device is noticed, and nothing ever hangs."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach.audio.samples import Samples
from coach.errors import MissingPart, UsageError
from coach.player.devices import watchdog as lost
from coach.player.devices.outputs import Take, open_output
from coach.player.devices.outputs.memory import Memory
from coach.player.devices.watchdog import Watchdog
from coach.requirements import install_command
from coach.units import RATE
from tests.processes import Child

pytestmark = pytest.mark.device

DEVICES = ["speakers", "simpleaudio"]
OUTPUTS = [*DEVICES, "memory"]
ROUNDING = {"speakers": 0.0, "simpleaudio": 1 / 32767, "memory": 0.0}
"""Simpleaudio gets whole numbers."""
LEAST_HEARD = 0.6
"""A busy machine leaves gaps, and what a server lacks in time, it drops."""
SOON_S = 1.0
NOTICED_S = 1.5 + 1.0
"""What is promised, and something for a machine that is busy with other tests."""

DRIVER = """
import json, sys, time
import numpy as np
import coach.player.devices.outputs.simpleaudio as simple
from coach.errors import CoachError
from coach.player.devices.outputs import open_output

name, file = sys.argv[1:3]
simple._STRETCH = int(sys.argv[3]) if len(sys.argv) > 3 else simple._STRETCH
sound, taken, most, output = np.load(file), 0, 0, None

def take(frames):
    global taken, most
    block = np.zeros((frames, 2), np.float32)
    part = sound[taken : taken + frames]
    block[: len(part)] = part
    taken, most = taken + frames, max(most, frames)
    return block

def open_():
    global output
    output = open_output(name, take).__enter__()
    return output.latency_ms

def until(done, limit_s):
    deadline = time.monotonic() + limit_s
    while not done() and time.monotonic() < deadline:
        time.sleep(0.005)
    return bool(done())

def takes():
    end = taken + 3 * most + 1
    return until(lambda: taken > end, 4)

def rests():
    before = taken
    time.sleep(0.3)
    return taken == before

def finish():
    return until(lambda: output.lost or taken > len(sound) + 22_050, 20) and not output.lost

words = {
    "open": open_, "close": lambda: output.__exit__(None, None, None), "lost": lambda: output.lost,
    "become lost": lambda: until(lambda: output.lost, 5), "takes": takes, "rests": rests,
    "finish": finish, "most": lambda: most,
}
for line in sys.stdin:
    start = time.monotonic()
    try:
        answer = words[line.strip()]()
    except CoachError as error:
        answer = str(error)
    print(json.dumps([answer, time.monotonic() - start]), flush=True)
"""


class Driver:
    """An output in a process of its own, for it is the environment that says which sound server is used."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.took_s = 0.0

    def __call__(self, word: str) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()
        answer, self.took_s = json.loads(self.process.stdout.readline())
        return answer


Drive = Callable[..., Any]


@pytest.fixture
def drive(tmp_path: Path) -> Drive:
    """Start a driver: an output's name, an environment, the sound it plays, the frames of simpleaudio's stretches."""
    alsa = tmp_path / "asound.conf"
    alsa.write_text("pcm.!default { type pulse }\n")

    @contextmanager
    def driver(
        name: str, env: dict[str, str], sound: Samples | None = None, stretch: int | None = None
    ) -> Iterator[Driver]:
        usable(name)
        np.save(tmp_path / "sound.npy", np.zeros((0, 2), np.float32) if sound is None else sound)
        command = [
            sys.executable,
            "-c",
            DRIVER,
            name,
            str(tmp_path / "sound.npy"),
            *([str(stretch)] if stretch else []),
        ]
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        with Child(command, env={"ALSA_CONFIG_PATH": str(alsa), **env}, **pipes) as process:
            try:
                yield Driver(process)
                assert process.stdin is not None
                process.stdin.close()
                assert process.wait(timeout=5) == 0
            finally:
                process.kill()

    return driver


def usable(name: str) -> None:
    """Skip the test on a machine without simpleaudio; CI has it, where there is a Python that it works with."""
    if name != "simpleaudio" or (find_spec("simpleaudio") and sys.version_info < (3, 12)):
        return
    if os.environ.get("CI") and sys.version_info < (3, 12):
        pytest.fail("simpleaudio is not installed; .ci/run should have installed it")
    pytest.skip("simpleaudio is not installed, or does not work with this Python")


def noise(seconds: float) -> Samples:
    rng = np.random.default_rng(7)
    return rng.uniform(-0.4, 0.4, (round(seconds * RATE), 2)).astype(np.float32)


def takes_from(sound: Samples) -> Take:
    at = 0

    def take(frames: int) -> Samples:
        nonlocal at
        block = np.zeros((frames, 2), np.float32)
        part = sound[at : at + frames]
        block[: len(part)] = part
        at += frames
        return block

    return take


def places(heard: Samples, sound: Samples, rounding: float) -> list[int]:
    """Where in the sound each 20 ms of what was heard stand, if they do."""
    size, found = RATE // 50, []
    spectrum = np.fft.rfft(sound[:, 0], 2 * len(sound))
    for start in range(0, len(heard) - size + 1, size):
        piece = heard[start : start + size]
        likeness = np.fft.irfft(spectrum * np.conj(np.fft.rfft(piece[:, 0], 2 * len(sound))))
        place = int(np.argmax(likeness[: len(sound)]))
        whole = sound[place : place + size]
        if len(whole) == size and np.abs(whole - piece).max() <= rounding:
            found.append(place)
    return found


@pytest.mark.parametrize("name", DEVICES)
def test_what_is_taken_is_what_is_heard(name: str, drive: Drive, loudspeaker: Any) -> None:
    sound = noise(2)
    with loudspeaker.overheard() as overheard, drive(name, loudspeaker.env, sound) as driver:
        assert isinstance(driver("open"), int)
        assert driver("finish") is True
        driver("close")
    found = places(overheard[0], sound, ROUNDING[name])
    assert len(found) > LEAST_HEARD * 2 * 50
    assert found == sorted(found)


def test_memory_hears_what_is_taken() -> None:
    sound = noise(1)
    with Memory(takes_from(sound)) as memory:
        memory.run(10_000)
        memory.run(RATE - 10_000)
        assert memory.taken == RATE
    memory.run(1)  # it is closed
    assert np.array_equal(memory.heard, sound)


def test_stretches_of_simpleaudio_are_joined(drive: Drive, loudspeaker: Any) -> None:
    """Two joints in two seconds, and what follows them is there."""
    sound = noise(2)
    with (
        loudspeaker.overheard() as overheard,
        drive("simpleaudio", loudspeaker.env, sound, stretch=RATE * 3 // 2) as driver,
    ):
        driver("open")
        assert driver("finish") is True
        driver("close")
    found = places(overheard[0], sound, ROUNDING["simpleaudio"])
    assert len(found) > LEAST_HEARD * 2 * 50
    assert max(found) > 1.8 * RATE


@pytest.mark.parametrize("name", DEVICES)
def test_it_ends_in_the_middle_and_takes_nothing_more(name: str, drive: Drive, loudspeaker: Any) -> None:
    with drive(name, loudspeaker.env) as driver:
        driver("open")
        assert driver("takes") is True
        assert driver("lost") is False
        driver("close")
        assert driver.took_s < SOON_S
        assert driver("rests") is True


def test_a_verb_is_heard_within_150_ms(drive: Drive, loudspeaker: Any) -> None:
    """It waits for the block that is taken now, and then for what it takes from there to the ear."""
    with drive("speakers", loudspeaker.env) as driver:
        latency_ms = driver("open")
        assert driver("takes") is True
        assert driver("most") / RATE * 1000 + latency_ms <= 150
        driver("close")


@pytest.mark.parametrize("name", DEVICES)
def test_without_any_device_it_is_told_what_would_help(name: str, drive: Drive, no_loudspeaker: dict[str, str]) -> None:
    with drive(name, no_loudspeaker) as driver:
        assert driver("open") == (
            "there is no sound device that works; connect loudspeakers, or write a file with `coach export`"
        )
        assert driver.took_s < 2


@pytest.mark.parametrize(
    ("name", "how"), [("speakers", signal.SIGKILL), ("speakers", signal.SIGSTOP), ("simpleaudio", signal.SIGKILL)]
)
def test_a_server_that_dies_or_hangs_is_noticed(name: str, how: int, drive: Drive, own_loudspeaker: Any) -> None:
    with drive(name, own_loudspeaker.env) as driver:
        driver("open")
        assert driver("takes") is True
        own_loudspeaker.signal(how)
        assert driver("become lost") is True
        assert driver.took_s < NOTICED_S
        assert driver("rests") is True
        driver("close")
        assert driver.took_s < SOON_S
        assert "there is no sound device that works" in driver("open")
        assert driver.took_s < 2

        own_loudspeaker.signal(signal.SIGKILL)
        own_loudspeaker.start()
        assert isinstance(driver("open"), int)
        assert driver("takes") is True
        assert driver("lost") is False
        driver("close")


def test_it_closes_soon_although_the_server_hangs_and_the_process_ends(drive: Drive, own_loudspeaker: Any) -> None:
    with drive("speakers", own_loudspeaker.env) as driver:
        driver("open")
        assert driver("takes") is True
        own_loudspeaker.signal(signal.SIGSTOP)
        driver("close")
        assert driver.took_s < SOON_S


@pytest.mark.parametrize("other", [True, False])
def test_a_device_that_is_taken_away_is_lost(other: bool, drive: Drive, own_loudspeaker: Any) -> None:
    """Also when the server moves the stream to another one: headphones that are unplugged never wake the room."""
    if other:
        own_loudspeaker.control("load-module", "module-null-sink", "sink_name=other")
    with drive("speakers", own_loudspeaker.env) as driver:
        driver("open")
        assert driver("takes") is True
        own_loudspeaker.control("unload-module", "module-null-sink" if not other else first_sink(own_loudspeaker))
        assert driver("become lost") is True
        assert driver.took_s < NOTICED_S
        assert driver("rests") is True
        driver("close")
        assert isinstance(driver("open"), int) is other
        if other:
            assert driver("takes") is True
            driver("close")


def first_sink(loudspeaker: Any) -> str:
    """The number of the module of the sink that plays."""
    lines = loudspeaker.control("list", "short", "modules").splitlines()
    return str(next(line.split()[0] for line in lines if "sink_name=nul" in line))


def test_another_default_device_is_noticed(drive: Drive, own_loudspeaker: Any) -> None:
    own_loudspeaker.control("load-module", "module-null-sink", "sink_name=other")
    with drive("speakers", own_loudspeaker.env) as driver:
        driver("open")
        assert driver("takes") is True
        own_loudspeaker.control("set-default-sink", "other")
        assert driver("become lost") is True
        assert driver("rests") is True
        driver("close")


def test_a_process_that_was_stopped_and_goes_on_keeps_its_device(drive: Drive, own_loudspeaker: Any) -> None:
    with drive("speakers", own_loudspeaker.env) as driver:
        driver("open")
        assert driver("takes") is True
        driver.process.send_signal(signal.SIGSTOP)
        time.sleep(1.5)
        driver.process.send_signal(signal.SIGCONT)
        assert driver("takes") is True
        assert driver("lost") is False
        driver("close")


def test_the_watch_sees_that_nothing_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lost, "_FIRST_TICKS", lost._TICKS)
    with Watchdog() as watch:
        deadline = time.monotonic() + 1.6
        while time.monotonic() < deadline:
            watch.taken()
            time.sleep(0.02)
        assert not watch.lost
        time.sleep(NOTICED_S)
        assert watch.lost


def test_memory_can_be_lost_or_missing_or_only_count() -> None:
    with Memory(takes_from(noise(1)), keep=False) as memory:
        memory.run(100)
        memory.lost = True
        memory.run(100)
        assert (memory.taken, len(memory.heard)) == (100, 0)
    with pytest.raises(MissingPart, match="coach export"), Memory(takes_from(noise(1)), missing=True):
        pass


@pytest.mark.parametrize("name", OUTPUTS)
def test_each_is_in_the_table(name: str) -> None:
    usable(name)
    output = open_output(name, takes_from(noise(0.1)))
    assert output.lost is False
    assert 0 <= output.latency_ms <= 250


def test_an_unknown_output_is_wrong_usage() -> None:
    with pytest.raises(UsageError) as caught:
        open_output("radio", takes_from(noise(0.1)))
    assert str(caught.value) == "there is no output 'radio'; there are speakers, simpleaudio, memory"


def test_simpleaudio_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "simpleaudio", None)
    with pytest.raises(MissingPart) as caught:
        open_output("simpleaudio", takes_from(noise(0.1)))
    assert sys.version_info >= (3, 12) or install_command("simpleaudio") in caught.value.remedy
