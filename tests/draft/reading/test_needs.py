from __future__ import annotations

import pytest

from coach.draft.reading.needs import listed_needs, things_in

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("sentence", "things"),
    [
        ("Rub a little hand cream into your palms.", ["hand cream"]),
        ("Place a folded towel under the wrist.", ["folded towel"]),
        ("Take a towel and a pillow.", ["towel", "pillow"]),
        ("Warm some oil or lotion in your hands.", ["oil or lotion"]),
        ("Lie on a yoga mat.", ["yoga mat"]),
        ("Rub your hands.", []),
        ("Rub them without oil.", []),
        ("Move like a ball.", []),
        ("Sit down on both heels as on a stool.", []),
        ("Keep toddlers away from the table.", []),
        ("Finally, brush down the whole face.", []),
        ("Then, with the towel, brush the face.", ["towel"]),
        ("Oil your hands.", []),
        ("Take off your belt, your socks and your shoes.", []),
        ("Loosen anything that is tight: a belt, a strap.", []),
        ("Imagine you hold a candle and a cup.", []),
        ("Take off your shoes and step onto the mat.", ["mat"]),
        ("", []),
    ],
)
def test_things_are_found(sentence: str, things: list[str]) -> None:
    assert things_in(sentence) == things


@pytest.mark.parametrize(
    ("sentence", "needs"),
    [
        ("You need a table, a towel and a sponge.", ["a table", "a towel", "a sponge"]),
        ("You'll need a mat.", ["a mat"]),
        ("Gather up:", []),
        ("Users browsing this board: 2 registered, 31 guests", []),
        ("What you need: a bowl, soap, and a towel", ["a bowl", "soap", "a towel"]),
        ("Have a towel ready.", ["a towel"]),
        ("Gather a bowl and some oil together.", ["a bowl", "some oil"]),
        ("For your first class you need trainers and a towel.", ["trainers", "a towel"]),
        ("You'll need a straw and half a glass of water today", ["a straw", "half a glass of water"]),
        ("Have at hand a mug, a napkin.", ["a mug", "a napkin"]),
        ("What to bring: a blanket, thick socks", ["a blanket", "thick socks"]),
        ("Props: mat, bolster.", ["mat", "bolster"]),
        ("Bring along a bottle of water.", ["a bottle of water"]),
        ("All it takes is a bath towel and a patch of floor.", ["a bath towel", "a patch of floor"]),
        ("Before the massage, get yourself a bowl, two flannels and some oil.", ["a bowl", "two flannels", "some oil"]),
        ("Required are half a pound of linseed and a linen bag.", ["half a pound of linseed", "a linen bag"]),
        ("Put a beaker and a towel within reach.", ["a beaker", "a towel"]),
        ("Optional: a drop of lavender oil.", ["a drop of lavender oil"]),
        ("Put your hands together.", []),
        ("Keep your knees close by.", []),
        ("Bring your knees to your chest.", []),
        ("You need to sit down.", []),
        ("Rub your hands.", []),
        ("", []),
    ],
)
def test_a_list_of_needs_is_taken_apart(sentence: str, needs: list[str]) -> None:
    assert listed_needs(sentence) == needs
