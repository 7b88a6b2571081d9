from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.export.wall_sheet.kept_words import Amount
from coach.export.wall_sheet.sheet_entries import Repeat, Steps, shown_on
from coach.export.wall_sheet.sheet_rows import WallSheet

pytestmark = pytest.mark.unit

Make = Callable[..., WallSheet]

LOOPS = """
title: {title}
language: {language}
steps:
  - each: {{hand: [{sides}]}}
    steps:
      - {{say: 'Das ist {{hand}}.', do: 3s}}
      - repeat: 4
        steps: [{{say: Nochmal., do: 3s}}]
      - each: {{finger: [{fingers}]}}
        steps: [{{say: '{{finger}}', do: until ready}}]
"""


def groups(make: Make, language: str, sides: str, fingers: str) -> list[str]:
    """The lines after loops, and those of steps with their times and drawings."""
    sheet = make(LOOPS.format(title="A", language=language, sides=sides, fingers=fingers))
    lines: list[str] = []
    for group in shown_on(sheet, Amount.MINDED).groups:
        if isinstance(group, Steps):
            for step in group.steps:
                places = f" {step.drawing.hand.places}" if step.drawing else ""
                lines.append(" | ".join((*step.again, step.time)) + places)
        elif isinstance(group, Repeat):
            lines.append(group.line)
    return lines


def test_the_labels_are_in_the_language_of_the_routine(make: Make) -> None:
    assert groups(make, "de-CH", "links, rechts", "Daumen, Zeigefinger, Mittelfinger") == [
        "3\u00a0s",
        "insgesamt 4 Mal | 3\u00a0s",
        "noch einmal: Zeigefinger\u00a0· Mittelfinger | bis bereit ('thumb', 'index', 'middle')",
        "Schritte 1–3 noch einmal, links und rechts vertauscht",
    ]


def test_those_of_other_languages_are_english(make: Make) -> None:
    assert groups(make, "pl", "lewa, prawa", "kciuk, palec") == [
        "3\u00a0s",
        "4 times in all | 3\u00a0s",
        "again: palec | until ready",
        "Steps 1–3 again: prawa",
    ]


def test_a_value_that_is_no_finger_has_no_drawing(make: Make) -> None:
    assert "again: the whole palm | until ready ('thumb',)" in groups(
        make, "en", "left, right", "thumb, the whole palm"
    )


def test_a_title_that_begins_a_sentence_goes_on_in_it(make: Make) -> None:
    sheet = make("title: A\nsteps: [{title: Friction, say: Friction is small circles. Go on., do: 3s}]\n")
    (group,) = shown_on(sheet, Amount.MINDED).groups
    assert isinstance(group, Steps)
    assert [(step.title, step.words, step.goes_on) for step in group.steps] == [("Friction", "is small circles.", True)]


def test_a_sheet_without_some_of_the_words_says_where_they_are(make: Make) -> None:
    sheet = make("title: A\nsummary: In brief.\nsteps: [{title: Rest, say: Sit down. Lean back., do: 3s}]\n")
    fullest, brief = (shown_on(sheet, amount) for amount in (Amount.ALL, Amount.FIRST))
    assert (fullest.summary, fullest.rest) == ("In brief.", "")
    assert (brief.summary, brief.rest) == ("", "All the words: coach transcript NAME")


def test_a_wait_that_ends_by_itself_has_its_longest_time(make: Make) -> None:
    text = "\ntitle: T\nsteps:\n  - {title: Hold, say: Hold it., do: 'until ready, at most 20s'}\n"
    (group,) = shown_on(make(text), Amount.MINDED).groups
    assert isinstance(group, Steps)
    assert [step.time for step in group.steps] == ["until ready, ≤ 20\u00a0s"]
