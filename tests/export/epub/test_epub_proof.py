from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from coach.errors import ExportError
from coach.export.epub.epub_proof import epub_violations
from coach.routine.routine_files import bundled_routines
from coach.units import format_timestamp
from tests.export.epub.books import read, sections, told, told_cues, told_of_library, written

pytestmark = pytest.mark.unit

TOLD = told()
GOOD = written(TOLD)
LENGTH_MS = TOLD.timeline.duration_ms
TEXT, OVERLAY, PACKAGE = "text/part-002.xhtml", "overlay/part-002.smil", "package.opf"


def violations(epub: bytes, length_ms: int = LENGTH_MS) -> list[str]:
    return epub_violations(BytesIO(epub), length_ms)


def changed(name: str, change: Callable[[str], str]) -> bytes:
    """Return the book with another text in one of its files."""
    before = read(GOOD, name).decode()
    assert change(before) != before
    return rewritten({f"EPUB/{name}": change(before).encode()})


def rewritten(contents: dict[str, bytes], compression: int = ZIP_STORED) -> bytes:
    file = BytesIO()
    with ZipFile(BytesIO(GOOD)) as archive, ZipFile(file, "w") as other:
        for entry in archive.infolist():
            kind = compression if entry.filename.endswith(".mp3") else ZIP_STORED
            other.writestr(entry.filename, contents.get(entry.filename, archive.read(entry)), kind)
    return file.getvalue()


def replaced(*pairs: tuple[str, str]) -> Callable[[str], str]:
    def change(text: str) -> str:
        for before, after in pairs:
            assert text.count(before), before
            text = text.replace(before, after)
        return text

    return change


def without_pair(id_: str) -> Callable[[str], str]:
    return lambda text: (
        text[: text.index(f'<par id="p-{id_}"')] + text[text.index("</par>", text.index(f"#{id_}")) + 6 :]
    )


@pytest.mark.parametrize("name", bundled_routines())
def test_the_library_has_no_violation(name: str) -> None:
    text = told_of_library(name)
    assert violations(written(text), text.timeline.duration_ms) == []


def test_neither_has_a_book_of_300_sections_nor_one_without() -> None:
    assert violations(written(told_cues(sections(300))), 900_000) == []
    text = told("{title: T, steps: [{say: Sit., do: 9s}]}")
    assert violations(written(text), text.timeline.duration_ms) == []


def moved(id_: str, edge: str, ms: int) -> Callable[[str], str]:
    """Move the beginning or the end of a clip."""

    def change(text: str) -> str:
        before, target, after = text.partition(f'#{id_}"')
        head, found, rest = after.partition(f'{edge}="')
        hours, minutes, seconds = rest[:12].split(":")
        time = round(1000 * (3600 * int(hours) + 60 * int(minutes) + float(seconds))) + ms
        return f"{before}{target}{head}{found}{format_timestamp(time)}{rest[12:]}"

    return change


def test_texts_that_are_heard_in_another_order_than_they_are_read_are_found() -> None:
    swapped = replaced(("#c3", "#c*"), ("#c4", "#c3"), ("#c*", "#c4"))
    found = violations(changed(OVERLAY, swapped))
    assert found == ["EPUB/text/part-002.xhtml: the text c3 is heard after c4, and stands before it"]


def test_a_text_with_two_clips_and_the_one_without_are_found() -> None:
    assert violations(changed(OVERLAY, replaced(("#c4", "#c3")))) == [
        "EPUB/text/part-002.xhtml: the text c3 has 2 clips",
        "EPUB/text/part-002.xhtml: the text c4 has no clip",
    ]


def test_a_gap_between_clips_is_found() -> None:
    gap, length = violations(changed(OVERLAY, moved("c3", "clipEnd", -100)))
    assert re.fullmatch(r"[\d.]+ s to [\d.]+ s is in no clip, before c4", gap)
    assert length.startswith("EPUB/text/part-002.xhtml: its clips take")


def test_a_clip_that_begins_before_the_last_one_ends_is_found() -> None:
    found = violations(changed(OVERLAY, moved("c5", "clipBegin", -100)))
    assert any(re.fullmatch(r"the clip of c5 begins at [\d.]+ s, before [\d.]+ s", each) for each in found)


def test_a_clip_that_ends_before_it_begins_is_found() -> None:
    found = violations(changed(OVERLAY, moved("c5", "clipEnd", -30_000)))
    assert any(re.fullmatch(r"the clip of c5 ends at [\d.]+ s, where it does not go on", each) for each in found)


def test_clips_beyond_the_sound_are_found_and_a_rest_of_it_without_one() -> None:
    assert any("and the sound at 90.000 s" in each for each in violations(GOOD, 90_000))
    assert "92.280 s to 101.000 s, the end, is in no clip" in violations(GOOD, 101_000)


def test_sums_that_agree_with_each_other_and_not_with_the_sound_are_found() -> None:
    whole = f"00:01:{LENGTH_MS / 1000 - 60:06.3f}"
    found = violations(changed(PACKAGE, replaced((f">{whole}<", ">00:01:00.000<"))))
    assert found == [f"the book states 60.000 s, and its sound takes {LENGTH_MS / 1000:.3f} s"]
    first = changed(PACKAGE, replaced(('refines="#part-001-overlay">00:00:0', 'refines="#part-001-overlay">00:00:5')))
    assert len(violations(first)) == 1
    assert "and it states" in violations(first)[0]


def test_a_length_that_is_not_stated_is_found() -> None:
    gone = changed(PACKAGE, replaced(('refines="#part-001-overlay"', 'refines="#nothing"')))
    assert violations(gone)[0].endswith("and it states nothing")


def test_an_id_that_no_text_has_is_found() -> None:
    found = violations(changed(TEXT, replaced(('id="c5"', 'id="c55"'))))
    assert "EPUB/text/part-002.xhtml: there is no text c5, which its overlay has" in found
    assert "EPUB/text/part-002.xhtml: the text c55 has no clip" in found


def test_a_text_of_a_step_that_no_clip_has_is_found() -> None:
    found = violations(changed(TEXT, replaced(('<li value="2">', '<li value="2">And more.'))))
    assert found == ["EPUB/text/part-002.xhtml: the text “And more.” has no clip"]
    assert "EPUB/text/part-002.xhtml: the text c5 has no clip" in violations(changed(OVERLAY, without_pair("c5")))


def test_an_id_that_stands_on_two_pages_is_found() -> None:
    found = violations(changed(TEXT, replaced(('id="c3"', 'id="c1"'))))
    assert "the id c1 stands on 2 texts" in found


def test_a_sound_that_is_missing_or_compressed_or_one_of_two_is_found() -> None:
    other = changed(OVERLAY, replaced(("session.mp3", "other.mp3")))
    assert violations(other) == ["EPUB/audio/other.mp3: the sound is not in the book", "it has 2 sounds, and not one"]
    assert violations(rewritten({}, ZIP_DEFLATED)) == [
        "EPUB/audio/session.mp3: the sound is compressed a second time, and cannot be sought in"
    ]


def test_another_media_type_is_found() -> None:
    assert violations(rewritten({"mimetype": b"application/zip"})) == [
        "its first entry is not its media type, stored as it is"
    ]


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        GOOD[:900],
        rewritten({"EPUB/package.opf": b"<package"}),
        rewritten({"META-INF/container.xml": b"<container/>"}),
        changed(OVERLAY, replaced(("clipBegin", "begin"))),
        changed(OVERLAY, replaced(("<text", "<img"))),
        changed(PACKAGE, replaced(("overlay/part-002.smil", "overlay/none.smil"))),
    ],
)
def test_what_is_no_book_is_refused(broken: bytes) -> None:
    with pytest.raises(ExportError, match="the EPUB cannot be read: "):
        violations(broken)
