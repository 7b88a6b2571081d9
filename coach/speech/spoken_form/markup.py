"""Markdown and tags: what they mark is said, and they are not."""

from __future__ import annotations

import re

from coach.speech.spoken_form.links import GAP

_MARKS = (
    (re.compile(r"(?<=\d)(?:\*{2,}|`+|~{2,}|_+)(?=\d)"), " "),
    (re.compile(r"(?m)^[ \t]*(?:`{3,}|~{3,})[^\n`]*$"), GAP),
    (re.compile(r"(?m)^[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,})$"), GAP),
    (re.compile(r"(?m)^[ \t]*(?:>(?![ \t]?\d)[ \t]?)+"), ""),
    (re.compile(r"(?m)^[ \t]*#{1,6}[ \t]+"), ""),
    (re.compile(r"(?m)^([ \t]*)(?:[-*+•·‣▪◦●○](?:[ \t]+|$))(?:\[[ xX]\][ \t]+)?"), r"\1"),
    (re.compile(r"</?[A-Za-z][A-Za-z]*[ ]?/?>"), GAP),
    (re.compile(r"<!--[^\d>]*-->"), GAP),
    (re.compile(r"\*\*\*|\*\*|~~|(?<![\w_])__(?=\S)|(?<=\S)__(?![\w_])"), ""),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]*[^\s_])_(?![\w_])"), r"\1"),
    (re.compile(r"`+"), ""),
    (re.compile(r"\\(?=[*_`#~\[\]()>+-])"), ""),
)
"""Pattern → what is left of it, in this order."""


def leave_out_markup(text: str) -> str:
    """Return a text without the marks of Markdown, and without tags."""
    for pattern, rest in _MARKS:
        text = pattern.sub(rest, text)
    return text
