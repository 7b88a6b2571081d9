"""The data of a feed: the show, its episodes, and the files that belong to each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


@dataclass(frozen=True)
class Linked:
    """A file of the folder that a feed links to."""

    name: str
    """The name of the file."""
    mime: str
    size_bytes: int = 0
    captions: bool = False
    """Whether it is text in step with the sound."""


@dataclass(frozen=True)
class Episode:
    """A session as an episode."""

    name: str
    """The name of its files without a suffix, by which it is known for good."""
    title: str
    description: str
    length_ms: int
    language: str
    """The tag of the language that is spoken, such as en-us; empty where nobody says it."""
    sound: Linked
    transcripts: tuple[Linked, ...] = ()
    chapters: Linked | None = None
    spoken_ms: tuple[int, ...] = ()
    """The times at which somebody begins to speak."""


@dataclass(frozen=True)
class Show:
    """What a feed says of all of its episodes."""

    title: str
    description: str
    language: str
    categories: tuple[tuple[str, ...], ...]
    """Apple's categories, each with a subcategory or without."""
    author: str = ""
    email: str = ""


@dataclass(frozen=True)
class Published:
    """An episode with what identifies it: neither changes once listeners have it."""

    episode: Episode
    guid: UUID
    date: datetime
    """The time of publication, in UTC."""
