"""Wall sheet → one HTML file, without scripts and without anything from elsewhere: to be read, or to be printed.

Nobody can ask a browser how much fits on its page, so the lines are counted here, in letters that are as wide as those
of DejaVu Sans and Verdana: in any other font that a browser may take, the sheet is shorter.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from coach.export.text_direction import direction_of
from coach.export.wall_sheet.cautions_on_sheet import FEW
from coach.export.wall_sheet.hand_drawing import draw_hand, shared_shapes
from coach.export.wall_sheet.kept_words import Amount
from coach.export.wall_sheet.largest_fit import Fit, largest_fit
from coach.export.wall_sheet.line_count import PageModel, title_size
from coach.export.wall_sheet.sheet_entries import Repeat, Steps, Title, shown_on, tied
from coach.export.wall_sheet.sheet_icons import AGAIN_ICON, WARNING_ICON
from coach.export.wall_sheet.sheet_words import SheetWords, labels_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.export.wall_sheet.cautions_on_sheet import CautionRow
    from coach.export.wall_sheet.sheet_entries import Drawing, Entry, Group, Shown
    from coach.export.wall_sheet.sheet_rows import WallSheet

_STYLE = Path(__file__).with_name("sheet.css")
_PAGES = {"a4": "A4 portrait", "letter": "letter portrait"}


def write_html(sheet: WallSheet, paper: str) -> tuple[bytes, Fit]:
    """Return a sheet as HTML, and how it fits on a page when it is printed."""
    models = {amount: PageModel(sheet, shown_on(sheet, amount), paper) for amount in Amount}
    fit = largest_fit(lambda amount, columns, size: models[amount].pages(columns, size))
    model = models[fit.amount]
    columns = model.columns(fit.columns, fit.size)
    return "".join(_page(sheet, model.shown, columns, _style(sheet, fit, paper))).encode(), fit


def _style(sheet: WallSheet, fit: Fit, paper: str) -> str:
    title = title_size(sheet, fit.size, paper)
    spread = "0.09em" if fit.columns == 1 else "0em"
    own = f"--size: {fit.size:g}pt; --columns: {fit.columns}; --title: {title:.2f}; --spread: {spread};"
    return f"@page {{ size: {_PAGES[paper]}; margin: 9mm 10mm 8mm; }}\n:root {{ {own} }}\n{_STYLE.read_text('utf-8')}"


def _page(sheet: WallSheet, shown: Shown, columns: Sequence[Sequence[Group]], style: str) -> Iterator[str]:
    """Yield the parts of the page. Its policy allows nothing but its own style, which it knows by its hash."""
    words = labels_of(sheet.language)
    blocks = [f'<div class="column">\n{"".join(_blocks(column, 0, flat=shown.loops))}</div>\n' for column in columns]
    right = ' dir="rtl"' if direction_of(sheet.language) == "rtl" else ""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    yield f'<!DOCTYPE html>\n<html lang="{escape(sheet.language)}"{right}>\n<head>\n<meta charset="utf-8">\n'
    policy = f"default-src 'none'; style-src 'sha256-{digest}'"
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{escape(sheet.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    if any('<svg role="img"' in block for block in blocks):
        yield f"{shared_shapes()}\n"
    yield from _head(sheet, shown, words)
    yield from _cautions(sheet, words)
    yield "<main>\n"
    yield from blocks
    yield "</main>\n"
    if shown.rest:
        yield f"<footer{_own(words, sheet)}>{escape(shown.rest)}</footer>\n"
    yield "</body>\n</html>\n"


def _head(sheet: WallSheet, shown: Shown, words: SheetWords) -> Iterator[str]:
    yield f'<header>\n<h1 dir="auto">{escape(sheet.title)}</h1>\n'
    yield f'<p class="length" dir="ltr">{escape(tied(sheet.length))}</p>\n'
    if shown.summary:
        yield f'<p class="summary" dir="auto">{escape(shown.summary)}</p>\n'
    if sheet.needs:
        needs = "".join(f'<li dir="auto">{escape(need)}</li>' for need in sheet.needs)
        label = f'<b{_own(words, sheet)} dir="auto">{escape(words.labels["needs"])}:</b>'
        yield f'<div class="needs">{label}<ul>{needs}</ul></div>\n'
    yield "</header>\n"


def _cautions(sheet: WallSheet, words: SheetWords) -> Iterator[str]:
    if not sheet.given and not sheet.cautions:
        return
    title = f'<h2 id="cautions"{_own(words, sheet)}>{_hidden(WARNING_ICON)}{escape(words.labels["cautions"])}</h2>'
    yield f'<section class="cautions" aria-labelledby="cautions">{title}'
    if sheet.given:
        yield f'<p class="given" dir="auto">{escape(" ".join(sheet.given))}</p>'
    yield from map(_caution_row, sheet.cautions)
    yield "</section>\n"


def _caution_row(row: CautionRow) -> str:
    if row.label:
        return f"<p><b>{escape(row.label)}:</b> {escape(' • '.join(row.texts))}</p>"
    if len(row.texts) == 1:
        return f'<p dir="auto">{escape(row.texts[0])}</p>'
    many = ' class="many"' if len(row.texts) > FEW else ""
    items = "".join(f'<li dir="auto">{escape(text)}</li>' for text in row.texts)
    return f"<ul{many}>{items}</ul>"


def _own(words: SheetWords, sheet: WallSheet) -> str:
    """Return the attribute for a label that is not in the language of the sheet."""
    return "" if words.language == sheet.language.partition("-")[0] else f' lang="{words.language}"'


def _blocks(groups: Sequence[Group], depth: int, *, flat: bool = False) -> Iterator[str]:
    """Yield groups as elements; those of a loop stand together within one of its own."""
    index = 0
    while index < len(groups):
        inner = groups[index].depth > depth
        end = next((n for n in range(index, len(groups)) if (groups[n].depth > depth) != inner), len(groups))
        if inner:
            yield '<div class="loop">\n'
            yield from _blocks(groups[index:end], depth + 1)
        else:
            yield '<div class="flat">\n' if flat else "<div>\n"
            yield from map(_group, groups[index:end])
        yield "</div>\n"
        index = end


def _group(group: Group) -> str:
    if isinstance(group, Title):
        title = escape(group.title)
        return f'<h2 class="section" dir="auto">{title}</h2>\n' if title else '<div class="gap"></div>\n'
    if isinstance(group, Repeat):
        said = f"{escape(group.words)} " if group.words else ""
        told = f'<p dir="auto">{said}{escape(group.line)}</p>'
        return f'<div class="again">{_hidden(AGAIN_ICON)}{told}{_drawing(group.drawing)}</div>\n'
    assert isinstance(group, Steps)
    drawn = ' class="drawn"' if group.drawn else ""
    return f'<ol start="{group.steps[0].number}"{drawn} role="list">\n{"".join(map(_step, group.steps))}</ol>\n'


def _step(step: Entry) -> str:
    title = f"<b>{escape(step.title)}</b>{' ' if step.goes_on else ' <span></span>'}" if step.title else ""
    meanwhile = f" <i>{escape(step.meanwhile)}</i>" if step.meanwhile else ""
    again = "".join(map(_again, step.again))
    time = f' <span class="time" dir="auto">{escape(step.time)}</span>' if step.time else ""
    words = f'<p class="words" dir="auto">{title}{escape(step.words)}{meanwhile}{again}{time}</p>'
    number = f'<span class="number">{step.number}</span>'
    return f'<li class="step" value="{step.number}">{number}{words}{_drawing(step.drawing)}</li>\n'


def _again(line: str) -> str:
    return f' <span class="once-more" dir="auto">{_hidden(AGAIN_ICON)}{escape(line)}</span>'


def _drawing(drawing: Drawing | None) -> str:
    if drawing is None:
        return ""
    svg = draw_hand(drawing.hand, linked=True)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{escape(drawing.described)}" ', 1)


def _hidden(icon: str) -> str:
    return icon.replace("<svg ", '<svg class="sign" aria-hidden="true" ', 1)
