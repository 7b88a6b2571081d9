"""The natural voice as it would be without the care for its pace: controls for scripts/evaluate_voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.speech.engines.natural import Natural

if TYPE_CHECKING:
    from coach.audio.samples import Samples
    from coach.speech.kokoro.styles import Style


class AtSpeed(Natural):
    """It speaks all tokens, and the pads around them, at one speed."""

    speed = 1.0

    def _portion(self, style: Style, phonemes: str, pace: int) -> Samples:
        del pace
        from coach.audio.trim import trim
        from coach.speech.kokoro.speech_model import RATE
        from coach.speech.kokoro.tokens import PAD, tokens_of

        assert self._model is not None
        tokens, table = tokens_of(phonemes), self._table(style)
        row = table[min(len(tokens), len(table) - 1)]
        return trim(self._model.speak([PAD, *tokens, PAD], row, [self.speed] * (len(tokens) + 2)), RATE)


class Slowed(AtSpeed):
    """It is slowed as the model is made to be slowed, by one number: then there is a sound before the first word."""

    speed = 0.78
