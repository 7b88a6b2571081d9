"""The audio formats that coach writes, each with one file for its writer and one row in `FORMATS`.

A new format needs a file here with a function that fits `Writer`, a row, and what tests/export/formats/test_formats.py
has to know of it. Nothing else in coach names the suffix of a format.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from coach.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from coach.export.chapters import Chapter
    from coach.export.cover.cover import Cover
    from coach.routine.model import Routine
    from coach.sound.mix import Mix

    Progress = Callable[[int, int], None]
    """A function that is called with the number of frames done, and the number of all."""


@dataclass(frozen=True)
class About:
    """The tags of a file, its chapters, and its bitrate; what is empty is left out."""

    title: str
    artist: str = "coach"
    bitrate: int = 128
    """The bitrate in kbit/s, for formats that have one."""
    album: str = ""
    comment: str = ""
    year: int | None = None
    language: str = ""
    """The tag of the language in which it is spoken, such as pt-BR."""
    words: str = ""
    """All that is said, as its author wrote it."""
    chapters: tuple[Chapter, ...] = ()
    cover: Cover | None = None
    routine: Routine | None = None
    """The routine that it was made of, for a format that can be read."""


class Writer(Protocol):
    """A function that writes a whole mix."""

    def __call__(self, mix: Mix, about: About, file: BinaryIO, progress: Progress | None, copy: Copy | None) -> None:
        """Write a mix to an empty file that can seek; raises ExportError for what the format cannot hold, OSError.

        `copy` takes the same encoded sound in a form that can be decoded before it is whole; what does so by itself
        leaves it alone.
        """


class Copy(Protocol):
    """A taker of bytes."""

    def write(self, data: bytes, /) -> int:
        """Take bytes, and return how many."""


@dataclass(frozen=True)
class Format:
    """A kind of file that coach writes, and what it can hold."""

    suffix: str
    writer: str
    """The module and the function that writes, "module:function", imported when a file is written."""
    sound: str
    """How the sound is kept, in words."""
    bitrates: tuple[int, ...] | None = None
    """The bitrates that it has, in kbit/s; None for a format without such a choice."""
    pictures: bool = False
    """Whether it holds a cover."""
    chapters_as: str = ""
    """The form in which chapters are in it; empty without any."""
    length: str = "the sample"
    """The exactness to which its length is kept."""
    grows: bool = True
    """Whether it can be decoded while it is written; else its writer gives a copy that can."""
    usual_bitrate: int | None = None
    """The bitrate in kbit/s where nobody asks for one; None for that of the session's profile."""
    inside: str = ""
    """The module and the function that opens the sound in a file that holds more than that."""
    members: tuple[str, ...] = ()
    """The files of one that is a folder; its writer makes a ZIP of them, which is unpacked when it takes its place."""
    seconds_per_minute: float = 0.7
    """About how many seconds of a processor a minute of sound takes, verification included (two cores of 2026)."""
    usual_kbits: int = 0
    """About how many kbit/s it takes, where it has no bitrates."""

    @property
    def chapters(self) -> bool:
        """Whether players find chapters in it."""
        return bool(self.chapters_as)

    @property
    def name(self) -> str:
        """The name that people call it by."""
        return self.suffix[1:].upper() or "a folder"

    def bitrate_for(self, asked: int | None, of_profile: int) -> int:
        """Return the bitrate that a file gets: the one that was asked for, or else the usual one."""
        usual = of_profile if self.usual_bitrate is None else self.usual_bitrate
        return usual if asked is None else asked

    def bitrates_for(self, asked: int | None, of_profile: int) -> tuple[int, ...]:
        """Return the bitrates to try, one after the other: where the usual one loses too much, that of the profile."""
        usual = self.bitrate_for(asked, of_profile)
        return (usual,) if asked is not None or of_profile <= usual else (usual, of_profile)

    def check_bitrate(self, bitrate: int) -> None:
        """Raise UsageError for a bitrate that the format does not have."""
        if self.bitrates is not None and bitrate not in self.bitrates:
            choice = ", ".join(map(str, self.bitrates))
            raise UsageError(f"{self.name} has no {bitrate} kbit/s; choose one of {choice}")

    @contextmanager
    def sound_of(self, path: Path) -> Iterator[Path | BinaryIO]:
        """Give what is to be decoded of a file: the file itself, or what lies in it; raises OSError."""
        if not self.inside:
            yield path
            return
        opened: Callable[[Path], AbstractContextManager[BinaryIO]] = _load(self.inside)
        with opened(path) as sound:
            yield sound

    def load(self) -> Writer:
        """Import the format's writer and return it."""
        writer: Writer = _load(self.writer)
        return writer


def _load(name: str) -> Any:  # noqa: ANN401 - whatever has this name
    module, _, function = name.partition(":")
    return getattr(import_module(module), function)


_AAC = (64, 80, 96, 112, 128, 160, 192)
_OPUS = (32, 48, 64, 80, 96, 112, 128, 160, 192)
_MP4 = Format(
    ".m4a",
    "coach.export.formats.m4a:write_m4a",
    "AAC-LC in MP4",
    _AAC,
    pictures=True,
    chapters_as="QuickTime's, Nero's",
    grows=False,
)
_PAGE = replace(
    _MP4,
    writer="coach.export.formats.page_file:write_page_file",
    sound="AAC-LC, in a page that leads",
    chapters_as="steps",
    usual_bitrate=64,
    inside="coach.export.formats.page_file:open_page_sound",
)
_OGG = Format(
    ".opus",
    "coach.export.formats.opus:write_opus",
    "Opus in Ogg, 48 kHz",
    _OPUS,
    pictures=True,
    chapters_as="comments",
    length="1/48,000 s",
)

FORMATS = (
    Format(
        ".mp3",
        "coach.export.formats.mp3:write_mp3",
        "MP3, constant bit rate",
        # The bitrates of MP3 at 44.1 kHz that are fit for stereo.
        bitrates=(64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
        pictures=True,
        chapters_as="ID3 2.3",
        seconds_per_minute=0.6,
    ),
    _MP4,
    replace(_MP4, suffix=".m4b"),
    _OGG,
    replace(_OGG, suffix=".ogg"),
    replace(
        _MP4,
        suffix=".epub",
        writer="coach.export.formats.epub_file:write_epub_file",
        sound="AAC-LC, with the words in step",
        chapters_as="contents",
        inside="coach.export.formats.epub_file:open_book_sound",
    ),
    Format(
        ".flac",
        "coach.export.formats.flac:write_flac",
        "16 bit, without loss",
        pictures=True,
        chapters_as="comments",
        seconds_per_minute=0.25,
        usual_kbits=450,
    ),
    Format(
        ".wav",
        "coach.export.formats.wav:write_wav",
        "16 bit, as it is",
        chapters_as="cue points",
        seconds_per_minute=0.15,
        usual_kbits=1411,
    ),
    replace(_PAGE, suffix=".html"),
    replace(
        _PAGE,
        suffix="/",
        writer="coach.export.formats.page_folder:write_page_folder",
        sound="the same page, for a host",
        inside="coach.export.formats.page_folder:open_folder_sound",
        members=(
            *("index.html", "app.js", "style.css", "session.m4a", "extras.bin", "sw.js", "manifest.webmanifest"),
            *("icon-180.png", "icon-192.png", "icon-512.png"),
        ),
    ),
)
"""The formats; a file that nobody named has the first one."""

_FOLDER = "/"
SUFFIXES = f"{', '.join(each.suffix for each in FORMATS[:-1])} or {FORMATS[-1].suffix}"
"""The suffixes that a file's name can have, for messages."""


def format_of(path: Path) -> Format:
    """Return the format of a file's name; raises UsageError for a suffix that coach does not write.

    Example:
        >>> from pathlib import Path
        >>> format_of(Path("Calm.MP3")).name
        'MP3'
    """
    suffix = path.suffix.lower() or (_FOLDER if not path.name.startswith(".") else "")
    for each in FORMATS:
        if suffix == each.suffix:
            return each
    raise _unknown(path.name)


def path_named(name: Path | str) -> Path:
    """Return the path of a file or a folder as somebody has named it; raises UsageError for neither.

    A path has no slash at its end any more: so a folder is one without a suffix, and only its name tells a slip.

    Example:
        >>> str(path_named("calm.html")), str(path_named("calm/"))
        ('calm.html', 'calm')
        >>> path_named("calm.page/")
        Traceback (most recent call last):
        coach.errors.UsageError: the folder 'calm.page/' has a dot in its name; name one without
    """
    path = Path(name)
    if isinstance(name, str) and bool(path.suffix) == name.endswith((_FOLDER, os.sep)):
        raise (
            UsageError(f"the folder '{name}' has a dot in its name; name one without")
            if path.suffix
            else _unknown(name)
        )
    return path


def _unknown(name: str) -> UsageError:
    return UsageError(f"'{name}' does not end in a format that coach writes; end it in {SUFFIXES}")
