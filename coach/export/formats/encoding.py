"""Mix → packets of a codec in a container, by FFmpeg's libraries (PyAV): what M4A, Opus and FLAC have in common."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext
from av.audio.stream import AudioStream

from coach.audio.filters import connect, pull
from coach.audio.prefetch import ahead
from coach.units import RATE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from av.container import OutputContainer
    from av.packet import Packet

    from coach.audio.samples import Samples
    from coach.export.formats import Progress
    from coach.sound.mix import Mix

_LAYOUTS = {1: "mono", 2: "stereo"}
_EXACTLY = {"flags": "+bitexact"}
"""Options of an encoder that writes no version of FFmpeg into the sound."""


@dataclass(frozen=True)
class Encoding:
    """The way in which a format encodes sound."""

    codec: str
    sample_format: str
    """FFmpeg's name of the samples that the encoder takes, such as `fltp`."""
    rate: int = RATE
    bitrate: int | None = None
    """The bitrate in kbit/s; None for a codec without one."""

    def stream_in(self, container: OutputContainer, channels: int) -> AudioStream:
        """Add a stream of this kind to a container."""
        stream = container.add_stream(self.codec, rate=self.rate, layout=_LAYOUTS[channels], options=_EXACTLY)
        assert isinstance(stream, AudioStream)
        stream.format = self.sample_format
        if self.bitrate:
            stream.bit_rate = self.bitrate * 1000
        return stream

    def encoder(self, channels: int) -> AudioCodecContext:
        """Return an encoder of this kind that belongs to no container."""
        encoder = av.CodecContext.create(self.codec, "w")
        assert isinstance(encoder, AudioCodecContext)
        encoder.sample_rate, encoder.layout, encoder.format = self.rate, _LAYOUTS[channels], self.sample_format
        encoder.time_base, encoder.options = Fraction(1, self.rate), _EXACTLY
        if self.bitrate:
            encoder.bit_rate = self.bitrate * 1000
        return encoder

    def packets(self, stream: AudioStream, mix: Mix, progress: Progress | None) -> Iterator[Packet[AudioStream]]:
        """Yield the packets of a whole mix."""
        for frame in self._frames(mix, progress):
            yield from stream.encode(frame)

    def _frames(self, mix: Mix, progress: Progress | None) -> Iterator[av.AudioFrame | None]:
        """Yield the mix in the encoder's own form, and None at its end; the next block is mixed meanwhile."""
        graph, layout = av.filter.Graph(), _LAYOUTS[mix.channels]
        source = graph.add_abuffer(sample_rate=RATE, format="flt", layout=layout)
        form = f"sample_fmts={self.sample_format}:sample_rates={self.rate}:channel_layouts={layout}"
        length = (("apad", ""), ("atrim", f"end_sample={self._length(mix.frames)}"))
        connect(graph, source, (("aformat", form), *(length if self.rate != RATE else ())))
        for block in ahead((block.start, block.samples) for block in mix.blocks()):
            graph.push(_frame(*block, mix.channels))
            yield from pull(graph)
            if progress:
                progress(block[0] + len(block[1]), mix.frames)
        graph.push(None)
        yield from pull(graph)
        yield None

    def _length(self, frames: int) -> int:
        """Return the samples at the encoder's rate that last as long as `frames`."""
        return round(Fraction(frames * self.rate, RATE))


def _frame(start: int, samples: Samples, channels: int) -> av.AudioFrame:
    interleaved = np.ascontiguousarray(samples[:, :channels]).reshape(1, -1)
    frame = av.AudioFrame.from_ndarray(interleaved, format="flt", layout=_LAYOUTS[channels])
    frame.sample_rate, frame.pts = RATE, start
    return frame
