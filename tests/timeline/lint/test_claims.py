from __future__ import annotations

from typing import Any

import pytest

from coach.routine.loader import parse_routine
from coach.timeline.lint import RULES
from coach.timeline.lint.subject import Subject
from tests.timeline.lint.conftest import Found, Said

pytestmark = pytest.mark.unit

CODE = "unsourced-claim"
CLAIMS = {
    "de": [
        "Diese Massage heilt.",
        "Der Druck behandelt Kopfschmerzen.",
        "So entgiftest du deine Hände.",
        "Das schwemmt Giftstoffe aus.",
        "Die Übung stärkt das Immunsystem.",
        "Sie senkt den Blutdruck.",
        "Das lindert Schmerzen.",
    ],
    "en": [
        "This massage heals.",
        "It heals your hands.",
        "This cures headaches.",
        "It treats arthritis.",
        "The pressure treats chronic pain.",
        "Now the hands detox.",
        "This flushes out toxins.",
        "It boosts immunity.",
        "This strengthens your immune system.",
        "It lowers your blood pressure.",
        "This is clinically proven.",
        "It prevents colds.",
        "This relieves pain.",
        "A remedy for insomnia.",
        "This speeds up healing.",
    ],
    "es": [
        "Este masaje cura la artritis.",
        "Desintoxica el cuerpo.",
        "Elimina toxinas.",
        "Trata el insomnio.",
        "Refuerza el sistema inmunitario.",
        "Reduce la presión arterial.",
        "Alivia el dolor.",
    ],
    "fr": [
        "Ce massage guérit.",
        "Il élimine les toxines.",
        "Il détoxifie le corps.",
        "Il soigne l'arthrite.",
        "Il traite les migraines.",
        "Il renforce le système immunitaire.",
        "Il réduit la tension artérielle.",
    ],
    "it": [
        "Questo massaggio guarisce.",
        "Elimina le tossine.",
        "Cura l'artrite.",
        "Tratta l'insonnia.",
        "Rafforza le difese.",
        "Abbassa la pressione arteriosa.",
        "Allevia il dolore.",
    ],
    "nl": [
        "Deze massage geneest.",
        "Zij ontgift het lichaam.",
        "Dit behandelt hoofdpijn.",
        "Het versterkt het immuunsysteem.",
        "Het verlaagt de bloeddruk.",
        "Dit verlicht pijn.",
        "Wetenschappelijk bewezen.",
    ],
    "pt": [
        "Esta massagem cura a artrite.",
        "Elimina toxinas.",
        "Desintoxica o corpo.",
        "Trata a insônia.",
        "Fortalece o sistema imunológico.",
        "Reduz a pressão arterial.",
        "Alivia a dor.",
    ],
}
NONE = {
    "de": [
        "Heilende Hände.",
        "Das heilt nicht.",
        "Warten Sie, bis die Haut heilt.",
        "Viele empfinden es so, als lindere es Schmerzen.",
        "Behandeln Sie beide Hände gleich.",
        "Das soll den Blutdruck senken.",
        "Sie haben keine Schmerzen.",
    ],
    "en": [
        "Healing hands.",
        "Treat yourself to a quiet evening.",
        "Treat both hands alike.",
        "This is a treat for sore hands.",
        "It does not cure arthritis.",
        "No massage heals a wound.",
        "Wait until the skin heals.",
        "Many people find that this relieves pain.",
        "This point is believed to relieve headaches.",
        "Stop if it causes pain.",
        "It may ease a headache.",
        "Work around cuts until they have healed.",
        "With arthritis, keep the pressure light.",
        "A manicure comes first.",
    ],
    "es": [
        "Con cura y sin prisa.",
        "Mantenga la piel sana.",
        "No cura la artritis.",
        "Muchas personas sienten que alivia el dolor.",
        "Trate las dos manos igual.",
    ],
    "fr": [
        "Prenez soin de vos mains.",
        "Cela ne guérit pas.",
        "Attendez jusqu'à ce que la peau guérisse.",
        "Beaucoup de gens trouvent que cela soulage la douleur.",
        "Traitez les deux mains de la même façon.",
    ],
    "it": [
        "Con cura e senza fretta.",
        "Si prenda cura delle mani.",
        "Non guarisce nulla.",
        "Molte persone trovano che allevi il dolore.",
        "Tratti le due mani allo stesso modo.",
    ],
    "nl": [
        "Helende handen.",
        "Dit geneest niet.",
        "Wacht tot de huid geneest.",
        "Veel mensen vinden dat dit pijn verlicht.",
        "Behandel beide handen gelijk.",
    ],
    "pt": [
        "Com cuidado e sem pressa.",
        "Não cura a artrite.",
        "Muitas pessoas acham que alivia a dor.",
        "Trate as duas mãos do mesmo modo.",
    ],
}
CLAIM, STEP = "It cures headaches.", "{say: Rest.}"


def texts(of: dict[str, list[str]]) -> list[Any]:
    return [pytest.param(language, text, id=f"{language}-{text}") for language, those in of.items() for text in those]


@pytest.mark.parametrize(("language", "text"), texts(CLAIMS))
def test_a_claim_without_a_source_is_found(said: Said, language: str, text: str) -> None:
    ((_, message, hint),) = said(CODE, text, language)
    assert message.endswith("claims something about health, without a source")
    assert "'sources'" in hint


@pytest.mark.parametrize(("language", "text"), texts(NONE))
def test_what_promises_nothing_is_no_claim(said: Said, language: str, text: str) -> None:
    assert said(CODE, text, language) == []


def test_a_finding_stands_at_its_words(said: Said) -> None:
    found = said(CODE, "Hold your hand. It heals. Rest now. It lowers your blood pressure.")
    assert [(column, message.partition("”")[0][1:]) for column, message, _ in found] == [
        (20, "heals"),
        (40, "lowers your blood pressure"),
    ]


@pytest.mark.parametrize(
    "step",
    [
        f"{{title: {CLAIM}, say: Hold.}}",
        f"{{section: {CLAIM}, steps: [{{say: Hold.}}]}}",
        f"{{say: Hold., do: 30s, guide: {{half: {CLAIM}}}}}",
        f"{{say: Hold., instead: {{crps: {CLAIM}}}}}",
        f"{{repeat: 2, between: {CLAIM}, steps: [{{say: Hold.}}]}}",
        f"{{say: Hold., do: {{until: ready, remind: {CLAIM}}}}}",
        f"{{say: Hold., do: {{breaths: 2, in: 4s, out: 4s, words: {{in: {CLAIM}, out: And out.}}}}}}",
    ],
)
def test_every_word_of_a_step_is_looked_at(found: Found, step: str) -> None:
    assert found(step) == [CODE]


@pytest.mark.parametrize(
    "head",
    [
        f"summary: {CLAIM}",
        f"comment: {CLAIM}",
        f"author: {CLAIM}",
        f"album: {CLAIM}",
        "good_for: [calm, cures headaches]",
        "needs: [a towel, a lotion that heals the skin]",
        f"cautions: [{{crps: {CLAIM}}}]",
    ],
)
def test_what_is_told_of_a_routine_is_looked_at_unless_it_has_sources(found: Found, head: str) -> None:
    assert found(STEP, head=head) == [CODE]
    assert found(STEP, head=f"{head}\nsources: [Laborde 2021]") == []


def test_a_step_may_claim_what_its_source_says(found: Found) -> None:
    step = f"{{say: {CLAIM}, sources: [Laborde 2021]}}"
    assert found(step) == []
    assert found(f"{{sources: [Laborde 2021], steps: [{{steps: [{{say: {CLAIM}}}]}}]}}") == []


def test_the_sources_of_a_routine_are_not_those_of_every_step(found: Found) -> None:
    assert found(f"{{say: {CLAIM}}}", head="sources: [a page]") == [CODE]


@pytest.mark.parametrize("source", ["t", "T.", "page.html", "How to rest.txt", "<stdin>"])
def test_the_text_itself_is_no_source_of_what_it_claims(found: Found, source: str) -> None:
    assert found(STEP, head=f"summary: {CLAIM}\nsources: ['{source}']") == [CODE]
    assert found(f"{{say: {CLAIM}, sources: ['{source}']}}") == [CODE]
    assert found(f"{{say: {CLAIM}, sources: ['{source}', Laborde 2021]}}") == []


def test_a_claim_in_a_list_is_found_where_it_stands() -> None:
    text = b"title: T\nneeds:\n  - a towel\n  - a lotion that heals the skin\nsteps: [{say: Rest.}]\n"
    subject = Subject.of(parse_routine(text, "FILE"), len)
    assert [str(it.place) for it in RULES[CODE].find(subject)] == ["FILE:4:19"]


def test_in_another_language_nothing_is_found(said: Said) -> None:
    assert said(CODE, CLAIM, "fi") == []
