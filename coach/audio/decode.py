"""Sound files → samples at 44.1 kHz, by FFmpeg's libraries (PyAV)."""

from __future__ import annotations

from contextlib import contextmanager
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import av
import av.error
import av.filter
import numpy as np

from coach.audio.filters import connect, pull, resample
from coach.interrupts import check
from coach.units import RATE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from av.audio.stream import AudioStream
    from av.container import InputContainer

    from coach.audio.samples import Samples

MediaError = av.error.FFmpegError
"""The error that PyAV raises for a file that it cannot open or decode; also an OSError where the system refused it."""


_END_S = 5
_LONGEST_BLOCK = 1_152
"""The frames of the longest block of a codec that fills up its last one: an MP3's."""
_SECONDS = ("asetnsamples", f"n={RATE}:p=0")
"""The filter that joins frames into chunks of a second: each chunk costs some Python, and a codec's own last 20 ms."""
_AT_ONCE = 5 * RATE
"""The frames that `decode_beside` takes over at a time."""


class Readable(Protocol):
    """A source of bytes, such as a file that is open."""

    def read(self, size: int) -> bytes:
        """Return at most `size` bytes; none at the end."""


def decode(path: Path, layout: str, filters: tuple[tuple[str, str], ...] = ()) -> Samples:
    """Return a whole file at 44.1 kHz as "mono" or "stereo", through ffmpeg filters given as (name, arguments).

    Raises MediaError for anything that is no sound file. A sound file of length 0 gives no frames.
    """
    return _joined(decode_chunks(path, layout, (*filters, _SECONDS)), layout)


def decode_beside(path: Path, layout: str) -> Samples:
    """Return what `decode` does of a file with one sound in it, in few steps of Python.

    A thread that has to wait for Python at each packet does nothing while another one computes in Python. Here, FFmpeg
    reads and decodes without it. Raises MediaError.
    """
    graph = av.filter.Graph()
    chunks = ("asetnsamples", f"n={_AT_ONCE}:p=0")
    connect(graph, graph.add("amovie", filename=str(path)), (resample("fltp", layout), chunks, resample("flt", layout)))
    return _joined((chunk.to_ndarray().astype(np.float32, copy=False) for chunk in pull(graph)), layout)


def _joined(chunks: Iterable[Samples], layout: str) -> Samples:
    data = bytearray()  # grows in place: a list of chunks would need twice the memory when they are joined
    for chunk in chunks:
        data += chunk.tobytes()
    samples: Samples = np.frombuffer(data, np.float32)
    return samples if layout == "mono" else samples.reshape(-1, 2)


def decode_chunks(
    source: Path | Readable,
    layout: str,
    filters: tuple[tuple[str, str], ...] = (),
    options: dict[str, str] | None = None,
) -> Iterator[Samples]:
    """Yield what `decode` returns chunk by chunk; the source may still be growing while it is read.

    `options` are FFmpeg's, for opening it; tags may be in any encoding.
    """
    with _opened(source, options or {}) as container:
        for chunk in _filtered(container, (resample("fltp", layout), *filters, resample("flt", layout))):
            samples: Samples = chunk.to_ndarray().astype(np.float32, copy=False)
            yield samples.reshape(-1) if layout == "mono" else samples.reshape(-1, 2)


def decode_channels(source: Path | Readable, layout: str, frames: int) -> Iterator[tuple[Samples, ...]]:
    """Yield the same samples in chunks of so many frames, the last one shorter; each is its channels, side by side."""
    with _opened(source, {}) as container:
        for chunk in _in_chunks(container, layout, frames):
            yield tuple(np.frombuffer(memoryview(channel), np.float32, chunk.samples) for channel in chunk.planes)


def _in_chunks(container: InputContainer, layout: str, frames: int) -> Iterator[av.AudioFrame]:
    """Yield a sound in chunks of so many frames, its channels apart.

    As most decoders give it so, there is nothing to filter, which would take a quarter of the time of decoding an MP3.
    """
    stream = container.streams.audio[0]
    if (stream.format.name, stream.layout.name, stream.rate) != ("fltp", layout, RATE):
        yield from _filtered(container, (resample("fltp", layout), ("asetnsamples", f"n={frames}:p=0")))
        return
    queue, channels = av.AudioFifo(), stream.layout.nb_channels
    for frame in container.decode(stream):
        check()
        if (frame.layout.nb_channels, frame.rate) != (channels, RATE):  # such a frame would end Python (PyAV 18)
            raise av.error.InvalidDataError(0, "a frame of another layout or rate", container.name)
        frame.pts = None  # the samples follow each other, whatever the container says of their time
        queue.write(frame)
        yield from queue.read_many(frames)
    yield from queue.read_many(frames, partial=True)


@contextmanager
def _opened(source: Path | Readable, options: dict[str, str]) -> Iterator[InputContainer]:
    """Open a source; raises MediaError for one without a sound in it."""
    file = str(source) if isinstance(source, Path) else source
    with av.open(file, "r", metadata_errors="replace", options=options) as container:
        if not container.streams.audio:
            raise av.error.InvalidDataError(0, "no audio in it", str(source))
        yield container


def _filtered(container: InputContainer, filters: tuple[tuple[str, str], ...]) -> Iterator[av.AudioFrame]:
    """Decode a sound and yield what comes out of filters, which have to set the format first.

    If a file has no channel layout, they would let all its channels pass.
    """
    graph = av.filter.Graph()
    begin = graph.add_abuffer(template=container.streams.audio[0])
    connect(graph, begin, filters)
    waiting = 0
    for frame in chain(container.decode(audio=0), [None]):
        check()
        graph.push(frame)
        waiting += frame.samples if frame else 0
        if frame is None or waiting >= frame.sample_rate:  # to ask in vain takes longer than to decode
            waiting = 0
            yield from pull(graph)


def length_of(source: Path | Readable) -> int:
    """Return the length in frames of a file that coach wrote, by decoding only its end; raises MediaError.

    A codec fills up its last block, and the file says where in it the sound ends. That holds, unless it is not there.
    """
    with av.open(str(source) if isinstance(source, Path) else source, "r") as container:
        stream, end = container.streams.audio[0], 0
        start, time_base = stream.start_time or 0, stream.time_base or Fraction(1)
        declared = round(((stream.duration or 0) * time_base - Fraction(_lead_in(stream), stream.rate)) * RATE)
        if declared > _END_S * RATE:  # FFmpeg cannot seek in a FLAC of one block
            container.seek(int((stream.duration or 0) - _END_S / time_base), stream=stream)
        for frame in container.decode(stream):
            end = round((((frame.pts or 0) - start) * time_base + Fraction(frame.samples, stream.rate)) * RATE)
    return declared if 0 <= end - declared < _LONGEST_BLOCK else end


def _lead_in(stream: AudioStream) -> int:
    """Return the samples in front that Opus counts as its length, and that no decoder gives."""
    return stream.codec_context.delay if stream.codec_context.name in ("opus", "libopus") else 0
