from __future__ import annotations

import pytest

from coach.draft.text.blocks import Block
from coach.draft.text.who_speaks import without_speakers

pytestmark = pytest.mark.unit


def _texts(*lines: str) -> list[str]:
    blocks = without_speakers([Block("text", line, place) for place, line in enumerate(lines, 1)])
    return [block.text for block in blocks if not block.page]


def test_what_is_said_in_a_conversation_is_told_without_who_says_it() -> None:
    said = _texts(
        "GWEN: Hello Howard, are you sitting down?",
        "HOWARD: I am.",
        "GWEN: Lift your shoulders to your ears.",
        "HOWARD: Okay.",
        "GWEN: Let them go",
    )
    assert said == ["I am.", "Lift your shoulders to your ears.", "Okay.", "Let them go."]


def test_a_chat_tells_who_speaks_behind_the_time() -> None:
    said = _texts(
        "12/03/2022, 20:14 - Ellie: she won't settle",
        "12/03/2022, 20:16 - Nan: Stroke her tummy for 2 minutes.",
        "12/03/2022, 20:20 - Nan: Hold her feet.",
        "12/03/2022, 20:31 - Ellie: done",
    )
    assert said == ["she won't settle.", "Stroke her tummy for 2 minutes.", "Hold her feet.", "done."]


def test_labels_that_lead_in_what_is_done_are_nobody() -> None:
    lines = ["Start: Sit down.", "Hold: 10 seconds.", "Start: Stand up.", "Hold: 5 seconds.", "Sven: I like it."]
    assert _texts(*lines) == lines


def test_a_narrator_may_speak_alone() -> None:
    lines = ["Narrator: Close your eyes.", "Narrator: Breathe in.", "Narrator: Breathe out.", "Narrator: Rest."]
    assert _texts(*lines) == ["Close your eyes.", "Breathe in.", "Breathe out.", "Rest."]
