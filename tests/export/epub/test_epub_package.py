from __future__ import annotations

from dataclasses import replace

import pytest

from coach.export.cover.cover import Cover
from coach.export.formats import About
from coach.timeline.timeline import Cue
from tests.export.epub.books import OPF, book_of, parsed, told, told_cues, told_of_library, words, written

pytestmark = pytest.mark.unit


def properties(epub: bytes, name: str) -> list[str]:
    metas = parsed(epub, "package.opf").iter(f"{OPF}meta")
    return [str(meta.text) for meta in metas if meta.get("property") == name and not meta.get("refines")]


def facts(epub: bytes) -> dict[str, str]:
    metadata = next(parsed(epub, "package.opf").iter(f"{OPF}metadata"))
    return {str(each.tag).partition("}")[2]: words(each) for each in metadata if not each.get("property")}


def test_it_has_the_tags_of_the_sound_file() -> None:
    about = About("T", artist="A & B", album="Evenings", comment="For CRPS.", year=2026)
    epub = written(book_of(told(), about=about))
    found = facts(epub)
    assert found.pop("identifier").startswith("urn:uuid:")
    assert found == {
        "title": "Rest & <breathe>",
        "language": "en",
        "creator": "A & B",
        "description": "For CRPS.",
        "date": "2026",
    }
    assert properties(epub, "belongs-to-collection") == ["Evenings"]
    assert properties(epub, "media:narrator") == ["Ada & Bo"]
    assert properties(epub, "dcterms:modified") == ["2026-01-01T00:00:00Z"]


def test_without_a_year_it_has_a_date_that_no_clock_gave_and_without_a_comment_the_summary() -> None:
    epub = written(told())
    assert "date" not in facts(epub)
    assert facts(epub)["description"] == "A short one."
    assert properties(epub, "dcterms:modified") == ["2000-01-01T00:00:00Z"]


def test_the_identifier_is_that_of_the_content() -> None:
    text = told()
    same, other = facts(written(text))["identifier"], facts(written(text, b"other sound"))["identifier"]
    assert facts(written(text))["identifier"] == same != other
    assert facts(written(replace(text, title="Other")))["identifier"] not in (same, other)


def test_it_tells_what_is_needed_to_follow_it_and_claims_no_conformance() -> None:
    epub = written(told_of_library("sore-hands"))
    assert properties(epub, "schema:accessMode") == ["textual", "auditory"]
    assert properties(epub, "schema:accessModeSufficient") == ["textual,auditory", "textual"]
    assert "synchronizedAudioText" in properties(epub, "schema:accessibilityFeature")
    assert properties(epub, "schema:accessibilityHazard")[-1] == "unknownSoundHazard"
    assert properties(epub, "schema:accessibilitySummary")[0].startswith("Every line that is spoken")
    assert properties(epub, "dcterms:conformsTo") == []


def test_a_rhythm_that_is_only_heard_is_told() -> None:
    epub = written(told_of_library("paced-breathing"))
    assert properties(epub, "schema:accessModeSufficient") == ["textual,auditory"]
    assert properties(epub, "schema:accessibilitySummary")[0].endswith(
        "The rhythm of the breaths is given by sound, and not in the text."
    )


def test_a_session_whose_title_page_adds_nothing_can_be_followed_by_ear_alone() -> None:
    epub = written(told_cues([Cue(0, 900, "speech", "Sit.", 1)]))
    assert properties(epub, "schema:accessModeSufficient")[-1] == "auditory"


def test_a_cover_is_listed_as_one() -> None:
    described = written(book_of(told(), Cover(b"x", "image/png", 10, 10)))
    covers = [
        item for item in parsed(described, "package.opf").iter(f"{OPF}item") if item.get("properties") == "cover-image"
    ]
    assert [item.get("href") for item in covers] == ["image/cover.png"]
