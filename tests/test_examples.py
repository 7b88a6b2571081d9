"""Every example in a docstring does what it shows."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

pytestmark = pytest.mark.unit

WITH_EXAMPLES = [path for path in sorted(Path("coach").rglob("*.py")) if ">>> " in path.read_text("utf-8")]


@pytest.mark.usefixtures("from_python")
@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=str)
def test_every_example_of_a_module_works(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = import_module(".".join(path.with_suffix("").parts).removesuffix(".__init__"))
    monkeypatch.chdir(tmp_path)
    results = doctest.testmod(module, optionflags=doctest.ELLIPSIS)
    assert (results.failed, results.attempted > 0) == (0, True)
