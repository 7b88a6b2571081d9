"""The contract of every format: one suite over all rows of the table, judged by two decoders."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest

from coach.audio.decode import decode, length_of
from coach.audio.samples import Samples
from coach.errors import UsageError
from coach.export import write
from coach.export.formats import FORMATS, About, format_of, path_named
from coach.routine.loader import parse_routine
from coach.session import Session
from coach.sound.background import open_background
from coach.sound.level_plan import plan_levels
from coach.sound.mix import Mix
from coach.sound.profiles import PROFILES
from coach.speech.clip import Clip
from coach.timeline.timeline import Cue, Timeline
from coach.units import frames_at

pytestmark = pytest.mark.session

PAGES = (".html", "/")
"""What holds the very packets of an M4A, as tests/export/page/test_page_forms.py finds."""
EACH = pytest.mark.parametrize("suffix", [each.suffix for each in FORMATS if each.suffix not in PAGES])
ABOUT = About("A short rest", routine=parse_routine(b"{title: A short rest, steps: [do: 1s]}", "rest.yaml"))
BLOCK = {".mp3": 1152, ".m4a": 1024, ".m4b": 1024, ".epub": 1024, ".opus": 1, ".ogg": 1}
"""Format → the most frames by which a decoder's length differs: FFmpeg 5 to 8 do not trim the end of AAC, and one at
48 kHz is resampled."""
ERROR = {".mp3": 0.1, ".m4a": 0.1, ".m4b": 0.1, ".epub": 0.1, ".opus": 0.15, ".ogg": 0.15}
"""Format → the largest share of noise in what is heard; those without loss have less than a thousandth."""


def small_clip(text: str, pace: int | None = None) -> Clip:  # noqa: ARG001 - as the mix calls it
    return Clip(text, np.zeros(1, np.float32))


def mixed(session: Session) -> Samples:
    return np.concatenate([block.samples for block in session.mix.blocks()])


def assert_long(heard: int, frames: int, suffix: str) -> None:
    """Assert that a decoder that knows of an end within a block gives so many frames."""
    more = BLOCK.get(suffix, 0) if suffix != ".mp3" else 0
    assert -(more == 1) <= heard - frames <= more


def exported(session: Session, path: Path) -> Path:
    return written(session.mix, path)


def written(mix: Mix, path: Path) -> Path:
    """Write a mix, and return the file that holds its sound: a book's is taken out of it."""
    write(mix, ABOUT, path)
    with format_of(path).sound_of(path) as sound:
        if isinstance(sound, Path):
            return sound
        (taken := path.with_suffix(".m4a")).write_bytes(sound.read())
        return taken


@EACH
def test_both_decoders_find_exactly_the_length_of_the_timeline(
    small_session: Session, tmp_path: Path, suffix: str, ffmpeg: Callable[[Path], Samples]
) -> None:
    path = exported(small_session, tmp_path / f"s{suffix}")
    frames = frames_at(small_session.timeline.duration_ms)
    assert_long(len(ffmpeg(path)), frames, suffix)
    assert abs(len(decode(path, "stereo")) - frames) <= BLOCK.get(suffix, 0)


@EACH
def test_the_file_says_its_length_to_the_sample(small_session: Session, tmp_path: Path, suffix: str) -> None:
    path = exported(small_session, tmp_path / f"s{suffix}")
    assert length_of(path) == frames_at(small_session.timeline.duration_ms)


@EACH
def test_what_is_heard_is_the_mix_in_its_place(
    small_session: Session, tmp_path: Path, suffix: str, ffmpeg: Callable[[Path], Samples]
) -> None:
    mix, heard = mixed(small_session), ffmpeg(exported(small_session, tmp_path / f"s{suffix}"))
    error = np.sqrt(np.mean((heard[: len(mix)] - mix) ** 2)) / np.sqrt(np.mean(mix**2))
    assert error < ERROR.get(suffix, 0.001)


@EACH
def test_in_mono_there_is_one_channel_with_the_middle_of_both(
    small_session: Session, tmp_path: Path, suffix: str
) -> None:
    mix = small_session.mixed(1)
    path = written(mix, tmp_path / f"s{suffix}")
    with av.open(str(path)) as file:
        assert file.streams.audio[0].channels == 1
    both = np.concatenate([block.samples for block in mix.blocks()])
    assert (both[:, 0] == both[:, 1]).all()
    heard = decode(path, "mono")[: len(both)]
    assert 20 * np.log10(heard @ both[:, 0] / (both[:, 0] @ both[:, 0])) == pytest.approx(0, abs=0.1)
    assert np.sqrt(np.mean((heard - both[:, 0]) ** 2) / np.mean(both**2)) < ERROR.get(suffix, 0.001)


@EACH
@pytest.mark.parametrize("duration_ms", [1, 26, 500, 1000, 14_013])
def test_any_length_comes_out_to_the_frame(
    tmp_path: Path, suffix: str, duration_ms: int, ffmpeg: Callable[[Path], Samples]
) -> None:
    timeline = Timeline("T", (Cue(0, duration_ms, "pause"),))
    floor = open_background(None, frames_at(duration_ms))
    mix = Mix(timeline, plan_levels(timeline, small_clip, floor, PROFILES["session"], None), floor)
    path = written(mix, tmp_path / f"s{suffix}")
    assert_long(len(ffmpeg(path)), frames_at(duration_ms), suffix)
    assert length_of(path) == frames_at(duration_ms)


@EACH
def test_the_same_session_gives_the_same_bytes(small_session: Session, tmp_path: Path, suffix: str) -> None:
    one, other = (tmp_path / f"{name}{suffix}" for name in ("one", "other"))
    for path in (one, other):
        write(small_session.mix, ABOUT, path)
    assert one.read_bytes() == other.read_bytes()


@EACH
def test_progress_ends_with_all_frames(small_session: Session, tmp_path: Path, suffix: str) -> None:
    seen: list[tuple[int, int]] = []
    write(small_session.mix, ABOUT, tmp_path / f"s{suffix}", lambda done, total: seen.append((done, total)))
    frames = small_session.mix.frames
    assert seen[-1] == (frames, frames)
    assert seen == sorted(seen)


def test_a_suffix_counts_in_any_case(small_session: Session, tmp_path: Path) -> None:
    assert exported(small_session, tmp_path / "S.MP3").stat().st_size


@pytest.mark.parametrize("name", ["session.aiff", ".mp3"])
def test_a_name_that_nothing_writes_is_refused(small_session: Session, tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"does not end in a format that coach writes; end it in .mp3, .m4a, .* or /"):
        exported(small_session, tmp_path / name)


def test_a_bitrate_that_mp3_lacks_is_refused(small_session: Session, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="MP3 has no 100 kbit/s; choose one of 64, 80"):
        write(small_session.mix, About("T", bitrate=100), tmp_path / "s.mp3")


@pytest.mark.parametrize("name", ["session", "session.page/", ".mp3"])
def test_a_name_that_is_typed_needs_a_suffix_or_a_slash(name: str) -> None:
    with pytest.raises(UsageError, match=r"does not end in a format|has a dot in its name"):
        path_named(name)


def test_a_page_has_64_kbit_s_unless_somebody_asks_for_more() -> None:
    page, file = format_of(path_named("session/")), format_of(path_named("s.mp3"))
    assert (page.bitrate_for(None, 128), page.bitrate_for(96, 128)) == (64, 96)
    assert (file.bitrate_for(None, 192), file.bitrate_for(96, 192)) == (192, 96)
