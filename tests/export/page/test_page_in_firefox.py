"""A page in a second engine: it leads, sounds and stays silent there as it does in Chromium."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np
import pytest

from tests.export.page.making import HOSTILE, routine_of, write_page
from tests.export.page.timed_recording import TimedRecording, timed_recording
from tests.firefox import FirefoxPage, firefox
from tests.loudspeaker import Loudspeaker

pytestmark = pytest.mark.device

COUNT = "document.getElementById('count').textContent"
MODE = "document.body.dataset.mode"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, shared_loudspeaker: Loudspeaker) -> Iterator[FirefoxPage]:
    path = write_page(tmp_path_factory.mktemp("firefox") / "session.html", routine_of())
    shared_loudspeaker.start_again_if_it_ended()
    with firefox(shared_loudspeaker.env) as page:
        page.open(path.as_uri())
        page.until("document.body.classList.contains('whole')")
        yield page
        assert page.complaints == []


@pytest.fixture(scope="module")
def recording(shared_loudspeaker: Loudspeaker) -> Iterator[TimedRecording]:
    with timed_recording(shared_loudspeaker) as heard:
        yield heard


def test_it_shows_what_was_written_and_is_silent_until_somebody_begins(
    page: FirefoxPage, recording: TimedRecording
) -> None:
    assert page.evaluate("document.querySelector('h1').textContent") == HOSTILE
    assert page.evaluate("document.getElementById('notices').textContent") == ""
    time.sleep(0.5)
    assert not recording.samples.any()


def test_keys_alone_lead_it_to_its_end_and_it_is_heard(page: FirefoxPage, recording: TimedRecording) -> None:
    page.key("Tab")
    page.key("Enter")
    page.until(f"{COUNT}.includes('1 of 4')")
    page.key("b")
    page.until(f"{MODE} === 'paused'")
    page.until("document.getElementById('sound').paused")
    quiet = len(recording.samples)
    time.sleep(1)
    assert recording.samples[:quiet].any()
    assert not recording.samples[quiet + 22_050 :].any()
    page.key(" ")
    page.until(f"{MODE} === 'playing'")
    for number in (1, 2, 3, 4):
        page.until(f"{COUNT}.includes('{number} of 4')")
        time.sleep(0.35)  # a step that has just begun by itself is not skipped
        page.key("PageDown")
    page.until("!document.body.classList.contains('leading')")
    assert np.abs(recording.samples[quiet + 44_100 :]).max() > 0.01
