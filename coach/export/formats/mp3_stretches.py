"""Mix → frames of MP3, encoded on all cores: the same bytes whatever their number, and the bit reservoir kept.

A session is cut at fixed frames. Each stretch has an encoder of its own, which begins some frames earlier. Two are
joined at a frame before which the first has at least as many bytes left in its reservoir as the second uses: these are
written over the end of the first's. The windows have to meet there, so that their halves add up to the sound (Princen
and Bradley, "Analysis/synthesis filter bank design based on time domain aliasing cancellation", 1986). As long as there
is no such frame, the first encoder goes on.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from coach.audio.prefetch import is_done
from coach.export.formats.mp3_frames import reservoir_of, windows_meet
from coach.export.formats.mp3_stream import REACH, Stream
from coach.export.on_all_cores import on_all_cores
from coach.export.xing_header import SAMPLES_PER_FRAME
from coach.interrupts import check
from coach.units import RATE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future

    from coach.export.formats import Progress
    from coach.sound.mix import Mix

PERIOD = 49
"""The frames after which the pattern of those that are a byte longer begins anew, at 44.1 kHz and every bitrate: where
encoders begin at its multiples, their frames are as long as those of one that began with the session."""
STRETCH = 56 * PERIOD
"""The frames for which one more encoder begins: 73 seconds, so that what is encoded twice is at most 2 %."""
RUN_IN = 40
"""The frames by which an encoder begins earlier, a second. Its reservoir is filled, and its noise as that of one that
has gone on, after 16 to 32 of them; with fewer, it is up to 1 dB louder (measured with LAME 3.100)."""
_SEARCH = 12
"""The frames by which an encoder goes on for a joint to be found, at a time."""


def mp3_frames(mix: Mix, bitrate: int, progress: Progress | None, stretch: int = STRETCH) -> Iterator[bytes]:
    """Yield the frames of a whole mix, many at a time, in stretches of about `stretch` frames; raises Interrupted."""
    starts = starts_of(-(-mix.frames // SAMPLES_PER_FRAME), stretch)
    ends = [start + RUN_IN + _SEARCH for start in starts[1:]]
    parts = ((Stream(mix, bitrate, start), end) for start, end in zip(starts, [*ends, None], strict=True))
    done = 0
    with on_all_cores(parts, lambda part, look: part[0].go_on(part[1], look)) as begun:
        for data in _joined((stream, encoding) for (stream, _), encoding in begun):
            yield data
            done += len(data)
            if progress:
                progress(min(mix.frames, done * 8 * RATE // (bitrate * 1000)), mix.frames)


def starts_of(frames: int, stretch: int) -> list[int]:
    """Return the frames at which the encoders of a session begin: equal stretches, and a multiple of 4 or 2 of them.

    Then, two or four cores are done at the same time.

    Example:
        >>> starts_of(34_454, stretch=15_000)
        [0, 17248]
    """
    count = 1 + frames // stretch
    count = count // 4 * 4 or count // 2 * 2 or 1
    return [round(number * frames / count / PERIOD) * PERIOD for number in range(count)]


def _joined(streams: Iterator[tuple[Stream, Future[None]]]) -> Iterator[bytes]:
    """Yield the frames of streams that follow each other, as soon as they are encoded."""
    current, encoding = next(streams)
    for following, its_encoding in streams:
        yield from _frames_of(current, encoding, following.first)
        joint = _joint(current, following, its_encoding)
        if joint is None:  # it goes on in the place of the other
            continue
        yield current.pop(joint, following.reservoir(joint, reservoir_of(current.frame(joint))))
        following.pop(joint)
        current, encoding = following, its_encoding
    yield from _frames_of(current, encoding)
    current.go_on(None, check)
    yield current.pop(current.end)


def _frames_of(stream: Stream, encoding: Future[None], end: int = sys.maxsize) -> Iterator[bytes]:
    """Yield a stream's frames before `end`, while they are encoded."""
    over = False
    while not over:
        over = is_done(encoding)
        yield stream.pop(min(end, stream.end))


def _joint(current: Stream, following: Stream, encoding: Future[None]) -> int | None:
    """Return the first frame that is taken from the later of two streams; the earlier goes on until there is one.

    Return None where there is none in all of the later stream.
    """
    begin = max(following.first + RUN_IN, current.first + REACH)
    while True:
        while following.end < begin + _SEARCH and not is_done(encoding):
            pass
        if begin >= following.end:
            return None
        current.go_on(begin + _SEARCH, check)
        numbers = range(begin, min(begin + _SEARCH, current.end, following.end))
        if (joint := best_joint(current, following, numbers)) is not None:
            return joint
        begin += _SEARCH


def best_joint(current: Stream, following: Stream, numbers: Iterable[int]) -> int | None:
    """Return the best of some frames to be the first that is taken from the later of two streams; None: no one can be.

    Best behind a frame that both encoded to the same bytes, and where the least of the reservoir is lost.
    """

    def loss(number: int) -> tuple[bool, int]:
        left = reservoir_of(current.frame(number)) - reservoir_of(following.frame(number))
        return current.frame(number - 1) != following.frame(number - 1), left

    fit = [number for number in numbers if _fits(current, following, number)]
    return min(fit, key=loss, default=None)


def _fits(current: Stream, following: Stream, number: int) -> bool:
    enough = reservoir_of(current.frame(number)) >= reservoir_of(following.frame(number))
    return enough and windows_meet(current.frame(number - 1), following.frame(number))
