"""Sentences of three languages, as tests/draft/cases has them → what each of them is taken for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from coach import draft
from coach.data_file import read_data
from coach.draft.english.imperative import is_instruction
from coach.draft.english.numbers import Amount
from coach.draft.english.pauses import is_pause
from coach.draft.english.quantities import Quantities, quantities_in
from coach.draft.language import in_language
from coach.draft.languages import LANGUAGES
from coach.draft.reading.warnings import is_forbidding, is_warning
from coach.draft.steps.repeats import repeat_in

pytestmark = pytest.mark.unit

ROOMS = Path(draft.__file__).parent
CASES: dict[str, Any] = {
    path.stem: yaml.safe_load(path.read_text("utf-8"))
    for path in sorted((Path(__file__).parent.parent / "cases").glob("*.yaml"))
}


@pytest.fixture(params=CASES)
def cases(request: pytest.FixtureRequest) -> Iterator[dict[str, Any]]:
    with in_language(LANGUAGES[request.param]() if request.param in LANGUAGES else None):
        yield CASES[request.param]


def is_told_as_warning(sentence: str) -> bool:
    return is_warning(sentence) or (is_instruction(sentence) and is_forbidding(sentence))


def test_what_warns_is_told_as_a_warning(cases: dict[str, Any]) -> None:
    assert [sentence for sentence in cases["warns"] if not is_told_as_warning(sentence)] == []


def test_what_only_praises_or_asks_does_not_warn(cases: dict[str, Any]) -> None:
    assert [sentence for sentence in cases["does-not-warn"] if is_warning(sentence)] == []


def test_what_asks_is_an_instruction(cases: dict[str, Any]) -> None:
    assert [sentence for sentence in cases["asks"] if not is_instruction(sentence)] == []


def test_what_only_tells_is_none(cases: dict[str, Any]) -> None:
    assert [sentence for sentence in cases["does-not-ask"] if is_instruction(sentence)] == []


def test_amounts_are_what_is_written(cases: dict[str, Any]) -> None:
    found = {sentence: quantities_in(sentence) for sentence in cases["amounts"]}
    wrong = {
        sentence: wanted
        for sentence, wanted in cases["amounts"].items()
        if not all(has(found[sentence], *amount.split("=")) for amount in wanted.split())
    }
    assert wrong == {}


def test_what_turns_asks_for_the_other_side(cases: dict[str, Any]) -> None:
    found = {sentence: repeat_in(sentence) for sentence in cases.get("turns", ())}
    assert [sentence for sentence, repeat in found.items() if repeat is None or repeat.kind != "other"] == []


def test_a_rest_is_a_pause_and_no_words(cases: dict[str, Any]) -> None:
    assert [text for text in cases.get("rests", ()) if not is_pause(text)] == []


@pytest.mark.parametrize("folder", ["english", "german", "spanish"])
def test_a_list_of_expressions_has_none_that_is_empty_or_runs_over_a_line(folder: str) -> None:
    rows = read_data(ROOMS / folder / "warnings.yaml", as_text=True)
    expressions = [(name, each) for name, row in rows.items() for each in row.split(" | ")]
    assert [(name, each) for name, each in expressions if not each or each != each.strip() or "\n" in each] == []


def has(figures: Quantities, name: str, wanted: str) -> bool:
    found = {
        "t": in_seconds(figures.time),
        "n": as_span(figures.times),
        "s": {str(figures.sets)},
        "r": in_seconds(figures.rest),
        "b": as_span(figures.breaths),
        "w": in_seconds(figures.wait),
        "br": {"/".join(map(str, figures.breath)).removesuffix("/0")} if figures.breath else set(),
        "e": {figures.each[0]} if figures.each else set(),
        "rel": {f"{figures.time.natural // 1000}/{figures.release // 1000}"}
        if figures.time and figures.release
        else set(),
    }
    return wanted in found[name]


def in_seconds(amount: Amount | None) -> set[str]:
    return as_span(amount, 1_000)


def as_span(amount: Amount | None, unit: int = 1) -> set[str]:
    """Return an amount as it may be written: what it is by itself, and from the least to the most."""
    if amount is None:
        return set()
    return {f"{amount.natural / unit:g}", f"{amount.least / unit:g}-{amount.most / unit:g}"}
