"""Small texts, as tests/draft/small has them by the kind of amount → whether their drafts do what they ask."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.draft.judging import Draft, plain

pytestmark = pytest.mark.unit

TEXTS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("small").joinpath("amounts.yaml").read_text("utf-8"))


@pytest.mark.parametrize("kind", TEXTS)
def test_amounts_are_done_as_they_are_written(kind: str, tmp_path: Path) -> None:
    wrong: dict[str, list[Any]] = {}
    for text in TEXTS[kind]:
        path = tmp_path / ("a.html" if text["text"].startswith("<") else "a.md")
        path.write_text(text["text"], "utf-8")
        draft = Draft(path)
        undone = [done for done in text["do"] if not draft.does(*done)]
        slipped = [words for words in text.get("not", []) if plain(words) in draft.heard]
        wrong |= {text["text"]: [*undone, *slipped]} if undone or slipped else {}
    assert wrong == {}
