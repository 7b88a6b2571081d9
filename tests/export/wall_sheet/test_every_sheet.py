"""Every routine that comes with coach has its page for the wall."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader

from coach.export.wall_sheet import PAPERS, SHEETS
from coach.export.wall_sheet.largest_fit import LEAST
from coach.export.wall_sheet.steps_on_sheet import Again, Row, SheetStep, WallSheet
from coach.export.wall_sheet.typst_sheet import write_pdf
from coach.routine.library import bundled_routines

pytestmark = pytest.mark.session

Make = Callable[..., WallSheet]


@pytest.mark.parametrize("name", sorted(bundled_routines()))
def test_its_page_has_every_step_with_its_words_and_its_time(make: Make, name: str) -> None:
    sheet = make(name)
    data, fit = write_pdf(sheet, "a4")
    (page,) = PdfReader(BytesIO(data)).pages
    shown = squeezed(page.extract_text())
    assert fit.size >= LEAST
    for row in sheet.rows:
        for text in (sheet.title, *sheet.needs, *sheet.cautions, *texts_of(row)):
            assert squeezed(text) in shown


def texts_of(row: Row) -> tuple[str, ...]:
    if isinstance(row, SheetStep):
        return row.title, row.words, row.meanwhile, row.time
    return (row.words,) if isinstance(row, Again) else (row.title,)


def squeezed(text: str) -> str:
    """A text without spaces: where a line ends, they are gone."""
    return "".join(text.split())


@pytest.mark.parametrize("name", sorted(bundled_routines()))
def test_it_is_one_page_of_any_paper_as_html(make: Make, name: str) -> None:
    sheet = make(name)
    (kind,) = (kind for kind in SHEETS if kind.suffix == ".html")
    assert {kind.write(sheet, paper)[1].pages for paper in PAPERS} == {1}
