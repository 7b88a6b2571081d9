"""The files of all routines, before every reader: their real chapters, titles and covers, in a short time.

Times are shortened, so that there is little to encode; what readers show depends on no length.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from coach.export.about import Tags, about_of
from coach.export.epub.epub_proof import epub_violations
from coach.export.formats import About
from coach.export.texts import TEXTS, TextKind, Told
from coach.routine.library import open_routine
from coach.routine.model import Routine
from coach.routine.routine_files import bundled_routines, language_of_name
from coach.timeline.compiler import compile_routine
from coach.timeline.estimate import estimate_by_pace
from coach.timeline.timeline import Timeline
from tests.export.formats.making import write_silence
from tests.export.formats.readers import READERS, Reading
from tests.processes import found

pytestmark = pytest.mark.session

NAMES = sorted(name for name in bundled_routines() if not language_of_name(name))
SHORTER = 20
READ_BY = [(".mp3", name) for name in ("ffprobe", "mpv", "mutagen", "eyeD3")]
READ_BY += [(".m4b", name) for name in ("ffprobe", "mpv", "mutagen", "VLC", "MediaInfo")]
CAPTIONS = [kind for kind in TEXTS if kind.captions and kind.name != "lrc"]


@dataclass(frozen=True)
class Made:
    """A routine's timeline, shortened, with what its files are given."""

    routine: Routine
    timeline: Timeline
    about: About


@cache
def made(name: str) -> Made:
    routine = open_routine(bundled_routines()[name])
    timeline = shortened(compile_routine(routine, estimate_by_pace(routine.voice.pace)))
    return Made(routine, timeline, about_of(Described(routine, timeline), Tags(), 64))


@dataclass(frozen=True)
class Described:
    routine: Routine
    timeline: Timeline
    conditions: tuple[str, ...] = ()


def shortened(timeline: Timeline) -> Timeline:
    cues = (replace(cue, start_ms=cue.start_ms // SHORTER, end_ms=cue.end_ms // SHORTER) for cue in timeline.cues)
    return Timeline(timeline.title, tuple(cues))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[Path]]:
    """The files of all routines in one format, written once."""
    folder = tmp_path_factory.mktemp("library")

    @cache
    def written(suffix: str) -> list[Path]:
        return [write_silence(made(name).timeline, made(name).about, folder / f"{name}{suffix}") for name in NAMES]

    return written


@pytest.fixture(scope="module")
def readings(files: Callable[[str], list[Path]]) -> Callable[[str, str], list[Reading]]:
    return cache(lambda suffix, reader: READERS[reader](files(suffix)))


def test_there_are_fourteen() -> None:
    assert len(NAMES) == 14


@pytest.mark.parametrize(("suffix", "reader"), READ_BY)
def test_each_reader_finds_the_chapters_of_every_routine_in_their_order_and_to_the_millisecond(
    readings: Callable[[str, str], list[Reading]], suffix: str, reader: str
) -> None:
    early = -25 if (suffix, reader) == (".mp3", "mpv") else 0
    for name, read in zip(NAMES, readings(suffix, reader), strict=True):
        planned = [(chapter.title, chapter.start_ms) for chapter in made(name).about.chapters]
        assert len(planned) > 1
        assert read.chapters in (planned, [(title, start + early) for title, start in planned]), name


@pytest.mark.parametrize("suffix", [".mp3", ".m4b"])
def test_ffprobe_warns_of_none(readings: Callable[[str, str], list[Reading]], suffix: str) -> None:
    assert [read.warnings for read in readings(suffix, "ffprobe")] == [[]] * len(NAMES)


def test_every_book_is_as_it_is_meant_and_epubcheck_finds_nothing(files: Callable[[str], list[Path]]) -> None:
    program = found("epubcheck-ts")
    for name, path in zip(NAMES, files(".epub"), strict=True):
        with path.open("rb") as book:
            assert epub_violations(book, made(name).timeline.duration_ms) == [], name
        done = subprocess.run([program, str(path)], capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, f"{name}: {done.stdout}"


@pytest.mark.parametrize("kind", CAPTIONS, ids=lambda kind: kind.name)
def test_ffprobe_reads_the_captions_of_every_routine(tmp_path: Path, kind: TextKind) -> None:
    for name in NAMES:
        told = Told(made(name).about.title, made(name).routine, made(name).timeline)
        text = kind.text(told)
        (path := tmp_path / f"{name}{kind.suffix}").write_text(text, "utf-8")
        command = [found("ffprobe"), "-v", "warning", "-show_entries", "packet=pts", "-of", "csv=p=0", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
        assert (done.stderr, len(done.stdout.split())) == ("", text.count(" --> ")), name
