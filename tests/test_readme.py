"""The README's commands and examples do what it says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from coach.draft import draft_routine
from coach.errors import RoutineError
from coach.export.picture import Backdrop, draw
from coach.routine.loader import parse_routine
from coach.session import open_session
from coach.timeline.compiler import compile_routine
from coach.timeline.estimate import estimate_by_pace
from tests.conftest import Loudspeaker

pytestmark = pytest.mark.session

README = Path("README.md").read_text(encoding="utf-8")
SCRIPTS = Path("scripts").resolve()


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


(EXAMPLE,) = blocks("yaml")
(HOW_TO,) = blocks("text")
COMMANDS = [
    line.partition("#")[0].strip()
    for block in blocks("sh")
    for line in block.splitlines()
    if line.startswith("scripts/coach")
]
PLAYED = [command for command in COMMANDS if command.startswith("scripts/coach play")]


@pytest.mark.skipif(sys.platform == "win32", reason="runs a shell script")
@pytest.mark.parametrize("command", [command for command in COMMANDS if command not in PLAYED])
def test_every_command_works(tmp_path: Path, command: str) -> None:
    (tmp_path / "neck.yaml").write_text(EXAMPLE, encoding="utf-8")
    (tmp_path / "how-to.txt").write_text(HOW_TO, encoding="utf-8")
    (tmp_path / "scripts").symlink_to(SCRIPTS)
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert (done.stderr, done.returncode) == ("", 0)
    words = command.split()
    if "-o" in words:
        assert (tmp_path / words[words.index("-o") + 1]).stat().st_size


@pytest.mark.skipif(sys.platform == "win32", reason="runs a shell script")
def test_what_is_played_obeys(tmp_path: Path, loudspeaker: Loudspeaker) -> None:
    (tmp_path / "scripts").symlink_to(SCRIPTS)
    env = {**loudspeaker.env, "COACH_STATE": str(tmp_path)}
    for command in PLAYED:
        played = ["sh", "-c", f"(sleep 2; echo next; sleep 1; echo stop) | {command}"]
        done = subprocess.run(played, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120, check=False)
        assert (done.stderr, done.returncode) == ("", 0)
        assert "Stopped." in done.stdout


def test_the_draft_that_is_shown_is_what_coach_makes() -> None:
    shown = README.partition("```\ntitle: A soft neck")[2].partition("```")[0].split("...\n")
    drafted = draft_routine(HOW_TO.encode(), "how-to.txt")
    assert f"title: A soft neck{shown[0]}" in drafted
    assert shown[1] in drafted


def test_the_example_takes_about_as_long_as_it_says() -> None:
    timeline = compile_routine(parse_routine(EXAMPLE.encode(), "neck.yaml"), estimate_by_pace(120))
    assert 150_000 < timeline.duration_ms < 300_000


def test_the_example_in_python_works(tmp_path: Path) -> None:
    (code,) = blocks("python")
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert "Welcome" in done.stdout
    assert "0 (44100, 2)" in done.stdout
    assert (tmp_path / "calm.wav").stat().st_size


def test_the_shown_problems_are_what_coach_says() -> None:
    faulty = EXAMPLE.replace("between:", "betwen:").replace("do: 20s", "do: 20")
    with pytest.raises(RoutineError) as caught:
        parse_routine(faulty.encode(), "neck.yaml")
    assert f"```\n{caught.value}\n```" in README


def test_the_picture_is_what_coach_draws(tmp_path: Path) -> None:
    drawn = tmp_path / "drawn.svg"
    session = open_session("caregiver-hand-massage", length_ms=600_000)
    draw(session.timeline, session.mix.levels, drawn, Backdrop(session.mix.background.powers, 16.0, "warm-pad"))
    assert words_in(drawn) == words_in(Path("tests/golden/session.svg"))


def words_in(picture: Path) -> list[str]:
    """All that stands in it: another matplotlib may draw it in other bytes."""
    return [text for text in (str(each).strip() for each in etree.parse(picture).getroot().itertext()) if text]
