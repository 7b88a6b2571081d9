from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from coach.short_repr import LONGEST, one_line_of, shown_by, shown_by_changes

pytestmark = pytest.mark.unit


def test_a_line_is_never_too_long() -> None:
    line = one_line_of("Rest", [("text", "ab\n" * 1_000), ("more", ["x" * 1_000] * 50)] * 9)
    assert len(line) == LONGEST
    assert line.endswith("…)")
    assert "\n" not in line


def test_facts_are_shown_by_their_own_names_and_methods_by_what_they_give() -> None:
    session = SimpleNamespace(plan=SimpleNamespace(title="A rest"), view=lambda: 3)
    assert shown_by("plan.title", "view")(session) == "<SimpleNamespace title='A rest' view=3>"


def test_a_datum_shows_what_is_not_as_usual() -> None:
    @dataclass
    class Pause:
        ms: int
        text: str = ""
        __repr__ = shown_by_changes

    assert [repr(Pause(3)), repr(Pause(3, "x"))] == ["Pause(ms=3)", "Pause(ms=3, text='x')"]
