"""Text → Clip: from the cache, or made of what the voice speaks for it, and kept."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Self

import numpy as np

from coach.errors import SpeechError, UsageError
from coach.folders import cache_folder
from coach.log import logger, swallowing
from coach.speech.clip import Clip
from coach.speech.pronunciation import lexicon_for
from coach.speech.rests import RESTS_FORMAT, SHORTEST_REST_MS, paced_sentences
from coach.speech.shared_clips import open_clips
from coach.speech.spoken_form import spoken_form
from coach.speech.utterances import Utterances
from coach.units import RATE, frames_at, ms_to_hold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from coach.audio.samples import Samples
    from coach.speech import Voice
    from coach.speech.pronunciation import Lexicon
    from coach.speech.substitute import Substitute
    from coach.speech.utterances import Paced

_log = logger(__name__)
_NOTHING = np.zeros(frames_at(200), np.float32)
_NOT_BEGUN = np.zeros(0, np.float32)
_IN_MEMORY = 2
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
        self.on_begun: Callable[[], None] | None = None
        """Is told, in the thread that speaks, each time that more can be heard of a text of which more is to come."""
        self._cache = open_clips(folder or cache_folder())
        lexicon = lexicon or lexicon_for(voice.language)
        self._utterances = Utterances(engine, voice, self._cache, lexicon, time_limit_s)
        self._worker = self._utterances.worker
        self._on_spoken = on_spoken
        self._instead = instead
        self._begun: dict[Paced, Samples] = {}
        self._failed: dict[Paced, Samples] = {}
        """What the engine cannot speak, each text with the beginning of it that may have been heard."""
        self._closed = False
        self._lengths: dict[Paced, int] = {}
        """The lengths of clips that are whole."""
        self._sizes: dict[Paced, int] = {}
        """The lengths that other clips seem to have."""
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
    def has_substitute(self) -> bool:
        """Whether something is heard in the place of a text that the engine cannot speak."""
        return self._instead is not None

    @property
    def speaks_several(self) -> bool:
        """Whether the engine can speak several texts at the same time."""
        return self._worker.traits.workers > 1

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
            self.check_open()
            frames = self._cache.whole_frames(self._key(text, pace))
            if frames is None:
                self.clip(text, pace)
            else:
                self._lengths[text, pace] = ms_to_hold(frames)
        return self._lengths[text, pace]

    def known_ms(self, text: str, pace: int | None = None) -> int | None:
        """Return how long a text takes that has been spoken; None for one that has not."""
        if (text, pace) in self._lengths:
            return self._lengths[text, pace]
        if (text, pace) not in self._sizes:
            frames = self._cache.frames(self._key(text, pace))
            if frames is None:
                return None
            self._sizes[text, pace] = ms_to_hold(frames)
        return self._sizes[text, pace]

    def clip(self, text: str, pace: int | None = None) -> Clip:
        """Return the text's clip, at the voice's own pace or at another one in words per minute.

        Raises SpeechError where the engine fails twice, MissingPart where there is no voice, UsageError once closed.
        """
        self.check_open()
        return self._recent(text, pace)

    def estimated_ms(self, text: str, pace: int | None = None) -> int:
        """Return about how long a text takes, by what is known of the voice; nothing is spoken."""
        return self._worker.measure_of(self._utterances.at(pace))(spoken_form(text, self.voice.language))

    def digest(self, text: str, pace: int | None = None) -> str | None:
        """Return the name of the samples of a text's clip, without reading them; None for one that is not kept.

        Clips of the same name sound the same, so that whatever is measured of one is true of the other.
        """
        return self._cache.digest(self._key(text, pace))

    def begun(self, text: str, pace: int | None = None) -> Samples | None:
        """Return the beginning of a text's clip, up to a silence, as long as more of it is being spoken."""
        return self._begun.get((text, pace))

    def prepare(self, texts: Iterable[Paced], *, one_by_one: bool = False) -> None:
        """Have all texts spoken that are not in the cache, each at its pace, the longest first; raises MissingPart.

        Several are spoken at the same time where the engine can; with one that cannot, nothing is done, unless they are
        to be spoken `one_by_one`. What fails is left to `clip`, which tells why.
        """
        self.check_open()
        if not (self.speaks_several or one_by_one):
            return
        coming = [each for each in dict.fromkeys(texts) if self.known_ms(*each) is None]
        coming.sort(key=lambda each: len(each[0]), reverse=True)
        made_of = {each: [(part, each[1]) for part in self._utterances.of(each[0])] for each in coming}
        missing = self._utterances.missing(chain(*made_of.values()))
        lacking = {text: {*parts} & {*missing} for text, parts in made_of.items()}
        for utterance in self._utterances.speak_all(missing):
            for text in _whole_with(utterance, lacking):
                with swallowing(_log, f"speaking {text[0]!r} as one of several", SpeechError):
                    self._joined(*text)

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
        try:
            clip = self._heard(text, pace) if samples is None else Clip(text, samples)
            self._lengths[text, pace] = clip.length_ms  # one that was damaged may have been thought shorter
        finally:
            self._begun.pop((text, pace), None)
        return clip

    def _heard(self, text: str, pace: int | None) -> Clip:
        """Return a text that is not in the cache, or what stands in its place, behind what was heard of it already.

        An engine that failed is not asked again: it may have hung for minutes, and a clip is asked for several times.
        """
        if self._instead is None:
            return Clip(text, self._spoken(text, pace))
        if (text, pace) not in self._failed:
            try:
                return Clip(text, self._spoken(text, pace))
            except SpeechError as error:
                _log.warning("%s; %s", error, _INSTEAD[self._instead.says_words])
                self._failed[text, pace] = self._begun.get((text, pace), _NOT_BEGUN)
        instead = self._instead.clip(text, pace)
        return Clip(text, np.concatenate((self._failed[text, pace], instead.samples)))

    def _spoken(self, text: str, pace: int | None) -> Samples:
        """Return a text that is not in the cache; one without anything to say, such as an emoji, is a short silence."""
        return self._joined(text, pace) if self._utterances.of(text) else _NOTHING

    def _joined(self, text: str, pace: int | None) -> Samples:
        """Return a text that is made of its utterances, and keep it."""
        spoken = (self._utterances.sound(each, pace) for each in self._utterances.of(text))
        if self._utterances.has_rests(text):
            samples = self._cache.put(self._key(text, pace), self._paced(text, pace, spoken))
        else:
            (samples,) = spoken
        if self._on_spoken:
            self._on_spoken(text)
        return samples

    def _paced(self, text: str, pace: int | None, spoken: Iterator[Samples]) -> Samples:
        """Return a text with its rests; whoever listens is told how far it has come."""
        script, voice = self._utterances.script(text), self._utterances.at(pace)
        pieces: list[Samples] = []
        for piece in paced_sentences(script, voice.pace, spoken, self._worker.estimate(voice), RATE):
            pieces.append(piece)
            if self.on_begun and len(pieces) < len(self._utterances.of(text)):
                self._begun[text, pace] = np.concatenate((*pieces, np.zeros(frames_at(SHORTEST_REST_MS), np.float32)))
                self.on_begun()
        return np.concatenate(pieces)

    def _key(self, text: str, pace: int | None) -> str:
        """Return the name of a text's clip: that of its one utterance, where nothing can be added to that."""
        if self._utterances.has_rests(text):
            return self._utterances.key(self._utterances.script(text), pace, RESTS_FORMAT)
        return self._utterances.key("".join(self._utterances.of(text)), pace)


def _whole_with(utterance: Paced, lacking: dict[Paced, set[Paced]]) -> Iterator[Paced]:
    """Yield the texts that lack nothing any more with this utterance, and strike it off."""
    for text, parts in [*lacking.items()]:
        if utterance in parts:
            parts.discard(utterance)
            if not parts:
                yield text
