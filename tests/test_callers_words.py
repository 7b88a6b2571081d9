"""What is told names the command as it was typed, and from Python the arguments."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
from pathlib import Path

import pytest

import coach
from coach import callers_words
from coach.callers_words import VARIABLE, command_of, in_callers_words
from coach.cli.output import tell_tables
from coach.cli.table import Column, Heading, Row, Table

pytestmark = pytest.mark.unit


@pytest.mark.usefixtures("from_python")
@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("recent-surgery: Wait. (--despite recent-surgery goes on)", "(despite='recent-surgery' goes on)"),
        ("--mix: 'far' is no level", "mix: 'far' is no level"),
        ("use --voice system, or install it", "use voice='system', or install it"),
        ("name a voice file with --voice NAME.onnx", "with voice='NAME.onnx'"),
        ("or name it yourself with --background", "or name it yourself with background"),
        ("with --fill, the default voice says them", "with fill=True, the default"),
        ("it is not written; --accept writes it all the same", "; accept=True writes it all the same"),
        ("`coach list` shows the names", "`coach list` shows the names"),
        ("--cover and --acceptable are none of them", "--cover and --acceptable are none of them"),
    ],
)
def test_from_python_an_option_is_an_argument(told: str, expected: str) -> None:
    assert expected in in_callers_words(told)


@pytest.mark.usefixtures("from_python")
def test_a_session_that_is_refused_names_the_argument_that_would_help() -> None:
    with pytest.raises(
        coach.Contraindicated, match=r"\(despite='recent-surgery' goes on, if a doctor has cleared it\)"
    ):
        coach.open_session("caregiver-hand-massage", conditions="recent-surgery")
    with pytest.raises(coach.UsageError, match=r"despite='crps' goes with conditions='crps'"):
        coach.open_session("caregiver-hand-massage", despite="crps")


def test_every_argument_that_is_named_is_there() -> None:
    taken = {*coach.SessionOptions.model_fields, *inspect.signature(coach.export_session).parameters}
    assert {*callers_words._WITH_VALUE.values(), *callers_words._SWITCHES.values()} <= taken


def test_a_hint_names_the_command_as_it_was_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "scripts/coach")
    told = str(coach.UsageError("there is no routine 'x'; `coach list` shows the names, and --despite x stays"))
    assert told == "there is no routine 'x'; `scripts/coach list` shows the names, and --despite x stays"


def test_a_table_names_it_too(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv(VARIABLE, "scripts/coach")
    tell_tables(Table((Column(),), [Row(["see `coach voices`"]), Heading("`coach help voices` tells more")]))
    assert capsys.readouterr().out == "see `scripts/coach voices`\n`scripts/coach help voices` tells more\n"


def test_the_command_is_the_shortest_that_starts_it_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("bin", "my env"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "coach").touch(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.chdir(tmp_path)
    assert command_of(str(tmp_path / "bin" / "coach"), []) == "coach"
    assert command_of("my env/coach", []) == "'my env/coach'"
    assert command_of("/somewhere/coach/__main__.py", [".venv/bin/python", "-P", "-m", "coach"]) == (
        ".venv/bin/python -m coach"
    )


def test_a_process_tells_how_it_was_started() -> None:
    env = {name: value for name, value in os.environ.items() if name != VARIABLE}
    started = [sys.executable, "-P", "-m", "coach", "no-such-thing"]
    done = subprocess.run(started, capture_output=True, text=True, env=env, check=False, timeout=120)
    command = f"{sys.executable} -m coach"
    assert done.stderr == f"coach: there is no command 'no-such-thing'; `{command} --help` lists them\n"
