"""The child process in which a listener's file is decoded: a file may be crafted to break one of FFmpeg's formats.

A request is "START END" in frames; a reply is "." and the samples, or "!" and what is wrong, as JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from coach.child_process import limit_memory, serve
from coach.sound.recording.demuxer import OTHERWISE, RecordingError
from coach.sound.recording.stream import Stream

MOST_BYTES = 512 * 2**20
"""The most memory beyond what Python, NumPy and FFmpeg have when they begin, which grows with the number of processors.
The files of our tests need 25 MB; one of zeros that calls itself MP3 would take twice its own size."""


def main() -> None:
    """Decode the file that the first argument names."""
    limit_memory(MOST_BYTES)
    file = _File(Path(sys.argv[1]))
    serve(file.answer)


class _File:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._stream: Stream | None = None

    def answer(self, request: bytes) -> bytes:
        start, end = map(int, request.split())
        try:
            self._stream = self._stream or Stream(self._path)
            return b"." + self._stream.read(start, end).tobytes()
        except RecordingError as fault:
            return _refusal(*fault.args)
        except MemoryError:  # not logged: in the child process; it is told
            return _refusal(f"'{self._path.name}' needs more than {MOST_BYTES >> 20} MB of memory to decode", OTHERWISE)
        except Exception as fault:  # noqa: BLE001 - whatever a file does to a decoder is to be told
            return _refusal(f"the sound of '{self._path.name}' cannot be decoded ({type(fault).__name__})", OTHERWISE)


def _refusal(what: str, remedy: str) -> bytes:
    return b"!" + json.dumps([what, remedy]).encode()


if __name__ == "__main__":
    main()
