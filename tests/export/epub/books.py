"""Books to write, without a voice, and what a reader finds in their files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from coach.export.chapters import chapters_of
from coach.export.cover.cover import Cover
from coach.export.epub import write_epub
from coach.export.epub.book import Book, BookSound
from coach.export.formats import About
from coach.export.texts import Told
from coach.routine.library import open_routine
from coach.routine.loader import parse_routine
from coach.routine.model import Routine
from coach.timeline.compiler import compile_routine
from coach.timeline.estimate import estimate_by_pace
from coach.timeline.timeline import Cue, Timeline
from coach.units import frames_at

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
SMIL = "{http://www.w3.org/ns/SMIL}"
TYPE = "{http://www.idpf.org/2007/ops}type"

ROUTINE = """
title: Rest & <breathe>
for: caregiver
summary: A short one.
needs: [a cushion]
cautions: [crps, {pregnancy: Be light.}]
steps:
  - say: Sit down. [pause 2s] Let pain be < 3 of 10.
  - section: Begin
    steps:
      - {title: Stroke the thumb, say: Stroke it., do: 20s, guide: {half: Half way.}}
      - {say: Rest., do: 5s}
  - {say: Change hands.}
  - section: Breathe
    steps:
      - {title: Four breaths, do: {breaths: 4, in: 4s, out: 6s, words: {in: Breathe in., out: And out.}}}
      - {title: Done, say: It is done.}
"""


def told(routine: Routine | str = ROUTINE) -> Told:
    """Return a routine, or its text, as it is told in texts; its chapters are its steps."""
    loaded = parse_routine(routine.encode(), "FILE") if isinstance(routine, str) else routine
    timeline = compile_routine(loaded, estimate_by_pace(125))
    return Told(loaded.title, loaded, timeline, chapters_of(timeline, "steps"))


def told_of_library(name: str) -> Told:
    return told(open_routine(name))


def told_cues(cues: Sequence[Cue], title: str = "A rest", language: str = "en") -> Told:
    """Return cues as they are told in texts, in a routine that says nothing of its own."""
    routine = parse_routine(f"{{title: T, language: {language}, steps: [{{say: T.}}]}}".encode(), "FILE")
    timeline = Timeline(title, tuple(cues))
    return Told(title, routine, timeline, chapters_of(timeline, "sections"))


def sections(number: int) -> list[Cue]:
    """Return the cues of sections with a step each, of a second of words and two seconds of practice."""
    cues = []
    for place in range(number):
        start, step, section = 3000 * place, place + 1, f"Section {place + 1}"
        cues.append(Cue(start, start + 1000, "speech", "Sit.", step, section, "Sit"))
        cues.append(Cue(start + 1000, start + 3000, "practice", "Sit", step, section, "Sit"))
    return cues


def book_of(text: Told, cover: Cover | None = None, about: About | None = None) -> Book:
    frames = frames_at(text.timeline.duration_ms)
    described = replace(about or About(text.title), cover=cover)
    return Book(text, described, BookSound("session.mp3", "audio/mpeg", frames), "Ada & Bo")


def written(book: Book | Told, sound: bytes = b"sound") -> bytes:
    """Return a book as it is written, with bytes that stand for its sound."""
    file = BytesIO()
    write_epub(book_of(book) if isinstance(book, Told) else book, BytesIO(sound), file)
    return file.getvalue()


def read(epub: bytes, name: str) -> bytes:
    with ZipFile(BytesIO(epub)) as archive:
        return archive.read(f"EPUB/{name}")


def parsed(epub: bytes, name: str) -> etree._Element:
    """Return a document of a book as its root."""
    return etree.fromstring(read(epub, name))


def names(epub: bytes) -> list[str]:
    with ZipFile(BytesIO(epub)) as archive:
        return archive.namelist()


def pages(epub: bytes) -> list[etree._Element]:
    """Return the pages of a book, in the order of reading."""
    package = parsed(epub, "package.opf")
    items = {item.get("id"): str(item.get("href")) for item in package.iter(f"{OPF}item")}
    return [parsed(epub, items[ref.get("idref")]) for ref in package.iter(f"{OPF}itemref")]


def words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def with_class(root: etree._Element, name: str) -> list[etree._Element]:
    return [each for each in root.iter("{*}*") if each.get("class") == name]


def clips(epub: bytes) -> list[tuple[str, str, str]]:
    """Return the id, the beginning and the end of every clip, in the order of reading."""
    found = []
    for name in sorted(name for name in names(epub) if name.endswith(".smil")):
        for pair in parsed(epub, name.removeprefix("EPUB/")).iter(f"{SMIL}par"):
            text, sound = pair
            found.append(
                (str(text.get("src")).partition("#")[2], str(sound.get("clipBegin")), str(sound.get("clipEnd")))
            )
    return sorted(found, key=lambda clip: clip[1])
