"""Whatever the routine language can say, `check` has findings, or problems, and never a fault of its own."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coach.errors import Problem, RoutineError
from coach.routine.conditions import cautions
from coach.routine.loader import parse_routine
from coach.timeline.estimate import estimate_by_pace
from coach.timeline.lint import ALWAYS, RULES, lint
from tests.kinds import at_most
from tests.timeline.test_compiler import (
    breaths,
    durations,
    guides,
    held_breaths,
    motions,
    pauses,
    practice_times,
    rounds,
    words,
)

pytestmark = pytest.mark.property

conditions = st.sampled_from(sorted(cautions()))
codes = st.sampled_from(["x", "long-silence", *RULES])
texts = words | st.sampled_from(
    [
        *(
            "Press hard, five times.",
            "Rest for two minutes.",
            "The {hand} hand, and the {other_hand} one.",
            "word " * 40,
        ),
        *("Press {how}, softly.", "{how}"),
        *(
            "**Rest** (pause 2s) 🙂 and see <b>www.example.org</b>.",
            "Nimm die Hand 合谷 und streiche sanft über sie, " * 2,
        ),
    ]
)
practices = practice_times | motions | breaths | held_breaths | rounds | st.sampled_from(["5s", "2m", "1m exactly"])
keys = st.sampled_from([*sorted(cautions()), "crps or arthritis"])
wordings = st.dictionaries(
    st.sampled_from(["how", "hand", "x"]),
    st.builds(lambda own, usual: own | {"default": usual}, st.dictionaries(keys, texts, max_size=2), texts)
    | st.just({"default": "none", "crps": "hard"}),
    min_size=1,
)
again = {"again": texts | st.just("none")}
about_items = {
    "words": wordings,
    "title": texts,
    "skip_for": st.lists(conditions, min_size=1, max_size=2),
    "keep": st.just("optional"),
    "allow": st.lists(codes, min_size=1, max_size=2),
}
others = st.fixed_dictionaries({}, optional={"say": texts, "do": practices | st.just("none"), "guide": guides})
about_steps = (
    about_items | {"guide": guides, "instead": st.dictionaries(keys, texts | others, min_size=1, max_size=2)} | again
)
steps = st.one_of(
    st.fixed_dictionaries({"do": practices}, optional=about_steps),
    st.fixed_dictionaries({"say": texts}, optional={"do": practices, "pause": pauses, **about_steps}),
    st.fixed_dictionaries({"pause": durations}),
)


def groups(inside: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    loops = {"repeat": st.integers(1, 3), "each": st.just({"hand": ["left", "right"]}), "between": texts}
    listed = {"steps": st.lists(inside, min_size=1, max_size=3)}
    return st.fixed_dictionaries(listed, optional={"section": texts, **loops, **again, **about_items})


routines = st.fixed_dictionaries(
    {"title": texts, "steps": st.lists(st.recursive(steps, groups, max_leaves=6), min_size=1, max_size=4)},
    optional={
        "words": wordings,
        "for": st.sampled_from(["self", "caregiver"]),
        "language": st.sampled_from(["en", "de", "ja", "pt-BR"]),
        "length": st.sampled_from(["1s", "2m", "9m"]),
        "beginning": st.sampled_from(["bell", "none"]),
        "ending": st.sampled_from(["bell", "fade 12s", "none"]),
        "cautions": st.lists(conditions | st.fixed_dictionaries({"crps": texts}), max_size=2),
        "voice": st.sampled_from([{"pace": 90}, {"settle": "yes"}]),
        "allow": st.lists(codes, min_size=1, max_size=2),
    },
)


def checked(routine: dict[str, Any]) -> list[Problem]:
    """All that `coach check` would tell."""
    try:
        loaded = parse_routine(json.dumps(routine).encode(), "FILE")
        return lint(loaded, estimate_by_pace(loaded.voice.pace))
    except RoutineError as error:
        return list(error.problems)


@at_most(500)
@given(routines)
@example({"title": "T", "steps": [{"do": "5s"}]})
@example({"title": "T", "steps": [{"do": "5m"}, {"say": "Rest."}]})
def test_whatever_a_routine_says_it_is_checked_to_the_end(routine: dict[str, Any]) -> None:
    for problem in checked(routine):
        assert str(problem).startswith("FILE:")
        assert problem.hint
        assert problem.severity == "error" or problem.code in {*RULES, *ALWAYS}
