from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import coach.draft
from coach.draft.english.expression import Expression
from coach.draft.english.needed_letters import needs_of
from coach.draft.english.patterns import alternatives
from coach.draft.english.searcher import Searcher

pytestmark = pytest.mark.property

ROOM = Path(coach.draft.__file__).parent
EXPRESSIONS = [
    expression
    for path in sorted(ROOM.glob("*/warnings.yaml"))
    for expressions in yaml.safe_load(path.read_text("utf-8")).values()
    for expression in expressions.split(" | ")
]
SEARCHED = [
    each
    for name in ("stop", "furniture", "condition-open-wounds", "unlisted-health")
    for each in alternatives(name).split("|")
    if each.isalpha()
]


@pytest.mark.parametrize(
    ("expression", "needs"),
    [
        ("sharp pains?", [["sharp"], ["pain"]]),
        ("(?:knee|hip) replacement", [["replacement"], ["hip", "knee"]]),
        (r"\bgp\b", [["gp"]]),
        ("one|other", [["one", "other"]]),
        ("(five) times", [["times"], ["five"]]),
        ("one|[ab]", []),
        ("one|", []),
        ("colou?r blind", [["blind"], ["colo"]]),
        (r"back to (?:the )?(?:index|home)", [["back"], ["home", "index"]]),
        (r"\bcracked", [["cracked"]]),
        ("o[ck]t(?:ober)?|de[cz]", [["dec", "dez", "oct", "okt"]]),
        (r"\b(?:stop|leave it)\b", [["leave", "stop"]]),
        (r"(?:do )?not(?! (?:forget|worry))", [["not"]]),
        (r"(?<=non-)porous", [["porous"], ["non-"]]),
        (r"[a-z]{3} \d+", [list("0123456789")]),
        (r"hurts+ (?:you|them){0,2}", [["hurts"]]),
        (r"(?P<what>Knee)\x20[:;]", [["knee"], [":", ";"]]),
        (r"\(pause\)[^x-z]", [["(pause)"]]),
    ],
)
def test_pieces_stand_in_whatever_is_matched(expression: str, needs: list[list[str]]) -> None:
    assert [sorted(need) for need in needs_of(expression)] == needs


@given(st.sampled_from(SEARCHED), st.text(max_size=9))
def test_a_search_finds_what_its_expressions_match(word: str, around: str) -> None:
    text = f"{around} {word.upper()} {around}"
    assert Searcher(SEARCHED).search(text) == bool(re.search("|".join(SEARCHED), text, re.IGNORECASE))


@given(st.data())
def test_a_text_that_an_expression_matches_has_pieces_of_each_need(data: st.DataObject) -> None:
    expression = data.draw(st.sampled_from(EXPRESSIONS))
    text = data.draw(st.from_regex(expression)).casefold()
    assert Expression(expression).may_match(text) or not re.search(expression, text)


@pytest.mark.parametrize("text", ["²999", "ä999", "a9½", "٣ mal"])
def test_figures_beside_other_letters_are_seen(text: str) -> None:
    expression = Expression(r"999|\d½|\d mal")
    assert expression.may_match(text)
    assert expression.search(text)


def test_expressions_are_written_in_small_letters() -> None:
    assert [each for each in EXPRESSIONS if re.search(r"(?<!\\)[A-Z]", each)] == []
