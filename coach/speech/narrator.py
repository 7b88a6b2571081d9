"""Text → Clip: from the cache, or spoken, treated and kept."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Self

import numpy as np

from coach.errors import SpeechError, UsageError
from coach.folders import cache_folder
from coach.log import logger, swallowing
from coach.speech.cache import ClipCache, key_of
from coach.speech.clip import Clip
from coach.speech.postprocess import FORMAT, REFERENCE, NoSpeech, gain_of, level, soften
from coach.speech.pronunciation import lexicon_for
from coach.speech.spoken_form import spoken_form
from coach.speech.worker import Worker
from coach.units import frames_at, ms_to_hold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from coach.audio.samples import Samples
    from coach.speech import Voice
    from coach.speech.pronunciation import Lexicon
    from coach.speech.substitute import Substitute

_log = logger(__name__)
_NOTHING_FRAMES = frames_at(200)
_IN_MEMORY = 4
"""Clips that are kept beside the disk's: those of a block of the mix, as a rule."""
_INSTEAD = {True: "another voice says it", False: "a sound stands for it"}


class Narrator:
    """One voice. Its worker starts with the first text that is not in the cache; `close` ends it for good."""

    def __init__(
        self,
        engine: str,
        voice: Voice,
        folder: Path | None = None,
        time_limit_s: float | None = None,
        on_spoken: Callable[[str], None] | None = None,
        lexicon: Lexicon | None = None,
        instead: Substitute | None = None,
    ) -> None:
        self.voice = voice
        self._lexicon = lexicon or lexicon_for(voice.language)
        self._worker = Worker(engine, time_limit_s)
        self._cache = ClipCache(folder or cache_folder())
        self._on_spoken = on_spoken
        self._instead = instead
        self._failed: set[tuple[str, int | None]] = set()
        self._gain: float | None = None
        self._closed = False
        self._speaking = Lock()
        self._lengths: dict[tuple[str, int | None], int] = {}
        self._recent = lru_cache(_IN_MEMORY)(self._clip)
        self._script = lru_cache(None)(self._script_of)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def engine(self) -> str:
        """The engine's name."""
        return self._worker.engine

    @property
    def has_substitute(self) -> bool:
        """Whether something is heard in the place of a text that the engine cannot speak."""
        return self._instead is not None

    @property
    def says_words(self) -> bool:
        """Whether all the words so far were spoken, by the engine or by another voice: no sound stands for any."""
        return not self._failed or self._instead is None or self._instead.says_words

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

    def estimated_ms(self, text: str, pace: int | None = None) -> int:
        """Return about how long a text takes, by what is known of the voice; nothing is spoken."""
        return self._worker.estimate(self._at(pace))(spoken_form(text, self.voice.language))

    def prepare(self, texts: Iterable[tuple[str, int | None]]) -> None:
        """Have all texts spoken that are not in the cache, each at its pace, the longest first; raises MissingPart.

        Several are spoken at the same time where the engine can. What fails is left to `clip`, which tells why.
        """
        self.check_open()
        missing = [each for each in dict.fromkeys(texts) if self.known_ms(*each) is None]
        missing = [each for each in missing if any(map(str.isalnum, self._script(each[0])))]
        missing.sort(key=lambda each: len(each[0]), reverse=True)
        if not missing or self._worker.traits.workers == 1:
            return
        spoken = ((self._at(pace), self._script(text)) for text, pace in missing)
        with self._speaking:
            for place, path in self._worker.speak_all([*spoken]):
                text, pace = missing[place]
                with swallowing(_log, f"speaking {text!r} as one of several", SpeechError):
                    self._keep(text, pace, self._softened(text, path))

    def rest(self) -> None:
        """End the worker for now; a text that is not in the cache starts another."""
        self._worker.close()
        if self._instead:
            self._instead.rest()

    def close(self) -> None:
        """End the worker for good: no clip can be had any more."""
        self._closed = True
        self.rest()

    def check_open(self) -> None:
        """Raise UsageError once it is closed."""
        if self._closed:
            raise UsageError("this session is closed, and has no sound any more; open it again")

    def _clip(self, text: str, pace: int | None = None) -> Clip:
        samples = self._cache.get(self._key(text, pace))
        clip = self._heard(text, pace) if samples is None else Clip(text, samples)
        self._lengths[text, pace] = clip.length_ms  # one that was damaged may have been thought shorter
        return clip

    def _heard(self, text: str, pace: int | None) -> Clip:
        """Return a text that is not in the cache, or what stands in its place.

        An engine that failed is not asked again: it may have hung for minutes, and a clip is asked for several times.
        """
        if self._instead is None:
            return Clip(text, self._spoken(text, pace))
        if (text, pace) not in self._failed:
            try:
                return Clip(text, self._spoken(text, pace))
            except SpeechError as error:
                _log.warning("%s; %s", error, _INSTEAD[self._instead.says_words])
                self._failed.add((text, pace))
        return self._instead.clip(text, pace)

    def _spoken(self, text: str, pace: int | None) -> Samples:
        """Return a text that is not in the cache; one without anything to say, such as an emoji, is a short silence."""
        if not any(map(str.isalnum, self._script(text))):
            return np.zeros(_NOTHING_FRAMES, np.float32)
        with self._speaking:
            return self._keep(text, pace, self._speak(text, self._at(pace)))

    def _keep(self, text: str, pace: int | None, spoken: Samples) -> Samples:
        """Level what was spoken and put it into the cache."""
        gain = gain_of(spoken) if self._worker.traits.level_each else self._gain_of_voice()
        samples = self._cache.put(self._key(text, pace), level(spoken, gain))
        if self._on_spoken:
            self._on_spoken(text)
        return samples

    def _at(self, pace: int | None) -> Voice:
        return replace(self.voice, pace=pace) if pace else self.voice

    def _key(self, text: str, pace: int | None) -> str:
        """Return the name of a clip: of all that decides how it sounds."""
        voice, worker, script = self._at(pace), self._worker, self._script(text)
        facts = (voice.language, voice.name, voice.pace, script)
        identity = worker.identity(voice, script)
        more = (identity,) if identity else ()
        return key_of(FORMAT, worker.engine, worker.version, worker.traits.filters, *facts, *more)

    def _script_of(self, text: str) -> str:
        """Return what the engine gets: the words as they are said, some of them with their pronunciation."""
        if self._worker.traits.written:
            return text
        marked = self._lexicon.mark(spoken_form(text, self.voice.language))
        return marked if self._worker.traits.ipa else self._lexicon.respelt(marked)

    def _gain_of_voice(self) -> float:
        if self._gain is None:
            self._gain = gain_of(self._speak(REFERENCE, self.voice))
        return self._gain

    def _speak(self, text: str, voice: Voice) -> Samples:
        return self._softened(text, self._worker.speak(voice, self._script(text)))

    def _softened(self, text: str, path: Path) -> Samples:
        try:
            return soften(path, self._worker.traits.filters)
        except NoSpeech as fault:
            raise SpeechError(self.engine, text, str(fault)) from fault
