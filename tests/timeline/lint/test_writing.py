from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.unit

Said = Callable[..., list[tuple[int, str, str]]]


@pytest.mark.parametrize(
    ("language", "foreign", "script"),
    [
        ("en", "合谷", "Chinese"),
        ("en", "ツボ", "Katakana"),
        ("de", "рука", "Cyrillic"),
        ("en-GB", "हाथ", "Devanagari"),
        ("fr", "ψυχή", "Greek"),
        ("es", "שלום", "Hebrew"),
        ("pt-BR", "한국", "Hangul"),
        ("it", "ยา", "Thai"),
    ],
)
def test_letters_of_a_foreign_script_are_told(said: Said, language: str, foreign: str, script: str) -> None:
    message = f"“{foreign}” has {script} letters, which a voice for '{language}' cannot read"
    hint = "write it as it sounds, in Latin letters"
    assert said("foreign-script", f"Press the point {foreign} now.", language) == [(17, message, hint)]


def test_the_remedy_names_the_script_of_the_language(said: Said) -> None:
    ((_, _, hint),) = said("foreign-script", "Нажмите 合谷 рукой.", "ru")
    assert hint == "write it as it sounds, in Cyrillic letters"


@pytest.mark.parametrize(
    ("language", "prose"),
    [
        ("en", "A naïve café on the Øresund, in Łódź and Đà Nẵng; 5 μm, 10 Ω, π, the α of it, 1ª, µg."),
        ("ru", "Положите руку, LI4, на стол."),
        ("ja", "両手をひざの上に置いてください。リラックス。LI4"),
        ("zh", "请把双手放在膝盖上。"),
        ("sr", "Stavite ruke. Ставите руке."),
        ("hi", "अपनी हथेली को दबाएँ। Relax."),
        ("xx", "Press 合谷 and рука."),
        ("az-Cyrl", "Әлинизи гојун."),
    ],
)
def test_a_language_reads_its_own_letters_and_latin_ones(said: Said, language: str, prose: str) -> None:
    assert said("foreign-script", prose, language) == []


def test_a_sentence_in_a_foreign_script_is_one_finding(said: Said) -> None:
    ((place, message, hint),) = said("foreign-script", "Rest. Положите руку на стол, и отдохните.")
    assert place == 7
    assert message.startswith("“Положите руку на сто…” has Cyrillic letters")
    assert hint == "set 'language' to that of the words"
