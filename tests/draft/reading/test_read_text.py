from __future__ import annotations

import pytest

from coach.draft import draft_routine
from coach.draft.reading.read_text import read_text
from coach.errors import RoutineError
from coach.routine.loader import parse_routine
from coach.routine.model import Step

pytestmark = pytest.mark.unit


def said(text: str) -> list[str]:
    """Return what the steps of a draft of a text say."""
    steps = parse_routine(draft_routine(text.encode(), "text.txt").encode(), "draft.yaml").steps
    return [step.say.text for step in steps if isinstance(step, Step) and step.say]


@pytest.mark.parametrize(("asks", "answers"), [("Q:", "A:"), ("Question:", "Answer:"), ("P:", "R:")])
def test_an_interview_has_its_instructions_in_its_answers(asks: str, answers: str) -> None:
    talk = f"{asks} What would you do?\n{answers} Warm your hands first. Lay one hand on her back.\n"
    assert "Warm your hands first." in said(f"With a nurse\n\n{talk}")[0]


def test_questions_and_answers_beside_a_how_to_stay_away() -> None:
    text = "Rest\n\n1. Close your eyes.\n2. Let your hands rest.\n\nQ: Which oil?\nA: Use almond oil.\n"
    assert not any("almond" in words for words in said(text))


def test_a_text_that_asks_nothing_is_refused() -> None:
    with pytest.raises(RoutineError, match="no instructions"):
        draft_routine(b"A nurse\n\nQ: How long?\nA: It has been thirty years, and the beds go up now.\n", "text.txt")


def test_a_reader_s_copy_is_no_letter_of_a_reader() -> None:
    assert said("The lighthouse\nA guided meditation - reader's copy\n\nClose your eyes.\n\nWiggle your toes.\n")


def test_what_readers_say_is_left_out() -> None:
    text = "# Rest\n\n1. Close your eyes.\n\n## Readers' comments\n\nPut it on the oven.\n"
    assert not any("oven" in words for words in said(text))


@pytest.mark.parametrize("word", ["Minute", "Minuto", "Min.", "Time:"])
def test_a_plan_may_have_a_word_in_front_of_its_times(word: str) -> None:
    text = f"Eyes\n\n{word} 0:00-0:30 | Close your eyes.\n{word} 0:30-1:10 | Look out of the window.\n"
    drafted = draft_routine(text.encode(), "text.txt")
    assert "30s exactly" in drafted
    assert "40s exactly" in drafted


def test_numbered_steps_behind_a_box_of_warnings_are_steps() -> None:
    text = "# Lids\n\n> **Please note**\n> Stop if it hurts.\n\n1. Dip the cloth in water.\n2. Lay it on your eyes.\n"
    found, _ = read_text(text.encode(), "a.md")
    assert [told.text for each in found.passages for told in each.told] == [
        "Dip the cloth in water.",
        "Lay it on your eyes.",
    ]
    assert [warning.text for _, warning in found.warnings] == ["Stop if it hurts."]


def test_numbered_warnings_are_no_steps() -> None:
    text = "# Lids\n\n## Please note\n\n1. Stop if it hurts.\n2. See a doctor.\n\n## Steps\n\nRub the lid.\n"
    found, _ = read_text(text.encode(), "a.md")
    assert [told.text for each in found.passages for told in each.told] == ["Rub the lid."]


def test_what_a_massage_does_is_no_step_though_it_stands_in_a_list() -> None:
    praise = "- Boosts circulation to the toes\n- Keeps the skin supple"
    text = f"# Feet\n\n## Cold feet\n\n{praise}\n\n## Do it\n\n- Rub the toes.\n"
    found, _ = read_text(text.encode(), "a.md")
    assert [told.text for each in found.passages for told in each.told] == ["Rub the toes."]
