"""German sentences whose verb only the rules of the language find, and warnings that look like steps."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from coach.draft.english.imperative import is_instruction
from coach.draft.english.quantities import quantities_in
from coach.draft.language import in_language
from coach.draft.languages import LANGUAGES
from coach.draft.reading.about_page import is_about_page
from coach.draft.reading.warnings import is_only_warning, is_warning
from coach.draft.steps.repeats import repeat_in

pytestmark = pytest.mark.unit


@pytest.fixture(autouse=True)
def read() -> Iterator[None]:
    with in_language(LANGUAGES["de"]()):
        yield


@pytest.mark.parametrize(
    "sentence",
    [
        "Und wieder locker lassen.",
        "Den Bauch weich werden lassen.",
        "Mit der freien Hand die Zehen zurückziehen bis es in der Wade zieht.",
        "Diagonal Hand und Knie gegeneinander drücken.",
        "Das Laken wird glatt gezogen und unter die Matratze gesteckt.",
        "Der Quark wird mit der Sahne verrührt.",
        "Die Pflegeperson stellt das Kopfteil flach.",
        "Die Kinder setzen sich auf die Vorderkante.",
        "Man entblöße beide Füße.",
        "Umfass deine Knie.",
        "Nun lässt sich der Kopf leicht drehen.",
        "Mit einer Klammer lässt es sich gut verschließen.",
        "Das wird sechsmal wiederholt.",
    ],
)
def test_this_asks_though_its_verb_stands_elsewhere(sentence: str) -> None:
    assert is_instruction(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Den Plan zu den Übungen finden Sie auf Seite 3.",
        "Am Bildschirm blinzeln wir seltener.",
        "Durch das Umlagern wird der Druck verteilt.",
        "Im Mittelalter nannte man das Bad ein Wunder.",
        "Auf Wunsch bringen wir Ihnen eine Decke.",
        "Manche Kinder malen danach ein Bild.",
    ],
)
def test_this_only_tells(sentence: str) -> None:
    assert not is_instruction(sentence)


def test_of_a_pair_the_last_word_is_no_verb() -> None:
    repeat = repeat_in("Und dann mit dem linken.")
    assert repeat
    assert (repeat.kind, repeat.after) == ("other", "left")


def test_first_one_then_the_other_is_a_change_of_sides() -> None:
    repeat = repeat_in("Erst die eine, dann die andere Seite.")
    assert repeat
    assert repeat.kind == "other"


def test_a_count_with_a_number_behind_it_tells_sets() -> None:
    found = quantities_in("Fersen heben, zweimal zehn.")
    assert found.times
    assert (found.sets, found.times.natural) == (2, 10)


def test_what_goes_on_with_the_subject_before_it_has_its_verb() -> None:
    found = quantities_in("Wir halten die Luft an und zählen bis sieben.")
    assert found.time
    assert found.time.natural == 7_000


@pytest.mark.parametrize(
    ("sentence", "seconds"),
    [("Halten – zwei – drei – vier – fünf.", 5), ("Halten, sechs, fünf, vier, drei, zwei, eins.", 6)],
)
def test_a_hold_is_as_long_as_it_is_counted(sentence: str, seconds: int) -> None:
    found = quantities_in(sentence)
    assert found.time
    assert found.time.natural == 1_000 * seconds


@pytest.mark.parametrize(
    "sentence",
    [
        "Die Rolle unter die Kniekehle legen und nach unten drücken.",
        "Setzen Sie die Daumen neben der Wirbelsäule auf.",
        "Den Sud bei kleiner Hitze köcheln lassen.",
        "Streck dich wie eine Katze.",
        "Den Wickel auf die betroffene Stelle legen.",
        "Alle Übungen werden achtmal ausgeführt, sofern nichts anderes dabeisteht.",
    ],
)
def test_a_step_that_names_a_place_of_the_body_does_not_warn(sentence: str) -> None:
    assert not is_warning(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["Nicht auf der Wirbelsäule massieren.", "Hier ist besondere Vorsicht geboten.", "Die Kniekehle aussparen."],
)
def test_this_warns(sentence: str) -> None:
    assert is_warning(sentence)


@pytest.mark.parametrize(
    ("sentence", "only"),
    [
        ("Bei Schwindel hören Sie auf.", True),
        ("Nach einer Hüftoperation darf nur nach Rücksprache gedreht werden.", True),
        ("Zieht die Person die Hand weg, hören Sie auf.", True),
        ("Drehen Sie den Kopf langsam, bei Schmerzen nur ein Stück.", False),
    ],
)
def test_what_begins_with_whom_it_is_about_only_warns(sentence: str, *, only: bool) -> None:
    assert is_only_warning(sentence) is only


def test_a_comparison_with_how_it_is_otherwise_is_talk() -> None:
    assert is_about_page("Wir blinzeln dann nur noch halb so oft wie sonst.")
