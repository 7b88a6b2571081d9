"""Every routine that comes with coach has its page for the wall, in large print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import pairwise

import pytest
from pypdf import PageObject, PdfReader

from coach.export.wall_sheet import PAPERS, SHEETS
from coach.export.wall_sheet.kept_words import Amount
from coach.export.wall_sheet.largest_fit import Fit
from coach.export.wall_sheet.sheet_entries import Group, Repeat, Title, shown_on
from coach.export.wall_sheet.sheet_rows import Heading, WallSheet
from coach.export.wall_sheet.typst_sheet import write_pdf
from coach.routine.routine_files import bundled_routines, language_of_name

pytestmark = pytest.mark.session

Make = Callable[..., WallSheet]
NAMES = sorted(bundled_routines())
LARGE, CLEAR = 14.0, 12.0
"""The least sizes in points: of what is read during a session, and of what is read before it."""


@dataclass(frozen=True)
class Printed:
    """A sheet as PDF."""

    sheet: WallSheet
    fit: Fit
    letters: str
    """All its letters as they stand on its page, without spaces: where a line ends, they are gone."""
    sizes: tuple[float, ...]
    """The size of each letter in points."""

    def place(self, text: str, after: int = 0) -> int:
        """Where a text stands; fails if it stands nowhere after that."""
        found = self.letters.find(squeezed(text), after)
        assert found >= 0, text
        return found

    def smallest(self, text: str, after: int = 0) -> float:
        start = self.place(text, after)
        return min(self.sizes[start : start + len(squeezed(text))])


def squeezed(text: str) -> str:
    return "".join(text.split())


def printed(sheet: WallSheet, paper: str) -> Printed:
    data, fit = write_pdf(sheet, paper)
    (page,) = PdfReader(BytesIO(data)).pages
    letters, sizes = [""], []
    for text, size in texts_on(page):
        letters.append(text)
        sizes += [size] * len(text)
    return Printed(sheet, fit, "".join(letters), tuple(sizes))


def texts_on(page: PageObject) -> list[tuple[str, float]]:
    """The texts of a page without their spaces, with the size of their letters, in the order of its parts."""
    found: list[tuple[str, float]] = []

    def visit(text: str, _around: list[float], matrix: list[float], _font: object, size: float) -> None:
        found.append((squeezed(text), size * matrix[0]))

    page.extract_text(visitor_text=visit)
    return found


@pytest.fixture(scope="module")
def prints(make: Make) -> Callable[[str, str], Printed]:
    return cache(lambda name, paper: printed(make(name), paper))


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", NAMES)
def test_its_one_page_has_every_step_in_order_in_large_letters(
    prints: Callable[[str, str], Printed], name: str, paper: str
) -> None:
    page = prints(name, paper)
    after = page.place(page.sheet.rows[0].title if isinstance(page.sheet.rows[0], Heading) else "")
    for group in shown_on(page.sheet, page.fit.amount).groups:
        for text in texts_of(group):
            assert page.smallest(text, after) >= LARGE
            after = page.place(text, after)
    numbers = [step.number for step in page.sheet.steps]
    assert numbers == [*range(1, len(numbers) + 1)]


def texts_of(group: Group) -> list[str]:
    """All that is read of it during a session."""
    if isinstance(group, Title):
        texts = [group.title]
    elif isinstance(group, Repeat):
        texts = [f"{group.words} {group.line}"]
    else:
        texts = [
            text
            for step in group.steps
            for text in (f"{step.title} {step.words} {step.meanwhile}", *step.again, step.time)
        ]
    return [text for text in texts if text.strip()]


@pytest.mark.parametrize("name", NAMES)
def test_what_to_mind_and_to_have_stands_above_the_steps_in_clear_letters(
    prints: Callable[[str, str], Printed], name: str
) -> None:
    page = prints(name, "a4")
    assert page.sheet.cautions
    first = page.place(page.sheet.steps[0].title)
    places = [page.place(text) for text in (page.sheet.title, *page.sheet.needs)]
    for row in page.sheet.cautions:
        for text in row.texts:
            assert page.smallest(text) >= CLEAR
            places.append(page.place(text))
    assert max(places) < first
    assert all(one < other for one, other in pairwise(places[: 1 + len(page.sheet.needs)]))


@pytest.mark.parametrize("name", NAMES)
def test_it_is_one_page_of_any_paper_as_html_or_two_in_a_language_of_longer_words(make: Make, name: str) -> None:
    sheet = make(name)
    (kind,) = (kind for kind in SHEETS if kind.suffix == ".html")
    fits = [kind.write(sheet, paper)[1] for paper in PAPERS]
    assert {fit.pages for fit in fits} <= ({1, 2} if language_of_name(name) else {1})
    assert min(fit.size for fit in fits) >= LARGE


def test_where_words_are_left_out_the_page_says_where_they_are(prints: Callable[[str, str], Printed]) -> None:
    page = prints("techniques", "a4")
    assert page.fit.amount < Amount.ALL
    page.place("All the words: coach transcript NAME")
    whole = prints("title: A rest\nsteps: [{title: Rest, say: Rest both hands., do: 20s}]\n", "a4")
    assert whole.fit.amount == Amount.ALL
    assert "Allthewords" not in whole.letters


def test_what_a_condition_changes_stands_there(make: Make) -> None:
    page = printed(make("sore-hands", conditions=("crps",)), "a4")
    assert page.smallest(page.sheet.given[0]) >= LARGE
    for step in page.sheet.steps:
        for sentence in page.sheet.changed:
            if sentence in step.words:
                assert page.smallest(sentence.removeprefix(f"{step.title} ")) >= LARGE
