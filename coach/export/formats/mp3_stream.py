"""Mix → frames of MP3 by one encoder: from some frame of the session on, as far as they are wanted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import lameenc

from coach.export.batches import batches
from coach.export.formats.mp3_frames import last_main_data, reservoir_of, split, with_reservoir
from coach.export.pcm import packed
from coach.export.xing_header import SAMPLES_PER_FRAME
from coach.units import RATE

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.sound.mix import Mix

_LOOKAHEAD = 3
"""The frames by which an encoder is behind what it was given."""
REACH = 3
"""The frames in which a reservoir lies at the most: 511 bytes, of which one of 64 kbit/s has 172."""
_QUALITY = 3
"""The effort on LAME's scale, the same as that of `lame -b 128`."""
_SCALE = {64: 0.95, 80: 0.95, 96: 0.95, 112: 0.95, 128: 0.95, 160: 0.95, 192: 0.97, 224: 0.98, 256: 1, 320: 1}
"""The factor by which LAME 3.100 multiplies its input at a bitrate (`lame --verbose` shows it); it is undone here."""


class Stream:
    """An encoder on its way through a session, and those of its frames that have not been taken."""

    def __init__(self, mix: Mix, bitrate: int, first: int) -> None:
        """Begin an encoder at the session's frame of MP3 `first`."""
        self.first, self.frames = first, list[bytes]()
        """The number of the frame that `frames[0]` is."""
        self._mix, self._bitrate, self._encoder = mix, bitrate, _encoder(bitrate, mix.channels)
        self._fed, self._over, self._rest = first * SAMPLES_PER_FRAME, False, b""

    @property
    def end(self) -> int:
        """The number of the frame behind the last one."""
        return self.first + len(self.frames)

    def frame(self, number: int) -> bytes:
        """Return a frame of the session."""
        return self.frames[number - self.first]

    def go_on(self, end: int | None, look: Callable[[], None]) -> None:
        """Encode up to the session's frame of MP3 `end`; None: to the end of the session. `look` may raise."""
        samples = self._mix.frames
        wanted = samples if end is None else min(samples, (end + _LOOKAHEAD) * SAMPLES_PER_FRAME)
        pcm = partial(packed, gain=1 / _SCALE[self._bitrate])
        for _, fed, data in batches(self._mix, self._fed, wanted, pcm):
            look()
            self._take(self._encoder.encode(data))
            self._fed = fed
        if self._fed == samples and not self._over:
            self._over = True
            self._take(self._encoder.flush())

    def pop(self, end: int, reservoir: bytes = b"") -> bytes:
        """Remove the frames before `end`, and return them, the last bytes of their main data replaced."""
        count = max(0, end - self.first)
        taken = self.frames[:count]
        del self.frames[:count]  # in place: another thread may be adding more
        self.first += count
        return b"".join(taken[:-REACH] + with_reservoir(taken[-REACH:], reservoir))

    def reservoir(self, number: int, size: int) -> bytes:
        """Return what a frame has in its reservoir, behind as many zeros as make it `size` bytes."""
        before = self.frames[max(0, number - REACH - self.first) : number - self.first]
        return last_main_data(before, reservoir_of(self.frame(number))).rjust(size, b"\0")

    def _take(self, data: bytes) -> None:
        frames, self._rest = split(self._rest + data, self._bitrate)
        self.frames.extend(frames)


def _encoder(bitrate: int, channels: int) -> lameenc.Encoder:
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(channels)
    encoder.set_in_sample_rate(RATE)
    encoder.set_out_sample_rate(RATE)  # at low bit rates LAME would choose another one
    encoder.set_bit_rate(bitrate)
    encoder.set_quality(_QUALITY)
    return encoder
