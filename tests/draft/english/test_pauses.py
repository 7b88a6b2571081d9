from __future__ import annotations

import pytest

from coach.draft import draft_routine
from coach.draft.english.imperative import is_instruction
from coach.draft.english.pauses import is_pause, with_pauses
from coach.draft.language import in_language
from coach.draft.languages import LANGUAGES

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("pause", "4s"),
        ("Pause.", "4s"),
        ("[pause]", "4s"),
        ("5 second pause", "5s"),
        ("PAUSE ONE MINUTE", "60s"),
        ("(pause for 10 seconds)", "10s"),
        ("(pause - 15 seconds)", "15s"),
        ("<30 second pause>", "30s"),
        ("*pause 1/2 minute*", "30s"),
        ("silence, 20 seconds", "20s"),
        ("... 20 seconds of silence ...", "20s"),
        ("(leave a gap of about 40 seconds here)", "40s"),
        ("(wait 5 seconds)", "5s"),
        ("Pause here for 1 minute.", "60s"),
    ],
)
def test_a_stage_direction_is_a_rest(text: str, rest: str) -> None:
    assert is_pause(text)
    assert not is_instruction(text)
    assert with_pauses(text) == f"[pause {rest}]"


@pytest.mark.parametrize(
    "text", ["Pause and look around.", "Wait for 5 seconds.", "Hold.", "(softly)", "A long way", ""]
)
def test_this_is_none(text: str) -> None:
    assert not is_pause(text)


def test_a_pause_between_dots_is_no_word() -> None:
    said = "Let the arm sink … long pause … and rest … pause for twenty seconds"
    assert with_pauses(said) == "Let the arm sink [pause 10s] and rest [pause 20s]"


@pytest.mark.parametrize(
    ("direction", "seconds"),
    [
        ("((8 s))", "8s"),
        ("[20 s]", "20s"),
        ("{Let them watch for 1 min 30.}", "90s"),
        ("Half a minute without words.", "30s"),
        ("[beat]", "4s"),
        ("-- 15 seconds --", "15s"),
        ("(Let a minute go by.)", "60s"),
        ("[reader waits 20 seconds]", "20s"),
        ("[ leave one minute ]", "60s"),
        ("(15 s of silence)", "15s"),
        ("[wait 5]", "5s"),
    ],
)
def test_a_stage_direction_in_any_brackets_is_a_rest(direction: str, seconds: str) -> None:
    assert with_pauses(direction) == f"[pause {seconds}]"


@pytest.mark.parametrize(
    "text", ["(2 minutes)", "(rest your hands)", "[both hands]", "[3]", "Let them rest for 2 minutes."]
)
def test_what_the_listener_does_is_none(text: str) -> None:
    assert not is_pause(text)


@pytest.mark.parametrize(
    ("mark", "rest"), [("[pause 5 minutes]", "300s"), ("(silence, 3 minutes)", "180s"), ("[8 min]", "480s")]
)
def test_a_rest_is_as_long_as_it_is_written(mark: str, rest: str) -> None:
    assert with_pauses(f"Rest here. {mark} Sit up.") == f"Rest here. [pause {rest}] Sit up."


def test_a_time_at_the_end_of_a_label_is_no_rest() -> None:
    assert with_pauses("SOAK [8 min]: Put both feet in.") == "SOAK (8 min): Put both feet in."


@pytest.mark.parametrize(
    ("code", "mark", "rest"),
    [
        ("de", "(lange Pause)", "10s"),
        ("de", "(Pause)", "4s"),
        ("de", "[lange Stille, 20 Sekunden]", "20s"),
        ("es", "(pausa larga)", "10s"),
        ("es", "(silencio)", "4s"),
    ],
)
def test_a_long_rest_is_long_in_any_language(code: str, mark: str, rest: str) -> None:
    with in_language(LANGUAGES[code]()):
        assert with_pauses(mark) == f"[pause {rest}]"


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Siente los dos talones. *pausa, 20 segundos*\n\nCierra los ojos y respira con calma.", "20s"),
        ("Spüre die Fersen am Boden. *Pause, 20 Sekunden*\n\nSchließ die Augen und atme ruhig.", "20s"),
        ("Siente los dos talones.\n\n***pausa larga***\n\nCierra los ojos y respira con calma.", "10s"),
    ],
)
def test_an_emphasised_rest_is_never_spoken_in_any_language(text: str, rest: str) -> None:
    written = draft_routine(f"Titel\n\n{text}\n".encode(), "a.txt")
    assert f"pause: {rest}" in written
    assert "ausa" not in written.casefold().replace("pause:", "").split("steps:")[1]
