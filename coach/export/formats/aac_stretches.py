"""Mix → packets of AAC-LC, encoded on all cores: the same bytes whatever their number.

A session is cut at fixed packets. Each stretch has an encoder of its own, which begins so much earlier that it has come
to its rate, and so to the quality of one that has gone on. Two stretches are joined behind a packet whose window both
encoders chose alike: then the halves that overlap add up to the sound (Princen and Bradley, "Analysis/synthesis filter
bank design based on time domain aliasing cancellation", 1986), and a decoder of AAC-LC keeps nothing else from one to
the next (ISO/IEC 14496-3, 4.6). Where there is no such packet, the first encoder goes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import av
import numpy as np

from coach.audio.prefetch import wait_for
from coach.export.batches import batches
from coach.export.on_all_cores import on_all_cores
from coach.interrupts import check
from coach.units import RATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from av.audio.codeccontext import AudioCodecContext
    from av.packet import Packet
    from av.stream import Stream

    from coach.audio.samples import Samples
    from coach.export.formats import Progress
    from coach.export.formats.encoding import Encoding
    from coach.sound.mix import Mix

BLOCK = 1024
"""The frames of a packet."""
STRETCH = 4096
"""The packets of a stretch: 95 seconds."""
RUN_IN = 860
"""The packets by which an encoder begins earlier, 20 seconds. FFmpeg takes 600 to 800 to come to its rate: until then,
white noise at 128 kbit/s has up to 4 dB more error (measured with FFmpeg 8.1)."""
_SEARCH = 43
"""The packets by which an encoder goes on for a joint to be found: a second."""
_LOOKAHEAD = 3
"""The packets by which an encoder is behind what it was given."""
_SINGLE, _PAIR = 0, 1


@dataclass(frozen=True)
class Stretch:
    """A part of a session and its packets; `packets[0]` is the session's packet `first`."""

    first: int
    last: int | None
    """The packet before which it ends; None for the end of the session."""
    packets: tuple[Packet[Stream], ...]

    def of(self, number: int) -> bytes:
        """Return the bytes of a packet of the session."""
        return bytes(self.packets[number - self.first])


def aac_packets(encoding: Encoding, mix: Mix, progress: Progress | None) -> Iterator[Packet[Stream]]:
    """Yield the packets of a whole mix, with the session's times; raises Interrupted."""
    encode = partial(_encoded, encoding, mix)
    cuts = [*range(0, max(1, -(-mix.frames // BLOCK) - _SEARCH), STRETCH)]
    with on_all_cores(_spans(cuts), encode) as begun:
        stretches = (wait_for(stretch) for _, stretch in begun)
        done, current = 0, next(stretches)
        for cut, following in zip(cuts[1:], stretches, strict=True):
            joint = joint_of(current, following, cut)
            if joint is None:
                current = encode((current.first, following.last), check)
                continue
            yield from current.packets[done - current.first : joint - current.first]
            done, current = joint, following
            if progress:
                progress(done * BLOCK, mix.frames)
    yield from current.packets[done - current.first :]
    if progress:
        progress(mix.frames, mix.frames)


def joint_of(before: Stretch, after: Stretch, cut: int) -> int | None:
    """Return the first packet that is taken from the later of two stretches; None where they cannot be joined.

    Best behind a packet that both encoded to the same bytes, else behind one whose window is the same.
    """
    alike = [n for n in range(cut + 1, cut + _SEARCH) if _joins(before.of(n - 1), after.of(n - 1))]
    equal = (n for n in alike if before.of(n - 1) == after.of(n - 1))
    return next(equal, next(iter(alike), None))


def _joins(one: bytes, other: bytes) -> bool:
    return window_of(one) == window_of(other) is not None


def window_of(packet: bytes) -> tuple[int, int, int] | None:
    """Return the element, window sequence and window shape of a packet; None where each channel has its own window.

    Example:
        >>> window_of(bytes((0b001_0000_1, 0b0_10_1_0000)))  # a pair with a common window, of short ones, by Kaiser
        (1, 2, 1)
    """
    bits = int.from_bytes(packet[:3].ljust(3, b"\0"), "big")
    element = bits >> 21
    if element == _PAIR and bits >> 16 & 1:  # behind a tag of 4 bits: whether both channels have one window
        return element, bits >> 13 & 3, bits >> 12 & 1
    if element == _SINGLE:  # behind the tag and a gain of 8 bits
        return element, bits >> 6 & 3, bits >> 5 & 1
    return None


def _spans(cuts: list[int]) -> Iterator[tuple[int, int | None]]:
    """Yield the first packet of each stretch, and the one before which it ends; None for the end of the session."""
    for start, end in pairwise([*cuts, None]):
        assert start is not None
        yield max(0, start - RUN_IN), None if end is None else end + _SEARCH


def _encoded(encoding: Encoding, mix: Mix, span: tuple[int, int | None], look: Callable[[], None]) -> Stretch:
    """Encode a stretch from its first packet on, a little farther than up to its last."""
    (first, last), encoder, packets = span, encoding.encoder(mix.channels), []
    end = mix.frames if last is None else (last + _LOOKAHEAD) * BLOCK
    for start, _, samples in batches(mix, first * BLOCK, end, np.ascontiguousarray):
        look()
        packets += encoder.encode(_frame(encoder, samples, start))
    packets += encoder.encode(None)
    for number, packet in enumerate(packets, first - 1):
        packet.pts = packet.dts = number * BLOCK
        packet.time_base = Fraction(1, RATE)
    return Stretch(first, last, tuple(packets))


def _frame(encoder: AudioCodecContext, samples: Samples, start: int) -> av.AudioFrame:
    planes = np.ascontiguousarray(samples.T)
    frame = av.AudioFrame.from_ndarray(planes, format="fltp", layout=encoder.layout.name)
    frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
    return frame
