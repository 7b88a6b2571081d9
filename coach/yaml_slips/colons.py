"""Slips with colons: none behind a key, no blank behind one, a second one in a line."""

from __future__ import annotations

import re

from coach.yaml_slips.broken_text import BEFORE_KEY, KEY, Broken, Slip, in_quotes, shown

_WITHOUT_BLANK = re.compile(rf"(?P<key>{KEY}):(?P<rest>[^\s:/].*)")
_WITH_VALUE = re.compile(rf"{BEFORE_KEY}(?P<key>{KEY}): *(?P<value>.*)")
_WORD = re.compile(r"[a-z_]+")


def missing_colon(broken: Broken) -> Slip | None:
    """Return the slip of a line that is no key with a value."""
    return _without_colon(broken, broken.opened) if "simple key" in broken.context else None


def _without_colon(broken: Broken, index: int) -> Slip:
    line = broken.line_from(index)
    if slip := glued(line, index):
        return slip
    first, _, rest = line.partition(" ")
    value = rest.strip().removeprefix("=").removeprefix(":").strip()
    written = shown(f"{first.rstrip('=')}: {value}".rstrip())
    hint = f"write '{written}', or indent it further if it belongs to the text above"
    if broken.keys and rest and first.casefold() not in broken.keys:
        hint = "indent it further, under the text above that it goes on with; or begin it with a key and ':'"
    return Slip(index, f"'{shown(line)}' has no ':' behind its key", hint)


def glued(line: str, index: int) -> Slip | None:
    """Return the slip of a line, from an index on, that begins without a blank behind its dash or its colon."""
    if dash := re.match(rf"-+(?={KEY})", line):
        return Slip(index, "a blank is missing behind '-'", f"write '- {shown(line[dash.end() :])}'")
    if found := _WITHOUT_BLANK.match(line):
        written = shown(f"{found['key']}: {found['rest']}")
        return Slip(index, f"a blank is missing behind '{found['key']}:'", f"write '{written}'")
    return None


def second_colon(broken: Broken) -> Slip | None:
    """Return the slip of a second ':' in a line, or of one behind what was taken for the rest of the text above."""
    if "mapping values are not allowed" not in broken.problem:
        return None
    begin = broken.scalar[0]
    if broken.line_start(begin) == broken.line_start(broken.at):
        return _in_one_line(broken)
    if not (above := _WITH_VALUE.match(broken.before(begin))):
        return _without_colon(broken, begin)
    column = above.start("key") + 1
    typed = broken.before(broken.at).lstrip()
    message = f"'{typed}' stands further in than '{above['key']}' above it"
    return Slip(broken.at - len(typed), message, f"begin it in column {column}, under '{above['key']}'")


def _in_one_line(broken: Broken) -> Slip:
    line = broken.line_from(broken.line_start(broken.at))
    if not (found := _WITH_VALUE.match(line)):
        return Slip(broken.at, "a second ':' in this line", "quote a text that contains ': '")
    return Slip(broken.at, f"a second ':' in the line of '{found['key']}'", _how_to_write(*found.group("key", "value")))


def _how_to_write(key: str, value: str) -> str:
    """Return how a key is written that has a value with a ':' in it: as a text, as keys of its own, in two lines."""
    quoted = f"{key}: {in_quotes(value)}"
    *before, inner = value.partition(":")[0].split() or [""]
    if value[:1] in "“”„«‘’‚":
        return f"the quotes of YAML are \" and ': write {quoted}"
    if not _WORD.fullmatch(inner):
        return f"put quotes around the text: {quoted}"
    if before:
        return f"write '{inner}:' in a line of its own, or {quoted} if it belongs to the text"
    return f"write {key}: {{{shown(value)}}} for keys and values, or {quoted} for a text"
