"""Lines for people, in which nothing moves a terminal's cursor, whoever wrote it; and JSON for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import typer

from coach.errors import harmless

if TYPE_CHECKING:
    from collections.abc import Mapping

VERSION = 1
"""The version of all forms that `--json` prints: a program can rely on the keys of a version."""


def tell(text: str, *, err: bool = False) -> None:
    """Print lines for people; what an author or the name of a file put into them is shown, and not obeyed."""
    typer.echo("\n".join(map(harmless, text.split("\n"))), err=err)


def print_json(form: Mapping[str, Any]) -> None:
    """Print what a command tells for programs; `coach schema COMMAND` has its JSON Schema."""
    typer.echo(json.dumps({"version": VERSION} | {**form}, indent=1))
