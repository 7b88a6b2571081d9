from __future__ import annotations

import pytest

from coach.draft.reading.passages import Sentence
from coach.draft.steps.phrases import phrases_of

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Warm it for 1 minute, then rest for 30 seconds.", ["Warm it for 1 minute.", "Then rest for 30 seconds."]),
        ("Inhale for 4 counts, and hold your breath for 4.", ["Inhale for 4 counts.", "And hold your breath for 4."]),
        (
            "Inhale for 4 counts, and hold your breath for 4 counts.",
            ["Inhale for 4 counts.", "And hold your breath for 4 counts."],
        ),
        (
            "Warm them for 2 minutes, then cool them for 1.",
            ["Warm them for 2 minutes.", "Then cool them for 1 minute."],
        ),
        (
            "Curl your toes for three seconds and uncurl them for six; do this five times.",
            ["Curl your toes for three seconds.", "And uncurl them for six seconds.", "Do this five times."],
        ),
        ("Pull it in – 5 s tight, 10 s slack.", ["Pull it in – 5 s tight.", "10 s slack."]),
        ("Lie down for a minute with it and for 20 seconds without.", None),
        ("Hold for 20 seconds and switch sides.", ["Hold for 20 seconds.", "And switch sides."]),
        ("Turn right for 20 seconds, then to the left.", ["Turn right for 20 seconds.", "Then to the left."]),
        (
            "Breathe into your belly for 2 min, then pause for half a minute.",
            ["Breathe into your belly for 2 min.", "Then pause for half a minute."],
        ),
        (
            "Cover it with water, and pour it off after 5 seconds.",
            ["Cover it with water.", "And pour it off after 5 seconds."],
        ),
        ("Hold for 20 seconds, then repeat on the left.", ["Hold for 20 seconds.", "Then repeat on the left."]),
    ],
)
def test_each_time_is_done_by_itself(text: str, phrases: list[str] | None) -> None:
    found = [phrase.text for phrase in phrases_of(Sentence(text, 1))]
    assert found == (phrases or ["Lie down for a minute with it.", "And for 20 seconds without."])


@pytest.mark.parametrize(
    "text",
    [
        "Rub it for 1 minute.",
        "Hold for 10 seconds, then relax for 15.",
        "Breathe in for 4 seconds and out for 6.",
        "Press for 5 seconds, and repeat 3 times.",
        "Hold for 1 minute, then for another 30 seconds.",
        "Rub it and press it.",
        "For four seconds, press your palms together.",
        "Squeeze and loosen your toes, eight times.",
        "Change it when it is warm, after about 3 minutes.",
        "Curl up, 3 x 8, with a pause of 20 s between the sets.",
    ],
)
def test_this_is_one_phrase(text: str) -> None:
    assert [phrase.text for phrase in phrases_of(Sentence(text, 1))] == [text]
