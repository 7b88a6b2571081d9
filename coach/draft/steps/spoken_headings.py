"""Passages → passages in which a heading that is told begins the step under it, rather than being one of its own.

"3. Sit and reach" above "Sit on the chair and lean forward, 3 times." asks for one thing: its number is not done twice.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coach.draft.reading.passages import Passage


def with_spoken_headings(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Yield passages; the sentences of a heading are the first of the passage under it, if there is one."""
    heading: Passage | None = None
    for passage in passages:
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
    return passage.block.kind == "heading" and passage.block.number is not None
