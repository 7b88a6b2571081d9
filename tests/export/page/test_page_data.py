"""What a page shows and plays by is what the player has, and what the timeline says."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from coach.data_file import read_data
from coach.export.page import screen_words
from coach.export.page.page_data import PageData, json_of
from coach.export.page.web_keys import web_key, web_keys
from coach.player.controls.bindings import DEFAULTS, HEADSET
from coach.player.session import transitions
from coach.player.session.commands import VERBS
from coach.timeline.guide_words import PHRASES
from tests.export.page.making import HOSTILE, data_of, routine_of

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def data() -> PageData:
    return data_of(routine_of())


def test_the_steps_follow_each_other_from_the_beginning_to_the_end(data: PageData) -> None:
    parts = [data.head, *data.steps, data.tail]
    assert [part.number for part in parts] == [0, 1, 2, 3, 4, 5]
    assert [before.end_ms for before, _ in pairwise(parts)] == [after.start_ms for _, after in pairwise(parts)]
    assert (parts[0].start_ms, parts[-1].end_ms) == (0, data.duration_ms)


def test_words_within_a_practice_are_no_instruction(data: PageData) -> None:
    first = data.steps[0]
    assert first.instruction == "Warm your <em>hands</em>."
    assert [words for _, _, words in first.cues] == ["Put lotion on.", "Warm your <em>hands</em>.", "Half way."]


def test_only_the_step_that_waits_has_a_time_at_which_it_waits(data: PageData) -> None:
    waits = [step.waits_ms for step in data.steps]
    assert [wait is not None for wait in waits] == [False, False, True, False]
    assert waits[2] == data.steps[2].practice[0][1] - 1


def test_every_verb_has_a_label_and_every_key_of_the_player_a_name(data: PageData) -> None:
    assert [each.verb for each in data.verbs] == [*VERBS]
    assert all(each.label for each in data.verbs)
    assert len(web_keys()) == len(DEFAULTS)
    assert set(data.keys.values()) == set(DEFAULTS.values())
    assert set(data.media.values()) <= set(HEADSET.values())


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("right", "ArrowRight"),
        ("pageup", "PageUp"),
        ("space", " "),
        ("escape", "Escape"),
        ("f17", "F17"),
        ("plus", "+"),
        ("equals_sign", "="),
        ("minus", "-"),
    ],
)
def test_a_key_has_the_name_that_browsers_give_it(name: str, key: str) -> None:
    assert web_key(name) == key


def test_the_figures_are_the_player_s(data: PageData) -> None:
    figures = data.constants
    assert (figures.more_ms, figures.slower, figures.again_ms) == (transitions.MORE_MS, 1.25, transitions.AGAIN_MS)
    assert (figures.lead_ms, figures.fade_ms, figures.stop_ms, figures.remind_ms) == (350, 150, 1_800, 60_000)


def test_json_ends_no_element_and_says_what_was_written(data: PageData) -> None:
    told = json_of(data)
    assert "<" not in told
    assert json.loads(told)["title"] == HOSTILE


def test_each_language_has_all_words_and_the_same_places_to_fill_in() -> None:
    table = read_data(screen_words._FILE, as_text=True)
    assert {*table} == {*PHRASES}
    english = table["en"]
    for language, block in table.items():
        assert {*block["verbs"]} == {*VERBS}, language
        assert {name: words.count("{") for name, words in block["texts"].items()} == {
            name: words.count("{") for name, words in english["texts"].items()
        }, language
        assert all(words.strip() for words in [*block["verbs"].values(), *block["texts"].values()])
