from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event, Thread

import pytest

from coach.export.byte_queue import _MOST, ByteQueue

pytestmark = pytest.mark.unit

PATIENCE_S = 10


def all_of(queue: ByteQueue, size: int) -> list[bytes]:
    return [*iter(lambda: queue.read(size), b"")]


def test_who_reads_gets_every_byte_in_order_however_it_was_cut() -> None:
    pieces = [b"%d" % number * (number % 3) for number in range(_MOST)]
    with ByteQueue() as queue, ThreadPoolExecutor(1) as beside:
        reading = beside.submit(all_of, queue, 5)
        assert [queue.write(piece) for piece in pieces] == [len(piece) for piece in pieces]
        queue.finish()
        read = reading.result(PATIENCE_S)
    assert b"".join(read) == b"".join(pieces)
    assert all(len(piece) <= 5 for piece in read)


def test_nothing_follows_the_end() -> None:
    with ByteQueue() as queue:
        queue.write(b"calm")
        queue.finish()
        assert [queue.read(9), queue.read(9), queue.read(9)] == [b"calm", b"", b""]


def test_an_empty_piece_is_not_the_end() -> None:
    with ByteQueue() as queue:
        for piece in (b"", b"ca", b"", b"lm"):
            queue.write(piece)
        queue.finish()
        assert b"".join(all_of(queue, 9)) == b"calm"


def test_who_writes_too_fast_waits_and_goes_on_when_somebody_reads() -> None:
    queue, full = ByteQueue(), Event()

    def write() -> None:
        for _ in range(_MOST):
            queue.write(b"x")
        full.set()
        queue.write(b"y")

    writing = Thread(target=write, daemon=True)  # one that waits for ever ends with the tests
    writing.start()
    assert full.wait(PATIENCE_S)
    writing.join(0.05)
    assert writing.is_alive()
    queue.read(1)
    writing.join(PATIENCE_S)
    assert not writing.is_alive()


def test_who_writes_is_not_kept_waiting_by_a_reader_that_gave_up() -> None:
    queue = ByteQueue()

    def write() -> None:
        for _ in range(2 * _MOST):
            queue.write(b"x")
        queue.finish()

    writing = Thread(target=write, daemon=True)
    with queue:
        writing.start()
        queue.read(1)
    writing.join(PATIENCE_S)
    assert not writing.is_alive()


def test_who_reads_is_not_kept_waiting_by_a_queue_that_is_closed() -> None:
    queue = ByteQueue()
    with ThreadPoolExecutor(1) as beside:
        reading = beside.submit(all_of, queue, 5)
        queue.close()
        assert reading.result(PATIENCE_S) == []
