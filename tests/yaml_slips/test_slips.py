from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from coach.source_text import Source
from coach.yaml_slips import slip_in
from coach.yaml_slips.broken_text import Broken

pytestmark = pytest.mark.unit

PARSERS = [
    pytest.param(yaml.SafeLoader, id="python"),
    pytest.param(getattr(yaml, "CSafeLoader", yaml.SafeLoader), id="libyaml"),
]
STEP = "steps:\n  - say: Rest."
SLIPS = {
    f"{STEP}\n\t do: 3s": ("3:1", "a tab in the indentation"),
    f"{STEP}\n  \u00a0 do: 3s": ("3:3", "a no-break space (U+00A0) where a blank is meant"),
    "steps:\n\u2003 - say: Rest.\n    do: 3s": ("2:1", "an em space"),
    f"{STEP}\n    pause 4s\n    do: 3s": ("3:5", "'pause 4s' has no ':' behind its key"),
    f"{STEP}\n    pause:4s\n    do: 3s": ("3:5", "a blank is missing behind 'pause:'"),
    "steps:\n  - say Rest.\n    do: 3s": ("2:5", "'say Rest.' has no ':' behind its key"),
    f"{STEP}\n  -say: On.": ("3:3", "a blank is missing behind '-'"),
    f"{STEP} Now: on.": ("2:19", "a second ':' in the line of 'say'"),
    f"{STEP}\n      do: 3s": ("3:7", "'do' stands further in than 'say' above it"),
    f"{STEP}\n  do: 3s": ("3:3", "'do' is in column 3, beside the list"),
    "say: Rest.\nsteps:\n    a: b\n  c: d": ("4:3", "'c' is in column 3, where nothing above it begins"),
    "a:\n  - b: c\n    - d: e": ("3:5", "an item of a list where a key is expected"),
    "needs: - a towel": ("1:8", "a list cannot begin in the line of its key"),
    "a: 'b\nc: d\ne: 'f'": ("1:4", "the quote that opens here is not closed before line 3"),
    'a: "b\nc: d\n': ("1:4", "the quote that opens here is not closed"),
    "a: 'Let's go.'": ("1:8", "the text ends with this quote, and goes on: s go.'"),
    "a: {b: 1s c: 2s}": ("1:11", "a comma is missing before 'c'"),
    "a: {b: 1s; c: 2s}": ("1:12", "a ';' where a comma is meant"),
    'a: ["b" "c"]': ("1:9", "a comma is missing before this, within [ ]"),
    "a: {b: 1s,, c: 2s}": ("1:11", "a comma with nothing before it"),
    "a: {b: 1s\nc: d": ("1:4", "the { that opens here is not closed"),
    "a: {b: [c}": ("1:8", "the [ that opens here is not closed"),
    "a: [b, c": ("1:4", "the [ that opens here is not closed"),
    "a: {b} c": ("1:4", "a text cannot begin with { without quotes"),
    "a: @b": ("1:4", "a text cannot begin with @ without quotes"),
    "```yaml\na: b": ("1:1", "a text cannot begin with ` without quotes"),
}


def slip(text: str, parser: Any) -> tuple[str, str, str]:
    events: list[Any] = []
    with pytest.raises(yaml.MarkedYAMLError) as error:
        events.extend(yaml.parse(text, Loader=parser))
    last: Any = next((each for each in reversed(events) if isinstance(each, yaml.ScalarEvent)), None)
    quote = last.style if last and last.style in ("'", '"') else ""
    scalar = (last.start_mark.index, last.end_mark.index, quote) if last else (0, 0, "")
    index, message, hint = slip_in(Broken.of(text, error.value, scalar))
    place = Source(text).place("", index)
    return f"{place.line}:{place.column}", message, hint


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("text", SLIPS)
def test_a_slip_is_told_where_it_was_made(text: str, parser: Any) -> None:
    place, message = SLIPS[text]
    told = slip(text, parser)
    assert (told[0], told[1][: len(message)]) == (place, message)
    assert told[2]


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("text", SLIPS)
def test_what_a_hint_says_to_write_can_be_read(text: str, parser: Any) -> None:
    _, _, hint = slip(text, parser)
    for written in re.findall(r"(?:write|around it:|partner:|text:) '?([a-z]+: [^']+?)'?(?:$|,| for | if )", hint):
        assert list(yaml.parse(written.replace("...", "x"), Loader=parser))


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("line", "hints"),
    [
        ("say: Note: rest.", ['say: "Note: rest."']),
        ("do: time: 20s", ["do: {time: 20s}", 'do: "time: 20s"']),
        ("say: Rest. do: 20s", ["'do:' in a line of its own"]),
        ("say: “Rest: now.”", ["the quotes of YAML are \" and '", 'say: "Rest: now."']),
        ('say: Ask: "Is it well?"', ["say: 'Ask: \"Is it well?'"]),
    ],
)
def test_the_hint_for_a_second_colon_is_how_the_line_was_meant(line: str, hints: list[str], parser: Any) -> None:
    _, _, hint = slip(line, parser)
    assert [each for each in hints if each not in hint] == []


def test_a_line_that_begins_with_no_key_is_taken_for_a_text_that_goes_on() -> None:
    text = "a: b\nand so on.\nc: d"
    with pytest.raises(yaml.MarkedYAMLError) as error:
        list(yaml.parse(text, Loader=yaml.SafeLoader))
    assert slip_in(Broken.of(text, error.value, (0, 0, ""), {"a", "c"})).hint.startswith("indent it further")
