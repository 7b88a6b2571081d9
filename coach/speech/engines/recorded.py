"""One's own voice: a folder of recordings, one for each line; nothing is synthesised.

Each recording is cut to its words and brought to one loudness by itself. Takes of several days, rooms and distances
differ by 10 dB and more, while one synthesised voice keeps all its lines within 1.5 LU, and listeners with closed eyes
turn a knob for nobody. So no recording depends on the others: one that is made anew changes its own line alone.
"""

from __future__ import annotations

import hashlib
import wave
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from coach.child_process import limit_memory
from coach.errors import MissingPart, UsageError
from coach.files import read_regular_file
from coach.log import described, logger
from coach.speech import EngineTraits, Refused, VoiceInfo
from coach.speech.recordings.line_names import line_code, line_name
from coach.speech.recordings.missing_lines import longest_ms
from coach.speech.recordings.read_recording import MOST_BYTES, MOST_MEMORY, Unreadable, read_recording
from coach.speech.recordings.voice_folder import recordings_in
from coach.timeline.estimate import estimate_by_pace
from coach.units import RATE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from coach.audio.samples import Samples
    from coach.speech import Voice

_log = logger(__name__)
_LUFS = -28.0
"""The loudness of each line in the file that is given on; peaks of 25 dB over it have room."""
_ROOM_S = 120
_FADE_MS = 8
_FULL_SCALE = 32_767


class Recorded:
    """The recordings in the folder that is the voice's name."""

    _limited = False
    traits = EngineTraits(time_limit_s_per_500=30, load_limit_s=60, level_each=True, written=True)

    def prepare(self, voice: Voice) -> None:  # noqa: ARG002 - as the protocol has it
        """Load nothing, and limit the memory that a file may take in the worker."""
        if not self._limited:
            limit_memory(MOST_MEMORY)
            self._limited = True

    def version(self) -> str:
        """Counts the changes that change its clips."""
        return "1"

    def voices(self) -> list[VoiceInfo]:
        """Return none: a voice is any folder that somebody recorded."""
        return []

    def variants(self) -> list[str]:
        """Return none."""
        return []

    def identity(self, voice: Voice, text: str) -> str:
        """Return a hash of the text's recording; empty where there is none, or more than one.

        For an empty text, it is a hash of all recordings in the folder, by their names.
        """
        try:
            return _hash_at(_path_of(voice, text)) if text else _hash_of_all(_files(_folder_of(voice)))
        except (MissingPart, Refused, OSError) as error:
            _log.debug("no recording: %s", described(error))
            return ""

    def estimate(self, voice: Voice) -> Callable[[str], int]:
        """Return a measure by words per minute; a recording's own length is known once it is heard."""
        return estimate_by_pace(voice.pace)

    def speak(self, voice: Voice, text: str, target: Path) -> None:
        """Write the recording of a text, cut and levelled; raises Refused where it cannot be used."""
        path = _path_of(voice, text)
        try:
            _write(target, _levelled(path, longest_ms(text) / 1000 + _ROOM_S))
        except Unreadable as fault:
            raise Refused(f"{path} cannot be used: {fault}") from fault


def _folder_of(voice: Voice) -> Path:
    if not voice.name:
        raise MissingPart("the engine 'recorded' speaks what is in a folder", "name the folder: --voice FOLDER/")
    return Path(voice.name)


def _path_of(voice: Voice, text: str) -> Path:
    """Return the recording of a text; raises MissingPart without the folder, Refused without a recording."""
    folder = _folder_of(voice)
    paths = _files(folder).get(line_code(text, voice.language), ())
    if len(paths) != 1:
        what = "no recording" if not paths else "more than one recording"
        name = line_name(text, voice.language)
        raise Refused(f"there is {what} {name} in {folder}")
    return paths[0]


def _files(folder: Path) -> Mapping[str, tuple[Path, ...]]:
    """Return the recordings by their codes; raises MissingPart without a folder."""
    try:
        return _listed(folder, folder.stat().st_mtime_ns)
    except (UsageError, OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        remedy = "`coach lines ROUTINE -o FOLDER` begins one"
        raise MissingPart(f"{folder} is no folder of recordings", remedy) from error


@lru_cache(maxsize=4)
def _listed(folder: Path, changed_ns: int) -> Mapping[str, tuple[Path, ...]]:  # noqa: ARG001 - another time, another list
    return recordings_in(folder)


def _hash_at(path: Path) -> str:
    seen = path.stat()
    return _hash(path, seen.st_size, seen.st_mtime_ns)


def _hash_of_all(files: Mapping[str, tuple[Path, ...]]) -> str:
    """Return one hash of what is recorded for each code."""
    hashes = "\n".join(f"{code} {_hash_at(path)}" for code in sorted(files) for path in sorted(files[code]))
    return hashlib.sha256(hashes.encode()).hexdigest()


@lru_cache(maxsize=10_000)
def _hash(path: Path, size: int, changed_ns: int) -> str:  # noqa: ARG001 - another time, another hash
    return hashlib.sha256(read_regular_file(path, MOST_BYTES)).hexdigest()


def _levelled(path: Path, most_s: float) -> Samples:
    """Return the words of a recording at their loudness; raises Unreadable."""
    from coach.speech.recordings.take_quality import SILENT_DBFS, loudness_of
    from coach.speech.recordings.take_span import find_span

    samples = read_recording(path, most_s)
    span = find_span(samples)
    if span is None or span.speech_dbfs < SILENT_DBFS:
        raise Unreadable("it is silent")
    words = samples[span.start : span.end].copy()
    fade = np.linspace(0, 1, min(len(words), RATE * _FADE_MS // 1000), dtype=np.float32)
    words[: len(fade)] *= fade
    words[len(words) - len(fade) :] *= fade[::-1]
    return np.asarray(words * np.float32(10 ** ((_LUFS - loudness_of(words)) / 20)))


def _write(target: Path, samples: Samples) -> None:
    with wave.open(str(target), "wb") as file:
        file.setparams((1, 2, RATE, len(samples), "NONE", "not compressed"))
        file.writeframes(np.rint(np.clip(samples, -1, 1) * _FULL_SCALE).astype("<i2").tobytes())
