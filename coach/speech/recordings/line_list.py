"""The texts of a routine → a list to read from, and the same as a table for a spreadsheet; and back. Pure."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO
from itertools import groupby
from typing import TYPE_CHECKING

from coach.errors import harmless, one_line
from coach.speech.recordings.line_names import line_name
from coach.units import format_duration

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coach.timeline.spoken_texts import SpokenText

HEADER = ("number", "name", "seconds", "said", "section", "text")
"""The columns of the table; whatever begins otherwise is somebody else's file."""
TITLE = "To record: "
"""What the list begins with."""
_HOW = """\
Read each line aloud into a file of its own, and give the file the line's name: let-your-shoulders-
sink-hbx6mshh.wav, or .m4a, .mp3, .flac, .ogg. The last part of the name is enough: hbx6mshh.m4a. Leave a
moment of quiet before and after the words. The seconds are a guess; take the time that you need.
"""
_SAID = {
    "narration": "in a step",
    "practice": "during a practice",
    "waiting": "while it waits",
    "answer": "when asked",
    "switch": "to a switch",
}
_LEFT_OUT = " (left out where there is little time)"
_ANSWERS = "Only said by `coach play`, when it is asked how long, or waits"
_HEADINGS = {
    "waiting": _ANSWERS,
    "answer": _ANSWERS,
    "switch": "Only said by `coach play`, as it offers verbs to a switch",
}
_FORMULA = ("=", "+", "-", "@")
"""The beginnings of what a spreadsheet would run."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list."""

    number: int
    """The place in the list, from 1."""
    name: str
    """The name of the recording, without an ending."""
    spoken: SpokenText


def lines_of(texts: Iterable[SpokenText], language: str) -> tuple[Line, ...]:
    """Return texts as the numbered lines of a list."""
    return tuple(Line(number, line_name(spoken.text, language), spoken) for number, spoken in enumerate(texts, 1))


def write_list(title: str, lines: Sequence[Line]) -> str:
    """Return the list that people read from: by sections, each line with its name under it."""
    total = format_duration(round(sum(line.spoken.ms for line in lines), -3))
    heading = f"{TITLE}{one_line(title)}, {len(lines)} lines, about {total} of speech"
    return "\n".join([heading, "", _HOW, *_sections(lines)])


def _sections(lines: Sequence[Line]) -> Iterator[str]:
    for heading, group in groupby(lines, _heading):
        if heading:
            yield f"{one_line(heading)}\n"
        for line in group:
            left_out = _LEFT_OUT if line.spoken.optional else ""
            yield f"{line.number:>4}  {one_line(line.spoken.text)}"
            yield f"      {line.name}, {seconds_of(line)} s{left_out}\n"


def _heading(line: Line) -> str:
    return _HEADINGS.get(line.spoken.occasion, line.spoken.section)


def write_table(lines: Iterable[Line]) -> str:
    """Return the table: tab-separated values, which spreadsheets open, and which `names_in` reads back."""
    table = StringIO()
    writer = csv.writer(table, csv.excel_tab, lineterminator="\n")
    writer.writerow(HEADER)
    for line in lines:
        spoken = line.spoken
        cells = (_SAID[spoken.occasion] + _LEFT_OUT * spoken.optional, _cell(spoken.section), _cell(spoken.text))
        writer.writerow((line.number, line.name, seconds_of(line), *cells))
    return table.getvalue()


def names_in(table: str) -> dict[str, str] | None:
    """Return the names of the lines in a table, each with its text; None for a file that is no such table."""
    try:
        rows = [row for row in csv.reader(StringIO(table), csv.excel_tab) if row]
    except csv.Error:  # not logged: a file with other content is told by the caller
        return None
    if not rows or tuple(rows[0]) != HEADER:
        return None
    return {row[1]: row[-1] for row in rows[1:] if len(row) == len(HEADER)}


def seconds_of(line: Line) -> str:
    """Return about how many seconds a line takes, at least one."""
    return str(max(1, round(line.spoken.ms / 1000)))


def _cell(text: str) -> str:
    """Return a text in one line, and as no formula of a spreadsheet."""
    text = harmless(" ".join(text.split()))
    return f"'{text}" if text.startswith(_FORMULA) else text
