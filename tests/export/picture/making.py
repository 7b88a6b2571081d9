"""Sessions to draw, and readers of the pictures that were drawn."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from pathlib import Path

import matplotlib as mpl
import numpy as np
from lxml import etree

from coach.audio.loudness import HOP
from coach.export.picture import draw
from coach.export.picture.caption import Backdrop
from coach.sound.ducking import curve_of
from coach.sound.level_plan import LevelPlan
from coach.sound.voice import SessionVoice, Spoken
from coach.speech.clip import Clip
from coach.timeline.timeline import Cue, Timeline
from coach.units import frames_at

SVG = "{http://www.w3.org/2000/svg}"
FONTS = Path(mpl.get_data_path()) / "fonts" / "ttf"
VOICE_LUFS, OWN_LUFS = -18.0, -23.0


def no_clip(text: str, pace: int | None) -> Clip:
    raise AssertionError((text, pace))


def power(lufs: float) -> float:
    return 10 ** ((lufs + 0.691) / 10)


def plan_levels(
    timeline: Timeline, speech_to_background_lu: float = 16.0, voice: float = VOICE_LUFS
) -> tuple[LevelPlan, Backdrop]:
    """Return the levels of a voice and a background that are equally loud all the time, and that backdrop."""
    hops = np.full(10, power(voice)) if math.isfinite(voice) else np.zeros(10)
    spoken = tuple(Spoken(hops, voice, 1.0, 10 * HOP) for _ in timeline.speech)
    base = VOICE_LUFS - speech_to_background_lu - OWN_LUFS
    curve = curve_of(timeline, base, [base] * len(spoken))
    levels = LevelPlan(SessionVoice(no_clip), 1.0, curve, spoken, (VOICE_LUFS - speech_to_background_lu,) * len(spoken))
    powers = np.full(-(-frames_at(timeline.duration_ms) // HOP), power(OWN_LUFS))
    return levels, Backdrop(powers, speech_to_background_lu, "rain")


def steps(number: int, *titles: str | None, each_ms: int = 12_000, title: str = "A rest") -> Timeline:
    """Return a timeline of steps that are said, practised with guide words, and rested from, in equal sections."""
    cues, start = [Cue(0, 4000, "pause")], 4000
    for step in range(number):
        said, done, end = start + each_ms // 4, start + each_ms * 3 // 4, start + each_ms
        section = titles[step * len(titles) // number] if titles else None
        cues += [
            Cue(start, said, "speech", "Press.", step + 1, section),
            Cue(said, done, "practice", "Press.", step + 1, section),
            Cue(said, done, "rhythm", "", step + 1, section, sound="soft-tick"),
            Cue(said + each_ms // 8, said + each_ms // 4, "speech", "Softly.", step + 1, section),
            Cue(done, end, "pause", "", step + 1, section),
        ]
        start = end
    return Timeline(title, (*cues, Cue(start, start + 10_000, "pause")))


BREATHS = Timeline(
    "Breathe",
    (
        Cue(0, 1500, "pause"),
        Cue(1500, 6500, "sound", sound="start-bell"),
        Cue(6500, 26_500, "practice", "Breathe.", 1),
        *(Cue(ms, ms + 4000, "breath", "in", 1, sound="breath-in") for ms in (6500, 16_500)),
        *(Cue(ms, ms + 6000, "breath", "out", 1, sound="breath-out") for ms in (10_500, 20_500)),
        Cue(26_500, 30_000, "pause"),
    ),
)
HEBREW, EMOJI = "ידיים רגועות", "Ruhe 🤲🏽👩‍👩‍👧 手のマッサージ"
LONG = "A very long title that does not end " * 8
STRANGE = [
    steps(6, "Left", "Right"),
    steps(1, each_ms=6000),
    steps(3, "Only"),
    steps(40, *(f"Section {number} of a great many" for number in range(40))),
    steps(12, HEBREW, EMOJI, LONG, "Donaudampfschifffahrtsgesellschaft" * 3, title=f"{EMOJI} {HEBREW} {LONG}"),
    steps(3000, *(f"Part {number}" for number in range(300))),
    BREATHS,
    Timeline("Nothing", (Cue(0, 1, "pause"),)),
]


@dataclass(frozen=True)
class Seen:
    """A picture as it can be read from its file."""

    root: etree._Element

    @property
    def texts(self) -> list[etree._Element]:
        return list(self.root.iter(f"{SVG}text"))

    @property
    def words(self) -> list[str]:
        return [text.text or "" for text in self.texts]

    def shapes(self, name: str) -> list[list[tuple[float, float]]]:
        """Return the corners of each shape of a group; none without the group."""
        paths = [path for group in self.root.iter(f"{SVG}g") if group.get("id") == name for path in group]
        outlines = [re.findall(r"[ML] (\S+) (\S+)", path.get("d", "")) for path in paths]
        return [[(float(x), float(y)) for x, y in corners] for corners in outlines if corners]

    def ms_at(self, x: float) -> float:
        """Return the time at a place, by the first and the last mark of time."""
        marked = [(float(t.get("x", "")), ms_of(t.text or "")) for t in self.texts if is_time(t.text)]
        (x0, ms0), (x1, ms1) = marked[0], marked[-1]
        return ms0 + (x - x0) / (x1 - x0) * (ms1 - ms0)

    def spans(self, name: str) -> list[tuple[float, float]]:
        """Return the start and the end of each shape of a group, in milliseconds."""
        across = [[self.ms_at(x) for x, _ in shape] for shape in self.shapes(name)]
        return sorted((min(times), max(times)) for times in across)


def is_time(text: str | None) -> bool:
    return re.fullmatch(r"(\d+:)?\d+:\d\d", text or "") is not None


def ms_of(clock: str) -> int:
    seconds = 0
    for part in clock.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds * 1000


def drawn(timeline: Timeline, path: Path, speech_to_background_lu: float = 16.0) -> Seen:
    levels, backdrop = plan_levels(timeline, speech_to_background_lu)
    draw(timeline, levels, path, backdrop)
    return Seen(etree.parse(path).getroot())
