from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from coach.errors import Problem, RoutineError
from coach.routine.loader import parse_routine

pytestmark = pytest.mark.unit

EXPECTED = sorted((Path(__file__).parent / "invalid").glob("*.txt"))

EVERYTHING = yaml.safe_load(
    """
title: All of it
summary: Every key once.
for: caregiver
language: en
length: 6m
needs: [a towel]
cautions: [crps, {pregnancy: Gently.}, {name: diabetes, say: Softly.}]
sources: [a book]
allow: [long-silence]
voice: {pace: "120", name: Anna, settle: "yes"}
pronounce: {Raynaud: ray-NOH}
background: {sound: warm-pad, level: calm}
steps:
  - title: A time
    say: Sit down.
    do: {time: 40s, from: 20s, to: 60s, style: kneading}
    guide: {half: Half way., last: {time: 5s, say: Soon done.}, at: {8s: Slower.}, next: "yes"}
    rhythm: {every: 4s, sound: soft-tick}
    pause: {time: 4s, from: 2s, to: 6s}
    instead: {arthritis: Rest.}
    skip_for: [tendonitis]
    keep: optional 2
    allow: [long-silence]
  - {title: Strokes, do: {strokes: "3", path: 18cm, speed: 3cm/s, turn: 1s, style: effleurage, count: aloud}}
  - {title: Circles, do: {circles: "3", across: 2cm, speed: 3cm/s, style: friction}, guide: {last: 2s}}
  - {title: Times, do: {times: 3 exactly, each: 4s, style: pressing}, guide: {count: aloud}}
  - {title: Breaths, do: {breaths: "3", in: 4s, out: 6s, sound: none, words: {in: In., out: And out.}}}
  - {title: Rounds, do: {rounds: "2", tense: 7s, release: 30s, words: {tense: Now., release: Let go.}}}
  - {title: Ready, do: until ready, pause: 2s exactly}
  - section: The {hand} hand
    each: {hand: [left, right]}
    between: Change hands.
    skip_for: [tendonitis]
    allow: [long-silence]
    steps:
      - use: eyes-closed-calm/small circles
        with: {other_hand: other}
      - {repeat: "2", steps: [{say: 'The {hand} hand.'}]}
""".replace("{say: 'The {hand} hand.'}", "{say: 'The {hand} hand.'}")
)


def problems_of(data: bytes) -> tuple[Problem, ...]:
    try:
        parse_routine(data, "FILE")
    except RoutineError as refusal:
        return refusal.problems
    return ()


def problems(steps: str) -> list[str]:
    with pytest.raises(RoutineError) as error:
        parse_routine(f"title: T\nsteps:\n{steps}".encode(), "FILE")
    return str(error.value).splitlines()


def paths(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for key in node if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ():
        yield (*path, key)
        yield from paths(node[key], (*path, key))


def at(path: tuple[Any, ...]) -> Any:
    node = EVERYTHING
    for key in path:
        node = node[key]
    return node


def changed(path: tuple[Any, ...], value: Any) -> bytes:
    document = node = deepcopy(EVERYTHING)
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value
    return written(document)


def written(document: Any) -> bytes:
    """The document as YAML, by libyaml: these tests write more of it than all others."""
    return yaml.dump(document, Dumper=yaml.CSafeDumper, sort_keys=False).encode()


def test_a_routine_with_every_key_is_fine() -> None:
    assert parse_routine(written(EVERYTHING), "FILE").steps


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in paths(EVERYTHING)
        if isinstance(at(path), dict)
        and path[-1] not in ("each", "with", "instead", "at", "pronounce")
        and "cautions" not in path
    ],
    ids=lambda path: ".".join(map(str, path)),
)
def test_a_key_that_nobody_knows_is_told_where_it_stands(path: tuple[Any, ...]) -> None:
    with pytest.raises(RoutineError) as error:
        parse_routine(changed(path, {**at(path), "xyzzy": "x"}), "FILE")
    (problem,) = error.value.problems
    assert problem.message == "unknown key 'xyzzy'"
    assert changed(path, {**at(path), "xyzzy": "x"}).decode().splitlines()[problem.place.line - 1].strip() == "xyzzy: x"


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.stem)
def test_no_message_suggests_what_it_refuses(expected: Path) -> None:
    assert re.findall(r"unknown key '(\w+)' \(did you mean '\1'", expected.read_text("utf-8")) == []


@pytest.mark.parametrize("value", ["Now.", "", "[Now.]"])
@pytest.mark.parametrize(
    ("practice", "example"),
    [("breaths: 3, in: 4s, out: 6s", "in: "), ("rounds: 2, tense: 7s, release: 30s", "tense: ")],
)
def test_words_of_a_practice_that_are_no_mapping_are_told_with_an_example(
    practice: str, example: str, value: str
) -> None:
    line = f"  - do: {{{practice}, words: {value}}}"
    (problem,) = problems(line + "\n")
    assert problem.startswith(f"FILE:3:{line.index('words') + 1}: 'words' needs")
    assert example in problem


@pytest.mark.parametrize(
    ("words", "practice"),
    [("{in: In.}", "breaths: 3, in: 4s, out: 6s"), ("{tense: Now.}", "rounds: 2, tense: 7s, release: 30s")],
)
def test_a_missing_word_is_not_asked_for_as_a_duration(words: str, practice: str) -> None:
    line = f"  - do: {{{practice}, words: {words}}}"
    (problem,) = problems(line + "\n")
    assert problem.startswith(f"FILE:3:{line.index('words') + 1}: ")
    assert not re.search(r"\d+s'\)$", problem)


@pytest.mark.parametrize(
    ("steps", "place", "example"),
    [
        ("  - with: left\n    steps: [say: Sit.]\n", "3:5", "{hand: left}"),
        ("  - with:\n    steps: [say: Sit.]\n", "3:5", "{hand: left}"),
        ("  - say: Sit.\n    instead: Rest.\n", "4:5", "{arthritis: "),
        ("  - say: Sit.\n    instead:\n", "4:5", "{arthritis: "),
        ("  - do: 40s\n    guide: {at: 8s}\n", "4:13", "{20s: "),
        ("  - do: 40s\n    guide: {at: [8s]}\n", "4:13", "{20s: "),
        ("  - each: left\n    steps: [say: Sit.]\n", "3:5", "{hand: [left, right]}"),
    ],
)
def test_what_should_be_a_mapping_is_told_with_an_example_of_its_own(steps: str, place: str, example: str) -> None:
    (problem,) = problems(steps)
    assert problem.startswith(f"FILE:{place}: ")
    assert example in problem


@pytest.mark.parametrize(
    "step",
    [
        "do: {strokes: [3], path: 18cm}",
        "{say: Sit., keep: [optional]}",
        "{say: Sit., keep: {optional: x}}",
        "do: {breaths: [3], in: 4s, out: 6s}",
    ],
)
def test_no_value_is_shown_as_python_writes_it(step: str) -> None:
    assert not any("['" in problem or "{'" in problem for problem in problems(f"  - {step}\n"))


def test_a_condition_that_is_a_list_is_told() -> None:
    with pytest.raises(RoutineError, match=r"FILE:2:12: "):
        parse_routine(b"title: T\ncautions: [[pregnancy]]\nsteps: [say: Sit.]\n", "FILE")


def test_two_conditions_in_one_item_are_told_as_such() -> None:
    with pytest.raises(RoutineError) as error:
        parse_routine(b"title: T\ncautions: [{crps: Softly., pregnancy: Gently.}]\nsteps: [say: Sit.]\n", "FILE")
    assert "'name' is missing" not in str(error.value)


def test_a_misspelled_use_is_answered_with_use() -> None:
    (problem,) = problems("  - usee: eyes-closed-calm/gratitude\n")
    assert "did you mean 'use'?" in problem
