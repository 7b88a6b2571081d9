"""Folders of coach's own: each is chosen by an environment variable, or is where the system keeps its kind."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import MissingPart, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

LIBRARY = Path(__file__).parent / "routines"
"""The routines that come with coach."""
_PACKAGE = Path(__file__).parent
_ASSETS = (_PACKAGE / "audio_assets", _PACKAGE.parent / "audio_assets")
"""The folder of sounds and voices: in an installed package, and in the project."""


def asset(name: str) -> Path:
    """Return a file that comes with coach, such as `rain-1.opus`; raises MissingPart."""
    for home in _ASSETS:
        if (path := home / name).exists():
            return path
    raise MissingPart(f"{name} is not where coach is installed", "install coach again")


def cache_folder() -> Path:
    """Return where clips are kept: in `COACH_CACHE`, or in the user's cache folder."""
    from platformdirs import user_cache_path

    return _folder("COACH_CACHE", user_cache_path) / "clips"


def levels_folder() -> Path:
    """Return where measurements of clips and backgrounds are kept, beside the clips."""
    return cache_folder().with_name("levels")


def config_folder() -> Path:
    """Return where the user's settings stand: in `COACH_CONFIG`, or in the user's config folder.

    Raises UsageError for a variable that names a file, such as a keys.yaml.
    """
    from platformdirs import user_config_path

    return _there("COACH_CONFIG", _folder("COACH_CONFIG", user_config_path))


def routines_folder() -> Path:
    """Return where routines of one's own stand: in `COACH_ROUTINES`, or in the user's data folder.

    Raises UsageError for a variable that names a file.
    """
    from platformdirs import user_data_path

    return _there("COACH_ROUTINES", _folder("COACH_ROUTINES", user_data_path, "routines"))


def state_folder() -> Path:
    """Return where coach keeps what it has to remember: in `COACH_STATE`, or in the user's state folder."""
    from platformdirs import user_state_path

    return _folder("COACH_STATE", user_state_path)


def _there(variable: str, path: Path) -> Path:
    """Return a folder that is read; raises UsageError where something else stands in its place."""
    if path.exists() and not path.is_dir():
        if os.environ.get(variable):
            raise UsageError(f"{variable} names {path}, which is no folder; name the one that it is in: {path.parent}")
        raise UsageError(f"{path} is no folder; move it away, or name another one in {variable}")
    return path


def _folder(variable: str, of_system: Callable[..., Path], inside: str = "") -> Path:
    """Return the chosen folder, or one inside coach's of the system's kind; an empty variable chooses nothing."""
    chosen = os.environ.get(variable)
    return Path(chosen) if chosen else of_system("coach", appauthor=False) / inside
