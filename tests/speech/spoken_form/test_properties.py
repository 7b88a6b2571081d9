"""What must hold for every text: nothing is lost, nothing unspeakable is left, and what is said stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.speech.spoken_form import spoken_form
from tests.speech.spoken_form.test_spoken_form import LANGUAGES

pytestmark = pytest.mark.property

UNSPEAKABLE = set("%°×~½¼¾&+=#*_<>|@^`")
PIECES = st.sampled_from(
    [
        *"0123456789",
        *"%°×~½¼¾&+=#*_<>|@^`/-–.,:;()[]€$£§'\"\n→…😊²ªº",
        *(" ", "  ", " - ", " / ", "x", " x ", "s", " cm", " min", "h", "kg", " am", " Uhr", "st", "º", " Sek.", "er"),
        *(
            "hand",
            " Hand",
            "LI",
            " and ",
            " und ",
            " de ",
            "der ",
            " Finger",
            "e.g. ",
            "z. B. ",
            "no. ",
            "1/2",
            "10-15",
        ),
        *(
            "1 1/2",
            "4-7-8",
            "http://x.org/1",
            "a@b.org",
            "**",
            "Mal",
            " mano",
            "°C",
            "5'6\"",
            "0800 123",
            "w/",
            "etc. ",
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)


@given(TEXTS, st.sampled_from([*LANGUAGES, "pt-BR", "en-US", "fr-CH"]))
def test_no_digit_and_no_sign_is_left(text: str, language: str) -> None:
    said = spoken_form(text, language)
    assert not UNSPEAKABLE & set(said), said
    assert not any(sign.isnumeric() for sign in said), said


@given(TEXTS, st.sampled_from([*LANGUAGES, "pl"]))
def test_what_is_said_is_said_as_it_is(text: str, language: str) -> None:
    said = spoken_form(text, language)
    assert spoken_form(said, language) == said


@given(st.text(max_size=60), st.sampled_from([*LANGUAGES, "ar", "zh-Hant"]))
def test_any_text_at_all_can_be_said(text: str, language: str) -> None:
    said = spoken_form(text, language)
    assert spoken_form(said, language) == said
