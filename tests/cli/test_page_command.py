"""`coach page` serves a page until Ctrl-C."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from coach.cli.page_command import _show_code
from coach.export.page.page_server import network_address
from tests.conftest import SMALL
from tests.processes import Child

pytestmark = pytest.mark.session


def served_until_interrupted(*words: str, cwd: Path) -> tuple[str, bytes, str, int]:
    """Return the address that a command tells, the page there, what it says at the end, and its exit code."""
    command = [sys.executable, "-m", "coach", "page", *words, "--port", "0"]
    with Child[str](command, cwd=cwd, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        address = process.stdout.readline().strip()
        with urlopen(address, timeout=10) as answer:  # noqa: S310 - it is our own
            page = answer.read()
        process.send_signal(signal.SIGINT)
        return address, page, process.stderr.read(), process.wait()


def test_a_routine_is_served_to_this_machine_alone_until_ctrl_c(tmp_path: Path) -> None:
    (tmp_path / "rest.yaml").write_text(SMALL, "utf-8")
    address, page, told, code = served_until_interrupted("rest.yaml", "--engine", "silent", cwd=tmp_path)
    assert address.startswith("http://127.0.0.1:")
    assert b"<title>A short rest</title>" in page
    assert "--lan lets a phone" in told
    assert code == 130
    assert told.endswith("Ctrl-C ends it.\n")
    assert [each.name for each in tmp_path.iterdir()] == ["rest.yaml"]


def test_a_folder_that_is_there_is_served_to_the_network(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<title>Mine</title>", "utf-8")
    address, page, told, code = served_until_interrupted(".", "--lan", cwd=tmp_path)
    assert address.startswith(f"http://{network_address()}:")
    assert (page, code) == (b"<title>Mine</title>", 130)
    assert "Without https" in told


def test_a_phone_reads_the_address_from_a_code(capsys: pytest.CaptureFixture[str]) -> None:
    _show_code("http://192.0.2.7:8765/")
    shown = capsys.readouterr().out
    assert len({len(line) for line in shown.splitlines()}) <= 2
    assert {"█", "▀", "▄"} & {*shown}
