"""A listener's file → its sound at 44.1 kHz in stereo, from any frame, with a second or two of it in memory."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import av
import av.filter
import numpy as np

from coach.audio.decode import MediaError
from coach.audio.filters import connect, pull, resample
from coach.sound.recording.corruption import Corruption, check_complete
from coach.sound.recording.declared_duration import declared_seconds
from coach.sound.recording.demuxer import OTHERWISE, RecordingError, audio_of, decode_packet, open_source, packets_of
from coach.sound.recording.seek_index import SeekIndex
from coach.units import RATE

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from av.audio.stream import AudioStream
    from av.packet import Packet

    from coach.audio.samples import Samples
    from coach.sound.recording.seek_index import SeekPoint

    Packets = Iterator[Packet[AudioStream] | None]
    Frames = Iterator[av.AudioFrame]

_NEAR = 2 * RATE
"""The frames ahead that are faster to decode than to seek."""


class Stream:
    """The sound of a file, read in any order. One decoder goes on as long as it is read from front to back.

    The samples are the same to the last bit, sought or not; only a codec that fills in noise of its own where there is
    noise (AAC and AC-3 may) fills in another after a seek.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.name = path.name
        self._seek_index = SeekIndex()
        # All seeks are made in this one, as some demuxers learn positions only by reading past them.
        self._file = open_source(path)
        self._held: Samples = np.zeros((0, 2), np.float32)
        self._held_at = 0
        self._stretches = self._stretched(self._frames(packets_of(self._file), 0), 0)

    def read(self, start: int, end: int) -> Samples:
        """The frames from `start` to `end`, as a fresh array; fewer where the file ends."""
        if not self._held_at <= start <= self._held_at + len(self._held) + _NEAR:
            self._go(start)
        parts = [self._held[:0]]
        while start < end and self._advance(start):
            parts.append(self._held[start - self._held_at : end - self._held_at])
            start += len(parts[-1])
        return np.concatenate(parts)

    def _advance(self, frame: int) -> bool:
        """Decode as far as this frame and hold it; return whether the file has it."""
        while frame >= self._held_at + len(self._held):
            if (following := next(self._stretches, None)) is None:
                return False
            self._held_at += len(self._held)
            self._held = following
        return True

    def _go(self, frame: int) -> None:
        """Go on decoding from the second before a frame's: whole seconds are whole samples at every rate.

        The resampler, too, then gives the same samples as if it had started at the beginning.
        """
        self._stretches.close()
        self._held, second, rate = self._held[:0], max(0, frame // RATE - 1), audio_of(self._file).rate
        if (seek_point := self._seek_index.before(second * rate)) and (packets := self._found(seek_point)):
            self._held_at, skip = second * RATE, second * rate - seek_point.end
            self._stretches = self._stretched(self._frames(packets, seek_point.end), skip)
        else:
            self._held_at = 0
            self._stretches = self._stretched(self._frames(self._again(), 0), 0)

    def _found(self, seek_point: SeekPoint) -> Packets | None:
        """Return the packets after a seek point, with a decoder that has read those before; None if it is not found."""
        try:
            self._file.seek(seek_point.approach, stream=audio_of(self._file))
        except MediaError:  # not logged: in the child process, which decodes from the beginning then
            return None
        packets = packets_of(self._file)
        for packet in packets:
            decode_packet(packet)
            if packet and seek_point.is_in(packet):
                return packets
            if not packet or packet.pts is None or packet.pts > seek_point.time:
                break
        return None

    def _again(self) -> Packets:
        """Yield the packets from the beginning, of a file opened anew: its decoder skips there what a new one skips."""
        with open_source(self._path) as file:
            yield from packets_of(file)

    def _frames(self, packets: Packets, sample: int) -> Frames:
        """Yield the frames of the packets, `sample` samples into the file; raises RecordingError for a broken file."""
        faults = Corruption(self.name, audio_of(self._file))
        for packet in packets:
            if packet:
                faults.expect(packet, sample)
            if not packet or (frames := decode_packet(packet)) is None:
                faults.add(sample)
                continue
            for frame in frames:
                yield frame
                sample += frame.samples
            faults.judge(sample)
            self._seek_index.pass_by(packet, sample, faults.rate)
        check_complete(self.name, sample / faults.rate, declared_seconds(self._path, self._file))

    def _stretched(self, frames: Frames, skip: int) -> Generator[Samples, None, None]:
        """Yield the frames in stretches of a second at 44.1 kHz, without their first `skip` samples."""
        if (first := next(frames, None)) is None:
            return
        graph, waiting = _resampler(first, skip), 0
        for frame in chain((first,), frames):
            try:
                graph.push(frame)
            except MediaError as error:
                told = f"'{self.name}' changes its sample rate or channels on the way"
                raise RecordingError(told, OTHERWISE) from error
            waiting += frame.samples
            if waiting >= first.sample_rate:
                waiting = 0
                yield from map(_samples_in, pull(graph))
        graph.push(None)
        yield from map(_samples_in, pull(graph))


def _resampler(first: av.AudioFrame, skip: int) -> av.filter.Graph:
    graph = av.filter.Graph()
    begin = graph.add_abuffer(sample_rate=first.sample_rate, format=first.format.name, layout=first.layout.name)
    seconds = ("asetnsamples", f"n={RATE}:p=0")
    # As `decode` has it: what a file sounds like does not depend on who reads it.
    filters = (("atrim", f"start_sample={skip}"), resample("fltp", "stereo"), ("aformat", "sample_fmts=flt"), seconds)
    connect(graph, begin, filters)
    return graph


def _samples_in(frame: av.AudioFrame) -> Samples:
    samples: Samples = frame.to_ndarray().reshape(-1, 2).astype(np.float32, copy=False)
    return samples
