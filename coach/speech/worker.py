"""A worker process, seen from coach: texts go in, sound files come out; a hang or a crash costs one retry."""

from __future__ import annotations

import json
import shutil
import signal
import tempfile
import weakref
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Self

from coach.child_process import ChildProcess, ChildProcessEnded
from coach.errors import MissingPart, SpeechError
from coach.leftovers import claim, is_left_behind
from coach.log import logger, swallowing
from coach.speech import NO_SUCH_INSTRUCTION, VoiceInfo, engine_named, import_folders
from coach.speech.rests import measure_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.speech import Voice

_log = logger(__name__)
_CHARACTERS = 500
_STARTING_S = 5.0
"""The seconds that a worker may take, beside an engine's own, until it speaks."""


class _Broken(Exception):
    """The worker hung, died or failed: worth one more try."""


class Worker:
    """Speaks texts one after the other. Starts its process when first needed; close it, or use it with `with`."""

    def __init__(self, engine: str, time_limit_s: float | None = None) -> None:
        loaded = engine_named(engine)
        self.engine, self.traits, self.version = engine, loaded.traits, loaded.version()
        self.identity, self.estimate = loaded.identity, loaded.estimate
        self.measure_of = partial(measure_of, loaded)
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
                self._ask(request, self._limit_s(text))
                _check_written(target)
            except _Broken as broken:
                _log.warning("attempt %d to speak %r failed: %s", attempt, text, broken)
                self._stop()
                if attempt == 2:  # noqa: PLR2004 - asked twice, as the class says
                    raise SpeechError(self.engine, text, f"{broken}, twice") from None
            else:
                break
        return target

    def speak_all(self, texts: Sequence[tuple[Voice, str]]) -> Iterator[tuple[int, Path]]:
        """Yield the place of each text and its sound file, as soon as it is spoken, several at the same time.

        A file stays until the next one is asked for. A text that fails is left out: `speak` tells why. Raises
        MissingPart.
        """
        if not (self.traits.fork_per_text and self.traits.workers > 1):
            yield from self._one_by_one(texts)
            return
        folder = self._start_folder()
        targets = [folder / f"spoken-{place}" for place in range(len(texts))]
        requests = [
            {"text": text, "voice": asdict(voice), "target": str(target), "limit_s": self._limit_s(text)}
            for (voice, text), target in zip(texts, targets, strict=True)
        ]
        try:
            yield from self._batch(requests, targets)
        except _Broken as broken:
            _log.warning("the worker broke while it spoke several texts: %s", broken)
            self._stop()

    def _one_by_one(self, texts: Sequence[tuple[Voice, str]]) -> Iterator[tuple[int, Path]]:
        for place, (voice, text) in enumerate(texts):
            try:
                spoken = self.speak(voice, text)
            except SpeechError as error:
                _log.warning("a text of several failed: %s", error)
                continue
            yield place, spoken

    def _batch(self, requests: list[dict[str, Any]], targets: list[Path]) -> Iterator[tuple[int, Path]]:
        self._ask({"texts": requests}, _STARTING_S)
        longest_s = max(request["limit_s"] for request in requests) + _STARTING_S
        for _ in requests:
            place, target = self._next(longest_s, targets)
            if target and target.exists() and target.stat().st_size:
                yield place, target
                target.unlink()

    def _next(self, limit_s: float, targets: list[Path]) -> tuple[int, Path | None]:
        message = self._request({"next": True}, limit_s)
        place = message["place"]
        if told := message.get("failed") or message.get("refused"):
            _log.warning("a text of several failed: %s", told)
            return place, None
        if "missing" in message:
            raise MissingPart(message["missing"], message["remedy"])
        return place, targets[place]

    def _limit_s(self, text: str) -> float:
        return self._time_limit_s * (1 + len(text) // _CHARACTERS)

    def voices(self) -> list[VoiceInfo]:
        """Return the engine's voices; raises SpeechError, MissingPart."""
        try:
            answer = self._ask({"voices": True}, self._time_limit_s + self.traits.load_limit_s)
            return [VoiceInfo(**voice) for voice in answer["voices"]]
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
            self._folder, lock = temporary_folder()
            self._removing = weakref.finalize(self, remove_folder, self._folder, lock)
        return self._folder

    def _request(self, request: dict[str, Any], limit_s: float) -> dict[str, Any]:
        """Return the worker's message; raises _Broken where it hangs or dies, MissingPart where it always would."""
        if self._process is None:
            self._process = ChildProcess("coach.speech.worker_process", self.engine, *import_folders(self.engine))
            limit_s += self.traits.load_limit_s
        try:
            message: dict[str, Any] = json.loads(self._process.ask(json.dumps(request).encode(), limit_s))
        except TimeoutError:
            raise _Broken(f"it gave nothing within {limit_s:g} s") from None
        except ChildProcessEnded as ended:
            if ended.code == -signal.SIGILL:
                raise MissingPart(*NO_SUCH_INSTRUCTION) from None
            raise _Broken(str(ended)) from None
        return message

    def _ask(self, request: dict[str, Any], limit_s: float) -> dict[str, Any]:
        message = self._request(request, limit_s)
        if "missing" in message:
            raise MissingPart(message["missing"], message["remedy"])
        if "refused" in message:  # it would be refused again
            raise SpeechError(self.engine, request["text"], message["refused"])
        if "failed" in message:
            raise _Broken(message["failed"])
        return message

    def _stop(self) -> None:
        if self._process:
            self._process.end()
        self._process = None


_PREFIX, _LOCK = "coach-worker-", ".coach-worker.lock"


def temporary_folder() -> tuple[Path, BinaryIO]:
    """Make a folder of this process's own, and return it with the claim to it; what is killed leaves it to the next."""
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


def remove_folder(folder: Path, lock: BinaryIO) -> None:
    """Remove a `temporary_folder`."""
    lock.close()
    _remove_folder(folder)


def _remove_folder(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():
        _log.info("%s cannot be removed", folder)


def _check_written(target: Path) -> None:
    if not target.exists() or not target.stat().st_size:
        raise _Broken("it gave no sound")
