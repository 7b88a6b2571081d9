"""`coach sounds`: the backgrounds and cue sounds of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from coach.cli import completion_values as values
from coach.cli import options
from coach.cli.output import print_json, tell_tables
from coach.cli.table import Column, Heading, Row, Table
from coach.errors import UsageError
from coach.interrupts import end_through_cleanup
from coach.suggestion import suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.audio.samples import Samples

_PLAYED_S = 20
_BREATH_MS = 4_000
_KINDS = {
    "background": "Backgrounds, for `background: {sound: NAME}` or --background:",
    "cue": "Cue sounds, for `[sound NAME]` in what is said and for a rhythm; and the sounds of breaths:",
    "answer": "What `coach play` answers: it is done, or there is nothing to do:",
}
_COLUMNS = (Column("bold cyan"), Column("green", right=True), Column(right=True), Column("dim"))


def sounds(
    *,
    play: Annotated[
        str | None,
        typer.Option(
            "--play",
            metavar="NAME",
            help="Play one of them.",
            show_default=False,
            autocompletion=values.offered(values.sounds),
        ),
    ] = None,
    as_json: options.AsJson = False,
) -> None:
    """List the sounds, with length, loudness and licence, or play one."""
    from coach.sound.sound_library import ANSWERS, CUE_SOUNDS, SOUNDS

    if play is None:
        _tell([*_listed()], as_json=as_json)
        return
    if as_json:
        raise UsageError("--play plays a sound, and tells nothing; --json goes with the list")
    if play not in (*SOUNDS, *CUE_SOUNDS, *ANSWERS):
        hint = suggest(play, [*SOUNDS, *CUE_SOUNDS, *ANSWERS], "`coach sounds` lists them")
        raise UsageError(f"there is no sound '{play}'; {hint}")
    from coach.player.devices.outputs import speakers

    end_through_cleanup()
    speakers.play(_taste(play) if play in SOUNDS else _cue(play))


class _Listed(NamedTuple):
    """A sound, and what it is for."""

    name: str
    kind: str
    length_ms: int
    lufs: float
    licence: str

    def row(self) -> Row:
        from coach.units import to_tenths

        return Row((self.name, to_tenths(self.length_ms), f"{self.lufs:.1f} LUFS", self.licence))


def _listed() -> Iterator[_Listed]:
    from coach.sound.sound_library import ANSWERS, CC0, CUE_SOUNDS, SOUND_LUFS, SOUNDS

    for name, sound in SOUNDS.items():
        yield _Listed(name, "background", sound.repeats_ms, SOUND_LUFS, CC0)
    for kind, names in (("cue", CUE_SOUNDS), ("answer", ANSWERS)):
        for name in names:
            yield _Listed(name, kind, *_measure(_cue(name)), CC0)


def _tell(listed: list[_Listed], *, as_json: bool) -> None:
    if as_json:
        print_json({"sounds": [each._asdict() for each in listed]})
        return
    rows: list[Row | Heading] = []
    for kind, heading in _KINDS.items():
        rows += [*([Heading()] if rows else []), Heading(heading)]
        rows += [each.row() for each in listed if each.kind == kind]
    tell_tables(Table(_COLUMNS, rows, indent=2))


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
