"""Names are completed in real shells; and quickly, for nothing is started, and nothing heavy imported."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from coach.cli import completion_values as values
from coach.cli.app import COMMANDS
from coach.cli.completion_command import SHELLS
from coach.cli.completion_values import VARIABLE
from coach.routine.conditions import cautions
from coach.routine.routine_files import bundled_routines
from coach.sound.sound_library import SOUNDS
from coach.timeline.lint import ALWAYS, RULES

pytestmark = pytest.mark.session

Run = Callable[..., subprocess.CompletedProcess[str]]
Tell = Callable[..., Any]

HEAVY = {"av", "coach.routine.model", "multiprocessing", "numpy", "onnxruntime", "pyttsx3", "rich.console", "textual"}
NAMES = [*bundled_routines()]


def ask(*words: str, options: tuple[str, ...] = (), **env: str) -> subprocess.CompletedProcess[str]:
    """Ask for what the last of some words can be."""
    asking = {VARIABLE: "complete_bash", "COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
    command = [sys.executable, "-P", *options, "-m", "coach"]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **asking, **env})


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("coach |", [*COMMANDS]),
        ("coach sh", ["show", "sheet"]),
        ("coach show |", NAMES),
        ("coach play desk", ["desk-break"]),
        ("coach copy desk", ["desk-break"]),
        ("coach edit desk", []),
        ("coach check sore-hands re", ["reflex-points"]),
        ("coach show desk-break --condition pre", ["pregnancy"]),
        ("coach export desk-break --despite=recent", ["recent-surgery"]),
        ("coach export desk-break --background |", [*SOUNDS, "none"]),
        ("coach export desk-break --voice hea", ["heart"]),
        ("coach export desk-break --cap", ["--captions"]),
        ("coach sounds --play end", ["end-bell"]),
        ("coach sheet x --paper l", ["letter"]),
        ("coach help exp", ["export"]),
        ("coach schema ti", ["timeline"]),
        ("coach check --explain no-c", [code for code in (*RULES, *ALWAYS) if code.startswith("no-c")]),
        ("coach --log x.log li", ["list", "lines"]),
        ("coach --version zzz", []),
        ("coach new |", []),
        ("coach show zzz", []),
    ],
)
def test_a_value_is_completed_by_what_it_can_be(typed: str, completed: list[str]) -> None:
    done = ask(*typed.replace("|", "").split(" "))
    assert (done.stdout.split(), done.stderr, done.returncode) == (completed, "", 0)


def test_routines_of_ones_own_are_completed_and_a_broken_one_hinders_none(tmp_path: Path) -> None:
    (tmp_path / "evening.yaml").write_text("titel: T\n")
    assert ask("coach", "show", "ev", COACH_ROUTINES=str(tmp_path)).stdout == "evening\n"


@pytest.mark.parametrize("typed", ["coach show s", "coach export x --voice s", "coach export x --background r"])
def test_nothing_heavy_is_imported_for_it(typed: str) -> None:
    done = ask(*typed.split(), options=("-X", "importtime"))
    assert done.stdout
    imported = set(re.findall(r"\| +([\w.]+)$", done.stderr, re.MULTILINE))
    assert "coach.cli.completion_values" in imported
    assert not imported & HEAVY


def test_all_voices_of_this_machine_are_completed_without_asking_any(run: Run) -> None:
    listed = json.loads(run("voices", "--all", "--json").stdout)["voices"]
    names = {voice["name"] for voice in listed}
    assert {name for name in names if "+" not in name} <= {*values.voices()}
    assert len(names) > 3


def test_the_names_are_those_that_are_taken() -> None:
    assert values.conditions() == [*cautions()]
    assert values.routines() == NAMES


@pytest.mark.parametrize(
    ("shell", "told"),
    [
        ("powershell", "there is no completion for 'powershell'; there are bash, zsh, fish"),
        ("fsh", "there is no completion for 'fsh'; did you mean 'fish'?"),
    ],
)
def test_another_shell_is_wrong_usage(tell: Tell, shell: str, told: str) -> None:
    done = tell("completion", shell)
    assert (done.stdout, done.stderr, done.code) == ("", f"{told}\n", 2)


@pytest.fixture(params=["bash", "zsh"])
def shell(request: pytest.FixtureRequest, tmp_path: Path, run: Run) -> Iterator[Callable[[str], str]]:
    """A shell on a terminal, which knows how to complete: keys → what `coach` is called with then."""
    program = shutil.which(request.param)
    if not program:
        pytest.skip(f"{request.param} is not installed")
    (tmp_path / "script").write_text(run("completion", request.param).stdout)
    (tmp_path / "mine.yaml").write_text("title: T\n")
    options = ["--norc", "--noprofile", "-i"] if request.param == "bash" else ["-f", "-i"]
    screen, terminal = pty.openpty()
    env = {**os.environ, "TERM": "dumb", "PS1": "$ ", "HOME": str(tmp_path)}
    with subprocess.Popen(
        [program, *options],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        cwd=tmp_path,
        env=env,
        start_new_session=True,
    ) as process:
        os.close(terminal)
        os.write(screen, b'coach() { echo "called $* end"; }; . ./script; echo rea""dy\n')
        read_until(screen, "ready")

        def typed(keys: str) -> str:
            os.write(screen, f"coach {keys}\t\n".encode())
            *_, called = re.findall(r"called (.*?) ?end", read_until(screen, " end\r\n"))
            return str(called).strip()

        yield typed
        process.kill()
    os.close(screen)


def read_until(screen: int, end: str) -> str:
    shown, deadline = "", time.monotonic() + 30
    while end not in shown.replace('echo rea""dy', ""):
        assert time.monotonic() < deadline, shown
        shown += os.read(screen, 65_536).decode("utf-8", "replace")
    return shown


def test_keys_in_a_shell_become_names_options_and_files(shell: Callable[[str], str]) -> None:
    assert shell("tim") == "timeline"
    assert shell("show desk") == "show desk-break"
    assert shell("show desk-break --cond") == "show desk-break --condition"
    assert shell("export desk-break --background brown") == "export desk-break --background brown-noise"
    assert shell("show mi") == "show mine.yaml"


@pytest.mark.skipif(not shutil.which("fish"), reason="fish is not installed")
def test_fish_completes_names_and_files(run: Run, tmp_path: Path) -> None:
    (tmp_path / "script").write_text(run("completion", "fish").stdout)
    (tmp_path / "mine.yaml").write_text("title: T\n")
    lines = ["coach tim", "coach show desk", "coach export desk-break --background brown", "coach show ./mi"]
    asked = "; ".join(["source script", *(f"complete -C '{line}'" for line in lines)])
    env = {**os.environ, "HOME": str(tmp_path)}
    done = subprocess.run(
        ["fish", "--private", "-c", asked], capture_output=True, text=True, check=True, env=env, cwd=tmp_path
    )
    assert done.stdout.split() == ["timeline", "desk-break", "brown-noise", "./mine.yaml"]


@pytest.mark.parametrize("name", SHELLS)
def test_a_script_is_correct_for_its_shell(run: Run, name: str) -> None:
    if not (program := shutil.which(name)):
        pytest.skip(f"{name} is not installed")
    script = run("completion", name).stdout
    subprocess.run([program, "--no-execute" if name == "fish" else "-n"], input=script, text=True, check=True)
