"""`coach sounds`: the backgrounds and cue sounds of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from coach.errors import UsageError
from coach.interrupts import end_through_cleanup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.audio.samples import Samples

_PLAYED_S = 20
_BREATH_MS = 4_000


def sounds(
    play: Annotated[
        str | None, typer.Option("--play", metavar="NAME", help="Play one of them.", show_default=False)
    ] = None,
) -> None:
    """List the sounds, with length, loudness and licence, or play one."""
    from coach.sound.sound_library import ANSWERS, CUE_SOUNDS, SOUNDS

    if play is None:
        typer.echo("\n".join(_table()))
        return
    if play not in (*SOUNDS, *CUE_SOUNDS, *ANSWERS):
        raise UsageError(f"there is no sound '{play}'; `coach sounds` lists them")
    from coach.player.devices.outputs import speakers

    end_through_cleanup()
    speakers.play(_taste(play) if play in SOUNDS else _cue(play))


def _table() -> Iterator[str]:
    from coach.sound.sound_library import ANSWERS, CUE_SOUNDS, SOUND_LUFS, SOUNDS

    yield "Backgrounds, for `background: {sound: NAME}` or --background, and when they come round:"
    for name, sound in SOUNDS.items():
        yield _row(name, sound.repeats_ms, SOUND_LUFS)
    yield "\nCue sounds, for `[sound NAME]` in what is said and for a rhythm; and the sounds of breaths:"
    for name in CUE_SOUNDS:
        yield _row(name, *_measure(_cue(name)))
    yield "\nWhat `coach play` answers: it is done, or there is nothing to do:"
    for name in ANSWERS:
        yield _row(name, *_measure(_cue(name)))


def _row(name: str, ms: int, lufs: float) -> str:
    from coach.sound.sound_library import CC0
    from coach.units import format_duration

    return f"  {name:<14} {format_duration(ms):>6}  {lufs:6.1f} LUFS  {CC0}"


def _measure(samples: Samples) -> tuple[int, float]:
    """Return the length in milliseconds, to the tenth of a second, and the loudness in LUFS."""
    from coach.audio.loudness import measure
    from coach.units import RATE

    return round(len(samples) / RATE * 10) * 100, measure(samples).lufs


def _cue(name: str) -> Samples:
    """Return a cue sound as it is heard in a session."""
    from coach.routine.sounds import SOUND_MS
    from coach.sound.cue_sounds import sound_of
    from coach.timeline.timeline import Cue

    return sound_of(Cue(0, SOUND_MS.get(name, _BREATH_MS), "sound", sound=name))


def _taste(name: str) -> Samples:
    """Return the beginning of a background, faded in and out."""
    import numpy as np

    from coach.sound.layers import open_layers
    from coach.sound.sound_library import SOUNDS
    from coach.units import RATE

    heard = open_layers(SOUNDS[name]).read(0, _PLAYED_S * RATE)
    fade = np.sin(np.linspace(0, np.pi / 2, 2 * RATE, dtype=np.float32))[:, None] ** 2
    heard[: len(fade)] *= fade
    heard[-len(fade) :] *= fade[::-1]
    return heard
