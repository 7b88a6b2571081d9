"""What is left around something left out → one space, no empty brackets, no space before a full stop."""

from __future__ import annotations

import re

from coach.speech.spoken_form.links import GAP

_STEPS = (
    (re.compile(rf"[(\[{{][\s{GAP}]*{GAP}[\s{GAP}]*[)\]}}]"), GAP),
    (re.compile(rf"(?<=\w)(?<![\s{GAP}]){GAP}+(?=\w)"), " "),
    (re.compile(rf"(?<=[\s(\[„“«]){GAP}+(?:[ \t{GAP}]+)|^[ \t{GAP}]*{GAP}[ \t{GAP}]*", re.MULTILINE), ""),
    (re.compile(rf"(?<![ \t{GAP}])[ \t{GAP}]*{GAP}[ \t{GAP}]*$", re.MULTILINE), ""),
    (re.compile(rf"(?<![ \t{GAP},:;])[ \t{GAP},:;]*{GAP}[ \t{GAP}]*(?=[.!?…])"), ""),
    (re.compile(rf"(?<![ \t{GAP}])[ \t{GAP}]*{GAP}[ \t{GAP}]*(?=[,;:)\]])"), ""),
    (re.compile(rf"(?<![ \t])[ \t]*{GAP}+[ \t]+|(?<![ \t])[ \t]+{GAP}+"), " "),
    (re.compile(GAP), ""),
    (re.compile(r"(?<=\S)[ \t]{2,}(?=\S)"), " "),
    (re.compile(r"(?<![ \t])[ \t]+$", re.MULTILINE), ""),
    (re.compile(r"(?<!\S), (?=\S)"), ""),
)
"""Pattern → what stands there instead, in this order."""


def tidy(text: str) -> str:
    """Return a text without the gaps that were left in it."""
    for pattern, rest in _STEPS:
        text = pattern.sub(rest, text)
    return text.strip(" \t")
