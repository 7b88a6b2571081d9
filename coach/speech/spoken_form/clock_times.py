"""Times of day and durations with a colon or an h: "7:30 am", "19.30 Uhr", "7h30", "1:30", "1m30s"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from coach.number_words import cardinal

if TYPE_CHECKING:
    from coach.speech.spoken_form.vocabulary import Vocabulary

_TIME = r"(\d{1,2})(?:[:.](\d{2}))?"
_HALF_DAY = re.compile(
    rf"(?<![\w:.,])(?:(?P<from>{_TIME})[ ]?(?:(?P<first_half>[ap])\.?m\.?)?(?P<between>[ ]?[-–][ ]?|[ ](?:to|a)[ ]))?"
    rf"(?P<to>{_TIME})[ \u00a0]?(?P<half>[ap])\.?[ \u00a0]?m(?:\.|\b)(?![\w’'])",
    re.IGNORECASE,
)
_COLONS = re.compile(
    r"(?<![\w:.,])(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?![\d:])(?:[ ]?(?P<unit>min\b\.?|h\b|hours?\b|minutes\b))?"
)
_PRIMES = re.compile(r"(?<![\w.,])(\d{1,3})['’′][ ]?(?:([0-5]?\d)(?:''|’’|[\"″”])|([0-5]\d)(?![\d'’]))")
_RATIO = re.compile(r"(?<=\d):(?=\d)|(?<=\d)[ ]:[ ](?=\d)")
_HOURS = re.compile(
    r"(?<![\w.,])(\d{1,2})[ \u00a0]?h[ \u00a0]?(\d{1,2})(?!\d)(?:[ \u00a0]?m(?:in)?\b(?!\.\w))?"
    r"(?:[ ]?(\d{1,2})[ ]?s(?:ec)?\b)?"
)
_MINUTES = re.compile(
    r"(?<![\w.,])(\d{1,3})[ \u00a0]?(?:m|min\.?)[ \u00a0]?(\d{1,2})[ \u00a0]?s(?:e[cgk])?\b"
    r"|(?<![\w.,])(\d{1,3})[ \u00a0]?min[ \u00a0]?(\d{1,2})(?![\d/:.,]|[ ]?[-–]\d)(?=[ ]?(?:$|[.,;!?]|s))"
)
_OH, _WHOLE = 10, 100


def say_clock_times(text: str, vocabulary: Vocabulary) -> str:
    """Return a text with times of day in words, and with durations as amounts with units."""
    if vocabulary.meridiem:
        text = _HALF_DAY.sub(lambda found: _half_day(found, vocabulary), text)
    text = _of_day(vocabulary).sub(lambda found: _time_of_day(found, vocabulary), text)
    for pattern, written in (
        (_HOURS, _hours),
        (_MINUTES, _minutes),
        (_PRIMES, _minutes_and_seconds),
        (_COLONS, _duration),
    ):
        text = pattern.sub(lambda found, written=written: written(found, vocabulary), text)  # type: ignore[misc]
    return _RATIO.sub(f" {vocabulary.word('ratio')} ", text)


@cache
def _of_day(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a time of day, or of two, with a word such as "Uhr" on one of its sides."""
    marks, before = vocabulary.clock.get("marks_pattern", "(?!)"), vocabulary.clock.get("before_pattern", "(?!)")
    time = r"(?:[01]?\d|2[0-4])[:.][0-5]\d(?!\d)"
    between = r"(?P<between>[ ]?[-–][ ]?|[ ](?:a|à|bis|tot|to)[ ])"
    return re.compile(
        rf"(?P<word>\b(?:{before})[ ])?(?<![\w:.,])(?P<times>{time}(?:{between}{time})?)(?![:.]\d)"
        rf"(?P<mark>[ \u00a0]?(?:{marks})(?!\w)(?:\.(?=[ ]?[a-z]))?)?",
        re.IGNORECASE,
    )


def _time_of_day(found: re.Match[str], vocabulary: Vocabulary) -> str:
    if not found["word"] and not found["mark"]:
        return found.group()
    times = re.findall(r"(\d{1,2})[:.](\d{2})", found["times"])
    said = [_clock(int(hour), int(minute), vocabulary) for hour, minute in times]
    joined = said[0] if len(said) == 1 else _from_to(said, found["between"], vocabulary)
    return (found["word"] or "") + joined


def _from_to(times: list[str], between: str, vocabulary: Vocabulary) -> str:
    """Return two times with the word between them that the author wrote, or that a dash stands for."""
    if between.strip().isalpha():
        return between.join(times)
    return vocabulary.word("range").format(first=times[0], second=times[1])


def _clock(hour: int, minute: int, vocabulary: Vocabulary) -> str:
    gender = vocabulary.clock.get("gender", "")
    hours = vocabulary.agreeing(cardinal(hour, vocabulary.tag), gender)
    template = vocabulary.clock["time" if minute else "full"]
    return template.format(h=hours, m=_minute(minute, vocabulary))


def _minute(minute: int, vocabulary: Vocabulary) -> str:
    words = cardinal(minute, vocabulary.tag)
    return f"{vocabulary.word('oh')} {words}".strip() if minute < _OH else words


def _half_day(found: re.Match[str], vocabulary: Vocabulary) -> str:
    half = vocabulary.meridiem[found["half"].lower()]
    said = [_plain_time(found[name], vocabulary) for name in ("from", "to") if found[name]]
    if found["first_half"] and found["first_half"].lower() != found["half"].lower():
        said[0] += f" {vocabulary.meridiem[found['first_half'].lower()]}"
    times = said[0] if len(said) == 1 else _from_to(said, found["between"], vocabulary)
    stop = (
        "."
        if found.group().endswith(".") and not half.endswith(".") and not found.string[found.end() :].strip()
        else ""
    )
    return f"{times} {half}{stop}"


def _plain_time(written: str, vocabulary: Vocabulary) -> str:
    hour, _, minute = written.replace(".", ":").partition(":")
    hours = vocabulary.agreeing(cardinal(int(hour), vocabulary.tag), vocabulary.clock.get("gender", ""))
    return vocabulary.clock["time"].format(h=hours, m=_minute(int(minute), vocabulary)) if int(minute or 0) else hours


def _hours(found: re.Match[str], vocabulary: Vocabulary) -> str:
    """Return "1h30" as two or three amounts with units, and with no unit behind minutes that have none."""
    hour, minute, second = found.group(1, 2, 3)
    unit = " min" if found.group().endswith(("m", "n")) or second else ""
    parts = [f"{int(hour)} h", *([f"{int(minute)}{unit}"] if int(minute) else [])]
    return _joined([*parts, *([f"{int(second)} s"] if second else [])], vocabulary)


def _minutes(found: re.Match[str], vocabulary: Vocabulary) -> str:
    minute, second = found.group(1, 2) if found[1] else found.group(3, 4)
    return _joined([f"{int(minute)} min", f"{int(second)} s" if found[1] else f"{int(second)}"], vocabulary)


def _minutes_and_seconds(found: re.Match[str], vocabulary: Vocabulary) -> str:
    second = f"{int(found[2])} s" if found[2] else f"{int(found[3])}"
    return _joined([f"{int(found[1])} min", second], vocabulary)


def _duration(found: re.Match[str], vocabulary: Vocabulary) -> str:
    """Return "1:30" as minutes and seconds, or as hours and minutes before an h."""
    hour, minute, second = found.group(1, 2, 3)
    if hour or str(found["unit"] or "").startswith("h"):
        hour, minute, second = (hour, minute, second) if hour else (minute, second, "0")
        amounts = [(hour, "h"), (minute, "min"), (second, "s")]
        return _joined([f"{int(n)} {unit}" for n, unit in amounts if int(n)] or ["0 h"], vocabulary)
    if int(minute) + int(second) == _WHOLE:
        return f"{minute} {vocabulary.word('ratio')} {second}"
    if not int(minute):
        return f"{int(second)} s"
    return _joined([f"{int(minute)} min", *([str(int(second))] if int(second) else [])], vocabulary)


def _joined(parts: list[str], vocabulary: Vocabulary) -> str:
    return f" {vocabulary.word('then')} ".replace("  ", " ").join(parts)
