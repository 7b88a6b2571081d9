"""`coach lines --record`: lines, one after the other → the microphone → files that are told to be good or not."""

from __future__ import annotations

import wave
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np

from coach.cli.output import tell
from coach.errors import MissingPart, one_line
from coach.interrupts import LOOK_S, check
from coach.player.controls.key_queue import END
from coach.units import RATE, frames_at

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from coach.audio.samples import Samples
    from coach.player.devices.capture_buffer import CaptureBuffer
    from coach.speech.recordings.line_list import Line

Wish = Literal["keep", "again", "play", "skip", "quit"]
_WISHES: dict[str, Wish] = {
    **dict.fromkeys(("space", "enter", "stop", "keep"), "keep"),
    **dict.fromkeys(("r", "again"), "again"),
    **dict.fromkeys(("p", "play"), "play"),
    **dict.fromkeys(("n", "skip", "next"), "skip"),
    **dict.fromkeys(("q", "quit", END), "quit"),
}
"""Keys, and words where no terminal is. What ends a take is what keeps it afterwards."""
_HINT = "space keeps it, r again, p play back, n skip, q quit"
_HINT_SILENT = "space or r again, n skip, q quit"
_COUNT = ("3", "2", "1")
_COUNT_S = 0.8
_SETTLE_MS, _ROOM_MS = 400, 1_000
"""The time in ms in which a microphone wakes, and then the time that its room is heard."""
_KEY_MS = 150
"""The end of a take that is dropped: the finger that ends it is heard."""
_BOUNCE_S = 0.3
"""The time in seconds after a take in which a key that bounces, or is held, says nothing about it."""
_METER_MS = 100
_LOUD_ROOM_DBFS, _MUTED_DBFS = -45.0, -110.0
_FULL_SCALE = 32_767


class Keys(Protocol):
    """Where keys come from: a `KeyQueue`."""

    def next(self, seconds: float) -> str | None:
        """Return the next key, or None after so many seconds."""

    def drop(self) -> None:
        """Forget what was pressed before."""


class Meter(Protocol):
    """What shows a level."""

    def show(self, told: str, samples: Samples) -> None:
        """Show the level of some samples behind a word or two."""

    def clear(self) -> None:
        """Make room for lines."""


@dataclass(frozen=True)
class Booth:
    """All that a line is recorded with."""

    sound: CaptureBuffer
    keys: Keys
    meter: Meter
    lost: Callable[[], bool]
    """Says whether the microphone gives nothing any more."""
    play: Callable[[Samples], None]


def record_lines(lines: Sequence[Line], folder: Path) -> None:
    """Record lines into a folder by the default microphone, until all are there or somebody quits.

    Raises MissingPart without a microphone, or once it is gone; what was kept until then stays.
    """
    from coach.cli.level_meter import LevelMeter
    from coach.player.controls.key_queue import KeyQueue
    from coach.player.controls.voice_commands.microphone import Microphone
    from coach.player.devices.capture_buffer import CaptureBuffer

    if not lines:
        tell("nothing is left to record")
        return
    sound = CaptureBuffer()
    microphone = Microphone(sound.hear, RATE, "record with another program, see `coach help sound`")
    with KeyQueue() as keys:
        microphone.start()
        try:
            booth = Booth(sound, keys, LevelMeter(), lambda: microphone.lost, _play_back)
            kept = record_with(booth, lines, folder)
        finally:
            microphone.close()
    left = len(lines) - kept
    tell(f"{kept} recorded, {left} left" + ("; the same command goes on there" if left else ""))


def record_with(booth: Booth, lines: Sequence[Line], folder: Path) -> int:
    """Record lines, and return how many were kept; raises MissingPart as `record_lines`."""
    room = _hear_room(booth)
    kept = 0
    for at, line in enumerate(lines, 1):
        wish = _record_line(booth, line, f"{at} of {len(lines)}", room, folder)
        kept += wish == "keep"
        if wish == "quit":
            break
    return kept


def _hear_room(booth: Booth) -> float:
    """Return the level of the room while nobody speaks, in dBFS."""
    from coach.speech.recordings.take_quality import measure_room

    tell("Be quiet for a second: the room is measured.")
    start = booth.sound.frames + frames_at(_SETTLE_MS)
    end = start + frames_at(_ROOM_MS)
    while booth.sound.frames < end:
        _wait(booth, "room")
    booth.meter.clear()
    room = measure_room(booth.sound.read(start, end))
    if room < _MUTED_DBFS:
        tell("The microphone gives no sound at all: is it muted?")
    else:
        loud = "; that is loud: a quieter place would help" if room > _LOUD_ROOM_DBFS else ""
        tell(f"The room is at {room:.0f} dB{loud}.")
    return room


def _record_line(booth: Booth, line: Line, place: str, room: float, folder: Path) -> Wish:
    """Record a line until a take is kept, the line is skipped, or all of it ends."""
    while True:
        booth.sound.forget(booth.sound.frames)
        booth.keys.drop()
        tell(f"\n{place}, about {max(1, round(line.spoken.ms / 1000))} s\n\n    {one_line(line.spoken.text)}\n")
        wish = _count_in(booth)
        if wish in ("skip", "quit"):
            return wish
        take, wish = _take(booth, line)
        if wish in ("skip", "quit"):
            return wish
        if wish == "keep":
            wish = _decide(booth, take, may_keep=_judge(booth, take, room))
        if wish == "keep":
            _write(folder / f"{line.name}.wav", take)
        if wish != "again":
            return wish


def _count_in(booth: Booth) -> Wish | None:
    """Count to the beginning, unless somebody skips the line or quits; a key goes on at once."""
    for number in _COUNT:
        tell(f"    {number}")
        if wish := _WISHES.get(booth.keys.next(_COUNT_S) or ""):
            return wish
        check()
    return None


def _take(booth: Booth, line: Line) -> tuple[Samples, Wish]:
    """Return what is said until a key is pressed, or it is too long for this line, and the wish behind the key."""
    from coach.speech.recordings.missing_lines import longest_ms

    start, most = booth.sound.frames, frames_at(longest_ms(line.spoken.text))
    tell("    Speak now; space ends it.")
    wish: Wish | None = None
    while wish is None and booth.sound.frames - start < most:
        wish = _WISHES.get(_wait(booth, "recording") or "")
    booth.meter.clear()
    if wish is None:
        tell("    It is too long for this line, and has been ended.")
    return booth.sound.read(start, booth.sound.frames - frames_at(_KEY_MS)), "keep" if wish in (None, "play") else wish


def _wait(booth: Booth, told: str) -> str | None:
    """Return a key that is pressed within a tenth of a second, and show the level meanwhile.

    Raises MissingPart for a microphone that is gone, and Interrupted.
    """
    check()
    if booth.lost():
        booth.meter.clear()
        raise MissingPart("the microphone is gone", "connect it again; the same command goes on where it was")
    newest = booth.sound.read(booth.sound.frames - frames_at(_METER_MS))
    booth.meter.show(f"    {told}", newest if len(newest) else np.zeros(1, np.float32))
    return booth.keys.next(LOOK_S)


def _judge(booth: Booth, take: Samples, room: float) -> bool:
    """Tell at once how good a take is, and return whether there is a voice in it."""
    from coach.speech.recordings.take_quality import faults_of, measure_take

    quality = measure_take(take, room)
    faults = list(faults_of(quality))
    booth.keys.next(_BOUNCE_S)
    booth.keys.drop()
    good = f"good: {quality.speech_ms / 1000:.1f} s, {quality.speech_dbfs:.0f} dB"
    tell("\n".join(f"    {told}" for told in faults or [good]))
    return not quality.is_silent


def _decide(booth: Booth, take: Samples, *, may_keep: bool) -> Wish:
    """Return what becomes of a take; it can be heard as often as one likes, and silence is recorded again."""
    tell(f"    {_HINT if may_keep else _HINT_SILENT}")
    while True:
        check()
        wish = _WISHES.get(booth.keys.next(LOOK_S) or "")
        if wish == "play":
            booth.play(take)
        elif wish:
            return wish if may_keep or wish != "keep" else "again"


def _play_back(take: Samples) -> None:
    """Play a take through the loudspeakers; without any, that is told, and nothing is lost."""
    from coach.audio.loudness import both_sides
    from coach.player.devices.outputs.speakers import play

    try:
        play(both_sides(take))
    except MissingPart as missing:
        tell(f"    {one_line(str(missing))}")


def _write(path: Path, take: Samples) -> None:
    """Write a take as a WAV: 44.1 kHz, mono, 16 bits; whole, or not at all. Raises UsageError, MissingPart."""
    from coach.files import write_target

    with write_target(path) as target, wave.open(target, "wb") as file:
        file.setparams((1, 2, RATE, len(take), "NONE", "not compressed"))
        file.writeframes(np.rint(np.clip(take, -1, 1) * _FULL_SCALE).astype("<i2").tobytes())
