"""Emoji and other small pictures are not said; an arrow is a pause."""

from __future__ import annotations

import re
import unicodedata

from coach.speech.spoken_form.links import GAP

_KEYCAP = re.compile(r"[0-9#*]\ufe0f?\u20e3")
_ARROW = re.compile(r"[ \t]*(?:[←-⇿⟵-⟿⤀-⥿⬀-⬑➔-➾]\ufe0f?|-{1,2}>|=>|<-{1,2}(?!\d))[ \t]*")
_JOINED = re.compile(rf"[\u200d\ufe0e\ufe0f\u20e3]*{GAP}[\u200d\ufe0e\ufe0f\u20e3{GAP}]*")
"""Pictures with what joins them. Joiners between letters are left, as some scripts need them."""
_PICTURES = frozenset({"So", "Sk", "Co", "Cs", "Cn"})
_SPOKEN = frozenset("°℃℉№ⓐ`^¨´¸˚" + "".join(map(chr, range(0x3300, 0x3400))))
"""What Unicode takes for symbols, and other modules say or drop."""
_LAST_PLAIN = 0xA7
_EMOJI_TAGS = range(0xE0000, 0xE0080)


def leave_out_pictographs(text: str) -> str:
    """Return a text without emoji, their joiners and skin tones, flags, keycaps and marks such as ™."""
    if text.isascii() and "->" not in text and "=>" not in text and "<-" not in text:
        return text
    text = _ARROW.sub(_as_pause, _KEYCAP.sub(GAP, text))
    return _JOINED.sub(GAP, "".join(GAP if _is_picture(sign) else sign for sign in text))


def _as_pause(arrow: re.Match[str]) -> str:
    before, after = arrow.string[: arrow.start()].rstrip(" \t" + GAP), arrow.string[arrow.end() :]
    between_words = before and after.strip() and before[-1] not in ",.;:!?…\n"
    return ", " if between_words else f" {GAP} "


def _is_picture(sign: str) -> bool:
    if ord(sign) < _LAST_PLAIN or sign == GAP:
        return False
    return ord(sign) in _EMOJI_TAGS or (unicodedata.category(sign) in _PICTURES and sign not in _SPOKEN)
