#!/bin/sh
# Textual 8.2.8: an app that was stopped (Ctrl-Z, SIGTSTP) and goes on (`fg`, SIGCONT) has an empty screen.
#
# It leaves the terminal's second screen when it is stopped, as it should, and takes it again when it goes on; but what was
# on it is not drawn there, and the terminal has forgotten it. Only what changes later is drawn. One would expect the
# screen as it was, since the app itself handles both signals for that. Whoever writes an app that is looked at, and in
# which little moves, meets it. Remedy: subscribe to `App.app_resume_signal`, and refresh the screen with its layout.
#
# An app with a label, stopped and continued in a terminal of its own:
#     drawn at first: True; took its screen again: True; drawn again: False
# Seen on 2026-11-29, with Python 3.11 on Linux.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check textual==8.2.8
cat >"$folder/stop.py" <<'PYTHON'
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time

APP = """
from textual.app import App
from textual.widgets import Label


class Still(App):
    def compose(self):
        yield Label("STANDING WORDS")


Still().run()
"""


def heard(seconds):
    end, got = time.monotonic() + seconds, b""
    while time.monotonic() < end:
        if select.select([master], [], [], 0.1)[0]:
            got += os.read(master, 65_536)
    return got


def take_the_terminal():
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


master, slave = pty.openpty()
fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
process = subprocess.Popen(
    [sys.executable, "-c", APP],
    stdin=slave,
    stdout=slave,
    stderr=slave,
    env={**os.environ, "TERM": "xterm-256color"},
    start_new_session=True,
    preexec_fn=take_the_terminal,
)
os.close(slave)
first = b"STANDING WORDS" in heard(5)
process.send_signal(signal.SIGTSTP)
heard(2)
process.send_signal(signal.SIGCONT)
after = heard(4)
process.kill()
process.wait()
taken, again = b"\x1b[?1049h" in after, b"STANDING WORDS" in after
print(f"drawn at first: {first}; took its screen again: {taken}; drawn again: {again}")
assert first and taken, "the app was not seen at all"
assert not again, "the screen is drawn again"
PYTHON
"$folder/venv/bin/python" "$folder/stop.py"
