"""An iterable → its items, with prefetch: another thread makes the next item while this one is used."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, TypeVar

from coach.interrupts import LOOK_S, asked, check

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Item = TypeVar("Item")


def ahead(items: Iterable[Item]) -> Iterator[Item]:
    """Yield the items in order, each made in advance; an error in making one is raised where it would be yielded.

    Closing the iterator early waits for the item that is being made, except when coach is to end.
    """
    iterator, end = iter(items), object()
    pool = ThreadPoolExecutor(1)
    try:
        following = pool.submit(next, iterator, end)
        while (item := wait_for(following)) is not end:
            following = pool.submit(next, iterator, end)
            yield item  # type: ignore[misc]
    finally:
        ends = bool(asked())
        pool.shutdown(wait=not ends, cancel_futures=ends)


def wait_for(item: Future[Item]) -> Item:
    """Wait for an item and return it; raises what making it raised, or Interrupted."""
    while not is_done(item):
        pass
    return item.result()


def is_done(item: Future[Item]) -> bool:
    """Whether an item is there, after a tenth of a second at most; raises what making it raised, or Interrupted."""
    if wait([item], LOOK_S).done:
        item.result()
        return True
    check()
    return False
