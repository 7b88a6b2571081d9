from __future__ import annotations

import pytest

from coach.speech.pronunciation.context_rules import ContextRule, read_rules

pytestmark = pytest.mark.unit


def fits(text: str, **sides: tuple[str, ...]) -> bool:
    start = text.lower().index("close")
    return ContextRule("close", "klˈoʊz", **sides).fits(text, start, start + len("close"))


def test_without_contexts_a_rule_fits_everywhere() -> None:
    assert fits("so close it is")


@pytest.mark.parametrize(
    "text",
    ["Close it.", "Sit. Close it.", "Sit, close it.", "(close it)", "“Close it”", "Sit: “close it”", "Sit – close it."],
)
def test_a_circumflex_is_the_beginning_of_a_part_of_a_sentence(text: str) -> None:
    assert fits(text, after=("^",))
    assert not fits("very close", after=("^",))


@pytest.mark.parametrize("text", ["Now close.", "Now close", "Now close, softly", "Now close!", "(now close)"])
def test_a_dollar_is_its_end(text: str) -> None:
    assert fits(text, before=("$",))
    assert not fits("Now close it.", before=("$",))


def test_words_stand_directly_before_and_behind() -> None:
    assert fits("and  Close your eyes", after=("and",), before=("your",))
    assert fits("open and close it", after=("open and",))
    for text in ("band close your eyes", "and, close your eyes", "and close, your eyes", "and close yourself"):
        assert not fits(text, after=("and",), before=("your",)), text


def test_what_may_not_stand_behind_is_minded() -> None:
    assert not fits("close of the day", not_before=("of",))
    assert fits("close offices", not_before=("of",))


@pytest.mark.parametrize("text", ["close-up", "half-close it"])
def test_a_part_of_another_word_is_none(text: str) -> None:
    assert not fits(text)


def test_names_of_lists_stand_for_their_words() -> None:
    row = {"word": "close", "ipa": "klˈoʊz", "after": ["<all>"], "before": ["it"], "such_as": ["x"]}
    (rule,) = read_rules([row], {"all": ["^", "<some>"], "some": ["and", "now"]})
    assert rule == ContextRule("close", "klˈoʊz", ("^", "and", "now"), ("it",))
