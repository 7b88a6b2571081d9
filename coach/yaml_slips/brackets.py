"""Slips with brackets: one that is not closed, a comma that is missing within them, a text that begins with one."""

from __future__ import annotations

import re

from coach.yaml_slips.broken_text import BEFORE_KEY, KEY, Broken, Slip, in_quotes, shown

_KEY_BEFORE_COLON = re.compile(rf"{BEFORE_KEY}{KEY}")
_BRACKET_FIRST = re.compile(rf"{BEFORE_KEY}(?P<key>(?:{KEY}: +)?)(?P<text>[\[{{].*)")


def open_bracket(broken: Broken) -> Slip | None:
    """Return the slip of a bracket that is not closed before the next line with a key, or the end."""
    if "flow" not in broken.context:
        return None
    is_later = broken.line_number(broken.at) > broken.line_number(broken.opened)
    goes_on = not (is_later and _KEY_BEFORE_COLON.fullmatch(broken.before(broken.at)))
    closing = broken.text[broken.at : broken.at + 1]
    if goes_on and closing not in ("]", "}") and broken.text[broken.at :].strip():
        return None
    opened, bracket, partner = _brackets(broken)
    if closing in ("]", "}"):
        return Slip(opened, f"the {bracket} that opens here is not closed", f"write {partner} before the {closing}")
    hint = f"write its partner: {shown(broken.line_from(opened))}{partner}"
    return Slip(opened, f"the {bracket} that opens here is not closed", hint)


def _brackets(broken: Broken) -> tuple[int, str, str]:
    """Return the index of the bracket within which the reading ended, it, and its partner."""
    opened = max(broken.text.rfind(bracket, 0, broken.opened + 1) for bracket in "[{")
    bracket = broken.text[opened]
    return opened, bracket, "}" if bracket == "{" else "]"


def missing_comma(broken: Broken) -> Slip | None:
    """Return the slip of brackets within which a comma is missing."""
    if "flow" not in broken.context:
        return None
    if broken.text[broken.at : broken.at + 1] == ",":
        return Slip(broken.at, "a comma with nothing before it", "remove it, or write what is missing")
    if broken.text[broken.at : broken.at + 1] != ":":
        within = " ".join(_brackets(broken)[1:])
        return Slip(broken.at, f"a comma is missing before this, within {within}", "write ', ' between the two")
    begin = broken.scalar[0]
    value, _, key = broken.text[begin : broken.at].rstrip().rpartition(" ")
    if not value:
        return None
    told = "a ';' where a comma is meant" if value[-1] == ";" else f"a comma is missing before '{key}'"
    return Slip(begin + len(value) + 1, told, f"write '{shown(value.rstrip(' ;'))}, {key}: ...'")


def bracket_first(broken: Broken) -> Slip | None:
    """Return the slip of a text that begins with a bracket, such as that of a {name}."""
    if "block" not in broken.context or broken.before(broken.at).rstrip()[-1:] not in ("]", "}"):
        return None
    start = broken.line_start(broken.at)
    if not (found := _BRACKET_FIRST.match(broken.line_from(start))):
        return None
    hint = f"put quotes around it: {found['key']}{in_quotes(found['text'])}"
    return Slip(start + found.start("text"), f"a text cannot begin with {found['text'][0]} without quotes", hint)
