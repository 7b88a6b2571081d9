"""An export takes the bitrate that its words need, unless somebody asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.errors import PromiseBroken
from coach.session import Session, open_session
from coach.session_export import export_session

pytestmark = pytest.mark.session

COUNTED = """
title: Two
beginning: bell
background: {sound: rain, level: calm}
steps:
  - {say: Sit., do: 2s}
  - {say: Roll both shoulders backwards., do: {times: 8 exactly, each: 4s, count: aloud}}
"""


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A session in which “7” is said alone: of so short a word, AAC at 64 kbit/s keeps too little."""
    file = tmp_path_factory.mktemp("counted") / "two.yaml"
    file.write_text(COUNTED)
    with open_session(file, engine="natural") as session:
        yield session


def test_a_page_of_short_words_gets_the_bitrate_of_the_profile(counted: Session, tmp_path: Path) -> None:
    report = export_session(counted, tmp_path / "two.html")
    assert (report.bitrate, report.violations) == (128, ())


def test_whoever_asks_for_a_bitrate_gets_that_or_hears_what_it_breaks(counted: Session, tmp_path: Path) -> None:
    with pytest.raises(PromiseBroken, match=r"“7” at .* LU over the background"):
        export_session(counted, tmp_path / "two.html", bitrate=64)
    assert [*tmp_path.iterdir()] == []
