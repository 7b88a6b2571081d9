"""Captions as a real browser reads them: it is the reader that WebVTT is made for."""

from __future__ import annotations

import json

import pytest

from coach.export.texts import Told
from coach.export.texts.captions import Caption, captions_of
from coach.export.texts.vtt import write_vtt
from coach.routine.model import Routine
from coach.timeline.timeline import Cue, Timeline
from tests.browser import page_after_scripts, served

pytestmark = pytest.mark.session

PAGE = """<!doctype html><meta charset="utf-8">
<audio><track kind="captions" src="session.vtt" default></audio><pre></pre>
<script>
const track = document.querySelector("track")
track.onload = track.onerror = event => {
  const cues = [...track.track.cues ?? []].map(cue =>
    [Math.round(cue.startTime * 1000), Math.round(cue.endTime * 1000), cue.getCueAsHTML().textContent])
  document.querySelector("pre").textContent = JSON.stringify([event.type, cues])
}
</script>
"""
WORDS = (
    "Is the pain < 3 of 10? <b>Stay</b> & rest &lt; so.",
    "In --> out, 00:00:01.000 --> 00:00:02.000.",
    "NOTE",
    "手のひら, يدك اليمنى and 🖐🏽: {\\an8} <v Ana> <00:00:01.000>",
    "A session that is longer than an hour, and this sentence of it takes more lines than one caption has. End.",
)
EDGES = (1_001, 4_002, 9_003, 59_999, 3_599_998, 3_611_234)
SESSION = Timeline(
    "T",
    (
        Cue(0, EDGES[0], "pause"),
        *(Cue(start, end, "speech", words, 1) for start, end, words in zip(EDGES[:-1], EDGES[1:], WORDS, strict=True)),
        Cue(EDGES[-1], EDGES[-1] + 1_000, "pause"),
    ),
)


@pytest.fixture(scope="module")
def read(small_routine: Routine, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[int, int, str]]:
    """Start, end and text of each cue, as Chromium reads a file of ours."""
    folder = tmp_path_factory.mktemp("captions")
    (folder / "session.vtt").write_text(write_vtt(Told("T", small_routine, SESSION)), "utf-8")
    (folder / "page.html").write_text(PAGE, "utf-8")
    with served(folder) as address:
        (shown,) = page_after_scripts(f"{address}/page.html").findall(".//pre")
    event, cues = json.loads(shown.text_content())
    assert event == "load"
    return [(start, end, text) for start, end, text in cues]


@pytest.fixture(scope="module")
def planned() -> list[Caption]:
    return captions_of(SESSION)


def test_a_browser_reads_every_caption_at_its_time(read: list[tuple[int, int, str]], planned: list[Caption]) -> None:
    assert [cue[:2] for cue in read] == [(each.start_ms, each.end_ms) for each in planned]


def test_it_shows_every_word_and_every_sign_as_it_was_written(
    read: list[tuple[int, int, str]], planned: list[Caption]
) -> None:
    assert [text for *_, text in read] == ["\n".join(each.lines) for each in planned]
    assert " ".join(" ".join(text.split()) for *_, text in read) == " ".join(WORDS)
