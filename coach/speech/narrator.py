"""Text → Clip: from the cache, or spoken, treated and kept."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Self

from coach.errors import SpeechError, UsageError
from coach.folders import cache_folder
from coach.speech.cache import ClipCache, key_of
from coach.speech.clip import Clip
from coach.speech.postprocess import FORMAT, REFERENCE, NoSpeech, gain_of, level, soften
from coach.speech.worker import Worker
from coach.units import ms_to_hold

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coach.audio.samples import Samples
    from coach.speech import Voice

_IN_MEMORY = 4
"""Clips that are kept beside the disk's: those of a block of the mix, as a rule."""


class Narrator:
    """One voice. Its worker starts with the first text that is not in the cache; `close` ends it for good."""

    def __init__(
        self,
        engine: str,
        voice: Voice,
        folder: Path | None = None,
        time_limit_s: float | None = None,
        on_spoken: Callable[[str], None] | None = None,
    ) -> None:
        self.voice = voice
        self._worker = Worker(engine, time_limit_s)
        self._cache = ClipCache(folder or cache_folder())
        self._on_spoken = on_spoken
        self._gain: float | None = None
        self._closed = False
        self._speaking = Lock()
        self._lengths: dict[tuple[str, int | None], int] = {}
        self._recent = lru_cache(_IN_MEMORY)(self._clip)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def engine(self) -> str:
        """The engine's name."""
        return self._worker.engine

    @property
    def engine_version(self) -> str:
        """What decides the sound beside the voice."""
        return self._worker.version

    def length_ms(self, text: str, pace: int | None = None) -> int:
        """Return how long the text takes to speak, the measure for the compiler; raises as `clip` does."""
        if (text, pace) not in self._lengths:
            self.clip(text, pace)
        return self._lengths[text, pace]

    def known_ms(self, text: str, pace: int | None = None) -> int | None:
        """Return how long a text takes that has been spoken; None for one that has not."""
        if (text, pace) not in self._lengths:
            frames = self._cache.frames(self._key(text, pace))
            if frames is None:
                return None
            self._lengths[text, pace] = ms_to_hold(frames)
        return self._lengths[text, pace]

    def clip(self, text: str, pace: int | None = None) -> Clip:
        """Return the text's clip, at the voice's own pace or at another one in words per minute.

        Raises SpeechError where the engine fails twice, MissingPart where there is no voice, UsageError once closed.
        """
        self.check_open()
        return self._recent(text, pace)

    def rest(self) -> None:
        """End the worker for now; a text that is not in the cache starts another."""
        self._worker.close()

    def close(self) -> None:
        """End the worker for good: no clip can be had any more."""
        self._closed = True
        self._worker.close()

    def check_open(self) -> None:
        """Raise UsageError once it is closed."""
        if self._closed:
            raise UsageError("this session is closed, and has no sound any more; open it again")

    def _clip(self, text: str, pace: int | None = None) -> Clip:
        key = self._key(text, pace)
        samples = self._cache.get(key)
        if samples is None:
            with self._speaking:
                spoken = level(self._speak(text, self._at(pace)), self._gain_of_voice())
            samples = self._cache.put(key, spoken)
            if self._on_spoken:
                self._on_spoken(text)
        clip = Clip(text, samples)
        self._lengths[text, pace] = clip.length_ms  # one that was damaged may have been thought shorter
        return clip

    def _at(self, pace: int | None) -> Voice:
        return replace(self.voice, pace=pace) if pace else self.voice

    def _key(self, text: str, pace: int | None) -> str:
        voice, worker = self._at(pace), self._worker
        identity = worker.identity(voice, text)
        facts = (voice.language, voice.name, voice.pace, text, *([identity] if identity else ()))
        return key_of(FORMAT, worker.engine, worker.version, worker.traits.filters, *facts)

    def _gain_of_voice(self) -> float:
        if self._gain is None:
            self._gain = gain_of(self._speak(REFERENCE, self.voice))
        return self._gain

    def _speak(self, text: str, voice: Voice) -> Samples:
        path = self._worker.speak(voice, text)
        try:
            return soften(path, self._worker.traits.filters)
        except NoSpeech as fault:
            raise SpeechError(self.engine, text, str(fault)) from fault
