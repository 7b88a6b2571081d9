"""Labels in front of what is asked → spoken where they belong to it, and not where they only name a figure."""

from __future__ import annotations

import pytest

from coach.draft import draft_routine
from coach.routine.loader import parse_routine
from tests.draft.judging import said_in

pytestmark = pytest.mark.unit

ITEM = "# Title\n\n1. {}\n2. {}\n"


@pytest.mark.parametrize(
    ("item", "beside"),
    [
        ("Now the humming breath: hum on every out-breath for 2 min 30.", "Sit still for 3 minutes."),
        ("So, once it's on your mat: sit down and roll it for a minute.", "Sit still for 3 minutes."),
        ("Péndulo: inclinado, con la mano en la mesa, deje oscilar el brazo 1 minuto.", "Encoja los hombros 10 veces."),
    ],
)
def test_a_label_is_spoken_where_it_begins_what_is_asked(item: str, beside: str) -> None:
    routine = parse_routine(draft_routine(ITEM.format(item, beside).encode(), "a.md").encode(), "a.yaml")
    assert item.rstrip(".") in " ".join(said.text for said in said_in(routine.steps))


def test_a_label_of_a_pause_is_not_spoken() -> None:
    text = "# Knie\n\nZwischen den Übungen: 15 Sekunden Pause.\n\n1. Das Knie beugen.\n2. Das Knie strecken.\n"
    routine = parse_routine(draft_routine(text.encode(), "a.md").encode(), "a.yaml")
    assert "Zwischen" not in " ".join(said.text for said in said_in(routine.steps))
