"""The endings of routine files, the table of conditions, and the paths that a routine may not name."""

from __future__ import annotations

import re
from pathlib import Path

from coach.log import described, logger

_log = logger(__name__)
SUFFIXES = (".yaml", ".yml")
"""The endings of the names of routine files."""
CAUTIONS = Path(__file__).with_name("cautions.yaml")
"""The table of conditions."""
CAUTION_WORDS = Path(__file__).with_name("caution_words")
"""The folder of their words in other languages, a file for each."""
OUTSIDE = re.compile(r"^[~/\\]|^[A-Za-z]:|\\|(^|/)\.\.?(/|$)|\0")
"""A pattern of names that may lead out of a folder, which somebody else's routine must not use."""


def caution_languages() -> list[str]:
    """Return the languages in which there are cautions."""
    return sorted(path.stem for path in CAUTION_WORDS.glob("*.yaml"))


def leads_out(name: str, folder: Path) -> str:
    """Return why a routine may not name this file, there or not: somebody else may have written the routine.

    The rule is that of `use`, except that folders within the routine's folder are allowed. Empty if it may.
    """
    if OUTSIDE.search(name.removeprefix("./")):
        return f"'{name}' leads out of the folder of the routine"
    try:
        inside = (folder / name).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead in a circle, before Python 3.13
        _log.info("where '%s' leads cannot be found: %s", name, described(error))
        inside = False
    return "" if inside else f"'{name}' is a link that leads out of the folder of the routine"
