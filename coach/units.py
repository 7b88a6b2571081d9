"""Durations and times: text ↔ milliseconds ↔ frames. The mix counts in frames, all else in seconds or milliseconds."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

_Value = TypeVar("_Value")

RATE = 44_100
"""The sample rate everywhere in coach: frames in a second."""

_UNITS_MS = {"h": 3_600_000, "m": 60_000, "min": 60_000, "s": 1_000, "ms": 1}
_PART = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)\s*(ms|min|h|m|s)\s*", re.ASCII)
_CLOCK = re.compile(r"(?:(\d{1,4}):)?(\d{1,4}):([0-5]\d(?:\.\d{1,3})?)", re.ASCII)


def parse_duration(text: str) -> int:
    """Read "1m30s", "90s", "1.5 min", "1:30" or "0:01:30" as whole milliseconds; raises ValueError with a hint."""
    text = text.strip()
    if clock := _CLOCK.fullmatch(text):
        hours, minutes, seconds = clock.groups(default="0")
        return round(((int(hours) * 60 + int(minutes)) * 60 + Fraction(seconds)) * 1000)
    parts = _PART.findall(text)
    if not parts or _PART.sub("", text):
        raise ValueError(f"'{text}' is not a duration", _duration_hint(text))
    return round(sum(Fraction(number) * _UNITS_MS[unit] for number, unit in parts))


_NUMBERS = {
    r"\d{1,9}(?:[.,]\d{1,9})?": None,
    "half of an?|half an?|a half": Fraction(1, 2),
    "a quarter of an?": Fraction(1, 4),
    "three quarters of an?": Fraction(3, 4),
    "an?|one": 1,
    "two|a couple of": 2,
    **{
        word: number for number, word in enumerate(["three", "four", "five", "six", "seven", "eight", "nine", "ten"], 3)
    },
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "forty[- ]five": 45,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
}
"""The numbers that stand before a spelled unit; None for one in digits."""
_SPELLED_MS = {"h(?:ours?|rs?)?": 3_600_000, "m(?:in(?:ute)?s?)?": 60_000, "s(?:ec(?:ond)?s?)?": 1_000}
_AND_A_HALF = r"\s+and\s+a\s+half"
_SPELLED = re.compile(
    rf"(?P<number>{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})(?P<half>{_AND_A_HALF})?"
    rf"[\s-]*(?P<unit>{'|'.join(_SPELLED_MS)})(?![a-z])(?P<more>{_AND_A_HALF})?",
    re.ASCII | re.IGNORECASE,
)


def _spelled_ms(text: str) -> int:
    """Return the milliseconds of a duration that is written for people, such as "1.5 minutes"; 0 for other words."""
    if re.sub(r"[\s,]|\band\b", "", _SPELLED.sub("", text)):
        return 0
    return round(sum(map(_part_ms, _SPELLED.finditer(text))))


def _part_ms(part: re.Match[str]) -> Fraction:
    named = _of(_NUMBERS, part["number"])
    number = Fraction(part["number"].replace(",", ".") if named is None else named)
    half = Fraction(1, 2) if part["half"] or part["more"] else 0
    return (number + half) * (_of(_SPELLED_MS, part["unit"]) or 0)


def _of(table: Mapping[str, _Value], text: str) -> _Value:
    return next(value for words, value in table.items() if re.fullmatch(words, text, re.ASCII | re.IGNORECASE))


def _duration_hint(text: str) -> str:
    if spelled := _spelled_ms(text):
        return f"write '{format_duration(spelled)}'"
    if text.endswith("exactly"):
        return "'exactly' stands after the one time of 'do' or 'pause', as in 'do: 40s exactly'"
    example = f"{text}s" if re.fullmatch(r"\d{1,9}(\.\d{1,9})?", text, re.ASCII) else "20s"
    return f"write a number and a unit, such as '{example}', '1m30s' or '1:30'"


_LENGTHS_UM = {"mm": 1_000, "cm": 10_000, "m": 1_000_000, "in": 25_400}
_LENGTH = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)\s*(mm|cm|m|in)", re.ASCII)


def parse_length(text: str) -> int:
    """Read "18cm", "2.5 cm" or "1in" as whole micrometres; raises ValueError with what to write."""
    if not (match := _LENGTH.fullmatch(text.strip())):
        raise ValueError(f"'{text}' is not a length", "write a number and a unit, such as '18cm' or '1in'")
    return round(Fraction(match[1]) * _LENGTHS_UM[match[2]])


def parse_speed(text: str) -> int:
    """Read "3cm/s" as whole micrometres in a second; raises ValueError with what to write."""
    length, slash, second = text.strip().rpartition("/")
    if not slash or second.strip() != "s" or not _LENGTH.fullmatch(length.strip()):
        raise ValueError(f"'{text}' is not a speed", "write a length in a second, such as '3cm/s'")
    return parse_length(length)


def format_duration(ms: int) -> str:
    """The shortest spelling that `parse_duration` reads back: 90000 → "1m30s", 1500 → "1.5s"."""
    if ms < 0:
        return f"-{format_duration(-ms)}"
    minutes, rest = divmod(ms, 60_000)
    hours, minutes = divmod(minutes, 60)
    seconds = f"{rest / 1000:.3f}".rstrip("0").rstrip(".")
    return (f"{hours}h" * bool(hours) + f"{minutes}m" * bool(minutes) + f"{seconds}s" * bool(rest)) or "0s"


def duration_in_words(ms: int) -> str:
    """Return a length for a person, in whole seconds.

    Example:
        >>> duration_in_words(858_000), duration_in_words(3_600_000), duration_in_words(0)
        ('14 min 18 s', '1 h', '0 s')
    """
    minutes, seconds = divmod(round(ms / 1000), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [f"{value} {unit}" for value, unit in ((hours, "h"), (minutes, "min"), (seconds, "s")) if value]
    return " ".join(parts) or "0 s"


def format_timestamp(ms: int) -> str:
    """Return a time on the timeline as text: 90000 → "00:01:30.000"."""
    seconds, ms = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{ms:03}"


def frames_at(ms: int) -> int:
    """Return the frame nearest to a time: the one place where a cue's start meets a rate, and is rounded.

    Round absolute times with it, never sums of rounded durations.
    """
    return (ms * RATE + 500) // 1000


def ms_to_hold(frames: int) -> int:
    """Return the least whole milliseconds that hold `frames` frames."""
    return -(-frames * 1000 // RATE)
