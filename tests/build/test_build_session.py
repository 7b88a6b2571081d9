"""Whole builds, as people start them: what is there at the end, whatever happens in the middle."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from coach.cli.json_form import forms
from coach.export.report_file import report_path
from tests.build.conftest import Write, tree_of, write_routine
from tests.conftest import Run
from tests.processes import Child, is_running

pytestmark = pytest.mark.session

SIX = """
matrix:
  routine: [one, two]
  length: [natural, 20s, 30s]
options: {engine: silent, format: wav}
"""
NAMES = [f"{routine}-{length}.wav" for routine in ("one", "two") for length in ("20s", "30s", "natural")]
KILLS = 4
LINE = Draft202012Validator(forms()["build"])


def lines_of(done: subprocess.CompletedProcess[str]) -> dict[str, dict[str, Any]]:
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(LINE.is_valid(line) for line in lines)
    return {Path(line["path"]).name: line for line in lines}


def sounds(out: Path) -> list[str]:
    return sorted(str(path.relative_to(out)) for path in out.rglob("*.wav"))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The six files, as a build of one process makes them."""
    folder = tmp_path_factory.mktemp("whole")
    for name in ("one", "two"):
        write_routine(folder / f"{name}.yaml", f"This is {name}.", name.title())
    (folder / "library.yaml").write_text(SIX)
    subprocess.run(
        [sys.executable, "-P", "-m", "coach", "build", "library.yaml", "-o", "out", "-j", "1"],
        cwd=folder, check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return folder / "out"


@pytest.fixture
def built(whole: Path, tmp_path: Path, write: Write) -> Path:
    """The library with a copy of its files; gives the folder of the files."""
    write(SIX)
    shutil.copytree(whole, tmp_path / "out")
    return tmp_path / "out"


def test_two_processes_make_what_one_makes_and_each_tells_what_it_made(run: Run, write: Write, whole: Path) -> None:
    write(SIX)
    done = run("build", "library.yaml", "-o", "out", "-j", "2", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    told, out = lines_of(done), write(SIX).with_name("out")
    assert sounds(out) == sorted(NAMES)
    assert tree_of(out) == tree_of(whole)
    for name in NAMES:
        line = told[name]
        assert (line["status"], line["bytes"], line["problems"]) == ("made", (out / name).stat().st_size, [])
        assert line["sha256"] == json.loads(report_path(out / name).read_text())["sha256"]
        assert line["seconds"] > 0


def test_a_second_build_touches_nothing(run: Run, built: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in built.iterdir()}
    done = run("build", "library.yaml", "-o", "out")
    assert (done.returncode, done.stdout) == (0, "out: nothing to make, 6 unchanged.\n")
    assert {path: path.stat().st_mtime_ns for path in built.iterdir()} == before


def test_one_word_makes_exactly_its_files_again(run: Run, built: Path, whole: Path) -> None:
    write_routine(built.with_name("two.yaml"), "This is number two.", "Two")
    dry = run("build", "library.yaml", "-o", "out", "--dry-run").stdout.splitlines()
    assert dry[:3] == [f"unchanged  out/{name}.wav" for name in ("one-natural", "one-20s", "one-30s")]
    assert dry[3:6] == [
        f"make       out/{name}.wav: changed: routine" for name in ("two-natural", "two-20s", "two-30s")
    ]
    assert dry[6].startswith("3 files to make, in about ")
    assert tree_of(built) == tree_of(whole), "a dry run changes nothing"
    done = lines_of(run("build", "library.yaml", "-o", "out", "--json", check=True))
    assert {name for name, line in done.items() if line["status"] == "made"} == {n for n in NAMES if n[:3] == "two"}
    changed = {name for name, digest in tree_of(built).items() if digest != tree_of(whole)[name]}
    assert changed == {each for n in NAMES if n[:3] == "two" for each in (n, f"{n}.report.json")}


def test_a_broken_routine_fails_with_all_its_problems_and_the_others_are_made(run: Run, write: Write) -> None:
    path = write(SIX)
    path.with_name("two.yaml").write_text("title: T\nsteps:\n  - {sya: x}\n  - {do: fast}\n")
    done = run("build", "library.yaml", "-o", "out")
    assert done.returncode == 1
    assert sounds(path.with_name("out")) == sorted(NAMES)[:3]
    assert done.stdout == "out: 3 of 3 files made, 3 failed.\n"
    lines = done.stderr.splitlines()
    assert lines[0] == "coach: 3 files failed:"
    assert sum("two.yaml:3:6: unknown key 'sya' (did you mean 'say'?)" in line for line in lines) == 3
    assert sum("two.yaml:4:" in line for line in lines) >= 3


def test_what_fails_while_it_is_made_does_not_stop_the_others(run: Run, write: Write) -> None:
    write("matrix: {routine: [one, two], length: [20s, 1s]}\noptions: {engine: silent, format: wav}\n")
    done = run("build", "library.yaml", "-o", "out", "--json")
    told = lines_of(done)
    assert done.returncode == 1
    assert [told[f"{name}-20s.wav"]["status"] for name in ("one", "two")] == ["made", "made"]
    assert [told[f"{name}-1s.wav"]["status"] for name in ("one", "two")] == ["failed", "failed"]
    assert "the shortest" in told["one-1s.wav"]["problems"][0]


def test_a_dry_run_refuses_a_length_as_an_export_does(run: Run, write: Write) -> None:
    write("matrix: {routine: [one], length: [20s, 1s, 9h]}\noptions: {engine: silent, format: wav}\n")
    exported = ("export", "one.yaml", "--engine", "silent", "-o", "alone.wav", "--length")
    exports = [run(*exported, length) for length in ("1s", "9h")]
    dry = run("build", "library.yaml", "-o", "out", "--dry-run")
    assert dry.returncode == 1
    refused = [line for line in dry.stdout.splitlines() if line.startswith("refused")]
    assert [line.split(": ")[0].split()[-1] for line in refused] == ["out/one-1s.wav", "out/one-9h.wav"]
    assert "1 file to make" in dry.stdout
    for alone, line in zip(exports, refused, strict=True):
        assert alone.returncode == 1
        assert line.split(": ", 1)[1] == alone.stderr.removeprefix("coach: ").strip()


def test_a_dry_run_refuses_a_length_also_before_a_word_is_spoken(run: Run, write: Write) -> None:
    write("matrix: {routine: [one], length: [20s, 1s]}\noptions: {engine: silent, format: wav}\n")
    dry = run("build", "library.yaml", "-o", "out", "--dry-run", "--json")
    told = lines_of(dry)
    assert (dry.returncode, told["one-20s.wav"]["status"], told["one-1s.wav"]["status"]) == (1, "make", "refused")
    assert "this cannot take 1s: it takes" in told["one-1s.wav"]["why"]


def test_the_formats_of_one_session_and_their_texts(run: Run, write: Write) -> None:
    path = write(
        "matrix: {routine: [one, two], format: [wav, flac]}\nname: '{format}/{routine}'\n"
        "options: {engine: silent, captions: vtt, transcript: yes, chapters-json: yes, cover: none}\n"
    )
    run("build", "library.yaml", "-o", "out", check=True)
    assert {*tree_of(path.with_name("out"))} == {
        f"{kind}/{routine}{end}"
        for kind in ("wav", "flac")
        for routine in ("one", "two")
        for end in (f".{kind}", f".{kind}.report.json", ".vtt", ".transcript.txt", ".transcript.md", ".chapters.json")
    }


def test_an_export_of_the_same_gives_the_same_bytes(run: Run, built: Path) -> None:
    run("export", "one.yaml", "--engine", "silent", "--length", "20s", "-o", "alone.wav", check=True)
    assert built.with_name("alone.wav").read_bytes() == (built / "one-20s.wav").read_bytes()


def test_what_the_library_has_no_more_is_removed_on_demand_alone(run: Run, built: Path) -> None:
    (built / "photo.jpg").write_bytes(b"mine")
    (built / "two-30s.wav").write_bytes(b"mine now")
    built.with_name("library.yaml").write_text(SIX.replace(", 30s", ""))
    seen = run("build", "library.yaml", "-o", "out", check=True)
    assert seen.stderr == "coach: 2 files in out that the library has no more; --prune removes\n"
    asked = run("build", "library.yaml", "-o", "out", "--prune", check=True, stdin="")
    assert asked.stderr == "coach: nothing is removed; --yes removes it\n"
    assert "surplus    out/one-30s.wav\n" in asked.stdout
    assert len(sounds(built)) == 6
    run("build", "library.yaml", "-o", "out", "--prune", "--yes", check=True)
    assert sounds(built) == sorted({*NAMES} - {"one-30s.wav"}), "a file that somebody has changed stays"
    assert (built / "photo.jpg").exists()


def test_nothing_is_removed_as_long_as_a_routine_cannot_be_read(run: Run, built: Path) -> None:
    built.with_name("two.yaml").write_text("title: T\n")
    done = run("build", "library.yaml", "-o", "out", "--prune", "--yes")
    assert done.returncode == 1
    assert sounds(built) == sorted(NAMES)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--most", "5"), 2, "coach: library.yaml asks for 6 files, and 5 are the most; "),
        (("--yes",), 2, "coach: --yes goes with --prune, "),
        (("-o", "one.yaml"), 2, "coach: one.yaml is no folder; name one with -o\n"),
        (("-j", "-1"), 2, ""),
    ],
)
def test_what_makes_no_sense_is_refused(
    run: Run, write: Write, arguments: tuple[str, ...], code: int, told: str
) -> None:
    write(SIX)
    done = run("build", "library.yaml", "-o", "out", *arguments)
    assert done.returncode == code
    assert done.stderr.startswith(told)
    assert not (write(SIX).with_name("out")).exists()


def test_a_folder_that_takes_nothing_is_told(run: Run, write: Write, read_only_disk: Path) -> None:
    write(SIX)
    done = run("build", "library.yaml", "-o", read_only_disk / "out")
    assert done.returncode == 2
    assert "read-only" in done.stderr


def test_a_full_disk_ends_the_build_and_only_whole_files_stay(run: Run, write: Write, small_disk: Path) -> None:
    write("matrix: {routine: [one, two], length: [3s, 20s]}\noptions: {engine: silent, format: wav, mono: yes}\n")
    done = run("build", "library.yaml", "-o", small_disk / "out", "-j", "1")
    assert done.returncode == 1
    assert "No space left on device" in done.stderr
    assert "it was not tried: there is no room on the disk" in done.stderr
    for path in (small_disk / "out").iterdir():
        assert path.name.endswith((".wav", ".report.json"))
        if path.suffix == ".wav":
            assert json.loads(report_path(path).read_text())["size_bytes"] == path.stat().st_size


def begin(folder: Path, *arguments: str) -> Child[str]:
    command = [sys.executable, "-P", "-m", "coach", "build", "library.yaml", "-o", "out", *arguments]
    return Child(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)


def wait_for(folder: Path, pattern: str) -> None:
    until = time.monotonic() + 60
    while not [*folder.glob(pattern)]:
        assert time.monotonic() < until
        time.sleep(0.01)


@pytest.mark.skipif(sys.platform == "win32", reason="sends signals")
def test_ctrl_c_ends_it_cleanly_and_the_next_build_goes_on(run: Run, write: Write, whole: Path) -> None:
    path = write(SIX)
    out = path.with_name("out")
    with begin(path.parent) as process:
        wait_for(out, "*.wav")
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "of 6 files made; the next build goes on from there" in told
    assert not [*out.glob(".*")], "nothing that is unfinished is left"
    done = run("build", "library.yaml", "-o", "out", "--json", check=True)
    assert {line["status"] for line in lines_of(done).values()} >= {"unchanged", "made"}
    assert tree_of(out) == tree_of(whole)


@pytest.mark.skipif(sys.platform == "win32", reason="sends signals")
def test_whenever_it_is_killed_a_further_build_gives_the_same_tree(run: Run, write: Write, whole: Path) -> None:
    path = write(SIX)
    out, chance = path.with_name("out"), random.Random(20)
    for _ in range(KILLS):
        with begin(path.parent) as process:
            time.sleep(chance.uniform(0.3, 1.5))
            os.kill(process.pid, signal.SIGKILL)
    run("build", "library.yaml", "-o", "out", check=True)
    assert tree_of(out) == tree_of(whole)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for the processes in /proc")
def test_workers_end_with_the_one_that_started_them(write: Write) -> None:
    path = write(SIX.replace("30s", "10m"))
    with begin(path.parent) as process:
        wait_for(path.with_name("out"), ".*.part")
        workers = family_of(process.pid)
        assert len(workers) >= 2
        os.kill(process.pid, signal.SIGKILL)
    until = time.monotonic() + 30
    while any(map(is_running, workers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(is_running, workers))


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for the processes in /proc")
def test_a_worker_that_dies_loses_one_files_work(write: Write, whole: Path) -> None:
    path = write(SIX)
    with begin(path.parent, "-j", "1") as process:
        wait_for(path.with_name("out"), ".*.part")
        for pid in family_of(process.pid):
            if b"multiprocessing" in Path(f"/proc/{pid}/cmdline").read_bytes() and not children_of(pid):
                os.kill(pid, signal.SIGKILL)
        process.communicate(timeout=60)
    assert process.returncode == 0
    assert tree_of(path.with_name("out")) == tree_of(whole)


def family_of(pid: int) -> list[int]:
    return [each for child in children_of(pid) for each in (child, *family_of(child))]


def children_of(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task")
    return [int(child) for task in tasks.iterdir() for child in (task / "children").read_text().split()]
