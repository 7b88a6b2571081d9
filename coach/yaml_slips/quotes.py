"""Slips with quotes: one that is not closed, one that closes too early, a text that needs them."""

from __future__ import annotations

import re

from coach.yaml_slips.broken_text import KEY, Broken, Slip, in_quotes, shown

_KEY_LINE = re.compile(rf"\n[ \t]*(?:-[ ]+)*{KEY}:(?:[ \t\n]|$)")
_FORBIDDEN = "@`%|>"


def open_quote(broken: Broken) -> Slip | None:
    """Return the slip of a quote that is closed nowhere, or by the next one in another line, with keys in between."""
    begin, end, quote = broken.scalar
    if "quoted scalar" in broken.context:
        begin, end, quote = broken.opened, len(broken.text), broken.text[broken.opened : broken.opened + 1]
    elif not quote or not _KEY_LINE.search(broken.text, begin, end):
        return None
    closed = "" if end == len(broken.text) else f" before line {broken.line_number(end)}"
    hint = f"write it at its end, too: {shown(broken.line_from(begin))}{quote}"
    return Slip(begin, f"the quote that opens here is not closed{closed}", hint)


def text_behind_quote(broken: Broken) -> Slip | None:
    """Return the slip of text behind a closing quote: there is an apostrophe, or a quote, within the quotes."""
    end, quote = broken.scalar[1:]
    rest = broken.line_from(end)
    if not quote or broken.line_number(end) != broken.line_number(broken.at) or not rest or rest[0] in ",]}:#":
        return None
    if "flow" in broken.context and not rest[0].isalnum():
        return None
    hint = "write the text without quotes around it, or with the other quotes, ' or \", around all of it"
    return Slip(end - 1, f"the text ends with this quote, and goes on: {shown(rest)}", hint)


def forbidden_sign(broken: Broken) -> Slip | None:
    """Return the slip of a text that begins with a sign that means something in YAML."""
    sign = broken.text[broken.at : broken.at + 1]
    if "cannot start any token" not in broken.problem or sign not in _FORBIDDEN:
        return None
    line = broken.line_from(broken.at)
    hint = "remove the lines that begin with ```" if line.startswith("```") else f"put it in quotes: {in_quotes(line)}"
    return Slip(broken.at, f"a text cannot begin with {sign} without quotes", hint)
