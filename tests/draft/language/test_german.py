from __future__ import annotations

from collections.abc import Iterator

import pytest

from coach.draft.english.imperative import is_instruction
from coach.draft.english.quantities import quantities_in
from coach.draft.language import in_language
from coach.draft.languages import LANGUAGES
from coach.draft.reading.warnings import is_warning
from coach.draft.steps.repeats import repeat_in

pytestmark = pytest.mark.unit


@pytest.fixture(autouse=True)
def read() -> Iterator[None]:
    with in_language(LANGUAGES["de"]()):
        yield


@pytest.mark.parametrize(
    "sentence",
    [
        "Streiche den Handrücken 30 Sekunden lang.",
        "Legen Sie die Hände auf den Bauch.",
        "Die Schultern heben und 5 Sekunden halten.",
        "Atme tief durch die Nase ein und durch den Mund aus.",
        "Nach 10 Minuten spülen Sie die Maske ab.",
        "Du kannst die Hand nun sanft massieren.",
        "Sie können den Arm danach sinken lassen.",
        "Der Daumen wird dann fünfmal gekreist.",
        "Es ist am besten, das Handgelenk gerade zu halten.",
        "Dann wollen wir den Atem 7 Sekunden lang anhalten.",
        "Anschließend drückt man auf die Mitte der Hand.",
        "Du legst die Hände in den Schoß.",
        "Lass los.",
    ],
)
def test_this_asks_for_something(sentence: str) -> None:
    assert is_instruction(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Massage hilft vielen Menschen beim Einschlafen.",
        "Die Haut ist das größte Organ.",
        "Verbessert die Durchblutung.",
        "Los geht's!",
    ],
)
def test_this_does_not(sentence: str) -> None:
    assert not is_instruction(sentence)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("Halte die Spannung anderthalb Minuten lang.", 90),
        ("Ruhe eine Viertelstunde.", 900),
        ("Eine halbe Minute halten.", 30),
        ("Drücke 1,5 Minuten lang.", 90),
        ("Halte 2 Min. 30 Sek.", 150),
        ("Fünfundvierzig Sekunden halten.", 45),
    ],
)
def test_times_are_what_is_written(text: str, seconds: int) -> None:
    time = quantities_in(text).time
    assert time is not None
    assert time.natural == 1_000 * seconds


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [("10 bis 15 Mal wiederholen.", 10, 15), ("Dreimal drücken.", 3, 3), ("Drücke ihn 5-mal.", 5, 5)],
)
def test_counts_are_what_is_written(text: str, least: int, most: int) -> None:
    times = quantities_in(text).times
    assert times is not None
    assert (times.least, times.most) == (least, most)


@pytest.mark.parametrize(
    "text",
    [
        "Wiederhole es auf der anderen Seite.",
        "Dann Seite wechseln.",
        "Das Gleiche mit der anderen Hand.",
        "Danach links wiederholen.",
    ],
)
def test_the_other_side_is_a_repetition(text: str) -> None:
    repeat = repeat_in(text)
    assert repeat is not None
    assert repeat.kind == "other"


@pytest.mark.parametrize(
    "text",
    [
        "Nicht auf offenen Wunden oder bei Fieber anwenden.",
        "Hören Sie sofort auf, wenn es weh tut.",
        "Wer hohen Blutdruck hat, spricht vorher mit dem Arzt.",
        "Schlaf niemals darauf ein.",
        "Keine Wickel, wenn die Füße kalt sind.",
    ],
)
def test_this_warns(text: str) -> None:
    assert is_warning(text)


def test_a_breath_in_and_out_takes_its_verb_once() -> None:
    assert quantities_in("Atmen Sie 4 Sekunden lang ein und 6 Sekunden lang aus.").breath == (4, 0, 6, 0)
