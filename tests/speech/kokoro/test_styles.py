"""The natural voices' files: each has its row, its hash and its licence."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import numpy as np
import pytest

from coach.errors import MissingPart
from coach.folders import asset
from coach.speech import Voice, engine_named
from coach.speech.kokoro.styles import STYLES, load_style

pytestmark = pytest.mark.unit

FOLDER = asset("voices")
EACH = pytest.mark.parametrize("name", STYLES)


def test_every_file_has_a_row_and_every_row_a_file_of_its_own() -> None:
    files = sorted(path.stem for path in FOLDER.glob("*.bin"))
    assert sorted(style.file for style in STYLES.values()) == files


@EACH
def test_a_file_has_the_hash_of_its_row(name: str) -> None:
    style = STYLES[name]
    assert sha256((FOLDER / f"{style.file}.bin").read_bytes()).hexdigest() == style.sha256


@EACH
def test_a_style_has_a_row_of_its_own_for_each_number_of_sounds(name: str) -> None:
    table = load_style(STYLES[name])
    assert table.shape == (256, 256)
    assert np.isfinite(table).all()
    assert len(np.unique(table, axis=0)) == len(table)


@EACH
def test_a_name_says_the_language_unless_it_is_english(name: str) -> None:
    language = STYLES[name].language[:2]
    assert name.partition("-")[2] == ("" if language == "en" else language)


@pytest.mark.parametrize("language", ["en", "en-GB", "es", "fr", "it", "pt"])
def test_the_first_style_of_a_language_speaks_where_none_is_named(language: str) -> None:
    first = next(style for style in STYLES.values() if style.language[:2] == language[:2])
    assert engine_named("natural").identity(Voice(language), "") == first.sha256


def test_a_damaged_file_is_told() -> None:
    with pytest.raises(MissingPart, match=r"voices/af_heart\.bin is damaged"):
        load_style(replace(STYLES["heart"], sha256="0" * 64))


def test_the_licence_stands_beside_the_files_and_their_source_is_told() -> None:
    assert "Apache License" in (FOLDER / "LICENSE").read_text("utf-8")
    told = asset("SOURCES.md").read_text("utf-8")
    for style in STYLES.values():
        assert f"`{style.file}`" in told
        assert style.sha256 in told
