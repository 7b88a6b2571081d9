"""`scripts/coach` on machines that are not ready for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import coach

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="runs shell scripts")
SCRIPTS = Path("scripts").resolve()


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """The project without an environment."""
    (tmp_path / "fresh" / "scripts").mkdir(parents=True)
    for name in ("coach", "environment"):
        shutil.copy(SCRIPTS / name, tmp_path / "fresh" / "scripts")
    shutil.copy("pyproject.toml", tmp_path / "fresh")
    return tmp_path / "fresh"


def started(script: Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [str(script), "--version"]
    variables = {**os.environ, **environment}
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


def test_the_wheel_carries_the_sounds_and_the_routines(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    shutil.unpack_archive(wheel, tmp_path / "installed", "zip")
    code = "from coach.session import open_session as o; s = o('eyes-closed-calm'); s.mix; print(s.background.path)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path / "installed",
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "installed")},
    )
    assert Path(done.stdout.strip()) == tmp_path / "installed" / "coach" / "audio_assets" / "warm-pad.opus"
