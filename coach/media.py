"""Sound files ↔ arrays, by ffmpeg's libraries (PyAV): decode, filter, resample, measure loudness."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import av
import av.error
import av.filter
import numpy as np
from numpy.typing import NDArray

from coach.units import RATE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Samples = NDArray[np.float32]
"""Full scale is ±1. Mono: shape (frames,). Stereo: shape (frames, 2)."""

MediaError = av.error.FFmpegError
"""What PyAV raises for a file that it cannot open or decode; an OSError where the system said no."""

_BLOCK = RATE


@dataclass(frozen=True)
class Loudness:
    """What ITU-R BS.1770 says of a sound; `-inf` where there is nothing to hear."""

    lufs: float
    """Integrated loudness (EBU R 128, gated)."""
    peak_dbtp: float
    """True peak, four times oversampled."""


def decode(path: Path, layout: str, filters: tuple[tuple[str, str], ...] = ()) -> Samples:
    """A whole file at 44.1 kHz as "mono" or "stereo", through ffmpeg filters given as (name, arguments).

    Raises MediaError for what is no sound file. A file without any sound gives no frames.
    """
    with av.open(str(path)) as container:
        if not container.streams.audio:
            raise av.error.InvalidDataError(0, "no audio in it", str(path))
        graph = av.filter.Graph()
        source = graph.add_abuffer(template=container.streams.audio[0])
        # The format comes first: in a file that names no places for its channels, filters would let them all pass.
        _end(graph, source, (_format("fltp", layout), *filters, _format("flt", layout)))
        data = bytearray()  # grows in place: a list of chunks would need twice the memory when they are joined
        for frame in chain(container.decode(audio=0), [None]):
            graph.push(frame)
            for chunk in _pull(graph):
                data += chunk.to_ndarray().tobytes()
    samples: Samples = np.frombuffer(data, np.float32)
    return samples if layout == "mono" else samples.reshape(-1, 2)


def measure(samples: Samples) -> Loudness:
    """The loudness of a sound as it is heard from two loudspeakers (mono: the same in both)."""
    stereo = np.repeat(samples[:, None], 2, axis=1) if samples.ndim == 1 else samples
    graph = av.filter.Graph()
    source = graph.add_abuffer(sample_rate=RATE, format="flt", layout="stereo")
    _end(graph, source, (("ebur128", "metadata=1:peak=true"),))
    lufs, peak = -math.inf, 0.0
    for frame in (*_frames(stereo), None):
        graph.push(frame)
        for heard in _pull(graph):
            lufs = float(heard.metadata.get("lavfi.r128.I", lufs))
            peak = max(peak, *(float(heard.metadata.get(f"lavfi.r128.true_peaks_ch{n}", 0)) for n in (0, 1)))
    return Loudness(lufs if lufs > -70 else -math.inf, 20 * math.log10(peak) if peak else -math.inf)  # noqa: PLR2004


def _format(sample: str, layout: str) -> tuple[str, str]:
    return "aformat", f"sample_fmts={sample}:sample_rates={RATE}:channel_layouts={layout}"


def _end(graph: av.filter.Graph, source: av.filter.FilterContext, filters: tuple[tuple[str, str], ...]) -> None:
    nodes = [source, *(graph.add(name, arguments) for name, arguments in filters), graph.add("abuffersink")]
    graph.link_nodes(*nodes).configure()


def _pull(graph: av.filter.Graph) -> Iterator[av.AudioFrame]:
    while True:
        try:
            frame = graph.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return
        assert isinstance(frame, av.AudioFrame)
        yield frame


def _frames(stereo: Samples) -> Iterator[av.AudioFrame]:
    for start in range(0, len(stereo), _BLOCK):
        block = np.ascontiguousarray(stereo[start : start + _BLOCK], np.float32)
        frame = av.AudioFrame.from_ndarray(block.reshape(1, -1), format="flt", layout="stereo")
        frame.sample_rate, frame.pts = RATE, start
        yield frame
