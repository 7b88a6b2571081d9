"""How tests are kept in kinds: pytest is run over files that a test makes, with this project's own conftest."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.processes import PATIENCE_S

pytestmark = pytest.mark.session

CONFTEST = """
import sys
sys.path.insert(0, {root!r})
from tests.conftest import pytest_collection_modifyitems, pytest_configure
from tests.conftest import pytest_make_collect_report, pytest_pycollect_makemodule
"""
BODY = """
import pytest
from hypothesis import given, strategies as st
from tests.kinds import at_most
{mark}
asked = []
@given(st.integers())
def test_it(number):
    asked.append(number)
@at_most(40)
@given(st.integers())
def test_that(number):
    asked.append(number)
def test_how_often():
    print(len(asked))
"""


def collected(folder: Path, mark: str, *words: str) -> subprocess.CompletedProcess[str]:
    (folder / "conftest.py").write_text(CONFTEST.format(root=str(Path.cwd())))
    (folder / "test_made.py").write_text(BODY.format(mark=mark))
    command = [sys.executable, "-m", "pytest", "-q", "-s", "-p", "no:cacheprovider", "--rootdir", str(folder), *words]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=PATIENCE_S, env={"PATH": ""}
    )


@pytest.mark.parametrize(
    ("mark", "told"),
    [
        ("", "test_made.py declares no kind; write one of pytestmark = pytest.mark.unit|property|device|session"),
        ("pytestmark = [pytest.mark.unit, pytest.mark.device]", "test_made.py declares unit and device; write one of"),
    ],
)
def test_a_file_without_a_kind_or_with_two_fails_at_collection(tmp_path: Path, mark: str, told: str) -> None:
    done = collected(tmp_path, mark)
    assert done.returncode == 2
    assert told in done.stdout


def test_the_quick_tests_try_few_examples(tmp_path: Path) -> None:
    done = collected(tmp_path, "pytestmark = pytest.mark.unit", "-m", "unit")
    assert done.returncode == 0
    assert "30\n" in done.stdout


def test_all_tests_try_as_many_as_are_asked_for(tmp_path: Path) -> None:
    done = collected(tmp_path, "pytestmark = pytest.mark.unit")
    assert done.returncode == 0
    assert "140\n" in done.stdout


def test_long_ones_come_first_and_those_that_wait_beside_those_that_work(tmp_path: Path) -> None:
    """Files are made in the order of the alphabet."""
    for name, kind in zip("abcdef", ("unit", "device", "device", "property", "session", "unit"), strict=True):
        body = BODY.format(mark=f"pytestmark = pytest.mark.{kind}")
        (tmp_path / f"test_{name}.py").write_text(body)
    done = collected(tmp_path, "pytestmark = pytest.mark.unit", "--collect-only")
    assert re.findall(r"test_(\w+)\.py::test_it", done.stdout) == ["e", "b", "c", "d", "a", "f", "made"]


def test_two_workers_begin_to_collect_at_either_end_and_agree(tmp_path: Path) -> None:
    """Each file says, when it is imported, by which worker it is."""
    note = "import os\nwith open(os.environ['PYTEST_XDIST_WORKER'], 'a') as told: told.write(__name__[-1])\n"
    for name in "abc":
        (tmp_path / f"test_{name}.py").write_text(note + BODY.format(mark="pytestmark = pytest.mark.unit"))
    done = collected(tmp_path, "pytestmark = pytest.mark.unit", "-n", "2", "--dist", "loadfile")
    assert "12 passed" in done.stdout
    assert [(tmp_path / worker).read_text() for worker in ("gw0", "gw1")] == ["abc", "cba"]
