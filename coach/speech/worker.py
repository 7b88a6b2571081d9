"""A worker process, seen from coach: texts go in, sound files come out; a hang or a crash costs one retry."""

from __future__ import annotations

import json
import shutil
import tempfile
import weakref
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Self

from coach.child_process import ChildProcess, ChildProcessEnded
from coach.errors import MissingPart, SpeechError
from coach.files import claim, is_left_behind
from coach.log import logger, swallowing
from coach.speech import engine_named, import_folders

if TYPE_CHECKING:
    from coach.speech import Voice

_log = logger(__name__)
_CHARACTERS = 500


class _Broken(Exception):
    """The worker hung, died or failed: worth one more try."""


class Worker:
    """Speaks texts one after the other. Starts its process when first needed; close it, or use it with `with`."""

    def __init__(self, engine: str, time_limit_s: float | None = None) -> None:
        loaded = engine_named(engine)
        self.engine, self.traits, self.version = engine, loaded.traits, loaded.version()
        self.identity = loaded.identity
        self._time_limit_s = self.traits.time_limit_s_per_500 if time_limit_s is None else time_limit_s
        self._process: ChildProcess | None = None
        self._folder: Path | None = None
        with swallowing(_log, "looking for what killed workers left", OSError):
            _sweep(Path(tempfile.gettempdir()))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def speak(self, voice: Voice, text: str) -> Path:
        """Return the spoken text as a sound file, which stays until the next text; raises SpeechError, MissingPart."""
        target = self._start_folder() / "spoken"
        request = {"text": text, "voice": asdict(voice), "target": str(target)}
        for attempt in (1, 2):
            target.unlink(missing_ok=True)
            try:
                self._ask(request, self._time_limit_s * (1 + len(text) // _CHARACTERS))
                _check_written(target)
            except _Broken as broken:
                _log.warning("attempt %d to speak %r failed: %s", attempt, text, broken)
                self._stop()
                if attempt == 2:  # noqa: PLR2004 - asked twice, as the class says
                    raise SpeechError(self.engine, text, f"{broken}, twice") from None
            else:
                break
        return target

    def voices(self) -> list[str]:
        """Return the names of the engine's voices; raises SpeechError, MissingPart."""
        try:
            return list(self._ask({"voices": True}, self._time_limit_s)["voices"])
        except _Broken as broken:
            self._stop()
            raise SpeechError(self.engine, "", str(broken)) from None

    def close(self) -> None:
        """End the process and remove its files."""
        self._stop()
        if self._folder:
            self._removing()
            self._folder = None

    def _start_folder(self) -> Path:
        if self._folder is None:
            self._folder, lock = _temporary_folder()
            self._removing = weakref.finalize(self, _remove, self._folder, lock)
        return self._folder

    def _ask(self, request: dict[str, Any], limit_s: float) -> dict[str, Any]:
        if self._process is None:
            self._process = ChildProcess("coach.speech.worker_process", self.engine, *import_folders(self.engine))
            limit_s += self.traits.load_limit_s
        try:
            message: dict[str, Any] = json.loads(self._process.ask(json.dumps(request).encode(), limit_s))
        except TimeoutError:
            raise _Broken(f"it gave nothing within {limit_s:g} s") from None
        except ChildProcessEnded as ended:
            raise _Broken(str(ended)) from None
        if "missing" in message:
            raise MissingPart(message["missing"], message["remedy"])
        if "failed" in message:
            raise _Broken(message["failed"])
        return message

    def _stop(self) -> None:
        if self._process:
            self._process.end()
        self._process = None


_PREFIX, _LOCK = "coach-worker-", ".coach-worker.lock"


def _temporary_folder() -> tuple[Path, BinaryIO]:
    """Make a folder of this worker's own, and return it with the claim to it."""
    try:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        lock = (folder / _LOCK).open("wb")
    except OSError as error:
        remedy = "set TMPDIR to a folder that can be written"
        raise MissingPart(f"there is no folder for temporary files: {error.strerror}", remedy) from error
    claim(lock)
    return folder, lock


def _sweep(above: Path) -> None:
    """Remove what is left of those that were killed."""
    for lock in above.glob(f"{_PREFIX}*/{_LOCK}"):
        if is_left_behind(lock):
            _log.info("a killed worker left %s, which is removed", lock.parent)
            _remove_folder(lock.parent)


def _remove(folder: Path, lock: BinaryIO) -> None:
    lock.close()
    _remove_folder(folder)


def _remove_folder(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():
        _log.info("%s cannot be removed", folder)


def _check_written(target: Path) -> None:
    if not target.exists() or not target.stat().st_size:
        raise _Broken("it gave no sound")
