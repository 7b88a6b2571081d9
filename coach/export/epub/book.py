"""What an EPUB is made of: a session's words and tags, its finished sound, and a cover."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from coach.export.formats import About
    from coach.export.texts import Told


@dataclass(frozen=True, slots=True)
class BookSound:
    """A finished file of a session's sound."""

    name: str
    """The name that it has within the book, such as `session.mp3`: letters, digits, `.`, `_` and `-`."""
    media_type: str
    """One that every reading system plays: `audio/mpeg`, `audio/mp4` (AAC) or `audio/ogg; codecs=opus`."""
    frames: int
    """The length in frames at 44,100 a second, without what an encoder adds."""


@dataclass(frozen=True, slots=True)
class Cover:
    """A picture for the front of a book."""

    data: bytes
    media_type: Literal["image/jpeg", "image/png", "image/svg+xml"]
    width: int
    height: int
    """The size in pixels."""
    alternative: str = ""
    """The picture in words; empty for one that only decorates."""


@dataclass(frozen=True, slots=True)
class Book:
    """A book before it is written."""

    told: Told
    """The title, the words and their times."""
    about: About
    """The artist, album, comment, year and language, as in the tags of a sound file."""
    sound: BookSound
    cover: Cover | None = None
    narrator: str = ""
    """Who speaks, such as a voice's name; empty where nobody is to be named."""
