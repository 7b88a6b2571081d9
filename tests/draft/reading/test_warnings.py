from __future__ import annotations

from typing import Any

import pytest
import yaml

from coach.draft import draft_routine
from coach.draft.reading.cautions import GENERAL, cautions_of
from coach.draft.reading.passages import Sentence
from coach.draft.reading.warnings import conditions_in, introduces_warnings, is_warning

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("Not after surgery or with a fracture.", ["recent-surgery"]),
        ("Avoid open wounds and burns.", ["open-wounds"]),
        ("Leave out infected skin or a rash.", ["skin-infection"]),
        ("If you have carpal tunnel syndrome, ask first.", ["carpal-tunnel"]),
        ("Not with complex regional pain syndrome.", ["crps"]),
        ("Do not press this point during pregnancy.", ["pregnancy"]),
        ("Do not use it if you are pregnant.", ["pregnancy"]),
        ("Avoid inflamed joints.", ["inflamed-joints"]),
        ("Avoid swollen or injured hands.", ["swelling-or-injury"]),
        ("Be gentle with arthritis.", ["arthritis"]),
        ("Ask first if you have severe arthritis.", ["severe-arthritis"]),
        ("Not with tendonitis.", ["tendonitis"]),
        ("Not with repetitive strain injury.", ["swelling-or-injury", "repetitive-strain"]),
        ("Keep warm if you have Raynaud's.", ["raynauds"]),
        ("With diabetes, check the skin.", ["diabetes"]),
        ("With diabetes or eczema, ask your doctor.", ["skin-infection", "diabetes"]),
        ("Rub your hands.", []),
        ("Cut the nails.", []),
        ("", []),
    ],
)
def test_conditions_are_told_by_their_words(text: str, conditions: list[str]) -> None:
    assert conditions_in(text) == conditions


@pytest.mark.parametrize(
    "sentence",
    [
        "Stop if it hurts.",
        "Stop immediately if you feel dizzy.",
        "Ask your doctor before you begin if you are pregnant.",
        "Do not massage over open wounds.",
        "Avoid this if you have a fever.",
        "If you feel pain, stop.",
        "If they pull away, stop straight away.",
        "See a doctor if the pain lasts.",
        "This is not suitable for people with epilepsy.",
        "Wait until at least half an hour after a feed.",
        "Your last meal should be three hours behind you.",
        "Don't do it within two days of dental work.",
        "Crying or turning away means no, so stop.",
        "A groan or a clenched jaw means go back.",
        "Any sharp pinching in the groin and you back right out.",
        "Leave a hand with a drip or a bruise in peace.",
        "If you're in a car, pull over first.",
    ],
)
def test_a_warning(sentence: str) -> None:
    assert is_warning(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Grip the wheel with all your might and keep gripping for eight seconds.",
        "Take your hands off and rest them in your lap.",
        "Press the hollows under the skull, to the left and right of the spine.",
        "Rub your hands.",
        "It helps with pain.",
        "Stop if:",
        "Do not pull.",
        "Stop at the wrist.",
        "Arthritis is common.",
        "Wait half an hour before you rinse.",
        "Notice any tension and let it go.",
        "Walk for ten minutes after lunch if you like.",
        "",
    ],
)
def test_no_warning(sentence: str) -> None:
    assert not is_warning(sentence)


def said(*warnings: tuple[str, str]) -> dict[str, str]:
    return cautions_of([(whom, Sentence(text, 1)) for whom, text in warnings])


def test_a_warning_stands_under_each_condition_that_it_names() -> None:
    assert said(("", "Avoid wounds and a rash")) == {
        "open-wounds": "Avoid wounds and a rash.",
        "skin-infection": "Avoid wounds and a rash.",
    }


def test_what_names_no_condition_is_for_everybody() -> None:
    cautions = said(("", "Stop if it hurts."), ("", "Go easy."), ("", "Go easy."))
    assert cautions == {GENERAL: "Stop if it hurts. [pause 1s] Go easy."}


def test_a_heading_tells_whom_a_warning_concerns() -> None:
    assert said(("Pregnancy", "Press lightly.")) == {"pregnancy": "Press lightly."}


def test_a_warning_that_goes_on_with_its_heading_gets_it_back() -> None:
    assert said(("Stop if:", "You feel dizzy")) == {GENERAL: "Stop if you feel dizzy."}


def test_without_words_there_is_no_caution() -> None:
    assert said(("", "..."), ("", "!")) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Give it a miss if:",
        "Best avoided by",
        "Stop and call us if",
        "Not for you when:",
        "See your GP if",
        "Give us a ring if",
        "Get in touch when",
        "Put the foot down as soon as",
    ],
)
def test_a_line_introduces_warnings(text: str) -> None:
    assert introduces_warnings(text)


@pytest.mark.parametrize(
    "text",
    [
        *("You need:", "Do this if you like:", "Breathe in as you", "Steps", "If", "Use this if", "Try it when"),
        "Leave the lamp on, and stay close by.",
    ],
)
def test_a_line_introduces_none(text: str) -> None:
    assert not introduces_warnings(text)


def drafted(text: str) -> Any:
    return yaml.safe_load(draft_routine(text.encode(), "a.md"))


def test_each_item_of_a_list_is_told_with_the_line_that_introduces_it() -> None:
    routine = drafted("Give it a miss if:\n\n- the leg is in plaster\n- you feel ill\n\n1. Lie on the ball.\n")
    assert routine["cautions"] == [
        {GENERAL: "Give it a miss if the leg is in plaster. [pause 1s] Give it a miss if you feel ill."}
    ]
    assert [step["say"] for step in routine["steps"]][1:] == ["Lie on the ball."]


def test_a_question_is_one_with_the_answer_that_warns() -> None:
    routine = drafted("1. Lift your leg.\n\nHad a hip replaced? Don't cross your legs.\n")
    assert routine["cautions"] == [{GENERAL: "Had a hip replaced? Don't cross your legs."}]


def test_a_label_stays_with_its_warning() -> None:
    routine = drafted("1. Wash the hand.\n\n- A drip that is red or painful: keep the hand out of the water\n")
    assert routine["cautions"] == [{GENERAL: "A drip that is red or painful: keep the hand out of the water."}]
