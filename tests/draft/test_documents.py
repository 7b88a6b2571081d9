"""Whole how-to texts. Beside each stands what its draft has to hold, and what it misses as yet.

title, for, needs    of the routine
instructions         beginnings of sentences that have to be told
not                  ... that may stand in comments only
cautions             ... that have to be said to somebody with a condition, or to everybody at first
language             of the text, if it is not English
do                   behind which sentence which practice, pause or repetition stands

missed, slipped, uncautioned, unneeded, undone, mistitled:
    of these, what the draft gets wrong today. A test fails if it gets more of them wrong, or fewer.
taken_for            whom the draft takes the text to be for, where that is wrong
lost                 sentences that stand nowhere in the draft, not even in a comment
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from coach.draft.english.sentences import sentences_of
from coach.draft.language import in_language
from coach.draft.languages import rules_of
from coach.draft.text.html import blocks_of_page
from coach.draft.text.plain_text import blocks_of_text
from coach.draft.text.source import as_spoken
from coach.timeline.compiler import compile_routine
from coach.timeline.estimate import estimate_by_pace
from tests.draft.judging import Draft, wrongs

pytestmark = pytest.mark.unit

FOLDER = Path(__file__).with_name("documents")
DOCUMENTS = sorted(path for path in FOLDER.iterdir() if path.suffix != ".yaml")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_draft_holds_what_its_text_tells(path: Path) -> None:
    wanted: dict[str, Any] = yaml.safe_load(path.with_suffix(".yaml").read_text("utf-8"))
    draft = Draft(path)
    compile_routine(draft.routine, estimate_by_pace(draft.routine.voice.pace))
    wrong = wrongs(draft, wanted)
    assert wrong == {key: wanted.get(key, type(value)()) for key, value in wrong.items()}
    assert draft.routine.for_ == wanted.get("taken_for", wanted["for"])
    assert draft.routine.language == wanted.get("language", "en")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_nothing_of_a_text_is_lost(path: Path) -> None:
    data = path.read_bytes()
    blocks = as_spoken(blocks_of_page(data)[0] if path.suffix == ".html" else blocks_of_text(data.decode()))
    draft = Draft(path)
    with in_language(rules_of(block.text for block in blocks)):
        lost = [sentence for block in blocks for sentence in sentences_of(block.text) if not draft.holds(sentence)]
    assert lost == yaml.safe_load(path.with_suffix(".yaml").read_text("utf-8")).get("lost", [])


def test_each_document_has_its_labels() -> None:
    assert len(DOCUMENTS) == 365
    assert {path.stem for path in DOCUMENTS} == {path.stem for path in FOLDER.glob("*.yaml")}
