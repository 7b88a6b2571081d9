"""What is left of writes that were killed: found by its name and its claim, and nothing else is touched."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from coach.leftovers import claim, sweep_targets

pytestmark = pytest.mark.unit

OTHERS = [".calm-12345678.part.txt", "calm-abcdefgh.part", ".other-abcdefgh.part", ".calm-ABCDEFGH.part", "calm.mp3"]


def leave(folder: Path, name: str = ".calm-abcdefgh.part", age_s: float = 60) -> Path:
    path = folder / name
    path.write_bytes(b"half")
    os.utime(path, (time.time() - age_s,) * 2)
    return path


def test_what_is_left_of_the_targets_goes_and_nothing_else(tmp_path: Path) -> None:
    left = leave(tmp_path)
    others = [leave(tmp_path, name) for name in OTHERS]
    sweep_targets([tmp_path / "calm.mp3", tmp_path / "gone" / "calm.mp3"])
    assert not left.exists()
    assert all(path.exists() for path in others)


def test_what_somebody_writes_stays(tmp_path: Path) -> None:
    left = leave(tmp_path)
    with left.open("rb") as file:
        claim(file)
        sweep_targets([tmp_path / "calm.mp3"], patient=True)
        assert left.exists()


def test_what_is_new_is_let_be_or_waited_for(tmp_path: Path) -> None:
    left = leave(tmp_path, age_s=0)
    sweep_targets([tmp_path / "calm.mp3"])
    assert left.exists()
    sweep_targets([tmp_path / "calm.mp3"], patient=True)
    assert not left.exists()
