from __future__ import annotations

import pytest

from coach.export.wall_sheet.hand_drawing import PLACES, Hand
from coach.export.wall_sheet.named_places import described, hand_for
from coach.export.wall_sheet.sheet_words import words_of

pytestmark = pytest.mark.unit

LEFT = {"hand": "left", "other_hand": "right"}


def marked(title: str, said: str = "", language: str = "en", names: dict[str, str] | None = None) -> str:
    """What is drawn, in short: the side, the side from which it is seen, and the places."""
    hand = hand_for(title, said, names or {}, words_of(language))
    return " ".join((hand.side or "-", hand.view, *hand.places)) if hand else ""


@pytest.mark.parametrize(
    ("title", "drawn"),
    [
        ("The palm", "- palm palm"),
        ("The centre of your left palm", "left palm palm_centre"),
        ("Stroke the back of your right hand", "right back back"),
        ("Palm down", "- back back"),
        ("Up onto the wrist", "- palm wrist"),
        ("Your left thumb", "left palm thumb"),
        ("The base of your left thumb", "left palm thumb_base"),
        ("The pad of your thumb", "- palm thumb_tip"),
        ("Their index finger", "- palm index"),
        ("Your middle finger", "- palm middle"),
        ("Your ring finger", "- palm ring"),
        ("Your little finger", "- palm little"),
        ("Your fingers", "- palm fingers"),
        ("The base of your left fingers", "left palm finger_bases"),
        ("Your fingertips", "- palm fingertips"),
        ("Your nails", "- back nails"),
        ("Your left knuckles", "left back knuckles"),
        ("Between the bones", "- back valleys"),
        ("Between their thumb and index finger", "- back valley_thumb"),
        ("Between their index and middle fingers", "- back valley_index"),
        ("Between their ring and little fingers", "- back valley_ring"),
        ("The outer edge of your right hand", "right palm edge"),
        ("Your left forearm", "left palm forearm"),
        ("From palm to wrist", "- palm palm wrist"),
        ("Rest", ""),
        ("Breathe out", ""),
    ],
)
def test_a_place_that_a_title_names_is_marked(title: str, drawn: str) -> None:
    assert marked(title) == drawn


@pytest.mark.parametrize(
    ("said", "drawn"),
    [
        ("With your right thumb, circle on the palm.", "left palm palm"),
        ("Set the tips of both thumbs on their palm.", "left palm palm"),
        ("Massage their palm with the knuckles, very gently.", "left palm palm"),
        ("Squeeze between thumb and forefinger.", ""),
        ("Never press on the wrist.", ""),
        ("Leave out any finger that hurts.", ""),
        ("Move your fingers and your toes.", ""),
        ("Breathe. Now the wrist. Then the palm.", "left palm wrist"),
    ],
)
def test_what_works_and_what_is_left_alone_is_not_marked(said: str, drawn: str) -> None:
    assert marked("Massage", said, names=LEFT) == drawn


def test_a_loop_tells_which_hand_is_worked_on() -> None:
    assert marked("", "Your right thumb circles on the left palm.", names=LEFT) == "left palm palm"
    assert marked("", "Your right thumb.", names={"hand": "right", "other_hand": "left"}) == "right palm thumb"


@pytest.mark.parametrize(
    ("language", "title", "drawn"),
    [
        ("de", "Die linke Handfläche", "left palm palm"),
        ("de", "Der Rücken der rechten Hand", "right back back"),
        ("de-AT", "Zwischen ihrem Daumen und Zeigefinger", "- back valley_thumb"),
        ("de", "Der kleine Finger", "- palm little"),
        ("es", "La muñeca izquierda", "left palm wrist"),
        ("es", "El dorso de la mano", "- back back"),
        ("fr", "Le bout des doigts", "- palm fingertips"),
        ("fr", "La paume de la main gauche", "left palm palm"),
        ("it", "Il polso", "- palm wrist"),
        ("it", "I polpastrelli", "- palm fingertips"),
        ("nl", "De pink", "- palm little"),
        ("nl", "Rug van de hand", "- back back"),
        ("pt-BR", "A palma da mão", "- palm palm"),
        ("pt", "O polegar", "- palm thumb"),
    ],
)
def test_every_language_names_places(language: str, title: str, drawn: str) -> None:
    assert marked(title, language=language) == drawn


@pytest.mark.parametrize("language", ["de", "en", "es", "fr", "it", "nl", "pt"])
def test_every_language_has_all_places_and_labels(language: str) -> None:
    words, english = words_of(language), words_of("en")
    assert words
    assert english
    assert set(words.names) == set(PLACES)
    assert words.labels.keys() == english.labels.keys()
    assert described(Hand("left", "back", ("nails",)), words).startswith(words.labels["left"])


def test_a_language_without_words_has_no_drawings() -> None:
    assert hand_for("Dłoń", "palm", {}, words_of("pl")) is None
