"""What is broken, and what only looks so."""

from __future__ import annotations

import gc
import subprocess
import sys
import wave
from pathlib import Path

import av
import av.error
import numpy as np
import pytest

from coach.sound.recording import RecordingError, check_recording, open_recording
from coach.sound.recording.stream import Stream
from coach.units import RATE
from tests.sound.recording.making import CODECS, black, encoded, heard, noise, refused, silence, wav

pytestmark = pytest.mark.session


def test_tags_and_junk_around_the_sound_are_accepted(tmp_path: Path) -> None:
    path = encoded(tmp_path / "s.mp3", noise(6), "libmp3lame")
    junk, data = np.random.default_rng(1).bytes(2000), path.read_bytes()
    path.write_bytes(data[300:] + b"APETAGEX" + bytes(24) + junk + b"TAG" + b"waves".ljust(125))
    check_recording(Stream(path))
    assert len(heard(open_recording(Stream(path), 10 * RATE), 10)) == 10 * RATE


def test_scraps_of_another_sound_around_the_sound_are_accepted(tmp_path: Path) -> None:
    """What is left when somebody cuts an MP3 without looking where its frames are."""
    data = encoded(tmp_path / "s.mp3", noise(6), "libmp3lame").read_bytes()
    junk, scrap = bytes(3000), data[20_000:24_000]
    (tmp_path / "s.mp3").write_bytes(scrap + junk + data + junk + scrap)
    assert len(heard(open_recording(Stream(tmp_path / "s.mp3"), 10 * RATE), 10)) == 10 * RATE


def test_a_guess_at_the_length_is_not_held_against_a_file(tmp_path: Path) -> None:
    """It begins with silence in small frames, and does not say how many there are."""
    sound = np.concatenate((silence(4), noise(6)))
    path = encoded(tmp_path / "s.mp3", sound, "libmp3lame", {"write_xing": "0", "id3v2_version": "0"}, variable=True)
    assert len(heard(open_recording(Stream(path), 20 * RATE), 20)) == 20 * RATE


def test_a_picture_on_the_cover_is_no_obstacle(tmp_path: Path) -> None:
    from mutagen.id3 import APIC, ID3

    path = encoded(tmp_path / "s.mp3", noise(4), "libmp3lame")
    picture = tmp_path / "p.png"
    with av.open(str(picture), "w", format="image2") as file:
        stream = file.add_stream("png", rate=1)
        stream.width, stream.height, stream.pix_fmt = 32, 32, "rgb24"
        file.mux(stream.encode(black()))
        file.mux(stream.encode(None))
    tags = ID3()
    tags.add(APIC(mime="image/png", type=3, desc="cover", data=picture.read_bytes()))
    tags.save(path)
    check_recording(Stream(path))
    assert len(open_recording(Stream(path), 6 * RATE).powers) == 60


def test_tags_in_an_old_encoding_are_no_obstacle(tmp_path: Path) -> None:
    data = wav(tmp_path / "s.wav", noise(3)).read_bytes()
    info = b"INFOINAM\x08\x00\x00\x00M\xe4rchen\x00"
    (tmp_path / "s.wav").write_bytes(data + b"LIST" + len(info).to_bytes(4, "little") + info)
    check_recording(Stream(tmp_path / "s.wav"))


@pytest.mark.parametrize("suffix", CODECS)
def test_a_hole_in_the_middle_is_told_with_its_place(tmp_path: Path, suffix: str) -> None:
    path = encoded(tmp_path / f"waves.{suffix}", noise(12), CODECS[suffix])
    data = path.read_bytes()
    size = len(data) // 12
    path.write_bytes(data[: len(data) // 2] + bytes(size) + data[len(data) // 2 + size :])
    assert refused(path) in {f"'waves.{suffix}' is broken after {seconds}s" for seconds in (4, 5, 6)}


def test_damage_that_nobody_will_hear_is_no_obstacle(tmp_path: Path) -> None:
    path = encoded(tmp_path / "waves.mp3", noise(80), "libmp3lame")
    data = path.read_bytes()
    path.write_bytes(data[:-60_000] + bytes(20_000) + data[-40_000:])
    assert len(open_recording(Stream(path), 20 * RATE).powers) == 200
    assert "is broken after 1m1" in refused(path, 90)


@pytest.mark.parametrize("kind", ["wav", "mp3", "flac", "mkv", "m4a"])
def test_a_file_that_was_cut_off_is_told_with_its_place(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"waves.{kind}"
    if kind == "wav":
        wav(path, noise(12))
    else:
        encoded(path, noise(12), CODECS[kind], {"movflags": "faststart"} if kind == "m4a" else {})
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    assert refused(path) in {f"'waves.{kind}' breaks off after {seconds}s of 12s" for seconds in (5, 6)}


@pytest.mark.parametrize("declared", [0xFFFFFFFF, 0x7FFFF000])
def test_a_wave_file_that_went_through_a_pipe_is_whole(tmp_path: Path, declared: int) -> None:
    data = bytearray(wav(tmp_path / "s.wav", noise(4)).read_bytes())
    data[40:44] = declared.to_bytes(4, "little")
    (tmp_path / "s.wav").write_bytes(data)
    assert len(open_recording(Stream(tmp_path / "s.wav"), 6 * RATE).powers) == 60


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 1e30])
def test_what_is_no_number_is_never_passed_on(tmp_path: Path, value: float) -> None:
    sound = noise(6)
    sound[4 * RATE + 5] = value
    path = tmp_path / "s.wav"
    with av.open(str(path), "w") as file:
        stream = file.add_stream("pcm_f32le", rate=RATE)
        stream.codec_context.layout = "stereo"
        frame = av.AudioFrame.from_ndarray(sound.reshape(1, -1), format="flt", layout="stereo")
        frame.sample_rate, frame.pts = RATE, 0
        file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    assert refused(path) == "'s.wav' is broken after 4s"


def test_a_file_with_too_little_sound_is_told(tmp_path: Path) -> None:
    path = wav(tmp_path / "s.wav", np.concatenate((silence(1), noise(1.5), silence(3))))
    assert refused(path) in {"'s.wav' holds only 1.5s of sound", "'s.wav' holds only 1.6s of sound"}


def test_a_file_of_silence_is_told(tmp_path: Path) -> None:
    assert refused(wav(tmp_path / "s.wav", silence(5))) == "'s.wav' is silent"


def test_a_film_without_sound_is_told(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    with av.open(str(path), "w") as file:
        stream = file.add_stream("mpeg4", rate=5)
        for _ in range(10):
            file.mux(stream.encode(black()))
        file.mux(stream.encode(None))
    with pytest.raises(RecordingError, match=r"'film\.mp4' has no sound in it"):
        check_recording(Stream(path))


NO_SOUND = {
    "empty.mp3": b"",
    "junk.mp3": np.random.default_rng(3).bytes(100_000),
    "notes.txt": b"one\n" * 100,
    "list.m3u8": b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nhttp://127.0.0.1:9/a.ts\n",
    "list.ffconcat": b"ffconcat version 1.0\nfile waves.wav\n",
}


@pytest.mark.parametrize("name", NO_SOUND)
def test_what_is_no_sound_is_told_at_the_quick_look(tmp_path: Path, name: str) -> None:
    wav(tmp_path / "waves.wav", noise(3))
    (tmp_path / name).write_bytes(NO_SOUND[name])
    with pytest.raises(RecordingError, match=name.replace(".", r"\.")) as caught:
        check_recording(Stream(tmp_path / name))
    assert all(caught.value.args)


def test_a_file_of_which_nothing_can_be_decoded_is_told(tmp_path: Path) -> None:
    """As one that is locked: all packets are there, and none makes sense."""
    path = encoded(tmp_path / "s.m4a", noise(8), "aac", {"movflags": "faststart"})
    data = path.read_bytes()
    begin = data.index(b"mdat") + 4
    path.write_bytes(data[:begin] + bytes(len(data) - begin))
    with pytest.raises(RecordingError, match=r"the sound of 's\.m4a' cannot be decoded"):
        check_recording(Stream(path))


def test_a_codec_that_nobody_knows_is_told(tmp_path: Path) -> None:
    data = bytearray(wav(tmp_path / "s.wav", noise(3)).read_bytes())
    data[20:22] = b"\x99\x99"
    (tmp_path / "s.wav").write_bytes(data)
    with pytest.raises(RecordingError, match=r"the sound of 's\.wav' cannot be decoded"):
        check_recording(Stream(tmp_path / "s.wav"))


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match=r"there is no file '.*nothing'"):
        check_recording(Stream(tmp_path / "nothing"))
    with pytest.raises(RecordingError, match=f"'{tmp_path.name}' is a folder"):
        check_recording(Stream(tmp_path))


def test_a_file_that_may_not_be_read_is_told(waves: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise av.error.PermissionError(13, "Permission denied", str(waves))  # root may read everything

    monkeypatch.setattr(av, "open", refuse)
    with pytest.raises(RecordingError, match=r"'waves\.wav' may not be read"):
        check_recording(Stream(waves))


@pytest.mark.parametrize("name", ["a:b.wav", "concat:x|y.wav", "%03d.wav", "ä ö?.wav", "-i.wav"])
def test_a_name_is_nothing_but_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    if sys.platform == "win32" and set(name) & set(":|?"):
        pytest.skip("no such names here")
    check_recording(Stream(wav(Path(name), noise(2))))


def test_a_file_that_gets_shorter_is_told(tmp_path: Path) -> None:
    path = wav(tmp_path / "s.wav", noise(20))
    recording = open_recording(Stream(path), 15 * RATE)
    path.write_bytes(path.read_bytes()[:200_000])
    with pytest.raises(RecordingError, match=r"'s\.wav'"):
        heard(recording, 15)


@pytest.mark.filterwarnings("error")
def test_nothing_is_left_open_and_nothing_is_printed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = encoded(tmp_path / "s.mp3", noise(6), "libmp3lame")
    heard(open_recording(Stream(path), 20 * RATE), 20)
    data = path.read_bytes()
    path.write_bytes(data[:40_000] + bytes(5000) + data[45_000:])
    refused(path)
    gc.collect()
    assert capfd.readouterr() == ("", "")


MEMORY = """
import resource, sys
from pathlib import Path
from coach.sound.recording import open_recording
from coach.sound.recording.stream import Stream
recording = open_recording(Stream(Path(sys.argv[1])), int(sys.argv[2]))
for at in range(0, int(sys.argv[2]), 44100):
    recording.read(at, at + 44100)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such measure")
def test_an_hour_costs_no_more_memory_than_some_minutes(tmp_path: Path) -> None:
    def megabytes(minutes: int) -> float:
        minute = np.random.default_rng(1).integers(100, 156, 60 * 8000, np.uint8).tobytes()
        with wave.open(str(tmp_path / "s.wav"), "wb") as file:
            file.setparams((1, 1, 8000, 0, "NONE", "not compressed"))
            file.writeframes(minute * minutes)
        command = [sys.executable, "-c", MEMORY, str(tmp_path / "s.wav"), str(minutes * 60 * RATE)]
        return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)

    assert megabytes(60) <= megabytes(3) + 15  # 1.2 GB when it were held
