from __future__ import annotations

from pathlib import Path

import pytest

from coach.draft import spanish
from coach.draft.language.gloss_words import Vocabulary
from coach.draft.spanish.spanish_verbs import NO_READING, Forms, plain

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def forms() -> Forms:
    return Forms(Vocabulary(Path(spanish.__file__).with_name("gloss.yaml")))


@pytest.mark.parametrize(
    ("form", "infinitive"),
    [
        ("coloque", "colocar"),
        ("comprueba", "comprobar"),
        ("mide", "medir"),
        ("construye", "construir"),
        ("introduzca", "introducir"),
        ("sacad", "sacar"),
        ("subí", "subir"),
    ],
)
def test_a_form_is_read_by_its_ending_and_stem(forms: Forms, form: str, infinitive: str) -> None:
    assert forms.read(form, "asks") == (infinitive, "asks")


def test_a_form_of_two_verbs_with_se_before_it_is_of_the_reflexive_one(forms: Forms) -> None:
    assert forms.read("sienta", "asks", own=True)[0].startswith("sentar")


def test_the_sort_of_a_form_is_asked_for(forms: Forms) -> None:
    assert forms.read("doblará", "will") == ("doblar", "will")
    assert forms.read("doblará", "asks") == NO_READING


@pytest.mark.parametrize("word", ["es", "va", "en", "puente"])
def test_small_words_are_no_forms_of_short_verbs(forms: Forms, word: str) -> None:
    assert forms.read(word, "asks", "tells", "forbids") == NO_READING


def test_accents_are_taken_off_and_the_tilde_stays() -> None:
    assert plain("pestañéalo") == "pestañealo"
