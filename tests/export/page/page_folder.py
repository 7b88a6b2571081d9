"""A folder with the engine of a page and a session for it, and nothing that is shown."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from shutil import copy
from typing import Any

import coach
from coach.export import page, write
from coach.export.formats import About
from coach.export.page.page_sound import PageSound, SoundData, page_sound_of
from coach.player.session import state, transitions, view
from coach.session import Session
from coach.timeline.guide_words import phrases_of
from coach.timeline.timeline import Cue, Timeline
from coach.units import RATE

MODULES = Path(page.__file__).with_name("js")
FIGURES = {
    "more_ms": transitions.MORE_MS,
    "slower": transitions.SLOWER,
    "again_ms": transitions.AGAIN_MS,
    "reaction_ms": transitions.REACTION_MS,
    "lead_ms": round(state.LEAD * 1000 / RATE),
    "remind_ms": round(state.REMIND * 1000 / RATE),
    "start_db": view.START_DB,
    "louder_db": transitions.LOUDER_DB,
    "softest_db": view.SOFTEST_DB,
    "loudest_db": view.LOUDEST_DB,
}

_PAGE = """<!doctype html><title>Engine</title><audio></audio>
<script type="module">
import { createPlayer } from "./player.js";
const bytes = async (name) => {
  const file = new Uint8Array(await (await fetch(name)).arrayBuffer());
  return { size: file.length, read: (from, to) => file.subarray(from, to) };
};
const data = await (await fetch("data.json")).json();
const address = "session.m4a";
const load = async () => ({ address, session: await bytes(address), extras: await bytes("extras.bin") });
const sound = load();
window.audio = document.querySelector("audio");
window.player = createPlayer(data, audio, sound);
window.errors = [];
addEventListener("error", (event) => errors.push(event.message));
addEventListener("unhandledrejection", (event) => errors.push(String(event.reason)));
await sound;
window.ready = true;
</script>
"""


def sound_of(session: Session, m4a: Path, bitrate: int = 64) -> PageSound:
    """Write a session's M4A, and return the sound of its page."""
    write(session.mix, About(session.timeline.title, bitrate=bitrate), m4a)
    return page_sound_of(session.mix, m4a, bitrate, phrases_of(session.routine.language))


def data_of(timeline: Timeline, sound: SoundData) -> dict[str, Any]:
    """Return what the engine goes by."""
    numbers = sorted({cue.step for cue in timeline.cues if cue.step})
    firsts = [next(cue.start_ms for cue in timeline.cues if cue.step == number) for number in numbers]
    starts = [0, *firsts, max(timeline.head_end_ms, timeline.tail_start_ms), timeline.duration_ms]
    own: list[list[Cue]] = [[] for _ in starts[1:]]
    for cue in timeline.cues:
        own[bisect_right(starts[1:-1], cue.start_ms)].append(cue)
    parts = [_part(number, cues, *starts[number : number + 2]) for number, cues in enumerate(own)]
    return {
        "title": timeline.title,
        "duration_ms": timeline.duration_ms,
        "words": {},
        "head": parts[0],
        "steps": parts[1:-1],
        "tail": parts[-1],
        "constants": FIGURES,
        "sound": asdict(sound),
    }


def _part(number: int, cues: Sequence[Cue], start_ms: int, end_ms: int) -> dict[str, Any]:
    return {
        "number": number,
        "title": next((cue.title for cue in cues if cue.title), ""),
        "section": "",
        "start_ms": start_ms,
        "end_ms": end_ms,
        "cues": [(cue.start_ms, cue.end_ms, cue.text) for cue in cues if cue.kind == "speech"],
        "practice": [(cue.start_ms, cue.end_ms, cue.text) for cue in cues if cue.kind == "practice"],
        "waits_ms": next((cue.end_ms - 1 for cue in cues if cue.holds), None),
        "wait_ms": next((cue.wait_ms for cue in cues if cue.holds), None),
        "remind": next((cue.remind for cue in cues if cue.holds), ""),
    }


def write_engine(folder: Path, session: Session) -> PageSound:
    """Write the engine's modules, a session and a page that loads them."""
    sound = sound_of(session, folder / "session.m4a")
    for module in MODULES.glob("*.js"):
        copy(module, folder)
    (folder / "extras.bin").write_bytes(sound.extras)
    (folder / "data.json").write_text(json.dumps(data_of(session.timeline, sound.data)), "utf-8")
    (folder / "index.html").write_text(_PAGE, "utf-8")
    return sound


def open_short(folder: Path, background: str = "rain", engine: str | None = None) -> Session:
    """Open a session of two short steps, and one that waits."""
    text = f"""
title: Short
background: {{sound: {background}, level: calm}}
steps:
  - title: One
    say: Put some lotion on. Warm your hands.
    do: 8s
  - title: Two
    say: Circle slowly.
    do: 6s
  - title: Three
    say: Hold the hand between both of yours.
    do: until ready
  - title: Four
    say: Let go.
    pause: 2s
"""
    path = folder / "short.yaml"
    path.write_text(text, "utf-8")
    return coach.open_session(path, engine=engine) if engine else coach.open_session(path)
