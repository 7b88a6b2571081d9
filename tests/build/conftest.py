"""Small libraries: routines of some seconds, which need no voice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.build.library_file import Library, read_library

Write = Callable[..., Path]
ROUTINE = """title: {title}
voice: {{pace: 140}}
background: {{sound: none}}
steps:
  - {{say: {say}, do: {{time: 1s, from: 1s, to: 10m}}}}
  - {{say: Let your shoulders sink., do: {{time: 1s, from: 1s, to: 10m}}}}
"""


def write_routine(path: Path, say: str = "Breathe slowly.", title: str = "A rest") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(ROUTINE.format(title=title, say=say), "utf-8")
    return path


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write library.yaml, beside the routines one.yaml and two.yaml."""
    for name in ("one", "two"):
        write_routine(tmp_path / f"{name}.yaml", f"This is {name}.", name.title())

    def written(text: str, name: str = "library.yaml") -> Path:
        (tmp_path / name).write_text(text, "utf-8")
        return tmp_path / name

    return written


@pytest.fixture
def library(write: Write) -> Callable[[str], Library]:
    """Read a library from its text."""
    return lambda text: read_library(write(text))


def tree_of(folder: Path) -> dict[str, str]:
    """Return all files below a folder, hidden ones too, each with the hash of its bytes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
