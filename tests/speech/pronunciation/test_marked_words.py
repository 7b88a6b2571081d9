from __future__ import annotations

import pytest

from coach.speech.pronunciation.marked_words import has_marks, marked, replace_marked, unmarked, without_brackets

pytestmark = pytest.mark.unit


def test_a_mark_is_found_and_taken_off() -> None:
    text = f"Now {marked('close', 'klˈoʊz')} it, {marked('Raynaud', 'ɹeɪnˈoʊ')}."
    assert text == "Now ⟦close|klˈoʊz⟧ it, ⟦Raynaud|ɹeɪnˈoʊ⟧."
    assert has_marks(text)
    assert unmarked(text) == "Now close it, Raynaud."
    assert replace_marked(text, lambda word, ipa: f"{word}={ipa}") == "Now close=klˈoʊz it, Raynaud=ɹeɪnˈoʊ."


@pytest.mark.parametrize("text", ["", "Sit.", "⟦", "⟦⟧", "⟦a⟧", "⟦a|⟧", "⟦|a⟧", "a|b⟧", "[[a|b]]"])
def test_what_is_no_mark_stays(text: str) -> None:
    assert not has_marks(text)
    assert unmarked(text) == text


def test_a_text_without_brackets_has_no_mark() -> None:
    assert without_brackets("⟦a|b⟧ ⟦") == "(a|b) ("
