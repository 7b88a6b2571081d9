"""The natural voices' files: each has its row, its hash, its source and its licence."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from coach import folders
from coach.errors import MissingPart
from coach.speech import Voice, engine_named
from coach.speech.kokoro.styles import STYLES, load_style

pytestmark = pytest.mark.unit

HEART = STYLES["heart"]


@pytest.mark.parametrize("name", STYLES)
def test_each_style_has_a_row_for_each_number_of_phonemes(name: str) -> None:
    table = load_style(STYLES[name])
    assert table.dtype == np.float32
    assert table.shape == (256, 256)
    assert np.isfinite(table).all()
    assert 0 < np.abs(table).max() < 10


def test_no_two_voices_are_one() -> None:
    assert len({style.sha256 for style in STYLES.values()}) == len(STYLES)
    assert len({style.file for style in STYLES.values()}) == len(STYLES)


@pytest.mark.parametrize("damage", ["empty", "cut short", "longer", "one bit", "another's"])
def test_a_style_that_is_damaged_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str) -> None:
    data = folders.asset(f"voices/{HEART.file}.bin").read_bytes()
    other = folders.asset(f"voices/{STYLES['siwis-fr'].file}.bin").read_bytes()
    flipped = data[:500] + bytes([data[500] ^ 1]) + data[501:]
    damaged = {"empty": b"", "cut short": data[:-4], "longer": data + data[:1024], "one bit": flipped}
    (tmp_path / "voices").mkdir()
    (tmp_path / "voices" / f"{HEART.file}.bin").write_bytes(damaged.get(damage, other))
    monkeypatch.setattr(folders, "_ASSETS", (tmp_path,))
    with pytest.raises(MissingPart, match=r"voices/af_heart\.bin is damaged; install coach again"):
        load_style(HEART)


def test_a_style_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "_ASSETS", (tmp_path,))
    with pytest.raises(MissingPart, match=r"voices/af_heart\.bin is not where coach is installed"):
        load_style(HEART)


def test_every_file_has_a_row_and_every_row_a_file_of_its_own() -> None:
    files = sorted(path.stem for path in folders.asset("voices").glob("*.bin"))
    assert sorted(style.file for style in STYLES.values()) == files


@pytest.mark.parametrize("name", STYLES)
def test_a_name_says_the_language_unless_it_is_english(name: str) -> None:
    language = STYLES[name].language[:2]
    assert name.partition("-")[2] == ("" if language == "en" else language)


@pytest.mark.parametrize("language", ["en", "en-GB", "es", "fr", "it", "pt"])
def test_the_first_style_of_a_language_speaks_where_none_is_named(language: str) -> None:
    first = next(style for style in STYLES.values() if style.language[:2] == language[:2])
    assert engine_named("natural").identity(Voice(language), "") == first.sha256


def test_the_licence_stands_beside_the_files_and_their_source_is_told() -> None:
    assert "Apache License" in folders.asset("voices/LICENSE").read_text("utf-8")
    told = folders.asset("SOURCES.md").read_text("utf-8")
    for style in STYLES.values():
        assert f"`{style.file}`" in told
        assert style.sha256 in told
