from __future__ import annotations

import subprocess
import sys

import pytest

import coach

HEAVY = (
    "{'numpy', 'av', 'pydantic', 'yaml', 'lameenc', 'pyttsx3', 'rich.console', 'platformdirs', 'miniaudio', 'mutagen'}"
)


def test_the_front_door_has_these_names() -> None:
    assert coach.__all__ == [
        "CoachError",
        "RoutineError",
        "Session",
        "compile_routine",
        "export_session",
        "load_routine",
        "open_session",
    ]
    assert all(callable(getattr(coach, name)) for name in coach.__all__)


def test_a_name_that_is_not_there_is_told() -> None:
    with pytest.raises(AttributeError, match="module 'coach' has no attribute 'exprot'"):
        _ = coach.exprot


@pytest.mark.parametrize("module", ["coach", "coach.cli.app"])
def test_nothing_heavy_is_loaded_before_it_is_needed(module: str) -> None:
    code = f"import sys, {module}; print(sorted({HEAVY} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


OF_TYPER = "{'pydantic'}"
"""Typer itself loads it for the help of a command."""


@pytest.mark.parametrize(
    "command", [(), ("export",), ("sounds",), ("timeline",), ("check",), ("doctor",)], ids=" ".join
)
def test_help_loads_nothing_heavy(command: tuple[str, ...]) -> None:
    arguments = ["coach", *command, "--help"]
    code = f"import sys; sys.argv = {arguments}; from coach.__main__ import main\n"
    code += f"try:\n    main()\nfinally:\n    print(sorted(({HEAVY} - {OF_TYPER}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Usage: coach ")
    assert done.stdout.endswith("\n[]\n")
