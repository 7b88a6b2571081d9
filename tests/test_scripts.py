"""`scripts/coach` on machines that are not ready for it; `scripts/facts` on the library and on copies with faults."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

import coach
from tests.processes import Child

pytestmark = [pytest.mark.session, pytest.mark.skipif(sys.platform == "win32", reason="runs shell scripts")]
SCRIPTS = Path("scripts").resolve()


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """The project without an environment."""
    return project_in(tmp_path / "fresh")


FAILS = """#!/bin/sh
[ "$*" = "-m pip --version" ]
"""
"""A Python whose pip is there, and installs nothing: quicker to say so than a real one without its index."""


@pytest.fixture
def outdated(fresh: Path) -> Path:
    """The project with an environment that was made there for other packages, and can install none."""
    (fresh / ".venv" / "bin").mkdir(parents=True)
    python = fresh / ".venv" / "bin" / "python"
    python.write_text(FAILS)
    python.chmod(0o755)
    (fresh / ".venv" / "made-for-use").write_text(f"# {fresh}\n")
    return fresh


def project_in(folder: Path) -> Path:
    (folder / "scripts").mkdir(parents=True)
    for name in ("coach", "environment", "constraints.txt"):
        shutil.copy(SCRIPTS / name, folder / "scripts")
    shutil.copy("pyproject.toml", folder)
    return folder


def started(script: Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [str(script), "--version"]
    variables = {name: value for name, value in os.environ.items() if name != "COACH_VENV"} | environment
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=120, check=False, env=variables)


def test_it_runs_from_any_folder_and_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "my-coach").symlink_to(SCRIPTS / "coach")
    done = started(tmp_path / "my-coach", tmp_path)
    assert (done.stdout, done.stderr) == (f"coach {coach.__version__}\n", "")


def test_a_machine_without_python_is_told_what_to_install(fresh: Path, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    for tool in ("sh", "cat", "cmp", "dirname", "mkdir", "readlink", "rm"):
        (tmp_path / "bin" / tool).symlink_to(str(shutil.which(tool)))
    done = started(fresh / "scripts" / "coach", tmp_path, PATH=str(tmp_path / "bin"))
    assert done.returncode == 3
    assert "coach: Python 3.11 or newer is needed and was not found" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_machine_without_its_package_index_is_told(fresh: Path, tmp_path: Path) -> None:
    done = started(fresh / "scripts" / "coach", tmp_path, PIP_NO_INDEX="1")
    assert done.returncode == 3
    assert "coach: the packages could not be installed, see above; try again" in done.stderr


def test_a_python_without_anything_that_installs_is_told_what_to_install(fresh: Path, tmp_path: Path) -> None:
    (tmp_path / "python3").write_text(
        f'#!/bin/sh\ncase "$2" in *import?ensurepip* | *import?pip*) exit 1 ;; esac\nexec {sys.executable} "$@"\n'
    )
    (tmp_path / "python3").chmod(0o755)
    done = started(fresh / "scripts" / "coach", tmp_path, PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert done.returncode == 3
    assert done.stderr.endswith("has neither venv nor pip; install one (Debian, Ubuntu: apt install python3-venv)\n")


@pytest.mark.parametrize("owner", ["", "1 another time", "999999999 0"], ids=["nobody", "a number used again", "dead"])
def test_a_lock_that_was_left_behind_is_taken_over(outdated: Path, tmp_path: Path, owner: str) -> None:
    (outdated / ".venv.lock").mkdir()
    if owner:
        (outdated / ".venv.lock" / "owner").write_text(f"{owner}\n")
    done = started(outdated / "scripts" / "coach", tmp_path)
    assert done.returncode == 3
    assert "the packages could not be installed" in done.stderr
    assert ("is being prepared already; waiting for it\n" in done.stderr) == (not owner)
    assert not (outdated / ".venv.lock").exists()


def test_whoever_waits_for_another_first_use_says_so(outdated: Path, tmp_path: Path) -> None:
    (outdated / ".venv.lock").mkdir()
    with Child[bytes]([sys.executable, "-c", "import time; time.sleep(4)"]) as other:
        asked = f'. "{SCRIPTS}/environment"; began_at {other.pid}'
        began = subprocess.run(["sh", "-c", asked], capture_output=True, text=True, check=True, timeout=60).stdout
        (outdated / ".venv.lock" / "owner").write_text(f"{other.pid} {began}")
        done = started(outdated / "scripts" / "coach", tmp_path)
        assert f".venv is being prepared already; waiting for it (process {other.pid})\n" in done.stderr


def test_git_does_not_see_what_the_readme_s_commands_leave_behind() -> None:
    folders = (".venv", ".venv-newest", ".venv.lock", ".pytest_cache")
    names = ["session.mp3", "session.mp3.report.json", *(f"{folder}/x" for folder in folders)]
    asked = ["git", "check-ignore", *names]
    if not Path(".git").exists():
        pytest.skip("this is no clone")
    done = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout.split() == names


@pytest.fixture
def pins(tmp_path: Path) -> Path:
    """A copy of scripts/pins, and of the file that it holds the environment against."""
    for name in ("pins", "constraints.txt"):
        shutil.copy(SCRIPTS / name, tmp_path)
    return tmp_path / "pins"


def pinning(pins: Path, verb: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, pins, verb], capture_output=True, text=True, check=False, timeout=60)


def test_what_is_installed_is_what_is_pinned(pins: Path) -> None:
    if os.environ.get("COACH_VENV"):
        pytest.skip("the newest packages are another matter")
    done = pinning(pins, "check")
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


def test_another_version_and_a_package_that_is_not_pinned_are_told(pins: Path) -> None:
    file = pins.with_name("constraints.txt")
    lines = [line for line in file.read_text().splitlines() if not line.startswith(("numpy==", "rich=="))]
    file.write_text("\n".join([*lines, "numpy==1.0"]) + "\n")
    told = [
        f"numpy {version('numpy')} is installed, and 1.0 is pinned",
        f"rich {version('rich')} is installed, and none is pinned",
    ]
    check, report = pinning(pins, "check"), pinning(pins, "report")
    assert {*told} <= {*check.stderr.splitlines()}
    assert (check.stdout, check.returncode) == ("", 1)
    assert {*told} <= {*report.stdout.splitlines()}
    assert (report.stderr, report.returncode) == ("", 0)


def test_written_anew_the_file_pins_what_is_installed_and_keeps_what_is_for_other_pythons(pins: Path) -> None:
    file = pins.with_name("constraints.txt")
    before = file.read_text()
    file.write_text(re.sub(r"^numpy==.*$", "numpy==1.0", before, flags=re.MULTILINE))
    assert pinning(pins, "write").returncode == 0
    assert pinning(pins, "check").returncode == 0
    assert [line for line in file.read_text().splitlines() if ";" in line or line.startswith("#")] == [
        line for line in before.splitlines() if ";" in line or line.startswith("#")
    ]
    assert "://" not in before


def test_the_wheel_carries_the_sounds_and_the_routines(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    shutil.unpack_archive(wheel, tmp_path / "installed", "zip")
    code = (
        "from coach.session import open_session as o; s = o('eyes-closed-calm'); s.mix;"
        "print(s.background.layers[0].path)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path / "installed",
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "installed")},
    )
    assert Path(done.stdout.strip()) == tmp_path / "installed" / "coach" / "audio_assets" / "ocean-1.opus"


@pytest.fixture
def routines(tmp_path: Path) -> Path:
    """The routines of a copy of coach, to spoil."""
    shutil.copytree("coach", tmp_path / "copied" / "coach", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "copied" / "coach" / "routines"


def facts(routines: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run scripts/facts on the library, or on that of a copy."""
    variables = {**os.environ, "PYTHONPATH": str(routines.parents[1]) if routines else ""}
    command = [sys.executable, str(SCRIPTS / "facts")]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env=variables)


def carriers(done: subprocess.CompletedProcess[str]) -> dict[str, list[str]]:
    """Number → the lines below it."""
    table: dict[str, list[str]] = {}
    for line in done.stdout.splitlines():
        if line.startswith("    "):
            table[list(table)[-1]].append(line.strip())
        else:
            table[line.partition(":")[0]] = []
    return table


def test_every_fact_is_told_with_what_carries_it() -> None:
    done = facts()
    known = re.findall(r"^- ([A-Z]\d+) ", Path("coach/routines/SOURCES.md").read_text("utf-8"), re.MULTILINE)
    assert (done.stderr, done.returncode) == ("", 0)
    assert list(carriers(done)) == known
    assert [number for number, lines in carriers(done).items() if not lines] == []


def test_a_fact_is_told_with_the_file_and_the_step(routines: Path) -> None:
    (routines / "zz.yaml").write_text(
        "title: Z\nsteps:\n  - {title: A step, say: Hi., sources: [A1, A1]}\n  - {say: Hi., sources: [A1]}\n"
        "  - {section: A part, sources: [A1], steps: [say: Hi.]}\n  - {sources: [A1], steps: [say: Hi.]}\n"
    )
    lines = [" ".join(line.split()) for line in carriers(facts(routines))["A1"] if line.startswith("zz.yaml")]
    assert lines == [f"zz.yaml {place}" for place in ("A step", "step of line 4", "A part", "steps of line 6")]


def test_a_fact_of_a_step_that_is_used_is_told_with_the_way_to_it(routines: Path) -> None:
    (routines / "zz.yaml").write_text("title: Z\nsteps: [{use: techniques, with: {hand: left}}]\n")
    done = facts(routines)
    assert "zz.yaml (through techniques.yaml)" in done.stdout
    assert any(line.startswith("techniques.yaml ") for line in carriers(done)["J1"])


def test_a_fact_of_a_condition_is_told_with_its_title() -> None:
    lines = [" ".join(line.split()) for line in carriers(facts())["K6"]]
    assert [line for line in lines if line.startswith("cautions.yaml ")]


def test_a_fact_that_nothing_carries_is_a_failure(routines: Path) -> None:
    with (routines / "SOURCES.md").open("a", encoding="utf-8") as table:
        table.write("- M4 Another fact.\n- M5 And another.\n")
    done = facts(routines)
    assert (done.stderr, done.returncode) == ("carried by no step: M4, M5\n", 1)
    assert "M5: And another." in done.stdout


def test_a_fact_whose_only_routine_is_gone_is_a_failure(routines: Path) -> None:
    for path in routines.rglob("paced-breathing.yaml"):  # in each language
        path.unlink()
    done = facts(routines)
    assert (done.stderr, done.returncode) == ("carried by no step: L1, L2, L3, L4\n", 1)


def test_a_fact_that_is_not_in_the_table_is_a_failure(routines: Path) -> None:
    (routines / "zz.yaml").write_text("title: Z\nsteps:\n  - {say: Hi., sources: [Z1, B12, B13]}\n")
    done = facts(routines)
    assert (done.stderr, done.returncode) == ("not in SOURCES.md: B13, Z1\n", 1)


def test_both_failures_are_told_at_once(routines: Path) -> None:
    table = (routines / "SOURCES.md").read_text("utf-8")
    (routines / "SOURCES.md").write_text(table.replace("- B12 ", "- B13 "), "utf-8")
    done = facts(routines)
    assert done.stderr.splitlines() == ["carried by no step: B13", "not in SOURCES.md: B12"]
    assert done.returncode == 1
