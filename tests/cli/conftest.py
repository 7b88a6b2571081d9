from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from coach.cli.app import app
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
        done = CliRunner().invoke(app, [*map(str, arguments)], input=stdin)
        if isinstance(done.exception, CoachError):
            return Told(done.stdout, f"{done.stderr}{done.exception}\n", done.exception.exit_code)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Told(done.stdout, done.stderr, done.exit_code)

    return told
