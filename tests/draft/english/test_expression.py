from __future__ import annotations

import gc
import re
from pathlib import Path

import pytest

import coach.draft
from coach.draft.english.expression import Expression
from coach.draft.english.quicker import factored, in_small_letters
from coach.draft.english.sentences import sentences_of
from coach.draft.english.word_index import ANY, WordIndex

pytestmark = pytest.mark.unit

DOCUMENTS = Path(coach.draft.__file__).parents[2] / "tests" / "draft" / "documents"
PATTERNS = [each.pattern for each in gc.get_objects() if isinstance(each, Expression)]
"""Those of all modules that a draft imports; which they are depends on what else was imported before."""
STEP = 29
"""Every so many sentences are tried with an expression, each expression with others."""


def test_no_document_holds_what_an_expression_matches_without_what_it_needs() -> None:
    texts = [path.read_text("utf-8") for path in sorted(DOCUMENTS.glob("*.txt"))]
    sentences = sorted({sentence for text in texts for line in text.splitlines() for sentence in sentences_of(line)})
    made = [each for each in gc.get_objects() if isinstance(each, Expression)]
    missed = [
        (each.pattern, sentence)
        for place, each in enumerate(made)
        for sentence in sentences[place % STEP :: STEP]
        if not each.may_match(sentence) and re.search(each.pattern, sentence, re.IGNORECASE)
    ]
    assert len(made) > STEP
    assert missed == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("straße", "Die STRASSE"),
        ("hold for (\\d+)", "Hold for ٣"),
        ("[½¼]", "for ½ a minute"),
        ("sharp pains?", "Sharp\tpain"),
        ("five times", "(five  times)"),
        ("don't", '"DON\'T!"'),
    ],
)
def test_a_text_may_match_in_any_case_and_spacing(pattern: str, text: str) -> None:
    assert Expression(pattern, re.IGNORECASE).may_match(text)


def test_a_part_of_a_text_is_all_that_is_looked_at() -> None:
    sought = Expression(r"\bsec\.$", re.IGNORECASE)
    assert sought.search("Hold 5 Sec. longer") is None
    assert sought.search("Hold 5 Sec. longer", 0, 11)
    assert [match.start() for match in sought.finditer("Hold 5 Sec. longer", 0, 11)] == [7]


def test_what_cannot_match_is_never_compiled() -> None:
    broken = Expression("sharp pain{2,1}")
    assert broken.search("Sit down.") is None
    assert broken.sub("", "Sit down.") == "Sit down."
    assert broken.split("Sit down.") == ["Sit down."]
    assert [*broken.finditer("Sit down."), *broken.findall("Sit down.")] == []
    with pytest.raises(re.error):
        broken.search("It is a sharp pain.")


def test_an_expression_made_late_is_found_in_a_text_that_was_seen_before() -> None:
    index = WordIndex()
    assert index.pieces_in("Lift the kneecap.") == ANY
    made: list[int] = []
    index.when_asked(lambda: made.append(index.add(["kneecap", "cap", "elbow"])))
    found = index.pieces_in("Lift the kneecap.")
    assert found == ANY | index.add(["kneecap"]) | index.add(["cap"])
    assert made == [(found | index.add(["elbow"])) ^ ANY]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (r"knee (?P<side>[L-R])\S", "KNEE rx", "KNEE rx"),
        (r"\bone day\b|\btwo days\b|^any \w", "not any, but TWO DAYS", "TWO DAYS"),
        ("^(?-i:[A-Z])nna says", "Anna SAYS", "Anna SAYS"),
        ("^(?-i:[A-Z])nna says", "anna says", None),
        ("pause", "ein lauſchen, eine PAUſE", "PAUſE"),
    ],
)
def test_case_does_not_matter_but_where_it_is_said_to(pattern: str, text: str, found: str | None) -> None:
    match = Expression(pattern, re.IGNORECASE).search(text)
    assert (match[0] if match else None) == found


def test_what_is_written_to_be_quicker_has_as_many_groups() -> None:
    for pattern in PATTERNS[::STEP]:
        as_written = re.compile(pattern)
        for each in (factored(pattern), in_small_letters(pattern) or pattern):
            quicker = re.compile(each)
            assert (quicker.groups, quicker.groupindex) == (as_written.groups, as_written.groupindex), pattern
