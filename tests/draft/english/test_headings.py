from __future__ import annotations

import pytest

from coach.draft.english.headings import label_of, role_of

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Steps", "steps"),
        ("How to do it", "steps"),
        ("The massage", "steps"),
        ("How do I do it?", "steps"),
        ("Preparation", "before"),
        ("Before you begin", "before"),
        ("Setting the scene", "before"),
        ("What you need", "needs"),
        ("You will need:", "needs"),
        ("Materials", "needs"),
        ("Warnings", "warnings"),
        ("Precautions", "warnings"),
        ("When not to do it", "warnings"),
        ("Stop if", "warnings"),
        ("Benefits of hand massage", "benefits"),
        ("Why does it work?", "benefits"),
        ("How often?", "benefits"),
        ("What is reflexology", "benefits"),
        ("FAQ", "questions"),
        ("Frequently asked questions", "questions"),
        ("Comments", "page"),
        ("3 comments", "page"),
        ("Related posts", "page"),
        ("About the author", "page"),
        ("In the weeks ahead", "benefits"),
        ("Little things for the daytime", "benefits"),
        ("Round the house", "benefits"),
        ("What you'll want", "needs"),
        ("Things to put ready", "needs"),
        ("At your desk", ""),
        ("Tips", "tips"),
        ("The palm", ""),
        ("", ""),
    ],
)
def test_a_heading_tells_what_stands_under_it(heading: str, role: str) -> None:
    assert role_of(heading) == role


@pytest.mark.parametrize(
    ("text", "label", "role", "rest"),
    [
        ("Technique: Press the palm.", "Technique", "steps", "Press the palm."),
        ("Technique – Press the palm.", "Technique", "steps", "Press the palm."),
        ("Benefits: Calm.", "Benefits", "benefits", "Calm."),
        ("Warning: Go easy.", "Warning", "warnings", "Go easy."),
        ("You need: oil", "You need", "needs", "oil"),
        ("Author: Ann", "Author", "page", "Ann"),
        ("The palm: Press it.", "The palm", "", "Press it."),
        ("Press the palm.", "", "", "Press the palm."),
        ("Press: it", "Press", "", "it"),
        ("Well-being matters.", "", "", "Well-being matters."),
        ("It is 10:30 now", "", "", "It is 10:30 now"),
        ("At the top there are two flaps: fold one.", "", "", "At the top there are two flaps: fold one."),
        ("You now hold a boat: turn it.", "", "", "You now hold a boat: turn it."),
        ("Label:", "", "", "Label:"),
        ("", "", "", ""),
    ],
)
def test_a_label_is_parted_from_its_text(text: str, label: str, role: str, rest: str) -> None:
    assert label_of(text) == (label, role, rest)


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("What to bring", "needs"),
        ("THINGS", "needs"),
        ("Careful", "warnings"),
        ("Technique:", "steps"),
        ("Extension", ""),
    ],
)
def test_a_label_of_things_steps_or_warnings_may_stand_alone(heading: str, role: str) -> None:
    assert role_of(heading) == role


@pytest.mark.parametrize("heading", ["Do talk to your midwife", "Ask a doctor", "Check with the practice nurse"])
def test_what_a_professional_is_to_be_asked_are_warnings(heading: str) -> None:
    assert role_of(heading) == "warnings"
