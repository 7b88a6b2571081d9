"""What a process of coach sets for itself."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from coach.__main__ import settle

pytestmark = pytest.mark.unit


@pytest.fixture
def collecting() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.mark.usefixtures("collecting")
def test_blas_has_one_thread_unless_somebody_wants_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "3")
    settle()
    assert os.environ["OPENBLAS_NUM_THREADS"] == "3"
    monkeypatch.delenv("OPENBLAS_NUM_THREADS")
    settle()
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"
    assert gc.get_threshold()[0] > 10_000


def test_a_command_imports_no_other_and_numpy_starts_no_thread() -> None:
    code = "import sys; sys.argv = ['coach', 'sounds']; from coach.__main__ import main\n"
    code += "try:\n    main()\nfinally:\n    import numpy, pathlib\n"
    code += "    print(sorted(m for m in sys.modules if m.startswith('coach.cli.') and m.endswith('_command')))\n"
    code += "    print(len([*pathlib.Path('/proc/self/task').glob('*')]))"
    env = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    modules, threads = done.stdout.splitlines()[-2:]
    assert modules == "['coach.cli.sounds_command']"
    assert threads == ("1" if sys.platform == "linux" else "0")
