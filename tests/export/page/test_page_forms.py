"""A page as one file and as a folder: the sound of an M4A within, written as every session is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from coach.audio.decode import length_of
from coach.errors import ExportError
from coach.export import write
from coach.export.about import Tags, about_of
from coach.export.formats import format_of
from coach.export.formats.m4a import write_m4a
from coach.export.page.page_content import encoder_bitrate
from coach.export.page.page_html import integrity_of
from coach.export.page.page_sound import session_packets
from coach.session import Session
from coach.session_export import export_session
from tests.export.page.making import quick_session, routine_of

pytestmark = pytest.mark.session

FORMS = ("page.html", "page")


@dataclass(frozen=True)
class Written:
    """A session, and both forms of its page."""

    session: Session
    folder: Path
    progress: list[tuple[int, int]]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Written]:
    folder, progress = tmp_path_factory.mktemp("forms"), list[tuple[int, int]]()
    with quick_session(routine_of()) as session:
        about = about_of(session, Tags(), 64, pictured=False)
        alone = replace(about, chapters=(), words="", bitrate=encoder_bitrate(about.bitrate))
        with (folder / "alone.m4a").open("w+b") as file:
            write_m4a(session.mix, alone, file, None)
        for name in FORMS:
            write(session.mix, about, folder / name, lambda done, whole: progress.append((done, whole)))
        yield Written(session, folder, progress)


@contextmanager
def sound_in(path: Path) -> Iterator[Path]:
    """Give a file with the sound of a page."""
    with format_of(path).sound_of(path) as sound:
        assert not isinstance(sound, Path)
        (taken := path.parent / "taken.m4a").write_bytes(sound.read())
    yield taken
    taken.unlink()


@pytest.mark.parametrize("name", FORMS)
def test_its_sound_is_the_m4a_packet_by_packet_and_as_long(written: Written, name: str) -> None:
    with sound_in(written.folder / name) as sound:
        assert session_packets(sound) == session_packets(written.folder / "alone.m4a")
        assert length_of(sound) == written.session.mix.frames


def test_progress_comes_to_all_frames_with_each(written: Written) -> None:
    frames = written.session.mix.frames
    assert written.progress.count((frames, frames)) >= len(FORMS)


def test_a_folder_has_the_files_of_its_row_and_no_other(written: Written) -> None:
    assert {each.name for each in (written.folder / "page").iterdir()} == {*format_of(Path("page")).members}


def test_the_worker_of_a_folder_knows_every_file_as_it_is(written: Written) -> None:
    folder = written.folder / "page"
    worker = (folder / "sw.js").read_text("utf-8")
    written_there, _ = json.JSONDecoder().raw_decode(worker[worker.index('JSON.parse("') + len("JSON.parse(") :])
    told = json.loads(written_there)
    assert told == {each.name: integrity_of(each.read_bytes()) for each in folder.iterdir() if each.name != "sw.js"}


def test_a_folder_can_be_installed(written: Written) -> None:
    manifest = json.loads((written.folder / "page" / "manifest.webmanifest").read_text("utf-8"))
    assert (manifest["name"], manifest["start_url"], manifest["display"]) == (
        written.session.routine.title,
        "./",
        "standalone",
    )
    assert {icon["sizes"] for icon in manifest["icons"]} >= {"192x192", "512x512"}


def test_an_export_of_a_folder_is_verified_and_the_same_each_time(tmp_path: Path) -> None:
    with quick_session(routine_of()) as session:
        report = export_session(session, f"{tmp_path}/page/", texts=["vtt"])
        first = {each.name: each.read_bytes() for each in (tmp_path / "page").iterdir()}
        export_session(session, f"{tmp_path}/page/", texts=["vtt"])
    assert (report.bitrate, report.violations) == (64, ())
    assert sorted(each.name for each in tmp_path.iterdir()) == ["page", "page.report.json", "page.vtt"]
    assert {each.name: each.read_bytes() for each in (tmp_path / "page").iterdir()} == first


def test_a_page_without_a_routine_is_refused(written: Written, tmp_path: Path) -> None:
    about = about_of(written.session, Tags(), 64, pictured=False)
    with pytest.raises(ExportError, match="needs the routine's words"):
        write(written.session.mix, replace(about, routine=None), tmp_path / "page.html")
    assert list(tmp_path.iterdir()) == []
