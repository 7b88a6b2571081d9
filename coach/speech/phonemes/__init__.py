"""Text → phonemes, for engines whose voices are given phonemes: nothing of a text goes missing unseen.

What is heavy or under the GPL is imported in a function, and only a worker process calls it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.speech import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

MARKED = re.compile(r"⟦(?P<word>[^|⟦⟧]*)\|(?P<ipa>[^|⟦⟧]*)⟧")
"""A word that is marked with its pronunciation in broad IPA, as ⟦word|ipa⟧."""


class Unspeakable(Refused):
    """Some words of a text have no phonemes, so a voice would leave them out.

    Attributes:
        words: The words and signs, each once, in the order of the text.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(dict.fromkeys(words))
        super().__init__(f"it has no phonemes for {', '.join(f'“{word}”' for word in self.words)}")


def pronunciation(mark: re.Match[str]) -> str:
    """Return the IPA of a marked word; raises Unspeakable for a mark without any."""
    if not (ipa := mark["ipa"].strip()):
        raise Unspeakable([mark["word"]])
    return ipa
