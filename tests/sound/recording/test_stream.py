from __future__ import annotations

from pathlib import Path
from typing import cast

import av
import numpy as np
import pytest
from av.audio.stream import AudioStream
from hypothesis import given
from hypothesis import strategies as st

from coach.audio.decode import decode
from coach.audio.samples import Samples
from coach.sound.recording.demuxer import RecordingError
from coach.sound.recording.seek_index import SeekIndex
from coach.sound.recording.stream import Stream
from coach.units import RATE
from tests.kinds import at_most

pytestmark = pytest.mark.session

VARIABLE = {"flags": "+qscale", "global_quality": str(4 * 118)}
# suffix, codec, rate, layout, options of the encoder
FORMATS: dict[str, tuple[str, str, int, str, dict[str, str]]] = {
    "MP3": ("mp3", "libmp3lame", 44_100, "stereo", {}),
    "MP3 at 22.05 kHz in mono": ("mp3", "libmp3lame", 22_050, "mono", {}),
    "MP3 of a variable rate without a header": ("mp3", "libmp3lame", 44_100, "stereo", VARIABLE),
    "OGG": ("ogg", "vorbis", 44_100, "stereo", {"strict": "-2"}),
    "Opus": ("opus", "libopus", 48_000, "stereo", {}),
    "Opus in WebM": ("webm", "libopus", 48_000, "mono", {}),
    "AAC": ("m4a", "aac", 44_100, "stereo", {"aac_pns": "0"}),
    "AAC without a container": ("aac", "aac", 48_000, "stereo", {"aac_pns": "0"}),
    "AAC in a stream for television": ("ts", "aac", 48_000, "stereo", {"aac_pns": "0"}),
    "FLAC": ("flac", "flac", 44_100, "stereo", {}),
    "FLAC at 96 kHz": ("flac", "flac", 96_000, "stereo", {}),
    "FLAC with six channels": ("flac", "flac", 48_000, "5.1", {}),
    "WAV": ("wav", "pcm_s16le", 44_100, "stereo", {}),
    "WAV at 8 kHz in mono": ("wav", "pcm_s16le", 8_000, "mono", {}),
    "WAV of floats at 48 kHz": ("wav", "pcm_f32le", 48_000, "stereo", {}),
    "WAV at a rate of its own": ("wav", "pcm_s24le", 44_056, "stereo", {}),
    "Matroska": ("mkv", "vorbis", 44_100, "stereo", {"strict": "-2"}),
}
CHANNELS = {"mono": 1, "stereo": 2, "5.1": 6}
SECONDS = 12


def noise(seconds: float, channels: int = 2, rate: int = RATE) -> Samples:
    """Pink, so that lossy encoders keep it as it is."""
    frames = int(seconds * rate)
    spectrum = np.fft.rfft(np.random.default_rng(7).standard_normal((frames, channels)), axis=0)
    pink = np.fft.irfft(spectrum / np.sqrt(np.arange(1, len(spectrum) + 1))[:, None], frames, axis=0)
    return np.asarray(0.1 * pink / pink.std(), np.float32)


def encoded(path: Path, samples: Samples, codec: str, rate: int, layout: str, options: dict[str, str]) -> Path:
    muxing = {"write_xing": "0", "id3v2_version": "0"} if options == VARIABLE else {}
    with av.open(str(path), "w", options=muxing) as file:
        stream = cast(AudioStream, file.add_stream(codec, rate=rate, options=options))
        stream.codec_context.layout = layout
        for at in range(0, len(samples), rate):
            block = np.ascontiguousarray(samples[at : at + rate]).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(block, format="flt", layout=layout)
            frame.sample_rate, frame.pts = rate, at
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return path


@pytest.fixture(scope="session", params=FORMATS)
def source(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve seconds of noise in each of the formats."""
    suffix, codec, rate, layout, options = FORMATS[request.param]
    path = tmp_path_factory.mktemp("sources") / f"waves.{suffix}"
    return encoded(path, noise(SECONDS, CHANNELS[layout], rate), codec, rate, layout, options)


def whole(stream: Stream) -> Samples:
    blocks = [stream.read(0, RATE)]
    while len(blocks[-1]):
        blocks.append(stream.read(len(blocks) * RATE, (len(blocks) + 1) * RATE))
    return np.concatenate(blocks)


def same(one: Samples, other: Samples) -> bool:
    return one.shape == other.shape and bool(np.abs(one - other).max(initial=0) <= 1e-3)


def test_block_by_block_it_gives_what_decoding_at_once_gives(source: Path) -> None:
    assert np.array_equal(whole(Stream(source)), decode(source, "stereo"))


@at_most(6)
@given(places=st.lists(st.integers(0, SECONDS * RATE), min_size=1, max_size=4), frames=st.integers(1, 2 * RATE))
def test_from_any_place_it_gives_what_is_there(source: Path, places: list[int], frames: int) -> None:
    stream = Stream(source)
    expected = whole(stream)
    for place in places:
        assert same(stream.read(place, place + frames), expected[place : place + frames])


@pytest.mark.parametrize("name", ["FLAC", "WAV"])
def test_without_loss_every_bit_is_the_same_from_any_place(name: str, tmp_path: Path) -> None:
    suffix, codec, rate, layout, options = FORMATS[name]
    stream = Stream(encoded(tmp_path / f"waves.{suffix}", noise(SECONDS), codec, rate, layout, options))
    expected = whole(stream)
    for place in (10 * RATE + 1, 3 * RATE - 1, 7 * RATE, 0, 12 * RATE - 5):
        assert np.array_equal(stream.read(place, place + 5000), expected[place : place + 5000])


@pytest.mark.parametrize(("suffix", "codec", "layout"), [("m4a", "aac", "stereo"), ("ac3", "ac3", "5.1")])
def test_a_codec_that_fills_in_noise_of_its_own_keeps_its_place(
    tmp_path: Path, suffix: str, codec: str, layout: str
) -> None:
    channels = CHANNELS[layout]
    stream = Stream(encoded(tmp_path / f"s.{suffix}", noise(6, channels, 48_000), codec, 48_000, layout, {}))
    expected, place = whole(stream), 4 * RATE + 123
    there = stream.read(place, place + 5000)[:, 0]
    likeness = [np.vdot(there, expected[place + off :][:5000, 0]) for off in range(-3, 4)]
    assert np.argmax(likeness) == 3


def test_readers_in_turn_do_not_disturb_each_other(source: Path) -> None:
    stream, expected = Stream(source), decode(source, "stereo")
    for second in range(3):
        for ahead in (0, 6):
            start = (second + ahead) * RATE
            assert same(stream.read(start, start + RATE), expected[start : start + RATE])


def test_what_is_read_may_be_changed(tmp_path: Path) -> None:
    stream = Stream(encoded(tmp_path / "s.wav", noise(3), "pcm_s16le", RATE, "stereo", {}))
    expected = stream.read(100, 200).copy()
    first = stream.read(100, 200)
    first *= 0
    assert np.array_equal(stream.read(100, 200), expected)


def test_going_on_makes_no_seek(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Stream(encoded(tmp_path / "s.mp3", noise(SECONDS), "libmp3lame", RATE, "stereo", {}))
    monkeypatch.setattr(Stream, "_go", lambda *_: pytest.fail("it starts anew"))
    assert len(whole(stream)) == pytest.approx(SECONDS * RATE, abs=RATE // 10)


@pytest.mark.parametrize("second", [1, 2], ids=["the same", "another"])
def test_two_sounds_in_one_file_are_one_after_the_other(tmp_path: Path, second: int) -> None:
    """Each with times of its own, so that a seek may lead to either."""
    options = {"strict": "-2"}
    parts = [encoded(tmp_path / f"{n}.ogg", noise(8) * n, "vorbis", RATE, "stereo", options) for n in (1, second)]
    (tmp_path / "both.ogg").write_bytes(b"".join(part.read_bytes() for part in parts))
    stream = Stream(tmp_path / "both.ogg")
    expected = whole(stream)
    assert len(expected) == pytest.approx(16 * RATE, abs=RATE // 10)
    for place in (13 * RATE, 5 * RATE, 9 * RATE, 7 * RATE + RATE // 2):
        assert np.array_equal(stream.read(place, place + RATE), expected[place : place + RATE])


def test_a_landmark_is_known_by_its_time_and_by_what_is_in_it(tmp_path: Path) -> None:
    paths = [encoded(tmp_path / f"{n}.wav", noise(4) * n, "pcm_s16le", RATE, "stereo", {}) for n in (1, 2)]
    landmarks, sample, landmark = SeekIndex(), 0, None
    with av.open(str(paths[0])) as file, av.open(str(paths[1])) as other:
        for packet, changed in zip(file.demux(audio=0), other.demux(audio=0), strict=True):
            if landmark := landmarks.before(sample):
                assert landmark.time < sample
                assert not landmark.is_in(packet)
            sample += packet.size // 4
            landmarks.pass_by(packet, sample, RATE)
            if (latest := landmarks.before(sample)) and latest.end == sample:
                assert latest.is_in(packet)
                assert not latest.is_in(changed)
    assert landmark
    assert landmark.end > 2 * RATE


def test_a_file_that_changes_its_rate_is_told(tmp_path: Path) -> None:
    options = {"reservoir": "0"}
    slow = encoded(tmp_path / "a.mp3", noise(4, 2, 22_050), "libmp3lame", 22_050, "stereo", options)
    fast = encoded(tmp_path / "b.mp3", noise(4), "libmp3lame", RATE, "stereo", options)
    (tmp_path / "both.mp3").write_bytes(fast.read_bytes() + slow.read_bytes())
    with pytest.raises(RecordingError, match=r"'both\.mp3' (is broken after|changes its sample rate)"):
        whole(Stream(tmp_path / "both.mp3"))
