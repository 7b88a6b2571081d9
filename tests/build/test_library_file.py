"""library.yaml as people write it, and everything that can be wrong in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.build.build_plan import all_entries
from coach.build.library_file import Library, read_library
from coach.errors import RoutineError, UsageError
from tests.build.conftest import Write

pytestmark = pytest.mark.unit

WHOLE = """
matrix:
  routine: [one, two]
  length: [natural, 5m, 90s]
  condition: [none, crps, [crps, diabetes]]
  include:
    - {routine: one, title: The first one}
  exclude:
    - {routine: two, length: 1m30s}
name: "{routine}/{condition}-{length}"
files: "{routine}.yaml"
options: {format: m4b, bitrate: 96, mono: yes, captions: [vtt, srt], chapters-json: yes, year: 2026}
"""


def test_all_that_it_says_is_read(library: Callable[[str], Library]) -> None:
    entries = [*all_entries(library(WHOLE))]
    assert len(entries) == 2 * 3 * 3 - 3
    assert entries[0].values == {
        "format": "m4b",
        "bitrate": 96,
        "mono": True,
        "captions": ("vtt", "srt"),
        "chapters-json": True,
        "year": 2026,
        "routine": "one",
        "length": None,
        "condition": (),
        "title": "The first one",
    }
    assert entries[-1].get("condition") == ("crps", "diabetes")
    assert str(entries[0].place_of("routine")).endswith("library.yaml:3:13")


def test_without_a_name_the_axes_make_it(library: Callable[[str], Library]) -> None:
    assert library("matrix: {length: [5m], format: [mp3], routine: [one]}").name == "{routine}-{length}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ["1:1: this file is empty (`coach help build` shows how one is written)"]),
        ("[a]", ["1:1: this is not a library (`coach help build` shows how one is written)"]),
        ("name: x", ["1:1: 'matrix' is missing (add 'matrix: ...')"]),
        ("matrix: [a]", ["1:1: 'matrix' needs keys and values (write each axis"]),
        ("matrix: {}", ["1:1: 'matrix' is empty (such as 'routine: [desk-break]')"]),
        ("matrix: {routine: []}", ["1:10: 'routine' is empty (give it at least one item)"]),
        ("matrix: {routine: one}", ["1:10: 'routine' needs a list (each item on a line of its own after '- ', or "]),
        ("matrix: {routines: [one]}", ["1:10: unknown axis 'routines' (did you mean 'routine'?)"]),
        ("matrix: {routine: [one], zzz: [1]}", ["1:26: unknown axis 'zzz' (known: routine, language, voice, "]),
        ("matrix: {routine: [one, one]}", ["1:25: 'routine' has 'one' twice (keep one of them)"]),
        ("matrix: {routine: [one], length: [60s, 1m]}", ["1:40: 'length' has '1m' twice (keep one of them)"]),
        ("matrix: {routine: [one], length: [ten]}", ["1:35: 'ten' is not a duration (write a number and a unit, "]),
        ("matrix: {routine: [one], format: [mp4]}", ["1:35: there is no format 'mp4' (did you mean 'mp3'?)"]),
        ("matrix: {routine: [one], engine: [os:system]}", ["1:35: there is no voice engine 'os:system' (did you mean"]),
        ("matrix: {routine: [one], profile: [slep]}", ["1:36: there is no profile 'slep' (did you mean 'sleep'?)"]),
        ("matrix: {routine: [one], condition: [crbs]}", ["1:38: there is no condition 'crbs' (did you mean 'crps'?)"]),
        ("matrix: {routine: [one], condition: [[crps, x]]}", ["1:45: there is no condition 'x' "]),
        ("matrix: {routine: [one], bitrate: [fast]}", ["1:36: 'bitrate' needs a whole number, not 'fast' (in digits)"]),
        ("matrix: {routine: [one], include: [{lenght: 5m}]}", ["1:37: unknown key 'lenght' (did you mean 'length'?)"]),
        ("matrix: {routine: [one], include: [5m]}", ["1:36: an item of 'include' needs keys (such as '{routine: "]),
        ("matrix: {routine: [one], exclude: [{length: 5m}]}", ["1:37: 'length' is no axis of this matrix (the axes"]),
        ("matrix: {routine: [one]}\noptoins: {}", ["2:1: unknown key 'optoins' (did you mean 'options'?)"]),
        ("matrix: {routine: [one]}\noptions: {bitrat: 96}", ["2:11: unknown key 'bitrat' (did you mean 'bitrate'?)"]),
        ("matrix: {routine: [one]}\noptions: {mono: perhaps}", ["2:11: 'perhaps' is neither yes nor no"]),
        ("matrix: {routine: [one]}\noptions: {captions: [vvt]}", ["2:22: there is no caption format 'vvt' (did you"]),
        ('matrix: {routine: [one]}\nname: "{routin}"', ["2:8: there is no '{routin}' (did you mean '{routine}'?)"]),
        ('matrix: {routine: [one]}\nname: "a{routine"', ["2:8: 'a{routine' is no pattern (write each key in braces"]),
        ('matrix: {routine: [one]}\nname: "{routine:>9}"', ["2:8: '{routine' has more than a key"]),
        (
            "matrix: {routine: [one]}\nname: ../{routine}",
            ["2:1: '../{routine}' leads out of the folder, or is no name"],
        ),
        ("matrix: {routine: [one]}\nname: /tmp/{routine}", ["2:1: '/tmp/{routine}' leads out of the folder, or is"]),
        ("matrix: {routine: [one]}\nname: 'a?'", ["2:1: 'a?' leads out of the folder, or is no name"]),
        ("matrix: {length: [5m]}", ["1:1: no routine is named (add 'routine: [...]', or name one in 'options')"]),
        ("matrix: &a {routine: [one]}", ["1:9: a library has no anchors and no aliases, '&' and '*'"]),
        (
            "matrix: {routine: [one], routine: [two]}",
            ["1:26: 'routine' stands here twice (the first is in line 1; "],
        ),
        ("matrix: {routine: [one}", ["1:19: the [ that opens here is not closed"]),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_what_to_do(write: Write, text: str, told: list[str]) -> None:
    path = write(text)
    with pytest.raises(RoutineError) as failure:
        read_library(path)
    found = [str(problem).removeprefix(f"{path}:") for problem in failure.value.problems]
    assert len(found) == len(told), found
    for line, begins in zip(sorted(found), sorted(told), strict=True):
        assert line.startswith(begins)


def test_all_problems_are_told_at_once(write: Write) -> None:
    with pytest.raises(RoutineError) as failure:
        read_library(write("matrix: {routine: [one], format: [x], length: [y]}\noptions: {z: 1}\nname: '{q}'\nw: 1\n"))
    assert len(failure.value.problems) == 5


def test_one_that_is_not_there_is_told(write: Write) -> None:
    path = write("").with_name("other.yaml")
    with pytest.raises(UsageError, match=r"there is no file .*other.yaml; `coach help build` shows how one is written"):
        read_library(path)
