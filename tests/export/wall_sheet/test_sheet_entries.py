from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.export.wall_sheet.sheet_entries import Repeat, Steps, groups_of
from coach.export.wall_sheet.steps_on_sheet import WallSheet

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
    """The lines after loops, and the times."""
    sheet = make(LOOPS.format(title="A", language=language, sides=sides, fingers=fingers))
    lines: list[str] = []
    for group in groups_of(sheet):
        if isinstance(group, Steps):
            lines += [step.time for step in group.steps]
        elif isinstance(group, Repeat):
            places = f" {group.drawing.hand.places}" if group.drawing else ""
            lines.append(f"{group.line}{places}")
    return lines


def test_the_labels_are_in_the_language_of_the_routine(make: Make) -> None:
    assert groups(make, "de-CH", "links, rechts", "Daumen, Zeigefinger, Mittelfinger") == [
        "3\u00a0s",
        "3\u00a0s",
        "Schritt 2: insgesamt 4 Mal",
        "bis bereit",
        "Schritt 3 noch einmal: Zeigefinger\u00a0· Mittelfinger ('index', 'middle')",
        "Schritte 1 bis 3 noch einmal, links und rechts vertauscht",
    ]


def test_those_of_other_languages_are_english(make: Make) -> None:
    assert groups(make, "pl", "lewa, prawa", "kciuk, palec") == [
        "3\u00a0s",
        "3\u00a0s",
        "Step 2: 4 times in all",
        "until ready",
        "Step 3 again: palec",
        "Steps 1 to 3 again: prawa",
    ]


def test_a_value_that_is_no_finger_has_no_drawing(make: Make) -> None:
    assert "Step 3 again: the whole palm" in groups(make, "en", "left, right", "thumb, the whole palm")
