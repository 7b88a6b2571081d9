"""Mix + places and words → the short sounds that a page plays beside the session, and their packets of AAC.

All of them lie over the session's own background. Earcons begin from silence, for the page jumps to them; what follows
them begins at the level, and at the place of the background, at which they end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coach.audio.crossfade import crossfade
from coach.audio.decode import decode
from coach.export.formats.aac_stretches import BLOCK, RUN_IN
from coach.export.page.hold_places import FADE
from coach.sound.sound_library import ANSWERS, file_of
from coach.units import RATE, frames_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from coach.audio.samples import Samples
    from coach.export.formats.encoding import Encoding
    from coach.export.page.hold_places import HoldPlace
    from coach.sound.mix import Mix
    from coach.timeline.guide_words import Phrases

_BEFORE, _BEHIND = 8, 3
"""The blocks of sound that the encoder gets before and behind a clip, to choose its windows as in the session."""
_EARCON = 16
"""The blocks of an earcon, 372 ms: it is heard to its end."""
_LEAD = 15
"""The blocks of background alone before words, 348 ms."""
_OUT = 28
"""The blocks of an earcon after which it is silent."""
_RISE = frames_at(15)
_MORE_MINUTES = 3
"""The minutes by which a session may become longer and still be told."""


@dataclass(frozen=True, eq=False)
class Clip:
    """A sound of whole blocks, between what the encoder hears before and behind it."""

    name: str
    before: Samples
    samples: Samples
    behind: Samples
    text: str = ""
    """The words that are said in it."""
    joins: bool = False
    """Whether it goes on from what is before it: then the packet of the joint belongs to it."""


@dataclass(frozen=True, eq=False)
class Encoded:
    """A clip, its packets, and the packet that the encoder made before them."""

    clip: Clip
    packets: tuple[bytes, ...]
    before: bytes


@dataclass(frozen=True, eq=False)
class Bed:
    """The background alone, by frames from a place of its own, at two levels: as without words, and as under them."""

    mix: Mix
    alone_db: float
    under_db: float

    @classmethod
    def under(cls, mix: Mix, at: Sequence[int]) -> Bed:
        """Return the bed at the levels that a session has at these frames as a rule, and under its words."""
        levels = mix.levels.curve.levels(np.array(at or [0]))
        alone = float(np.median(levels)) if at else mix.levels.base_db
        return cls(mix, alone, min(alone, mix.levels.base_db))

    def read(self, start: int, frames: int, *points: tuple[float, float]) -> Samples:
        """Return frames of it, at a level in dB that goes through points: a share of the way, and a level."""
        sound = self.mix.background.read(start, start + frames)
        shares, levels = ([point[each] for point in points] for each in (0, 1))
        sound *= _factors(np.interp(np.linspace(0, 1, frames, endpoint=False), shares, levels))
        return sound


def _factors(decibels: NDArray[np.float64]) -> Samples:
    return (10 ** (decibels / 20)).astype(np.float32)[:, None]


def earcon_clips(bed: Bed) -> list[Clip]:
    """Return the earcons: amid the background, before words, and before silence; and what leads in after words."""
    alone, under = bed.alone_db, bed.under_db
    middle = (alone + under) / 2
    clips = [clip for name in ANSWERS for clip in _answers(bed, name, alone, under)]
    at = _EARCON * BLOCK
    clips.append(_clip(bed, "lead", at, _LEAD, ((0, under), (1, under))))
    clips.append(_clip(bed, "rise", at, _LEAD, ((0, under), (0.5, middle), (1, alone))))
    fall = _clip(bed, "fall", at, _OUT, ((0, under), (1, under - 54)))
    clips.append(Clip(fall.name, fall.before, fall.samples, np.zeros_like(fall.behind)))
    return clips


def _answers(bed: Bed, name: str, alone: float, under: float) -> Iterator[Clip]:
    sound = decode(file_of(name), "stereo")
    shapes = {name: ((0, alone), (1, alone)), f"{name} words": ((0, alone), (1, under))}
    for each, points in shapes.items():
        yield _clip(bed, each, 0, _EARCON, points, sound, rises=True)
    out = _clip(bed, f"{name} out", 0, _OUT, ((0, alone), (0.3, alone - 6), (1, alone - 60)), sound, rises=True)
    yield Clip(out.name, out.before, out.samples, np.zeros_like(out.behind))


def _clip(
    bed: Bed,
    name: str,
    at: int,
    blocks: int,
    points: tuple[tuple[float, float], ...],
    sound: Samples | None = None,
    *,
    rises: bool = False,
    text: str = "",
    lead: int = 0,
) -> Clip:
    """Return a sound over the bed; one that rises begins from silence."""
    frames = blocks * BLOCK
    before = bed.read(at - _BEFORE * BLOCK, _BEFORE * BLOCK, (0, points[0][1]), (1, points[0][1]))
    samples = bed.read(at, frames, *points)
    behind = bed.read(at + frames, _BEHIND * BLOCK, (0, points[-1][1]), (1, points[-1][1]))
    if rises:
        before[:] = 0
        samples[:_RISE] *= np.linspace(0, 1, _RISE, dtype=np.float32)[:, None]
    if sound is not None:
        part = sound[: frames - lead]
        samples[lead : lead + len(part)] += part
    return Clip(name, before, samples, behind, text)


def announcement_clips(bed: Bed, mix: Mix, phrases: Phrases | None) -> list[Clip]:
    """Return what it says by itself: that it waits, if it ever does, coach's words first, and how long it still takes.

    Raises SpeechError or MissingPart where the voice fails.
    """
    waits = [cue for cue in mix.timeline.cues if cue.holds]
    own = [phrases.ready] if phrases and waits else []
    reminders = dict.fromkeys([*own, *(cue.remind for cue in waits if cue.remind)])
    ready = [_announcement(bed, mix, "ready", text, bed.alone_db) for text in reminders]
    last = round(mix.timeline.duration_ms / 60_000) + _MORE_MINUTES
    texts = [phrases.time_left(60_000 * minutes) for minutes in range(last + 1)] if phrases else []
    return [*ready, *(_announcement(bed, mix, "left", text, bed.under_db) for text in texts)]


def _announcement(bed: Bed, mix: Mix, name: str, text: str, first_db: float) -> Clip:
    words = mix.levels.voice.samples(text, None, 0.0)[:, None]
    lead = (_LEAD if first_db > bed.under_db else 3) * BLOCK
    blocks = -(-(lead + len(words)) // BLOCK) + 4
    way = lead / (blocks * BLOCK)
    points = ((0, first_db), (way, bed.under_db), (1, bed.under_db))
    return _clip(bed, name, _EARCON * BLOCK, blocks, points, words, text=text, lead=lead)


def hold_clip(mix: Mix, place: HoldPlace) -> Clip:
    """Return the background from a hold's end on, with a crossfade back to its start."""
    start, end = place.start * BLOCK, place.end * BLOCK
    level, back_level = mix.levels.curve.levels(np.array([end, start])).tolist()
    samples = mix.background.read(end, end + place.alone * BLOCK) * np.float32(10 ** (level / 20))
    fade = FADE * BLOCK
    back = mix.background.read(start - fade, start) * np.float32(10 ** (back_level / 20))
    samples[-fade:] = crossfade(samples[-fade:], back, smooth=True)
    before = _heard(mix, end - _BEFORE * BLOCK, end)
    return Clip("hold", before, samples, _heard(mix, start, start + _BEHIND * BLOCK), joins=True)


def _heard(mix: Mix, start: int, end: int) -> Samples:
    """Return frames of the session; silence before its beginning and after its end."""
    heard = np.zeros((end - start, 2), np.float32)
    for block in mix.blocks(start, end):
        heard[block.start - start : block.start - start + len(block.samples)] = block.samples
    return heard


def encode_clips(encoding: Encoding, mix: Mix, clips: Sequence[Clip]) -> list[Encoded]:
    """Encode clips one after the other, behind the session's own beginning: the encoder comes to its rate there."""
    run_in = min(RUN_IN, mix.frames // BLOCK)
    rows = [_heard(mix, 0, run_in * BLOCK)]
    firsts, at = [], run_in
    for clip in clips:
        rows += [clip.before, clip.samples, clip.behind]
        firsts.append(at + len(clip.before) // BLOCK)
        at += sum(len(part) for part in rows[-3:]) // BLOCK
    packets = _encoded(encoding, np.concatenate(rows)[:, : mix.channels])
    return [_cut(clip, packets, first) for clip, first in zip(clips, firsts, strict=True)]


def _cut(clip: Clip, packets: Sequence[bytes], first: int) -> Encoded:
    """Return a clip's packets: packet n holds the blocks n - 1 and n, and its decoder gives block n - 1."""
    start, end = first + (not clip.joins), first + len(clip.samples) // BLOCK + 1
    return Encoded(clip, tuple(packets[start:end]), packets[start - 1])


def _encoded(encoding: Encoding, samples: Samples) -> list[bytes]:
    import av

    encoder, packets = encoding.encoder(samples.shape[1]), []
    for start in range(0, len(samples), RATE):
        planes = np.ascontiguousarray(samples[start : start + RATE].T)
        frame = av.AudioFrame.from_ndarray(planes, format="fltp", layout=encoder.layout.name)
        frame.sample_rate, frame.pts = RATE, start
        packets += encoder.encode(frame)
    return [bytes(packet) for packet in [*packets, *encoder.encode(None)]]
