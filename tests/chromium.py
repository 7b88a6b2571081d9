"""Chromium that is driven as a person does: keys, touches, a screen of any size, a network that is gone.

It speaks the DevTools protocol through two pipes, so that nothing but Chromium itself is needed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from select import select
from tempfile import TemporaryDirectory
from typing import Any

from tests.browser import OPTIONS, program
from tests.processes import PATIENCE_S, Child

_LAUNCH = """
import fcntl, os, sys
pipes = [fcntl.fcntl(int(number), fcntl.F_DUPFD, 10) for number in sys.argv[1:3]]
for number, pipe in zip((3, 4), pipes):
    os.dup2(pipe, number)
os.execvp(sys.argv[3], sys.argv[3:])
"""
"""Chromium reads at 3 and writes at 4, whatever numbers the pipes have here."""
_PHONE = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
_KEYS = {"Enter": ("Enter", 13, "\r"), " ": ("Space", 32, " "), "Tab": ("Tab", 9, ""), "Escape": ("Escape", 27, "")}


class Page:
    """One page in a browser."""

    def __init__(self, send: Callable[..., dict[str, Any]], events: list[dict[str, Any]]) -> None:
        self._send, self._events = send, events

    def command(self, method: str, **parameters: object) -> dict[str, Any]:
        """Return what Chromium answers to a command of the DevTools protocol."""
        return self._send(method, parameters)

    def open(self, address: str) -> None:
        """Open an address, and wait until it is loaded."""
        self._events.clear()
        assert "errorText" not in self.command("Page.navigate", url=address)
        self.until("document.readyState === 'complete' && location.href !== 'about:blank'")

    def evaluate(self, script: str, *, touched: bool = False) -> Any:
        """Return what a script gives, also one that takes its time."""
        told = self.command(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True, userGesture=touched
        )
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def until(self, script: str, patience_s: float = PATIENCE_S) -> None:
        """Wait until a script gives something true."""
        deadline = time.monotonic() + patience_s
        while not self.evaluate(f"!!({script})"):
            assert time.monotonic() < deadline, f"{script} is not so"
            time.sleep(0.02)

    def show_as(self, width: int, height: int, *, dark: bool = False, font: int = 16, **media: str) -> None:
        """Give the page a screen of a size, with larger letters if they are wanted."""
        features = {"prefers-color-scheme": "dark" if dark else "light", **media}
        self.command("Emulation.setDeviceMetricsOverride", **{**_PHONE, "width": width, "height": height})
        self.command("Emulation.setTouchEmulationEnabled", enabled=True)
        self.command(
            "Emulation.setEmulatedMedia", features=[{"name": key, "value": value} for key, value in features.items()]
        )
        if font != 16:
            self.command("Page.setFontSizes", fontSizes={"standard": font, "fixed": font})

    def touch(self, x: float, y: float, to: tuple[float, float] | None = None) -> None:
        """Touch a place, and move to another one if it is a swipe."""
        self.command("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
        if to:
            for share in (0.4, 0.7, 1.0):
                point = {"x": x + (to[0] - x) * share, "y": y + (to[1] - y) * share}
                self.command("Input.dispatchTouchEvent", type="touchMove", touchPoints=[point])
        self.command("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def touch_part(self, selector: str) -> None:
        """Touch the middle of an element."""
        box = f"document.querySelector({selector!r}).getBoundingClientRect()"
        self.touch(*self.evaluate(f"(b => [b.x + b.width / 2, b.y + b.height / 2])({box})"))

    def key(self, key: str, *, repeats: bool = False) -> None:
        """Press a key, by the name that browsers give it."""
        code, number, text = _KEYS.get(key, (key, 0, key if len(key) == 1 else ""))
        event: dict[str, object] = {"key": key, "code": code, "windowsVirtualKeyCode": number}
        self.command("Input.dispatchKeyEvent", type="keyDown", text=text, autoRepeat=repeats, **event)
        self.command("Input.dispatchKeyEvent", type="keyUp", **event)

    def picture(self, path: Path, *, whole: bool = False) -> None:
        """Write what is seen as a PNG."""
        told = self.command("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.write_bytes(b64decode(told["data"]))

    def forget_complaints(self) -> None:
        """Forget what the page complained about so far."""
        self._events.clear()

    @property
    def complaints(self) -> list[str]:
        """The errors in the console, and what the policy has kept away."""
        self.evaluate("1")
        entries = [each["params"] for each in self._events]
        logged = [each["entry"]["text"] for each in entries if each.get("entry", {}).get("level") == "error"]
        thrown = [each["exceptionDetails"]["text"] for each in entries if "exceptionDetails" in each]
        told = [str(each["args"]) for each in entries if each.get("type") == "error" and "args" in each]
        return [*logged, *thrown, *told]


@contextmanager
def chromium(env: Mapping[str, str] | None = None, *options: str) -> Iterator[Page]:
    """Run Chromium with one page; with the variables of a sound server, it plays there. Skips without Chromium."""
    muted = [each for each in OPTIONS if env is None or each != "--mute-audio"]
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        (reads, sends), (hears, writes) = os.pipe(), os.pipe()
        command = [program(), *muted, "--remote-debugging-pipe", f"--user-data-dir={profile}", *options, "about:blank"]
        launch = [sys.executable, "-c", _LAUNCH, str(reads), str(writes), *command]
        with Child(launch, pass_fds=(reads, writes), env=env, stderr=subprocess.DEVNULL) as child:
            os.close(reads)
            os.close(writes)
            try:
                yield _Wire(sends, hears).page()
            finally:
                child.kill()
                os.close(sends)
                os.close(hears)


class _Wire:
    """The two pipes: each message is JSON, and ends with a NUL."""

    def __init__(self, sends: int, hears: int) -> None:
        self._sends, self._hears = sends, hears
        self._number, self._session = 0, ""
        self._rest = b""
        self._events: list[dict[str, Any]] = []

    def page(self) -> Page:
        """Return the page that Chromium has begun with, and hear what it complains about."""
        targets = self.send("Target.getTargets", {})["targetInfos"]
        (target,) = [each["targetId"] for each in targets if each["type"] == "page"]
        self._session = self.send("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable", {})
        return Page(self.send, self._events)

    def send(self, method: str, parameters: Mapping[str, object]) -> dict[str, Any]:
        """Send a command, and return its answer; what else is told meanwhile is kept."""
        self._number += 1
        message: dict[str, object] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._sends, data) :]
        while (answer := self._next()).get("id") != self._number:
            if answer.get("method", "").startswith(("Log.", "Runtime.exception", "Runtime.console")):
                self._events.append(answer)
        assert "error" not in answer, answer["error"]
        result: dict[str, Any] = answer["result"]
        return result

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            assert select([self._hears], [], [], PATIENCE_S)[0], "Chromium does not answer"
            piece = os.read(self._hears, 1 << 20)
            assert piece, "Chromium has ended"
            self._rest += piece
        message, _, self._rest = self._rest.partition(b"\0")
        found: dict[str, Any] = json.loads(message)
        return found
