"""A recording of a session that was led → where each of its cues is heard: for scripts that judge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from output_monitor import RATE

from coach.units import frames_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from coach.session import Session
    from coach.timeline.timeline import Cue

    Sound = NDArray[np.float32]

_HEARD_S = 20.0
"""The seconds of a cue that are looked for: all of it, since sentences that begin alike may differ at their end."""
_BEHIND_S = 45
"""The seconds by which a cue may be later than expected, as verbs make it."""
_ALIKE = 0.6
_AS_ALIKE = 0.95
"""The share of the best correlation from which on a place is one of the same words."""
_AROUND = RATE // 20
_SILENT = RATE // 500
"""The frames of digital silence that no session has by itself."""


@dataclass(frozen=True)
class Found:
    """A cue, and where it was heard."""

    cue: Cue
    frame: int
    alike: float


def without_silence(samples: Sound) -> tuple[Sound, NDArray[np.int64]]:
    """Return a recording without digital silence, and where each frame of it was."""
    quiet = np.concatenate(([0], (samples == 0).astype(np.int8), [0]))
    starts, ends = np.flatnonzero(np.diff(quiet) == 1), np.flatnonzero(np.diff(quiet) == -1)
    keep = np.ones(len(samples), bool)
    for start, end in zip(starts, ends, strict=True):
        if end - start >= _SILENT:
            keep[start:end] = False
    return samples[keep], np.flatnonzero(keep)


def cues_in(session: Session, sound: Sound) -> list[Found]:
    """Return where each cue of speech is heard, the last time before the next one; none for one that is not.

    A cue in which sound was lost is found by its first or its second half.
    """
    found: list[Found] = []
    at, before = 0, 0
    for cue in session.timeline.speech:
        start = frames_at(cue.start_ms)
        length = min(frames_at(cue.end_ms) - start, round(_HEARD_S * RATE))
        wanted = np.concatenate([block.samples for block in session.mix.blocks(start, start + length)]).mean(axis=1)
        first = max(0, at - RATE) if found else 0
        heard = sound[first : at + start - before + round(_BEHIND_S * RATE) + length]
        expected, half = at + start - before - first, length // 2
        for part, shift in ((wanted, 0), (wanted[:half], 0), (wanted[half:], half)):
            place, alike = _nearest(heard, part, expected + shift)
            if alike > _ALIKE:
                at, before = first + place - shift, start
                found.append(Found(cue, at, alike))
                break
    return found


def _nearest(heard: Sound, wanted: Sound, expected: int) -> tuple[int, float]:
    """Return where a sound is in another one, and the correlation of both there.

    The same words may be said at some places: then the one that is nearest to where they are expected.
    """
    if len(heard) < len(wanted):
        return 0, 0.0
    size = 1 << (len(heard) + len(wanted)).bit_length()
    products = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(wanted, size)), size)
    power = np.concatenate(([0.0], np.cumsum(heard.astype(np.float64) ** 2)))
    norms = np.sqrt(np.maximum(power[len(wanted) :] - power[: -len(wanted)], 1e-9) * float((wanted**2).sum()))
    alike = products[: len(norms)] / norms
    places = np.flatnonzero(alike > max(_ALIKE, _AS_ALIKE * float(alike.max())))
    if not len(places):
        return 0, 0.0
    nearest = int(places[np.abs(places - expected).argmin()])
    around = max(0, nearest - _AROUND)
    best = around + int(alike[around : nearest + _AROUND].argmax())
    return best, float(alike[best])


def errors_ms(found: list[Found], verbs: list[tuple[int, str]], holds: Sequence[float]) -> list[float]:
    """Return by how much each cue is off its distance from the first one since the last verb.

    Args:
        found: The cues.
        verbs: The frames at which something was asked for, in their order, and what.
        holds: The lengths of the rounds, in ms, by which a session becomes longer: some of them between two cues once
            somebody has asked for another pace.
    """
    errors, origin, asked = list[float](), 0.0, -1
    frames = [frame for frame, _ in verbs]
    for each in found:
        late = each.frame / RATE * 1000 - each.cue.start_ms
        count = int(np.searchsorted(frames, each.frame))
        if count != asked:
            asked, origin = count, late
        elif any(verb in ("slower", "faster") for _, verb in verbs[:count]):
            origin += min((0.0, *holds), key=lambda round_ms: abs(late - origin - round_ms))
        errors.append(late - origin)
    return errors
