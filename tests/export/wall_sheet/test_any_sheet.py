"""Whatever an author writes is shown as it is, and never fails."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from pypdf import PdfReader

from coach.errors import RoutineError, one_line
from coach.export.wall_sheet.html_sheet import write_html
from coach.export.wall_sheet.steps_on_sheet import sheet_of
from coach.export.wall_sheet.typst_sheet import write_pdf
from coach.routine.loader import parse_routine
from coach.routine.model import Routine
from coach.timeline.compiler import plan_routine
from coach.timeline.estimate import estimate_by_pace
from tests.kinds import at_most

pytestmark = pytest.mark.property

TEXTS = st.text(min_size=1, max_size=300) | st.sampled_from(
    ['#import "x"', "<script>", "$a$", "\\", "*a*", "= b", "@c"]
)
LANGUAGES = st.sampled_from(["en", "de-CH", "ar", "ja", "zh-Hant-TW", "mul-Latn-XX", "und"])


def read(title: str, language: str) -> Routine | None:
    """A routine with a text of an author; None where the language of routines refuses it."""
    steps = [{"title": title, "say": "Stroke your palm.", "do": "5s"}, {"say": f"Rest. {title}", "pause": "3s"}]
    routine = {"title": title, "language": language, "needs": [title], "steps": [{"section": title, "steps": steps}]}
    try:
        return parse_routine(json.dumps(routine).encode(), "FILE")
    except RoutineError:
        return None


@at_most(25)
@given(TEXTS, LANGUAGES)
def test_any_text_is_shown_as_it_is(title: str, language: str) -> None:
    if (routine := read(title, language)) is None:
        return
    sheet = sheet_of(routine.title, routine, plan_routine(routine, estimate_by_pace(125)))
    page = html.document_fromstring(write_html(sheet, "a4")[0].decode())
    assert page.findtext(".//h1") == one_line(routine.title)
    assert not page.xpath("//script")
    pdf = PdfReader(BytesIO(write_pdf(sheet, "a4")[0]))
    assert pdf.metadata
    assert pdf.metadata.title == one_line(routine.title)
