"""An iterable → its items in their order, made or worked on in other threads while they are waited for."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, TypeVar

from coach.cores import available_cores
from coach.interrupts import LOOK_S, asked, check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Item = TypeVar("Item")
Result = TypeVar("Result")


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


def spread(work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    """Yield what the work on each item gives, in the order of the items, with as many threads as there are processors.

    The items are made in this thread, and only a few of them are held. An error in the work is raised where its result
    would be yielded.

    Example:
        >>> list(spread(len, ["in", "and", "out"]))
        [2, 3, 3]
    """
    cores = available_cores()
    running: deque[Future[Result]] = deque()
    pool = ThreadPoolExecutor(cores)
    try:
        for item in items:
            running.append(pool.submit(work, item))
            while running and (len(running) > cores or running[0].done()):
                yield wait_for(running.popleft())
        while running:
            yield wait_for(running.popleft())
    finally:
        pool.shutdown(wait=not asked(), cancel_futures=True)


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
