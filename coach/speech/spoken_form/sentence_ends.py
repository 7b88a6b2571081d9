"""A dot behind an abbreviation → whether a sentence ends there, too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.speech.spoken_form.vocabulary import Vocabulary

_END = re.compile(r"[\s\"'”’»]*(?:$|\n)")
_CAPITAL = re.compile(r"[\"'”’»)\]]*\s+[\"'“‘„«¿¡(\[]*([^\W\d_]+)")


def is_at_end(after: str) -> bool:
    """Whether a text or a line ends where `after` begins."""
    return bool(_END.match(after))


def ends_sentence(after: str, vocabulary: Vocabulary) -> bool:
    """Whether a dot before `after` ends a sentence: nothing follows, or a word with a capital that can begin one."""
    if is_at_end(after):
        return True
    found = _CAPITAL.match(after)
    if not found or not found.group(1)[0].isupper():
        return False
    return not vocabulary.sentence_starts or vocabulary.is_in(found.group(1), vocabulary.sentence_starts)
