from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from threading import Event

import pytest

from coach.audio.prefetch import wait_for
from coach.export import on_all_cores as module
from coach.export.on_all_cores import on_all_cores

pytestmark = pytest.mark.unit

CORES = 3


@pytest.fixture(autouse=True)
def three_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "available_cores", lambda: CORES)


def test_results_come_in_order_though_the_first_takes_longest() -> None:
    def work(number: int, _: Callable[[], None]) -> int:
        time.sleep(0.02 if number == 0 else 0)
        return number * number

    with on_all_cores(range(20), work) as begun:
        assert [(number, wait_for(square)) for number, square in begun] == [(n, n * n) for n in range(20)]


def test_only_as_many_are_begun_in_advance_as_there_are_cores() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(10):
            taken.append(number)
            yield number

    with on_all_cores(items(), lambda number, _: number) as begun:
        for count, _ in enumerate(begun, 1):
            assert len(taken) == min(10, count + CORES)


def test_what_nobody_waits_for_any_longer_ends() -> None:
    started, ended = Event(), Event()

    def forever(_: int, look: Callable[[], None]) -> None:
        started.set()
        try:
            while True:
                look()
                time.sleep(0.001)
        except CancelledError:
            ended.set()
            raise

    with on_all_cores(range(9), forever) as begun:
        next(begun)
        assert started.wait(10)
        assert not ended.is_set()
    assert ended.is_set()


def test_what_fails_is_raised_where_its_result_is_asked_for() -> None:
    with on_all_cores([1, 0], lambda number, _: 1 // number) as begun:
        assert wait_for(next(begun)[1]) == 1
        with pytest.raises(ZeroDivisionError):
            wait_for(next(begun)[1])
