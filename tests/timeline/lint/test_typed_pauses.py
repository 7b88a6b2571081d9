from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.timeline.lint.typed_pauses import pauses_in

pytestmark = pytest.mark.unit

Said = Callable[..., list[tuple[int, str, str]]]


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("(pause)", "2s"),
        ("pause 4s", "4s"),
        ("Pause: 1,5 s", "1.5s"),
        ("(Pause.)", "2s"),
        ("(pause 5 seconds)", "5s"),
        ("(pause for ten seconds)", "10s"),
        ("(short pause)", "2s"),
        ("(long pause)", "5s"),
        ("(5 sec)", "5s"),
        ("(5s)", "5s"),
        ("(wait)", "2s"),
        ("*pause*", "2s"),
        ("**pause 3s**", "3s"),
        ("_pause_", "2s"),
        ("*(pause)*", "2s"),
        ("<pause>", "2s"),
        ("<pause 4s>", "4s"),
        ('<break time="2s"/>', "2s"),
        ('<break time="1500ms" />', "1.5s"),
        ("<break strength='strong'/>", "2s"),
        ("- - -", "1s"),
        ("— — — —", "1s"),
        (". . .", "1s"),
        ("......", "1s"),
        ("(kurze Pause)", "2s"),
        ("(Pause von 5 Sekunden)", "5s"),
        ("(10 Sekunden Pause)", "10s"),
        ("(pausa de 5 segundos)", "5s"),
        ("(pause de 5 secondes)", "5s"),
        ("(pausa di 5 secondi)", "5s"),
        ("(pauze van 5 seconden)", "5s"),
        ("(silêncio)", "2s"),
    ],
)
def test_a_pause_that_is_typed_otherwise_is_told_with_the_right_one(said: Said, typed: str, right: str) -> None:
    message = f"“{typed}” is no pause: the voice does not rest there"
    assert said("typed-pause", f"Close your eyes {typed} and rest.") == [(17, message, f"write '[pause {right}]'")]


@pytest.mark.parametrize(
    "prose",
    [
        "Pause for a moment. Then go on.",
        "Pause 4 seconds, and go on.",
        "Hold it (about a minute) and let go.",
        "Hold it (as long as you like).",
        "Take your time (a pause is never wrong).",
        "Wait (wait until it is warm).",
        "Do this with each finger (2 minutes).",
        "Close your eyes... and rest.",
        "Close your eyes … and rest.",
        "Breathe in – and out – slowly.",
        "Rest. [pause 2s] And breathe.",
        "It is a *quiet* place.",
        "Press 3 * 4 times, and 5 * more.",
    ],
)
def test_prose_has_no_typed_pause(said: Said, prose: str) -> None:
    assert said("typed-pause", prose) == []


def test_all_pauses_of_a_text_are_told_each_with_its_place(said: Said) -> None:
    found = said("typed-pause", "Rest (pause) and [pause 2s] breathe ... (wait) again.")
    assert [(place, message[:10]) for place, message, _ in found] == [(6, "“(pause)” "), (41, "“(wait)” i")]


@pytest.mark.parametrize("hostile", ["(" * 20_000, "*" * 20_000, "- " * 10_000, "(pause " * 3_000, "<break " * 3_000])
def test_a_hostile_text_is_looked_through_quickly(hostile: str) -> None:
    assert len(list(pauses_in(hostile))) <= 1
