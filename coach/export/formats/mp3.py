"""Mix → MP3: constant bit rate, joint stereo or mono, tags in front, and the length in the first frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from coach.errors import one_line
from coach.export.formats import id3
from coach.export.formats.language_codes import three_letters
from coach.export.formats.mp3_stretches import mp3_frames
from coach.export.formats.tag_text import harmless_lines
from coach.export.xing_header import expected_size, info_frame

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.export.formats import About, Copy, Progress
    from coach.sound.mix import Mix


def write_mp3(mix: Mix, about: About, file: BinaryIO, progress: Progress | None, copy: Copy | None = None) -> None:  # noqa: ARG001 - it grows
    """Write a mix as an MP3; raises OSError."""
    file.write(id3.tag_of(_frames(mix, about)))
    begin = file.tell()
    file.write(info_frame(mix.frames, expected_size(mix.frames, about.bitrate), about.bitrate, mix.channels))
    file.writelines(mp3_frames(mix, about.bitrate, progress))
    # Only now is it known for sure how many bytes there are.
    size = file.tell() - begin
    file.seek(begin)
    file.write(info_frame(mix.frames, size, about.bitrate, mix.channels))


def _frames(mix: Mix, about: About) -> Iterator[bytes]:
    """Yield the frames of the tag: the facts, the words, and the chapters in the order of time."""
    language = three_letters(about.language)
    yield id3.text("TIT2", one_line(about.title))
    yield id3.text("TPE1", one_line(about.artist))
    if about.album:
        yield id3.text("TALB", one_line(about.album))
    if about.year:
        yield id3.text("TYER", f"{about.year:04}")
    if about.language:
        yield id3.text("TLAN", language)
    yield id3.number("TLEN", mix.timeline.duration_ms)
    yield id3.text("TSSE", "coach, with LAME")
    if about.comment:
        yield id3.long_text("COMM", language, harmless_lines(about.comment))
    if about.words:
        yield id3.long_text("USLT", language, harmless_lines(about.words))
    if about.chapters:
        yield from id3.contents(one_line(about.title), about.chapters)
    if about.cover:
        yield id3.front_cover(about.cover)
