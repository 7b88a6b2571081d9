from __future__ import annotations

import pytest
import yaml

from coach.draft import draft_routine
from coach.draft.language import in_language
from coach.draft.languages import LANGUAGES
from coach.draft.reading.listed_things import items_needed, things_of
from coach.draft.text.blocks import Block

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "things"),
    [
        (
            "a deep basin, a handful of sea salt and an old towel",
            ["a deep basin", "a handful of sea salt", "an old towel"],
        ),
        ("a sheet of paper, not too thick. A table", ["a sheet of paper, not too thick", "A table"]),
        ("a chair with a low back; two cushions", ["a chair with a low back", "two cushions"]),
        ("a second pair of hands, a slide sheet", ["a slide sheet"]),
        ("your feet and your hands", []),
        ("it, and so do we", []),
        ("", []),
    ],
)
def test_a_line_that_lists_things_is_taken_apart(text: str, things: list[str]) -> None:
    assert things_of(text) == things


def test_things_are_known_by_how_they_are_counted_in_other_languages() -> None:
    with in_language(LANGUAGES["de"]()):
        assert things_of("250 g Magerquark und etwas Öl") == ["250 g Magerquark", "etwas Öl"]
        assert things_of("nicht mehr") == []
    with in_language(LANGUAGES["es"]()):
        assert things_of("medio litro de leche y un barreño") == ["medio litro de leche", "un barreño"]


def items(*texts: str) -> list[Block]:
    return [Block("item", text, line) for line, text in enumerate(texts, 2)]


def test_a_list_of_amounts_before_the_first_instruction_is_one_of_needs() -> None:
    listed = items("1 medium onion", "a thin cloth", "woolly hat")
    assert items_needed([Block("heading", "Ear wrap", 1), *listed, Block("text", "Chop the onion.", 9)]) == set(listed)


def test_a_single_line_of_amounts_is_one_of_needs() -> None:
    line = Block("text", "1 tsp honey, a drop of oil.", 1)
    assert items_needed([line, Block("text", "Mix everything.", 2)]) == {line}


@pytest.mark.parametrize(
    "blocks",
    [
        items("10 heel raises", "20 arm swings"),
        items("A towel"),
        items("Your left hand", "Your right hand"),
        [Block("text", "Sit down.", 1), *items("a towel", "a bowl")],
    ],
)
def test_what_is_done_or_stands_after_an_instruction_is_no_list_of_needs(blocks: list[Block]) -> None:
    assert not items_needed(blocks)


def test_what_follows_a_list_of_needs_is_not_headed_by_it() -> None:
    listed = "**Have ready:**\n\n- oil, sunflower will do\n- a bolster\n"
    text = f"# Rain\n\n{listed}\nLie down and rest.\n\n## Two\n\n- Sit.\n"
    drafted = yaml.safe_load(draft_routine(text.encode(), "a.md"))
    assert drafted["needs"] == ["oil, sunflower will do", "a bolster"]
    assert [step.get("section") for step in drafted["steps"]] == [None, "Two"]
