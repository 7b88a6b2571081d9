"""What the engine makes of sound that is cut, damaged or in a browser that cannot stream it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from tests.browser import served
from tests.chromium import Page, chromium
from tests.export.page.page_folder import open_short, write_engine

pytestmark = pytest.mark.device

_NO_STREAM = "<script>delete window.MediaSource; delete window.ManagedMediaSource;</script><audio src=session.m4a>"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the engine and a session."""
    folder = tmp_path_factory.mktemp("pages") / "whole"
    folder.mkdir()
    with open_short(folder, engine="silent") as session:
        write_engine(folder, session)
    data = json.loads((folder / "data.json").read_text("utf-8"))
    (folder / "data.json").write_text(json.dumps({**data, "words": {"cut": "It is cut."}}), "utf-8")
    return folder


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with chromium() as page:
        yield page


def like(whole: Path, name: str) -> Path:
    """Return a copy of the folder."""
    return Path(copytree(whole, whole.with_name(name)))


def begun(page: Page, folder: Path) -> Any:
    """Return what the page shows after somebody has begun, once it is more than nothing."""
    with served(folder) as address:
        page.open(f"{address}/index.html")
        page.until("window.player")
        page.evaluate("player.begin()", touched=True)
        page.until("player.view().mode === 'broken' || player.view().atMs > 0")
        return page.evaluate("player.view()")


@pytest.mark.parametrize(("file", "share"), [("session.m4a", 0.5), ("session.m4a", 0.001), ("extras.bin", 0.9)])
def test_a_download_that_broke_off_is_told(page: Page, whole: Path, file: str, share: float) -> None:
    folder = like(whole, f"{file} {share}")
    content = (folder / file).read_bytes()
    (folder / file).write_bytes(content[: int(len(content) * share)])
    view = begun(page, folder)
    assert (view["mode"], view["notice"]) == ("broken", "cut")
    assert page.evaluate("player.ask('next')") == "cannot"
    assert page.evaluate("audio.paused")


def test_sound_that_cannot_be_decoded_is_told(page: Page, whole: Path) -> None:
    folder = like(whole, "damaged")
    content = (folder / "session.m4a").read_bytes()
    start = json.loads((folder / "data.json").read_text("utf-8"))["sound"]["table"]["first_at"]
    (folder / "session.m4a").write_bytes(content[:start] + bytes(range(255, 0, -1)) * (len(content) // 255 + 1))
    with served(folder) as address:
        page.open(f"{address}/index.html")
        page.until("window.ready")
        page.evaluate("player.begin()", touched=True)
        page.until("player.view().mode === 'broken'")
        assert page.evaluate("player.view().notice") == "no_sound"


def test_without_mediasource_it_plays_and_seeks_and_says_what_is_not_to_be_had(page: Page, whole: Path) -> None:
    folder = like(whole, "no stream")
    text = (folder / "index.html").read_text("utf-8")
    (folder / "index.html").write_text(text.replace("<audio>", _NO_STREAM), "utf-8")
    with served(folder) as address:
        page.open(f"{address}/index.html")
        page.until("window.ready")
        page.evaluate("player.begin()", touched=True)
        page.until("player.view().atMs > 0")
        answers = [page.evaluate(f"player.ask('{verb}')") for verb in ("next", "more time", "how long", "pause")]
        view = page.evaluate("player.view()")
        page.evaluate("player.ask('continue'), player.ask('next')", touched=True)
        page.until("player.view().step === 2 && !audio.paused")
    assert answers == ["heard", "cannot", "cannot", "heard"]
    assert (view["mode"], view["step"], view["notice"]) == ("paused", 1, "no_stream")
