"""The child process that looks at recordings: a request is [path, most seconds] as JSON, a reply the measurements."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from coach.child_process import limit_memory, serve
from coach.speech.recordings.read_recording import MOST_MEMORY, Unreadable, read_recording
from coach.speech.recordings.take_quality import measure_take


def main() -> None:
    """Answer until coach ends."""
    limit_memory(MOST_MEMORY)
    serve(lambda line: json.dumps(_answer(*json.loads(line))).encode())


def _answer(path: str, most_s: float) -> dict[str, object]:
    try:
        return asdict(measure_take(read_recording(Path(path), most_s)))
    except Unreadable as fault:
        return {"unreadable": str(fault)}
    except Exception as fault:  # noqa: BLE001 - whatever a file does to a decoder is to be told
        return {"unreadable": f"it cannot be decoded ({type(fault).__name__})"}


if __name__ == "__main__":
    main()
