"""Whole books, with a sound that is one, before a validator and a decoder that know nothing of coach."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from coach.audio.samples import Samples
from coach.errors import ExportError
from coach.export.about import Tags, about_of
from coach.export.cover.cover import Cover
from coach.export.epub import write_epub
from coach.export.epub.book import Book, BookSound
from coach.export.epub.epub_proof import epub_violations
from coach.export.formats.mp3 import write_mp3
from coach.export.texts import Told
from coach.session import Session
from coach.timeline.timeline import Cue
from coach.units import ms_to_hold
from tests.export.epub.books import book_of, clips, read, sections, told, told_cues, told_of_library, written
from tests.processes import found

pytestmark = pytest.mark.unit

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
)
LONG = "Long & <wide> \x07\u202e" + "长い العربية " * 300
RTL = [
    Cue(0, 900, "pause"),
    Cue(900, 2000, "speech", "شهيق & <زفير>.", 1, "البداية"),
    Cue(2000, 9000, "practice", "", 1, "البداية", "تنفس"),
]


@pytest.fixture(scope="module")
def epub(silent_session: Session) -> bytes:
    """The small session as a book, with its MP3."""
    session, sound, file = silent_session, BytesIO(), BytesIO()
    about = about_of(session, Tags(), 64)
    write_mp3(session.mix, about, sound, None)
    text = Told(about.title, session.routine, session.timeline, about.chapters)
    write_epub(Book(text, about, BookSound("session.mp3", "audio/mpeg", session.mix.frames)), sound, file)
    return file.getvalue()


def test_the_clips_cover_the_sound_that_an_independent_decoder_finds(
    epub: bytes, silent_session: Session, ffmpeg: Callable[[Path], Samples], tmp_path: Path
) -> None:
    path = tmp_path / "sound.mp3"
    path.write_bytes(read(epub, "audio/session.mp3"))
    length_ms = ms_to_hold(len(ffmpeg(path)))
    assert length_ms == silent_session.timeline.duration_ms
    assert epub_violations(BytesIO(epub), length_ms) == []
    hours, minutes, seconds = clips(epub)[-1][2].split(":")
    assert round(1000 * (3600 * int(hours) + 60 * int(minutes) + float(seconds))) == length_ms


def test_a_sound_of_another_length_is_refused() -> None:
    book = book_of(told())
    wrong = Book(book.told, book.about, BookSound("session.mp3", "audio/mpeg", book.sound.frames + 1))
    with pytest.raises(ExportError, match=r"the sound of the EPUB has [\d,]+ frames, and its timeline [\d,]+"):
        written(wrong)


def books() -> dict[str, bytes]:
    """Return books that have all that a book can have, each in another way."""
    return {
        "library": written(told_of_library("caregiver-hand-massage")),
        "every kind of step": written(book_of(told(), Cover(PNG, "image/png", 1, 1))),
        "right to left": written(told_cues(RTL, LONG, "ar")),
        "300 sections": written(told_cues(sections(300))),
        "nothing to read": written(told_cues([Cue(0, 5000, "pause")])),
    }


def test_epubcheck_finds_nothing(epub: bytes, tmp_path: Path) -> None:
    program = found("epubcheck-ts")
    for name, content in {**books(), "with its sound": epub}.items():
        path, report = tmp_path / f"{name}.epub", tmp_path / f"{name}.json"
        path.write_bytes(content)
        command = [program, str(path), "--json", str(report), "--quiet", "--fail-on-warnings"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, env={**os.environ}, check=False)
        messages = json.loads(report.read_text("utf-8"))["messages"]
        assert (name, messages, done.returncode) == (name, [], 0)


def test_it_does_find_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "broken.epub"
    path.write_bytes(written(told()).replace(b'id="c3"', b'id="z3"'))
    done = subprocess.run([found("epubcheck-ts"), str(path)], capture_output=True, timeout=60, check=False)
    assert done.returncode != 0
