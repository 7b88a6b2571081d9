from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import av
import numpy as np
import pytest

from coach.audio.samples import Samples
from coach.errors import UsageError
from coach.export.formats.encoding import Encoding
from coach.sound.mix import Mix
from coach.units import RATE
from tests.export.formats.making import Silence, silent_mix, timeline_of

pytestmark = pytest.mark.unit

PCM = Encoding("pcm_f32le", "flt")
"""Samples as they are, so that packets can be compared with the mix."""


class Noise(Silence):
    """A background of the same noise each time."""

    def read(self, start: int, end: int) -> Samples:
        sides = np.random.default_rng(start).standard_normal((end - start, 2))
        return sides.astype(np.float32) * np.float32(0.1)


class Unreadable(Silence):
    """A background that cannot be read any more after its first second."""

    def read(self, start: int, end: int) -> Samples:
        if start:
            raise UsageError("the recording is gone")
        return super().read(start, end)


def mix_over(background: Silence, ms: int = 2_345, channels: int = 2) -> Mix:
    silent = silent_mix(timeline_of("T", [None], [0, ms]))
    return Mix(silent.timeline, silent.levels, background, channels=channels)


@contextmanager
def encoded(encoding: Encoding, mix: Mix, seen: list[tuple[int, int]] | None = None) -> Iterator[list[bytes]]:
    """Give the bytes of all packets."""
    with av.open(BytesIO(), "w", format="matroska") as container:
        stream = encoding.stream_in(container, mix.channels)
        yield [bytes(packet) for packet in encoding.packets(stream, mix, lambda *at: seen.append(at) if seen else None)]


def test_the_encoder_gets_the_samples_of_the_mix() -> None:
    mix = mix_over(Noise())
    with encoded(PCM, mix) as packets:
        heard = np.frombuffer(b"".join(packets), np.float32).reshape(-1, 2)
    assert np.array_equal(heard, np.concatenate([block.samples for block in mix.blocks()]))


def test_mono_is_one_channel_the_left_of_two_that_are_the_same() -> None:
    mix = mix_over(Noise(), channels=1)
    with encoded(PCM, mix) as packets:
        heard = np.frombuffer(b"".join(packets), np.float32)
    assert np.array_equal(heard, np.concatenate([block.samples[:, 0] for block in mix.blocks()]))


@pytest.mark.parametrize("ms", [1, 999, 1_000, 2_345])
def test_at_another_rate_it_lasts_as_long_to_the_sample(ms: int) -> None:
    mix = mix_over(Silence(), ms)
    with encoded(Encoding("pcm_f32le", "flt", 48_000), mix) as packets:
        assert len(b"".join(packets)) // 8 == round(mix.frames * 48_000 / RATE)


def test_progress_is_told_a_second_at_a_time() -> None:
    mix, seen = mix_over(Silence()), [(0, 0)]
    with encoded(PCM, mix, seen):
        assert seen[1:] == [(RATE, mix.frames), (2 * RATE, mix.frames), (mix.frames, mix.frames)]


def test_an_error_of_the_background_reaches_the_writer() -> None:
    with pytest.raises(UsageError, match="the recording is gone"), encoded(PCM, mix_over(Unreadable())):
        pass


def test_the_stream_is_what_was_asked_for() -> None:
    with av.open(BytesIO(), "w", format="ogg") as container:
        stream = Encoding("libopus", "flt", 48_000, 96).stream_in(container, 1)
        assert (stream.rate, stream.bit_rate, stream.layout.name) == (48_000, 96_000, "mono")
        assert stream.format.name == "flt"
