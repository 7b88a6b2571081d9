"""Session + what was asked for → the tags and chapters of its file: whose it is, and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from coach.argument_types import A_PATH, A_TEXT, optional, takes, whole
from coach.errors import one_line
from coach.export.chapters import chapters_of, division_of
from coach.export.formats import About
from coach.export.texts.transcript import transcript_of
from coach.routine.conditions import caution_words, cautions
from coach.short_repr import shown_by_changes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike

    from coach.export.chapters import Division
    from coach.export.cover.cover import Cover
    from coach.routine.model import Routine
    from coach.timeline.timeline import Timeline


@takes(
    **dict.fromkeys(("title", "artist", "album", "comment", "chapters"), optional(A_TEXT)),
    year=optional(whole("a year from 1 to 9999", 1, 9999)),
    cover=optional(A_PATH),
)
@dataclass(frozen=True)
class Tags:
    """What a player shows of a file; None leaves each to the routine.

    Args:
        title: The title; the routine's without it.
        artist: The artist; the routine's `author` without it.
        album: The album; the routine's without it.
        comment: What is told of the session; the routine's `comment` or `summary` without it.
        chapters: `steps`, `sections` or `none`; steps for a caregiver without it, and else sections.
        year: The year; none without it, so that a file is the same each time.
        cover: A picture's file, or `none`; without it, one is made of the session's shape.

    Raises:
        UsageError: For a wrong type, for other chapters, and for a picture that is no cover.

    Example:
        >>> import coach
        >>> coach.Tags(album="Quiet evenings", chapters="steps").album
        'Quiet evenings'
    """

    title: str | None = None
    artist: str | None = None
    album: str | None = None
    comment: str | None = None
    chapters: str | None = None
    year: int | None = None
    cover: str | PathLike[str] | None = None
    __repr__ = shown_by_changes

    def __post_init__(self) -> None:
        if self.chapters is not None:
            division_of(self.chapters)
        if self.cover is not None:
            self.own_cover()

    def own_cover(self) -> Cover | None:
        """Return the cover that was named; None for none. Raises UsageError."""
        from coach.export.cover.own_cover import own_cover

        return None if self.cover in (None, NO_COVER) else own_cover(Path(self.cover))


NO_COVER = "none"
_DEFAULTS = About("")


class Described(Protocol):
    """What the tags are made of: a session is such a thing."""

    @property
    def routine(self) -> Routine:
        """The routine as it was adapted."""

    @property
    def timeline(self) -> Timeline:
        """Its timeline."""

    @property
    def conditions(self) -> Sequence[str]:
        """The conditions of the person whom it is for."""


def about_of(session: Described, tags: Tags, bitrate: int, *, pictured: bool = True) -> About:
    """Return the tags of a session's file, its chapters, and its cover if it is `pictured`."""
    routine, timeline, conditions = session.routine, session.timeline, session.conditions
    title = one_line(tags.title or "") or title_for(routine, conditions)
    return About(
        title=title,
        artist=tags.artist or routine.author or _DEFAULTS.artist,
        bitrate=bitrate,
        album=tags.album or routine.album or "",
        comment=tags.comment or _comment(routine, conditions),
        year=tags.year,
        language=routine.language,
        words=transcript_of(timeline),
        chapters=chapters_of(timeline, division(routine, tags.chapters)),
        cover=_cover(title, timeline, tags) if pictured else None,
        routine=routine,
    )


def _cover(title: str, timeline: Timeline, tags: Tags) -> Cover | None:
    from coach.export.cover.cover_drawing import cover_of

    return cover_of(title, timeline) if tags.cover is None else tags.own_cover()


def division(routine: Routine, asked: str | None) -> Division:
    """Return what the chapters are made of: without a word of it, steps for a caregiver, whose *next* is a step."""
    return division_of(asked or ("steps" if routine.for_ == "caregiver" else "sections"))


def title_for(routine: Routine, conditions: Sequence[str]) -> str:
    """Return the title of a session, which says for whom it is: with a condition or in brief, it is another one.

    Example:
        >>> from coach.routine.library import open_routine
        >>> title_for(open_routine("desk-break").in_brief(), ["crps"])
        'Five minutes for tired hands (for CRPS, in brief)'
    """
    words = caution_words(routine.language)
    named = [f"{words.about} {names_of(conditions, routine.language)}"] if conditions else []
    told = [*named, *([words.brief] if routine.is_brief else ())]
    return f"{routine.title} ({', '.join(told)})" if told else routine.title


def _comment(routine: Routine, conditions: Sequence[str]) -> str:
    told = routine.comment or routine.summary or ""
    about = caution_words(routine.language).about.capitalize()
    return f"{about} {names_of(conditions, routine.language)}. {told}".strip() if conditions else told


def names_of(conditions: Sequence[str], language: str = "en") -> str:
    """Return conditions as they stand within a sentence of a language, such as `CRPS, diabetes`."""
    return ", ".join(cautions(language)[name].shown for name in conditions)
