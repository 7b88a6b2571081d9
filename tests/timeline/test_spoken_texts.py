from __future__ import annotations

import pytest

from coach.errors import RoutineError
from coach.routine.for_listener import adapt
from coach.routine.loader import parse_routine
from coach.routine.model import Routine
from coach.timeline.compiler import reach_of
from coach.timeline.estimate import estimate_by_pace
from coach.timeline.spoken_texts import spoken_texts

pytestmark = pytest.mark.unit

ROUTINE = """
title: Hands
cautions: [crps]
steps:
  - say: Rest. [pause 1s] And breathe.
    do: 30s
    guide: {half: Half way., last: 10s, next: yes}
  - title: The optional stroke
    say: Stroke slowly.
    keep: optional
    do: {strokes: 6, path: 20cm, count: aloud}
  - section: The {side} hand
    each: {side: [left, right]}
    between: Change sides.
    steps:
      - title: Hold it
        say: Hold your {side} hand.
        instead: {crps: 'Only look at your {side} hand.'}
        do: until ready
"""


def routine(text: str = ROUTINE) -> Routine:
    return parse_routine(text.encode(), "hands.yaml")


def said(routine: Routine, length_ms: int | None = None, *occasions: str) -> list[str]:
    return [each.text for each in spoken_texts(routine, length_ms) if each.occasion in (occasions or each.occasion)]


def test_every_text_stands_once_in_the_order_in_which_it_is_said() -> None:
    texts = said(routine(), None, "narration")
    assert texts == [
        *("Rest.", "And breathe.", "Stroke slowly."),
        *("Hold your left hand.", "Change sides.", "Hold your right hand."),
    ]
    assert len(said(routine())) == len(set(said(routine())))


def test_words_of_practices_are_there_with_every_name_that_can_follow() -> None:
    texts = said(routine(), None, "practice")
    assert {"Half way.", "10 seconds left.", "Next: The optional stroke.", "Next: Hold it."} <= set(texts)


def test_answers_of_the_player_come_last() -> None:
    texts = spoken_texts(routine())
    own = [(each.occasion, each.text) for each in texts if each.occasion in ("waiting", "answer")]
    assert [each.text for each in texts][-len(own) :] == [text for _, text in own]
    assert own[:3] == [
        ("waiting", "Go on when you are ready."),
        ("answer", "Less than a minute left."),
        ("answer", "About one minute left."),
    ]


def test_a_language_without_words_of_coachs_own_has_no_answers() -> None:
    text = "title: X\nlanguage: ja\nsteps:\n  - {say: 手を休めて。, pause: 5s}\n"
    assert said(routine(text)) == ["手を休めて。"]


def test_a_condition_changes_what_is_said() -> None:
    texts = said(adapt(routine(), ["crps"]))
    assert "Only look at your left hand." in texts
    assert "Hold your left hand." not in texts


def test_a_short_session_leaves_out_what_no_voice_has_time_for() -> None:
    least, _ = reach_of(routine(), estimate_by_pace(125))
    assert "Stroke slowly." not in said(routine(), least)
    assert "Stroke slowly." in said(routine())


def test_a_length_that_cannot_be_had_is_told() -> None:
    with pytest.raises(RoutineError, match="this cannot take 2s"):
        spoken_texts(routine(), 2_000)


def test_the_words_of_verbs_come_last_where_they_are_offered() -> None:
    texts = spoken_texts(routine(), offered=["Next step.", "Pause."])
    assert [(each.occasion, each.text) for each in texts[-2:]] == [("switch", "Next step."), ("switch", "Pause.")]
    assert texts[:-2] == spoken_texts(routine())


def test_what_a_wait_says_is_there_and_coachs_own_words_only_where_they_are_needed() -> None:
    steps = "{say: Hold., do: {until: ready, remind: 'Say next, {who}.'}}"
    text = f"title: T\nsteps:\n  - {{each: {{who: [Ana, Ben]}}, steps: [{steps}]}}\n"
    assert said(routine(text), None, "waiting") == ["Say next, Ana.", "Say next, Ben."]
    both = said(routine(f"{text}  - {{say: Rest., do: until ready}}\n"), None, "waiting")
    assert both == ["Say next, Ana.", "Say next, Ben.", "Go on when you are ready."]
    assert said(routine(f"language: ja\n{text}"), None, "waiting") == ["Say next, Ana.", "Say next, Ben."]
