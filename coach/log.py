"""What happens inside coach, for those who want to know: nothing is written anywhere unless somebody asks for a file.

Each module that swallows an error, tries again, or opens a device, a child process or another plan says so:

    _log = logger(__name__)
    with swallowing(_log, "removing the bookmark", OSError):
        ...

A program that uses coach as a library gets the same records from `logging.getLogger("coach")`.
"""

from __future__ import annotations

import logging
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from coach.errors import UsageError, harmless
from coach.files import read_regular_file, target_error
from coach.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import TextIOWrapper
    from logging import Logger
    from pathlib import Path

_ALL = "coach"
VARIABLE = "COACH_LOG"
"""The environment variable that names the log, for coach and for the processes that make files for it."""
_FORM = "%(asctime)s.%(msecs)03d %(levelname)-7s %(threadName)s %(name)s: %(message)s"
_FIRST_WORDS = "coach log, "
_PRIVATE = 0o600

logging.getLogger(_ALL).addHandler(logging.NullHandler())


def logger(name: str) -> Logger:
    """Return the logger of a module, which is silent unless somebody listens."""
    return logging.getLogger(name)


@contextmanager
def swallowing(log: Logger, doing: str, *errors: type[BaseException]) -> Iterator[None]:
    """Go on after one of these errors, and log what could not be done.

    Example:
        >>> with swallowing(logger("coach.doctest"), "dividing", ZeroDivisionError):
        ...     1 / 0
    """
    try:
        yield
    except errors as error:
        log.info("%s failed: %s", doing, described(error))


class Retries:
    """Something that is tried again and again: why it fails is logged once, until it fails for another reason."""

    def __init__(self, log: Logger, doing: str, *errors: type[BaseException]) -> None:
        self._log, self._doing, self._errors = log, doing, errors
        self._reason = ""

    @contextmanager
    def swallowing(self) -> Iterator[None]:
        """Go on after one of the errors: the next try is another `with`."""
        try:
            yield
        except self._errors as error:
            if (reason := described(error)) != self._reason:
                self._reason = reason
                self._log.info("%s failed, and is tried again: %s", self._doing, reason)
        else:
            self._reason = ""


def described(error: BaseException) -> str:
    """Return an error with its kind, as many of the system's have no words of their own, and with its cause."""
    cause = f" (after {described(error.__cause__)})" if error.__cause__ else ""
    return f"{type(error).__name__}: {error}{cause}"


def write_log(path: Path) -> None:
    """Append all that is logged from now on to a file; raises UsageError for one that is no log of coach.

    A log may tell of somebody's body, by names of routines and conditions: nobody else can read a new one.
    """
    _check(path)
    try:
        handler = _LogFile(path, encoding="utf-8", errors="backslashreplace")
        print(f"{_FIRST_WORDS}version {__version__}", file=handler.stream, flush=True)
    except (OSError, ValueError) as error:
        raise _refusal(error, path) from error
    handler.setFormatter(_Lines(_FORM, "%Y-%m-%d %H:%M:%S"))
    log = logging.getLogger(_ALL)
    log.addHandler(handler)
    log.setLevel(logging.DEBUG)


def _check(path: Path) -> None:
    """Raise UsageError for a file that something else has written."""
    try:
        begins = read_regular_file(path, len(_FIRST_WORDS))
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise _refusal(error, path) from error
    if begins not in (b"", _FIRST_WORDS.encode()):
        raise UsageError(f"{path} is no log of coach, and stays as it is; name another file")


def _refusal(error: OSError | ValueError, path: Path) -> Exception:
    if isinstance(error, OSError):
        return target_error(error, path)
    return UsageError(f"{path} cannot be written: {error}; name another file")


class _LogFile(logging.FileHandler):
    """A private file; it gives up quietly when its disk is full: a session does not end for its log."""

    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, _PRIVATE)
        return os.fdopen(descriptor, "a", encoding=self.encoding, errors=self.errors)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002, N802 - as logging calls it
        """Stop logging into it."""
        logging.getLogger(_ALL).removeHandler(self)
        with suppress(OSError):  # what is left of it finds no room, either
            self.close()


class _Lines(logging.Formatter):
    """A formatter that lets no sign through which a terminal would obey; tracebacks keep their lines."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one record as text."""
        return "\n".join(map(harmless, super().format(record).expandtabs().split("\n")))
