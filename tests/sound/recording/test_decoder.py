"""A listener's file is decoded in a process of its own, which may break, swell or hang."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from coach import interrupts
from coach.child_process import ChildProcess
from coach.session import open_session
from coach.sound.recording import RecordingError, check_recording
from coach.sound.recording.decoder import Decoder
from coach.sound.recording.decoder_process import MOST_BYTES
from coach.sound.recording.stream import Stream
from coach.units import RATE
from tests.conftest import SMALL
from tests.processes import PATIENCE_S, found
from tests.sound.recording.making import encoded, noise, wav

pytestmark = [pytest.mark.session, pytest.mark.skipif(sys.platform == "win32", reason="signals are of another kind")]


@pytest.fixture
def waves(tmp_path: Path) -> Path:
    return encoded(tmp_path / "waves.mp3", noise(5), "libmp3lame")


def process_of(decoder: Decoder) -> subprocess.Popen[bytes]:
    return decoder._process._process


def test_it_gives_what_is_in_the_file_to_the_last_bit(waves: Path) -> None:
    with Decoder(waves) as decoder:
        for start, end in ((0, 100), (3 * RATE, 4 * RATE), (10, 2 * RATE), (4 * RATE, 9 * RATE)):
            assert np.array_equal(decoder.read(start, end), Stream(waves).read(start, end))


def test_what_is_read_may_be_changed(waves: Path) -> None:
    with Decoder(waves) as decoder:
        decoder.read(0, 10)[:] = 0


def test_a_fault_is_told_as_if_it_had_been_met_here(tmp_path: Path) -> None:
    (tmp_path / "song.mp3").write_text("no sound")
    with pytest.raises(RecordingError) as here:
        Stream(tmp_path / "song.mp3").read(0, 1)
    with Decoder(tmp_path / "song.mp3") as decoder, pytest.raises(RecordingError) as apart:
        decoder.read(0, 1)
    assert apart.value.args == here.value.args


@pytest.mark.skipif(sys.platform != "linux", reason="where a process's memory is read")
def test_a_file_of_zeros_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    """It takes no room on the disk; without the limit, 2.2 GB of memory."""
    with (tmp_path / "zeros.mp3").open("wb") as file:
        file.truncate(2**30)
    begun = time.monotonic()
    with Decoder(tmp_path / "zeros.mp3") as decoder:
        with pytest.raises(RecordingError, match=r"zeros\.mp3"):
            check_recording(decoder)
        status = Path(f"/proc/{process_of(decoder).pid}/status").read_text()
        highest = int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) * 1024
    assert highest < 1.5 * MOST_BYTES
    assert time.monotonic() - begun < 30


def test_one_that_takes_too_long_is_given_up(waves: Path) -> None:
    with Decoder(waves, limit_s=0.5) as decoder:
        os.kill(process_of(decoder).pid, signal.SIGSTOP)
        with pytest.raises(RecordingError, match=r"'waves\.mp3' took more than 0\.5 s to decode"):
            decoder.read(0, 1)
        assert process_of(decoder).poll() is not None


def test_one_that_crashes_is_a_file_that_cannot_be_decoded_now_and_later(waves: Path) -> None:
    with Decoder(waves) as decoder:
        process_of(decoder).kill()
        for _ in range(2):
            with pytest.raises(RecordingError, match=r"the sound of 'waves\.mp3' cannot be decoded"):
                decoder.read(0, 1)


def test_a_closed_session_leaves_no_decoder_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[ChildProcess] = []
    begin = ChildProcess.__init__

    def noted(helper: ChildProcess, module: str, *words: str) -> None:
        begin(helper, module, *words)
        started.append(helper)

    monkeypatch.setattr(ChildProcess, "__init__", noted)
    wav(tmp_path / "waves.wav", noise(3))
    (tmp_path / "small.yaml").write_text(SMALL.replace("warm-pad", "waves.wav"))
    with open_session(tmp_path / "small.yaml", engine="silent") as session:
        assert session.mix.frames
        assert any(helper._process.poll() is None for helper in started)
    assert started
    assert all(helper._process.poll() is not None for helper in started)


OPENED = """
import sys
from coach.sound.recording.decoder import Decoder
from pathlib import Path
with Decoder(Path(sys.argv[1])) as decoder:
    try:
        decoder.read(0, 10)
    except Exception:
        pass
"""
INDEX = "# VobSub index file, v7\nid: en, index: 0\ntimestamp: 00:00:01:000, filepos: 000000000\n"


@pytest.mark.parametrize("name", ["waves.mp3", "film.idx"])
def test_the_decoder_opens_the_file_that_is_named_no_other_beside_it_and_no_socket(tmp_path: Path, name: str) -> None:
    """What FFmpeg does with an index is to open the film that it belongs to."""
    strace = found("strace")
    encoded(tmp_path / "waves.mp3", noise(3), "libmp3lame")
    (tmp_path / "film.idx").write_text(INDEX)
    (tmp_path / "film.sub").write_bytes(bytes(4096))
    command = [strace, "-f", "-qq", "-e", "trace=open,openat,socket,connect", "-o", str(tmp_path / "trace")]
    command += [sys.executable, "-c", OPENED, str(tmp_path / name)]
    subprocess.run(command, check=True, timeout=120)
    lines = (tmp_path / "trace").read_text().splitlines()
    opened = {line.split('"')[1] for line in lines if f'"{tmp_path}/' in line and "O_DIRECTORY" not in line}
    assert opened == {str(tmp_path / name)}
    assert not [line for line in lines if "socket(" in line or "connect(" in line]


@pytest.mark.usefixtures("nobody_asked")
def test_where_coach_is_to_end_nobody_waits_for_one_that_hangs(waves: Path) -> None:
    """The main thread leaves; another, which may have a sound to fade, goes on without."""
    with Decoder(waves) as decoder, ThreadPoolExecutor(1) as beside:
        os.kill(process_of(decoder).pid, signal.SIGSTOP)
        reading = beside.submit(decoder.read, 0, 1)
        interrupts.note(signal.SIGTERM)
        with pytest.raises(RecordingError):
            reading.result(PATIENCE_S)
    with Decoder(waves) as decoder:
        os.kill(process_of(decoder).pid, signal.SIGSTOP)
        with pytest.raises(interrupts.Interrupted):
            decoder.read(0, 1)
