"""Wall sheet → PDF, by Typst: tagged, with the letters as large as fit on one page.

The words go to Typst as data (JSON), never as markup. The fonts are those that come with coach, so that a sheet is the
same on every machine; the system's are asked only for letters that these lack.
"""

from __future__ import annotations

import json
import re
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach.errors import ExportError, MissingPart
from coach.export.wall_sheet.cautions_on_sheet import FEW
from coach.export.wall_sheet.hand_drawing import Hand, draw_hand
from coach.export.wall_sheet.kept_words import Amount
from coach.export.wall_sheet.largest_fit import Fit, largest_fit
from coach.export.wall_sheet.letter_widths import font_folder, letters_lacking
from coach.export.wall_sheet.sheet_entries import shown_on, tied
from coach.export.wall_sheet.sheet_icons import AGAIN_ICON, WARNING_ICON
from coach.export.wall_sheet.sheet_words import labels_of
from coach.log import logger
from coach.requirements import install_command, package_lacking

if TYPE_CHECKING:
    from coach.export.wall_sheet.cautions_on_sheet import CautionRow
    from coach.export.wall_sheet.sheet_entries import Shown
    from coach.export.wall_sheet.sheet_rows import WallSheet

_log = logger(__name__)
_TEMPLATE = Path(__file__).with_name("sheet.typ")
_TIMESTAMP = 0
"""The time of creation: the same for every sheet, so that the same session gives the same bytes."""
_LONG = re.compile(r"[^\s\u200b]{24}(?=[^\s])")
"""A word that is so long that it may have to be broken anywhere."""


def write_pdf(sheet: WallSheet, paper: str) -> tuple[bytes, Fit]:
    """Return a sheet as PDF/UA-1, and how it fits.

    Raises MissingPart without Typst, ExportError where Typst cannot set it.
    """
    contents = {amount: _content(sheet, shown_on(sheet, amount), paper) for amount in Amount}
    typesetter = _Typesetter(contents, system_fonts=bool(letters_lacking(sheet.letters)))
    fit = largest_fit(typesetter.pages)
    return typesetter.pdf(fit), fit


class _Typesetter:
    """Typst with a sheet, which can have more or fewer words, in letters of one size or another."""

    def __init__(self, contents: dict[Amount, dict[str, Any]], *, system_fonts: bool) -> None:
        self._typst = _typst()
        self._contents = contents
        fonts = self._typst.Fonts(system_fonts, include_embedded_fonts=False, font_paths=[str(font_folder())])
        self._compiler = self._typst.Compiler(str(_TEMPLATE), root=str(_TEMPLATE.parent), font_paths=fonts)

    def pages(self, amount: Amount, columns: int, size: float) -> int:
        """Return the number of pages with so many words, in letters of a size in points."""
        self._compile(Fit(amount, columns, size, 1), "svg")
        return int(json.loads(self._compiler.query("<pages>", field="value", one=True)))

    def pdf(self, fit: Fit) -> bytes:
        return self._compile(fit, "pdf", pdf_standards=["ua-1"], timestamp=_TIMESTAMP)

    def _compile(self, fit: Fit, form: str, **options: Any) -> bytes:  # noqa: ANN401 - as Typst takes them
        content = self._contents[fit.amount] | ({"pages": None} if fit.pages == 1 else {})
        inputs = {"sheet": json.dumps(content), "columns": str(fit.columns), "size": str(fit.size)}
        try:
            compiled: bytes = self._compiler.compile(format=form, sys_inputs=inputs, **options)
        except self._typst.TypstError as error:
            _log.error("Typst cannot set the sheet: %s", error.diagnostic)
            raise ExportError(f"the sheet cannot be set: {error.message}") from error
        return compiled


def _typst() -> Any:  # noqa: ANN401 - a module
    try:
        import typst
    except ImportError as error:
        remedy = install_command(package_lacking(error, "typst"))
        message = f"a sheet as PDF needs Typst, which cannot be imported ({error}); as HTML, it needs nothing"
        raise MissingPart(message, remedy) from error
    return typst


def _content(sheet: WallSheet, shown: Shown, paper: str) -> dict[str, Any]:
    """Return all that the template shows."""
    words = labels_of(sheet.language)
    language, region = _language(sheet.language)
    content = {
        "title": sheet.title,
        "summary": shown.summary,
        "rest": shown.rest,
        "length": tied(sheet.length),
        "needs": sheet.needs,
        "cautions": [sheet.given, [_caution_row(row) for row in sheet.cautions]],
        "groups": json.loads(json.dumps(shown.groups, default=_as_json)),
        "labels": words.labels,
    }
    texts: dict[str, Any] = _breakable(content)
    return texts | {
        "lang": language,
        "label-lang": words.language,
        "region": region,
        "paper": {"a4": "a4", "letter": "us-letter"}[paper],
        "pages": words.labels["page"],
        "icons": {"warning": WARNING_ICON, "again": AGAIN_ICON},
        "loops": shown.loops,
    }


def _language(tag: str) -> tuple[str, str | None]:
    """Return the language and the region of a tag as Typst takes them."""
    language, *others = tag.split("-")
    return language, next((part.lower() for part in others if len(part) == 2 and part.isalpha()), None)  # noqa: PLR2004


def _caution_row(row: CautionRow) -> dict[str, Any]:
    return {"label": row.label, "texts": row.texts if row.label else _in_two(row.texts)}


def _in_two(cautions: tuple[str, ...]) -> list[list[str]]:
    """Return the cautions in two columns of about the same length, or in one where there are few."""
    if len(cautions) <= FEW:
        return [list(cautions)]
    whole = sum(map(len, cautions))
    count = min(range(1, len(cautions)), key=lambda n: abs(2 * sum(map(len, cautions[:n])) - whole))
    return [list(cautions[:count]), list(cautions[count:])]


def _as_json(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Return the drawing of a hand, and any other datum as its fields."""
    if isinstance(value, Hand):
        return draw_hand(value)
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _breakable(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Return the same texts, in which words of any length can be broken."""
    if isinstance(value, str):
        return value if value.startswith("<svg") else _LONG.sub(lambda match: match[0] + "\u200b", value)
    if isinstance(value, dict):
        return {key: _breakable(each) for key, each in value.items()}
    return [_breakable(each) for each in value] if isinstance(value, list | tuple) else value
