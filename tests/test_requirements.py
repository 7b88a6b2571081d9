"""What coach tells people to install: pip itself is asked whether it would do that."""

from __future__ import annotations

import ast
import json
import os
import re
import shlex
import subprocess
import sys
from functools import cache
from importlib.metadata import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from coach.cli.doctor_command import _PACKAGES
from coach.requirements import DISTRIBUTION, install_command, is_tried, package_lacking, requirement_of
from coach.speech.engines.espeak import PACKAGES
from tests.processes import PATIENCE_S

pytestmark = pytest.mark.session

SOURCES = sorted(Path("coach").rglob("*.py"))
PAGES = [Path("README.md"), *sorted(Path("coach").rglob("*.md"))]
"""What people read."""
INSTALLING = re.compile(r"`([^`]*pipx? install[^`]*)`")
COMMANDS = sorted({command for path in PAGES for command in INSTALLING.findall(path.read_text("utf-8"))})
OWN = re.compile(r"pip install [^`\n]*(?:voice-coach|coach)\b")


KNOWN = {Requirement(line).name for line in metadata(DISTRIBUTION).get_all("Requires-Dist") or ()}
TELLING = {"install_command", "package_lacking", "_try", "_wanted", "_extra"}
"""Functions that are given the packages which somebody is told to install."""


def packages_of_remedies() -> set[str]:
    """All packages that some line of the code tells somebody to install."""
    trees = [ast.parse(path.read_text("utf-8")) for path in SOURCES]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    told = [call for call in calls if ast.unparse(call.func) in TELLING]
    texts = [node.value for call in told for node in ast.walk(call) if isinstance(node, ast.Constant)]
    return {*_PACKAGES, *PACKAGES, *(text for text in texts if text in KNOWN)}


@cache
def dry_run(*words: str) -> dict[str, str]:
    """Name → version of what pip would install for this command; the same command is asked once.

    What builds the project is here already: to install it anew for each command takes pip longer than all the rest.
    """
    assert words[1:4] == ("-m", "pip", "install")
    asked = [*words, "--dry-run", "--quiet", "--ignore-installed", "--no-deps", "--report", "-"]
    if "--editable" not in words:  # that alone wants a package which is not here
        asked.append("--no-build-isolation")
    done = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=2 * PATIENCE_S)
    if done.returncode and not os.environ.get("CI"):
        pytest.skip(f"pip could not be asked: {done.stderr[-200:]}")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout[done.stdout.index("{") :])
    return {each["metadata"]["name"].lower(): each["metadata"]["version"] for each in told["install"]}


def test_no_file_tells_people_to_install_somebody_elses_package() -> None:
    told = {path: OWN.findall(path.read_text("utf-8")) for path in [*SOURCES, *PAGES]}
    assert {path: found for path, found in told.items() if found} == {}


def test_only_one_place_makes_up_commands_of_pip() -> None:
    assert [path.name for path in SOURCES if "pip install" in path.read_text("utf-8")] == ["requirements.py"]


def test_every_remedy_names_packages_that_coach_asks_for() -> None:
    extras = {"pocketsphinx", "dbus-fast", "simpleaudio", "pydub", "audioop-lts"}
    assert {*extras, "espeakng-loader", "av", "miniaudio"} <= packages_of_remedies() <= KNOWN


NOT_HERE = {"simpleaudio"} if sys.version_info >= (3, 12) else {"audioop-lts"}
"""What coach tells nobody to install with this Python."""


def test_pip_would_install_what_the_remedies_say() -> None:
    packages = sorted(packages_of_remedies() - NOT_HERE)
    commands = [shlex.split(install_command(package)) for package in packages]
    assert {command[0] for command in commands} == {sys.executable}
    wanted = [Requirement(command[-1]) for command in commands]
    found = dry_run(*commands[0][:4], *map(str, wanted))  # all at once: that takes pip as long as each of them
    assert sorted(found) == [each.name.lower() for each in wanted] == packages
    assert [each.name for each in wanted if found[each.name.lower()] not in each.specifier] == []


@pytest.mark.parametrize("package", ["pocketsphinx", "pyttsx3", "no-such-package"])
def test_a_remedy_is_a_command_that_pip_takes(package: str) -> None:
    words = shlex.split(install_command(package))
    assert words[:5] == [sys.executable, "-m", "pip", "install", "--prefer-binary"]
    if package != "no-such-package":
        assert list(dry_run(*words)) == [package]


@pytest.mark.parametrize("command", COMMANDS)
def test_pip_would_do_what_the_readme_and_the_help_say(command: str) -> None:
    program, *words = shlex.split(command)
    assert program in {".venv/bin/python", "python", "pipx"}
    asked = ["-m", "pip", "install", words[-1]] if program == "pipx" else words  # pipx gives pip what stands last
    assert list(dry_run(sys.executable, *asked)) == [DISTRIBUTION]


def test_a_requirement_has_the_versions_that_coach_works_with() -> None:
    assert requirement_of("pocketsphinx") == "pocketsphinx>=5,<6"
    assert requirement_of("PyYAML") == "pyyaml>=6.0.1,<7"
    assert requirement_of("sounddevice") == "sounddevice"


def test_what_is_there_and_broken_is_installed_anew_and_what_is_not_there_with_what_it_needs() -> None:
    assert "--force-reinstall --no-deps" in install_command("pyyaml")
    assert "--force-reinstall" not in install_command("no-such-package")


@pytest.mark.parametrize(
    ("error", "package"),
    [
        (ImportError("broken", name="yaml"), "pyyaml"),
        (ImportError("broken", name="simpleaudio._simpleaudio"), "simpleaudio"),
        (ModuleNotFoundError("No module named 'pyaudioop'", name="pyaudioop"), "audioop-lts"),
        (ModuleNotFoundError("No module named 'sounddevice'", name="sounddevice"), "sounddevice"),
        (ImportError("no name"), "pydub"),
        (ImportError("ours", name="coach.gone"), "pydub"),
    ],
)
def test_the_package_that_is_lacking_is_the_one_whose_module_is(error: ImportError, package: str) -> None:
    assert package_lacking(error, "pydub") == package


@pytest.mark.skipif(not os.environ.get("CI"), reason="it is about where CI runs")
def test_ci_runs_where_coach_says_that_it_was_tried() -> None:
    assert is_tried()
