from __future__ import annotations

import pytest

from coach.errors import Place, RoutineError
from coach.yaml_document import MAX_DEPTH, MAX_VALUES, Listing, Mapping, find_control, read_document, top_level_text
from coach.yaml_texts import Switch

pytestmark = pytest.mark.unit


def read(text: str) -> Mapping | Listing | str | None:
    document, problems = read_document(text, "FILE")
    assert problems == []
    assert document is None or isinstance(document, (Mapping, Listing, str))
    return document


def refused(text: str) -> str:
    with pytest.raises(RoutineError) as error:
        read_document(text, "FILE")
    return str(error.value)


@pytest.mark.parametrize("scalar", ["no", "10:30", "1e3", "0x10", "2024-01-01", "~", "null", ".5", "1_000"])
def test_a_scalar_stays_the_text_that_was_typed(scalar: str) -> None:
    assert read(f"key: {scalar}") == {"key": scalar}


def test_nothing_is_an_empty_text() -> None:
    assert read("key:\nlist:\n  -") == {"key": "", "list": [""]}


def test_quotes_and_blocks_are_read_as_yaml_says() -> None:
    assert read("a: 'it''s'\nb: \"x\\ty\"\nc: >-\n  one\n  two\nd: |\n  one\n  two\n") == {
        "a": "it's",
        "b": "x\ty",
        "c": "one two",
        "d": "one\ntwo\n",
    }


@pytest.mark.parametrize(
    ("text", "value", "hint"),
    [
        ("a: {ü: übrig, und mehr, b: c}", {"ü": "übrig, und mehr", "b": "c"}, 'write ü: "übrig, und mehr" for a text'),
        ("a: {b: left, right}", {"b": "left, right"}, "or b: [left, right] for a list"),
        ("a: {b: 2,5cm}", {"b": "2, 5cm"}, "write a decimal point, as in b: 2.5cm"),
    ],
)
def test_a_comma_that_cuts_a_text_off_is_told_once_with_how_to_write_it(
    text: str, value: dict[str, str], hint: str
) -> None:
    document, (problem,) = read_document(text, "FILE")
    assert document == {"a": value}
    assert (problem.place, problem.message[:15]) == (Place("FILE", 1, 5), "a comma within ")
    assert hint in problem.hint


@pytest.mark.parametrize("text", ["a: {b: x, c: }", "a:\n  b: x\n  c:\n", "a: {b, c: x}", "a: {b: [x], c}"])
def test_a_key_without_a_value_is_no_cut_off_text(text: str) -> None:
    read(text)


@pytest.mark.parametrize("typed", ["time:40s", "time 40s"])
def test_a_key_and_a_value_without_what_parts_them_are_read_as_they_were_meant(typed: str) -> None:
    document, (problem,) = read_document(f"do: {{{typed}, to: 60s}}", "FILE")
    assert document == {"do": {"time": "40s", "to": "60s"}}
    assert document["do"].places["time"] == problem.place == Place("FILE", 1, 6)
    assert (problem.message, problem.hint) == (f"'{typed}' is no key with a value", "write 'time: 40s'")


def test_a_text_in_braces_goes_on_with_a_number_unless_it_begins_with_a_known_key() -> None:
    text = "a: {b: Rest, to 20}"
    assert read_document(text, "FILE")[0] == {"a": {"b": "Rest, to 20"}}
    assert read_document(text, "FILE", keys={"to"})[0] == {"a": {"b": "Rest", "to": "20"}}


def test_a_bare_yes_is_a_switch_and_a_quoted_one_is_not() -> None:
    document = read("a: yes\nb: 'yes'\nc: OFF\nd: yes.\n")
    assert document == {"a": "yes", "b": "yes", "c": "OFF", "d": "yes."}
    assert isinstance(document, Mapping)
    assert [isinstance(value, Switch) for value in document.values()] == [True, False, True, False]


def test_a_key_is_read_as_the_one_that_is_meant_there() -> None:
    document, problems = read_document("a: 1\nb: 2\n", "FILE", meant={Place("FILE", 2, 1): "c"})
    assert (document, problems, document.places["c"]) == ({"a": "1", "c": "2"}, [], Place("FILE", 2, 1))


def test_everything_remembers_its_place() -> None:
    document = read("title: T\nsteps:\n  - say: Hi\n  - {é: 1, do: 2s}\n")
    assert isinstance(document, Mapping)
    assert isinstance(document["steps"], Listing)
    assert document.places["steps"] == Place("FILE", 2, 1)
    assert document["steps"].places[1] == document["steps"][1].place == Place("FILE", 4, 5)
    assert document["steps"][1].places["do"] == Place("FILE", 4, 12)


def test_an_empty_text_holds_no_document() -> None:
    assert read("") is None
    assert read("# only a comment\n") is None


def test_a_document_may_begin_and_end_with_its_marks() -> None:
    assert read("---\nkey: value\n...\n") == {"key": "value"}


def test_reading_goes_on_after_a_problem() -> None:
    document, problems = read_document("a: &x 1\nb: *x\nc: !t 2\nd: 3\nd: 4\n? [k]\n: {v: 5}\ne: 6\n", "FILE")
    assert document == {"a": "1", "b": "*x", "c": "2", "d": "4", "e": "6"}
    assert [problem.place.line for problem in problems] == [1, 2, 3, 5, 6]


def test_what_belongs_to_a_key_that_cannot_be_read_is_left_out() -> None:
    document, problems = read_document("{? {a: b} : [c, d], e: f}", "FILE")
    assert document == {"e": "f"}
    assert [problem.message for problem in problems] == ["a key must be plain text"]


def test_only_the_first_document_is_read() -> None:
    document, problems = read_document("a: 1\n---\nb: 2\n--- c\n", "FILE")
    assert document == {"a": "1"}
    assert [problem.place.line for problem in problems] == [2, 4]


def test_aliases_on_one_line_are_one_problem() -> None:
    _, problems = read_document("a: &x 1\nb: [*x, *x, *x]\nc: *x\n", "FILE")
    assert [problem.place.line for problem in problems] == [1, 2, 3]


def test_depth_has_a_limit() -> None:
    assert isinstance(read("[" * MAX_DEPTH + "]" * MAX_DEPTH), Listing)
    assert refused("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)).startswith(
        f"FILE:1:{MAX_DEPTH + 1}: more than {MAX_DEPTH} levels deep"
    )


def test_the_number_of_values_has_a_limit() -> None:
    assert read("- x\n" * (MAX_VALUES - 1)) == ["x"] * (MAX_VALUES - 1)
    assert refused("- x\n" * MAX_VALUES).startswith(f"FILE:{MAX_VALUES}:3: more than 250,000 keys and values")


def test_broken_yaml_is_told_beside_the_problems_before_it() -> None:
    assert [line.split(": ")[0] for line in refused("a: 1\na: 2\nb: [\n").splitlines()] == ["FILE:2:1", "FILE:3:4"]


@pytest.mark.parametrize("text", ["\0", "\x07", "\x1b", "\x7f", "\x80", "\x9f", "\ud800", "\ufffe", "\uffff"])
def test_control_characters_are_found(text: str) -> None:
    found = find_control(f"calm{text}")
    assert found
    assert found.start() == 4


def test_ordinary_signs_are_no_control_characters() -> None:
    assert find_control("\t\r\n ~é\u00a0\u2028手😌\U0010ffff") is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("title: A rest\nsteps: [", "A rest"),
        ("summary: title\nsteps: [{title: Not this}]\ntitle: 'A “rest”'\n", "A “rest”"),
        ("? [title, a]\n: title\ntitle: Rest\n", "Rest"),
        ("a: &a title\nb: *a\ntitle: Rest\n", "Rest"),
        ("steps: [{title: Not this}]\n", None),
        ("title: {en: A rest}\n", None),
        ("title", None),
        ("- title\n- no\n", None),
        ("title: [\n", None),
        ("", None),
    ],
)
def test_a_text_of_the_outermost_mapping_is_found_by_its_key(text: str, title: str | None) -> None:
    assert top_level_text(text, "title") == title


def test_of_a_file_with_a_title_no_more_than_its_beginning_is_parsed() -> None:
    assert top_level_text("title: A rest\nsteps: }", "title") == "A rest"
