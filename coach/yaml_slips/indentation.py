"""Slips with the indentation: a line that fits nothing above it, a list in the line of its key."""

from __future__ import annotations

import re

from coach.yaml_slips.broken_text import Broken, Slip, shown
from coach.yaml_slips.colons import glued


def list_beside_key(broken: Broken) -> Slip | None:
    """Return the slip of a list that begins in the line of its key."""
    if "sequence entries are not allowed" not in broken.problem:
        return None
    hint = "write each '- ' in a line of its own below it; quote a text that begins with '- '"
    return Slip(broken.at, "a list cannot begin in the line of its key", hint)


def outside(broken: Broken) -> Slip | None:
    """Return the slip of a line whose indentation fits nothing above it."""
    if "block" not in broken.context or broken.before(broken.at).strip():
        return None
    line, column = broken.line_from(broken.at), broken.column(broken.at)
    if line.startswith("-"):
        return glued(line, broken.at) or _stray_item(broken)
    named = shown(line.partition(":")[0])
    if "mapping" not in broken.context and (of_keys := _column_of_keys(broken)):
        hint = f"begin it in column {of_keys}, under the keys of the item above; a new item begins with '- '"
        return Slip(broken.at, f"'{named}' is in column {column}, beside the list", hint)
    hint = f"begin it in column {broken.column(broken.opened)}, as those above"
    return Slip(broken.at, f"'{named}' is in column {column}, where nothing above it begins", hint)


def _stray_item(broken: Broken) -> Slip:
    such = ", such as 'steps:'" if re.search(r"^steps:", broken.text, re.MULTILINE) else ""
    hint = f"a list needs a key above it{such}; another item begins under the '- ' of the one before"
    return Slip(broken.at, "an item of a list where a key is expected", hint)


def _column_of_keys(broken: Broken) -> int:
    """Return the column of the keys of the last item of the list that is being read; 0 if it has none."""
    indent = broken.column(broken.opened) - 1
    items = re.finditer(rf"^ {{{indent}}}(?P<dash>-[ ]+)\S", broken.text[: broken.at], re.MULTILINE)
    return max([0, *(indent + len(item["dash"]) + 1 for item in [*items][-1:])])
