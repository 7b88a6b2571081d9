"""What happens inside can be read in a file, if somebody asks for one; nobody else hears of it."""

from __future__ import annotations

import logging
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coach.errors import UsageError
from coach.log import Retries, described, logger, swallowing, write_log

pytestmark = pytest.mark.unit

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def all_of_coach() -> Iterator[logging.Logger]:
    """The logger of all of coach, which is afterwards as it was."""
    log = logging.getLogger("coach")
    handlers, level = [*log.handlers], log.level
    yield log
    for handler in {*log.handlers} - {*handlers}:
        log.removeHandler(handler)
        handler.close()
    log.setLevel(level)


@pytest.fixture
def file(tmp_path: Path, all_of_coach: logging.Logger) -> Path:
    assert all_of_coach
    return tmp_path / "coach.log"


def test_nothing_is_told_to_anybody_who_did_not_ask(capfd: pytest.CaptureFixture[str]) -> None:
    logger("coach.player").warning("a device is gone")
    assert capfd.readouterr() == ("", "")


def test_what_is_logged_stands_in_the_file_with_its_time_and_its_module(file: Path) -> None:
    write_log(file)
    logger("coach.player.engine").info("a better plan of %d steps", 7)
    head, line = file.read_text("utf-8").splitlines()
    assert head.startswith("coach log, version ")
    assert line.endswith(" INFO    MainThread coach.player.engine: a better plan of 7 steps")


def test_a_log_is_gone_on_with(file: Path) -> None:
    for _ in range(2):
        write_log(file)
    assert file.read_text("utf-8").count("coach log, ") == 2


@pytest.mark.parametrize("content", ["title: Calm\n", "coach lo", "\0"])
def test_a_file_that_is_no_log_stays_as_it_is(file: Path, content: str) -> None:
    file.write_text(content)
    with pytest.raises(UsageError, match="is no log of coach, and stays as it is; name another file"):
        write_log(file)
    assert file.read_text() == content


@pytest.mark.parametrize("name", [".", "nowhere/coach.log", "a\0b"])
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"cannot be written"):
        write_log(tmp_path / name)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes there")
def test_a_pipe_is_no_log_and_nobody_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UsageError, match=r"cannot be written"):
        write_log(tmp_path / "pipe")


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are of another kind there")
def test_nobody_else_can_read_it(file: Path) -> None:
    write_log(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_no_sign_that_a_terminal_obeys_gets_into_it(file: Path) -> None:
    write_log(file)
    logger("coach.sound").warning("cannot read %s", "a\x1b[2Jb\r\u202e.mp3")
    assert file.read_text("utf-8").splitlines()[-1].endswith("cannot read a�[2Jb��.mp3")


def test_what_is_swallowed_is_logged_and_nothing_else_is(file: Path) -> None:
    write_log(file)
    with swallowing(logger("coach.x"), "removing it", OSError):
        raise FileNotFoundError("it is gone")
    with pytest.raises(ValueError, match="no"), swallowing(logger("coach.x"), "removing it", OSError):
        raise ValueError("no")
    (line,) = file.read_text("utf-8").splitlines()[1:]
    assert line.endswith("coach.x: removing it failed: FileNotFoundError: it is gone")


def test_what_is_tried_again_and_again_is_logged_when_it_fails_for_another_reason(file: Path) -> None:
    write_log(file)
    retries = Retries(logger("coach.x"), "opening it", OSError)
    for failure in ("gone", "gone", "busy", None, "busy"):
        with retries.swallowing():
            if failure:
                raise OSError(failure)
    told = [line.rpartition(": ")[2] for line in file.read_text("utf-8").splitlines()[1:]]
    assert told == ["gone", "busy", "busy"]


def test_an_error_is_described_with_its_kind_and_its_cause() -> None:
    error = UsageError("name another file")
    error.__cause__ = FileNotFoundError()
    assert described(error) == "UsageError: name another file (after FileNotFoundError: )"


def test_a_full_disk_ends_the_log_and_not_the_session(small_disk: Path, all_of_coach: logging.Logger) -> None:
    assert all_of_coach
    write_log(small_disk / "coach.log")
    (small_disk / "full").write_bytes(bytes(1_000_000))
    for _ in range(20):
        logger("coach.x").info("%20000d", 1)
    assert (small_disk / "coach.log").stat().st_size < 100_000


@pytest.mark.parametrize("by_variable", [False, True])
def test_a_command_writes_one_where_it_is_asked_to(run: Run, tmp_path: Path, by_variable: bool) -> None:
    words = ("check", "nowhere.yaml")
    if by_variable:
        done = run(*words, env={**os.environ, "COACH_LOG": "coach.log"})
    else:
        done = run("--log", "coach.log", *words)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    log = (tmp_path / "coach.log").read_text("utf-8")
    assert "Traceback" in log
    assert "UsageError" in log


def test_a_routine_is_never_taken_for_a_log(run: Run, tmp_path: Path) -> None:
    (tmp_path / "calm.yaml").write_text("title: T\nsteps: [{say: Sit.}]\n")
    done = run("--log", "calm.yaml", "check", "calm.yaml")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "coach: calm.yaml is no log of coach, and stays as it is; name another file\n"
