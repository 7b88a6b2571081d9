"""From a text to its steps: what is said, what is done how long and how often, and in which groups."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from coach.draft import draft_routine
from coach.draft.reading.read_text import read_text
from coach.draft.steps.rule import Rules
from coach.draft.steps.rules import rules_in
from coach.errors import RoutineError
from coach.routine.loader import parse_routine

pytestmark = pytest.mark.unit


def drafted(text: str, name: str = "a.md") -> Any:
    written = draft_routine(text.encode(), name)
    parse_routine(written.encode(), "draft.yaml")
    return yaml.safe_load(written)


def steps_of(text: str) -> Any:
    return drafted(text)["steps"]


@pytest.mark.parametrize(
    ("sentence", "do"),
    [
        ("Rub it for 30 seconds.", "30s exactly"),
        ("Rub it 5 times.", {"times": "5 exactly"}),
        ("Press it 5 times for 3 seconds.", {"times": "5 exactly", "each": "3s"}),
        ("Rub it a few times.", {"times": 3}),
        ("Rub it for 3 to 5 minutes.", {"time": "4m", "from": "3m", "to": "5m"}),
        ("Hold for 10 seconds, then relax for 15.", {"rounds": 1, "tense": "10s", "release": "15s"}),
        ("Hold for 10 seconds, then relax for 15. Repeat 4 times.", {"rounds": 4, "tense": "10s", "release": "15s"}),
        ("Breathe in for 4 and out for 6, 5 times.", {"breaths": 5, "in": "4s", "out": "6s"}),
        ("Take 3 deep breaths.", {"breaths": 3, "in": "4s", "out": "6s"}),
        ("Rub it.", "15s"),
        ("Sit down.", "6s"),
        ("Set aside 15 minutes.", None),
    ],
)
def test_a_sentence_becomes_a_practice(sentence: str, do: object) -> None:
    step = steps_of(f"Palm rub\n\n{sentence}")[0]
    found = step.get("do")
    if isinstance(found, dict):
        found.pop("words", None)
    assert found == do


def test_sentences_without_figures_are_one_step_up_to_one_that_has_some() -> None:
    assert steps_of("Sit down. Rub your hands for 30 seconds. Rest. Close your eyes.") == [
        {"say": "Sit down. [pause 2s] Rub your hands for 30 seconds.", "do": "30s exactly"},
        {"say": "Rest. [pause 2s] Close your eyes.", "do": "6s"},
    ]


def test_a_pause_is_a_rest_and_at_the_end_the_pause_of_the_step() -> None:
    assert steps_of(
        "# R\n\nClose your eyes... rest. (pause) Let go. (3 second pause)\n\nRub your palm.\n\n(pause)\n"
    ) == [
        {"say": "Close your eyes [pause 1s] rest. [pause 4s] Let go.", "pause": "3s"},
        {"say": "Rub your palm.", "pause": "4s"},
    ]


def test_each_finger_is_named_in_turn() -> None:
    told, group = steps_of("Squeeze each finger for 10 seconds.")
    assert told == {"say": "Squeeze each finger for 10 seconds."}
    assert group["each"] == {"finger": ["thumb", "index finger", "middle finger", "ring finger", "little finger"]}
    assert group["steps"] == [{"say": "The {finger}.", "do": "10s exactly"}]


def test_one_direction_comes_after_the_other() -> None:
    told, group = steps_of("Circle your wrist clockwise, then counterclockwise, 5 times.")
    assert group["each"] == {"direction": ["clockwise", "counterclockwise"]}
    assert group["steps"] == [{"say": "Now {direction}.", "do": {"times": "5 exactly"}}]
    assert "do" not in told


def test_sets_are_groups() -> None:
    (group,) = steps_of("Do 3 sets of 10.")
    assert (group["repeat"], group["steps"][0]["do"]) == (3, {"times": "10 exactly"})


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        ("hand", "Repeat on the other hand."),
        ("side", "Repeat on the other side."),
        ("foot", "Now do the same with the other foot."),
    ],
)
def test_the_other_side_has_left_and_right_in_each_other_s_place(part: str, sentence: str) -> None:
    (group,) = steps_of(f"Lift your left {part} with the right.\n\nRub your left {part}.\n\n{sentence}")
    assert group == {
        "each": {"side": ["left", "right"]},
        "between": sentence,
        "steps": [
            {"say": f"Lift your {{side}} {part} with the {{other_side}}.", "do": "6s"},
            {"say": f"Rub your {{side}} {part}.", "do": "15s"},
        ],
    }


def test_without_left_and_right_it_is_done_for_one_hand_and_then_for_the_other() -> None:
    (group,) = steps_of("Rub one palm. Repeat on the other hand.")
    assert (group["each"], group["between"]) == ({"side": ["left", "right"]}, "Repeat on the other hand.")


def test_the_other_side_again_in_the_same_breath_repeats_nothing_more() -> None:
    assert steps_of("Rub your left hand.\n\nRepeat on the other hand. Repeat on the other hand.")


def test_what_prepares_the_session_is_not_repeated() -> None:
    first, group = steps_of(
        "# Rub\n\n## Before you begin\n\n- Wash your hands.\n\n"
        "## The massage\n\n- Rub your left hand.\n- Repeat on the other hand.\n"
    )
    assert first["section"] == "Before you begin"
    assert [step["say"] for step in first["steps"]] == ["Wash your hands."]
    assert "Wash" not in str(group)


def test_the_whole_is_repeated_with_all_its_sections() -> None:
    (group,) = steps_of(
        "# R\n\n## Palm\n\nRub it.\n\n## Back\n\nPress it.\n\n## End\n\nRepeat the whole sequence 3 times.\n"
    )
    assert group["repeat"] == 3
    assert [inner["section"] for inner in group["steps"]] == ["Palm", "Back"]


def test_steps_are_repeated_by_their_numbers() -> None:
    steps = steps_of("1. Rub it.\n2. Press it.\n3. Shake it.\n4. Repeat steps 2 to 3 twice.\n5. Repeat step 1.\n")
    assert [step.get("say") for step in steps] == [
        "Rub it.",
        "Press it.",
        "Shake it.",
        None,
        "Rub it.",
    ]
    assert steps[3]["repeat"] == 2
    assert [step["say"] for step in steps[3]["steps"]] == ["Press it.", "Shake it."]


def test_a_repetition_of_nothing_is_told() -> None:
    assert [step["say"] for step in steps_of("Repeat steps 2 to 4 twice.\n\nRub it.")] == [
        "Repeat steps 2 to 4 twice.",
        "Rub it.",
    ]


def test_a_rule_for_all_steps_fills_those_without_figures() -> None:
    text = "Hold each stretch for 20 seconds.\n\n1. Lean left.\n2. Bend your neck for 5 seconds.\n3. Turn your head.\n"
    assert [step.get("do") for step in steps_of(text)] == [None, "20s exactly", "5s exactly", "20s exactly"]
    found = rules_in(read_text(text.encode(), "a.md")[0]).everywhere
    assert found is not None
    assert [each.text for each in found.sentences] == ["Hold each stretch for 20 seconds."]


@pytest.mark.parametrize("rule", ["Do each exercise 3 times a day.", "Hold your hand for 20 seconds."])
def test_this_is_no_rule(rule: str) -> None:
    assert rules_in(read_text(f"{rule}\n\n- Lean left.\n".encode(), "a.md")[0]) == Rules()


@pytest.mark.parametrize(
    "text",
    [
        "# R\n\nStep 1: The palm\n\nRub it.\n\nStep 2: The back\n\nPress it.\n",
        "# R\n\n## The palm\n\nRub it.\n\n## The back\n\nPress it.\n",
        "R it\n\nTHE PALM\n\nRub it.\n\nTHE BACK\n\nPress it.\n",
        "# R\n\n**The palm**\n\nRub it.\n\n**The back:**\n\nPress it.\n",
        "# R\n\n1. The palm\n\n   Rub it.\n\n2. The back\n\n   Press it.\n",
    ],
)
def test_headings_with_paragraphs_are_sections_or_stand_in_comments(text: str) -> None:
    written = draft_routine(text.encode(), "a.md")
    assert [written.count(word) for word in ("Rub it.", "Press it.")] == [1, 1]
    assert [written.casefold().count(word) for word in ("the palm", "the back")] == [1, 1]


def test_plain_prose_keeps_only_what_is_to_be_done() -> None:
    text = "Hands carry a lot. When mine ache, I know why. Rub them slowly. It feels warm. Then let them rest there."
    written = draft_routine(text.encode(), "a.txt")
    assert "say: Rub them slowly. [pause 2s] Then let them rest there." in written
    for sentence in ("Hands carry a lot.", "When mine ache, I know why.", "It feels warm."):
        assert f"# line 1: left out (not an instruction): {sentence}" in written


def test_preparation_gives_needs_and_first_steps() -> None:
    draft = drafted(
        "# R\n\n## Preparation\n\nYou need a towel and hand cream.\n\n"
        "- Warm a bowl of water.\n\n## Steps\n\n- Rub your hands.\n"
    )
    assert draft["needs"] == ["a towel", "hand cream", "bowl"]
    assert [section["section"] for section in draft["steps"]] == ["Preparation", "Steps"]


def test_a_list_of_needs_is_one_even_if_its_things_sound_like_verbs() -> None:
    draft = drafted(
        "# R\n\n## You will need\n\n- 1 cup whole milk\n- a towel\n- 2 drops of oil\n\n## Steps\n\n- Rub your hands.\n"
    )
    assert draft["needs"] == ["1 cup whole milk", "a towel", "2 drops of oil"]


def test_warnings_become_cautions_and_general_ones_are_said_first() -> None:
    draft = drafted(
        "# R\n\nRub your hands.\n\n## Warnings\n\n- Do not rub open wounds.\n"
        "- Ask your doctor if you are pregnant.\n- Stop if it hurts.\n"
    )
    assert draft["cautions"] == [
        {"open-wounds": "Do not rub open wounds."},
        {"pregnancy": "Ask your doctor if you are pregnant."},
        {"any-condition": "Stop if it hurts."},
    ]
    assert draft["steps"][0] == {
        "title": "Before you begin",
        "say": "Stop if it hurts.",
        "pause": "3s",
        "skip_for": ["any-condition"],
    }


def test_benefits_questions_and_the_page_are_left_out() -> None:
    written = draft_routine(
        b"# R\n\nRub your hands.\n\n## Benefits\n\n- Warm your hands.\n\n"
        b"## FAQ\n\n- Rest your hands.\n\n## Comments\n\n- Press it.\n",
        "a.md",
    )
    assert "left out (explanation): Warm your hands." in written
    assert "left out (questions and answers): Rest your hands." in written
    assert "left out (about the page): Press it." in written
    assert written.count("say:") == 1


@pytest.mark.parametrize("text", ["Rub your partner's hand. Warm your partner's feet. Ask your partner."])
def test_somebody_else_s_body_makes_it_a_routine_for_a_caregiver(text: str) -> None:
    assert drafted(text)["for"] == "caregiver"
    assert "for" not in drafted(text.replace("your partner", "the cat"))


@pytest.mark.parametrize(
    "text",
    [
        "# Rub {hand}\n\nRub it.",
        "# R\n\n## The {left} hand\n\nRub it.\n\n## B\n\nRest.",
        "# R\n\nWhat you need:\n- a {towel}\n\n## Steps\n\n1. Rub it.",
        "- (pause)",
        "| (pause) |",
        "Rub it for 2s]",
        "Rub it [pause 2s] and {rest}.",
        "Rub your hands. " * 1_500,
    ],
)
def test_brackets_pauses_and_long_texts_spoil_no_draft(text: str) -> None:
    try:
        written = draft_routine(text.encode(), "a.md")
    except RoutineError:
        return  # nothing is told
    parse_routine(written.encode(), "draft.yaml")


@pytest.mark.parametrize("name", ["a {b}.txt", "a\x07.txt", "a\udc80.txt", "x" * 200, "a\nsteps: 3", "", "a: #b"])
def test_names_of_files_spoil_no_draft(name: str) -> None:
    assert drafted("Rub your hands.", name)["title"]


def test_the_heading_of_a_section_that_only_repeats_is_not_lost() -> None:
    written = draft_routine(
        b"# R\n\n## Palm\n\nRub your left palm.\n\n## The second hand\n\nRepeat on the other hand.\n", "a.md"
    )
    assert "The second hand" in written


def test_a_paragraph_that_ends_with_a_question_is_not_lost() -> None:
    written = draft_routine(
        b"Rub your hands.\n\nRub your left hand. Why does it work?\n\nRepeat on the other hand.\n", "a.md"
    )
    assert "Rub your {side} hand." in written


def test_cells_of_a_table_are_parted_by_one_sign() -> None:
    assert drafted("| Palm | Rub it. | 5 times |\n")["steps"][0]["say"] == "Palm: Rub it. [pause 2s] 5 times."


def test_what_grows_too_long_with_names_for_its_sides_is_not_repeated_but_said() -> None:
    """A routine says at most 1,000 characters without a rest, and {other_side} is longer than left."""
    many = "the left thumb and the left palm, " * 25
    steps = steps_of(f"1. Rub your right palm, {many}slowly.\n2. Repeat on the other side.\n")
    assert [step.get("say", "")[:24] for step in steps] == ["Rub your right palm, the", "Repeat on the other side"]


def test_a_breath_in_several_steps_is_one_practice() -> None:
    text = (
        "1. Breathe in for 4 seconds.\n2. Hold for 4 seconds.\n3. Breathe out for 6 seconds.\n"
        "4. Hold again for 2 seconds.\n5. Repeat five times.\n"
    )
    assert [step.get("do") for step in steps_of(text)] == [
        {"breaths": 5, "in": "4s", "hold": "4s", "out": "6s", "rest": "2s"}
    ]


def test_a_rule_may_say_how_often_and_another_how_long_to_rest() -> None:
    text = (
        "Twelve slow repetitions of every exercise. Rest for half a minute between exercises.\n\n"
        "- Lift your arms.\n- Push the wall away: only six of these.\n"
    )
    _, first, second = steps_of(text)
    assert (first["do"], first["pause"]) == ({"times": "12 exactly"}, "30s")
    assert (second["do"], second["pause"]) == ({"times": "6 exactly"}, "30s")


def test_what_need_not_be_done_says_so() -> None:
    assert [step["say"] for step in steps_of("1. Rub it.\n\nOptional: add a drop of oil.\n")] == [
        "Rub it.",
        "Optional: add a drop of oil.",
    ]


@pytest.mark.parametrize("rest", ["-- 20 seconds --", "((20 s))", "… 20 seconds …"])
def test_a_time_that_a_script_sets_off_is_a_rest(rest: str) -> None:
    first, second = steps_of(f"See the hill.\n\n{rest}\n\nHear the door close.\n")
    assert (first["say"], second["say"], first["pause"]) == ("See the hill.", "Hear the door close.", "20s")


@pytest.mark.parametrize(
    "text",
    [
        "1) Sit down. 2) Lie down.",
        "#1 Sit down.\n\n#2 Lie down.",
        "No. 1: Sit down.\n\nNo. 2: Lie down.",
        "1/ Sit down.\n2/ Lie down.",
    ],
)
def test_the_numbers_of_a_page_are_not_said(text: str) -> None:
    said = " ".join(step["say"] for step in steps_of(f"Rest.\n\n{text}\n"))
    assert said.replace(" [pause 2s]", "") == "Rest. Sit down. Lie down."
