from __future__ import annotations

import pytest

from coach.timeline.guide_words import PHRASES
from tests.timeline.lint.conftest import Found

pytestmark = pytest.mark.unit

CODE = "no-consent"
ASKED = {
    "de": ["Fragen Sie zuerst: Darf ich Ihre Hände massieren?", "Frag, ob sie es möchte."],
    "en": [
        "Ask them: may I massage your hands?",
        "Would you like a massage?",
        "Ask your friend whether this is welcome.",
        "Tell her what you would like to do, and wait for a yes.",
        "Begin if they agree.",
    ],
    "es": ["Pregunte: ¿puedo masajear sus manos?", "Pida permiso."],
    "fr": ["Demandez : puis-je masser vos mains ?", "Attendez son accord."],
    "it": ["Chieda: posso massaggiare le sue mani?", "Aspetti il suo cenno."],
    "nl": ["Vraag: mag ik uw handen masseren?", "Wacht op een knikje."],
    "pt": ["Pergunte: posso massajar as suas mãos?", "Peça licença."],
}
STOPPED = {
    "de": ["Hören Sie sofort auf, wenn es unangenehm ist.", "Sagen Sie einfach stopp."],
    "en": ["Stop whenever they wish.", "They may end it at any time."],
    "es": ["Pare en cuanto moleste.", "Se termina en cualquier momento."],
    "fr": ["Arrêtez dès que cela gêne.", "Dites stop."],
    "it": ["Si fermi subito.", "Si smette in qualsiasi momento."],
    "nl": ["Stop zodra het niet prettig is.", "Houd op als zij dat wil."],
    "pt": ["Pare assim que doer.", "É possível interromper a qualquer momento."],
}


def head(language: str) -> str:
    return f"for: caregiver\nlanguage: {language}\ncautions: [{{crps: Crps.}}]\nallow: [other-language, no-closing]"


def codes(found: Found, language: str, *said: str) -> list[str]:
    return [code for code in found(*(f'{{say: "{text}"}}' for text in said), head=head(language)) if code == CODE]


@pytest.mark.parametrize("language", PHRASES)
def test_whoever_is_asked_and_can_stop_it_is_cared_for(found: Found, language: str) -> None:
    for asked in ASKED[language]:
        for stopped in STOPPED[language]:
            assert codes(found, language, asked, stopped) == []


@pytest.mark.parametrize("language", PHRASES)
def test_a_question_or_a_way_to_stop_is_missed(found: Found, language: str) -> None:
    assert codes(found, language, *ASKED[language]) == [CODE]
    assert codes(found, language, *STOPPED[language]) == [CODE]


def test_a_doctor_who_is_asked_is_not_the_one_who_is_touched(found: Found) -> None:
    assert codes(found, "en", "Ask your doctor first. Stop if it hurts.") == [CODE]


def test_a_caution_that_only_some_hear_asks_nobody(found: Found) -> None:
    own = "for: caregiver\ncautions: [{crps: Ask them first. Stop at any pain.}]"
    assert found("{say: Hold a hand.}", head=own) == [CODE]


def test_nobody_has_to_ask_for_their_own_hands(found: Found) -> None:
    assert found("{say: Hold your hand.}", head="for: self") == []


def test_in_another_language_nothing_is_found(found: Found) -> None:
    assert codes(found, "fi", "Pidä kädestä.") == []
