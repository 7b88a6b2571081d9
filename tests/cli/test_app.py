"""What a person sees of faults: one clear line on standard error, an exit code, and nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import coach
from coach.cli.app import COMMANDS, command_line_for
from coach.sound.sound_library import SOUNDS
from tests.conftest import FAULTY
from tests.processes import Child

pytestmark = pytest.mark.session

KNOWN = ", ".join(SOUNDS)
Run = Callable[..., subprocess.CompletedProcess[str]]

ROUTINE = "title: T\nsteps:\n  - {say: Let your shoulders sink., pause: 1s}\n"
LONG = "title: T\nsteps:\n  - {say: Let your shoulders sink., pause: 20h}\n"


@pytest.fixture
def routine(tmp_path: Path) -> Path:
    path = tmp_path / "rest.yaml"
    path.write_text(ROUTINE)
    return path


def test_a_command_line_has_the_command_that_is_given_first_or_else_all() -> None:
    names = {given: [each.name for each in command_line_for(given.split()).registered_commands] for given in GIVEN}
    assert {given: found for given, found in names.items() if found == [*COMMANDS]}.keys() == {*GIVEN[2:]}
    assert [names[given] for given in GIVEN[:2]] == [["export"], ["list"]]


GIVEN = ("export list", "list", "--log x export", "exprt", "--help", "")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out" / "session.mp3"


def assert_told(done: subprocess.CompletedProcess[str], code: int, message: str) -> None:
    assert (done.stdout, done.stderr, done.returncode) == ("", message + "\n", code)


def test_help_is_shown_without_a_command(run: Run) -> None:
    done = run()
    assert done.returncode == 2
    assert "export" in done.stdout + done.stderr


def test_the_version_is_the_package_s(run: Run) -> None:
    assert run("--version").stdout == f"coach {coach.__version__}\n"


def test_wrong_usage_ends_with_2(run: Run) -> None:
    done = run("exprt")
    assert (done.stdout, done.returncode) == ("", 2)
    assert done.stderr == "coach: there is no command 'exprt'; did you mean 'export'?\n"


def test_an_unknown_routine_is_told_with_the_nearest(run: Run, target: Path) -> None:
    message = "coach: there is no routine called 'eyes-clsoed-calm'; did you mean 'eyes-closed-calm'?"
    assert_told(run("export", "eyes-clsoed-calm", "-o", target), 2, message)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "1:1: this file is empty (a routine begins with 'title:' and has 'steps:')"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe", "1:1: this is not text in UTF-8 (save the file as plain UTF-8 text)"),
        (b"title: T\nstep:\n  - say: Hi.\nsteps:\n  - say: Hi.\n", "2:1: unknown key 'step' (did you mean 'steps'?)"),
        (b"title: T\nbackground: {sound: drums}\nsteps:\n  - say: Hi.\n",
         f"2:14: there is no background 'drums' (there are {KNOWN}, none; or name a file, such as waves.mp3)"),
    ],
)  # fmt: skip
def test_a_bad_routine_is_told_with_its_place(
    run: Run, routine: Path, target: Path, content: bytes, message: str
) -> None:
    routine.write_bytes(content)
    assert_told(run("export", routine, "-o", target), 1, f"{routine}:{message}")
    assert not target.exists()


def test_a_hundred_megabytes_are_refused_without_being_read(run: Run, routine: Path, target: Path) -> None:
    with routine.open("r+b") as file:
        file.truncate(100_000_000)
    assert_told(
        run("export", routine, "-o", target), 1, f"{routine}:1:1: this file is larger than 8 MB (is it a routine?)"
    )


@pytest.mark.parametrize("repeat", ["repeat: 1000000000", "repeat: 100001"])
def test_a_routine_without_end_is_refused_at_once(run: Run, routine: Path, target: Path, repeat: str) -> None:
    routine.write_text(f"title: T\nsteps:\n  - {repeat}\n    steps:\n      - say: Hello.\n")
    done = run("export", routine, "-o", target)
    assert done.returncode == 1
    assert done.stderr.startswith(f"{routine}:3:5: the routine unrolls to ")


def test_a_folder_that_is_not_there_is_told(run: Run, routine: Path, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    message = f"coach: there is no folder {nowhere}; make it, or name another one"
    assert_told(run("export", routine, "-o", nowhere / "s.mp3"), 2, message)


@pytest.mark.parametrize("name", ["x" * 300 + ".wav", "/".join(["x" * 200] * 30) + ".wav"])
def test_a_name_that_is_too_long_is_told(run: Run, routine: Path, name: str) -> None:
    done = run("export", routine, "-o", name)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.endswith("cannot be written: File name too long; name another file\n")


def test_a_name_that_would_break_the_line_is_shown_in_one(run: Run, routine: Path) -> None:
    done = run("export", routine, "-o", "no\nsuch\x1b[31m/s.wav")
    assert_told(done, 2, "coach: there is no folder no such�[31m; make it, or name another one")


def test_no_name_at_all_is_no_routine(run: Run) -> None:
    done = run("export", "")
    assert_told(done, 2, "coach: there is no routine called ''; `coach list` shows the names; a path names a file")


def test_a_full_folder_for_temporary_files_is_told(run: Run, routine: Path, target: Path, small_disk: Path) -> None:
    (small_disk / "full").write_bytes(bytes(1_040_000))
    env = {**os.environ, "TMPDIR": str(small_disk), "COACH_CACHE": str(target.parent.parent / "cache")}
    message = f"coach: the disk of {small_disk} is full; make room, or set TMPDIR to another folder"
    assert_told(run("export", routine, "-o", target, env=env), 3, message)
    assert list(target.parent.iterdir()) == []


@pytest.mark.parametrize("closed", ["2>&-", ">&-", "2>/dev/full"])
def test_closed_streams_hinder_no_export(routine: Path, target: Path, closed: str) -> None:
    command = f"{sys.executable} -m coach export {routine} -o {target} {closed}"
    assert subprocess.run(command, shell=True, check=False).returncode == 0  # noqa: S602
    assert target.stat().st_size


@pytest.mark.parametrize(("command", "code"), [("list >/dev/full", 3), ("export nix 2>/dev/full", 2)])
def test_the_exit_code_holds_when_nothing_can_be_told(command: str, code: int) -> None:
    done = subprocess.run(f"{sys.executable} -m coach {command}", shell=True, capture_output=True, check=False)  # noqa: S602
    assert done.returncode == code
    assert b"Traceback" not in done.stderr


def test_a_read_only_disk_is_told(run: Run, routine: Path, read_only_disk: Path) -> None:
    message = f"coach: the folder {read_only_disk} is read-only; name a file in another one"
    assert_told(run("export", routine, "-o", read_only_disk / "s.mp3"), 2, message)


@pytest.mark.parametrize("suffix", [".mp3", ".wav"])
def test_a_disk_that_fills_up_is_told_and_left_clean(run: Run, small_disk: Path, suffix: str) -> None:
    target = small_disk / f"s{suffix}"
    done = run("export", "eyes-closed-calm", "-o", target)
    message = f"{target} cannot be written: No space left on device; make room on the disk of {small_disk}"
    assert_told(done, 3, f"coach: {message}")
    assert list(small_disk.iterdir()) == []


def test_a_cache_that_fills_up_is_told_and_holds_only_whole_clips(run: Run, target: Path, small_disk: Path) -> None:
    done = run("export", "eyes-closed-calm", "-o", target, env={**os.environ, "COACH_CACHE": str(small_disk)})
    assert done.returncode == 3
    assert done.stderr.startswith(f"coach: the clips cannot be kept in {small_disk}/clips: No space left on device")
    assert {path.suffix for path in (small_disk / "clips").iterdir()} == {".clip"}
    assert not target.exists()


@pytest.mark.parametrize(
    ("fault", "code", "reason"),
    [
        ("die", 1, "it died (exit code 9), twice"),
        ("nothing", 1, "it gave no sound, twice"),
        ("mute", 1, "it gave only silence"),
        ("garbage", 1, "it gave no sound file"),
        ("missing", 3, "the faulty engine has no voice; choose another engine with --engine"),
    ],
)
def test_a_faulty_engine_is_told(run: Run, routine: Path, target: Path, fault: str, code: int, reason: str) -> None:
    done = run("export", routine, "-o", target, "--engine", FAULTY, "--voice", fault)
    assert (done.stdout, done.returncode, done.stderr.count("\n")) == ("", code, 1)
    assert reason in done.stderr
    assert not target.exists()


@pytest.fixture
def long_export(routine: Path, target: Path) -> Iterator[subprocess.Popen[str]]:
    """An export of many hours that has begun to write."""
    routine.write_text(LONG)
    command = [sys.executable, "-m", "coach", "export", str(routine), "-o", str(target)]
    with Child(command, stderr=subprocess.PIPE, text=True) as process:
        deadline = time.monotonic() + 30
        while not any(path.stat().st_size > 10_000 for path in target.parent.iterdir()):
            assert time.monotonic() < deadline
            time.sleep(0.02)
        yield process
        process.kill()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_an_interrupted_export_leaves_nothing_behind(
    long_export: subprocess.Popen[str], target: Path, number: int, code: int
) -> None:
    long_export.send_signal(number)
    _, told = long_export.communicate(timeout=10)
    assert (long_export.returncode, told) == (code, "coach: interrupted\n")
    assert list(target.parent.iterdir()) == []


def test_an_interrupt_while_the_voice_hangs_ends_at_once(routine: Path, target: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "coach",
        "export",
        str(routine),
        "-o",
        str(target),
        f"--engine={FAULTY}",
        "--voice=hang",
    ]
    with Child(command, stderr=subprocess.PIPE, text=True) as process:
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=3)
    assert (process.returncode, told) == (130, "coach: interrupted\n")


def test_a_terminal_that_lacks_a_sign_is_no_fault(run: Run) -> None:
    done = run("timeline", "eyes-closed-calm", env={**os.environ, "PYTHONIOENCODING": "iso8859-5"})
    assert (done.stdout.splitlines()[0][:25], done.returncode) == ("Eyes closed, calm hands ?", 0)


def test_whoever_stops_reading_is_not_bothered(routine: Path) -> None:
    command = f"{sys.executable} -m coach timeline {routine} --json | true"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)  # noqa: S602
    assert done.stderr == ""


def test_a_fault_of_coach_itself_is_one_line_too(run: Run, routine: Path, target: Path, tmp_path: Path) -> None:
    fault = "from coach.export.formats import Format\nFormat.load = lambda each: each.suffix\n"
    (tmp_path / "sitecustomize.py").write_text(fault)
    done = run("export", routine, "-o", target, env={**os.environ, "PYTHONPATH": str(tmp_path)})
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith("coach: a fault of coach itself: TypeError")


def test_a_missing_package_is_told(run: Run, routine: Path, target: Path, tmp_path: Path) -> None:
    (tmp_path / "lameenc.py").write_text("raise ImportError('no lameenc for this machine')")
    done = run("export", routine, "-o", target, env={**os.environ, "PYTHONPATH": str(tmp_path)})
    message = "a package is missing or broken (no lameenc for this machine)"
    assert_told(done, 3, f"coach: {message}; install coach again, or remove .venv and run scripts/coach")
    assert list(target.parent.iterdir()) == []
