"""Marked how-to texts, changed at random: whatever draft writes is a routine that loads."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.draft import draft_routine
from coach.errors import RoutineError
from coach.routine.loader import parse_routine
from tests.kinds import at_most

pytestmark = pytest.mark.property

DOCUMENTS = sorted(path for path in Path(__file__).with_name("documents").iterdir() if path.suffix != ".yaml")
PIECES = st.sampled_from(
    [
        *(
            "a" * 890,
            "a" * 990,
            "Stop if " + "a" * 990,
            "{",
            "}",
            "{side}",
            "[pause 2s]",
            "[pause",
            "(pause)",
            "…",
            "\n",
            "\n\n",
        ),
        *(
            "- ",
            "1. ",
            "a) ",
            "~",
            "| ",
            "# ",
            "**",
            "_",
            "<br>",
            "<td>",
            "</tr>",
            "0:45",
            "1/0",
            "1/2",
            "2'30\"",
            "3 x 10",
        ),
        *(
            " for 30 seconds",
            " on each side",
            " Repeat on the left.",
            " then switch sides",
            " 5 times",
            "Step 1\n",
            ": ",
        ),
        *("Do not ", " if you ", " wounds ", "Warnings:\n", "You need: ", "\x1e", "\x1f", "\ufeff", "½", "×", "ß", "¿"),
    ]
)


@at_most(60)
@given(
    st.sampled_from(DOCUMENTS),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), PIECES), min_size=1, max_size=6),
    st.sampled_from([".txt", ".md", ".html", ""]),
)
def test_what_is_drafted_of_a_changed_page_always_loads(
    path: Path, changes: list[tuple[float, int, str]], suffix: str
) -> None:
    text = path.read_text("utf-8")
    for share, cut, piece in changes:
        place = int(share * len(text))
        text = text[:place] + piece + text[place + cut :]
    try:
        drafted = draft_routine(text.encode("utf-8", "replace"), f"page{suffix}")
    except RoutineError:
        return  # nothing is told
    parse_routine(drafted.encode(), "draft.yaml")


@pytest.mark.parametrize("length", [880, 890, 899, 900, 901, 950, 990, 999, 1_000, 1_100])
@pytest.mark.parametrize(
    "before", ["Stop if ", "Do not press on ", "## Stop if\n\n- ", "## Warnings\n\n- Avoid wounds and "]
)
def test_a_warning_with_a_very_long_word_loads(before: str, length: int) -> None:
    text = f"# Hand\n\n1. Rub your palm.\n\n{before}{'a' * length}."
    parse_routine(draft_routine(text.encode(), "page.md").encode(), "draft.yaml")
