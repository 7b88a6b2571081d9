"""`coach feed` as it is typed: what it writes, what it tells, and its exit codes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.export.feed.making import URL, faults, items, one, put, report

pytestmark = pytest.mark.unit

Tell = Callable[..., Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "quiet"
    folder.mkdir()
    put(folder, "a.mp3", ".vtt", ".chapters.json")
    return folder


def test_feed_writes_a_feed_and_says_where_apps_find_it(tell: Tell, folder: Path) -> None:
    done = tell("feed", "quiet", "--url", "https://example.org/sessions", "--date", "2026-11-30")
    told = f"{Path('quiet') / 'feed.xml'}: 1 episode. Once the folder is on the web, podcast apps take {URL}feed.xml\n"
    assert (done.stdout, done.stderr, done.code) == (told, "", 0)
    assert faults(folder / "feed.xml") == []
    assert one(items(folder / "feed.xml")[0], "pubDate") == "Mon, 30 Nov 2026 12:00:00 +0000"
    assert sorted(path.name for path in folder.iterdir() if path.name[0] in ".cf") == ["cover.jpg", "feed.xml"]


def test_feed_again_says_what_is_new(tell: Tell, folder: Path) -> None:
    tell("feed", "quiet", "--url", URL)
    put(folder, "b.mp3", content=report("Second"))
    assert ": 2 episodes, 1 of them new." in tell("feed", "quiet", "--url", URL).stdout


def test_feed_tells_of_a_broken_session_writes_the_others_and_fails(tell: Tell, folder: Path) -> None:
    put(folder, "b.mp3", content="{broken")
    done = tell("feed", "quiet", "--url", URL)
    assert done.stderr.startswith("coach: b.mp3.report.json is no JSON")
    assert (done.stdout.count("1 episode."), done.code) == (1, 1)
    assert faults(folder / "feed.xml") == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("quiet",), "`coach feed` wants --url URL"),
        (("quiet", "--url", "example.org"), "does not begin with https://"),
        (("nowhere", "--url", URL), "there is no folder nowhere"),
        (("quiet", "--url", URL, "--date", "soon"), "--date: 'soon' is not a day"),
        (("quiet", "--url", URL, "--cover", "gone.jpg"), "there is no picture gone.jpg"),
    ],
)
def test_wrong_usage_is_told_and_nothing_is_written(
    tell: Tell, folder: Path, arguments: tuple[str, ...], told: str
) -> None:
    done = tell("feed", *arguments)
    assert told in done.stderr
    assert done.code == 2
    assert not (folder / "feed.xml").exists()
