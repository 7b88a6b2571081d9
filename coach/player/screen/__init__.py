"""View → what a listener sees: the choice of the screen that fits.

`tui` is for a terminal that people look at from a distance, `plain` for screen readers, pipes and files.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.player.controls.key_settings import KeySettings
    from coach.player.screen.contract import Screen


def screen_for(plain: bool, keys: KeySettings) -> Screen:
    """The screen for this terminal, or for none; `keys` are those that the full screen obeys."""
    if plain or not _is_terminal():
        from coach.player.screen.plain import Plain

        return Plain()
    from coach.player.screen.tui import Tui

    return Tui(keys)


def _is_terminal() -> bool:
    """Whether all three streams are terminals: Textual reads from the first and writes to the third."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return os.environ.get("TERM") != "dumb" and all(stream is not None and stream.isatty() for stream in streams)
