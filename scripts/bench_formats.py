"""Measure what other formats and files beside a session cost; a part of scripts/bench."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Command = list[object]
    Paired = Callable[[Command, Command], tuple[float, float, float]]

EXTRAS: dict[str, Command] = {
    "captions": ["--captions", "vtt,srt,lrc"],
    "transcripts": ["--transcript"],
    "chapter list": ["--chapters-json"],
    "cover": [],
}
"""Extra → the options that ask for it; a cover is there unless it is not wanted."""
_PLAIN: Command = ["--cover", "none"]


def formats_beside(coach: Path, routine: Path, folder: Path, paired: Paired) -> str:
    """Return the cost of an M4B beside ffmpeg's own AAC, and of each extra beside the same export without it."""
    wav, m4b = folder / "finished.wav", folder / "coach.m4b"
    export: Command = [coach, "export", routine, "--replace"]
    paired([*export, "-o", wav], [*export, "-o", m4b])  # all is spoken, and in the cache
    theirs: Command = ["ffmpeg", "-v", "error", "-y", "-i", wav, "-c:a", "aac", "-b:a", "128k", folder / "ffmpeg.m4a"]
    ours, alone, ratio = paired([*export, "-o", m4b], theirs)
    told = [f"M4B of 15 min     {ours:.2f} s; ffmpeg's AAC alone {alone:.2f} s; ratio {ratio:.2f} (promised: 1.0)"]
    plain: Command = [*export, "-o", folder / "coach.mp3", *_PLAIN]
    for name, options in EXTRAS.items():
        wanted = [*plain, *options] if options else plain[: -len(_PLAIN)]
        _, _, more = paired(wanted, plain)
        told.append(f"{name:<17} {more - 1:+.1%} of an export's time (promised: 5 %)")
    return "\n".join(told)
