"""`scripts/train_draft` learns from marked texts, and makes the same weights of the same texts."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from coach.draft.reading.sentence_classifier import LogLinear
from coach.draft.reading.sentence_features import Setting
from coach.draft.text.blocks import Block

pytestmark = pytest.mark.session

DOCUMENTS = Path("tests/draft/documents")
SETTING = Setting(Block("text", "", 1), 0, 1, 0.5, "", "", has_label=False, before="", after="")


def trained_on(folder: Path, *options: str) -> str:
    """Return what is written when it trains on the texts of a folder."""
    written = folder.parent / "weights.json"
    command = [sys.executable, "scripts/train_draft", str(folder), *options, "-o", str(written)]
    subprocess.run(command, check=True, capture_output=True)
    return written.read_text("utf-8")


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty-five marked texts, five of them in a folder of their own."""
    folder = tmp_path_factory.mktemp("marked") / "texts"
    (folder / "apart").mkdir(parents=True)
    for place, path in enumerate(sorted(DOCUMENTS.glob("*.txt"))[:25]):
        for each in (path, path.with_suffix(".yaml")):
            shutil.copy(each, folder if place < 20 else folder / "apart")
    return folder


def test_it_learns_the_classes_and_makes_the_same_again(some: Path) -> None:
    written = trained_on(some)
    judge = LogLinear(json.loads(written)["weights"])
    assert judge("Stroke the back of the hand.", SETTING).request > 0.5
    assert judge("Do not massage over a wound, and ask your doctor if you have had a clot.", SETTING).warning > 0.4
    assert trained_on(some) == written


def test_texts_can_be_left_out(some: Path) -> None:
    assert json.loads(trained_on(some, "--without", "apart"))["about"] != json.loads(trained_on(some))["about"]
