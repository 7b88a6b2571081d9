"""A real browser, without a window: what it makes of a page."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from lxml.html import HtmlElement, document_fromstring

from tests.processes import PATIENCE_S, found

OPTIONS = (
    *(
        "--headless",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-extensions",
        "--mute-audio",
        "--no-first-run",
    ),
    # Root has no sandbox, and the pages are the tests' own.
    "--no-sandbox",
)
_QUICK = "--virtual-time-budget=10000"
"""The option by which time stands still while anything is being loaded, so that there is no waiting."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder to this machine alone, and give its address, without a slash at its end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        serving = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        serving.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            serving.join()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None: ...


def page_after_scripts(address: str) -> HtmlElement:
    """Return a page as Chromium has it when its scripts are done. Without Chromium, as `processes.found`."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [program(), *OPTIONS, _QUICK, f"--user-data-dir={profile}", "--dump-dom", address]
        done = subprocess.run(command, capture_output=True, check=True, timeout=PATIENCE_S)
    return document_fromstring(done.stdout.decode())


def program() -> str:
    """Return a user's Chromium, or the one that has no windows at all: with it, a CI downloads 36 MB less."""
    return shutil.which("chromium") or found("chromium-headless-shell")
