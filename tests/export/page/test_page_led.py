"""A page in Chromium: led from its start to its end, on any screen, and with whatever a phone lacks."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coach.export.formats import format_of
from coach.export.page.page_server import serve
from tests.chromium import Page, chromium
from tests.export.page.making import HOSTILE, routine_of, write_page
from tests.processes import found

pytestmark = pytest.mark.device

SHOWN = "document.getElementById('{}').textContent"
MODE = "document.body.dataset.mode"
LEADS = "document.body.classList.contains('leading')"
WHOLE = "document.body.classList.contains('whole')"
HANDLERS = """
window.actions = {};
MediaSession.prototype.setActionHandler = (name, handler) => { window.actions[name] = handler; };
"""
SCREENS = [(320, 640, 16), (390, 844, 16), (1024, 768, 16), (844, 390, 16), (390, 844, 32), (320, 640, 32)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One session as a file and as a folder, and one for oneself."""
    above = tmp_path_factory.mktemp("pages")
    write_page(above / "session.html", routine_of())
    write_page(above / "session", routine_of())
    write_page(above / "calm.html", routine_of(for_="self", title="Calm"))
    return above


@pytest.fixture(scope="module")
def browser() -> Iterator[Page]:
    with chromium() as page:
        yield page


@pytest.fixture
def page(browser: Page) -> Iterator[Page]:
    """A page on a phone that remembers nothing, and complains about nothing."""
    browser.command("Page.navigate", url="about:blank")
    browser.show_as(390, 844)
    yield browser
    assert browser.complaints == []


@pytest.fixture
def before(page: Page) -> Iterator[Callable[[str], None]]:
    """A function that lets a script run before those of the page."""
    scripts: list[str] = []

    def add(script: str) -> None:
        told = page.command("Page.addScriptToEvaluateOnNewDocument", source=script)
        scripts.append(told["identifier"])

    add("try { localStorage.clear() } catch {}")
    yield add
    for script in scripts:
        page.command("Page.removeScriptToEvaluateOnNewDocument", identifier=script)


def opened(page: Page, path: Path) -> None:
    page.open(path.as_uri())
    page.until(f"{WHOLE} || document.getElementById('notices').textContent")


def notices(page: Page) -> str:
    told = page.evaluate(SHOWN.format("notices"))
    assert isinstance(told, str)
    return told


def lead_to_the_end(page: Page, ask_next: Callable[[], None]) -> list[str]:
    """Ask for the next step until there is none, and return the steps that were shown on the way."""
    counts = []
    for number in range(1, 5):
        page.until(f"{SHOWN.format('count')}.includes('{number} of 4')")
        counts.append(page.evaluate(SHOWN.format("count")))
        time.sleep(0.35)  # a step that has just begun by itself is not skipped
        ask_next()
    page.until(f"!{LEADS}")
    return counts


STEPS = [f"Step {number} of 4" for number in range(1, 5)]


@pytest.mark.usefixtures("before")
def test_keys_alone_lead_it_from_its_start_to_its_end(page: Page, folder: Path) -> None:
    opened(page, folder / "session.html")
    page.key("Tab")
    assert page.evaluate("document.activeElement.id") == "start"
    page.key("Enter")
    page.until(LEADS)
    page.until(f"{SHOWN.format('count')}.includes('1 of 4')")
    page.key("b")
    page.until(f"{MODE} === 'paused'")
    page.key("PageDown", repeats=True)
    assert page.evaluate(MODE) == "paused", "a key that is held down asks once"
    page.key(" ")
    page.until(f"{MODE} === 'playing'")
    assert lead_to_the_end(page, lambda: page.key("PageDown")) == STEPS


@pytest.mark.usefixtures("before")
def test_touch_alone_leads_it_from_its_start_to_its_end(page: Page, folder: Path) -> None:
    opened(page, folder / "session.html")
    page.touch_part("#start")
    page.until(f"{SHOWN.format('count')}.includes('1 of 4')")
    swipes = iter([True, False, True, False])

    def ask_next() -> None:
        if next(swipes):
            page.touch(300, 300, to=(120, 310))
        else:
            page.touch_part("#next-step")

    assert lead_to_the_end(page, ask_next) == STEPS


@pytest.mark.usefixtures("before")
def test_a_pedal_presses_no_button_that_a_finger_has_pressed(page: Page, folder: Path) -> None:
    opened(page, folder / "session.html")
    page.touch_part("#start")
    page.until(f"{SHOWN.format('count')}.includes('1 of 4')")
    page.touch_part("#more")
    page.until("!document.getElementById('others').hidden")
    page.key("Enter")
    page.until(f"{SHOWN.format('count')}.includes('2 of 4')")
    assert not page.evaluate("document.getElementById('others').hidden")


def test_the_lock_screen_alone_leads_it_from_its_start_to_its_end(
    page: Page, folder: Path, before: Callable[[str], None]
) -> None:
    before(HANDLERS)
    opened(page, folder / "session.html")
    page.touch_part("#start")
    page.until(f"{MODE} === 'playing' && navigator.mediaSession.metadata")
    page.evaluate("actions.pause()")
    page.until(f"{MODE} === 'paused' && navigator.mediaSession.playbackState === 'paused'")
    page.evaluate("actions.play()")
    page.until(f"{MODE} === 'playing'")
    assert page.evaluate("[actions.seekforward, actions.seekbackward]") == [None, None]
    assert page.evaluate("navigator.mediaSession.metadata.album") == HOSTILE
    assert lead_to_the_end(page, lambda: page.evaluate("actions.nexttrack() && 0")) == STEPS


@pytest.mark.usefixtures("before")
def test_it_stays_silent_until_it_is_touched_and_shows_what_was_written(page: Page, folder: Path) -> None:
    opened(page, folder / "session.html")
    assert page.evaluate("document.getElementById('sound').paused")
    assert page.evaluate("document.querySelector('h1').textContent") == HOSTILE
    assert page.evaluate("document.querySelectorAll('h1 *, #page u, #page em').length") == 0


@pytest.mark.usefixtures("before")
@pytest.mark.parametrize(("width", "height", "font"), SCREENS)
def test_next_and_repeat_are_a_quarter_of_every_screen_each(
    page: Page, folder: Path, width: int, height: int, font: int
) -> None:
    page.show_as(width, height, font=font)
    opened(page, folder / "session.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.touch_part("#start")
    page.until(f"{SHOWN.format('words')}")
    for part in ("#next-step", "[data-verb=repeat]"):
        box = f"document.querySelector('{part}').getBoundingClientRect()"
        across, down = page.evaluate(
            f"(b => [Math.min(b.right, {width}) - b.x, Math.min(b.bottom, {height}) - b.y])({box})"
        )
        assert across * down >= 0.25 * width * height, part
    small = page.evaluate(
        "[...document.querySelectorAll('button')].map(b => b.getBoundingClientRect())"
        ".filter(b => b.width && (b.width < 44 || b.height < 44)).length"
    )
    assert small == 0
    page.command("Page.setFontSizes", fontSizes={"standard": 16, "fixed": 13})


@pytest.mark.usefixtures("before")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(page: Page, folder: Path, dark: bool) -> None:
    axe = Path(found("oxlint")).parent.parent / "axe-core" / "axe.min.js"
    page.show_as(390, 844, dark=dark)
    opened(page, folder / "session.html")
    page.evaluate(f"{axe.read_text('utf-8')};0")
    assert faults(page) == []
    page.touch_part("#start")
    page.until(f"{SHOWN.format('words')}")
    page.touch_part("#more")
    page.until("!document.getElementById('others').hidden")
    assert faults(page) == []


def faults(page: Page) -> list[list[str]]:
    told = "r.violations.map(v => [v.id, ...v.nodes.map(n => n.html)])"
    found_ones: list[list[str]] = page.evaluate(f"axe.run(document).then(r => {told})")
    return found_ones


@pytest.mark.usefixtures("before")
def test_a_session_for_oneself_turns_dark_and_a_touch_brings_it_back(page: Page, folder: Path) -> None:
    opened(page, folder / "calm.html")
    page.touch_part("#start")
    page.until(f"{SHOWN.format('count')}.includes('1 of 4')")
    dark = "document.getElementById('dark').hidden"
    assert page.evaluate(dark)
    page.key("n")
    page.until(f"!{dark}")
    count = page.evaluate(SHOWN.format("count"))
    page.touch(195, 800)
    page.until(dark)
    assert page.evaluate(SHOWN.format("count")) == count, "the touch was for the screen alone"


def test_the_place_is_kept_and_offered_after_a_reload(page: Page, folder: Path) -> None:
    opened(page, folder / "session.html")
    page.evaluate("localStorage.clear()")
    page.touch_part("#start")
    page.until(f"{SHOWN.format('count')}.includes('1 of 4')")
    page.key("n")
    page.until(f"{SHOWN.format('count')}.includes('2 of 4')")
    opened(page, folder / "session.html")
    assert not page.evaluate(LEADS)
    assert page.evaluate("document.getElementById('sound').paused")
    assert page.evaluate(SHOWN.format("resume")).strip() == "Go on from: Two"
    page.touch_part("#resume")
    page.until(f"{SHOWN.format('count')}.includes('2 of 4')")


def test_captions_are_switched_off_and_stay_so(page: Page, folder: Path) -> None:
    opened(page, folder / "session.html")
    page.evaluate("localStorage.clear()")
    page.touch_part("#start")
    page.until(f"{SHOWN.format('caption')} === 'Half way.'")
    page.touch_part("#more")
    page.until("!document.getElementById('others').hidden")
    page.touch_part("#captions")
    pressed = "document.getElementById('captions').getAttribute('aria-pressed')"
    page.until(f"{pressed} === 'false' && {SHOWN.format('caption')} === ''")
    opened(page, folder / "session.html")
    assert page.evaluate(pressed) == "false"


LACKING = {
    "no_wake": "Object.defineProperty(navigator, 'wakeLock', {get: () => undefined})",
    "no_media_keys": "Object.defineProperty(navigator, 'mediaSession', {get: () => undefined})",
    "no_storage": "Object.defineProperty(window, 'localStorage', {get() { throw new Error('SecurityError') }})",
    "no_stream": "delete window.MediaSource; delete window.ManagedMediaSource",
}


@pytest.mark.parametrize("lacking", LACKING)
def test_what_a_phone_lacks_is_told_in_one_sentence_and_the_rest_works(
    page: Page, folder: Path, before: Callable[[str], None], lacking: str
) -> None:
    before(LACKING[lacking])
    opened(page, folder / "session.html")
    sentence = page.evaluate("JSON.parse(document.getElementById('session').textContent).words")[lacking]
    page.touch_part("#start")
    page.until(f"{SHOWN.format('count')}.includes('1 of 4')")
    assert sentence in notices(page)
    page.touch_part("#next-step")
    page.until(f"{SHOWN.format('count')}.includes('2 of 4')")


@pytest.mark.parametrize("share", [0.3, 0.999], ids=["in the sound", "in the last letters"])
def test_a_file_that_is_cut_says_so_and_can_be_read(page: Page, folder: Path, tmp_path: Path, share: float) -> None:
    whole = (folder / "session.html").read_bytes()
    (tmp_path / "cut.html").write_bytes(whole[: int(len(whole) * share)])
    opened(page, tmp_path / "cut.html")
    assert "not whole" in notices(page)
    assert page.evaluate("document.querySelectorAll('#page ol > li').length") == 4
    assert not page.evaluate("document.getElementById('start')?.offsetParent")


def test_sound_that_cannot_be_decoded_is_told_and_the_words_stay(page: Page, folder: Path, tmp_path: Path) -> None:
    whole = (folder / "session.html").read_text("utf-8")
    begin = whole.index("base64,", whole.index("<noscript")) + len("base64,")
    end = whole.index('"', begin)
    (tmp_path / "noise.html").write_text(whole[:begin] + "W" * (end - begin - 2) + whole[end - 2 :], "utf-8")
    opened(page, tmp_path / "noise.html")
    page.touch_part("#start")
    page.until(f"!{LEADS} && {SHOWN.format('notices')}.includes('cannot play the sound')")
    assert "cannot play the sound" in notices(page)
    assert page.evaluate("document.querySelectorAll('#page ol > li').length") == 4


def test_a_folder_is_led_without_a_network_from_its_first_visit_on(page: Page, folder: Path) -> None:
    with serve(folder / "session", format_of(folder / "session").members) as address:
        page.open(address)
        page.until(WHOLE)
        page.until("navigator.serviceWorker.controller")
    page.open(address)  # nobody serves it any more
    page.until(WHOLE)
    page.touch_part("#start")
    page.until(f"{SHOWN.format('count')}.includes('1 of 4')")
    part = "fetch('session.m4a', {headers: {Range: 'bytes=4-7'}}).then(async r => [r.status, await r.text()])"
    assert page.evaluate(part) == [206, "ftyp"]
    manifest = json.loads(page.evaluate("fetch('manifest.webmanifest').then(r => r.text())"))
    assert manifest["name"] == HOSTILE


def test_a_page_of_another_title_finds_no_place_of_this_one(page: Page, folder: Path) -> None:
    opened(page, folder / "calm.html")
    assert page.evaluate("document.getElementById('resume').hidden")
