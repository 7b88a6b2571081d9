"""KeySettings → the user's keys.yaml, with comments for the person who changes it."""

from __future__ import annotations

from shutil import copyfile
from textwrap import fill
from typing import TYPE_CHECKING

from coach.files import target_error, write_target
from coach.player.controls.key_values import READERS
from coach.player.controls.keys_file import UNBOUND, keys_file
from coach.player.session.commands import SWITCHES, VERBS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coach.player.controls.key_settings import KeySettings

_LISTED = fill(", ".join(VERBS), 100, subsequent_indent="#   ")
_HEAD = f"""\
# Your keys for `coach play`, as `coach keys` has learnt them: a pedal, a page turner or a switch is a key, too.
# Change this file as you like, or run `coach keys` again: it writes the file anew, and keeps this one beside it.
# `coach keys --show` tells what is in force, `coach keys --reset` goes back to coach's own keys, and
# `coach help keys` explains all of this.

# Each key with its verb. They come on top of coach's own keys; '{UNBOUND}' takes one of those away.
# The verbs: {_LISTED}.
# For switches: {", ".join(SWITCHES)}.
"""


def write_keys(settings: KeySettings) -> None:
    """Write the file, and keep a copy of the one before beside it; raises UsageError, or DiskFull."""
    path = keys_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            copyfile(path, file_before())
    except OSError as error:
        raise target_error(error, path) from error
    with write_target(path) as file:
        file.write(keys_text(settings).encode())


def reset_keys() -> None:
    """Put the file aside, whatever is in it; raises UsageError, or DiskFull."""
    path = keys_file()
    try:
        path.replace(file_before())
    except FileNotFoundError:  # not logged: there is nothing to put aside
        return
    except OSError as error:
        raise target_error(error, path) from error


def file_before() -> Path:
    """The path of the file that was in force before."""
    return keys_file().with_name("keys-before.yaml")


def keys_text(settings: KeySettings) -> str:
    """Return the text of a file from which `parse_keys` reads the same settings.

    Example:
        >>> from coach.player.controls.key_settings import KeySettings
        >>> keys_text(KeySettings(own={"j": "next"})).splitlines()[9:11]
        ['keys:', '  j: next']
    """
    return _HEAD + "\n".join(_lines(settings)) + "\n"


def _lines(settings: KeySettings) -> Iterator[str]:
    yield "keys:" if settings.own else "keys: {}"
    for key, asked in settings.own.items():
        yield f"  {key}: {asked or UNBOUND}"
    for name, reader in READERS.items():
        yield f"\n# {reader.comment}\n{name}: {reader.write(getattr(settings, reader.field))}"
