"""The rules of a matrix: GitHub Actions' own examples, and what holds for every matrix."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.build.matrix import Matrix, Rule, entries_of
from coach.build.settings import Value
from coach.errors import Place

pytestmark = pytest.mark.property

HERE = Place("library.yaml")
Choice = dict[str, Any]

FRUIT = {"fruit": ["apple", "pear"], "animal": ["cat", "dog"]}
ADDED = [
    {"color": "green"},
    {"color": "pink", "animal": "cat"},
    {"fruit": "apple", "shape": "circle"},
    {"fruit": "banana"},
    {"fruit": "banana", "animal": "cat"},
]
SYSTEMS = {"os": ["linux", "mac", "windows"], "version": ["12", "14", "16"], "environment": ["staging", "production"]}


def expanded(axes: dict[str, list[Any]], include: list[Choice] = [], exclude: list[Choice] = []) -> list[Choice]:  # noqa: B006
    return [entry.values for entry in entries_of(matrix(axes, include, exclude))]


def matrix(axes: dict[str, list[Any]], include: list[Choice], exclude: list[Choice]) -> Matrix:
    return Matrix(
        {key: tuple(Value(each, HERE) for each in values) for key, values in axes.items()},
        tuple(Rule({key: Value(value, HERE) for key, value in item.items()}, HERE) for item in include),
        tuple(Rule({key: Value(value, HERE) for key, value in item.items()}, HERE) for item in exclude),
        HERE,
    )


def test_the_values_of_the_axes_are_combined_in_their_order() -> None:
    assert expanded({"os": ["a", "b"], "version": [1, 2]}) == [
        {"os": "a", "version": 1},
        {"os": "a", "version": 2},
        {"os": "b", "version": 1},
        {"os": "b", "version": 2},
    ]


def test_the_example_of_include_in_the_documentation_of_github() -> None:
    assert expanded(FRUIT, ADDED) == [
        {"fruit": "apple", "animal": "cat", "color": "pink", "shape": "circle"},
        {"fruit": "apple", "animal": "dog", "color": "green", "shape": "circle"},
        {"fruit": "pear", "animal": "cat", "color": "pink"},
        {"fruit": "pear", "animal": "dog", "color": "green"},
        {"fruit": "banana"},
        {"fruit": "banana", "animal": "cat"},
    ]


def test_the_example_of_exclude_in_the_documentation_of_github() -> None:
    exclude = [
        {"os": "mac", "version": "12", "environment": "production"},
        {"os": "windows", "version": "16"},
    ]
    left = expanded(SYSTEMS, exclude=exclude)
    assert len(left) == 18 - 1 - 2
    assert {"os": "mac", "version": "12", "environment": "staging"} in left


def test_what_was_excluded_can_be_included_again() -> None:
    again = {"fruit": "apple", "animal": "cat"}
    assert expanded(FRUIT, [again], [{"fruit": "apple"}])[-1] == again


def test_a_matrix_of_nothing_but_items_has_each_of_them() -> None:
    assert expanded({}, [{"os": "a"}, {"os": "a"}]) == [{"os": "a"}, {"os": "a"}]


def test_its_length_is_known_without_a_combination() -> None:
    assert len(matrix({str(axis): [*range(1000)] for axis in range(6)}, ADDED, [])) == 10**18 + 5


KEYS, VALUES = st.sampled_from("abcd"), st.integers(0, 2)
AXES = st.dictionaries(st.sampled_from("abc"), st.lists(VALUES, min_size=1, max_size=3, unique=True), max_size=3)
ITEMS = st.lists(st.dictionaries(KEYS, VALUES, min_size=1, max_size=3), max_size=4)


@given(AXES, ITEMS, ITEMS)
def test_every_matrix_is_what_the_rules_say_one_after_the_other(
    axes: dict[str, list[int]], include: list[Choice], exclude: list[Choice]
) -> None:
    chosen = [dict(zip(axes, values, strict=True)) for values in product(*axes.values()) if axes]
    kept = [each for each in chosen if not any(rule.items() <= each.items() for rule in exclude)]
    found = expanded(axes, include, exclude)
    assert [{key: each[key] for key in axes} for each in found[: len(kept)]] == kept, (
        "no axis is changed, nor its order"
    )
    alone = [rule for rule in include if not any(agree(rule, each) for each in kept)]
    assert found[len(kept) :] == alone
    for whole, each in zip(found, kept, strict=False):
        told = each | {key: value for rule in include if agree(rule, each) for key, value in rule.items()}
        assert whole == told, "and what several add, the last one says"
    assert len(matrix(axes, include, exclude)) >= len(found)


def agree(rule: Choice, each: Choice) -> bool:
    return all(each[key] == value for key, value in rule.items() if key in each)
