"""JavaScript → the same in fewer letters: modules are written to be read, and a page carries them to a phone.

Remarks and room go, and what is declared gets a short name, one for all its places: so scopes need not be known. A name
that is also a property's, or a key's, stays; so does everything in a text.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import count
from string import ascii_letters
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_BEFORE_PATTERN = r"(?:(?<=[(,=:])|(?<=[(,=:]\s))"
"""What stands before a regular expression, and before no division."""
_TOKEN = re.compile(
    rf"""
    (?P<remark> /\*.*?\*/ | //[^\n]* )
    | (?P<text> "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*' | {_BEFORE_PATTERN}/(?:\\.|\[[^]]*\]|[^/\\\n])+/\w* )
    | (?P<template> `[^`]*` )
    | (?P<word> [A-Za-z_$][\w$]* )
    | (?P<number> \d[\w.]* )
    | (?P<room> \s+ )
    | (?P<sign> \.\.\. | => | . )
    """,
    re.DOTALL | re.VERBOSE,
)
_WITHIN = re.compile(r"(?<=\$\{)[^}]*(?=\})")
"""An expression in a template."""
_DECLARED = tuple(
    map(
        re.compile,
        (
            r"\b(?:function|const|let|class) (\w+)",
            r"(?<![.\w])(\w+)=(?![=>])",
            r"(?:\b(?:const|let)|[(,])\[([\w,]+)\]",
            r"\bfunction \w+\(([\w,]*)",
            r"[{,]\w+\(([\w,]*)\)\{",
            r"[(,](\w+)(?=[\w,]*\)=>)",
        ),
    )
)
"""What is declared or assigned, alone or in a row. Nothing is assigned that is not the script's own."""
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_BEFORE_BLOCK = (")", "=>", "else", "try", "catch")
"""What stands before a block's brace, and before no object's."""
_ENDS = re.compile(r"[\w$)\]}\"'`]")
"""The last sign of what may be the end of a statement without a semicolon."""


def shorten(source: str) -> str:
    r"""Return a script without remarks, with the least room and with short names.

    Example:
        >>> shorten("/** Adds. */\nfunction add(one, other) {\n  return one + other; // a sum\n}\nadd(1, 2);\n")
        'function a(b,c){return b+c}\na(1,2);'
    """
    return _written(source, _short_names([*_without_room(_tokens(source))]))


def _written(source: str, short: Mapping[str, str]) -> str:
    tokens = [("", ""), *_without_room(_tokens(source)), ("", "")]
    triples = zip(tokens, tokens[1:], tokens[2:], strict=False)
    return "".join(_renamed(each, before[1], after[1], short) for before, each, after in triples)


def _renamed(each: tuple[str, str], before: str, after: str, short: Mapping[str, str]) -> str:
    kind, text = each
    if kind == "word" and before != ".":
        return short.get(text, text)
    if kind == "template":
        return _WITHIN.sub(lambda inner: _written(inner.group(), short), text)
    needless = (text == ";" and after == "}") or (text == "," and after in ("}", ")"))
    return "" if needless else text


def _tokens(source: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(source):
        assert match.lastgroup
        yield match.lastgroup, match.group()


def _without_room(tokens: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield tokens with room only where two would become one, and where a line may end a statement."""
    before, room = "", ""
    for kind, text in tokens:
        if kind in ("remark", "room"):
            room += text if kind == "room" else " "
            continue
        if before and room:
            if "\n" in room and _ENDS.fullmatch(before[-1]) and text not in ("}", ")", "]"):
                yield "room", "\n"
            elif re.fullmatch(r"[\w$]{2}|\+\+|--", before[-1] + text[0]):
                yield "room", " "
        yield kind, text
        before, room = text, ""


def _short_names(tokens: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return a short name for each one that is declared and stands for nothing else; the shortest for the commonest."""
    bare = "".join("" if kind in ("text", "template") else text for kind, text in tokens)
    declared = {name for each in _DECLARED for row in each.findall(bare) for name in row.split(",")}
    words = Counter(word for _, text in tokens for word in re.findall(r"[A-Za-z_$][\w$]*", text))
    fixed = {*_properties([each for each in tokens if each[0] != "room"])}
    long = sorted(name for name in declared - fixed if len(name) > 1)
    new = (name for name in _names() if name not in words)
    return dict(zip(sorted(long, key=lambda name: -words[name]), new, strict=False))


def _names() -> Iterator[str]:
    """Yield names of a letter, and then of a letter and a number: none is a word of the language."""
    yield from ascii_letters
    yield from (f"{letter}{number}" for number in count() for letter in ascii_letters)


def _properties(tokens: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield the words that are, or may be, a property's name."""
    within: list[str] = []
    for place, (kind, text) in enumerate(tokens[:-1]):
        before, after = tokens[place - 1][1] if place else "", tokens[place + 1][1]
        if text in _OPENING:
            within.append(f"{before if before in _BEFORE_BLOCK else ''}{text}")
        elif text in _CLOSING:
            within.pop()
        elif kind == "word" and (before == "." or (within and within[-1] == "{" and _is_key(tokens, place, after))):
            yield text


def _is_key(tokens: Sequence[tuple[str, str]], place: int, after: str) -> bool:
    """Whether a word between an object's braces may be a key, alone or before its value, or the name of a method."""
    if tokens[place - 1][1] in ("{", ",", "async"):
        return after in (":", ",", "}", "=") or (after == "(" and _is_method(tokens, place))
    return False


def _is_method(tokens: Sequence[tuple[str, str]], place: int) -> bool:
    closed = next(at for at in range(place, len(tokens)) if tokens[at][1] == ")")
    return closed + 1 < len(tokens) and tokens[closed + 1][1] == "{"
