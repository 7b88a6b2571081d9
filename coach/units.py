"""Durations and times: text ↔ milliseconds ↔ frames. The mix counts in frames, all else in seconds or milliseconds."""

from __future__ import annotations

import re
from difflib import get_close_matches
from fractions import Fraction

RATE = 44_100
"""The sample rate everywhere in coach: frames in a second."""

_SECOND_MS = 1_000
_UNITS_MS = {"h": 3_600_000, "m": 60_000, "min": 60_000, "s": 1_000, "ms": 1}
_PART = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)\s*(ms|min|h|m|s)\s*", re.ASCII)
_CLOCK = re.compile(r"(?:(\d{1,4}):)?(\d{1,4}):([0-5]\d(?:\.\d{1,3})?)", re.ASCII)

_RANGE = re.compile(
    r"(?P<least>\d{1,4})\s*(?:s|sec(?:ond)?s?|m|min(?:ute)?s?)?\s*(?:-|–|to|bis|a)\s*(?P<most>\d{1,4})\s*"
    r"(?P<unit>s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?)",
    re.ASCII | re.IGNORECASE,
)
"""What is no time but two, in one unit."""
_WAITS = {"wait", "ready", "when ready", "until they are ready", "as long as you like", "as long as you need"}


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


def _is_duration(text: str) -> bool:
    return bool(text) and (bool(_CLOCK.fullmatch(text)) or not _PART.sub("", text))


def _duration_hint(text: str) -> str:
    from coach.spelled_duration import spelled_ms  # nobody needs it but for a hint

    spelled = spelled_ms(text)
    if meant := f"write '{format_duration(spelled)}'" if spelled else _range_or_wait(text):
        return meant
    bare = text.strip(" .,;")
    if bare != text and _is_duration(bare):
        return f"write '{bare}'"
    first, _, last = text.rpartition(" ")
    if get_close_matches(last.casefold(), ["exactly"], 1, 0.7) and _is_duration(first) and last != "exactly":
        return f"did you mean '{first} exactly'?"
    if text.startswith("until "):
        return "'until ready' stands under 'do', and nowhere else"
    if text.endswith("exactly"):
        return "'exactly' stands after the one time of 'do' or 'pause', as in 'do: 40s exactly'"
    is_number = re.fullmatch(r"\d{1,9}(\.\d{1,9})?", text, re.ASCII)
    examples = f"'{text}s', '{text}m'" if is_number else "'20s', '1m30s'"
    return f"write a number and a unit, such as {examples} or '1:30'"


def _range_or_wait(text: str) -> str:
    """Return how a range, or a wait for the listener, is written; empty for what is neither."""
    if text.casefold() in _WAITS:
        return "'do: until ready' waits for the listener"
    if not (ends := _RANGE.fullmatch(text)):
        return ""
    least, most = map(int, ends.group("least", "most"))
    low, middle, high = (f"{each}{ends['unit'][0].lower()}" for each in (least, (least + most) // 2, most))
    return f"write one time, such as '{middle}'; under 'do', {{time: {middle}, from: {low}, to: {high}}} is a range"


_LENGTHS_UM = {"mm": 1_000, "cm": 10_000, "m": 1_000_000, "in": 25_400}
_LENGTH = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)\s*(mm|cm|m|in)", re.ASCII)


def parse_length(text: str) -> int:
    """Read "18cm", "2.5 cm" or "1in" as whole micrometres; raises ValueError with what to write."""
    if not (match := _LENGTH.fullmatch(text.strip())):
        hint = _length_hint(text, "cm", "write a number and a unit", "18cm", "1in")
        raise ValueError(f"'{text}' is not a length", hint)
    return round(Fraction(match[1]) * _LENGTHS_UM[match[2]])


def _length_hint(text: str, unit: str, what: str, *examples: str) -> str:
    """Return how a length or a speed is written: the one that was meant, where its number can be read."""
    found = re.fullmatch(r"(\d{1,6})(?:[.,](\d{1,6}))?\s*(mm|cm|m|in)?(?:\s*/\s*s)?", text.strip(), re.ASCII)
    if not found:
        shown = " or ".join(f"'{each}'" for each in examples)
        return f"{what}, such as {shown}"
    whole, part, own = found.groups()
    meant = f"{whole}.{part}" if part else whole
    return f"write '{meant}{unit.replace('cm', own) if own else unit}'"


def parse_speed(text: str) -> int:
    """Read "3cm/s" as whole micrometres in a second; raises ValueError with what to write."""
    length, slash, second = text.strip().rpartition("/")
    if not slash or second.strip() != "s" or not _LENGTH.fullmatch(length.strip()):
        raise ValueError(f"'{text}' is not a speed", _length_hint(text, "cm/s", "write a length in a second", "3cm/s"))
    return parse_length(length)


def format_duration(ms: int) -> str:
    """The shortest spelling that `parse_duration` reads back: 90000 → "1m30s", 1500 → "1.5s"."""
    if ms < 0:
        return f"-{format_duration(-ms)}"
    minutes, rest = divmod(ms, 60_000)
    hours, minutes = divmod(minutes, 60)
    seconds = f"{rest / 1000:.3f}".rstrip("0").rstrip(".")
    return (f"{hours}h" * bool(hours) + f"{minutes}m" * bool(minutes) + f"{seconds}s" * bool(rest)) or "0s"


def rounded_duration(ms: int) -> str:
    """Return a length for a person, in the short spelling: whole seconds, and tenths of less than one.

    Example:
        >>> rounded_duration(6_221), rounded_duration(89_700), rounded_duration(460)
        ('6s', '1m30s', '0.5s')
    """
    return format_duration(round(ms, -3) if ms >= _SECOND_MS else round(ms, -2))


def to_tenths(ms: int) -> str:
    """Return a length for an author, in the short spelling: to the tenth of a second, and to the millisecond below one.

    Example:
        >>> to_tenths(6_221), to_tenths(1_500), to_tenths(250)
        ('6.2s', '1.5s', '0.25s')
    """
    return format_duration(round(ms, -2) if abs(ms) >= _SECOND_MS else ms)


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
