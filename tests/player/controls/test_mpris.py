"""What desktops, headsets and media keys ask over a real session bus, and what they are told there."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from coach.errors import MissingPart
from coach.player.controls.mpris import Mpris, available
from coach.player.session.commands import Verb
from coach.player.session.view import View
from tests.processes import Child, found

pytestmark = pytest.mark.device

NAME = "org.mpris.MediaPlayer2.coach"
PLAYER = "org.mpris.MediaPlayer2.Player"
PROPERTIES = "org.freedesktop.DBus.Properties"
VIEW = View(
    title="Hand massage",
    mode="playing",
    step=2,
    steps=9,
    section="The left hand",
    step_title="Lotion – 🧴",
    saying="Put a little lotion on the hand.",
    instruction="",
    next_title="Knuckle circles",
    practice_left_ms=None,
    step_left_ms=20_000,
    session_left_ms=600_000,
    volume_db=-6.0,
)


def wait_for(condition: Callable[[], object], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@contextmanager
def bus_daemon() -> Iterator[tuple[str, subprocess.Popen[str]]]:
    command = [found("dbus-daemon"), "--session", "--nofork", "--print-address"]
    with TemporaryDirectory(prefix="bus", dir="/tmp") as folder:
        address = f"--address=unix:path={folder}/bus"
        with Child([*command, address], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
            assert daemon.stdout
            try:
                yield daemon.stdout.readline().strip(), daemon
            finally:
                daemon.kill()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with bus_daemon() as (address, _):
        yield address


@dataclass
class Session:
    """What is played, and what was asked of it."""

    view: View = VIEW
    asked: list[Verb] = field(default_factory=list)

    def control(self) -> Mpris:
        return Mpris(self.asked.append, lambda: self.view)


def send(destination: str, path: str, method: str, *arguments: str) -> str:
    """By the reference implementation, over the bus of the environment; gives the answer or the error as printed."""
    command = [found("dbus-send"), "--session", "--print-reply", "--reply-timeout=5000", f"--dest={destination}"]
    done = subprocess.run([*command, path, method, *arguments], capture_output=True, text=True, check=False, timeout=10)
    return done.stdout.partition("\n")[2] + done.stderr


def call(method: str, *arguments: str, name: str = NAME) -> str:
    return send(name, "/org/mpris/MediaPlayer2", method, *arguments)


def get(name: str, interface: str = PLAYER) -> str:
    return call(f"{PROPERTIES}.Get", f"string:{interface}", f"string:{name}")


def is_there(name: str = NAME) -> bool:
    bus = "org.freedesktop.DBus"
    return "true" in send(bus, "/org/freedesktop/DBus", f"{bus}.NameHasOwner", f"string:{name}")


@pytest.fixture
def session(address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Session, Mpris]]:
    """Playing, and known on the bus. Each test has the name to itself: a module's tests share a worker's bus."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    playing = Session()
    with playing.control() as control:
        wait_for(is_there)
        yield playing, control


def test_what_is_asked_over_the_bus_becomes_a_verb(session: tuple[Session, Mpris]) -> None:
    playing, _ = session
    asked: dict[str, list[Verb]] = {
        "Play": ["continue"],
        "Pause": ["pause"],
        "PlayPause": ["pause or continue"],
        "Next": ["next"],
        "Previous": ["back"],
        "Stop": ["pause"],
    }
    for method, verbs in asked.items():
        assert call(f"{PLAYER}.{method}") == "", "an empty answer"
        assert playing.asked == verbs, method
        playing.asked.clear()
    assert call("org.mpris.MediaPlayer2.Quit") == ""
    assert playing.asked == ["stop"]


def test_what_makes_no_sense_for_a_session_is_let_pass(session: tuple[Session, Mpris]) -> None:
    playing, _ = session
    assert call(f"{PLAYER}.Seek", "int64:5000000") == ""
    assert call(f"{PLAYER}.SetPosition", "objpath:/org/coach/step/2", "int64:0") == ""
    assert call("org.mpris.MediaPlayer2.Raise") == ""
    assert call(f"{PROPERTIES}.Set", f"string:{PLAYER}", "string:Rate", "variant:double:2.0") == ""
    assert "UnknownMethod" in call(f"{PLAYER}.OpenUri", "string:file:///etc/passwd")
    assert playing.asked == []


@pytest.mark.parametrize(
    ("mode", "status"),
    [
        ("playing", "Playing"),
        ("waiting", "Playing"),
        ("stopping", "Playing"),
        ("paused", "Paused"),
        ("ended", "Stopped"),
    ],
)
def test_the_status_is_that_of_the_view(session: tuple[Session, Mpris], mode: str, status: str) -> None:
    session[0].view = replace(VIEW, mode=mode)  # type: ignore[arg-type]
    assert f'"{status}"' in get("PlaybackStatus")


def test_a_desktop_learns_what_is_played(session: tuple[Session, Mpris]) -> None:
    playing, _ = session
    get("Metadata")
    playing.view = replace(VIEW, session_left_ms=480_000)
    told = re.sub(r"\s+", " ", call(f"{PROPERTIES}.GetAll", f"string:{PLAYER}"))
    for fact in (
        'string "xesam:title" variant string "Lotion – 🧴"',
        'string "xesam:artist" variant array [ string "Hand massage" ]',
        'string "xesam:trackNumber" variant int32 2',
        'string "mpris:trackid" variant object path "/org/coach/step/2"',
        'string "mpris:length" variant int64 600000000',
        'string "Position" variant int64 120000000',
        'string "Volume" variant double 0.501',
        *(f'string "Can{ability}" variant boolean true' for ability in ("Control", "Play", "Pause", "GoNext")),
        'string "CanSeek" variant boolean false',
    ):
        assert fact in told
    assert 'string "coach"' in get("Identity", "org.mpris.MediaPlayer2")


def test_a_client_learns_of_every_method_and_property(session: tuple[Session, Mpris]) -> None:
    assert session
    described = call("org.freedesktop.DBus.Introspectable.Introspect")
    told = call(f"{PROPERTIES}.GetAll", f"string:{PLAYER}") + call(
        f"{PROPERTIES}.GetAll", "string:org.mpris.MediaPlayer2"
    )
    names = {name for name in re.findall(r'string "(\w+)"', told) if name[0].isupper()} - {"Playing"}
    assert set(re.findall(r'property name="(\w+)"', described)) == names
    assert {"PlayPause", "Next", "Previous", "Quit"} <= set(re.findall(r'method name="(\w+)"', described))


@pytest.mark.parametrize(("wanted", "verbs"), [("0.9", ["louder"]), ("0.1", ["softer"]), ("0.501", []), ("nan", [])])
def test_a_volume_is_a_step_towards_it(session: tuple[Session, Mpris], wanted: str, verbs: list[str]) -> None:
    assert call(f"{PROPERTIES}.Set", f"string:{PLAYER}", "string:Volume", f"variant:double:{wanted}") == ""
    assert session[0].asked == verbs


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("Get", f"string:{PLAYER}", "string:Colour"), "InvalidArgs"),
        (("Get", "string:nowhere", "string:Volume"), "InvalidArgs"),
        (("Get", "int32:1"), "InvalidArgs"),
        (("GetAll", "string:nowhere"), "InvalidArgs"),
        (("Set", f"string:{PLAYER}", "string:Volume", "variant:string:loud"), "InvalidArgs"),
        (("Set", f"string:{PLAYER}", "string:Metadata", "variant:string:x"), "PropertyReadOnly"),
    ],
)
def test_what_is_asked_wrongly_gets_an_error_and_harms_nothing(
    session: tuple[Session, Mpris], arguments: tuple[str, ...], error: str
) -> None:
    method, *rest = arguments
    assert error in call(f"{PROPERTIES}.{method}", *rest)
    assert session[0].asked == []
    assert '"Playing"' in get("PlaybackStatus")


def test_listeners_are_told_of_what_has_changed_and_of_nothing_else(session: tuple[Session, Mpris]) -> None:
    playing, control = session
    rule = f"type='signal',interface='{PROPERTIES}'"
    command = [found("dbus-monitor"), "--session", rule]
    with Child(command, stdout=subprocess.PIPE, text=True) as monitor:
        assert monitor.stdout
        while "NameLost" not in monitor.stdout.readline():
            pass  # from now on it listens
        for view in (
            VIEW,
            replace(VIEW, session_left_ms=300_000),
            replace(VIEW, mode="paused"),
            replace(VIEW, mode="paused", step=3, step_title="Half a sign: \ud83e \0"),
        ):
            playing.view = view
            control.changed()
            get("PlaybackStatus")  # by then it is told
        time.sleep(0.2)
        monitor.terminate()
        told = monitor.stdout.read().split("member=PropertiesChanged")[1:]
    assert len(told) == 2
    assert '"Paused"' in told[0]
    assert "xesam:title" not in told[0]
    assert "PlaybackStatus" not in told[1]
    assert '"Half a sign: ? "' in told[1]


def test_a_second_session_has_a_name_of_its_own(session: tuple[Session, Mpris]) -> None:
    playing, _ = session
    second = Session()
    with second.control():
        name = f"{NAME}.instance{os.getpid()}"
        wait_for(lambda: is_there(name))
        call(f"{PLAYER}.Next", name=name)
        assert (playing.asked, second.asked) == ([], ["next"])


def test_the_end_comes_at_once_and_leaves_nothing_behind(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    with Session().control():
        wait_for(is_there)
    open_before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
    with Session().control() as control:
        wait_for(is_there)
        began = time.monotonic()
    assert time.monotonic() - began < 0.5
    assert not is_there()
    assert len(os.listdir("/proc/self/fd")) == open_before  # noqa: PTH208
    control.changed()


LOST = """
import sys, time
from coach.player.controls.mpris import Mpris
from coach.player.session.view import View

steps = iter(range(10_000))
def view():
    return View("", "playing", next(steps), 9, "", "", "", "", "", None, 0, 0, 0.0)
with Mpris(print, view) as control:
    print("ready", flush=True)
    input()
    for _ in range(50):
        control.changed()
        time.sleep(0.005)
    began = time.monotonic()
assert time.monotonic() - began < 0.5
"""


def test_a_bus_that_is_lost_disturbs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with bus_daemon() as (address, daemon):
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        pipe = subprocess.PIPE
        command = [sys.executable, "-W", "error", "-c", LOST]
        with Child(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as coach:
            wait_for(is_there)
            daemon.kill()
            assert coach.communicate("\n", timeout=10) == ("ready\n", "")
        assert coach.returncode == 0


FAULTY = """
from coach.player.controls.mpris import Mpris
from coach.player.session.view import View

def ask(verb):
    raise ValueError(verb)
with Mpris(ask, lambda: View("", "playing", 1, 9, "", "", "", "", "", None, 0, 0, 0.0)):
    input()
"""


def test_a_fault_of_ours_shows_nobody_a_traceback(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    pipe = subprocess.PIPE
    with Child([sys.executable, "-c", FAULTY], stdin=pipe, stderr=pipe, text=True) as coach:
        wait_for(is_there)
        assert "ValueError" in call(f"{PLAYER}.Next")
        assert '"Playing"' in get("PlaybackStatus")
        assert coach.communicate("\n", timeout=10)[1] == ""


@pytest.mark.parametrize("where", ["", "unix:path=/nowhere", "nonsense", "tcp:host=localhost,port=1", "autolaunch:"])
def test_without_a_bus_the_session_goes_on(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    where: str,
) -> None:
    caplog.set_level("INFO", "coach")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", where)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))  # no dbus-launch
    with Session().control() as control:
        for _ in range(20):
            control.changed()
            time.sleep(0.01)
    assert capfd.readouterr() == ("", "")
    assert [message.partition(":")[0] for message in caplog.messages] == ["no bus, and so no media keys"]


def test_a_bus_that_never_answers_does_not_hold_up_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    with TemporaryDirectory(dir="/tmp") as folder, socket.socket(socket.AF_UNIX) as silent:
        silent.bind(f"{folder}/bus")
        silent.listen()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={folder}/bus")
        with Session().control() as control:
            control.changed()
            time.sleep(0.2)
            began = time.monotonic()
        assert time.monotonic() - began < 0.5


def test_the_doctor_is_told_what_is_there_and_what_is_lacking(
    session: tuple[Session, Mpris], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert session
    assert available().startswith("through the session bus at unix:path=/tmp/bus")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    with pytest.raises(MissingPart, match="there is no session bus; log in to a desktop"):
        available()
    monkeypatch.setitem(sys.modules, "dbus_fast", None)
    with pytest.raises(MissingPart, match=r"dbus-fast is not installed; .* -m pip install .*'dbus-fast>=2"):
        available()
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(MissingPart, match="on Linux only"):
        available()


def test_a_desktop_without_the_variable_is_found_by_its_socket(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = address.removeprefix("unix:path=").partition(",")[0].removesuffix("/bus")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
    assert folder in available()
