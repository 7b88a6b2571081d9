"""A page while it is being opened, and where its scripts do not run: what can be read and touched, and when."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from tests.chromium import Page, chromium
from tests.export.page.making import routine_of, write_page
from tests.processes import PATIENCE_S

pytestmark = pytest.mark.device

COUNT = "document.getElementById('count').textContent"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(tmp_path_factory.mktemp("opened") / "session.html", routine_of())


@pytest.fixture(scope="module")
def browser() -> Iterator[Page]:
    with chromium() as page:
        page.show_as(390, 844)
        yield page


@pytest.fixture
def page(browser: Page) -> Iterator[Page]:
    yield browser
    assert browser.complaints == []


class _Slow(BaseHTTPRequestHandler):
    """An answer whose end comes when somebody lets it."""

    def __init__(self, parts: tuple[bytes, bytes], rest: Event, *args: Any) -> None:
        self._parts, self._rest = parts, rest
        super().__init__(*args)

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(sum(map(len, self._parts))))
        self.end_headers()
        self.wfile.write(self._parts[0])
        self.wfile.flush()
        assert self._rest.wait(PATIENCE_S)
        self.wfile.write(self._parts[1])

    def log_message(self, *_: object) -> None: ...


@contextmanager
def served_slowly(page: bytes, cut: int) -> Iterator[tuple[str, Event]]:
    """Serve a page up to a place, and what is behind it once an event is set."""
    rest = Event()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Slow, (page[:cut], page[cut:]), rest)) as server:
        serving = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        serving.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/", rest
        finally:
            rest.set()
            server.shutdown()
            serving.join()


def test_it_can_be_read_and_begun_before_its_sound_has_come(page: Page, written: Path) -> None:
    """So a page of hours is there at once: its sound stands behind everything, and is waited for by nobody."""
    whole = written.read_bytes()
    with served_slowly(whole, whole.index(b"base64,", whole.index(b"<noscript")) + 1_000) as (address, rest):
        page.command("Page.navigate", url=address)
        page.until("document.getElementById('start')?.onclick")
        assert page.evaluate("document.querySelectorAll('#page ol > li').length") == 4
        page.touch_part("#start")
        page.until("document.getElementById('stage').offsetParent && document.getElementById('left').textContent")
        assert page.evaluate("document.readyState") == "loading"
        rest.set()
        page.until(f"{COUNT}.includes('1 of 4')")


def test_without_scripts_there_is_one_player_and_every_word(page: Page, written: Path) -> None:
    page.command("Emulation.setScriptExecutionDisabled", value=True)
    try:
        page.command("Page.navigate", url=written.as_uri())
        time.sleep(1)
        shown = "getComputedStyle(document.querySelector('{}')).display"
        assert page.evaluate(shown.format("noscript audio")) != "none"
        assert [page.evaluate(shown.format(part)) for part in ("#sound", "#start", "#stage")] == ["none"] * 3
        assert page.evaluate("document.querySelector('noscript audio').getBoundingClientRect().width") > 250
    finally:
        page.command("Emulation.setScriptExecutionDisabled", value=False)


def test_where_its_script_does_not_run_it_is_as_without_scripts(page: Page, written: Path, tmp_path: Path) -> None:
    """So in a browser that is too old for it: here, its policy keeps away a script of another hash."""
    whole = written.read_text("utf-8")
    (tmp_path / "old.html").write_text(whole.replace('"use strict"', '"use other"', 1), "utf-8")
    page.open((tmp_path / "old.html").as_uri())
    page.until("document.querySelector('#begin > audio[controls]')?.offsetParent")
    assert not page.evaluate("document.getElementById('start').offsetParent")
    assert any("script-src" in each for each in page.complaints)
    page.forget_complaints()
