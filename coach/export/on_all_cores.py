"""Pieces of work → their results in order, made on all cores at the same time, and in bounded memory."""

from __future__ import annotations

from collections import deque
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from coach.cores import available_cores

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Item = TypeVar("Item")
Result = TypeVar("Result")


@contextmanager
def on_all_cores(
    items: Iterable[Item], work: Callable[[Item, Callable[[], None]], Result]
) -> Iterator[Iterator[tuple[Item, Future[Result]]]]:
    """Give each item in order, with what is or will be the result of work on it, which begins for some in advance.

    The work is done in threads. Beside its item, it is given a function that it has to call often: that one ends it
    when the `with` is left.

    Example:
        >>> with on_all_cores(["calm", "warm"], lambda word, look: word.title()) as begun:
        ...     [result.result() for _, result in begun]
        ['Calm', 'Warm']
    """
    cores, over = available_cores(), Event()

    def look() -> None:
        if over.is_set():
            raise CancelledError

    def begun() -> Iterator[tuple[Item, Future[Result]]]:
        waiting: deque[tuple[Item, Future[Result]]] = deque()
        for item in items:
            waiting.append((item, pool.submit(work, item, look)))
            if len(waiting) > cores:
                yield waiting.popleft()
        yield from waiting

    pool = ThreadPoolExecutor(cores)
    try:
        yield begun()
    finally:
        over.set()
        pool.shutdown(cancel_futures=True)
