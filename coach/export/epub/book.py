"""What an EPUB is made of: a session's words, its tags with a cover, and its finished sound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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
class Book:
    """A book before it is written."""

    told: Told
    """The title, the words and their times."""
    about: About
    """The artist, album, comment, year, language and cover, as in the tags of a sound file."""
    sound: BookSound
    narrator: str = ""
    """Who speaks, such as a voice's name; empty where nobody is to be named."""
