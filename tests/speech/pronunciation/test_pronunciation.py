from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import RoutineError
from coach.speech.pronunciation import Lexicon, lexicon_for
from coach.speech.pronunciation.marked_words import unmarked

pytestmark = pytest.mark.unit

OWN = Lexicon(asked=(("raynaud", "ɹeɪnˈoʊ"), ("de quervain", "də kɛɹvˈæn"), ("hegu", "həɡˈu"), ("effleurage", "ɛˈa")))


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder, in which there is no file yet."""
    monkeypatch.setenv("COACH_CONFIG", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("With Raynaud, keep warm.", "With ⟦Raynaud|ɹeɪnˈoʊ⟧, keep warm."),
        ("RAYNAUD and raynaud", "⟦RAYNAUD|ɹeɪnˈoʊ⟧ and ⟦raynaud|ɹeɪnˈoʊ⟧"),
        ("Raynaud's", "⟦Raynaud's|ɹeɪnˈoʊz⟧"),
        ("Raynaud’s hands", "⟦Raynaud’s|ɹeɪnˈoʊz⟧ hands"),
        ("both Raynauds", "both ⟦Raynauds|ɹeɪnˈoʊz⟧"),
        ("De  Quervain's wrist", "⟦De  Quervain's|də kɛɹvˈænz⟧ wrist"),
        ("(Raynaud)", "(⟦Raynaud|ɹeɪnˈoʊ⟧)"),
        ("Raynaud-like", "⟦Raynaud|ɹeɪnˈoʊ⟧-like"),
    ],
)
def test_a_word_is_marked_in_any_capitals_and_with_its_endings(text: str, marked: str) -> None:
    assert OWN.mark(text) == marked
    assert unmarked(marked) == text


@pytest.mark.parametrize("text", ["Raynauding", "Braynaud", "Raynaud'x", "Quervain", "Breathe. [pause]", "", "手"])
def test_a_text_without_a_whole_word_comes_back_equal(text: str) -> None:
    assert OWN.mark(text) == text


@pytest.mark.parametrize(
    ("ipa", "ending"),
    [("klˈɪp", "s"), ("klˈɪf", "s"), ("klˈʌb", "z"), ("məsˈɑʒ", "ᵻz"), ("bˈʌs", "ᵻz"), ("tʃˈi", "z"), ("bˈæθ", "s")],
)
def test_the_s_of_a_plural_sounds_as_in_english(ipa: str, ending: str) -> None:
    assert Lexicon(asked=(("clip", ipa),)).mark("clips") == f"⟦clips|{ipa}{ending}⟧"


def test_other_languages_have_no_such_endings() -> None:
    assert Lexicon("de", asked=(("hegu", "həɡˈu"),)).mark("Hegu, Hegus") == "⟦Hegu|həɡˈu⟧, Hegus"


def test_letters_that_have_no_single_capital_are_found() -> None:
    lexicon = lexicon_for("de", {"Fuß": "fˈuːs"})
    assert lexicon.mark("Der Fuß, der FUß.") == "Der ⟦Fuß|fˈuːs⟧, der ⟦FUß|fˈuːs⟧."


def test_the_longest_word_is_found() -> None:
    lexicon = Lexicon(asked=(("chi", "tʃˈi"), ("tai chi", "tˌaɪ tʃˈi")))
    assert lexicon.mark("Tai chi and chi") == "⟦Tai chi|tˌaɪ tʃˈi⟧ and ⟦chi|tʃˈi⟧"


def test_brackets_of_an_author_make_no_marks() -> None:
    assert OWN.mark("Sit ⟦down|dˈaʊn⟧, Raynaud.") == "Sit (down|dˈaʊn), ⟦Raynaud|ɹeɪnˈoʊ⟧."


@given(st.text(st.sampled_from("⟦⟧|' ae") | st.characters(codec="utf-8"), max_size=40))
def test_whatever_a_text_holds_its_words_stay(text: str) -> None:
    lexicon = Lexicon(asked=(("a", "ˈa"), ("ea", "ˈea")))
    assert unmarked(lexicon.mark(text)) == text.replace("⟦", "(").replace("⟧", ")")


def test_a_voice_without_ipa_gets_asked_words_in_letters_and_the_others_as_they_are() -> None:
    lexicon = lexicon_for("en", {"Raynaud": "ɹeɪnˈoʊ"})
    assert lexicon.respelt(lexicon.mark("Raynaud's: effleurage. Close your eyes.")) == (
        "raynohz: effleurage. Close your eyes."
    )


def test_a_routine_wins_over_the_user_and_the_user_over_coach(config: Path) -> None:
    (config / "pronounce.yaml").write_text("pronounce: {Thenar: TEN-ar, effleurage: uh-FLAR, close: klohth}\n")
    lexicon = lexicon_for("en-GB", {"EFFLEURAGE": "ˈa"})
    assert lexicon.mark("Effleurage") == "⟦Effleurage|ˈa⟧"
    assert lexicon.mark("thenar") == "⟦thenar|tˈɛnɑɹ⟧"
    assert lexicon.mark("hypothenar") == "⟦hypothenar|hˌaɪpoʊθˈinˌɑɹ⟧"
    assert lexicon.mark("Close your eyes.") == "⟦Close|klˈoʊθ⟧ your eyes."


def test_coach_s_own_words_are_for_their_language() -> None:
    assert lexicon_for("en-US").mark("effleurage") != "effleurage"
    assert lexicon_for("de").mark("effleurage") == "effleurage"
    assert lexicon_for("de", {"effleurage": "ˈa"}).mark("effleurage") == "⟦effleurage|ˈa⟧"
    assert lexicon_for("../en").mark("effleurage") == "effleurage"


def test_what_is_wrong_in_the_user_s_file_is_told(config: Path) -> None:
    (config / "pronounce.yaml").write_text("pronounce: {Raynaud: raynoh}\n")
    with pytest.raises(RoutineError, match=r"pronounce\.yaml:1:13: 'raynoh' cannot be read"):
        lexicon_for("en")


def test_equal_lexicons_are_one_key() -> None:
    assert {lexicon_for("en"): 1}[lexicon_for("en")] == 1
    assert lexicon_for("en") != lexicon_for("en", {"thenar": "ˈa"})
