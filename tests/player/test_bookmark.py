"""A session goes on where it ended, whatever ended it; and a disk that fails never disturbs it."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.errors import MissingPart
from coach.player import bookmark as place_module
from coach.player.bookmark import Bookmark, Position, bookmark_file, forget, last_bookmark, save
from tests.processes import Child

pytestmark = pytest.mark.unit

PLACE = Position(
    routine="/home/someone/hände 🤲.yaml",
    sha256="ab" * 32,
    step=7,
    step_title="Knuckle circles",
    options={"length": "12m", "conditions": ["arthritis"], "background": None, "mix": {"voice": 1.5}},
    when=datetime(2026, 11, 21, 20, 15, 3, 250, tzinfo=UTC),
)


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is not there yet."""
    monkeypatch.setenv("COACH_STATE", str(tmp_path / "a" / "state"))
    return tmp_path / "a" / "state"


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def wait_for(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def at(step: int) -> Position:
    return replace(PLACE, step=step)


def kept_step() -> int | None:
    place = last_bookmark()
    return place.step if place else None


def quiet(message: str) -> None:
    pytest.fail(message)


def test_what_is_kept_is_found_again() -> None:
    assert last_bookmark() is None
    save(PLACE)
    assert last_bookmark() == PLACE
    save(at(8))
    assert last_bookmark() == at(8), "the last one wins"
    forget()
    assert last_bookmark() is None
    forget()


def test_nobody_else_can_read_what_somebodys_body_needs(state: Path) -> None:
    save(PLACE)
    assert stat.S_IMODE(bookmark_file().stat().st_mode) == 0o600
    assert stat.S_IMODE(state.stat().st_mode) == 0o700


def test_the_file_is_in_the_users_state_folder_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch, state: Path
) -> None:
    assert bookmark_file() == state / "place.json"
    monkeypatch.delenv("COACH_STATE")
    assert bookmark_file().name == "place.json"
    assert bookmark_file().parent.name == "coach"


@pytest.mark.parametrize("size", [0, 1, 40, 200])
def test_a_file_that_was_cut_off_is_none(size: int) -> None:
    save(PLACE)
    bookmark_file().write_bytes(bookmark_file().read_bytes()[:size])
    assert last_bookmark() is None


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ('"step": 7', '"step": -1'),
        ('"step": 7', '"step": "seven"'),
        ('"step": 7', '"stop": 7'),
        ('"version": 1', '"version": 2'),
        ('"number": 0', '"number": 1'),
        ('"routines": []', '"routines": ["desk-break"]'),
        ("abab", "ABAB"),
        ('"routine"', '"title"'),
        ("2026-11-21T20:15:03.000250Z", "yesterday"),
        ('"options": {', '"options": [{}], "more": {'),
        ("Knuckle", "\\ud800"),
        ("{", "[" * 100_000),
        ("}", "\x00" * 2_000_000),
    ],
)
def test_a_file_of_somebody_else_is_none_and_is_logged(
    ours: str, theirs: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "coach")
    save(PLACE)
    text = bookmark_file().read_text("utf-8")
    assert ours in text
    bookmark_file().write_text(text.replace(ours, theirs, 1), "utf-8")
    assert last_bookmark() is None
    (told,) = caplog.messages
    assert told.startswith("the bookmark cannot be read, and counts as none: ValidationError: ")
    assert "\n" not in told


def test_a_folder_in_the_place_of_the_file_is_none_and_is_told(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "coach")
    bookmark_file().mkdir(parents=True)
    assert last_bookmark() is None
    forget()
    assert "removing the bookmark failed: " in caplog.messages[-1]
    with pytest.raises(MissingPart, match=r"cannot be kept in .*: Is a directory; make room, or set COACH_STATE"):
        save(PLACE)
    assert os.listdir(bookmark_file().parent) == ["place.json"]  # noqa: PTH208 - no half file either


def test_a_path_that_is_no_text_is_told() -> None:
    with pytest.raises(MissingPart, match=r"'/home/\\udce9.yaml' is no text in UTF-8; rename it"):
        save(replace(PLACE, routine="/home/\udce9.yaml"))


KILLED = """
import sys
from dataclasses import replace
from datetime import datetime, UTC
from coach.player.bookmark import Position, save
place = Position(routine="x" * 20_000, sha256="0" * 64, step=0, step_title="", options={}, when=datetime.now(UTC))
for step in range(1_000_000):
    save(replace(place, step=step))
    if step == 0:
        print("began", flush=True)
"""


def test_whoever_is_killed_while_saving_leaves_a_whole_file(state: Path) -> None:
    for delay in (0.0, 0.003, 0.011, 0.02):
        with Child([sys.executable, "-c", KILLED], stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            assert process.stdout.readline() == "began\n"
            until = time.monotonic() + delay
            while time.monotonic() < until:
                assert last_bookmark() is not None, "nor is there ever a half one"
            process.kill()
        assert len((last_bookmark() or PLACE).routine) == 20_000
    long_ago = time.time() - 3_600
    (state / ".place-leftover.part").touch()
    for left in state.glob("*.part"):
        os.utime(left, (long_ago, long_ago))
    save(PLACE)
    assert os.listdir(state) == ["place.json"], "and what they left is swept away"  # noqa: PTH208


def test_what_another_session_is_writing_is_not_swept_away(state: Path) -> None:
    save(PLACE)
    (state / ".place-busybusy.part").touch()
    save(at(8))
    assert (state / ".place-busybusy.part").exists()


def test_the_place_is_kept_at_once_then_every_five_seconds_and_at_the_end() -> None:
    clock = Clock()
    with Bookmark(quiet, clock) as bookmark:
        bookmark.at(at(1))
        wait_for(lambda: kept_step() == 1)
        for step, second in enumerate((0.0, 1.0, 4.9), 2):
            clock.now = 100 + second
            bookmark.at(at(step))
        time.sleep(0.05)
        assert kept_step() == 1
        clock.now = 105.0
        bookmark.at(at(5))
        wait_for(lambda: kept_step() == 5)
        bookmark.at(at(6))
    assert kept_step() == 6


def test_a_step_that_lasts_is_written_once() -> None:
    clock = Clock()
    with Bookmark(quiet, clock) as bookmark:
        bookmark.at(PLACE)
        wait_for(last_bookmark)
        before = bookmark_file().stat().st_ino
        for second in range(60):
            clock.now += second
            bookmark.at(replace(PLACE, when=datetime.now(UTC)))
    assert bookmark_file().stat().st_ino == before


def test_a_session_that_fails_keeps_its_place() -> None:
    with suppress(RuntimeError), Bookmark(quiet, Clock()) as bookmark:
        bookmark.at(at(1))
        bookmark.at(at(2))
        raise RuntimeError
    assert kept_step() == 2


def test_a_finished_session_forgets_its_place() -> None:
    with Bookmark(quiet) as bookmark:
        bookmark.at(replace(PLACE, options={"conditions": ["arthritis"]}))
        bookmark.finished()
    assert last_bookmark() is None


def test_a_finished_session_leaves_the_place_of_another_one() -> None:
    with Bookmark(quiet) as bookmark:
        bookmark.at(PLACE)
        wait_for(last_bookmark)
        save(at(99))
        bookmark.finished()
    assert kept_step() == 99


def test_a_session_that_never_began_touches_nothing() -> None:
    save(PLACE)
    with Bookmark(quiet):
        pass
    with Bookmark(quiet) as bookmark:
        bookmark.finished()
    assert last_bookmark() == PLACE


@pytest.mark.parametrize("disk", ["read_only_disk", "small_disk"])
def test_a_disk_that_takes_nothing_is_told_of_once_and_disturbs_nothing(
    disk: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder: Path = request.getfixturevalue(disk)
    monkeypatch.setenv("COACH_STATE", str(folder))
    if disk == "small_disk":
        with (folder / "full").open("wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(bytes(4096))
    clock, told = Clock(), list[str]()
    with Bookmark(told.append, clock) as bookmark:
        for step in range(5):
            clock.now += 6
            bookmark.at(at(step))
            time.sleep(0.02)
    reason = "Read-only file system" if disk == "read_only_disk" else "No space left on device"
    assert len(told) == 1
    assert told[0].startswith(f"the place in the session cannot be kept in {folder}: {reason}; make room, or set")


def test_a_disk_that_recovers_is_used_again(state: Path) -> None:
    clock, told = Clock(), list[str]()
    state.parent.mkdir()
    state.touch()
    with Bookmark(told.append, clock) as bookmark:
        bookmark.at(at(1))
        wait_for(lambda: told)
        state.unlink()
        clock.now += 6
        bookmark.at(at(2))
        wait_for(lambda: kept_step() == 2)
    assert len(told) == 1


def test_a_disk_that_hangs_holds_up_neither_the_session_nor_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    works_again = threading.Event()
    monkeypatch.setattr(place_module, "save", lambda _: works_again.wait(20))
    monkeypatch.setattr(place_module, "_SLOW_SECONDS", 0.1)
    clock, began = Clock(), time.monotonic()
    with Bookmark(quiet, clock) as bookmark:
        for step in range(50):
            clock.now += 6
            bookmark.at(at(step))
    assert time.monotonic() - began < 1
    assert sum(thread.name == "bookmark" for thread in threading.enumerate()) == 1
    works_again.set()
