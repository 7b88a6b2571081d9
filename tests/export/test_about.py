from __future__ import annotations

from types import SimpleNamespace

import pytest

from coach.errors import UsageError
from coach.export.about import Tags, about_of, title_for
from coach.export.formats import About
from coach.export.formats.language_codes import three_letters
from coach.routine.conditions import cautions
from coach.routine.loader import parse_routine
from coach.timeline.compiler import compile_routine
from coach.timeline.estimate import estimate_by_pace

pytestmark = pytest.mark.unit

ROUTINE = """
title: Hand massage
summary: Slow strokes.
{more}
steps:
  - {{section: Begin, steps: [{{title: Sit, say: Sit down.}}, {{title: Rest, say: Rest.}}]}}
"""


def about(more: str = "", tags: Tags | None = None, *conditions: str) -> About:
    routine = parse_routine(ROUTINE.format(more=more).encode(), "FILE")
    timeline = compile_routine(routine, estimate_by_pace(125))
    return about_of(SimpleNamespace(routine=routine, timeline=timeline, conditions=conditions), tags or Tags(), 128)


def test_what_nobody_asked_for_is_the_routine_s() -> None:
    plain = about()
    assert (plain.title, plain.artist, plain.album, plain.comment) == ("Hand massage", "coach", "", "Slow strokes.")
    assert (plain.language, plain.words) == ("en", "Hand massage\n\nBegin\n\nSit down.\nRest.\n")
    own = about("author: Ana\nalbum: Evenings\ncomment: For the night.")
    assert (own.artist, own.album, own.comment) == ("Ana", "Evenings", "For the night.")


def test_what_was_asked_for_comes_before_it() -> None:
    asked = about("author: Ana\nalbum: Evenings", Tags("Mine", "Me", "Mornings", "Loud."))
    assert (asked.title, asked.artist, asked.album, asked.comment) == ("Mine", "Me", "Mornings", "Loud.")


@pytest.mark.parametrize(
    ("more", "asked", "titles"),
    [
        ("", None, ["Begin"]),
        ("for: caregiver", None, ["Sit", "Rest"]),
        ("for: caregiver", "sections", ["Begin"]),
        ("", "steps", ["Sit", "Rest"]),
        ("for: caregiver", "none", []),
    ],
)
def test_a_caregiver_has_a_chapter_for_each_step_and_who_listens_for_each_section(
    more: str, asked: str | None, titles: list[str]
) -> None:
    assert [chapter.title for chapter in about(more, Tags(chapters=asked)).chapters] == titles


def test_a_session_for_a_condition_says_so_in_its_title_and_its_comment() -> None:
    made = about("", None, "crps", "severe-arthritis")
    assert made.title == "Hand massage (for CRPS, severe arthritis)"
    assert made.comment == "For CRPS, severe arthritis. Slow strokes."


@pytest.mark.parametrize(
    ("language", "title", "comment"),
    [
        ("de", "Hand massage (bei CRPS, schwerer Arthritis, kurz)", "Bei CRPS, schwerer Arthritis. Slow strokes."),
        ("es-MX", "Hand massage (con SDRC, artritis grave, en breve)", "Con SDRC, artritis grave. Slow strokes."),
        ("sv", "Hand massage (for CRPS, severe arthritis, in brief)", "For CRPS, severe arthritis. Slow strokes."),
    ],
)
def test_that_is_said_in_the_language_of_the_routine_where_there_are_words(
    language: str, title: str, comment: str
) -> None:
    conditions = ("crps", "severe-arthritis")
    assert about(f"language: {language}", None, *conditions).comment == comment
    routine = parse_routine(ROUTINE.format(more=f"language: {language}").encode(), "FILE")
    assert title_for(routine.in_brief(), conditions) == title


@pytest.mark.parametrize("name", cautions())
def test_each_condition_has_a_name_within_a_sentence(name: str) -> None:
    shown = cautions()[name].shown
    assert len(shown) <= 50
    assert shown[0].islower() or shown in {"CRPS", "Raynaud's disease"}


def test_unknown_chapters_are_refused_at_once() -> None:
    with pytest.raises(UsageError, match="there are no chapters of 'parts'"):
        Tags(chapters="parts")


def test_a_language_has_three_letters_wherever_it_is_spoken() -> None:
    assert [three_letters(tag) for tag in ("de", "pt_BR", "zh", "cmn", "no", "x-own")] == [
        *("deu", "por", "zho", "zho", "nob", "und"),
    ]


def test_title_without_a_condition_is_the_routine_s() -> None:
    assert title_for(parse_routine(ROUTINE.format(more="").encode(), "FILE"), ()) == "Hand massage"


def test_title_of_a_brief_session_says_so() -> None:
    brief = parse_routine(ROUTINE.format(more="").encode(), "FILE").in_brief()
    assert title_for(brief, ()) == "Hand massage (in brief)"
    assert title_for(brief, ("crps",)) == "Hand massage (for CRPS, in brief)"
