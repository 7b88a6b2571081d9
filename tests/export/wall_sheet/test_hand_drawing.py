from __future__ import annotations

import re

import pytest
from lxml import etree

from coach.export.wall_sheet.hand_drawing import MARK, PLACES, Hand, draw_hand, shared_shapes
from coach.export.wall_sheet.hand_shapes import HEIGHT, LEFT_EDGE, WIDTH

pytestmark = pytest.mark.unit

SVG = "{http://www.w3.org/2000/svg}"


def mark(hand: Hand) -> str:
    """The path of what is marked."""
    (path,) = (each for each in etree.fromstring(draw_hand(hand)).iter(f"{SVG}path") if each.get("fill") == MARK)
    return str(path.get("d"))


@pytest.mark.parametrize("place", PLACES)
def test_every_place_is_marked_within_the_drawing(place: str) -> None:
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", mark(Hand("right", "palm", (place,))))]
    assert len(numbers) > 10
    assert LEFT_EDGE < min(numbers[::2]) < max(numbers[::2]) < LEFT_EDGE + WIDTH
    assert min(numbers[1::2]) > 0
    assert max(numbers[1::2]) < HEIGHT or place == "forearm"  # it goes on


def test_no_two_places_are_marked_alike_but_on_the_two_sides_of_the_palm() -> None:
    marks = {place: mark(Hand("right", "palm", (place,))) for place in PLACES if place != "back"}
    assert len({*marks.values()}) == len(marks)


@pytest.mark.parametrize(
    ("hand", "mirrored"),
    [
        (Hand("right", "palm", ("palm",)), False),
        (Hand("left", "palm", ("palm",)), True),
        (Hand("right", "back", ("back",)), True),
        (Hand("left", "back", ("back",)), False),
        (Hand(None, "palm", ("palm",)), False),
    ],
)
def test_a_left_hand_is_a_mirrored_right_one_and_a_back_a_mirrored_palm(hand: Hand, mirrored: bool) -> None:
    assert ("matrix(-1" in draw_hand(hand)) is mirrored


def test_a_linked_drawing_takes_its_shapes_from_the_page() -> None:
    linked = draw_hand(Hand("left", "back", ("wrist",)), linked=True)
    wanted = {use.get("href") for use in etree.fromstring(linked).iter(f"{SVG}use")}
    defined = {f"#{group.get('id')}" for group in etree.fromstring(shared_shapes()).iter(f"{SVG}g")}
    assert wanted == {"#hand", "#back"}
    assert wanted < defined
    assert len(linked) < len(draw_hand(Hand("left", "back", ("wrist",)))) / 3
