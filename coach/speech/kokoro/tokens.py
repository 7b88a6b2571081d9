"""Phonemes in misaki's alphabet → the model's tokens, and how fast each of them is spoken. Pure."""

from __future__ import annotations

from coach.speech.phonemes import Unspeakable

_SIGNS = (
    ';:,.!?—…"()“” ̃ʣʥʦʨᵝꭧAIOQSTWYᵊabcdefhijklmnopqrstuvwxyzɑɐɒæβɔɕçɖðʤəɚɛɜɟɡɥɨɪʝɯɰŋɳɲɴøɸθœɹɾɻʁɽʂʃʈʧʊʋʌɣɤχʎʒʔˈˌːʰʲ↓→↗↘ᵻ'
)
_NUMBERS = (
    *(1, 2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 31, 33, 35, 36, 39, 41, 42),
    *(*range(43, 49), *range(50, 73), 75, 76, 77, 78, *range(80, 84), 85, 86, 87, 90, 92, 99, 101, 102, 103),
    *(*range(110, 117), 118, 119, 120, 123, 125, 126, *range(128, 134), 135, 136, 138, 139, 140, 142, 143, 147, 148),
    *(156, 157, 158, 162, 164, 169, 171, 172, 173, 177),
)
TOKENS = dict(zip(_SIGNS, _NUMBERS, strict=True))
"""Sign → token, as the model was trained (`config.json` of Kokoro-82M)."""
PAD = 0
"""The token before the first and after the last."""
_PORTION = 160
"""The most signs that are spoken at once, some nine seconds: the model takes 510, and 25 MB for each second."""

_BETWEEN = frozenset(' ,.;:!?—…"()“”ˈˌ')
"""Signs that are no sound of their own."""
_CALM = 0.67
"""The speed of a sentence of ordinary length: at 1, it articulates some 210 words a minute, which is hurried."""
_HURRIED = 145
"""The pace in words per minute from which on rests do not suffice, and it articulates faster."""
_SHORT, _LONG = 8, 28
"""The sounds up to which a sentence is slow enough by itself, and from which on it is spoken at the calm speed."""
_FIRST = 3
"""The tokens at the beginning that keep their speed: made longer, the model begins with a sound that is no word."""


def tokens_of(phonemes: str) -> list[int]:
    """Return the tokens of a sentence, without pads; raises Unspeakable for signs that the model does not know."""
    if unknown := sorted(set(phonemes) - TOKENS.keys()):
        raise Unspeakable(unknown)
    return [TOKENS[sign] for sign in phonemes]


def portions_of(phonemes: str) -> list[str]:
    """Return a sentence's phonemes in portions for the model, cut where the voice rests, or else between words.

    Example:
        >>> portions_of("ðɪs, " * 50)[0][-10:], len(portions_of("ðɪs"))
        ('ðɪs, ðɪs, ', 1)
    """
    portions = []
    while len(phonemes) > _PORTION:
        cut = max(map(phonemes.rfind, (", ", "; ", ": ", "— "), [0] * 4, [_PORTION] * 4))
        cut = cut + 1 if cut > _PORTION // 4 else phonemes.rfind(" ", 1, _PORTION)
        cut = cut + 1 if cut > 0 else _PORTION
        portions.append(phonemes[:cut])
        phonemes = phonemes[cut:]
    return [*portions, phonemes]


def speeds_of(phonemes: str, pace: int) -> list[float]:
    """Return the speed of each token and of the pads around them, for a pace in words per minute.

    The model divides the length of each token by its speed. Given one speed below 1 for all, it puts a sound before
    the first word, for its pad becomes longer, too; audio_assets/SOURCES.md tells what was tried instead.
    """
    slow = speed_of(sum(sign not in _BETWEEN for sign in phonemes), pace)
    return [1.0, *(1.0 if place < _FIRST else slow for place in range(len(phonemes))), 1.0]


def speed_of(sounds: float, pace: int) -> float:
    """Return the speed of a sentence of so many sounds, for a pace in words per minute; 1 is as the model was trained.

    Example:
        >>> speed_of(8, 125), speed_of(40, 125), round(speed_of(40, 200), 2)
        (1.0, 0.67, 0.92)
    """
    share = min(1.0, max(0.0, (sounds - _SHORT) / (_LONG - _SHORT)))
    calm = min(1.0, max(_CALM, _CALM * pace / _HURRIED))
    return 1 - (1 - calm) * share
