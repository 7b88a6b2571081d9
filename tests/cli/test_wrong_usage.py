"""Every way in which a command line can be wrong: coach's own words, an exit code of 2, and a way out."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from inspect import unwrap
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
import typer

from coach.cli.app import COMMANDS, command_line
from coach.cli.wrong_usage import _KINDS

pytestmark = pytest.mark.unit

Tell = Callable[..., Any]
Run = Callable[..., subprocess.CompletedProcess[str]]

ROUTINE = "a name from `coach list` or words of it, a routine file, or - for standard input"
TABLE = {
    # no such command, or none at all
    "exprt": "there is no command 'exprt'; did you mean 'export'?",
    "xylophone": "there is no command 'xylophone'; `coach --help` lists them",
    "--log x.log": "name a command; `coach --help` lists them",
    # no such option
    "export desk-break --titel x": "`coach export` has no option '--titel'; did you mean '--title'?",
    "play desk-break --title x": "`coach play` has no option '--title'; `coach export` and `coach feed` have it",
    "play desk-break --paper a4": "`coach play` has no option '--paper'; `coach sheet` has it",
    "doctor --length 3m": "`coach doctor` has no option '--length'; "
    "`coach show`, `coach export`, `coach play` and others have it",
    "doctor --xyzzy": "`coach doctor` has no option '--xyzzy'; `coach doctor --help` tells what it has",
    "export desk-break -z": "`coach export` has no option '-z'; `coach export --help` tells what it has",
    "--lgo x list": "`coach` has no option '--lgo'; did you mean '--log'?",
    # an argument that is missing, or one too many
    "show": f"`coach show` wants ROUTINE: {ROUTINE}",
    "copy desk-break": "`coach copy` wants FILE: the file to write, such as mine.yaml",
    "feed quiet": "`coach feed` wants --url URL: the address that the folder has on the web",
    "new a.yaml b.yaml": "`coach new` takes FILE, and not 'b.yaml'; put quotes around a name that has blanks in it",
    "copy a b c": "`coach copy` takes ROUTINE and FILE, and not 'c'; put quotes around a name that has blanks in it",
    "export desk-break out.mp3": "`coach export` takes ROUTINE, and not 'out.mp3'; did you mean `-o out.mp3`?",
    "show desk-break sore": "`coach show` takes ROUTINE, and not 'sore'; put quotes around a name that has blanks in",
    "doctor now": "`coach doctor` takes nothing but options, and not 'now'",
    # an option without a value, or one that takes none
    "show desk-break --length": "--length wants TIME behind it: exactly so long, such as 10m or 12m30s",
    "export desk-break -o": "-o wants FILE behind it: the file to write: ",
    "export desk-break --title": "--title wants a value behind it: its title in a player",
    "--log": "--log wants FILE behind it: write there what happens inside",
    "export desk-break --mono=3": "--mono takes no value; write it alone",
    # a value that is none
    "export desk-break --bitrate 128k": "--bitrate: '128k' is not a whole number; did you mean '128'?",
    "export desk-break --bitrate high": "--bitrate: 'high' is not a whole number; write one in digits",
    "export desk-break --year 0": "--year: 0 is out of range; write a whole number from 1 to 9999",
    "export desk-break --year soon": "--year: 'soon' is not a whole number; write one from 1 to 9999",
    "page desk-break --port 70000": "--port: 70000 is out of range; write a whole number from 0 to 65535",
    "build x.yaml -o out -j -1": "--jobs: -1 is out of range; write a whole number of 0 or more",
    "feed quiet --url https://example.org --date soon": "--date: 'soon' is not a day; write it as in 2026-11-30",
    # a name that is none
    "show desk-break --condition crsp": "there is no condition 'crsp'; did you mean 'crps'?",
    "timeline desk-break --profile podcst": "there is no profile 'podcst'; did you mean 'podcast'?",
    "export desk-break --engine sytem": "there is no voice engine 'sytem'; did you mean 'system'?",
    "export desk-break --chapters step": "there are no chapters of 'step'; did you mean 'steps'?",
    "export desk-break --captions strt": "there are no captions 'strt'; did you mean 'srt'?",
    "export desk-break --background rian": "there is no background 'rian'; did you mean 'rain'?",
    "play desk-break --device speaker": "there is no device 'speaker'; did you mean 'speakers'?",
    "sounds --play end-bel": "there is no sound 'end-bel'; did you mean 'end-bell'?",
    "check --explain long-silense": "there is no code 'long-silense'; did you mean 'long-silence'?",
    "help playng": "there is no help about 'playng'; did you mean 'playing'?",
    "completion fsh": "there is no completion for 'fsh'; did you mean 'fish'?",
    # a folder in the place of a file
    "show .": ". is a folder; name a routine, or a routine file in it",
    "export .": ". is a folder; name a routine, or a routine file in it",
    "copy . mine.yaml": ". is a folder; name a routine, or a routine file in it",
    "draft .": ". is a folder; name a text in it",
    "page .": ". is a folder; there is no page in it (no index.html); name one that has it, or a routine",
    # an option that means nothing here
    "export desk-break -o s.wav --bitrate 128": "--bitrate means nothing for WAV, which has no bitrates; leave it out",
    "export desk-break -o s.flac --bitrate 128": "--bitrate means nothing for FLAC, which has no bitrates; leave it",
    "export desk-break -o s.wav --cover me.png": "--cover means nothing for WAV, which holds no picture; leave it out",
    "voices --play heart --all": "--play plays one voice; --engine, --all and --json go with the list",
    "check desk-break --explain no-closing": "--explain explains a code, and checks nothing; ",
}
FOREIGN = re.compile(
    r"Error:|Usage:|Invalid|Missing|No such|Got unexpected|requires an? |Try '|Input should|validation"
)
"""Words of typer's, click's and pydantic's own messages."""


@pytest.mark.parametrize(("typed", "told"), TABLE.items(), ids=TABLE)
def test_what_is_wrong_is_told_in_coachs_words(tell: Tell, tmp_path: Path, typed: str, told: str) -> None:
    done = tell(*typed.split())
    assert (done.stdout, done.code) == ("", 2)
    assert done.stderr.startswith(told)
    assert done.stderr.count("\n") == 1
    assert not FOREIGN.search(done.stderr)
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_answers_in_other_words(tell: Tell, command: str) -> None:
    for wrong in (("--no-such-option",), ("a",) * 9):
        done = tell(command, *wrong)
        assert (done.stdout, done.code) == ("", 2)
        assert not FOREIGN.search(done.stderr)


def every_value() -> dict[str, tuple[Any, Any]]:
    """Command and parameter → the command, and the type of its value."""
    found = {}
    for name, command in typer.main.get_group(command_line()).commands.items():
        hints = get_type_hints(unwrap(command.callback), include_extras=True)  # type: ignore[arg-type]
        for parameter in command.params:
            if parameter.name in hints and not getattr(parameter, "is_flag", False):
                declared = get_args(hints[parameter.name])[0]
                found[f"{name} {parameter.opts[-1]}"] = (parameter, declared)
    return found


def test_each_type_of_a_value_has_words_for_a_wrong_one_or_takes_all() -> None:
    """So that a new kind of option is not refused in words of typer's."""
    takes_all = {str, Path, type(None), list[str]}
    kinds = {kind for _, declared in every_value().values() for kind in (get_args(declared) or (declared,))}
    assert kinds <= takes_all | {*_KINDS}
    assert kinds >= {int, datetime, str}


def test_all_errors_of_typer_are_told_by_their_kind() -> None:
    errors = import_module(typer.BadParameter.__module__)
    kinds = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)}
    known = {"NoSuchOption", "BadOptionUsage", "MissingParameter", "BadParameter", "NoArgsIsHelpError", "UsageError"}
    of_nothing_here = {"BadArgumentUsage", "FileError", "ClickException", "TyperException", "Exit", "Abort"}
    assert known <= kinds <= known | of_nothing_here | {"NoSuchCommand"}


def test_a_page_that_is_made_already_takes_no_options_of_a_session(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "quiet").mkdir()
    (tmp_path / "quiet" / "index.html").write_text("<title>Quiet</title>")
    done = tell("page", "quiet", "--length", "3m")
    assert (done.stderr, done.code) == ("the page in quiet is made already, so --length means nothing\n", 2)


def test_in_a_process_of_its_own_it_is_one_line_on_standard_error(run: Run) -> None:
    done = run("export", "desk-break", "--bitrate", "128k")
    told = "coach: --bitrate: '128k' is not a whole number; did you mean '128'?\n"
    assert (done.stdout, done.stderr, done.returncode) == ("", told, 2)


def test_without_any_argument_help_is_shown(run: Run) -> None:
    done = run()
    assert (done.stderr.startswith("Usage: coach "), done.returncode) == (True, 2)
