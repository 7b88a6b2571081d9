"""Passages → passages in which a heading that is told begins the step under it, rather than being one of its own.

"3. Sit and reach" above "Sit on the chair and lean forward, 3 times." asks for one thing: its number is not done twice.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from coach.draft.reading.passages import Passage, Sentence


def with_spoken_headings(passages: Iterable[Passage], rules: Container[Sentence]) -> Iterator[Passage]:
    """Yield passages; the sentences of a heading are the first of the passage under it, if there is one.

    What only says the `rules` for all steps is passed over: nothing is done there.
    """
    heading: Passage | None = None
    for passage in passages:
        if heading and all(each in rules for each in passage.told):
            yield passage
            continue
        if heading and passage.section == heading.section and passage.heading == heading.heading:
            yield replace(passage, told=[*heading.told, *passage.told], left=[*heading.left, *passage.left])
            heading = None
            continue
        if heading:
            yield heading
        heading = passage if _is_heading(passage) else None
        if not heading:
            yield passage
    if heading:
        yield heading


def _is_heading(passage: Passage) -> bool:
    return passage.block.number is not None and passage.heading == passage.block.text
