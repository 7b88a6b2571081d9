"""Title, needs, cautions and steps of a draft → the text of a routine file, with comments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from coach.draft.steps.nodes import GroupNode, Node, Remark, StepNode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from coach.draft.reading.passages import Reading

WIDTH = 108
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 ,.;'()\[\]!?/–—…-]*[A-Za-z0-9.)\]!?…]")
"""A pattern of texts that need no quotes, by far the most; PyYAML writes the others."""
_OTHER = frozenset(["yes", "no", "on", "off", "true", "false", "null", "none", "y", "n"])


def comment(text: str, indent: str = "") -> Iterator[str]:
    """Yield a remark of any length as lines of comment."""
    for line in wrapped(text, max(40, WIDTH - len(indent) - 2)):
        yield f"{indent}# {line}"


def wrapped(text: str, width: int) -> Iterator[str]:
    """Yield a text as lines of at most `width` characters, as far as its words are short enough."""
    line: list[str] = []
    length = -1
    for word in text.split():
        if line and length + 1 + len(word) > width:
            yield " ".join(line)
            line, length = [], -1
        line.append(word)
        length += 1 + len(word)
    if line:
        yield " ".join(line)


def entry(key: str, text: str, indent: str, note: str = "") -> Iterator[str]:
    """Yield the lines of a key and its text; a long text is folded."""
    if len(text) + len(indent) + len(key) > WIDTH:
        yield f"{indent}{key}: >-{f'   # {note}' if note else ''}"
        for line in wrapped(text, WIDTH - len(indent)):
            yield f"{indent}  {line}"
    else:
        yield f"{indent}{key}: {scalar(text)}{f'   # {note}' if note else ''}"


def scalar(text: str) -> str:
    """Return a text as one YAML scalar, quoted only where it has to be."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _OTHER:
        return text
    dumped: str = yaml.safe_dump(text, allow_unicode=True, width=10**9)
    return dumped.removesuffix("\n").removesuffix("\n...")


def head(reading: Reading, name: str, cautions: Mapping[str, str], language: str = "") -> Iterator[str]:
    """Yield the lines of a routine before its steps."""
    yield from entry("title", reading.title, "")
    if language:
        yield f"language: {language}"
    if reading.for_ != "self":
        yield f"for: {reading.for_}   # guessed: the text is about somebody else's body"
    if reading.needs:
        yield "needs:"
        yield from (f"  - {scalar(need.text)}   # line {need.line}" for need in reading.needs)
    if cautions:
        yield "cautions:"
        for condition, said in cautions.items():
            yield from item(entry(condition, said, "  "), "  ")
    yield from ["sources:", f"  - {scalar(name)}"]


def remarks(of: Sequence[Remark], indent: str) -> Iterator[str]:
    """Yield remarks as lines of comment, each with the line of the text that it is about."""
    for remark in of:
        yield from comment(f"line {remark.line}: {remark.text}" if remark.line else remark.text, indent)


def nodes(of: Sequence[Node], indent: str) -> Iterator[str]:
    """Yield the lines of steps and groups as items of a list."""
    for node in of:
        yield from _step(node, indent) if isinstance(node, StepNode) else _group(node, indent)


def _step(step: StepNode, indent: str) -> Iterator[str]:
    yield from remarks(step.remarks, indent)
    lines: list[str] = []
    if step.title:
        lines += entry("title", step.title, "  ")
    if step.say:
        lines += entry("say", step.say, "  ", f"line {step.line}")
    if step.practice.do:
        why = f"   # guessed: {step.practice.why}" if step.practice.why else ""
        lines.append(f"  do: {step.practice.do}{why}")
    if step.pause:
        lines.append(f"  pause: {step.pause}")
    if step.skip_for:
        lines.append(f"  skip_for: [{step.skip_for}]")
    yield from item(lines, indent)


def _group(group: GroupNode, indent: str) -> Iterator[str]:
    yield from remarks(group.remarks, indent)
    lines: list[str] = []
    if group.section:
        lines += entry("section", group.section, "  ")
    if group.repeat:
        lines.append(f"  repeat: {group.repeat}")
    if group.each:
        name, values = group.each
        lines.append(f"  each: {{{name}: [{', '.join(values)}]}}")
    if group.between:
        lines += entry("between", group.between, "  ")
    lines.append("  steps:")
    yield from item(lines, indent)
    yield from nodes(group.nodes, f"{indent}    ")


def item(lines: Iterable[str], indent: str) -> Iterator[str]:
    """Yield lines that have an indent of two as an item of a list, with a dash before the first key."""
    for place, line in enumerate(lines):
        yield f"{indent}{line}" if place else f"{indent}- {line[2:]}"
