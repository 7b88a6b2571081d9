"""An iterator → the same, with the next item made in another thread while this one is used."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, TypeVar

from coach.interrupts import LOOK_S, asked, check

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Item = TypeVar("Item")


def ahead(items: Iterable[Item]) -> Iterator[Item]:
    """The items in their order; what making one raises is raised where it is taken.

    Who leaves waits for the one that is being made, but not if coach is to end.
    """
    iterator, end = iter(items), object()
    pool = ThreadPoolExecutor(1)
    try:
        following = pool.submit(next, iterator, end)
        while (item := _made(following)) is not end:
            following = pool.submit(next, iterator, end)
            yield item  # type: ignore[misc]
    finally:
        ends = bool(asked())
        pool.shutdown(wait=not ends, cancel_futures=ends)


def _made(item: Future[Item]) -> Item:
    """Wait for it; raises Interrupted, too."""
    while not wait([item], LOOK_S).done:
        check()
    return item.result()
