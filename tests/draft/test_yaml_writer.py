from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from coach.draft.steps.nodes import GroupNode, Remark, StepNode
from coach.draft.steps.practice_form import Practice
from coach.draft.text.blocks import clean
from coach.draft.yaml_writer import comment, entry, nodes, scalar, wrapped

pytestmark = pytest.mark.unit

SIGNS = st.lists(st.sampled_from([*" abé:#-'\"[]{}&*!|>%@`,.?~=\0🙏", "word", ": ", " #", "no", "1e3"])).map("".join)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Rub your hands.", "Rub your hands."),
        ("Rub it: 5 times", "'Rub it: 5 times'"),
        ("yes", "'yes'"),
        ("No", "'No'"),
        ("5", "'5'"),
        ("# rub", "'# rub'"),
        ("- rub", "'- rub'"),
        ("It's on", "It's on"),
        ("'it'", "'''it'''"),
        ("Où", "Où"),
        ("", "''"),
    ],
)
def test_a_text_is_quoted_only_where_it_must_be(text: str, written: str) -> None:
    assert scalar(text) == written


@given(SIGNS.map(clean))
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    assert yaml.safe_load("\n".join(entry("say", text, ""))) == {"say": text}


@given(SIGNS.map(clean), st.integers(2, 30))
def test_a_long_text_is_read_back_as_it_was(text: str, times: int) -> None:
    long = clean(f"{text} word " * times)
    item = "\n".join(["- title: T", *entry("say", long, "  ", "line 5")])
    assert [{key: value.strip() for key, value in each.items()} for each in yaml.safe_load(item)] == [
        {"title": "T", "say": long}
    ]


@given(SIGNS.map(clean))
def test_no_remark_gets_out_of_its_comment(text: str) -> None:
    lines = list(comment(f"line 3: {text * 9}", "  "))
    assert yaml.safe_load("\n".join(lines)) is None


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=50)), st.integers(10, 60))
def test_lines_hold_what_fits(words: list[str], width: int) -> None:
    lines = list(wrapped(" ".join(words), width))
    assert " ".join(lines).split() == words
    assert all(len(line) <= width or " " not in line for line in lines)


def test_steps_and_groups_are_items_of_a_list() -> None:
    step = StepNode("Rub it.", 3, Practice("5s exactly", "no time is given"), pause="2s", title="Palm")
    step.remarks = [Remark("left out (heading): The palm", 2), Remark("See.")]
    inner = GroupNode([StepNode("Rest.", 9, skip_for="any-condition")], repeat=2)
    group = GroupNode([step, inner], section="Hand: {side}", each=("side", ("left", "right")), between="Now the other.")
    assert "\n".join(nodes([group], "  ")) == (
        "  - section: 'Hand: {side}'\n"
        "    each: {side: [left, right]}\n"
        "    between: Now the other.\n"
        "    steps:\n"
        "      # line 2: left out (heading): The palm\n"
        "      # See.\n"
        "      - title: Palm\n"
        "        say: Rub it.   # line 3\n"
        "        do: 5s exactly   # guessed: no time is given\n"
        "        pause: 2s\n"
        "      - repeat: 2\n"
        "        steps:\n"
        "          - say: Rest.   # line 9\n"
        "            skip_for: [any-condition]"
    )
