"""Where routines stand: the bundled library, and a folder of one's own."""

from __future__ import annotations

import os
import re
from pathlib import Path

LIBRARY = Path(__file__).parent.parent / "routines"
"""The routines that come with coach."""
SUFFIXES = (".yaml", ".yml")
OUTSIDE = re.compile(r"^[~/\\]|^[A-Za-z]:|\\|(^|/)\.\.?(/|$)|\0")
"""What names a file that may lie outside of a folder: a routine of somebody else's names none."""


def own_folder() -> Path:
    """Where routines of one's own stand: `COACH_ROUTINES` if it is set, else a folder in the user's data directory."""
    from platformdirs import user_data_path

    chosen = os.environ.get("COACH_ROUTINES")
    return Path(chosen) if chosen else user_data_path("coach", appauthor=False) / "routines"
