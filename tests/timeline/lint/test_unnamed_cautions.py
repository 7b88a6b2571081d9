from __future__ import annotations

import pytest

from coach.routine.conditions import cautions
from tests.timeline.lint.conftest import Found, Said

pytestmark = pytest.mark.unit

CODE = "unnamed-caution"
EYES = "trauma, hallucinations, delirium, driving"
BREATH = "breathing-illness, epilepsy, {pregnancy: Never hold your breath.}"

CLOSED = {
    "de": [
        "Schließen Sie nun die Augen.",
        "Schließe sanft deine Augen.",
        "Mach die Augen zu.",
        "Lass die Augen langsam zufallen.",
        "Atmen Sie mit geschlossenen Augen.",
        "Wenn es Ihnen recht ist, schließen Sie die Augen.",
    ],
    "en": [
        "Now close your eyes.",
        "Let your eyes gently close.",
        "Sit for a minute with your eyes closed.",
        "Allow your eyelids to close.",
        "If it feels all right, close your eyes.",
        "Do not strain. Shut both eyes.",
        "Close your eyes. [pause 20s] Open your eyes.",
        "Cup your palms over your closed eyes.",
    ],
    "es": ["Cierra los ojos y escucha.", "Cierre suavemente los ojos.", "Con los ojos cerrados, respire."],
    "fr": ["Ferme les yeux et écoute.", "Fermez doucement les yeux.", "Les yeux fermés, respirez."],
    "it": ["Chiudi gli occhi e ascolta.", "Chiuda lentamente gli occhi.", "Respiri con gli occhi chiusi."],
    "nl": ["Doe je ogen dicht.", "Sluit nu zachtjes uw ogen.", "Adem met gesloten ogen."],
    "pt": ["Feche os olhos e escute.", "Feche suavemente os olhos.", "Respire com os olhos fechados."],
}
OPEN = {
    "de": ["Schließen Sie die Augen nicht.", "Die Augen müssen nicht geschlossen sein.", "Schließe die Hand."],
    "en": [
        "Never close your eyes.",
        "There is no need to close your eyes.",
        "If their eyes are closed, speak softly.",
        "Close your eyes for two seconds, and open them again.",
        "Sit with your eyes open or closed.",
        "Close your hand, and rest your eyes.",
    ],
    "es": ["No cierre los ojos.", "Mantenga los ojos abiertos.", "Cierre los ojos y ábralos otra vez."],
    "fr": ["Ne fermez pas les yeux.", "Gardez les yeux ouverts.", "Fermez les yeux, puis ouvrez les yeux."],
    "it": ["Non chiuda gli occhi.", "Tenga gli occhi aperti.", "Chiuda gli occhi e li riapra."],
    "nl": ["Sluit uw ogen niet.", "Houd uw ogen open.", "Sluit uw hand."],
    "pt": ["Não feche os olhos.", "Mantenha os olhos abertos.", "Feche os olhos e abra-os de novo."],
}
HELD = {
    "de": ["Halten Sie den Atem an.", "Halte die Luft vier Sekunden an.", "Jetzt den Atem anhalten."],
    "en": [
        "Hold your breath for seven seconds.",
        "Breathe in for four, hold for seven, and breathe out for eight.",
        "Breathe out, and stay empty for four seconds.",
        "Now hold it in.",
    ],
    "es": ["Contenga la respiración.", "Aguanta el aire cuatro segundos.", "Mantén la respiración."],
    "fr": ["Retenez votre souffle.", "Bloquez la respiration.", "Retenez l'air."],
    "it": ["Trattenga il respiro.", "Trattieni il fiato.", "Trattenete l'aria."],
    "nl": ["Houd uw adem in.", "Houd je adem vier tellen vast.", "Nu de adem inhouden."],
    "pt": ["Prenda a respiração.", "Segure o ar quatro segundos.", "Sustenha a respiração."],
}
FLOWING = {
    "de": ["Halten Sie nie den Atem an.", "Atmen Sie, ohne den Atem anzuhalten.", "Halten Sie die Hand."],
    "en": [
        "Never hold your breath.",
        "Breathe in, lift your arms, and hold for five seconds.",
        "Hold the hand for three breaths.",
        "Don't hold your breath.",
    ],
    "es": ["No contenga la respiración.", "Respire sin aguantar el aire.", "Mantenga la mano quieta."],
    "fr": ["Ne retenez pas votre souffle.", "Respirez sans bloquer la respiration.", "Retenez la main."],
    "it": ["Non trattenga il respiro.", "Respiri senza trattenere il fiato.", "Trattenga la mano."],
    "nl": ["Houd uw adem niet in.", "Adem zonder de adem in te houden.", "Houd de hand vast."],
    "pt": ["Não prenda a respiração.", "Respire sem prender o ar.", "Segure a mão."],
}


def texts(of: dict[str, list[str]]) -> list[pytest.param]:  # type: ignore[valid-type]
    return [pytest.param(language, text, id=f"{language}-{text}") for language, those in of.items() for text in those]


@pytest.mark.parametrize(("language", "text"), texts(CLOSED))
def test_eyes_that_close_need_their_cautions(said: Said, language: str, text: str) -> None:
    ((_, message, hint),) = said(CODE, text, language)
    assert message.endswith(f"no caution is about it for {EYES}")
    assert hint == f"add to 'cautions': {EYES}; `coach cautions` tells more"


@pytest.mark.parametrize(("language", "text"), texts(HELD))
def test_a_held_breath_needs_its_cautions(said: Said, language: str, text: str) -> None:
    ((_, message, hint),) = said(CODE, text, language)
    assert message.endswith("no caution is about it for pregnancy, breathing-illness, epilepsy")
    assert f"{{pregnancy: '{cautions(language)['pregnancy'].also['breathing']}'}}" in hint


@pytest.mark.parametrize(("language", "text"), [*texts(OPEN), *texts(FLOWING)])
def test_open_eyes_and_a_breath_that_flows_need_none(said: Said, language: str, text: str) -> None:
    assert said(CODE, text, language) == []


def test_the_finding_stands_where_the_words_are(said: Said) -> None:
    ((column, message, _),) = said(CODE, "Sit down. Now close your eyes.")
    assert (column, message.partition(",")[0]) == (15, "“close your eyes”")


def test_what_is_named_is_not_asked_for(found: Found) -> None:
    step = "{say: Close your eyes. Hold your breath., do: 20s}"
    assert found(step) == [CODE, CODE]
    assert found(step, head=f"cautions: [{EYES}]") == [CODE]
    assert found(step, head=f"cautions: [{EYES}, {BREATH}]") == []


def test_the_usual_words_about_pregnancy_are_about_pressure(found: Found) -> None:
    step = "{say: Hold your breath., do: 20s}"
    assert found(step, head="cautions: [breathing-illness, epilepsy, pregnancy]") == [CODE]


def test_what_only_someone_with_a_condition_hears_is_not_looked_at(found: Found) -> None:
    step = "{say: Rest., do: 20s, instead: {crps: Close your eyes.}}"
    assert found(step, head="cautions: [{any-condition: Ask before you close your eyes.}]") == []


@pytest.mark.parametrize(("seconds", "codes"), [("1s", [CODE]), ("1.5s", [])])
def test_breaths_that_are_fast_need_their_cautions(found: Found, seconds: str, codes: list[str]) -> None:
    assert found(f"{{say: Breathe., do: {{breaths: 4, in: {seconds}, out: {seconds}}}}}") == codes


def test_guide_words_and_words_between_turns_count_too(found: Found) -> None:
    assert found("{say: Rest., do: 40s, guide: {half: Close your eyes.}}") == [CODE]
    assert found("{repeat: 2, between: Close your eyes., steps: [{say: Rest., do: 5s}]}") == [CODE]


def test_in_another_language_nothing_is_found(said: Said) -> None:
    assert said(CODE, "Close your eyes.", "fi") == []
