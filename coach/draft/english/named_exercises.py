"""A word beside an amount → whether it names what is done, so that both are a step: "15 crunches"."""

from __future__ import annotations

import re

from coach.draft.english.lexicon import is_one_of


def names_exercise(word: str, plain: str) -> bool:
    """Whether the one word beside the figures of a text names what is done: an exercise, or what stands in front.

    >>> names_exercise("plank", "side plank 20 s per side"), names_exercise("gently", "gently 20 s")
    (True, False)
    """
    if is_one_of("exercise-names", word):
        return True
    number = re.search(r"\d", plain)
    return number is not None and plain.find(word) < number.start() and ":" not in plain and not word.endswith("ly")
