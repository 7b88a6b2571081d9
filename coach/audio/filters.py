"""Samples → samples through FFmpeg's filters (PyAV): the one place where filter graphs are built and read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import av
import av.error
import av.filter
import numpy as np

from coach.units import RATE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.audio.samples import Samples


class Filters:
    """A chain of ffmpeg filters, given as (name, arguments), for a sound of one layout that arrives in stretches."""

    def __init__(self, *filters: tuple[str, str], layout: str = "stereo") -> None:
        self._graph, self._layout = av.filter.Graph(), layout
        source = self._graph.add_abuffer(sample_rate=RATE, format="flt", layout=layout)
        connect(self._graph, source, filters)
        self._frames = 0

    def push(self, samples: Samples) -> Iterator[av.AudioFrame]:
        """Filter the next stretch and yield what comes out; a long one goes in second by second, which is quicker."""
        for start in range(0, len(samples), RATE):
            block = np.ascontiguousarray(samples[start : start + RATE], np.float32)
            frame = av.AudioFrame.from_ndarray(block.reshape(1, -1), format="flt", layout=self._layout)
            frame.sample_rate, frame.pts = RATE, self._frames
            self._frames += len(block)
            self._graph.push(frame)
            yield from pull(self._graph)

    def end(self) -> Iterator[av.AudioFrame]:
        """End the sound, and yield what was left in the filters."""
        self._graph.push(None)
        yield from pull(self._graph)


def resample(sample: str, layout: str) -> tuple[str, str]:
    """Return the filter that gives one sample format ("flt", "fltp") and layout ("mono", "stereo") at 44.1 kHz."""
    return "aformat", f"sample_fmts={sample}:sample_rates={RATE}:channel_layouts={layout}"


def connect(graph: av.filter.Graph, source: av.filter.FilterContext, filters: tuple[tuple[str, str], ...]) -> None:
    """Build a graph: a source, filters as (name, arguments), and a sink; raises ValueError for an unknown filter."""
    nodes = [source, *(graph.add(name, arguments) for name, arguments in filters), graph.add("abuffersink")]
    graph.link_nodes(*nodes).configure()


def pull(graph: av.filter.Graph) -> Iterator[av.AudioFrame]:
    """Yield each frame that has come out of a graph so far."""
    while True:
        try:
            frame = graph.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return
        assert isinstance(frame, av.AudioFrame)
        yield frame
