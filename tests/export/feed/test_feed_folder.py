"""Feeds of folders: what is in them, what stays, and what is refused."""

from __future__ import annotations

import json
import shutil
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import UsageError
from coach.export.cover.cover_drawing import cover_of
from coach.export.feed.feed_folder import FeedOptions, Written, write_feed
from tests.export.conftest import Delivered
from tests.export.cover.making import session
from tests.export.feed.making import NAMESPACES, URL, channel_of, faults, items, one, put, report, texts
from tests.kinds import at_most

pytestmark = pytest.mark.unit

DAY, LATER = date(2026, 11, 30), date(2027, 1, 9)
NOTHING = FeedOptions()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "Quiet evenings"
    folder.mkdir()
    return folder


def feed(folder: Path, day: date = DAY, url: str = URL, **options: Any) -> Written:
    return write_feed(folder, url, FeedOptions(**options), day)


def test_a_feed_of_real_sessions_is_valid(folder: Path, mp3: Delivered, wav: Delivered) -> None:
    for delivered in (mp3, wav):
        shutil.copy(delivered.path, folder / delivered.path.name)
        shutil.copy(delivered.report_path, folder / delivered.report_path.name)
    put(folder, "other.m4a", ".vtt", ".srt", ".transcript.txt", ".chapters.json", content=report("Other"))
    written = feed(folder)
    assert (written.episodes, written.problems) == (2, ())
    assert "rest.wav is left out: rest.mp3 is the same session" in written.notes
    assert faults(written.path) == []
    (item,) = [item for item in items(written.path) if one(item, "title") == mp3.session.timeline.title]
    assert int(one(item, "itunes:duration")) == round(mp3.session.timeline.duration_ms / 1000)


def test_it_says_what_was_asked_for(folder: Path) -> None:
    put(folder)
    feed(
        folder,
        title="Hands & <Feet>",
        author="Anna Ämmann",
        description="For the evening.",
        email="anna@example.org",
        categories=("mental health", "Education > How To"),
        language="pt_BR",
    )
    channel = channel_of(folder / "feed.xml")
    assert one(channel, "title") == "Hands & <Feet>"
    assert one(channel, "description") == "For the evening."
    assert one(channel, "language") == "pt-br"
    assert one(channel, "itunes:author") == "Anna Ämmann"
    assert one(channel, "itunes:owner/itunes:email") == "anna@example.org"
    assert [each.get("text") for each in channel.iterfind("itunes:category", NAMESPACES)] == [
        *("Health & Fitness", "Education")
    ]
    assert channel.xpath("itunes:category/itunes:category/@text", namespaces=NAMESPACES) == ["Mental Health", "How To"]
    assert channel.xpath("podcast:locked/@owner", namespaces=NAMESPACES) == ["anna@example.org"]
    assert faults(folder / "feed.xml") == []


def test_without_being_asked_it_takes_the_folder_s_name_and_the_sessions_titles(folder: Path) -> None:
    put(folder, "a.mp3", content=report("Calm"))
    put(folder, "b.mp3", content=report("Warm"))
    channel = channel_of(feed(folder).path)
    assert (one(channel, "title"), one(channel, "description")) == ("Quiet evenings", "Calm · Warm")
    assert one(channel, "language") == "en-us"
    assert channel.xpath("itunes:category/itunes:category/@text", namespaces=NAMESPACES) == ["Alternative Health"]
    assert not texts(channel, "itunes:author") + texts(channel, "itunes:owner") + texts(channel, "podcast:locked")


def test_the_same_folder_gives_the_same_bytes_on_any_day(folder: Path) -> None:
    put(folder, "a.mp3", ".vtt")
    feed(folder)
    first = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    feed(folder, LATER)
    assert {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()} == first


def test_an_episode_keeps_its_date_and_identifier_and_a_new_one_comes_first(folder: Path) -> None:
    put(folder, "a.mp3")
    feed(folder)
    (before,) = items(folder / "feed.xml")
    put(folder, "b.mp3", content=report("New"))
    put(folder, "a.mp3", content=report("With other words"), size=2000)
    written = feed(folder, LATER)
    assert (written.episodes, written.new) == (2, 1)
    new, old = items(folder / "feed.xml")
    assert (one(new, "title"), one(new, "pubDate")) == ("New", "Sat, 09 Jan 2027 11:59:59 +0000")
    assert (one(old, "title"), one(old, "guid")) == ("With other words", one(before, "guid"))
    assert one(old, "pubDate") == one(before, "pubDate") == "Mon, 30 Nov 2026 12:00:00 +0000"


def test_a_session_in_another_format_is_the_same_episode(folder: Path) -> None:
    put(folder, "a.mp3")
    feed(folder)
    before = one(items(folder / "feed.xml")[0], "guid")
    (folder / "a.mp3").unlink()
    (folder / "a.mp3.report.json").unlink()
    put(folder, "a.m4a")
    feed(folder, LATER)
    assert one(items(folder / "feed.xml")[0], "guid") == before


def test_a_feed_that_moves_keeps_its_identifier_and_those_of_its_episodes(folder: Path) -> None:
    put(folder)
    feed(folder)
    before = channel_of(folder / "feed.xml")
    feed(folder, url="https://elsewhere.example/x/")
    after = channel_of(folder / "feed.xml")
    assert one(after, "podcast:guid") == one(before, "podcast:guid")
    assert texts(after, "item/guid") == texts(before, "item/guid")
    assert faults(folder / "feed.xml", "https://elsewhere.example/x/") == []


def test_episodes_of_one_day_are_in_the_order_of_their_names_as_people_sort_them(folder: Path) -> None:
    for name in ("10 end", "2 hands", "1 begin"):
        put(folder, f"{name}.mp3", content=report(name))
    feed(folder)
    assert texts(channel_of(folder / "feed.xml"), "item/title") == ["1 begin", "2 hands", "10 end"]


def test_texts_of_another_language_than_the_feed_s_say_so(folder: Path) -> None:
    put(folder, "a.mp3", ".vtt")
    put(folder, "b.mp3", ".vtt")
    put(folder, "c.mp3", ".vtt", content=report("Ruhe", voice={"language": "de"}))
    feed(folder)
    languages = channel_of(folder / "feed.xml").xpath("item/podcast:transcript/@language", namespaces=NAMESPACES)
    assert languages == ["de"]


def test_a_report_s_summary_is_the_description_and_its_conditions_are_in_the_title(folder: Path) -> None:
    put(folder, content=report(summary="Slow & soft.", routine={"conditions": ["crps", "diabetes"]}))
    feed(folder)
    (item,) = items(folder / "feed.xml")
    assert one(item, "description") == "Slow & soft."
    assert one(item, "title") == "Calm hands (for CRPS, diabetes)"


@pytest.mark.parametrize(
    "name",
    [
        "Hände & Füße #1 100%?.mp3",
        "手のマッサージ.mp3",
        "a;b=c+d,e.mp3",
        "two  spaces.mp3",
        "quo'te\".mp3",
        "ruhe 🤲.mp3",
    ],
)
def test_files_of_any_name_have_an_address(folder: Path, name: str) -> None:
    put(folder, name, ".vtt", ".chapters.json")
    assert (
        faults(feed(folder, url="https://example.org:8080/für alle").path, "https://example.org:8080/f%C3%BCr%20alle/")
        == []
    )


@pytest.fixture(scope="module")
def drawn() -> bytes:
    """Return a cover that is there already, so that none is drawn for each example."""
    return cover_of("Calm", session()).data


@at_most(30)
@given(title=st.text(max_size=400), summary=st.text(max_size=3000), author=st.text(max_size=300))
def test_any_words_make_a_valid_feed(
    tmp_path_factory: pytest.TempPathFactory, drawn: bytes, title: str, summary: str, author: str
) -> None:
    folder = tmp_path_factory.mktemp("words")
    put(folder, content=json.dumps(report(f"T{title}", summary=f"S{summary}")))
    (folder / "cover.jpg").write_bytes(drawn)
    feed(folder, title=f"F{title}", author=author, description=f"D{summary * 2}")
    assert faults(folder / "feed.xml") == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{broken", "a.mp3.report.json is no JSON"),
        ("[]", "a.mp3.report.json is no report of coach"),
        ({"version": 99}, "a.mp3.report.json was written by a newer coach"),
        ({"version": 1, "title": "A"}, "a.mp3.report.json lacks something"),
        (report(3), "a.mp3.report.json lacks something"),  # type: ignore[arg-type]
        (report(length={"real_ms": float("inf")}), "a.mp3.report.json lacks something"),
        (report(sha256="0" * 64), "a.mp3 has changed since its report was written"),
        (report(size_bytes=7), "a.mp3 has changed since its report was written"),
    ],
)
def test_a_session_that_cannot_be_told_of_is_left_out_and_told(folder: Path, content: Any, told: str) -> None:
    put(folder, "a.mp3", content=content)
    put(folder, "b.mp3")
    written = feed(folder)
    assert written.episodes == 1
    (problem,) = written.problems
    assert problem.startswith(told)


def test_a_session_whose_file_is_gone_or_empty_is_left_out_and_told(folder: Path) -> None:
    put(folder, "a.mp3").unlink()
    put(folder, "b.mp3", size=0)
    put(folder, "c.mp3", content=report(size_bytes=1000))
    assert [problem.partition(",")[0] for problem in feed(folder).problems] == [
        "a.mp3 is gone",
        "b.mp3 has changed since its report was written; export it again; it is left out",
    ]


def test_a_session_that_is_as_its_report_says_is_an_episode(folder: Path) -> None:
    sound = put(folder).read_bytes()
    told = report(size_bytes=len(sound), sha256=sha256(sound).hexdigest(), language="de", summary="Ruhe.")
    put(folder, content=told)
    assert (feed(folder).episodes, one(channel_of(folder / "feed.xml"), "language")) == (1, "de")
    put(folder, content=report(size_bytes=None, sha256=None))
    assert feed(folder).problems == ()


def test_a_folder_with_no_session_that_can_be_told_of_is_refused(folder: Path) -> None:
    put(folder, content="{broken")
    with pytest.raises(UsageError, match=r"no session in .* can be told of: calm.mp3.report.json is no JSON"):
        feed(folder)
    assert not (folder / "feed.xml").exists()


def test_what_is_no_session_is_told_where_it_looks_like_one(folder: Path) -> None:
    put(folder, "a.flac")
    (folder / "song.mp3").write_bytes(b"x")
    (folder / "notes.txt").write_text("x")
    assert feed(folder).notes == (
        "song.mp3 has no report of coach, and is left out",
        "a.flac is not for Apple Podcasts, which takes .mp3 and .m4a alone",
    )


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"email": "anna"}, "--email 'anna' is no address"),
        ({"categories": ("Massage",)}, "there is no podcast category 'Massage'; one is"),
        ({"categories": ("Mental Helth",)}, "did you mean 'Mental Health'"),
        ({"language": "german, I think"}, "--language 'german, I think' is none"),
    ],
)
def test_options_that_no_feed_can_have_are_refused(folder: Path, options: dict[str, Any], told: str) -> None:
    put(folder)
    with pytest.raises(UsageError, match=told):
        feed(folder, **options)


def test_a_folder_without_sessions_a_file_and_nothing_are_refused(folder: Path) -> None:
    with pytest.raises(
        UsageError, match=r"there is no session in .*; write some there, as in `coach export desk-break -o"
    ):
        feed(folder)
    with pytest.raises(UsageError, match=r"there is no folder .*nowhere"):
        feed(folder / "nowhere")
    path = put(folder)
    with pytest.raises(UsageError, match=r"is no folder; name the folder"):
        feed(path)


@pytest.mark.parametrize("content", ["<rss><channel><generator>WordPress</generator></channel></rss>", "no xml", ""])
def test_a_feed_of_another_program_stays_as_it_is(folder: Path, content: str) -> None:
    put(folder)
    (folder / "feed.xml").write_text(content)
    with pytest.raises(UsageError, match=r"is no feed of coach, and stays as it is; move it"):
        feed(folder)
    assert (folder / "feed.xml").read_text() == content


def test_a_feed_that_somebody_has_edited_is_read_as_far_as_it_can_be(folder: Path) -> None:
    put(folder)
    feed(folder)
    path = folder / "feed.xml"
    path.write_text(
        path.read_text("utf-8").replace("Mon, 30 Nov 2026", "Some day").replace("podcast:guid>", "x>"), "utf-8"
    )
    feed(folder, LATER)
    assert faults(path) == []
    assert one(items(path)[0], "pubDate") == "Sat, 09 Jan 2027 12:00:00 +0000"


def test_a_feed_with_entities_is_not_expanded(folder: Path, tmp_path: Path) -> None:
    put(folder)
    (tmp_path / "secret").write_text("secret")
    bomb = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    (folder / "feed.xml").write_text(f"{bomb}<rss><channel><generator>&x;</generator></channel></rss>")
    with pytest.raises(UsageError, match=r"is no feed of coach"):
        feed(folder)


def test_an_address_without_tls_and_files_that_a_system_hides_are_minded(folder: Path) -> None:
    put(folder)
    (folder / "._calm.mp3.report.json").write_bytes(b"\0\5\x16\7")  # what macOS leaves on other disks
    written = feed(folder, url="http://example.org/")
    assert (written.problems, written.notes) == ((), ("podcast apps ask for https, and --url has http",))


@pytest.mark.parametrize("words", ["", "\x00", "\u202e\ufeff", "\ud800", " \n"])
def test_words_of_which_nothing_is_seen_are_replaced(folder: Path, words: str) -> None:
    put(folder, content=json.dumps(report(words, summary=words)))
    feed(folder, title=words, description=words, author=words)
    assert faults(folder / "feed.xml") == []
    assert one(items(folder / "feed.xml")[0], "title") == "calm"


@pytest.mark.parametrize(
    ("tag", "language"),
    [("en", "en"), ("en-GB-x-rp", "en-gb"), ("cmn", "zh"), ("fr_FR", "fr-fr"), ("zh-Hant-TW", "zh"), ("", "en")],
)
def test_languages_are_those_of_directories(folder: Path, tag: str, language: str) -> None:
    put(folder, content=report(voice={"language": tag}))
    assert one(channel_of(feed(folder).path), "language") == language
