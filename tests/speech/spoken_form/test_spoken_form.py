"""What an author writes, and what is said of it: the rows of `cases/LANGUAGE.tsv`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.speech.spoken_form import spoken_form

pytestmark = pytest.mark.unit

LANGUAGES = ["en", "de", "es", "fr", "it", "nl", "pt"]
CASES = Path(__file__).with_name("cases")


def rows() -> Iterator[tuple[str, str, str]]:
    for language in LANGUAGES:
        for row in (CASES / f"{language}.tsv").read_text("utf-8").splitlines():
            written, said = row.split("\t")
            yield language, written, said


@pytest.mark.parametrize(("language", "written", "said"), [*rows()])
def test_what_is_written_is_said_as_people_say_it(language: str, written: str, said: str) -> None:
    assert spoken_form(written, language) == said
    assert spoken_form(said, language) == said
