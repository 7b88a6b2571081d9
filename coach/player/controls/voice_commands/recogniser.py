"""An utterance → the phrase that it is most like, and how like it is; by pocketsphinx."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from coach.errors import MissingPart
from coach.player.controls.voice_commands.command_grammar import ALSO_SAID, END, START, transitions
from coach.requirements import install_command, package_lacking

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.audio.samples import Samples

_PEAK = 0.5
_NO_BEAMS = {"beam": 0, "pbeam": 0, "wbeam": 0}
_HUNDREDTH = 160
"""The frames, at 16 kHz, in pocketsphinx's unit of time: a hundredth of a second."""


class SpokenSound(NamedTuple):
    """A phoneme or a silence: its place, in hundredths of a second, and how well that stretch of sound fits it.

    `score` is 0 where nothing in the model fits better, and falls from there: a mean over the stretch.
    """

    name: str
    start: int
    length: int
    score: float
    power: float
    """The power of the stretch, as a ratio to the whole utterance's mean."""


@dataclass(frozen=True)
class Guess:
    """The phrase of the grammar that fits an utterance best, as one of them nearly always does, whatever was said."""

    phrase: str
    words: tuple[tuple[SpokenSound, ...], ...]
    silences: tuple[SpokenSound, ...]
    length: int
    """The length of the utterance, in hundredths of a second."""


def pocketsphinx() -> Any:  # noqa: ANN401 - it has no types
    """The library, which is imported nowhere else; raises MissingPart without it."""
    try:
        import pocketsphinx as library  # type: ignore[import-untyped, unused-ignore]
    except ImportError as error:
        remedy = install_command(package_lacking(error, "pocketsphinx"))
        raise MissingPart(f"pocketsphinx cannot be imported ({error})", remedy) from error
    return library


class Recogniser:
    """A recogniser with pocketsphinx's English model: made in a fifth of a second, and 60 MB large."""

    def __init__(self) -> None:
        # `compallsen`: each frame is compared with all of the model, so scores are relative to the best in it. So
        # it also tells whether the sound is anything else than the phrase, without a second, free decoder.
        # No `bestpath`: over the lattice it finds word ends that the alignment cannot keep to, and paths that are no
        # phrase. No beams: with so few words nothing has to be pruned, and in noise the right phrase may fall back.
        self._decoder = pocketsphinx().Decoder(lm=None, loglevel="FATAL", compallsen=True, bestpath=False, **_NO_BEAMS)
        for word, sounds in ALSO_SAID.items():
            self._decoder.add_word(word, sounds, False)
        self._decoder.add_fsg("commands", self._decoder.create_fsg("commands", START, END, transitions()))

    def guess(self, utterance: Samples) -> Guess | None:
        """The phrase that an utterance is most like; None for what does not fit into the grammar at all."""
        data = _sixteen_bits(utterance)
        self._decoder.activate_search("commands")
        self._decode(data)
        hypothesis = self._decoder.hyp()
        if hypothesis is None:
            return None
        try:
            self._decoder.set_alignment()
            self._decode(data)
        except RuntimeError:  # not logged: in the child process; the words found do not span the utterance
            return None
        return _guess(hypothesis.hypstr, self._decoder.get_alignment(), utterance)

    def _decode(self, data: bytes) -> None:
        self._decoder.start_utt()
        self._decoder.process_raw(data, full_utt=True)
        self._decoder.end_utt()


def _guess(phrase: str, alignment: Iterable[Any], utterance: Samples) -> Guess | None:
    entries = [(entry.name, tuple(_sounds(entry, utterance**2))) for entry in alignment]
    words = tuple(sounds for name, sounds in entries if not name.startswith("<"))
    silences = chain.from_iterable(sounds for name, sounds in entries if name.startswith("<"))
    if len(words) != len(phrase.split()):
        return None
    return Guess(phrase, words, tuple(silences), len(utterance) // _HUNDREDTH)


def _sounds(entry: Iterable[Any], powers: Samples) -> Iterable[SpokenSound]:
    mean = max(float(powers.mean()), 1e-12)
    for phone in entry:
        stretch = powers[phone.start * _HUNDREDTH : (phone.start + phone.duration) * _HUNDREDTH]
        power = float(stretch.mean()) / mean if len(stretch) else 0.0
        yield SpokenSound(phone.name, phone.start, phone.duration, phone.score / max(1, phone.duration), power)


def _sixteen_bits(samples: Samples) -> bytes:
    """Convert to 16 bits at one peak level, wherever somebody speaks: the model adapts to it, but 16 bits do not."""
    loudest = float(np.abs(samples).max(initial=1e-9))
    return np.asarray(samples * (_PEAK / loudest * 32767)).astype(np.int16).tobytes()
