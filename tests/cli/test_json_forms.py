"""What commands print for programs: each has a JSON Schema, which its output keeps to."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import typer

from coach.cli.app import command_line
from coach.cli.json_form import forms

pytestmark = pytest.mark.unit

Tell = Callable[..., Any]

FORMS = forms()
TYPED = {
    "list": ("list", "list --search massage", "list --search xylophone"),
    "show": ("show healing-hands", "show paced-breathing --length 10m", "show desk-break --condition crps"),
    "timeline": ("timeline healing-hands", "timeline eyes-closed-calm --length 9m30s", "timeline rest.yaml"),
    "check": ("check broken.yaml rest.yaml", "check desk-break"),
    "cautions": ("cautions",),
    "sounds": ("sounds",),
    "voices": ("voices --engine silent", "voices --engine system --language de"),
    "lines": ("lines rest.yaml",),
    "keys": ("keys", "keys --scanning two --pace 3s --reset"),
    "build": ("build library.yaml -o out --dry-run",),
}
"""Command → what is typed, with --json behind it; whole builds, `doctor` and `edit` are tried where they are tested."""
ROUTINE = """title: Rest
steps:
  - section: First
    steps: [{title: Sit, say: "Sit. [sound end-bell]", do: until ready, rhythm: {every: 4s, sound: soft-tick}}]
  - {do: {breaths: 3, in: 4s, out: 6s}}
  - say: This is the end.
"""


@pytest.fixture
def typed(tell: Tell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[Any]]:
    """Type a command, and return what it prints: one value, or a value in each line."""
    monkeypatch.setenv("COACH_CONFIG", str(tmp_path / "config"))
    (tmp_path / "rest.yaml").write_text(ROUTINE)
    (tmp_path / "broken.yaml").write_text("title: T\nsteps:\n  - sya: Rest.\n")
    (tmp_path / "library.yaml").write_text("matrix: {routine: [rest.yaml]}\noptions: {engine: silent, format: wav}\n")

    def printed(command: str) -> list[Any]:
        done = tell(*command.split(), "--json")
        if command.startswith("build"):
            return [json.loads(line) for line in done.stdout.splitlines()]
        return [json.loads(done.stdout)]

    return printed


def test_every_command_with_json_has_a_schema_and_is_tried() -> None:
    commands = typer.main.get_group(command_line()).commands
    having = {name for name, each in commands.items() if any("--json" in option.opts for option in each.params)}
    assert having == {*FORMS} == {*TYPED, "doctor", "edit"}


def test_all_of_them_share_one_option() -> None:
    commands = typer.main.get_group(command_line()).commands
    told = {
        getattr(option, "help", "") for each in commands.values() for option in each.params if "--json" in option.opts
    }
    assert len(told) == 1


@pytest.mark.parametrize("command", FORMS)
def test_a_schema_is_a_schema_and_can_be_printed(tell: Tell, command: str) -> None:
    done = tell("schema", command)
    assert (done.stderr, done.code, json.loads(done.stdout)) == ("", 0, FORMS[command])
    jsonschema.Draft202012Validator.check_schema(FORMS[command])


def test_a_schema_that_there_is_not_is_wrong_usage(tell: Tell) -> None:
    told = ", ".join(["routine", "library", *FORMS])
    assert tell("schema", "xylophone").stderr == f"there is no schema of 'xylophone'; there are {told}\n"
    assert tell("schema", "sound").stderr == "there is no schema of 'sound'; did you mean 'sounds'?\n"


@pytest.mark.parametrize(("form", "command"), [(form, each) for form, typed in TYPED.items() for each in typed])
def test_what_is_printed_fits_the_schema(typed: Callable[[str], list[Any]], form: str, command: str) -> None:
    validator = jsonschema.Draft202012Validator(FORMS[form])
    printed = typed(command)
    assert printed
    for value in printed:
        assert [error.message for error in validator.iter_errors(value)] == []


def objects(schema: Any) -> list[dict[str, Any]]:
    inner = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    own = [schema] if isinstance(schema, dict) and "properties" in schema else []
    return [*own, *(found for each in inner for found in objects(each))]


@pytest.mark.parametrize("form", FORMS)
def test_a_schema_leaves_no_key_open(form: str) -> None:
    found = objects(FORMS[form])
    assert found
    assert all(each["additionalProperties"] is False and each["required"] for each in found)


@pytest.mark.parametrize("form", ["list", "show", "timeline", "check", "cautions", "sounds", "voices", "lines", "keys"])
def test_a_key_that_is_lacking_or_new_does_not_fit(typed: Callable[[str], list[Any]], form: str) -> None:
    validator = jsonschema.Draft202012Validator(FORMS[form])
    (value,) = typed(TYPED[form][0])
    whole = value[0] if isinstance(value, list) else value
    for key in [*whole]:
        kept = whole.pop(key)
        assert not validator.is_valid(value)
        whole[key] = kept
    assert validator.is_valid(value)
    whole["more"] = 1
    assert not validator.is_valid(value)


def test_the_list_for_programs_has_what_show_tells_to_people(typed: Callable[[str], list[Any]]) -> None:
    (listed,) = typed("list")
    by_name = {each["name"]: each for each in listed["routines"]}
    desk = by_name["desk-break"]
    assert (desk["title"], desk["for"], desk["own"]) == ("Five minutes for tired hands", "self", False)
    assert "typing" in desk["good_for"]
    assert Path(desk["file"]).is_file()
    assert 290_000 < desk["length_ms"] < 310_000


def test_show_for_programs_has_the_script_and_the_rules(typed: Callable[[str], list[Any]]) -> None:
    (shown,) = typed("show healing-hands")
    assert shown["shortest_ms"] < shown["length_ms"] < shown["longest_ms"]
    assert any(step["rule"] for step in shown["steps"])
    assert any(said["practised_ms"] for step in shown["steps"] for said in step["says"])
    taken = sum(step[each] for step in shown["steps"] for each in ("words_ms", "practice_ms", "pause_ms"))
    assert 0.9 * shown["length_ms"] < taken <= shown["length_ms"]


def test_a_search_that_finds_nothing_is_an_empty_list_for_programs(tell: Tell) -> None:
    done = tell("list", "--search", "xylophone", "--json")
    assert (json.loads(done.stdout)["routines"], done.stderr, done.code) == ([], "", 0)


def test_json_does_not_go_with_what_is_for_people_alone(tell: Tell) -> None:
    for command in ("sounds --play rain", "voices --play heart", "lines desk-break --record"):
        done = tell(*command.split(), "--json")
        assert (done.stdout, done.code) == ("", 2)
        assert "--json" in done.stderr
