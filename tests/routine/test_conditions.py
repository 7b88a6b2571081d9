from __future__ import annotations

import re

import pytest
from pydantic import TypeAdapter, ValidationError

from coach.routine.conditions import (
    CONCERNS,
    Caution,
    Condition,
    Conditions,
    caution_words,
    cautions,
    cautions_about,
    has_cautions,
    nearest_condition,
)
from coach.routine.narration import parse_narration
from coach.routine.paths import caution_languages

OTHERS = "--condition crps --condition pregnancy"
BOTH = "--condition arthritis --condition crps"
pytestmark = pytest.mark.unit

NAMED = {
    "recent-surgery",
    "severe-arthritis",
    "open-wounds",
    "skin-infection",
    "carpal-tunnel",
    "crps",
    "pregnancy",
    "inflamed-joints",
    "swelling-or-injury",
    "any-condition",
}
"""Conditions for which the sources say what to mind."""
MENTIONED = {"arthritis", "tendonitis", "repetitive-strain", "raynauds", "diabetes"}
"""Conditions that the sources only name."""
BEYOND_TOUCH = {
    "trauma",
    "hallucinations",
    "delirium",
    "breathing-illness",
    "epilepsy",
    "low-blood-pressure",
    "driving",
}
"""Conditions that closed eyes, inner pictures, breathing and getting up have to mind."""

each_caution = pytest.mark.parametrize("caution", cautions().values(), ids=lambda caution: caution.name)
LANGUAGES = caution_languages()
in_each_language = pytest.mark.parametrize("language", LANGUAGES)


def test_every_condition_of_the_sources_is_there() -> None:
    assert set(cautions()) == NAMED | MENTIONED | BEYOND_TOUCH


@each_caution
def test_a_name_can_be_typed_without_quotes(caution: Caution) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", caution.name)


@each_caution
def test_a_caution_has_a_title_an_effect_and_a_source(caution: Caution) -> None:
    assert caution.title
    assert caution.sources
    assert caution.effect in ("stop", "avoid", "lighten", "modify")


@each_caution
def test_a_caution_is_about_something_that_a_session_does(caution: Caution) -> None:
    assert caution.concerns
    assert set(caution.concerns) <= set(CONCERNS)
    assert set(caution.also) <= set(caution.concerns[1:])


def test_everything_that_a_session_does_has_its_cautions() -> None:
    found = {concern: {caution.name for caution in cautions_about(concern)} for concern in CONCERNS}
    assert found["closed-eyes"] == {"trauma", "hallucinations", "delirium", "driving"}
    assert found["imagery"] == {"trauma", "hallucinations", "delirium"}
    assert found["breathing"] == {"pregnancy", "breathing-illness", "epilepsy"}
    assert found["getting-up"] == {"low-blood-pressure"}
    assert found["touch"] == (NAMED | MENTIONED) - {"any-condition"}
    assert found["anything"] == {"any-condition"}


def test_what_is_said_in_pregnancy_depends_on_what_a_session_does() -> None:
    pregnancy = cautions()["pregnancy"]
    assert "pressure" in pregnancy.sentence("touch")
    assert "never hold your breath" in pregnancy.sentence("breathing")


def sentences(language: str) -> list[str]:
    return [caution.sentence(concern) for caution in cautions(language).values() for concern in caution.concerns]


@in_each_language
def test_a_caution_is_one_sentence(language: str) -> None:
    assert [each for each in sentences(language) if re.findall(r"[.!?](?=\s|$)", each) != ["."]] == []


@in_each_language
def test_a_caution_is_short_and_can_be_spoken(language: str) -> None:
    for sentence in sentences(language):
        (words,) = parse_narration(sentence).parts
        assert len(sentence.split()) <= 20
        assert getattr(words, "text", None) == sentence


def test_these_languages_have_cautions() -> None:
    assert LANGUAGES == ["de", "en", "es"]
    assert [has_cautions(tag) for tag in ("en-GB", "de-AT", "es", "sv")] == [True, True, True, False]


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
def test_every_caution_has_words_of_its_own_in_each_language_and_the_same_facts(language: str) -> None:
    assert list(caution_words(language).cautions) == list(cautions())
    for name, caution in cautions(language).items():
        english = cautions()[name]
        assert {caution.say, *caution.also.values()}.isdisjoint({english.say, *english.also.values()})
        assert caution.also.keys() == english.also.keys()
        assert (caution.effect, caution.sources, caution.concerns) == (
            english.effect,
            english.sources,
            english.concerns,
        )


@in_each_language
def test_every_language_has_words_for_each_effect_and_about_a_session(language: str) -> None:
    words = caution_words(language)
    assert list(words.effects) == ["stop", "avoid", "lighten", "modify"]
    assert all([*words.effects.values(), words.about, words.brief])


@pytest.mark.parametrize(
    ("language", "other"),
    [("de", r"\b(du|dich|dir|dein\w*|euch|euer)\b"), ("es", r"\b(tú|tus?|te|ti|contigo|vuestr\w+)\b")],
)
def test_whoever_listens_is_addressed_politely(language: str, other: str) -> None:
    assert [each for each in sentences(language) if re.search(other, each, re.IGNORECASE)] == []


@pytest.mark.parametrize(
    ("name", "effect"),
    [
        ("recent-surgery", "stop"),
        ("skin-infection", "stop"),
        ("open-wounds", "avoid"),
        ("inflamed-joints", "avoid"),
        ("swelling-or-injury", "avoid"),
        ("severe-arthritis", "lighten"),
        ("crps", "lighten"),
        ("pregnancy", "lighten"),
        ("carpal-tunnel", "modify"),
    ],
)
def test_a_condition_asks_for_what_its_source_says(name: str, effect: str) -> None:
    assert cautions()[name].effect == effect


def test_two_conditions_forbid_a_massage_and_driving_forbids_any_session() -> None:
    stops = {caution.name for caution in cautions().values() if caution.effect == "stop"}
    assert stops == {"recent-surgery", "skin-infection", "driving"}


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("pregnant", "did you mean 'pregnancy'?"),
        ("arthrits", "did you mean 'arthritis'?"),
        ("xylophone", "`coach cautions` shows them, and any-condition stands for any other"),
        ("CRPS", "did you mean 'crps'?"),
        ("arthritis and crps", f"name each by itself ({BOTH}); a routine's words can be for 'arthritis or crps'"),
        (
            "crps,pregnancy",
            f"name each by itself ({OTHERS}); a routine's words can be for 'crps or pregnancy'",
        ),
        ("", "`coach cautions` shows them, and any-condition stands for any other"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest_or_where_to_look(typed: str, answer: str) -> None:
    assert nearest_condition(typed) == answer


@pytest.mark.parametrize("name", sorted(NAMED | MENTIONED | BEYOND_TOUCH))
def test_a_name_of_the_table_is_a_condition(name: str) -> None:
    assert TypeAdapter[str](Condition).validate_python(name) == name


@pytest.mark.parametrize("value", ["Pregnancy", " pregnancy", "gout", "", None, [], {}, 3])
def test_nothing_else_is_a_condition(value: object) -> None:
    with pytest.raises(ValidationError, match="there is no condition"):
        TypeAdapter[str](Condition).validate_python(value)


def test_a_list_of_conditions_names_one_at_least() -> None:
    with pytest.raises(ValidationError, match="too_short"):
        TypeAdapter[list[str]](Conditions).validate_python([])
