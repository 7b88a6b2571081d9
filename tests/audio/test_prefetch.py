from __future__ import annotations

import threading
import weakref
from collections.abc import Callable, Iterator
from itertools import count, islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio.prefetch import ahead, spread
from coach.cores import available_cores
from tests.kinds import at_most

pytestmark = pytest.mark.unit

PATIENCE_S = 10


def in_time(act: Callable[[], object]) -> None:
    """Fails where it hangs."""
    thread = threading.Thread(target=act, daemon=True)
    thread.start()
    thread.join(PATIENCE_S)
    assert not thread.is_alive()


@given(st.lists(st.none() | st.booleans() | st.integers()))
@at_most(200)
def test_the_items_come_in_their_order(items: list[object]) -> None:
    assert list(ahead(items)) == items


def test_of_nothing_there_is_nothing() -> None:
    assert list(ahead(())) == []


def test_items_that_cannot_be_compared_come_too() -> None:
    class Odd:
        def __eq__(self, other: object) -> bool:
            raise TypeError

        __hash__ = None  # type: ignore[assignment]

    items = [Odd(), Odd()]
    assert [id(item) for item in ahead(items)] == [id(item) for item in items]


def breaking() -> Iterator[int]:
    yield 1
    yield 2
    raise LookupError("three")


def test_an_error_is_raised_where_its_item_would_be_taken() -> None:
    items = ahead(breaking())
    assert (next(items), next(items)) == (1, 2)
    with pytest.raises(LookupError, match="three"):
        next(items)
    assert list(items) == []


def test_an_error_of_an_item_that_nobody_takes_is_nobody_s() -> None:
    items = ahead(breaking())
    assert list(islice(items, 2)) == [1, 2]
    items.close()  # type: ignore[attr-defined]


class Made:
    """Numbers, and which of them were asked for."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.threads: set[int] = set()
        self.made = threading.Condition()

    def __iter__(self) -> Iterator[int]:
        for number in count():
            with self.made:
                self.begun.append(number)
                self.threads.add(threading.get_ident())
                self.made.notify_all()
            yield number

    def wait_for(self, number: int, seconds: float = PATIENCE_S) -> bool:
        with self.made:
            return self.made.wait_for(lambda: number in self.begun, seconds)


def test_nothing_is_made_before_the_first_is_wanted() -> None:
    made = Made()
    items = ahead(made)
    assert not made.wait_for(0, 0.05)
    items.close()  # type: ignore[attr-defined]


def test_the_next_item_is_made_while_one_is_used_and_no_more() -> None:
    made = Made()
    items = ahead(made)
    for number in range(3):
        assert next(items) == number
        assert made.wait_for(number + 1)
        assert not made.wait_for(number + 2, 0.05)
    items.close()  # type: ignore[attr-defined]


def test_all_are_made_in_one_other_thread() -> None:
    made = Made()
    assert list(islice(ahead(made), 20)) == list(range(20))
    assert len(made.threads) == 1
    assert threading.get_ident() not in made.threads


def test_closing_early_does_not_hang_and_leaves_no_thread() -> None:
    made, before = Made(), threading.active_count()
    items = ahead(made)
    assert next(items) == 0
    in_time(items.close)  # type: ignore[attr-defined]
    assert made.begun in ([0], [0, 1])
    assert threading.active_count() <= before


def test_closing_waits_for_the_item_that_is_being_made() -> None:
    finish, done = threading.Event(), threading.Event()

    def slow() -> Iterator[int]:
        yield 1
        finish.wait(PATIENCE_S)
        done.set()
        yield 2

    items = ahead(slow())
    assert next(items) == 1
    threading.Timer(0.05, finish.set).start()
    in_time(items.close)  # type: ignore[attr-defined]
    assert done.is_set()


def test_an_error_of_the_one_who_uses_the_items_goes_through() -> None:
    def use() -> None:
        for item in ahead(count()):
            if item == 3:
                raise InterruptedError("enough")

    with pytest.raises(InterruptedError, match="enough"):
        use()


def test_its_items_are_let_go() -> None:
    """A block of a mix is large: beside the one that is used, only the next is kept."""

    class Large:
        pass

    items = ahead(Large() for _ in range(4))
    first = weakref.ref(next(items))
    next(items)
    next(items)
    assert first() is None


@given(st.lists(st.floats(0, 1)))
@at_most(50)
def test_work_that_is_spread_comes_in_the_order_of_its_items(lengths: list[float]) -> None:
    def work(length: float) -> float:
        threading.Event().wait(length / 1000)
        return length

    assert list(spread(work, lengths)) == lengths


def test_work_is_spread_over_threads_and_few_items_are_held() -> None:
    made, gathered = count(), threading.Barrier(available_cores())
    results = spread(lambda _: gathered.wait(PATIENCE_S), islice(made, 4 * available_cores()))
    in_time(lambda: next(results))
    assert next(made) <= available_cores() + 2
    in_time(lambda: list(results))


def test_what_fails_in_spread_work_is_raised_in_its_place() -> None:
    results = spread(lambda number: 6 // number, [3, 2, 0, 1])
    assert [next(results), next(results)] == [2, 3]
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_an_item_that_cannot_be_made_is_told() -> None:
    with pytest.raises(ZeroDivisionError):
        list(spread(str, (6 // number for number in (3, 2, 0))))
