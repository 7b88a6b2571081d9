"""How a loop is closed and loaded; what the sounds of the library are like is in test_assets.py."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from coach.audio.decode import decode
from coach.errors import MissingPart
from coach.sound.loop import LoopOnce, close_loop, decode_loop
from coach.sound.sound_library import SOUNDS, LoopFile
from coach.units import frames_at

pytestmark = pytest.mark.unit

FILES = [file for sound in SOUNDS.values() for file in sound.layers]


def test_the_sound_goes_on_over_the_seam() -> None:
    frames, overlap = 4000, 500
    whole = np.sin(np.arange(frames + overlap) * 2 * np.pi / 400).astype(np.float32)[:, None].repeat(2, axis=1)
    loop = close_loop(whole.copy(), overlap)
    assert np.allclose(loop, whole[:frames], atol=1e-5)


def test_the_end_fades_over_into_the_beginning() -> None:
    """Right after the last frame comes what followed it in the file; at the fade's end, what began the file."""
    frames, overlap = 1000, 100
    file = np.concatenate((np.full((frames, 2), 0.2), np.full((overlap, 2), 0.6))).astype(np.float32)
    loop = close_loop(file.copy(), overlap)
    assert loop[0] == pytest.approx([0.6, 0.6])
    assert loop[overlap // 2] == pytest.approx([0.4, 0.4])
    assert loop[overlap] == pytest.approx([0.2, 0.2])
    assert (np.diff(loop[:overlap, 0]) < 0).all()
    assert np.array_equal(loop[overlap:], file[overlap:frames])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_loop_of_the_library_is_its_file_closed(file: LoopFile) -> None:
    loop = decode_loop(file, "x")
    assert len(loop) == frames_at(file.loop_ms)
    assert np.array_equal(loop, close_loop(decode(file.path, "stereo").copy(), frames_at(file.overlap_ms)))


def test_what_all_share_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        decode_loop(FILES[0], "x")[0] = 1


def test_what_fails_ahead_is_told_where_it_is_read() -> None:
    def tries() -> Iterator[MissingPart]:
        yield from (MissingPart(f"it is damaged, {number}", "") for number in range(2))

    left = tries()

    def damaged() -> np.ndarray:
        raise next(left)

    loop = LoopOnce(damaged)
    loop.load_quietly()
    with pytest.raises(MissingPart, match="damaged, 1"):
        _ = loop.samples
