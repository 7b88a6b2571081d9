"""Firefox that is driven as a person does, by keys: a second engine for what Chromium makes of a page.

It speaks Marionette, Firefox's own protocol: each message is a length, a colon and JSON.
"""

from __future__ import annotations

import json
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.processes import PATIENCE_S, Child, found

_OPTIONS = ("--headless", "--no-remote", "--marionette", "--remote-allow-system-access")
_PREFERENCES = {
    "marionette.port": 0,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.firstRunURL": "",
}
_KEYS = {"Tab": "\ue004", "Enter": "\ue007", "PageDown": "\ue00f"}
"""Keys as WebDriver writes them (W3C)."""
_COMPLAINTS = """
return Services.console.getMessageArray()
  .filter((each) => each instanceof Ci.nsIScriptError && !(each.flags & Ci.nsIScriptError.warningFlag))
  .filter((each) => String(each.sourceName).startsWith(arguments[0]) || String(each.category).includes("CSP"))
  .map((each) => each.errorMessage);
"""


class FirefoxPage:
    """One page in Firefox."""

    def __init__(self, wire: socket.socket) -> None:
        self._wire, self._stream, self._number, self._address = wire, wire.makefile("rb"), 0, ""
        self._read()
        self._send("WebDriver:NewSession", capabilities={})

    def open(self, address: str) -> None:
        """Open an address, and wait until it is loaded."""
        self._address = address
        self._send("WebDriver:Navigate", url=address)

    def evaluate(self, script: str) -> Any:
        """Return what an expression gives."""
        return self._send("WebDriver:ExecuteScript", script=f"return {script}", args=[])["value"]

    def until(self, script: str) -> None:
        """Wait until an expression gives something true."""
        deadline = time.monotonic() + PATIENCE_S
        while not self.evaluate(f"!!({script})"):
            assert time.monotonic() < deadline, f"{script} is not so"
            time.sleep(0.05)

    def key(self, key: str) -> None:
        """Press a key, by the name that browsers give it."""
        presses = [{"type": each, "value": _KEYS.get(key, key)} for each in ("keyDown", "keyUp")]
        self._send("WebDriver:PerformActions", actions=[{"type": "key", "id": "keys", "actions": presses}])

    @property
    def complaints(self) -> list[str]:
        """The errors in the console, and what the policy has kept away."""
        self._send("Marionette:SetContext", value="chrome")
        told: list[str] = self._send("WebDriver:ExecuteScript", script=_COMPLAINTS, args=[self._address])["value"]
        self._send("Marionette:SetContext", value="content")
        return told

    def _send(self, name: str, **parameters: object) -> Any:
        self._number += 1
        message = json.dumps([0, self._number, name, parameters]).encode()
        self._wire.sendall(b"%d:%b" % (len(message), message))
        _, _, error, result = self._read()
        assert error is None, error
        return result

    def _read(self) -> Any:
        length = b""
        while (digit := self._stream.read(1)) != b":":
            assert digit, "Firefox has ended"
            length += digit
        return json.loads(self._stream.read(int(length)))


@contextmanager
def firefox(env: Mapping[str, str]) -> Iterator[FirefoxPage]:
    """Run Firefox with one page, which plays to a sound server. Without Firefox, as `processes.found`."""
    program = found("firefox-esr")
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        preferences = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in _PREFERENCES.items())
        Path(profile, "user.js").write_text("".join(preferences), "utf-8")
        quiet = subprocess.DEVNULL
        with Child([program, *_OPTIONS, "--profile", profile], env=env, stdout=quiet, stderr=quiet) as child:
            try:
                with socket.create_connection(("127.0.0.1", _port(Path(profile))), PATIENCE_S) as wire:
                    yield FirefoxPage(wire)
            finally:
                child.kill()


def _port(profile: Path) -> int:
    told, deadline = profile / "MarionetteActivePort", time.monotonic() + PATIENCE_S
    while not told.exists() or not told.read_text():
        assert time.monotonic() < deadline, "Firefox does not start"
        time.sleep(0.05)
    return int(told.read_text())
