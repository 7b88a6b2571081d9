"""German amounts: what is as long as before, what is for each side, and how long a pause is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from coach.draft.english.quantities import quantities_in
from coach.draft.language import in_language
from coach.draft.languages import LANGUAGES
from coach.draft.reading.passages import Passage, Sentence
from coach.draft.steps.elided_units import with_units
from coach.draft.steps.repeats import repeat_in
from coach.draft.text.blocks import Block

pytestmark = pytest.mark.unit


@pytest.fixture(autouse=True)
def read() -> Iterator[None]:
    with in_language(LANGUAGES["de"]()):
        yield


@pytest.mark.parametrize("second", ["Bleiben Sie ebenso lange liegen.", "Dann noch einmal so lange nachspüren."])
def test_as_long_means_the_time_before(second: str) -> None:
    told = [Sentence("Drücken Sie 20 Sekunden.", 1), Sentence(second, 1)]
    (passage,) = with_units([Passage(Block("text", "", 1), told=told)])
    assert [sentence.meant for sentence in passage.told] == ["", "20 s"]


def test_a_pause_of_minutes_is_one() -> None:
    assert quantities_in("30 Sekunden halten, dann 1 Minute Pause.").release == 60_000


@pytest.mark.parametrize("text", ["Dann umgekehrt.", "Und Wechsel.", "Und rüber nach links.", "Linke Seite ebenso."])
def test_a_turn_to_the_other_side(text: str) -> None:
    repeat = repeat_in(text)
    assert repeat
    assert repeat.kind == "other"


def test_both_sides_are_no_turn() -> None:
    repeat = repeat_in("Das Gleiche nach rechts und links, auch achtmal.")
    assert repeat
    assert (repeat.kind, repeat.times) == ("times", 8)


@pytest.mark.parametrize(
    ("text", "times"),
    [("Über den Kopf heben, 10 Stück", 10), ("8 Wdh./Seite", 8), ("Davon machen wir sechs Runden.", 6)],
)
def test_counts(text: str, times: int) -> None:
    counted = quantities_in(text).times
    assert counted
    assert counted.natural == times


def test_every_30_minutes_is_no_time_to_practise() -> None:
    assert quantities_in("Wechseln Sie alle 30 Minuten die Haltung.").time is None


def test_numbers_that_are_verbs_are_counted_to() -> None:
    time = quantities_in("Halten Sie die Luft an, während Sie bis sieben zählen.").time
    assert time
    assert time.natural == 7_000
