"""The screen in Textual's pilot, and once in a real terminal, which is tmux."""

from __future__ import annotations

import asyncio
import shlex
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import etree
from textual.pilot import Pilot
from textual.strip import Strip

from coach import interrupts
from coach.player.controls.key_decoder import RELEASED
from coach.player.controls.key_settings import KeySettings
from coach.player.screen import screen_for
from coach.player.screen.tui import SessionApp, Tui
from coach.player.session.view import Mode
from tests.player.screen.making import GOLDEN, KEYS, SETTINGS, SIZES, Fake, golden, picture, pilot, rows_of, shown
from tests.processes import found

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("size", SIZES)
def test_the_screen_looks_like_its_golden_text(size: tuple[int, int]) -> None:
    assert shown(Fake(), size) == golden(size).read_text(encoding="utf-8").splitlines()


def test_the_picture_is_the_screen_and_fetches_nothing() -> None:
    kept = GOLDEN / "screen.svg"
    words = [list(etree.fromstring(svg.encode()).itertext("{*}text")) for svg in (picture(), kept.read_text("utf-8"))]
    assert words[0] == words[1]
    assert "url(http" not in kept.read_text("utf-8")


@pytest.mark.parametrize(
    ("mode", "word"),
    [
        ("playing", "PLAYING"),
        ("paused", "PAUSED"),
        ("waiting", 'WAITING FOR "NEXT"'),
        ("stopping", "ENDING"),
        ("ended", "THE END"),
    ],
)
def test_every_mode_is_a_word_that_takes_no_room_from_the_time(mode: Mode, word: str) -> None:
    for size in [(40, 12), (80, 24), (200, 50)]:
        assert word in map(str.strip, shown(Fake(mode=mode), size))


def test_a_change_of_the_session_is_on_the_screen_at_once() -> None:
    session = Fake()

    async def act(app: SessionApp, hands: Pilot[None]) -> None:
        session.change(step=4, step_title="Hold", mode="paused", notice="The loudspeaker is gone.")
        await hands.pause(0.3)
        assert {"Step 4 of 12 · The left hand", "Hold", "PAUSED", "! The loudspeaker is gone."} <= {
            row.strip() for row in rows_of(app)
        }

    pilot(session, act, (40, 12))


def test_the_screen_fits_anew_when_the_terminal_changes_its_size() -> None:
    async def act(app: SessionApp, hands: Pilot[None]) -> None:
        for width, height in [(40, 12), (200, 60), (30, 5), (80, 24)]:
            await hands.resize_terminal(width, height)
            await hands.pause()
            assert len(rows_of(app)) == height
        assert rows_of(app) == golden((80, 24)).read_text(encoding="utf-8").splitlines()

    pilot(Fake(), act)


def test_nothing_is_drawn_while_no_second_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    session, drawn = Fake(), list[int]()

    async def act(app: SessionApp, hands: Pilot[None]) -> None:
        (sheet,) = app.screen.children
        await hands.pause(0.3)
        line = sheet.render_line

        def noted(y: int) -> Strip:
            drawn.append(y)
            return line(y)

        monkeypatch.setattr(sheet, "render_line", noted)
        for ms in range(39_200, 39_000, -20):
            session.change(step_left_ms=ms)
            await hands.pause(0.05)
        assert not drawn
        session.change(step_left_ms=39_000)
        await hands.pause(0.3)
        assert 0 < len(set(drawn)) <= 5  # the digits alone

    pilot(session, act)


@pytest.mark.parametrize(("key", "verb"), KEYS.items())
def test_a_key_asks_for_its_verb(key: str, verb: str) -> None:
    session = Fake()
    pilot(session, lambda _, hands: hands.press(key))
    assert session.asked == [verb]


def test_a_persons_own_settings_are_obeyed_and_shown() -> None:
    session = Fake()
    own = KeySettings(own={"f9": "next"}, acceptance_ms=100, switches="one")

    async def press() -> None:
        app = SessionApp(session, own)
        async with app.run_test(size=(80, 24)) as hands:
            await hands.press("f9", RELEASED)
            for key in ("f9", "space"):
                await hands.press(key)
                await hands.pause(0.2)
                await hands.press(RELEASED)
            await hands.press("?", RELEASED)
            await hands.pause(0.2)
            shown = rows_of(app)
            assert "take               space, enter" in shown
            assert "next               f9, right, pagedown, n" in shown

    asyncio.run(press())
    assert session.asked == ["next", "take"], "a tap is too short"


def test_caps_lock_changes_nothing() -> None:
    session = Fake()
    pilot(session, lambda _, hands: hands.press("N", "R"))
    assert session.asked == ["next", "repeat"]


def test_every_other_key_does_nothing_and_that_is_told_softly() -> None:
    session = Fake()

    async def act(app: SessionApp, hands: Pilot[None]) -> None:
        await hands.press("x", "home", "tab", "shift+tab", "end", "f1", "ctrl+p", "ctrl+q", "ctrl+d")
        await hands.pause(0.3)
        assert app.is_running
        assert len(app.screen_stack) == 1
        assert "PLAYING  no key: ctrl+d; ? shows all" in map(str.strip, rows_of(app))

    pilot(session, act)
    assert session.asked == []


def test_a_question_mark_shows_all_keys_until_the_next_one_which_does_nothing_else() -> None:
    """Or whoever closes it by `q`, as one closes a page, would end the session."""
    session = Fake()

    async def act(app: SessionApp, hands: Pilot[None]) -> None:
        before = rows_of(app)
        await hands.press("?")
        await hands.pause(0.2)
        assert "next               right, pagedown, enter, n" in rows_of(app)
        await hands.press("?")
        await hands.pause(0.2)
        assert rows_of(app) == before
        await hands.press("?", "q")
        await hands.pause(0.2)
        assert rows_of(app) == before
        assert session.asked == []
        await hands.press("n")

    pilot(session, act)
    assert session.asked == ["next"]


def test_a_question_mark_that_is_bound_asks_for_its_verb() -> None:
    session = Fake()

    async def press() -> None:
        app = SessionApp(session, KeySettings(own={"question_mark": "repeat"}))
        async with app.run_test() as hands:
            await hands.press("?")

    asyncio.run(press())
    assert session.asked == ["repeat"]


@pytest.mark.usefixtures("nobody_asked")
def test_ctrl_c_closes_the_screen_as_an_interrupt() -> None:
    session = Fake()

    async def act(app: SessionApp, hands: Pilot[None]) -> None:
        await hands.press("ctrl+c")
        await hands.pause(0.5)
        assert not app.is_running

    pilot(session, act)
    assert interrupts.asked() == 128 + signal.SIGINT


def test_the_end_of_the_session_closes_the_screen() -> None:
    session = Fake()

    async def act(app: SessionApp, hands: Pilot[None]) -> None:
        assert app.is_running
        session.over.set()
        await hands.pause(0.5)
        assert not app.is_running

    pilot(session, act)
    assert session.asked == []


def test_where_a_screen_fails_the_session_goes_on_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    session = Fake()
    monkeypatch.setattr(SessionApp, "run", lambda *_, **__: None)
    threading.Timer(0.3, session.over.set).start()
    Tui(SETTINGS).run(session)
    assert session.over.is_set()
    assert session.asked == []


def test_a_screen_that_dies_is_logged_with_where_it_died(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def die(*_: object, **__: object) -> None:
        raise RuntimeError("no such terminal")

    monkeypatch.setattr(SessionApp, "run", die)
    session = Fake()
    session.over.set()
    Tui(SETTINGS).run(session)
    (told,) = caplog.records
    assert (told.levelname, told.getMessage()) == ("ERROR", "the full screen could not be shown")
    assert told.exc_info


@pytest.mark.usefixtures("nobody_asked")
def test_who_wants_coach_to_end_stops_the_session_and_the_program_ends_when_the_screen_has_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session, order = Fake(), list[str]()

    def run(_: SessionApp, **__: object) -> None:
        interrupts.note(signal.SIGTERM)
        while not session.asked:
            time.sleep(0.01)
        order.append("screen has gone")

    monkeypatch.setattr(SessionApp, "run", run)
    with pytest.raises(interrupts.Interrupted) as leaving:
        Tui(SETTINGS).run(session)
    assert (session.asked, order, leaving.value.code) == (["stop"], ["screen has gone"], 143)


class _Tty:
    @staticmethod
    def isatty() -> bool:
        return True


def test_the_large_screen_is_for_terminals_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert type(screen_for(False, SETTINGS)).__name__ == "Plain"
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, _Tty)
    assert type(screen_for(False, SETTINGS)).__name__ == "Tui"
    assert type(screen_for(True, SETTINGS)).__name__ == "Plain"
    monkeypatch.setenv("TERM", "dumb")
    assert type(screen_for(False, SETTINGS)).__name__ == "Plain"


class Terminal:
    """A terminal of 80 by 24 that runs one shell script."""

    def __init__(self, name: str) -> None:
        self._tmux = [found("tmux"), "-u", "-L", name, "-f", "/dev/null"]

    def __call__(self, *command: str) -> str:
        done = subprocess.run([*self._tmux, *command], capture_output=True, timeout=10, check=True)
        return done.stdout.decode()

    def text(self) -> str:
        return self("capture-pane", "-p")

    def state(self) -> list[str]:
        """Whether it is in a program's own screen, shows the cursor, takes the mouse."""
        return self("display-message", "-p", "#{alternate_on} #{cursor_flag} #{mouse_any_flag}").split()


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal(f"coach-{tmp_path.parent.parent.name}-{tmp_path.parent.name}-{tmp_path.name}")
    yield terminal
    terminal("kill-server")


def until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no tmux")
@pytest.mark.parametrize(("ending", "code"), [("q", 0), ("C-c", 130), ("SIGTERM", 143)])
def test_a_real_terminal_shows_the_session_and_is_then_as_it_was(
    terminal: Terminal, tmp_path: Path, ending: str, code: int
) -> None:
    python = "import os, sys; print(os.getpid(), file=open(sys.argv[1], 'w')); "
    python += "from tests.player.screen.making import run_in_terminal; run_in_terminal()"
    program, folder = shlex.join([sys.executable, "-c", python, str(tmp_path / "pid")]), shlex.quote(str(tmp_path))
    script = f"echo before; stty -a >{folder}/1; {program}; echo after $?; stty -a >{folder}/2; exec sleep 60"
    terminal("new-session", "-d", "-x", "80", "-y", "24", f"sh -c {shlex.quote(script)}")
    kept = golden((80, 24)).read_text(encoding="utf-8").split()
    until(lambda: terminal.text().split() == kept)
    assert terminal.state() == ["1", "0", "0"]

    terminal("send-keys", "x", "Escape", "C-q", "C-p", "Space")
    until(lambda: "PAUSED" in terminal.text())
    if ending.startswith("SIG"):
        subprocess.run(["kill", f"-{ending[3:]}", (tmp_path / "pid").read_text().strip()], check=True)
    else:
        terminal("send-keys", ending)
    until(lambda: (tmp_path / "2").exists() and (tmp_path / "2").stat().st_size)
    assert terminal.text().split() == ["before", "after", str(code)]
    assert terminal.state() == ["0", "1", "0"]
    assert (tmp_path / "1").read_text() == (tmp_path / "2").read_text()


def test_ctrl_z_gives_the_terminal_back_with_the_session_paused_until_it_is_in_front_again(
    terminal: Terminal, tmp_path: Path
) -> None:
    python = "from tests.player.screen.making import run_in_terminal; run_in_terminal()"
    program, folder = shlex.join([sys.executable, "-c", python]), shlex.quote(str(tmp_path))
    script = f"set -m; stty -a >{folder}/1; {program}; echo behind; stty -a >{folder}/2; read go; fg; exec sleep 60"
    terminal("new-session", "-d", "-x", "80", "-y", "24", f"bash -c {shlex.quote(script)}")
    until(lambda: "PLAYING" in terminal.text())
    terminal("send-keys", "C-z")
    until(lambda: "behind" in terminal.text() and (tmp_path / "2").exists() and (tmp_path / "2").stat().st_size)
    assert terminal.state() == ["0", "1", "0"]
    assert (tmp_path / "1").read_text() == (tmp_path / "2").read_text()
    terminal("send-keys", "Enter")
    until(lambda: "PAUSED" in terminal.text() and terminal.state()[0] == "1")
    terminal("send-keys", "space")
    until(lambda: "PLAYING" in terminal.text())
    terminal("send-keys", "q")
    until(lambda: terminal.state() == ["0", "1", "0"])
