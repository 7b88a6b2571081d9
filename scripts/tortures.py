"""The tortures of scripts/torture: each is one real export or session of coach, in folders of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import wave
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

    from output_monitor import Server

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
ANSWER_S = 3.0
LONGEST_S = 60.0
SWEPT_S = 1.1
"""The seconds after which coach removes a file left behind: a younger one may be another process's."""
ROUTINE = """title: Short
background: {sound: warm-pad}
steps:
  - say: Let your shoulders sink, [pause 1s] and breathe.
    pause: 3s
  - say: Rest your hands in your lap.
    pause: 3s
"""
WAVES = ROUTINE.replace("Short", "Waves").replace("warm-pad", "waves.wav").replace("pause: 3s", "pause: 5m")
COACH = (sys.executable, "-P", "-m", "coach")
MARK = "COACH_TORTURE"


@dataclass
class Run:
    """One run: its folders, its process, and what was wrong."""

    folder: Path
    random: random.Random
    server: Server | None
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for name in ("work", "tmp", "cache", "state", "config"):
            (self.folder / name).mkdir()
        (self.folder / "work" / "short.yaml").write_text(ROUTINE)
        (self.folder / "work" / "waves.yaml").write_text(WAVES)
        with wave.open(str(self.folder / "work" / "waves.wav"), "wb") as file:
            file.setparams((1, 2, 8000, 0, "NONE", "not compressed"))
            file.writeframes(self.random.randbytes(2 * 8000 * 4))
        own = {f"COACH_{name.upper()}": str(self.folder / name) for name in ("cache", "state", "config")}
        # Reference clips are shared; half of the runs have to speak themselves.
        if self.random.random() < 0.5:
            own["COACH_CACHE"] = str(self.folder.parent / "cache")
        self.mark = f"{self.folder}"
        self.env = {**os.environ, **own, "TMPDIR": str(self.folder / "tmp"), MARK: self.mark}
        self.env |= self.server.env if self.server else {}

    @property
    def target(self) -> Path:
        """The file that an export writes."""
        return self.folder / "work" / "short.mp3"

    @contextmanager
    def coach(self, *words: str) -> Iterator[subprocess.Popen[str]]:
        """Run a process of coach, and yield it when it hears signals."""
        process = subprocess.Popen(
            [*COACH, *words],
            cwd=self.folder / "work",
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            until(lambda: process.poll() is not None or hears(process.pid))
            yield process
        finally:
            process.kill()
            process.communicate()

    def interrupted(self, process: subprocess.Popen[str], after_s: float) -> None:
        """Send a signal after a time, and see how it is answered; one that is about to end hears none any more."""
        time.sleep(after_s)
        number, heard = self.random.choice(SIGNALS), process.poll() is None
        heard = heard and hears(process.pid, number)
        process.send_signal(number)
        try:
            _, told = process.communicate(timeout=ANSWER_S)
        except subprocess.TimeoutExpired:
            self.faults.append(f"signal {number} after {after_s:.3f} s was not answered within {ANSWER_S:g} s")
            return
        if heard and (process.returncode, told) != (128 + number, "coach: interrupted\n"):
            self.faults.append(f"signal {number} after {after_s:.3f} s was lost: exit {process.returncode}, {told!r}")

    def check(self, whole: bytes) -> None:
        """Check that the target is whole or absent, nothing lives on, and the next run leaves nothing but its files."""
        if self.target.exists() and self.target.read_bytes() != whole:
            self.faults.append("a part of the target stands there")
        if not settled(lambda: not self.orphans()):
            self.faults.append(f"processes live on: {self.orphans()}")
        time.sleep(SWEPT_S)
        done = subprocess.run([*COACH, "export", "short.yaml"], cwd=self.folder / "work", env=self.env, check=False)
        left = sorted(path.name for name in ("work", "tmp", "state") for path in (self.folder / name).iterdir())
        kept = [name for name in left if name not in EXPECTED]
        if done.returncode or kept or self.target.read_bytes() != whole:
            self.faults.append(f"after the next run (exit {done.returncode}), there is {kept}")

    def orphans(self) -> list[str]:
        """Return the commands of the processes that still belong to this run."""
        return [*self.processes().values()]

    def processes(self) -> dict[int, str]:
        """Return process id → command of each process that belongs to this run."""
        found = {}
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if f"{MARK}={self.mark}".encode() in (process / "environ").read_bytes().split(b"\0"):
                    found[int(process.name)] = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
        return {pid: command for pid, command in found.items() if command}


def export_killed(run: Run) -> None:
    """Kill -9 in the middle of an export."""
    with run.coach("export", "short.yaml") as process:
        time.sleep(run.random.uniform(0, 1.5))
        process.kill()


def export_interrupted(run: Run) -> None:
    """Interrupt, end or hang up in the middle of an export."""
    with run.coach("export", "short.yaml") as process:
        run.interrupted(process, run.random.uniform(0, 1.2))


def play_killed(run: Run) -> None:
    """Kill -9 in the middle of a session."""
    with run.coach("play", "short.yaml", "--plain") as process:
        time.sleep(run.random.uniform(0, 3))
        process.kill()


def play_interrupted(run: Run) -> None:
    """Interrupt, end or hang up in the middle of a session."""
    with run.coach("play", "short.yaml", "--plain") as process:
        run.interrupted(process, run.random.uniform(0, 3))


def disk_full(run: Run) -> None:
    """Export to a disk that has room for a part of it."""
    disk = run.folder / "work" / "disk"
    disk.mkdir()
    size = f"size={run.random.randint(1, 40) * 4}k"
    subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", disk], check=True)
    try:
        with run.coach("export", "short.yaml", "-o", "disk/short.mp3") as process:
            _, told = process.communicate(timeout=LONGEST_S)
            left = [path.name for path in disk.iterdir()]
            if process.returncode != 3 or "No space left" not in told or left:
                run.faults.append(f"a full disk ({size}): exit {process.returncode}, {told!r}, {left}")
    finally:
        subprocess.run(["umount", disk], check=True)
        disk.rmdir()


def device_lost(run: Run) -> None:
    """Kill the sound server of a session, and start another one: the session waits, and hears signals all the time."""
    assert run.server
    with run.coach("play", "short.yaml", "--plain") as process:
        time.sleep(run.random.uniform(0.5, 3))
        run.server.kill()
        time.sleep(run.random.uniform(0, 2))
        if run.random.random() < 0.5:
            run.server.start()
        run.interrupted(process, run.random.uniform(0, 2))
    if run.server.process.poll() is not None:
        run.server.start()


def server_frozen(run: Run) -> None:
    """Stop the sound server of a session, so that it hangs."""
    assert run.server
    with run.coach("play", "short.yaml", "--plain") as process:
        time.sleep(run.random.uniform(0, 3))
        run.server.process.send_signal(signal.SIGSTOP)
        try:
            run.interrupted(process, run.random.uniform(0, 2))
        finally:
            run.server.process.send_signal(signal.SIGCONT)


def decoder_frozen(run: Run) -> None:
    """Stop the process that decodes the background of an export or a session."""
    command = ("play", "waves.yaml", "--plain") if run.server else ("export", "waves.yaml")
    with run.coach(*command) as process:
        until(lambda: process.poll() is not None or any("decoder" in words for words in run.processes().values()))
        time.sleep(run.random.uniform(0, 1.5))
        for pid, words in run.processes().items():
            if "decoder" in words:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGSTOP)
        run.interrupted(process, run.random.uniform(0, 2))


TORTURES: dict[str, Callable[[Run], None]] = {
    torture.__name__.replace("_", "-"): torture
    for torture in (
        *(export_killed, export_interrupted, play_killed, play_interrupted, disk_full, device_lost, server_frozen),
        decoder_frozen,
    )
}
PLAYS = {"play-killed", "play-interrupted", "device-lost", "server-frozen"}
EXPECTED = {
    *("short.mp3", "short.mp3.report.json", "short.yaml", "waves.yaml", "waves.wav"),
    *("place.json", "made.txt"),
}
"""The files that may lie there after the next run."""


def hears(pid: int, number: int = signal.SIGTERM) -> bool:
    """Whether a process has a handler for a signal."""
    with suppress(OSError, StopIteration):
        status = Path(f"/proc/{pid}/status").read_text().splitlines()
        caught = int(next(line for line in status if line.startswith("SigCgt")).split()[1], 16)
        return bool(caught >> (number - 1) & 1)
    return False


def hear_all() -> None:
    """Let the processes that are started from now on hear signals that this one was told to ignore, as by `&`."""
    for number in SIGNALS:
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, lambda *_: None)


def until(true: Callable[[], bool]) -> None:
    """Wait until something is true; raises TimeoutError after 20 seconds."""
    if not settled(true, 20):
        raise TimeoutError


def settled(true: Callable[[], bool], seconds: float = 3) -> bool:
    """Wait until something is true; return whether it becomes so in time."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.005)
    return True


def reference(folder: Path) -> bytes:
    """Return the bytes that each export has to have."""
    (folder / "short.yaml").write_text(ROUTINE)
    env = {**os.environ, "COACH_CACHE": str(folder / "cache")}
    subprocess.run([*COACH, "export", "short.yaml"], cwd=folder, env=env, check=True)
    return (folder / "short.mp3").read_bytes()
