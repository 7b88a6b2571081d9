"""Each form in which a text writes an amount is read in each sentence in which it may stand, in all languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from coach.draft.english.numbers import Amount
from coach.draft.english.quantities import Quantities, quantities_in
from coach.draft.language import in_language
from coach.draft.languages import LANGUAGES

pytestmark = pytest.mark.unit

FORMS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("amount_forms.yaml").read_text("utf-8"))
CASES = [
    (code, kind, str(amount), form)
    for code, kinds in FORMS.items()
    for kind, told in kinds.items()
    for amount, forms in told["forms"].items()
    for form in forms
]


def read(text: str, code: str) -> Quantities:
    if code == "en":
        return quantities_in(text)
    with in_language(LANGUAGES[code]()):
        return quantities_in(text)


def said(found: Quantities, *, spans: bool) -> dict[str, str]:
    """Return what was found, written as the amounts of the case file are; `spans`: with the least and the most."""

    def written(amount: Amount, unit: int) -> str:
        return f"{amount.least // unit}-{amount.most // unit}" if spans else str(amount.natural // unit)

    told = {}
    if found.sets > 1 and found.times:
        rest = f" rest {found.rest.natural // 1000}" if found.rest else ""
        told["sets"] = f"{found.sets}x{found.times.natural}{rest}"
    elif found.times:
        told["times"] = written(found.times, 1)
    if found.time:
        told["time"] = written(found.time, 1000)
    if found.breath or found.breaths or found.release:
        told["another"] = repr(found)
    return told


@pytest.mark.parametrize(("code", "kind", "amount", "form"), CASES)
def test_an_amount_is_read_in_each_of_its_forms_wherever_it_stands(
    code: str, kind: str, amount: str, form: str
) -> None:
    texts = [sentence.replace("{}", form) for sentence in FORMS[code][kind]["sentences"]]
    texts = [f"{text[0].upper()}{text[1:]}" for text in texts]
    found = {text: said(read(text, code), spans="-" in amount) for text in texts}
    assert {text: each for text, each in found.items() if each != {kind: amount}} == {}
