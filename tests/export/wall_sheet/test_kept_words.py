from __future__ import annotations

import pytest

from coach.export.wall_sheet.kept_words import Amount, ranked_sentences
from coach.export.wall_sheet.sheet_rows import SheetStep
from coach.export.wall_sheet.sheet_words import words_of

pytestmark = pytest.mark.unit


def kept(
    amount: Amount, title: str, words: str, meanwhile: str = "", language: str = "en", changed: tuple[str, ...] = ()
) -> str:
    """The words that stand on a sheet with so many."""
    step = SheetStep(1, title, words, meanwhile, (), waits=False, depth=0, names={})
    ranked = ranked_sentences(step, frozenset(changed), words_of(language))
    return " ".join(each.sentence for each in ranked if each.amount <= amount)


@pytest.mark.parametrize(
    ("language", "caution"),
    [
        ("en", "Never press on a vein."),
        ("en", "Stop when it hurts."),
        ("en", "Leave out any inflamed joint."),
        ("en", "Ease off if they wish."),
        ("en", "Warm, never hot."),
        ("en", "Barely touch the palm."),
        ("en", "Keep clear of any drip, dressing or bruise."),
        ("de", "Sparen Sie Zugänge und Verbände aus."),
        ("es", "Manténgase lejos de las vías y los vendajes."),
        ("fr", "Restez à l’écart des perfusions."),
        ("it", "Stia lontano dalle flebo."),
        ("nl", "Blijf uit de buurt van infusen."),
        ("pt", "Fique longe dos soros."),
        ("en-GB", "Ask how the pressure feels."),
        ("de", "Drücken Sie nicht auf die Venen."),
        ("de", "Hören Sie auf, wenn es schmerzt."),
        ("es", "Pare si duele."),
        ("fr", "N'appuyez pas sur les veines."),
        ("it", "Si fermi se fa male."),
        ("nl", "Stop als het pijn doet."),
        ("pt", "Pare se doer."),
    ],
)
def test_what_to_mind_is_never_left_out(language: str, caution: str) -> None:
    assert caution in kept(Amount.MINDED, "Palm", f"Palma. {caution} Palma.", language=language)


def test_how_hard_goes_before_what_to_mind_and_the_first_sentence_before_that() -> None:
    said = "Sit down. Press gently all over. Then softly again. Never pull."
    assert [kept(amount, "Palm", said) for amount in Amount] == [
        "Never pull.",
        "Press gently all over. Never pull.",
        "Press gently all over. Never pull.",
        said,
    ]


def test_no_step_is_a_mere_title_as_long_as_first_sentences_stand() -> None:
    said = "Welcome. Take their thumb. Then let go."
    assert [kept(amount, "Thumb", said) for amount in Amount] == ["", "", "Take their thumb.", said]


def test_what_explains_a_title_and_what_stands_for_one_stays() -> None:
    assert kept(Amount.MINDED, "Friction", "Friction is circles. Go on.") == "Friction is circles."
    assert kept(Amount.MINDED, "", "Take their thumb. Then let go.") == "Take their thumb."
    assert kept(Amount.MINDED, "", "", "Breathe in. And out.") == "Breathe in."


def test_what_is_said_only_for_a_condition_stays() -> None:
    assert kept(Amount.MINDED, "Palm", "Rest a hand on it. Wait.", changed=("Wait.",)) == "Wait."


def test_in_a_language_that_coach_has_no_words_of_all_stay() -> None:
    assert kept(Amount.MINDED, "Dłoń", "Usiądź. Odpocznij.", "Dalej.", language="pl") == "Usiądź. Odpocznij. Dalej."
