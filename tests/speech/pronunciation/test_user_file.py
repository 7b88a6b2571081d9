from __future__ import annotations

from pathlib import Path

import pytest

from coach.errors import RoutineError
from coach.speech.pronunciation.user_file import user_pronunciations

pytestmark = pytest.mark.unit


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's file, which is not there yet."""
    monkeypatch.setenv("COACH_CONFIG", str(tmp_path))
    return tmp_path / "pronounce.yaml"


def faults(file: Path, text: str | bytes) -> list[str]:
    file.write_bytes(text if isinstance(text, bytes) else f"{text}\n".encode())
    with pytest.raises(RoutineError) as told:
        user_pronunciations()
    return [line.replace(f"{file.parent}/", "").partition(" (")[0] for line in str(told.value).splitlines()]


def test_without_a_file_no_word_is_said_otherwise(file: Path) -> None:
    assert not file.exists()
    assert user_pronunciations() == {}


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "pronounce:\n", "pronounce: {}\n"])
def test_a_file_without_words_changes_nothing(file: Path, text: str) -> None:
    file.write_text(text)
    assert user_pronunciations() == {}


def test_words_have_the_form_of_a_routine(file: Path) -> None:
    file.write_text("pronounce:\n  Raynaud: ray-NOH\n  De Quervain: /də kɛɹˈvæn/\n", "utf-8")
    assert user_pronunciations() == {"Raynaud": "ɹeɪnˈoʊ", "De Quervain": "də kɛɹvˈæn"}


def test_every_fault_is_told_with_its_place(file: Path) -> None:
    words = ["Raynaud: raynoh", "raynaud: ray-NOH", "thenar: /x5/", "'-': ah", "hegu: [1]"]
    text = "\n  ".join(["pronounse: {a: ah}\npronounce:", *words])
    assert faults(file, text) == [
        "pronounce.yaml:1:1: unknown key 'pronounse'",
        "pronounce.yaml:3:3: 'raynoh' cannot be read as one syllable",
        "pronounce.yaml:4:3: 'raynaud' is the same word as 'Raynaud'",
        "pronounce.yaml:5:3: /x5/ has no such sign in broad IPA: '5'",
        "pronounce.yaml:6:3: '-' is no word to look for",
        "pronounce.yaml:7:3: a word without its pronunciation",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- Raynaud", "pronounce.yaml:1:1: this file holds no pronunciations"),
        ("pronounce: ray-NOH", "pronounce.yaml:1:1: 'pronounce' needs words and pronunciations"),
        ("pronounce: {a: b", "pronounce.yaml:1:12: the { that opens here is not closed"),
        (b"pronounce: {a: \xff}", "pronounce.yaml:1:16: this is not text in UTF-8"),
    ],
)
def test_a_file_of_another_form_is_told(file: Path, text: str | bytes, told: str) -> None:
    assert faults(file, text) == [told]


def test_more_words_than_anybody_hears_are_told(file: Path) -> None:
    words = ", ".join(f"a{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{n // 676}x: ah" for n in range(1_001))
    assert faults(file, f"pronounce: {{{words}}}") == ["pronounce.yaml:1:12: more than 1,000 words"]
