from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

import coach.cli
from coach.cli.app import COMMANDS
from coach.cli.authoring_commands import TOPICS
from coach.routine.conditions import CONCERNS, cautions, cautions_about
from coach.routine.loader import load_routine
from coach.routine.motion import STYLES

pytestmark = pytest.mark.unit

Run = Callable[..., subprocess.CompletedProcess[str]]
Tell = Callable[..., Any]


def test_new_writes_a_routine_that_is_clean(tell: Tell, tmp_path: Path) -> None:
    done = tell("new", "mine.yaml")
    assert (done.stderr, done.code) == ("", 0)
    assert load_routine(tmp_path / "mine.yaml").steps
    assert tell("check", "--strict", "mine.yaml").code == 0


def test_a_new_routine_can_be_shown_and_has_a_timeline(tell: Tell) -> None:
    tell("new", "mine.yaml")
    assert tell("show", "mine.yaml").code == 0
    assert tell("timeline", "mine.yaml").code == 0


def test_what_a_new_routine_comments_out_can_be_written(tell: Tell, tmp_path: Path) -> None:
    tell("new", "mine.yaml")
    text = (tmp_path / "mine.yaml").read_text("utf-8")
    keys = [line for line in text.splitlines() if line.startswith(("# length:", "# needs:", "# cautions:"))]
    assert len(keys) == 3
    (tmp_path / "all.yaml").write_text(text.replace("# length: 10m", "length: 3m").replace("\n# needs", "\nneeds"))
    assert tell("check", "--strict", "all.yaml").code == 0


def test_new_never_overwrites(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("my own")
    done = tell("new", "mine.yaml")
    assert (done.stderr, done.code) == ("mine.yaml exists already; name another file\n", 2)
    assert (tmp_path / "mine.yaml").read_text() == "my own"


def test_new_needs_a_folder_that_is_there(tell: Tell, tmp_path: Path) -> None:
    done = tell("new", "nowhere/mine.yaml")
    assert (done.stderr, done.code) == ("there is no folder nowhere; make it first\n", 2)
    assert list(tmp_path.iterdir()) == []


def test_new_does_not_write_through_a_link_that_leads_nowhere(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "link.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    assert tell("new", "link.yaml").code == 2
    assert not (tmp_path / "elsewhere.yaml").exists()


def test_new_does_not_take_a_folder_for_a_file(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    done = tell("new", "folder")
    assert (done.stdout, done.code) == ("", 2)
    assert list((tmp_path / "folder").iterdir()) == []


def test_help_without_a_topic_lists_all_with_a_line_for_each(tell: Tell) -> None:
    done = tell("help")
    rows = [line.split(maxsplit=1) for line in done.stdout.splitlines() if line.startswith("  ")]
    assert (done.stderr, done.code) == ("", 0)
    assert [(name, told) for name, told in rows] == [*TOPICS.items()]


@pytest.mark.parametrize(
    ("topic", "heading"),
    [
        ("language", "# The routine language"),
        ("Language", "# The routine language"),
        ("security", "# What coach promises about what it is given"),
        ("figures", "# What was measured"),
    ],
)
def test_help_explains_a_topic(tell: Tell, topic: str, heading: str) -> None:
    done = tell("help", topic)
    assert (done.stderr, done.code) == ("", 0)
    assert done.stdout.startswith(f"{heading}\n")


def test_every_topic_has_a_file_and_every_file_is_a_topic() -> None:
    assert {path.stem for path in Path(coach.cli.__file__).parent.glob("*.md")} == set(TOPICS)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_is_printed_as_it_stands_in_its_file_but_for_notes_to_scripts(tell: Tell, topic: str) -> None:
    text = Path(coach.cli.__file__).with_name(f"{topic}.md").read_text("utf-8")
    kept = [line for line in text.splitlines() if not line.startswith(("<!--", "{styles}"))]
    told = [line for line in tell("help", topic).stdout.splitlines() if line.split(" | ")[0][2:] not in STYLES]
    of_command = ["", f"`coach {topic} --help` tells the options of the command."] if topic in COMMANDS else []
    assert told == [*kept, *of_command]


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in TOPICS])
def test_help_about_a_command_is_its_own(tell: Tell, command: str) -> None:
    done = tell("help", command.upper())
    assert (done.stderr, done.code) == ("", 0)
    assert done.stdout == tell(command, "--help").stdout
    assert done.stdout.startswith(f"Usage: coach {command} ")


def test_help_about_a_command_is_had_from_a_process_of_its_own(run: Run) -> None:
    assert run("help", "export").stdout == run("export", "--help").stdout != ""


def test_help_has_the_table_of_styles_with_their_sources(tell: Tell) -> None:
    text = tell("help", "language").stdout
    assert "{styles}" not in text
    for name, style in STYLES.items():
        (row,) = [line for line in text.splitlines() if line.startswith(f"| {name} |")]
        assert row.endswith(f"| {style.source} |")
        assert f"{style.speed_um / 10_000:g} cm/s" in row


@pytest.mark.parametrize(
    ("asked", "instead"),
    [
        ("exprt", "did you mean 'export'?"),
        ("play-ing", "did you mean 'playing'?"),
        ("zzz", f"there is help about each command, and about: {', '.join(TOPICS)}"),
    ],
)
def test_help_about_something_else_is_wrong_usage(tell: Tell, asked: str, instead: str) -> None:
    done = tell("help", asked)
    assert (done.stdout, done.code) == ("", 2)
    assert done.stderr == f"there is no help about '{asked}'; {instead}\n"


def test_schema_is_a_json_schema(tell: Tell) -> None:
    done = tell("schema")
    assert (done.stderr, done.code) == ("", 0)
    jsonschema.Draft202012Validator.check_schema(json.loads(done.stdout))


def test_a_new_routine_fits_the_schema(tell: Tell, tmp_path: Path) -> None:
    tell("new", "mine.yaml")
    schema = json.loads(tell("schema").stdout)
    jsonschema.Draft202012Validator(schema).validate(yaml.safe_load((tmp_path / "mine.yaml").read_text("utf-8")))


def test_cautions_lists_every_condition_with_what_it_asks_for(tell: Tell) -> None:
    done = tell("cautions")
    lines = done.stdout.splitlines()
    assert (done.stderr, done.code) == ("", 0)
    said = {line.split()[0]: (line, after.strip()) for line, after in pairwise(lines) if re.match(r"  [a-z]", line)}
    assert said.keys() - {"and:"} == cautions().keys()
    for caution in cautions().values():
        assert said[caution.name][0].split()[1] == caution.effect
        assert said[caution.name][0].endswith(caution.title)
        assert said[caution.name][1] in map(caution.sentence, caution.concerns)


def test_cautions_are_grouped_by_what_a_session_does(tell: Tell) -> None:
    groups = tell("cautions").stdout.split("\n\n")
    assert [group.splitlines()[0] for group in groups] == list(CONCERNS.values())
    for concern, group in zip(CONCERNS, groups, strict=True):
        for caution in cautions_about(concern):
            assert re.search(rf"^  (?:and: .*)?{caution.name}\b", group, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_has_no_types_of_python_and_no_formulas(tell: Tell, command: str) -> None:
    shown = tell(command, "--help").stdout
    assert re.findall(r"<[^>]*>|\w+\[\w+\]|[<>]=", shown) == []


def test_the_list_of_commands_ends_no_line_in_the_middle_and_names_what_else_is_explained(run: Run) -> None:
    shown = run("--help").stdout
    assert "..." not in shown.partition("Commands:")[2]
    assert "`coach help` lists what else is explained" in " ".join(shown.split())
    assert "`coach --help` lists the commands" in run("help").stdout
