"""The page's pure modules, run by Node."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import Any

from tests.export.page.page_folder import MODULES
from tests.processes import Child, found

_DRIVER = Path(__file__).with_name("engine_driver.mjs")


class Engine:
    """The engine in JavaScript, which answers one question at a time."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, what: str, **question: Any) -> Any:
        """Return the answer to a question."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"ask": what, **question}) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


@contextmanager
def running_engine() -> Iterator[Engine]:
    """Run the engine while the `with` lasts."""
    with TemporaryDirectory() as folder:
        for file in (*MODULES.glob("*.js"), _DRIVER):
            copy(file, folder)
        Path(folder, "package.json").write_text('{"type": "module"}', "utf-8")
        command = [found("node"), str(Path(folder, _DRIVER.name))]
        with Child(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            yield Engine(process)
            assert process.stdin
            process.stdin.close()
