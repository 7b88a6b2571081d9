"""Lines for people on standard output or error: nothing in them moves a terminal's cursor, whoever wrote it."""

from __future__ import annotations

import typer

from coach.errors import harmless


def tell(text: str, *, err: bool = False) -> None:
    """Print lines for people; what an author or the name of a file put into them is shown, and not obeyed."""
    typer.echo("\n".join(map(harmless, text.split("\n"))), err=err)
