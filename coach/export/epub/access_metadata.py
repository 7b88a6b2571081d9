"""A book → what it tells people who cannot see, hear or hold it ("EPUB Accessibility 1.1", W3C; schema.org).

Only what is true of every such book stands here, and no conformance: nobody has certified one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.export.epub.book import Book

_FEATURES = (
    "synchronizedAudioText",
    "tableOfContents",
    "structuralNavigation",
    "readingOrder",
    "displayTransformability",
)
_HAZARDS = ("noFlashingHazard", "noMotionSimulationHazard", "unknownSoundHazard")
"""Nothing flashes or moves; the sound under the voice can be a listener's own, of which coach knows nothing."""
_SUMMARY = (
    "Every line that is spoken, and every practice with its length, is text that is highlighted while the sound plays. "
    "The sound can be started at any line. The sections are listed in the table of contents. "
    "Text size, colours and font can be changed, and there is a dark display."
)
_ONLY_HEARD = " The rhythm of {what} is given by sound, and not in the text."


def access_properties(book: Book) -> Iterator[tuple[str, str]]:
    """Yield the properties of schema.org with their values."""
    yield "schema:accessMode", "textual"
    yield "schema:accessMode", "auditory"
    yield "schema:accessModeSufficient", "textual,auditory"
    rhythms = _only_heard(book)
    if not rhythms:
        yield "schema:accessModeSufficient", "textual"
    if not (book.told.routine.needs or book.told.routine.cautions):  # those of the title page are not in the sound
        yield "schema:accessModeSufficient", "auditory"
    yield from (("schema:accessibilityFeature", feature) for feature in _FEATURES)
    yield from (("schema:accessibilityHazard", hazard) for hazard in _HAZARDS)
    heard = _ONLY_HEARD.format(what=" and ".join(rhythms)) if rhythms else ""
    yield "schema:accessibilitySummary", _SUMMARY + heard


def _only_heard(book: Book) -> list[str]:
    """Return what follows a rhythm that is not written."""
    kinds = {cue.kind for cue in book.told.timeline.cues}
    return [what for kind, what in (("breath", "the breaths"), ("rhythm", "some practices")) if kind in kinds]
