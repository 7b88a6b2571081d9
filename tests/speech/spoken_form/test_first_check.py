"""Plain prose comes back as it is, to the byte, and costs nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

from coach.speech.spoken_form import spoken_form
from tests.speech.spoken_form.test_spoken_form import LANGUAGES

pytestmark = pytest.mark.unit

PROSE = [
    "A slow-moving self-massage, don't rush - it's fine.",
    "Two  spaces,\tand a tab \n\nand lines. ",
    " Breathe in… and out – slowly — now. ",
    "STOP if it hurts (a T-shirt is “fine”); ‘yes’.",
    "Où ça ? Là-bas ! L'été, c'est « bien » ; n'est-ce pas ?",
    "¿Qué tal? ¡Muy bien! Öffne die Hände. Één, twee. Não é à toa.",
    "Louis XIV and Section IV.",
    "",
]


@pytest.mark.parametrize("language", [*LANGUAGES, "pl", "zh-Hant"])
@pytest.mark.parametrize("prose", PROSE)
def test_plain_prose_comes_back_as_it_is(prose: str, language: str) -> None:
    assert spoken_form(prose, language) is prose


@pytest.mark.parametrize("prose", ["हाथ को धीरे से मलें।", "خیلی می‌خواهم", "手をゆっくり動かす。", "Ręce są ciężkie."])
def test_other_scripts_come_back_as_they_are(prose: str) -> None:
    assert spoken_form(prose, "hi") == prose


def test_numbers_are_loaded_only_for_a_text_with_a_number() -> None:
    program = (
        "import sys; from coach.speech.spoken_form import spoken_form as f; f('Press & rest, e.g. here.', 'en');"
        "before = 'num2words' in sys.modules; f('Press 2 cm.', 'en'); print(before, 'num2words' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
