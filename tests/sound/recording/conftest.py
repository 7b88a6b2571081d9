"""Fixtures for the tests of recordings."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sound.recording.making import noise, wav


@pytest.fixture(scope="session")
def waves(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with twelve seconds of a sound that never changes."""
    return wav(tmp_path_factory.mktemp("recordings") / "waves.wav", noise(12))
