"""Measure the same session made without coach: with pydub by hand, and with one ffmpeg filter graph.

Both get what takes coach's own time to make: each narration as a WAV, the time at which it begins, and a background.
Neither measures what it wrote, lowers the background smoothly, or keeps a promise of levels.
"""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Command = list[object]
    Paired = Callable[[Command, Command], tuple[float, float, float]]

PREPARE = """
import json, sys, wave
from pathlib import Path
import numpy as np
import coach
folder = Path(sys.argv[2])
def save(name, samples, channels):
    with wave.open(str(folder / name), "wb") as file:
        file.setnchannels(channels), file.setsampwidth(2), file.setframerate(44_100)
        file.writeframes(np.rint(samples * 32767).astype("<i2").tobytes())
    return str(folder / name)
with coach.open_session(Path(sys.argv[1])) as session:
    spoken = [
        (cue.start_ms, save(f"clip-{number}.wav", session.mix.levels.voice.of(cue), 1))
        for number, cue in enumerate(session.timeline.speech)
    ]
    loop = np.concatenate([block.samples for block in session.mix.stem("background").blocks(44_100 * 60, 44_100 * 144)])
    facts = {"length_ms": session.timeline.duration_ms, "background": save("background.wav", loop, 2), "spoken": spoken}
(folder / "by-hand.json").write_text(json.dumps(facts))
"""
"""Writes the narrations, a minute and a half of the background, and when each narration begins."""

PYDUB = """
import json, sys
from pathlib import Path
from pydub import AudioSegment
facts = json.loads(Path(sys.argv[1]).read_text())
background = AudioSegment.from_wav(facts["background"])
session = (background * (facts["length_ms"] // len(background) + 1))[: facts["length_ms"]]
for start_ms, clip in facts["spoken"]:
    session = session.overlay(AudioSegment.from_wav(clip), position=start_ms, gain_during_overlay=-6)
session.export(sys.argv[2], format="mp3", bitrate="128k")
"""
"""The way of pydub's own examples: each narration is laid over the whole."""


def by_hand(coach: Path, python: Path, routine: Path, folder: Path, paired: Paired) -> str:
    """Return the time of an export beside that of pydub by hand, and of ffmpeg with `loudnorm`."""
    mp3, facts = folder / "coach.mp3", folder / "by-hand.json"
    ours: Command = [coach, "export", routine, "--replace", "-o", mp3]
    subprocess.run([python, "-c", PREPARE, routine, folder], check=True)
    pydub: Command = [python, "-c", PYDUB, facts, folder / "pydub.mp3"]
    ffmpeg = filter_graph(json.loads(facts.read_text("utf-8")), folder / "ffmpeg.mp3")
    told = []
    for name, theirs in {"pydub by hand": pydub, "ffmpeg, loudnorm": ffmpeg}.items():
        mine, other, ratio = paired(ours, theirs)
        told.append(f"{name:<17} {other:.1f} s; coach {mine:.2f} s; {1 / ratio:.1f} times as slow (promised: 8)")
    return "\n".join(told)


def filter_graph(facts: dict[str, object], target: Path) -> Command:
    """Return one call of ffmpeg that lays all narrations over a background that they lower, at a loudness."""
    spoken: list[tuple[int, str]] = facts["spoken"]  # type: ignore[assignment]
    seconds = int(str(facts["length_ms"])) / 1000
    words: Command = ["ffmpeg", "-v", "error", "-y", "-stream_loop", "-1", "-i", facts["background"]]
    for _, clip in spoken:
        words += ["-i", clip]
    delayed = [f"[{n}]adelay={start}[c{n}]" for n, (start, _) in enumerate(spoken, 1)]
    clips = "".join(f"[c{n}]" for n in range(1, len(spoken) + 1))
    graph = [
        *delayed,
        f"{clips}amix=inputs={len(spoken)}:normalize=0,apad,asplit[voice][key]",
        "[0][key]sidechaincompress=threshold=0.02:ratio=4:attack=300:release=1500[low]",
        f"[low][voice]amix=normalize=0,atrim=end={seconds},loudnorm=I=-20:TP=-2[out]",
    ]
    words += ["-filter_complex", ";".join(graph), "-map", "[out]", "-ar", "44100", "-b:a", "128k", target]
    return words
