from __future__ import annotations

import pytest

from coach.export.wall_sheet.cautions_on_sheet import CautionRow, given_cautions, other_cautions
from coach.routine.conditions import cautions
from coach.routine.loader import parse_routine
from coach.routine.model import Routine

pytestmark = pytest.mark.unit


def routine(names: str, language: str = "en") -> Routine:
    text = f"title: A\nlanguage: {language}\ncautions: [{names}]\nsteps: [{{say: Sit., do: 3s}}]\n"
    return parse_routine(text.encode(), "FILE")


def test_conditions_that_ask_for_the_same_stand_together_in_key_words() -> None:
    assert other_cautions(routine("diabetes, inflamed-joints, pregnancy, open-wounds"), ()) == (
        CautionRow("Keep off", ("inflamed joints", "cuts, wounds, burns")),
        CautionRow("Gently", ("diabetes", "pregnancy (no pressure points)")),
    )


def test_the_authors_own_words_stand_as_they_are() -> None:
    rows = other_cautions(routine("pregnancy: Ask first., recent-surgery"), ())
    assert rows == (CautionRow("Wait", ("surgery, fracture (ask a doctor)",)), CautionRow("", ("Ask first.",)))


def test_a_condition_that_a_sheet_is_for_is_a_sentence_above_the_others() -> None:
    both = routine("crps, diabetes")
    assert given_cautions(both, ("crps",)) == (cautions()["crps"].say,)
    assert other_cautions(both, ("crps",)) == (CautionRow("Gently", ("diabetes",)),)


def test_in_a_language_without_cautions_all_are_sentences() -> None:
    assert other_cautions(routine("diabetes: 'Vid diabetes: varsamt.'", "sv"), ()) == (
        CautionRow("", ("Vid diabetes: varsamt.",)),
    )


def test_in_another_language_key_words_and_what_they_ask_for_are_in_it() -> None:
    assert other_cautions(routine("diabetes, crps: Sei sanft.", "de-AT"), ()) == (
        CautionRow("Sanft", ("Diabetes",)),
        CautionRow("", ("Sei sanft.",)),
    )


@pytest.mark.parametrize("language", ["en", "de", "es"])
@pytest.mark.parametrize("name", cautions())
def test_every_condition_has_its_key_words(name: str, language: str) -> None:
    (row,) = other_cautions(routine(name, language), ())
    caution = cautions(language)[name]
    assert row.label
    assert row.texts == (caution.brief,)
    assert 5 < len(caution.brief) < len(caution.say)
