"""Files → their quality, measured in a child process, as a decoder may crash, swell or hang over a crafted file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Self

from coach.child_process import ChildProcess, ChildProcessEnded
from coach.log import described, logger
from coach.speech.recordings.take_quality import Quality

if TYPE_CHECKING:
    from pathlib import Path

_log = logger(__name__)
_LIMIT_S = 30.0
"""The most seconds for one file. A minute of any usual format takes a fifth of a second."""
_MOST_KNOWN = 10_000

_known: dict[tuple[str, int, int, float], Quality | str] = {}
"""What was found in a file of this path, size and time of change: a session asks again for what `coach lines` saw."""


class Inspector:
    """Looks at recordings, one after the other; its process starts with the first that it has not seen."""

    def __init__(self, limit_s: float = _LIMIT_S) -> None:
        self._limit_s = limit_s
        self._process: ChildProcess | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def look_at(self, path: Path, most_s: float) -> Quality | str:
        """Return the quality of a recording of at most so many seconds, or why it cannot be used."""
        try:
            seen = path.stat()
        except OSError as error:
            return error.strerror or "it cannot be read"
        key = (str(path.absolute()), seen.st_size, seen.st_mtime_ns, most_s)
        if key not in _known:
            if len(_known) >= _MOST_KNOWN:
                _known.clear()
            _known[key] = self._ask(path, most_s)
        return _known[key]

    def _ask(self, path: Path, most_s: float) -> Quality | str:
        if self._process is None:
            self._process = ChildProcess("coach.speech.recordings.inspection_process")
        try:
            request = json.dumps([str(path.absolute()), most_s])
            found = json.loads(self._process.ask(request.encode(), self._limit_s))
        except (TimeoutError, ChildProcessEnded) as error:
            _log.warning("%s cannot be decoded: %s", path, described(error))
            self._end()
            return "it cannot be decoded"
        return str(found["unreadable"]) if "unreadable" in found else Quality(**found)

    def _end(self) -> None:
        if self._process:
            self._process.end()
        self._process = None
