"""The process in which an engine lives: requests and replies are JSON."""

from __future__ import annotations

import errno
import json
import os
import select
import signal
import sys
import threading
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach.child_process import serve
from coach.errors import MissingPart
from coach.speech import Voice, engine_named
from coach.speech.phonemes import Unspeakable

if TYPE_CHECKING:
    from coach.speech import Engine

Message = dict[str, Any]


def main() -> None:
    """Serve until coach ends, in whatever way: then standard input ends too."""
    sys.path += sys.argv[2:]
    engine = engine_named(sys.argv[1])
    if not engine.traits.fork_per_text:
        threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    serve(lambda line: json.dumps(_answer(engine, json.loads(line), fork=engine.traits.fork_per_text)).encode())


def _end_with(parent: int) -> None:
    """End with coach, where an engine speaks in this very process: nobody reads standard input while it hangs."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _answer(engine: Engine, request: Message, *, fork: bool) -> Message:
    try:
        if "text" not in request:
            return {"voices": [asdict(voice) for voice in engine.voices()]}
        engine.prepare()
        return _in_fork(engine, request) if fork else _speak(engine, request)
    except MissingPart as missing:
        return {"missing": missing.what, "remedy": missing.remedy}
    except Unspeakable as unspeakable:
        return {"refused": str(unspeakable)}
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


def _in_fork(engine: Engine, request: Message) -> Message:
    """Speak in a copy of this process, which has one thread and so is safe to copy; its reply comes through a pipe."""
    reading, writing = os.pipe()
    if (pid := os.fork()) == 0:
        try:
            os.write(writing, json.dumps(_answer(engine, request, fork=False)).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        ready, _, _ = select.select([pipe, sys.stdin], [], [])
        if pipe not in ready:  # nothing is asked before the answer: standard input has ended, and coach with it
            os.kill(pid, signal.SIGKILL)
        reply = pipe.read()
    _, status = os.waitpid(pid, 0)
    return json.loads(reply) if reply else {"failed": f"it died ({_how(status)})"}


def _how(status: int) -> str:
    code = os.waitstatus_to_exitcode(status)
    return f"signal {-code}" if code < 0 else f"exit code {code}"


if __name__ == "__main__":
    main()
