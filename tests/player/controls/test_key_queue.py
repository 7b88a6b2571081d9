from __future__ import annotations

import os
import pty
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from coach.errors import UsageError
from coach.player.controls.key_queue import END, KeyQueue

pytestmark = pytest.mark.device

SOON_S, PATIENCE_S = 0.05, 5.0


@pytest.fixture(params=["terminal", "pipe"])
def typed(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, int]]:
    """Standard input, as a terminal or as a pipe, and the descriptor into which somebody types."""
    ours, theirs = pty.openpty() if request.param == "terminal" else os.pipe()[::-1]
    with os.fdopen(theirs, encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        yield request.param, ours
    with suppress(OSError):
        os.close(ours)


def test_keys_and_lines_come_one_by_one(typed: tuple[str, int]) -> None:
    kind, ours = typed
    with KeyQueue() as keys:
        assert keys.next(SOON_S) is None
        os.write(ours, b" r" if kind == "terminal" else b"keep\n\nAgain\n")
        expected = ["space", "r"] if kind == "terminal" else ["keep", "again"]
        assert [keys.next(PATIENCE_S) for _ in expected] == expected
        assert keys.next(SOON_S) is None


def test_the_end_of_input_comes_after_all_and_stays(typed: tuple[str, int]) -> None:
    kind, ours = typed
    with KeyQueue() as keys:
        assert keys.next(SOON_S) is None
        os.write(ours, b"q" if kind == "terminal" else b"q\n")
        assert keys.next(PATIENCE_S) == "q"
        os.close(ours)
        assert [keys.next(PATIENCE_S) for _ in range(3)] == [END] * 3
        keys.drop()
        assert keys.next(SOON_S) == END


def test_keys_that_were_pressed_too_early_can_be_dropped(typed: tuple[str, int]) -> None:
    kind, ours = typed
    with KeyQueue() as keys:
        assert keys.next(SOON_S) is None
        os.write(ours, b"nn" if kind == "terminal" else b"n\nn\n")
        assert keys.next(PATIENCE_S) == "n"
        keys.drop()
        assert keys.next(SOON_S) is None


def test_without_standard_input_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(UsageError, match="there are no keys"), KeyQueue():
        pass


def test_nothing_is_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path(os.devnull).open(encoding="utf-8") as nowhere:
        monkeypatch.setattr(sys, "stdin", nowhere)
        before = len(list(Path("/proc/self/fd").iterdir()))
        for _ in range(3):
            with KeyQueue() as keys:
                assert keys.next(PATIENCE_S) == END
        assert len(list(Path("/proc/self/fd").iterdir())) == before
