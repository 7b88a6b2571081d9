"""Whatever an author writes and a listener asks for, the file of each format can be read, with all its chapters."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image

from coach.export.about import Tags, about_of
from coach.export.chapters import LONGEST_TITLE
from coach.export.formats import FORMATS
from coach.export.texts import TEXTS
from coach.routine.model import Routine
from coach.session import Session
from coach.session_export import export_session
from coach.timeline.timeline import Timeline
from tests.export.formats.making import timeline_of, write_silence
from tests.export.formats.readers import probed
from tests.export.formats.test_readers import picture_of, pictures

pytestmark = pytest.mark.session

SCRIPTS = (
    "Ruhe für dich = 手のひら\n🖐🏽 يدك اليمنى\r\n\x1b[1m हाथ \x00\x07\u2028 Ѐ\u0301 \ud800\udfff"
    " <b>&amp; CHAPTER000=x;#\\\t"
)
"""Many scripts, signs that have a meaning somewhere, control characters, and halves of characters: no text at all."""
LONG = (SCRIPTS * 10)[:300]
TITLES = ["=", "CHAPTER000NAME=x", "a\nb", "\x00", "[CHAPTER]", "\ud800", "Same", "Same ", ";#\\", SCRIPTS]
LEAST_MS, WHOLE_MS = 5, 600
"""The least time of a section, and of a session: of some frames of MP3, FFmpeg is not sure whether they are that."""


@dataclass(frozen=True)
class Case:
    """What is asked for, and how many chapters the file has then."""

    tags: Tags
    sections: list[str | None]
    chapters: int


def counted(sections: int, chapters: int) -> Case:
    return Case(Tags(cover="none"), [f"Section {number}" for number in range(sections)], chapters)


CASES = {
    "odd texts and a long title": Case(
        Tags(title=LONG, artist=SCRIPTS, album=SCRIPTS, comment=LONG, year=1, cover="none"), [*TITLES], len(TITLES)
    ),
    "nothing left of the title, no sections, no cover": Case(Tags(title=" \n\t", cover="none"), [None], 0),
    "1 section": counted(1, 1),
    "255 sections": counted(255, 255),
    "256 sections": counted(256, 255),
    "5,000 sections": counted(5_000, 255),
}
EACH = pytest.mark.parametrize("suffix", [each.suffix for each in FORMATS if not each.inside])


def session_of(sections: list[str | None]) -> Timeline:
    each = max(LEAST_MS, WHOLE_MS // len(sections))
    return timeline_of("A rest", sections, range(0, each * len(sections) + 1, each))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
@EACH
def test_ffprobe_reads_the_file_without_a_warning_and_finds_every_chapter_in_its_place(
    small_routine: Routine, tmp_path: Path, suffix: str, case: Case
) -> None:
    session = session_of(case.sections)
    about = about_of(SimpleNamespace(routine=small_routine, timeline=session, conditions=()), case.tags, 128)
    read = probed(write_silence(session, about, tmp_path / f"s{suffix}"))
    assert read.warnings == []
    assert read.chapters == [(each.title, each.start_ms) for each in about.chapters]
    assert len(read.chapters) == case.chapters
    assert read.tags["title"] == about.title
    assert all(title and len(title) <= LONGEST_TITLE for title, _ in read.chapters)


def test_what_stands_beside_the_file_can_be_read_too(silent_session: Session, tmp_path: Path) -> None:
    tags = Tags(title=SCRIPTS, comment=SCRIPTS, cover="none")
    export_session(silent_session, tmp_path / "s.wav", tags=tags, texts=[kind.name for kind in TEXTS])
    beside = [path.read_text("utf-8") for path in tmp_path.iterdir() if path.suffix != ".wav"]
    assert len(beside) == len(TEXTS) + 1
    assert "Ruhe für dich" in (tmp_path / "s.transcript.txt").read_text("utf-8")


@pytest.mark.parametrize("suffix", [each.suffix for each in FORMATS if each.pictures and not each.inside])
def test_a_cover_of_png_stays_one(small_routine: Routine, tmp_path: Path, suffix: str) -> None:
    Image.effect_mandelbrot((400, 400), (-2, -1.5, 1, 1.5), 50).convert("RGB").save(tmp_path / "own.png")
    session = session_of(["One", "Two"])
    described = SimpleNamespace(routine=small_routine, timeline=session, conditions=())
    path = write_silence(session, about_of(described, Tags(cover=tmp_path / "own.png"), 128), tmp_path / f"s{suffix}")
    assert picture_of(path) == (tmp_path / "own.png").read_bytes()
    (picture,) = pictures(path)
    assert (picture["codec_name"], picture["width"], picture["height"]) == ("png", 400, 400)
    assert probed(path).warnings == []
