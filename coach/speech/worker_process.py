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
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach.child_process import serve
from coach.errors import MissingPart
from coach.speech import NO_SUCH_INSTRUCTION, Refused, Voice, engine_named

if TYPE_CHECKING:
    from coach.speech import Engine

Message = dict[str, Any]


def main() -> None:
    """Serve until coach ends, in whatever way: then standard input ends too."""
    sys.path += sys.argv[2:]
    engine = engine_named(sys.argv[1])
    if not engine.traits.fork_per_text:
        threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    batch = Batch(engine)
    serve(lambda line: json.dumps(_reply(engine, batch, json.loads(line))).encode())


def _reply(engine: Engine, batch: Batch, request: Message) -> Message:
    if "texts" in request:
        return batch.begin(request["texts"])
    if "next" in request:
        return batch.next()
    return _answer(engine, request, fork=engine.traits.fork_per_text)


def _end_with(parent: int) -> None:
    """End with coach, where an engine speaks in this very process: nobody reads standard input while it hangs."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _answer(engine: Engine, request: Message, *, fork: bool) -> Message:
    try:
        if "text" not in request:
            return {"voices": [asdict(voice) for voice in engine.voices()]}
        engine.prepare(Voice(**request["voice"]))
        return Fork(engine, request).reply() if fork else _speak(engine, request)
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


def _speak(engine: Engine, request: Message) -> Message:
    engine.speak(Voice(**request["voice"]), request["text"], Path(request["target"]))
    return {}


class Fork:
    """A copy of this process that speaks one text, so that the text leaves no trace; its reply comes by a pipe."""

    def __init__(self, engine: Engine, request: Message) -> None:
        self.until = time.monotonic() + request.get("limit_s", math.inf)
        self.pipe, writing = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            try:
                os.write(writing, json.dumps(_answer(engine, request, fork=False)).encode())
            finally:
                os._exit(0)
        os.close(writing)

    def reply(self) -> Message:
        """Return the reply, when there is one; nothing is asked before, so standard input ends only with coach."""
        if self.pipe not in _readable([self.pipe]):
            os.kill(self._pid, signal.SIGKILL)
        with os.fdopen(self.pipe, "rb") as pipe:
            reply = pipe.read()
        _, status = os.waitpid(self._pid, 0)
        return json.loads(reply) if reply else _death(status)

    def give_up(self) -> Message:
        """End it in the middle of its text."""
        os.kill(self._pid, signal.SIGKILL)
        os.close(self.pipe)
        os.waitpid(self._pid, 0)
        return {"failed": "it gave nothing within its time"}


class Batch:
    """Texts that are spoken in several forks at the same time, in the order in which they were given."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._waiting: deque[tuple[int, Message]] = deque()
        self._running: dict[int, Fork] = {}

    def begin(self, requests: list[Message]) -> Message:
        """Take texts, each with its own target; what is left of others is not spoken any more."""
        while self._running:  # its words would be taken for those of another text with its place
            self._running.popitem()[1].give_up()
        self._waiting = deque(enumerate(requests))
        try:
            self._engine.prepare(Voice(**requests[0]["voice"]))
        except MissingPart as missing:
            return {"missing": missing.what, "remedy": missing.remedy}
        return {}

    def next(self) -> Message:
        """Return the reply of the next text that is done, with its place among those that were given."""
        while self._waiting and len(self._running) < self._engine.traits.workers:
            place, request = self._waiting.popleft()
            self._running[place] = Fork(self._engine, request)
        limit_s = min(fork.until for fork in self._running.values()) - time.monotonic()
        ready = _readable([fork.pipe for fork in self._running.values()], limit_s)
        if sys.stdin in ready:
            os.killpg(0, signal.SIGKILL)
        now = time.monotonic()
        place = next(place for place, fork in self._running.items() if fork.pipe in ready or fork.until <= now)
        fork = self._running.pop(place)
        return {"place": place} | (fork.reply() if fork.pipe in ready else fork.give_up())


def _readable(pipes: list[int], limit_s: float = math.inf) -> list[Any]:
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
