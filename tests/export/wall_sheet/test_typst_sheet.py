from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from coach.errors import ExportError, MissingPart
from coach.export.wall_sheet.sheet_rows import WallSheet
from coach.export.wall_sheet.typst_sheet import write_pdf

pytestmark = pytest.mark.unit

Make = Callable[..., WallSheet]

ROUTINE = """
title: '<script> #import "x" $1$ *a* \\ @b'
language: en-GB
needs: ['#panic("no")']
steps:
  - section: '= Palm'
    steps:
      - {title: 'Your left palm', say: '#sys.version <b>x</b>', do: 20s exactly}
      - {title: Your nails, say: Look., do: 1m30s exactly}
"""


@pytest.fixture(scope="module")
def written(make: Make) -> bytes:
    return write_pdf(make(ROUTINE), "a4")[0]


@pytest.fixture(scope="module")
def pdf(written: bytes) -> PdfReader:
    return PdfReader(BytesIO(written))


def words(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def test_the_same_sheet_is_the_same_bytes(make: Make, written: bytes) -> None:
    assert write_pdf(make(ROUTINE), "a4")[0] == written


def test_it_is_tagged_and_says_that_it_is_pdf_ua(pdf: PdfReader) -> None:
    root: Any = pdf.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def structure(element: object) -> list[str]:
    """The kinds of all elements of a tagged PDF, and the words for its drawings."""
    if isinstance(element, list):
        return [kind for each in element for kind in structure(each)]
    element = getattr(element, "get_object", lambda: element)()
    if not isinstance(element, DictionaryObject):
        return []
    own = [str(element["/S"]).removeprefix("/")] if "/S" in element else []
    alt = [str(element["/Alt"])] if "/Alt" in element else []
    inner = element.get("/K")
    return own + alt + structure(list(inner) if isinstance(inner, list) else inner)


def test_a_screen_reader_finds_headings_a_list_and_what_is_drawn(pdf: PdfReader) -> None:
    kinds = structure(pdf.root_object["/StructTreeRoot"])
    assert kinds.count("H1") == 1
    assert kinds.count("H2") == 1
    assert kinds.count("LI") == 2
    assert "Left hand, palm side, marked: palm" in kinds
    assert "Hand, back side, marked: nails" in kinds


def test_words_are_never_read_as_markup(pdf: PdfReader) -> None:
    assert pdf.metadata
    assert pdf.metadata.title == '<script> #import "x" $1$ *a* \\ @b'
    shown = words(pdf)
    for text in (pdf.metadata.title, '#panic("no")', "= Palm", "#sys.version <b>x</b>"):
        assert text in shown


def test_it_has_every_step_with_its_time(pdf: PdfReader) -> None:
    shown = words(pdf)
    for text in ("Your left palm", "20 s", "Your nails", "Look.", "1 min 30 s"):
        assert text in shown


def test_its_fonts_are_its_own(pdf: PdfReader) -> None:
    assert {str(font).split("+")[1] for font in fonts(pdf)} <= {"DejaVuSans", "DejaVuSans-Bold"}


def fonts(pdf: PdfReader) -> list[str]:
    page: Any = pdf.pages[0]
    resources = page["/Resources"]["/Font"]
    return [resources[name]["/BaseFont"] for name in resources]


def test_letters_that_the_font_lacks_and_titles_of_any_length_are_no_fault(make: Make) -> None:
    for title in ("手のマッサージ" * 40, "تدليك" * 60, "W" * 300, "🖐🏽 \ue000"):
        _, fit = write_pdf(make(f"title: {title}\nlanguage: ja\nsteps: [{{say: Sit., do: 3s}}]\n"), "a4")
        assert fit.pages == 1


def test_what_does_not_fit_goes_on_on_numbered_pages(make: Make) -> None:
    said = "Stroke the palm slowly. " * 4
    steps = "".join(f"  - {{title: Step {n} of many, say: {said}, do: 3s}}\n" for n in range(60))
    data, fit = write_pdf(make(f"title: Long\nsteps:\n{steps}"), "letter")
    pdf = PdfReader(BytesIO(data))
    assert len(pdf.pages) == fit.pages > 1
    assert f"Page 2 of {fit.pages}" in pdf.pages[1].extract_text()
    assert "Step 59 of many" in words(pdf)
    assert [float(length) for length in pdf.pages[0].mediabox[2:]] == [612, 792]


def test_without_typst_the_remedy_is_told(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    with pytest.raises(MissingPart) as caught:
        write_pdf(make(ROUTINE), "a4")
    assert "pip install" in caught.value.remedy
    assert "typst" in caught.value.remedy


def test_what_typst_refuses_is_an_error_of_the_export(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    from coach.export.wall_sheet import typst_sheet

    monkeypatch.setattr(typst_sheet, "_language", lambda _: ("no language", None))
    with pytest.raises(ExportError, match="cannot be set"):
        write_pdf(make(ROUTINE), "a4")


def test_a_sheet_without_sections_cautions_or_needs_is_fine(make: Make) -> None:
    sheet = make("title: A\nsteps: [{say: Sit., do: 3s}]\n")
    assert write_pdf(sheet, "a4")[1].size == 24
