"""MP3 on many cores: what is joined is whole, no worse at a joint than elsewhere, and always the same."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach import interrupts
from coach.audio.samples import Samples
from coach.export import on_all_cores
from coach.export.formats import mp3_stream, mp3_stretches
from coach.export.formats.mp3_stream import Stream
from coach.export.formats.mp3_stretches import PERIOD, RUN_IN, STRETCH, best_joint, mp3_frames, starts_of
from coach.export.xing_header import info_frame
from coach.session import Session
from coach.sound.mix import Mix
from coach.units import RATE
from tests.export.formats.making import mix_of, noise
from tests.export.formats.mp3_bits import bare_frame, frames_in
from tests.processes import found

pytestmark = pytest.mark.property

FRAME = 1152
SECONDS = 14
SHORT = 100
"""The frames of a stretch that make four of such a sound."""
ENDLESS = 10**9
FAR = 30
"""A frame that begins no stretch."""
AROUND = range(-2, 30)
"""The frames that a joint can have to do with: its own, and those until two encoders are of one mind."""
THOROUGH = ("-err_detect", "bitstream+buffer+compliant+aggressive")
"""Options of ffmpeg; else it says nothing of frames whose reservoir holds something else, and mpg123 never does."""
Join = Callable[[Stream, Stream, Iterable[int]], int | None]


@dataclass(frozen=True)
class Made:
    """A mix, and its MP3 by one encoder and by many."""

    mix: Mix
    bitrate: int
    serial: bytes
    joined: bytes
    joints: list[int]

    def file(self, path: Path, data: bytes) -> Path:
        size = len(data) + len(info_frame(0, 0, self.bitrate, self.mix.channels))
        path.write_bytes(info_frame(self.mix.frames, size, self.bitrate, self.mix.channels) + data)
        return path


def encoded(mix: Mix, bitrate: int = 128, stretch: int = SHORT) -> bytes:
    return b"".join(mp3_frames(mix, bitrate, None, stretch))


def made(mix: Mix, bitrate: int, join: Join = best_joint) -> Made:
    joints: list[int] = []

    def noted(current: Stream, following: Stream, numbers: Iterable[int]) -> int | None:
        joint = join(current, following, numbers)
        joints.extend([] if joint is None else [joint])
        return joint

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mp3_stretches, "best_joint", noted)
        joined = encoded(mix, bitrate)
    return Made(mix, bitrate, encoded(mix, bitrate, ENDLESS), joined, joints)


def clicks_at_joints() -> Mix:
    """Return soft noise with clicks in it wherever it may be joined, and in a place where it is not."""
    samples = noise(SECONDS, 0.002)
    for start in (FAR, *starts_of(SECONDS * RATE // FRAME, SHORT)[1:]):
        samples[[(start + RUN_IN + off) * FRAME for off in range(-2, 14, 2)]] = 0.8
    return mix_of(samples)


@pytest.fixture(
    scope="module",
    params=["noise 128", "noise 320", "noise 64", "mono 128", "speech 128", "speech 320", "silence 128", "clicks 128"],
)
def case(request: pytest.FixtureRequest, small_session: Session) -> Made:
    sound, bitrate = request.param.split()
    mixes: dict[str, Callable[[], Mix]] = {
        "noise": lambda: mix_of(noise(SECONDS)),
        "mono": lambda: mix_of(noise(SECONDS)[:, :1].repeat(2, axis=1), channels=1),
        "speech": lambda: small_session.mix,
        "silence": lambda: mix_of(noise(SECONDS, 0)),
        "clicks": clicks_at_joints,
    }
    return made(mixes[sound](), int(bitrate))


def faults(data: bytes) -> Iterator[str]:
    """Yield what is wrong with a stream: main data that are not there, or that lie over others; windows."""
    frames = [*frames_in(data)]
    for number, frame in enumerate(frames):
        before = frames[number - 1] if number else None
        if frame.begin < (before.end if before else 0):
            yield f"frame {number} begins in what belongs to others"
        if frame.end > frame.area[1]:
            yield f"frame {number} goes on behind its own area"
        if frame.mixed:
            yield f"frame {number} has mixed windows"
        for channel, types in enumerate(frame.types):
            chain = [*([before.types[channel][1]] if before else []), *types]
            if any((left in (1, 2)) != (right in (2, 3)) for left, right in pairwise(chain)):
                yield f"the windows before or in frame {number} do not meet"


def told_by_players(path: Path) -> list[str]:
    """Return what ffmpeg and mpg123 remark while they decode a file; ffmpeg is told to look at each bit."""
    ffmpeg = [found("ffmpeg"), "-v", "warning", *THOROUGH, "-i", str(path), "-f", "null", "-"]
    mpg123 = [found("mpg123"), "-t", str(path)]
    told = [subprocess.run(command, capture_output=True, text=True, check=True).stderr for command in (ffmpeg, mpg123)]
    assert told[1].endswith("finished.\n")
    remarks = re.findall(r".*(?:warning|error|note:|missing|resync|reservoir).*", told[1], re.IGNORECASE)
    return told[0].splitlines() + remarks


def heard(path: Path, channels: int) -> Samples:
    command = [found("ffmpeg"), "-v", "error", "-i", str(path), "-f", "f32le", "-ac", str(channels), "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    return np.frombuffer(done.stdout, np.float32).reshape(-1, channels)


def noise_in(made: Made, path: Path, data: bytes) -> Samples:
    """Return the power of what a decoder gives beside the mix, frame by frame."""
    mixed = np.concatenate([block.samples for block in made.mix.blocks()])[:, : made.mix.channels]
    decoded = heard(made.file(path, data), made.mix.channels)
    assert len(decoded) == len(mixed)
    whole = len(mixed) // FRAME
    error: Any = (decoded - mixed)[: whole * FRAME].reshape(whole, -1)
    return np.asarray((error.astype(np.float64) ** 2).sum(axis=1))


def test_it_has_the_same_frames_and_samples_as_by_one_encoder(case: Made, tmp_path: Path) -> None:
    sizes = [[frame.size for frame in frames_in(data)] for data in (case.serial, case.joined)]
    assert sizes[0] == sizes[1]
    assert len(case.joints) == len(starts_of(len(sizes[0]), SHORT)) - 1 >= 3
    assert len(heard(case.file(tmp_path / "s.mp3", case.joined), case.mix.channels)) == case.mix.frames


def test_no_frame_refers_to_what_is_not_there_and_windows_meet(case: Made) -> None:
    assert [*faults(case.joined)] == []


def test_players_have_nothing_to_remark(case: Made, tmp_path: Path) -> None:
    assert told_by_players(case.file(tmp_path / "s.mp3", case.joined)) == []


def test_a_joint_is_as_good_as_the_rest(case: Made, tmp_path: Path) -> None:
    error, serial = (noise_in(case, tmp_path / "s.mp3", data) for data in (case.joined, case.serial))
    joints = np.zeros(len(error), bool)
    joints[[joint + off for joint in case.joints for off in AROUND if joint + off < len(error)]] = True
    assert error[joints].max() <= error[~joints].max() * 1.05
    assert error[joints].mean() <= serial[joints].mean() * 1.05


def test_clicks_make_the_windows_short_at_the_joints() -> None:
    clicks = made(clicks_at_joints(), 128)
    frames = [*frames_in(clicks.joined)]
    for joint in clicks.joints:
        near = [frames[joint + off].types for off in (-2, -1, 0, 1, 2)]
        assert np.count_nonzero(near) > 4


def test_a_reservoir_that_was_left_as_it_is_would_be_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mp3_stretches, "RUN_IN", 10)  # too few for frames that are equal
    monkeypatch.setattr(mp3_stream, "with_reservoir", lambda frames, _: frames)
    wrong = made(mix_of(noise(SECONDS)), 128)
    error, serial = (noise_in(wrong, tmp_path / "s.mp3", data) for data in (wrong.joined, wrong.serial))
    assert error[wrong.joints].max() > 3 * serial.max()
    assert told_by_players(wrong.file(tmp_path / "s.mp3", wrong.joined)) != []


def test_a_reservoir_that_is_not_there_would_be_found_out() -> None:
    serial = encoded(mix_of(noise(5)), stretch=ENDLESS)
    cut = sum(frame.size for frame in [*frames_in(serial)][:100])
    assert [*faults(serial)] == []
    assert [*faults(serial[cut:])] == ["frame 0 begins in what belongs to others"]


def test_the_bytes_are_the_same_by_any_number_of_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    mix, files = mix_of(noise(SECONDS)), set()
    for cores in (1, 2, 3, 4, 16):
        monkeypatch.setattr(on_all_cores, "available_cores", lambda cores=cores: cores)
        files.add(encoded(mix))
    assert len(files) == 1


def test_what_is_taken_while_it_is_encoded_is_all_of_it() -> None:
    mix = mix_of(noise(SECONDS))
    encoder, taken = Stream(mix, 128, 0), list[bytes]()
    with ThreadPoolExecutor(1) as pool:
        encoding = pool.submit(encoder.go_on, None, lambda: None)
        while not encoding.done():
            taken.append(encoder.pop(encoder.end))
    taken.append(encoder.pop(encoder.end))
    assert sum(map(bool, taken)) > 3
    assert b"".join(taken) == encoded(mix, stretch=ENDLESS)


@pytest.mark.parametrize("refused", [1, 2, 9, 10, 25])
def test_where_no_joint_can_be_had_the_same_encoder_goes_on(refused: int) -> None:
    asked: list[int] = []

    def late(current: Stream, following: Stream, numbers: Iterable[int]) -> int | None:
        asked.append(following.first)
        return None if len(asked) <= refused else best_joint(current, following, numbers)

    case = made(mix_of(noise(SECONDS)), 128, late)
    joined = len(case.joints)
    assert (joined == 3) == (refused < 10)
    assert [*faults(case.joined)] == []
    assert len(case.joined) == len(case.serial)
    first = sum(frame.size for frame in [*frames_in(case.joined)][: min(case.joints, default=RUN_IN) - 3])
    assert case.joined[:first] == case.serial[:first]


def test_without_any_joint_it_is_what_one_encoder_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    mix = mix_of(noise(SECONDS))
    monkeypatch.setattr(mp3_stretches, "best_joint", lambda *_: None)
    assert encoded(mix) == encoded(mix, stretch=ENDLESS)


def test_progress_ends_with_all_frames() -> None:
    mix, seen = mix_of(noise(SECONDS)), list[tuple[int, int]]()
    for _ in mp3_frames(mix, 128, lambda done, total: seen.append((done, total)), SHORT):
        pass
    assert seen == sorted(seen)
    assert len({*seen}) > 3
    assert seen[-1] == (mix.frames, mix.frames)


@pytest.mark.usefixtures("nobody_asked")
def test_it_can_be_interrupted_in_the_middle_of_a_stretch() -> None:
    mix, frames = mix_of(noise(60)), list[bytes]()
    interrupts.note(2)
    with pytest.raises(interrupts.Interrupted):
        frames.extend(mp3_frames(mix, 128, None, ENDLESS))
    assert len(frames) == 0


def test_what_is_encoded_twice_is_a_fiftieth_at_most() -> None:
    for frames in range(1, 60 * STRETCH, 97):
        starts = starts_of(frames, STRETCH)
        assert len(starts) in (1, 2) or len(starts) % 4 == 0
        assert not any(start % PERIOD for start in starts)
        assert (len(starts) - 1) * (RUN_IN + mp3_stretches._SEARCH + 3) <= 0.0202 * frames
        assert all(
            after - before >= STRETCH / 2 - PERIOD for before, after in pairwise([*starts, frames]) if len(starts) > 1
        )


def stream(mix: Mix, *frames: bytes) -> Stream:
    """Return a stream of frames that nobody encoded."""
    made = Stream(mix, 128, 0)
    made.frames.extend(frames)
    return made


def test_a_joint_is_best_behind_equal_frames_and_where_little_of_the_reservoir_is_lost() -> None:
    mix = mix_of(noise(1))

    def best(current: Iterable[bytes], following: Iterable[bytes]) -> int | None:
        return best_joint(stream(mix, *current), stream(mix, *following), range(1, 4))

    full, half, none = (bare_frame(back=back) for back in (100, 50, 0))
    start, short = bare_frame((0, 1) * 2, back=100), bare_frame((2, 2) * 2, back=100)
    assert best([none, full, full, full], [half, full, full, full]) == 2
    assert best([none, full, full, full], [half, none, half, none]) == 2
    assert best([none, half, half, half], [half, full, full, full]) is None
    assert best([full, start, full, full], [none, none, full, full]) == 3
    assert best([start, start, start, start], [none, full, full, full]) is None
    assert best([start, start, start, start], [none, full, short, full]) == 2
