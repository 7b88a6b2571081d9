"""A rule of the person who is touched: asked first, and told how to stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.routine.care_words import care_words
from coach.timeline.lint.subject import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.timeline.lint.subject import Subject


def no_consent(subject: Subject) -> Iterator[Finding]:
    """Nobody asks the person who is touched, or nobody says how to stop.

    Someone who is ill may not want to be touched, and may not find the words for it. A caregiver's session begins with
    a question that can be said aloud ("may I massage your hands?"), with a way to stop ("say stop, or draw your hand
    away"), and with what to watch for in someone who cannot answer. Only what is in no text at all is told.
    """
    words = care_words(subject.routine.language)
    if subject.routine.for_ != "caregiver" or not words:
        return
    said = " ".join(spoken.text for spoken in subject.texts if spoken.key != "cautions")
    needed = {"asks them first": words.asks, "says how to stop": words.stops}
    if missing := [what for what, pattern in needed.items() if not pattern.search(said)]:
        hint = "begin with a question such as “may I massage your hands?”, and with “say stop, or draw your hand away”"
        yield Finding(subject.routine, "for", f"no text {', and none '.join(missing)}", hint)
