"""What an engine is given at once → its sound: from the cache, or spoken, treated and kept.

That is a text as a whole, or a sentence of it, as the engine's traits say.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from threading import RLock
from typing import TYPE_CHECKING

from coach.checksummed_files import key_of
from coach.errors import SpeechError
from coach.log import logger, swallowing
from coach.speech.postprocess import FORMAT, REFERENCE, NoSpeech, gain_of, level, soften
from coach.speech.rests import has_room_for_rests, sentences_with_words
from coach.speech.spoken_form import spoken_form
from coach.speech.voices import shown_voice
from coach.speech.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from coach.audio.samples import Samples
    from coach.speech import Voice
    from coach.speech.cache import ClipCache
    from coach.speech.pronunciation import Lexicon

Paced = tuple[str, int | None]
"""A text or an utterance, and its pace in words per minute; None for the voice's own."""
_log = logger(__name__)


class Utterances:
    """The utterances of one voice. Its worker starts with the first one that is not in the cache."""

    def __init__(
        self, engine: str, voice: Voice, cache: ClipCache, lexicon: Lexicon, time_limit_s: float | None
    ) -> None:
        self.voice, self.worker = voice, Worker(engine, time_limit_s)
        self._cache, self._lexicon = cache, lexicon
        self._speaking = RLock()
        self._gain: float | None = None
        self.script = lru_cache(None)(self._script)
        self.has_rests = lru_cache(None)(self._has_rests)

    def of(self, text: str) -> list[str]:
        """Return what the engine is given for a text, one after the other; nothing, where the text says nothing."""
        script = self.script(text)
        if self.worker.traits.sentences:
            return sentences_with_words(script)
        return [script] if any(map(str.isalnum, script)) else []

    def sound(self, utterance: str, pace: int | None) -> Samples:
        """Return an utterance, mono at 44.1 kHz, spoken if need be; raises SpeechError and MissingPart."""
        samples = self._cache.get(self.key(utterance, pace))
        if samples is not None:
            return samples
        with self._speaking:
            return self._keep(utterance, pace, self.worker.speak(self.at(pace), utterance))

    def missing(self, utterances: Iterable[Paced]) -> list[Paced]:
        """Return those that are not in the cache, each once."""
        return [each for each in dict.fromkeys(utterances) if self._cache.frames(self.key(*each)) is None]

    def speak_all(self, utterances: Sequence[Paced]) -> Iterator[Paced]:
        """Have utterances spoken, several at the same time; yield each when it is there. Raises MissingPart.

        What fails is left out: `sound` tells why.
        """
        if not utterances:
            return
        with self._speaking:
            for place, path in self.worker.speak_all([(self.at(pace), utterance) for utterance, pace in utterances]):
                with swallowing(_log, f"speaking {utterances[place][0]!r} as one of several", SpeechError):
                    self._keep(*utterances[place], path)
                    yield utterances[place]

    def key(self, utterance: str, pace: int | None, *more: object) -> str:
        """Return the name of a clip: of all that decides how it sounds."""
        voice, worker = self.at(pace), self.worker
        facts = (voice.language, shown_voice(worker.engine, voice.name), voice.pace, utterance)
        identity = worker.identity(voice, utterance)
        more = (identity, *more) if identity else more
        return key_of(FORMAT, worker.engine, worker.version, worker.traits.filters, *facts, *more)

    def at(self, pace: int | None) -> Voice:
        """Return the voice at a pace."""
        return replace(self.voice, pace=pace) if pace else self.voice

    def _has_rests(self, text: str) -> bool:
        """Return whether a text is made of its utterances with rests; else it is its one utterance."""
        return self.worker.traits.sentences and has_room_for_rests(self.script(text))

    def _script(self, text: str) -> str:
        """Return what the engine gets: the words as they are said, some of them with their pronunciation."""
        if self.worker.traits.written:
            return text
        marked = self._lexicon.mark(spoken_form(text, self.voice.language))
        return marked if self.worker.traits.ipa else self._lexicon.respelt(marked)

    def _keep(self, utterance: str, pace: int | None, path: Path) -> Samples:
        """Soften and level what was spoken, and put it into the cache."""
        spoken = self._softened(utterance, path)
        gain = gain_of(spoken) if self.worker.traits.level_each else self._gain_of_voice()
        return self._cache.put(self.key(utterance, pace), level(spoken, gain))

    def _gain_of_voice(self) -> float:
        """Return the gain of the voice at its usual pace: a clip is the same, whatever routine it was spoken for."""
        if self._gain is None:
            usual = self.at(type(self.voice).pace)
            self._gain = gain_of(self._softened(REFERENCE, self.worker.speak(usual, self.script(REFERENCE))))
        return self._gain

    def _softened(self, utterance: str, path: Path) -> Samples:
        try:
            return soften(path, self.worker.traits.filters)
        except NoSpeech as fault:
            raise SpeechError(self.worker.engine, utterance, str(fault)) from fault
