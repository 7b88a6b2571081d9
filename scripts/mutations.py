"""A valid input → one that somebody could have written, or sent: mutations for scripts/fuzz."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

WORDS = (
    *(b"&a", b"*a", b"<<: *a", b"!!python/object:os.system", b"!!binary", b"!x", b"---", b"...", b"%YAML 9.9", b"? "),
    *(b"- ", b"{", b"}", b"[", b"]", b": ", b"#", b"|", b">", b"'", b'"', b"\\", b"`", b"@", b"~", b"null", b"true"),
    *(b"no", b"<!--", b"\t", b"\r", b"\n", b"\0", b"\x1b[2J", b"\x07", b"\xff", b"\xc3", b"\xed\xa0\x80"),
    *(b"\xef\xbb\xbf", b"\xe2\x80\xae", b"0", b"-1", b"1e999", b".inf", b".nan", b"0x7fffffff", b"9" * 40, b"1_000"),
    *(b"1:30", b"2026-02-30", b"0s", b"1ms", b"3..5", b"24h", b"99999h", b"[pause 2s]", b"[pause -1s]"),
    *(b"[sound side-change]", b"{hand}", b"{{", b"}}", b"{a.b}", b"say:", b"do:", b"pause:", b"repeat:", b"each:"),
    *(b"use:", b"with:", b"steps:", b"section:", b"instead:", b"guide:", b"../", b"/etc/passwd", b"<b>", b"</li>"),
    *(b"<table>", b"&amp;", b"&#0;", b"&#x202e;", b"<style>", b"1. ", b"* ", b"# ", b"for 10 minutes"),
    *(b"repeat 3 times", b"10-15 seconds", b"left hand", b"do not", b"\xc2\xbd", b"\xf0\x9f\x91\x8b"),
)
"""The words that mean something to YAML, to the routine language, to HTML, to a terminal, or to a how-to text."""


def mutated(data: bytes, others: Sequence[bytes], chance: Random) -> bytes:
    """Apply one to eight changes, one after the other; the result is seldom longer than twice the input."""
    for _ in range(chance.choice((1, 1, 1, 1, 1, 2, 2, 8))):
        data = chance.choice(CHANGES)(data, others, chance)[:200_000]
    return data


def _spot(data: bytes, chance: Random, longest: int = 40) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.randrange(longest))


def word(data: bytes, _: Sequence[bytes], chance: Random) -> bytes:
    """Put a word that means something in the place of a piece, or before it."""
    start, end = _spot(data, chance, chance.choice((1, 1, 10)))
    return data[:start] + chance.choice(WORDS) + data[end:]


def word_for_value(data: bytes, _: Sequence[bytes], chance: Random) -> bytes:
    """Put a word that means something in the place of a key's value, or at the beginning of a line."""
    lines = data.split(b"\n")
    number = chance.randrange(len(lines))
    key, colon, _value = lines[number].partition(b": ")
    lines[number] = key + colon + chance.choice(WORDS) if colon else chance.choice(WORDS) + lines[number]
    return b"\n".join(lines)


def flip(data: bytes, _: Sequence[bytes], chance: Random) -> bytes:
    """Change a byte."""
    start, end = _spot(data, chance, 2)
    return data[:start] + bytes([chance.randrange(256)]) + data[end:]


def cut(data: bytes, _: Sequence[bytes], chance: Random) -> bytes:
    """Cut a piece out."""
    start, end = _spot(data, chance, chance.choice((2, 40, 4_000)))
    return data[:start] + data[end:]


def cut_off(data: bytes, _: Sequence[bytes], chance: Random) -> bytes:
    """Keep only the beginning, like a file that was not loaded to its end."""
    return data[: _spot(data, chance)[0]]


def again(data: bytes, _: Sequence[bytes], chance: Random) -> bytes:
    """Repeat a piece once, or many times."""
    start, end = _spot(data, chance, chance.choice((10, 200)))
    return data[:end] + data[start:end] * chance.choice((1, 1, 3, 100)) + data[end:]


def from_another(data: bytes, others: Sequence[bytes], chance: Random) -> bytes:
    """Insert a piece of another input."""
    other = chance.choice(others)
    start, end = _spot(other, chance, 400)
    at = _spot(data, chance)[0]
    return data[:at] + other[start:end] + data[at:]


def line_moved(data: bytes, _: Sequence[bytes], chance: Random) -> bytes:
    """Move a line elsewhere."""
    lines = data.split(b"\n")
    lines.insert(chance.randrange(len(lines)), lines.pop(chance.randrange(len(lines))))
    return b"\n".join(lines)


def line_indented(data: bytes, _: Sequence[bytes], chance: Random) -> bytes:
    """Indent a line, and maybe all that follow, by more or less."""
    lines = data.split(b"\n")
    first = chance.randrange(len(lines))
    for number in range(first, chance.choice((first + 1, len(lines)))):
        lines[number] = b"  " + lines[number] if chance.random() < 0.5 else lines[number].removeprefix(b"  ")
    return b"\n".join(lines)


def nested(data: bytes, _: Sequence[bytes], chance: Random) -> bytes:
    """Insert deep nesting."""
    deep, at = chance.choice((10, 200, 5_000)), _spot(data, chance)[0]
    opening = chance.choice((b"[", b"{a: ", b"- ", b"<div>", b"> ", b"((", b"{"))
    return data[:at] + opening * deep + data[at:]


CHANGES: tuple[Callable[[bytes, Sequence[bytes], Random], bytes], ...] = (
    *(word, word, word_for_value, word_for_value, flip, cut, cut_off, again, from_another),
    *(line_moved, line_indented, nested),
)
