from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from coach.cli.app import command_line_for
from coach.errors import CoachError


@dataclass(frozen=True)
class Told:
    """The output of a command, and its exit code."""

    stdout: str
    stderr: str
    code: int


@pytest.fixture
def tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Told]:
    """Run a command of coach within this process, in an empty folder; for commands that start no worker."""
    monkeypatch.chdir(tmp_path)

    def told(*arguments: object, stdin: str | None = None) -> Told:
        given = [*map(str, arguments)]
        done = CliRunner().invoke(command_line_for(given), given, input=stdin)
        if isinstance(done.exception, CoachError):
            return Told(done.stdout, f"{done.stderr}{done.exception}\n", done.exception.exit_code)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Told(done.stdout, done.stderr, done.exit_code)

    return told


WITHOUT = """
import importlib.metadata as metadata
import os, sys
gone = os.environ["COACH_TEST_GONE"].split()
true = metadata.Distribution.from_name
def from_name(name):
    if name in gone:
        raise metadata.PackageNotFoundError(name)
    return true(name)
metadata.Distribution.from_name = from_name
for name in gone:
    sys.modules[name] = None
"""
"""What Python runs when it starts: it then neither finds nor imports some packages."""


@pytest.fixture(scope="session")
def without(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., dict[str, str]]:
    """The environment of a machine that lacks some packages, for coach and its workers."""
    folder = tmp_path_factory.mktemp("without")
    (folder / "sitecustomize.py").write_text(WITHOUT)
    path = os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])
    return lambda *packages: {**os.environ, "PYTHONPATH": path, "COACH_TEST_GONE": " ".join(packages)}
