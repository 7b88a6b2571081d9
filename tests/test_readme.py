"""The README's commands and examples do what it says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from coach.errors import RoutineError
from coach.routine.loader import parse_routine
from coach.timeline.compiler import compile_routine
from coach.timeline.estimate import estimate_by_pace

README = Path("README.md").read_text(encoding="utf-8")
SCRIPTS = Path("scripts").resolve()


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


(EXAMPLE,) = blocks("yaml")
COMMANDS = [
    line.partition("#")[0].split()[1:]
    for block in blocks("sh")
    for line in block.splitlines()
    if line.startswith("scripts/coach")
]


@pytest.mark.skipif(sys.platform == "win32", reason="runs a shell script")
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_works(tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "neck.yaml").write_text(EXAMPLE, encoding="utf-8")
    command = [str(SCRIPTS / "coach"), *words]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert (done.stderr, done.returncode) == ("", 0)
    if "-o" in words:
        assert (tmp_path / words[words.index("-o") + 1]).stat().st_size


def test_the_example_takes_about_as_long_as_it_says() -> None:
    timeline = compile_routine(parse_routine(EXAMPLE.encode(), "neck.yaml"), estimate_by_pace(120))
    assert 150_000 < timeline.duration_ms < 300_000


def test_the_example_in_python_works(tmp_path: Path) -> None:
    (code,) = blocks("python")
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert "Welcome" in done.stdout
    assert "0 (44100, 2)" in done.stdout
    assert (tmp_path / "calm.mp3").stat().st_size


def test_the_shown_problems_are_what_coach_says() -> None:
    faulty = EXAMPLE.replace("between:", "betwen:").replace("do: 20s", "do: 20")
    with pytest.raises(RoutineError) as caught:
        parse_routine(faulty.encode(), "neck.yaml")
    assert f"```\n{caught.value}\n```" in README
