from __future__ import annotations

import pickle

import pytest

from coach.errors import (
    CoachError,
    Contraindicated,
    ExportError,
    MissingLines,
    MissingPart,
    Place,
    Problem,
    PromiseBroken,
    RoutineError,
    SpeechError,
    UsageError,
    one_line,
)

pytestmark = pytest.mark.unit


def test_a_place_reads_as_editors_jump_to_it() -> None:
    assert str(Place("calm.yaml", 3, 7)) == "calm.yaml:3:7"


def test_a_problem_says_where_and_what_and_what_to_do() -> None:
    place = Place("calm.yaml", 3, 7)
    assert str(Problem(place, "too much", "write less")) == "calm.yaml:3:7: too much (write less)"
    assert str(Problem(place, "too much")) == "calm.yaml:3:7: too much"


def test_a_problem_is_one_line_whatever_the_author_wrote() -> None:
    shown = str(Problem(Place("x"), f"'{'long ' * 1000}'\nis\x1b[2J bad\u202e", "h" * 1000))
    assert len(shown) < 500
    assert shown.isprintable()
    assert "is�[2J bad� (hhh" in shown


def test_a_message_that_just_fits_is_whole() -> None:
    assert str(Problem(Place("x"), "m" * 200)) == "x:1:1: " + "m" * 200


def test_problems_come_once_and_in_the_order_of_the_file() -> None:
    late, early = Problem(Place("x", 10, 2), "late"), Problem(Place("x", 9, 30), "early")
    error = RoutineError([late, early, late])
    assert error.problems == (early, late)
    assert str(error) == "x:9:30: early\nx:10:2: late"


@pytest.mark.parametrize(
    ("number", "lines", "last"),
    [
        (50, 50, "x:50:1: m"),
        (51, 51, "and 1 more; `coach check FILE --json` lists all of a routine"),
        (60_000, 51, "and 59,950 more; `coach check FILE --json` lists all of a routine"),
    ],
)
def test_of_very_many_problems_the_first_are_shown_and_how_many_more_there_are(
    number: int, lines: int, last: str
) -> None:
    error = RoutineError([Problem(Place("x", line), "m") for line in range(1, number + 1)])
    shown = str(error).splitlines()
    assert len(error.problems) == number
    assert (len(shown), shown[-1]) == (lines, last)


def test_letters_may_join_as_they_do_in_persian_and_hindi() -> None:
    assert one_line("می\u200cخواهم क्\u200dष \u202e\u2066x") == "می\u200cخواهم क्\u200dष ��x"


def test_a_speech_error_keeps_its_data_and_shows_the_beginning_of_the_text() -> None:
    error = SpeechError("silent", "word " * 50, "it crashed")
    assert (error.engine, error.text, error.reason) == ("silent", "word " * 50, "it crashed")
    assert str(error).startswith("the voice engine 'silent' could not speak “word word")
    assert str(error).endswith("…”: it crashed")
    assert len(str(error)) < 130


def test_a_speech_error_without_a_text_quotes_none() -> None:
    assert str(SpeechError("silent", "", "it crashed")) == "the voice engine 'silent' could not speak: it crashed"


def test_a_missing_part_names_its_remedy() -> None:
    assert str(MissingPart("there is no voice", "pip install coach")) == "there is no voice; pip install coach"


def test_a_contraindication_says_each_sentence_and_how_to_go_on() -> None:
    error = Contraindicated({"recent-surgery": "Wait.", "skin-infection": "Wait too."})
    assert error.sentences == {"recent-surgery": "Wait.", "skin-infection": "Wait too."}
    assert str(error).splitlines() == [
        "recent-surgery: Wait. (--despite recent-surgery goes on)",
        "skin-infection: Wait too. (--despite skin-infection goes on)",
    ]


def test_a_broken_promise_keeps_its_reasons_and_says_each_and_how_to_go_on() -> None:
    error = PromiseBroken("rest.mp3", ["it is too soft", "it is too short"])
    assert (error.name, error.reasons) == ("rest.mp3", ("it is too soft", "it is too short"))
    assert str(error).splitlines() == [
        "rest.mp3: it is too soft",
        "rest.mp3: it is too short",
        "rest.mp3 is not written; --accept writes it all the same",
    ]


def test_whoever_catches_what_cannot_be_exported_catches_a_broken_promise() -> None:
    with pytest.raises(ExportError):
        raise PromiseBroken("rest.mp3", ["it is too soft"])


def test_a_warning_shows_its_code() -> None:
    problem = Problem(Place("calm.yaml", 3, 7), "too long", "rest", "long-sentence", "warning")
    assert str(problem) == "calm.yaml:3:7: warning[long-sentence]: too long (rest)"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (RoutineError([]), 1),
        (Contraindicated({}), 1),
        (SpeechError("silent", "", "gone"), 1),
        (ExportError("no room"), 1),
        (PromiseBroken("s.mp3", []), 1),
        (UsageError("no such routine"), 2),
        (MissingPart("no voice", "pip install it"), 3),
    ],
)
def test_each_kind_of_error_has_its_exit_code(error: CoachError, code: int) -> None:
    assert error.exit_code == code


@pytest.mark.parametrize(
    "error",
    [
        RoutineError([Problem(Place("calm.yaml", 3, 7), "too much", "write less")]),
        Contraindicated({"crps": "It hurts."}),
        SpeechError("silent", "Breathe.", "gone"),
        PromiseBroken("s.mp3", ["too loud"]),
        MissingPart("no voice", "pip install it"),
        MissingLines("mine", {"breathe": "there is no recording"}, 9),
        UsageError("no such routine"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_comes_whole_from_another_process(error: CoachError) -> None:
    same = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert (type(same), str(same), vars(same)) == (type(error), str(error), vars(error))
