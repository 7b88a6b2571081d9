"""Durations and times: text ↔ milliseconds ↔ frames. The mix counts in frames, all else in seconds or milliseconds."""

from __future__ import annotations

import re
from fractions import Fraction

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


def _duration_hint(text: str) -> str:
    from coach.spelled_duration import spelled_ms  # nobody needs it but for a hint

    if spelled := spelled_ms(text):
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
