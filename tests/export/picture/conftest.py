"""Fixtures for the tests of pictures."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def svg(tmp_path: Path) -> Path:
    return tmp_path / "session.svg"
