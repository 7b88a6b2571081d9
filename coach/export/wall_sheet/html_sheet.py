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
from coach.export.wall_sheet.hand_drawing import draw_hand, shared_shapes
from coach.export.wall_sheet.largest_fit import Fit, largest_fit
from coach.export.wall_sheet.line_count import PageModel, title_size
from coach.export.wall_sheet.sheet_entries import Repeat, Steps, Title, groups_of, tied
from coach.export.wall_sheet.sheet_icons import AGAIN_ICON, WARNING_ICON
from coach.export.wall_sheet.sheet_words import SheetWords, labels_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.export.wall_sheet.sheet_entries import Drawing, Entry, Group
    from coach.export.wall_sheet.steps_on_sheet import WallSheet

_STYLE = Path(__file__).with_name("sheet.css")
_PAGES = {"a4": "A4 portrait", "letter": "letter portrait"}
_MANY = 2
"""More cautions stand in two columns."""


def write_html(sheet: WallSheet, paper: str) -> tuple[bytes, Fit]:
    """Return a sheet as HTML, and how it fits on a page when it is printed."""
    groups = groups_of(sheet)
    model = PageModel(sheet, groups, paper)
    fit = largest_fit(model.pages)
    columns = model.columns(fit.columns, fit.size)
    return "".join(_page(sheet, columns, labels_of(sheet.language), _style(sheet, fit, paper))).encode(), fit


def _style(sheet: WallSheet, fit: Fit, paper: str) -> str:
    two = fit.columns > 1
    values = {
        "size": f"{fit.size:g}pt",
        "columns": str(fit.columns),
        "title": f"{title_size(sheet, fit.size, paper):.2f}",
        "bold": "1" if two else "1.12",
        "time": "1.08" if two else "1.25",
        "least": "0" if two else "3",
        "hand": "3.1" if two else "4",
        "beside": "column" if two else "row-reverse",
        "wrap": "min-content" if two else "max-content",
        "align": "flex-end" if two else "center",
    }
    own = " ".join(f"--{name}: {value};" for name, value in values.items())
    return f"@page {{ size: {_PAGES[paper]}; margin: 10mm 11mm 9mm; }}\n:root {{ {own} }}\n{_STYLE.read_text('utf-8')}"


def _page(sheet: WallSheet, columns: Sequence[Sequence[Group]], words: SheetWords, style: str) -> Iterator[str]:
    """Yield the parts of the page. Its policy allows nothing but its own style, which it knows by its hash."""
    loops = any(group.depth for column in columns for group in column)
    blocks = [f'<div class="column">\n{"".join(_blocks(column, 0, flat=loops))}</div>\n' for column in columns]
    right = ' dir="rtl"' if direction_of(sheet.language) == "rtl" else ""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    yield f'<!DOCTYPE html>\n<html lang="{escape(sheet.language)}"{right}>\n<head>\n<meta charset="utf-8">\n'
    policy = f"default-src 'none'; style-src 'sha256-{digest}'"
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{escape(sheet.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    if any('<svg role="img"' in block for block in blocks):
        yield f"{shared_shapes()}\n"
    yield from _head(sheet, words)
    yield "<main>\n"
    yield from blocks
    yield "</main>\n</body>\n</html>\n"


def _head(sheet: WallSheet, words: SheetWords) -> Iterator[str]:
    yield f'<header>\n<h1 dir="auto">{escape(sheet.title)}</h1>\n'
    yield f'<p class="length" dir="ltr">{escape(tied(sheet.length))}</p>\n'
    if sheet.summary:
        yield f'<p class="summary" dir="auto">{escape(sheet.summary)}</p>\n'
    if sheet.needs:
        needs = "".join(f'<li dir="auto">{escape(need)}</li>' for need in sheet.needs)
        label = f"<b{_own(words, sheet)}>{escape(words.labels['needs'])}:</b>"
        yield f'<div class="needs">{label}<ul>{needs}</ul></div>\n'
    yield "</header>\n"
    if sheet.cautions:
        many = " many" if len(sheet.cautions) > _MANY else ""
        title = f'<h2 id="cautions"{_own(words, sheet)}>{_hidden(WARNING_ICON)}{escape(words.labels["cautions"])}</h2>'
        items = "".join(f'<li dir="auto">{escape(caution)}</li>' for caution in sheet.cautions)
        yield f'<section class="cautions{many}" aria-labelledby="cautions">{title}<ul>{items}</ul></section>\n'


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
        told = f'<p dir="auto">{said}<b>{escape(group.line)}</b></p>'
        return f'<div class="again">{_hidden(AGAIN_ICON)}{told}{_drawing(group.drawing)}</div>\n'
    assert isinstance(group, Steps)
    return f'<ol start="{group.steps[0].number}" role="list">\n{"".join(map(_step, group.steps))}</ol>\n'


def _step(step: Entry) -> str:
    title = f"<b>{escape(step.title)}</b> " if step.title else ""
    meanwhile = f" <i>{escape(step.meanwhile)}</i>" if step.meanwhile else ""
    time = f'<p class="time" dir="auto">{escape(step.time)}</p>' if step.time else ""
    pair = f"{time}{_drawing(step.drawing)}"
    beside = f'<div class="beside">{pair}</div>' if pair else ""
    words = f'<div class="words" dir="auto">{title}{escape(step.words)}{meanwhile}</div>'
    number = f'<span class="number">{step.number}</span>'
    return f'<li class="step" value="{step.number}">{number}{words}{beside}</li>\n'


def _drawing(drawing: Drawing | None) -> str:
    if drawing is None:
        return ""
    svg = draw_hand(drawing.hand, linked=True)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{escape(drawing.described)}" ', 1)


def _hidden(icon: str) -> str:
    return icon.replace("<svg ", '<svg class="sign" aria-hidden="true" ', 1)
