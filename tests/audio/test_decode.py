from __future__ import annotations

import wave
from collections.abc import Callable
from pathlib import Path

import lameenc
import numpy as np
import pytest

from coach.audio.decode import MediaError, decode, decode_beside, decode_channels, decode_chunks
from coach.audio.samples import Samples
from coach.sound.sound_library import file_of
from coach.units import RATE

pytestmark = pytest.mark.unit


def sine(level_db: float, seconds: float = 4, hertz: float = 997) -> Samples:
    wave_of_time = np.sin(2 * np.pi * hertz * np.arange(int(seconds * RATE)) / RATE)
    return (10 ** (level_db / 20) * wave_of_time).astype(np.float32)


def written(path: Path, samples: Samples, rate: int = RATE) -> Path:
    channels = 1 if samples.ndim == 1 else samples.shape[1]
    with wave.open(str(path), "wb") as file:
        file.setparams((channels, 2, rate, 0, "NONE", "not compressed"))
        file.writeframes(np.rint(samples * 32767).astype("<i2").tobytes())
    return path


def test_a_file_comes_back_as_it_was_written(tmp_path: Path) -> None:
    stereo = np.stack((sine(-10), sine(-20)), axis=1)
    assert np.allclose(decode(written(tmp_path / "s.wav", stereo), "stereo"), stereo, atol=1e-4)


@pytest.mark.parametrize("rate", [8_000, 22_050, 48_000, 96_000])
def test_any_rate_is_resampled_and_keeps_its_length(tmp_path: Path, rate: int) -> None:
    tone = np.sin(2 * np.pi * 440 * np.arange(rate * 2) / rate).astype(np.float32) * np.float32(0.5)
    samples = decode(written(tmp_path / "r.wav", tone, rate), "mono")
    assert len(samples) == pytest.approx(2 * RATE, abs=32)
    assert np.argmax(np.abs(np.fft.rfft(samples[:RATE]))) == 440


def test_a_filter_is_applied_to_a_file_that_does_not_name_its_channels(tmp_path: Path) -> None:
    samples = decode(written(tmp_path / "f.wav", sine(-10, hertz=50)), "mono", (("highpass", "f=500"),))
    assert samples[RATE:].std() < 0.05 * sine(-10).std()


def test_what_is_no_sound_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "text.wav"
    path.write_text("not a sound")
    with pytest.raises(MediaError):
        decode(path, "mono")


@pytest.mark.parametrize("layout", ["mono", "stereo"])
def test_a_file_without_any_sound_gives_no_frames(tmp_path: Path, layout: str) -> None:
    nothing = written(tmp_path / "n.wav", np.zeros((0, 2), np.float32))
    assert decode(nothing, layout).shape == {"mono": (0,), "stereo": (0, 2)}[layout]


@pytest.mark.parametrize("layout", ["mono", "stereo"])
def test_chunk_by_chunk_a_file_is_the_same(layout: str) -> None:
    path = file_of("end-bell")
    chunks = list(decode_chunks(path, layout))
    assert len(chunks) > 10
    assert np.array_equal(np.concatenate(chunks), decode(path, layout))


def test_chunks_can_be_had_in_a_size_that_is_wanted() -> None:
    path = file_of("end-bell")
    chunks = list(decode_chunks(path, "stereo", (("asetnsamples", f"n={RATE}:p=0"),)))
    assert {len(chunk) for chunk in chunks[:-1]} == {RATE}
    assert np.array_equal(np.concatenate(chunks), decode(path, "stereo"))


def test_a_file_can_be_left_after_a_chunk(tmp_path: Path, ffmpeg: Callable[[Path], Samples]) -> None:
    path = written(tmp_path / "s.wav", np.stack((sine(-10),) * 2, axis=1))
    chunks = decode_chunks(path, "stereo")
    first = next(chunks)
    assert len(first) < RATE
    assert np.allclose(first, ffmpeg(path)[: len(first)], atol=1e-4)
    chunks.close()  # type: ignore[attr-defined]


def test_what_is_no_sound_file_is_refused_with_its_first_chunk(tmp_path: Path) -> None:
    path = tmp_path / "text.wav"
    path.write_text("not a sound")
    with pytest.raises(MediaError):
        next(decode_chunks(path, "mono"))


@pytest.mark.parametrize("layout", ["mono", "stereo"])
@pytest.mark.parametrize("rate", [RATE, 48_000])
def test_channel_by_channel_a_file_is_the_same(tmp_path: Path, layout: str, rate: int) -> None:
    path = written(tmp_path / "s.wav", np.stack((sine(-10), sine(-20, hertz=440)), axis=1), rate)
    chunks = list(decode_channels(path, layout, 10_000))
    assert {len(channel) for chunk in chunks[:-1] for channel in chunk} == {10_000}
    assert np.array_equal(np.concatenate(chunks, axis=1), np.atleast_2d(decode(path, layout).T))


def test_what_is_decoded_beside_is_the_same_and_its_path_may_have_any_character(tmp_path: Path) -> None:
    odd = tmp_path / "a:b'c,[d];\\é %d=1.opus"
    odd.write_bytes(file_of("heard").read_bytes())
    for layout in ("mono", "stereo"):
        assert np.array_equal(decode_beside(odd, layout), decode(odd, layout))


@pytest.mark.parametrize("content", [None, b"", b"no sound" * 999])
def test_what_is_no_sound_is_told_beside_as_well(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "x.opus"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(MediaError):
        decode_beside(path, "stereo")


def mp3(samples: Samples) -> bytes:
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(samples.ndim)
    encoder.set_in_sample_rate(RATE)
    return bytes(encoder.encode(np.rint(samples * 32767).astype("<i2").tobytes()) + encoder.flush())


@pytest.mark.parametrize("channels", [1, 2])
def test_channel_by_channel_a_sound_that_needs_no_filter_is_the_same(tmp_path: Path, channels: int) -> None:
    (path := tmp_path / "s.mp3").write_bytes(mp3(np.stack((sine(-10), sine(-20)), axis=1)))
    layout = {1: "mono", 2: "stereo"}[channels]
    chunks = list(decode_channels(path, layout, 10_000))
    assert {len(side) for sides in chunks[:-1] for side in sides} == {10_000}
    whole = decode(path, layout).reshape(-1, channels)
    assert np.array_equal(np.concatenate([np.stack(sides, axis=1) for sides in chunks]), whole)


def test_channel_by_channel_a_sound_that_becomes_another_one_is_refused(tmp_path: Path) -> None:
    (path := tmp_path / "s.mp3").write_bytes(mp3(np.stack((sine(-10), sine(-20)), axis=1)) + mp3(sine(-10)))
    with pytest.raises(MediaError):
        list(decode_channels(path, "stereo", 10_000))
