"""No number of an English sentence is lost: an independent reader finds as many in its words, and the same ones."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from random import Random

import pytest

from coach.speech.spoken_form import spoken_form
from tests.speech.spoken_form.english_numbers import numbers_in

pytestmark = pytest.mark.unit

SENTENCES = [
    *("Hold for {a} sec.", "Hold for {a}s, then {b}s.", "Rest {a}-{b} minutes.", "Slide {a}–{b} cm up.", "Walk {c} m."),
    *("Rest for {a} min {b} s.", "Use {c} ml of oil & {a} drops.", "It is -{a} °C, or {b}°F.", "Press with {a}%."),
    *(
        "Press LI{d} for {a} sec.",
        "Points PC{d} and SI{b}.",
        "The {d}th finger, {a}x.",
        "Do {a} x {b}.",
        "Do it {a}-{b}x.",
    ),
    *("About ~{a} breaths/min.", "At {d}:{m} am, rest {a} min.", "For {d}:{m}.", "Count {a}, {b}, {d}.", "#{a} of {b}"),
    *(
        "See § {a}, p. {b}, no. {d}.",
        "It costs €{a}.",
        "It costs ${a} or £{b}.",
        "A {a}-minute rest.",
        "{d}. Sit down.",
    ),
    *("**{a}** breaths, *{b}* times", "- {a} cm", "# {a} steps", "{a}+{b}={c}", "Breathe {d}-{a}-{b}.", "Vitamin B{d}"),
    *(
        "Hold <{a} s, >{b} s.",
        "({a}/{b})",
        "Wait {d} hr.",
        "Ages {a}+",
        "{a} → {b}",
        "{c},{k} steps",
        "Use {d}.{b} cm.",
    ),
    *("Turn {a}°, {b} times", "a {a}/7 b", "{d} 1/2 cups", "{d}½ min", "¾ of {a}", "2/3 of {a} kg", "{a}cm x {b}cm"),
]
VALUES = 5


def written(seed: int) -> tuple[dict[str, object], Random]:
    random = Random(seed)
    names = {"a": random.randint(17, 99), "b": random.randint(17, 99), "c": random.randint(101, 999)}
    return {**names, "d": random.randint(4, 12), "m": random.randint(20, 59), "k": random.randint(100, 999)}, random


def expected(sentence: str, values: dict[str, object]) -> Counter[Fraction]:
    """The numbers that were put in, and those of the sentence itself."""
    text = sentence.replace("{c},{k}", "{ck}").replace("{d}.{b}", "{db}")
    shown = {**values, "ck": f"{values['c']}{values['k']}", "db": f"{values['d']}.{values['b']}"}
    of_signs = {"¾": "3/4", "½": " 1/2"}
    for sign, plain in of_signs.items():
        text = text.replace(sign, plain)
    found = [Fraction(part) for part in ("1/2", "3/4", "2/3") if part in text]
    for part in ("1/2", "3/4", "2/3"):
        text = text.replace(part, "")
    numbers = [Fraction(str(shown[name])) for name in shown if "{" + name + "}" in text]
    return Counter([*found, *numbers, *([Fraction(7)] if "/7" in text else [])])


@pytest.mark.parametrize("seed", range(VALUES))
@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_number_is_said(sentence: str, seed: int) -> None:
    values, _ = written(seed)
    said = spoken_form(sentence.format(**values), "en")
    assert Counter(numbers_in(said)) == expected(sentence, values), said


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("nine hundred and ninety-nine thousand one hundred and one", [999_101]),
        ("four, seven, eight", [4, 7, 8]),
        ("twenty times thirty", [20, 30]),
        ("two and a half", [2, Fraction(1, 2)]),
        ("one point zero five or three quarters", [Fraction(105, 100), Fraction(3, 4)]),
        ("five six", [5, 6]),
        ("the twenty-first and the twelfth", [21, 12]),
        ("two thirds of twenty-one", [Fraction(2, 3), 21]),
    ],
)
def test_the_reader_reads(words: str, numbers: list[Fraction]) -> None:
    assert [*numbers_in(words)] == numbers
