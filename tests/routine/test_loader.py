from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coach.errors import MOST_TOLD, RoutineError, UsageError
from coach.folders import LIBRARY
from coach.routine.loader import load_routine, parse_routine

pytestmark = pytest.mark.unit

INVALID = sorted((Path(__file__).parent / "invalid").glob("*.yaml"))
BUNDLED = [path.read_bytes() for path in sorted(LIBRARY.glob("*.yaml"))]

SMALL = "title: A rest\nsteps:\n  - say: Sit down.\n"

REFERENCE = (LIBRARY.parent / "cli" / "language.md").read_text("utf-8")
EXAMPLES = [
    (f"title: T\nsteps:\n{block}" if block.startswith("- ") else block).encode()
    for block in re.findall(r"```yaml\n(.*?)```", REFERENCE, re.DOTALL)
]
SEEDS = [SMALL.encode(), *BUNDLED, (LIBRARY.parent / "cli" / "start.yaml").read_bytes(), *EXAMPLES]

SIGNS = [
    b"\n",
    b"  ",
    b"\t",
    b": ",
    b"- ",
    b"[",
    b"{",
    b"}",
    b"]",
    b"*a",
    b"&a ",
    b"!t ",
    b"? ",
    b"---\n",
    b"'",
    b'"',
    b"#",
]
WORDS = (
    """
repeat: 9|each: |steps:|{hand}|[pause 2s]|between: On.|section: S|title: |say: |pause: 2s exactly
do: 40s|do: until ready|do: {time: 40s, from: 50s}|do: {strokes: 3, path: 18cm}|do: {circles: 3 exactly, across: 0cm}
do: {breaths: 3, in: 4s, out: 6s, words: {in: In., out: Out.}}|do: {rounds: 2, tense: 7s, release: 30s, words: x}
do: {times: 0}|count: aloud|style: kneading|speed: 3cm/s|path: |words: |next: yes|rhythm: {every: 1ms}
guide: {half: Half way., last: 10s}|guide: {at: {8s: On., 0:08: On.}}|guide: {last: {say: On.}}
instead: {crps: Rest.}|instead: {gout: Rest.}|instead: {crps or gout: Rest.}|
words: {how: {default: softly, crps or arthritis: none}}|words: {how: {crps: x}}|say: "{how}"
words: {hand: {default: "{how}"}}|again: none|again: "On, {hand}."|do: until ready, at most 2m
instead: {crps: {do: none}}|instead: {crps: {say: On., do: 5s}}|do: {until: ready, at most: 2m, remind: On.}
skip_for: [pregnancy]|keep: optional 2|allow: [x]
cautions: [crps, {crps: On.}]|voice: {settle: maybe}|background: {level: calm}|length: 6m|needs: [x]
use: eyes-closed-calm|use: eyes-closed-calm/gratitude|use: FILE|use: ../x|with: {hand: left}
\u0080|\u2028|- - -|[[[|{{{
""".strip()
    .replace("\n", "|")
    .split("|")
)

edits = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.integers(0, 30),
        st.binary(max_size=4) | st.sampled_from(SIGNS) | st.sampled_from(WORDS).map(str.encode),
    ),
    min_size=1,
    max_size=6,
)
"""Where (as a part of the file), how many bytes go, and which come instead."""

values = st.sampled_from(
    [
        "",
        "x",
        "7",
        "-1",
        "[]",
        "[x]",
        "[[x]]",
        "{}",
        "{x: y}",
        "{time: [x]}",
        "40s",
        "3cm",
        "yes",
        "'{a}'",
        "optional",
        "[{}]",
    ]
)
swaps = st.lists(st.tuples(st.integers(0, 10_000), values), min_size=1, max_size=4)
"""Which of the values goes, and what comes instead."""


def edited(data: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    for where, gone, new in changes:
        at = int(where * len(data))
        data = data[:at] + new + data[at + gone :]
    return data


def swapped(data: bytes, changes: list[tuple[int, str]]) -> bytes:
    text = data.decode()
    for which, new in changes:
        found = list(re.finditer(r"(?<=: )(\{[^{}\n]*\}|\[[^][\n]*\]|[^][{},\n]+)", text))
        begin, end = found[which % len(found)].span() if found else (0, 0)
        text = text[:begin] + new + text[end:]
    return text.encode()


def loads_or_tells(data: bytes) -> None:
    try:
        assert parse_routine(data, "FILE").steps
    except RoutineError as refusal:
        problems, lines = refusal.problems, str(refusal).splitlines()
    else:
        return
    assert problems
    assert lines[:MOST_TOLD] == [*map(str, problems[:MOST_TOLD])]
    assert all(line.startswith(("FILE:", str(LIBRARY))) for line in lines[:MOST_TOLD])
    more = len(problems) - MOST_TOLD
    told = f"and {more:,} more; `coach check FILE --json` lists all of a routine"
    assert lines[MOST_TOLD:] == ([told] if more > 0 else [])
    assert [problem for problem in problems if not problem.hint] == []


@pytest.mark.parametrize("bad", INVALID, ids=lambda path: path.stem)
def test_a_bad_routine_is_refused_with_every_problem(bad: Path) -> None:
    with pytest.raises(RoutineError) as error:
        parse_routine(bad.read_bytes(), "FILE")
    assert str(error.value).splitlines() == bad.with_suffix(".txt").read_text("utf-8").splitlines()


def test_every_expected_message_has_its_routine() -> None:
    folder = Path(__file__).parent / "invalid"
    assert {path.stem for path in folder.glob("*.txt")} == {path.stem for path in INVALID}


@pytest.mark.parametrize("bad", INVALID, ids=lambda path: path.stem)
def test_every_problem_says_what_to_do(bad: Path) -> None:
    with pytest.raises(RoutineError) as error:
        parse_routine(bad.read_bytes(), "FILE")
    assert all(problem.hint for problem in error.value.problems)


def test_many_faults_come_at_once_in_the_order_of_the_file() -> None:
    bad = Path(__file__).parent / "invalid" / "many-faults.yaml"
    with pytest.raises(RoutineError) as error:
        parse_routine(bad.read_bytes(), "FILE")
    places = [(problem.place.line, problem.place.column) for problem in error.value.problems]
    assert len(places) > 10
    assert places == sorted(places)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[\n    ", "{a:\n    [ "])
@pytest.mark.parametrize("levels", [41, 1_000, 1_001, 3_000])
def test_what_is_too_deep_is_told_by_its_levels_however_far_the_parser_looks_ahead(opening: str, levels: int) -> None:
    with pytest.raises(RoutineError, match=r"FILE:\d+:\d+: more than 40 levels deep \(take groups apart\)$"):
        parse_routine(f"title: T\nsteps:\n  - say: Sit.\n  - {opening * levels}".encode(), "FILE")


def test_a_routine_is_loaded_from_its_file(tmp_path: Path) -> None:
    (tmp_path / "rest.yaml").write_text(SMALL)
    assert load_routine(tmp_path / "rest.yaml").title == "A rest"
    assert load_routine(str(tmp_path / "rest.yaml")) == load_routine(tmp_path / "rest.yaml")


@pytest.mark.parametrize("text", ["\ufeff" + SMALL, SMALL.replace("\n", "\r\n"), "---\n" + SMALL + "...\n"])
def test_what_editors_add_does_not_matter(text: str) -> None:
    assert parse_routine(text.encode(), "FILE").model_dump() == parse_routine(SMALL.encode(), "FILE").model_dump()


def test_problems_name_the_file_as_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "rest.yaml"
    path.write_text("title: A rest\n")
    with pytest.raises(RoutineError) as error:
        load_routine(path)
    assert str(error.value).startswith(f"{path}:1:1: 'steps' is missing")


@pytest.mark.parametrize("name", ["gone.yaml", "gone/gone.yaml", "nul\0.yaml"])
def test_a_missing_file_is_a_wrong_request(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"there is no file .*`coach list`"):
        load_routine(tmp_path / name)


def test_a_folder_is_no_routine(tmp_path: Path) -> None:
    with pytest.raises(RoutineError, match=r"cannot be read: .*\(name a file\)"):
        load_routine(tmp_path)


@pytest.mark.parametrize("name", ["file/rest.yaml", "x" * 5000])
def test_a_path_that_the_system_refuses_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text(SMALL)
    with pytest.raises(RoutineError, match="cannot be read: "):
        load_routine(tmp_path / name)


@pytest.fixture
def closed_file(tmp_path: Path) -> Iterator[Path]:
    """A file that may not be read. Root may read everything; for one test, it is nobody."""
    path = tmp_path / "rest.yaml"
    path.write_text(SMALL)
    path.chmod(0)
    user = os.geteuid()
    os.seteuid(65534 if user == 0 else user)
    yield path
    os.seteuid(user)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are of another kind there")
def test_an_unreadable_file_is_told(closed_file: Path) -> None:
    with pytest.raises(RoutineError, match=r"cannot be read: .*\(is it yours to read\?\)"):
        load_routine(closed_file)


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(RoutineError, match=r"huge.yaml:1:1: this file is larger than 8 MB"):
        load_routine(path)


@given(st.binary(max_size=300) | st.text(st.characters(codec="utf-8"), max_size=300).map(str.encode))
@example(b"? ? a\n")
@example(b"title: \xc2\x85\nsteps: [[[]]]")
@example(b"title: T\n? [a]\n: b\n{c}: d\n")
def test_any_bytes_are_a_routine_or_a_problem(data: bytes) -> None:
    loads_or_tells(data)


@given(st.sampled_from(SEEDS), edits)
def test_any_edit_leaves_a_routine_or_a_problem(data: bytes, changes: list[tuple[float, int, bytes]]) -> None:
    loads_or_tells(edited(data, changes))


@given(st.sampled_from(SEEDS), swaps)
def test_any_value_in_the_place_of_another_leaves_a_routine_or_a_problem(
    data: bytes, changes: list[tuple[int, str]]
) -> None:
    loads_or_tells(swapped(data, changes))


@given(st.lists(st.sampled_from(SIGNS) | st.sampled_from([f"\n    {word}".encode() for word in WORDS]), max_size=12))
def test_any_row_of_keys_is_a_routine_or_a_problem(parts: list[bytes]) -> None:
    loads_or_tells(b"title: T\nsteps:\n  - say: Sit." + b"".join(parts))


@pytest.mark.parametrize("data", SEEDS, ids=range(len(SEEDS)))
def test_every_seed_of_these_tests_is_a_routine(data: bytes) -> None:
    assert parse_routine(data, "FILE").steps
