"""The process in which an engine lives: requests and replies are JSON."""

from __future__ import annotations

import errno
import json
import math
import os
import select
import signal
import sys
import threading
import time
from collections import deque
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from coach.child_process import serve
from coach.cores import available_cores
from coach.errors import MissingPart
from coach.speech import NO_SUCH_INSTRUCTION, Refused, Voice, engine_named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coach.speech import Engine

Message = dict[str, Any]
Placed = tuple[int, Message]
"""The place of a text among those that were given, and its request."""
_TURNS = 3
"""The forks that each of those at work has ahead of it at the least, so that all of them end at about the same time."""
_MOST_TEXTS = 8
"""The most texts of a fork among several. For the first one, the system has to make the memory in which it is spoken,
which takes 0.07 s for 3 s of speech; the others find it there. It is given back with the fork."""


def main() -> None:
    """Serve until coach ends, in whatever way: then standard input ends too."""
    sys.path += sys.argv[2:]
    engine = engine_named(sys.argv[1])
    batch = Batch(engine)
    serve(lambda line: json.dumps(_reply(engine, batch, json.loads(line))).encode())


def _reply(engine: Engine, batch: Batch, request: Message) -> Message:
    if "texts" in request:
        return batch.begin(request["texts"])
    if "next" in request:
        return batch.next()
    forks = engine.traits.fork_per_text and "text" in request
    with ending_with_coach():
        message = _told(request, lambda: _prepare(engine, request) if forks else _answer(engine, request))
    return message or (Fork(engine, [request]).reply() if forks else {})


@contextmanager
def ending_with_coach() -> Iterator[None]:
    """End with coach meanwhile, though an engine loads, speaks or hangs and nobody reads standard input.

    The thread that looks after it has ended when this is left: a fork must not copy what a thread has in hand.
    """
    if sys.platform == "win32":  # it can wait for sockets alone
        yield
        return
    ended, end = os.pipe()
    thread = threading.Thread(target=_end_with_coach, args=(ended,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        os.close(end)
        thread.join()
        os.close(ended)


def _end_with_coach(ended: int) -> None:
    """Wait for an end, of the work or of coach; nothing is asked before, so standard input ends only with coach."""
    if ended not in _readable([ended]):
        os.killpg(0, signal.SIGKILL)


def _answer(engine: Engine, request: Message) -> Message:
    if "text" not in request:
        return {"voices": [asdict(voice) for voice in engine.voices()]}
    _prepare(engine, request)
    engine.speak(Voice(**request["voice"]), request["text"], Path(request["target"]))
    return {}


def _prepare(engine: Engine, request: Message) -> Message:
    engine.prepare(Voice(**request["voice"]))
    return {}


def _told(request: Message, answer: Callable[[], Message]) -> Message:
    """Return an answer, or what stood in its way as the other side is told."""
    try:
        return answer()
    except MissingPart as missing:
        return {"missing": missing.what, "remedy": missing.remedy}
    except Refused as refused:
        return {"refused": str(refused)}
    except Exception as error:  # noqa: BLE001 - an engine may raise anything; all of it is told to the other side
        if _is_for_want_of_room(error):
            folder = Path(request["target"]).parent.parent
            return {"missing": f"the disk of {folder} is full", "remedy": "make room, or set TMPDIR to another folder"}
        return {"failed": f"{type(error).__name__}: {error}"}


def _is_for_want_of_room(error: BaseException | None) -> bool:
    """Whether the system's word that a disk is full is behind an engine's error."""
    while error and not (isinstance(error, OSError) and error.errno == errno.ENOSPC):
        error = error.__cause__ or error.__context__
    return error is not None


class Fork:
    """A copy of this process that speaks some texts, so that they leave no trace here; its replies come by a pipe."""

    def __init__(self, engine: Engine, requests: Sequence[Message]) -> None:
        self._limits_s = deque(request.get("limit_s", math.inf) for request in requests)
        """The limits of the texts that have no reply."""
        self.until = time.monotonic() + self._limits_s[0]
        reading, writing = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            try:
                for request in requests:
                    message = _told(request, partial(_answer, engine, request))
                    os.write(writing, json.dumps(message).encode() + b"\n")
            finally:
                os._exit(0)
        os.close(writing)
        self.pipe = os.fdopen(reading, "rb", buffering=0)  # what waits in a buffer, nobody could see from outside

    @property
    def is_over(self) -> bool:
        """Whether it speaks no more."""
        return not self._limits_s

    def reply(self) -> Message:
        """Return the next reply, when there is one; nothing is asked before, so standard input ends only with coach."""
        if self.pipe not in _readable([self.pipe]):
            os.kill(self._pid, signal.SIGKILL)
        line = self.pipe.readline()
        self._limits_s.popleft()
        if line and self._limits_s:
            self.until = time.monotonic() + self._limits_s[0]
            return json.loads(line)  # type: ignore[no-any-return]
        status = self._end()
        return json.loads(line) if line else _death(status)

    def give_up(self) -> Message:
        """End it in the middle of a text."""
        os.kill(self._pid, signal.SIGKILL)
        self._end()
        return {"failed": "it gave nothing within its time"}

    def _end(self) -> int:
        self._limits_s.clear()
        self.pipe.close()
        return os.waitpid(self._pid, 0)[1]


class Batch:
    """Texts that are spoken in several forks at the same time, in the order in which they were given."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._waiting: deque[Placed] = deque()
        self._running: dict[Fork, deque[Placed]] = {}
        """The forks, each with its texts that have no reply."""

    def begin(self, requests: list[Message]) -> Message:
        """Take texts, each with its own target; what is left of others is not spoken any more."""
        while self._running:  # its words would be taken for those of another text with its place
            self._running.popitem()[0].give_up()
        self._waiting = deque(enumerate(requests))
        with ending_with_coach():
            return _told(requests[0], lambda: _prepare(self._engine, requests[0]))

    def next(self) -> Message:
        """Return the reply of the next text that is done, with its place among those that were given."""
        workers = min(self._engine.traits.workers, available_cores())
        while self._waiting and len(self._running) < workers:
            self._start(-(-len(self._waiting) // (_TURNS * workers)))
        limit_s = min(fork.until for fork in self._running) - time.monotonic()
        ready = _readable([fork.pipe for fork in self._running], limit_s)
        if sys.stdin in ready:
            os.killpg(0, signal.SIGKILL)
        now = time.monotonic()
        fork = next(fork for fork in self._running if fork.pipe in ready or fork.until <= now)
        place, _ = self._running[fork].popleft()
        message = fork.reply() if fork.pipe in ready else fork.give_up()
        if fork.is_over:
            self._waiting.extendleft(reversed(self._running.pop(fork)))  # those that it never came to
        return {"place": place} | message

    def _start(self, most: int) -> None:
        """Start a fork for the next texts, `most` at the most."""
        texts = deque(self._waiting.popleft() for _ in range(min(most, _MOST_TEXTS)))
        self._running[Fork(self._engine, [request for _, request in texts])] = texts


def _readable(pipes: Sequence[int | IO[bytes]], limit_s: float = math.inf) -> list[Any]:
    """Return which of some pipes and standard input can be read, once one can or the time is over."""
    ready, _, _ = select.select([*pipes, sys.stdin], [], [], None if math.isinf(limit_s) else max(0.0, limit_s))
    return ready


def _death(status: int) -> Message:
    code = os.waitstatus_to_exitcode(status)
    if code == -signal.SIGILL:
        return dict(zip(("missing", "remedy"), NO_SUCH_INSTRUCTION, strict=True))
    return {"failed": f"it died ({f'signal {-code}' if code < 0 else f'exit code {code}'})"}


if __name__ == "__main__":
    main()
