"""Messages of coach → the words of whoever called it: its command as it was typed, or the arguments of Python.

Messages are written once, for the command line: `coach list`, and the options as `--despite NAME`.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

VARIABLE = "COACH_COMMAND"
"""The environment variable with the command by which coach was started, for its own processes too; from Python, there
is none."""

_WITH_VALUE = {
    "--background": "background",
    "--condition": "conditions",
    "--despite": "despite",
    "--engine": "engine",
    "--mix": "mix",
    "--voice": "voice",
    "--words": "words",
}
"""The options that are arguments in Python; a message has their value behind a blank, and nothing else there."""
_SWITCHES = {"--accept": "accept", "--fill": "fill"}
_VALUE = r"(?: (?P<value>[\w/][^\s;,:)`]*))?"
_OPTION = re.compile(
    rf"(?<![\w-])(?:(?P<named>{'|'.join(_WITH_VALUE)}){_VALUE}|(?P<switch>{'|'.join(_SWITCHES)}))(?![\w-])"
)


def in_callers_words(message: str) -> str:
    """Return a message with the command as it was typed; from Python, with arguments in place of options.

    Example:
        >>> in_callers_words("recent-surgery: Wait. (--despite recent-surgery goes on)")
        "recent-surgery: Wait. (despite='recent-surgery' goes on)"
    """
    if command := os.environ.get(VARIABLE):
        return message.replace("`coach ", f"`{command} ")
    return _OPTION.sub(_argument, message)


def note_command() -> None:
    """Keep the command by which coach was started; `scripts/coach` has told its own."""
    if VARIABLE not in os.environ:
        os.environ[VARIABLE] = command_of(sys.argv[0], sys.orig_argv)


def _argument(found: re.Match[str]) -> str:
    if switch := found["switch"]:
        return f"{_SWITCHES[switch]}=True"
    name = _WITH_VALUE[found["named"]]
    return name if found["value"] is None else f"{name}={found['value']!r}"


def command_of(program: str, original: Sequence[str]) -> str:
    """Return what is typed for coach: `python -m coach`, a path, or the name alone where a shell finds it."""
    from shlex import quote
    from shutil import which

    if Path(program).name == "__main__.py":
        return f"{quote(original[0])} -m coach"
    found = which("coach")
    return "coach" if found and Path(program).resolve() == Path(found).resolve() else quote(program)
