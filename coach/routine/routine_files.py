"""Names and paths → the files of routines: the user's own, those that come with coach, or any; none is read.

A routine stands in the folder, or in a folder of its language inside it, which is a part of its name: `desk-break`, and
`de/paced-breathing` in `de/paced-breathing.yaml`.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path, PurePath

from coach.errors import UsageError
from coach.folders import LIBRARY, routines_folder
from coach.log import described, logger
from coach.routine.paths import SUFFIXES
from coach.suggestion import suggest

_log = logger(__name__)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def bundled_routines() -> dict[str, Path]:
    """Return the files of the routines that come with coach, by name; those in a language's folder last."""
    return _routines(LIBRARY)


def own_routines() -> dict[str, Path]:
    """Return the files of the routines in the user's own folder, by name; none if there is no such folder."""
    return _routines(routines_folder())


def named_routines() -> dict[str, Path]:
    """Return the files of all routines that need no path, by name; of two of one name, the user's own."""
    return bundled_routines() | own_routines()


def find_routine(name: str) -> Path:
    """Return the file of a routine, from its name (the user's own or the library's) or its path; raise UsageError."""
    named = named_routines()
    if name in named:
        return named[name]
    if is_path(name):
        check_no_folder(path := Path(name), "name a routine, or a routine file in it")
        return path
    if file := file_called(name):
        return Path(file)
    raise no_such_routine(name, suggest(name, named, ""))


def file_called(name: str) -> str:
    """Return the routine file that has this name but for its suffix; empty if there is none."""
    files = (f"{name}{suffix}" for suffix in SUFFIXES if name.strip())
    return next((file for file in files if _is_there(Path(file)) and Path(file).is_file()), "")


def check_no_folder(path: Path, hint: str) -> None:
    """Raise UsageError for a folder in the place of a file."""
    with suppress(OSError):  # opening it will say so
        if path.is_dir():
            raise UsageError(f"{path} is a folder; {hint}")


def is_path(name: str) -> bool:
    """Whether this is a file, there or not, and no name of the library."""
    path = Path(name)
    inside = len(path.parts) > 1 and not language_of_name(name.lower())
    return bool(name and _is_there(path)) or path.suffix in SUFFIXES or inside


def no_such_routine(name: str, hint: str) -> UsageError:
    """Return the error for a name that no routine has; without a hint, it tells where the names are."""
    otherwise = "`coach list` shows the names; a path names a file"
    return UsageError(f"there is no routine called '{name}'; {hint or otherwise}")


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:  # too long, or in a folder without permission: opening it will say so
        _log.debug("it may be a file: %s", described(error))
        return True


def language_of_name(name: str) -> str:
    """Return the language that a name begins with; nothing for a name without one, and for a file's path.

    Example:
        >>> language_of_name("de/paced-breathing"), language_of_name("desk-break"), language_of_name("de/mine.yaml")
        ('de', '', '')
    """
    folder, _, inner = name.partition("/")
    inside = inner and "/" not in inner and PurePath(inner).suffix not in SUFFIXES
    return folder if inside and _LANGUAGE.fullmatch(folder) else ""


def stem_of(routine: str) -> str:
    """Return how the files that are made of a routine are called, from its name or its path.

    Example:
        >>> stem_of("desk-break"), stem_of("de/paced-breathing"), stem_of("my/evening.yaml")
        ('desk-break', 'paced-breathing-de', 'evening')
    """
    language = language_of_name(routine)
    return "-".join((PurePath(routine).stem, *([language] if language else ())))


def _routines(folder: Path) -> dict[str, Path]:
    inner = sorted(path for path in _listed(folder) if _LANGUAGE.fullmatch(path.name) and path.is_dir())
    in_language = {f"{each.name}/{name}": path for each in inner for name, path in _routines_in(each).items()}
    return _routines_in(folder) | in_language


def _routines_in(folder: Path) -> dict[str, Path]:
    files = sorted(path for path in _listed(folder) if path.suffix in SUFFIXES and _may_be_read(path))
    named = {path.stem: path for path in reversed(files)}  # the first suffix wins, as in `use`
    return dict(sorted(named.items()))


def _listed(folder: Path) -> list[Path]:
    try:
        return [*folder.iterdir()]
    except OSError as error:  # there is no folder, or no permission to read it
        _log.debug("no routines there: %s", described(error))
        return []


def _may_be_read(path: Path) -> bool:
    """Whether a path is a regular file, or a broken link, which fails when it is read; no folder, pipe or device."""
    return path.is_file() or not path.exists()
