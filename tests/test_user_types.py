"""A program that uses coach from Python passes `mypy --strict`, and what is wrong in one is found."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.session

PROGRAM = """
from pathlib import Path

import coach
from coach.player.devices.outputs.memory import Memory

KEYS: dict[str, coach.Verb] = {"n": "next", "p": "pause or continue"}


def bar(done: int, of: int) -> None:
    print(f"{100 * done // of} %")


def export(name: str, options: coach.SessionOptions) -> str:
    try:
        with coach.open_session(name, options, background="rain", mix=12) as session:
            texts = [cue.text for cue in session.timeline.speech]
            frames = sum(len(block.samples) for block in session.mix.blocks(0, 44_100))
            tags = coach.Tags(album="Mine", year=2026)
            report = coach.export_session(session, Path("calm.mp3"), tags=tags, texts=["vtt"], progress=bar)
    except coach.RoutineError as error:
        return "; ".join(f"{problem.place.line}: {problem.message}" for problem in error.problems)
    return f"{report.summary()} {texts} {frames}"


def play(keys: str) -> coach.View:
    def quiet(take: coach.Take) -> coach.Output:
        return Memory(take, keep=False)

    scanning = coach.Scanning(pace_ms=3_000)
    with coach.open_player(["desk-break", "de/paced-breathing"], open_device=quiet, scanning=scanning) as player:
        for key in keys:
            player.ask(KEYS[key])
        return player.view()


def timeline(name: str) -> coach.Timeline:
    routine: coach.Routine = coach.load_routine(name)
    margins = coach.Margins(head_ms=1_000)
    return coach.compile_routine(routine, coach.estimate_by_pace(125), 300_000, margins=margins)
"""
WRONG = """
import coach

coach.exprot("x")
coach.open_session("desk-break", lenght_ms=3)
coach.load_routine(3)
coach.Tags(titel="x")
coach.Margins(head_ms="4s")
"""


def errors_of(program: str, folder: Path) -> list[str]:
    (folder / "program.py").write_text(program, "utf-8")
    env = {**os.environ, "MYPYPATH": str(Path.cwd())}
    asked = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--cache-dir", str(folder / "cache")]
    done = subprocess.run([*asked, "program.py"], cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_a_program_that_uses_the_public_names_passes(tmp_path: Path) -> None:
    assert errors_of(PROGRAM, tmp_path) == []


def test_what_is_wrong_is_found_in_each_line(tmp_path: Path) -> None:
    found = [line for line in errors_of(WRONG, tmp_path) if ": error: " in line]
    assert [int(line.split(":")[1]) for line in found] == [4, 5, 6, 7, 8]
