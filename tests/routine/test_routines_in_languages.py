"""The bundled routines in other languages: each is the English one of its name, as somebody else says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any

import pytest

from coach.folders import LIBRARY
from coach.routine.care_words import care_words
from coach.routine.conditions import cautions
from coach.routine.for_listener import WORDS, NothingLeft, adapt
from coach.routine.library import open_routine
from coach.routine.model import Routine
from coach.routine.narration import Words
from coach.routine.practice import Circles, Strokes
from coach.routine.routine_files import bundled_routines, language_of_name
from coach.timeline.compiler import compile_routine
from coach.timeline.estimate import estimate_by_pace
from coach.timeline.expand import Action, expand
from coach.timeline.guide_words import PHRASES
from coach.timeline.timeline import Timeline

pytestmark = pytest.mark.unit

NAMES = [name for name in bundled_routines() if language_of_name(name)]
ROUTINES = ["caregiver-hand-massage", "eyes-closed-calm", "paced-breathing"]
LANGUAGES = ["de", "es"]
EACH = pytest.mark.parametrize("name", NAMES)
IN_EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
FAMILIAR = {
    "de": r"\b(?:du|dich|dir|dein\w*|euch|euer|eure\w*)\b",
    "es": r"\b(?:tú|tus?|te|ti|contigo|vosotr\w+|vuestr\w+|os)\b",
}
"""Words by which a friend is addressed: coach's own phrases say „Sie“ and «usted»."""
PICTURED = {"de": r"\bstellen Sie sich\b|\bAugen\b", "es": r"\bimag[ií]n\w*|\bojos\b"}
TOLD_TO_BREATHE = {"de": r"\btief|\batmen Sie (?:ein|aus|tief|langsam)", "es": r"\bhondo\b|\b[ei]nspire\b|\bespire\b"}


@cache
def routine_of(name: str) -> Routine:
    return open_routine(name)


@cache
def adapted(name: str, condition: str = "", words: str = "full") -> Routine | None:
    """It as somebody with a condition hears it, if it is anything for them."""
    given = [condition] if condition else []
    forbidding = [it for it in given if cautions()[it].effect == "stop"]
    try:
        return adapt(routine_of(name).model_copy(update={"length": None}), given, forbidding, words)
    except NothingLeft:
        return None


@cache
def timeline_of(name: str, condition: str = "", words: str = "full") -> Timeline | None:
    routine = adapted(name, condition, words)
    return compile_routine(routine, estimate_by_pace(routine.voice.pace)) if routine else None


def heard(name: str, condition: str = "") -> list[str]:
    timeline = timeline_of(name, condition)
    return [cue.text for cue in timeline.speech] if timeline else []


def whole(action: Action) -> str:
    return " ".join(part.text for part in action.whole if isinstance(part, Words))


def all_words(name: str) -> Iterator[str]:
    """All that may be heard, and all that is shown."""
    routine = routine_of(name)
    yield from (routine.title, routine.summary or "", *routine.good_for, *routine.needs)
    for condition in ("", *cautions()):
        yield from heard(name, condition)
    for action in expand(routine):
        yield from (action.title or "", action.section or "", whole(action))


def test_the_library_has_three_routines_in_each_other_language() -> None:
    assert [f"{language}/{routine}" for language in LANGUAGES for routine in ROUTINES] == NAMES
    assert all(bundled_routines()[name] == LIBRARY / f"{name}.yaml" for name in NAMES)


@EACH
def test_a_routine_is_in_the_language_of_its_folder(name: str) -> None:
    assert routine_of(name).language == language_of_name(name)
    assert routine_of(name).title != routine_of(name.partition("/")[2]).title


def facts_of(name: str, condition: str = "") -> list[tuple[str, ...]]:
    """What is carried by each step, in the order in which they are done; what several in a row carry, once."""
    routine = adapted(name, condition)
    carried = [tuple(action.step.sources or ()) for action in expand(routine) if action.step] if routine else []
    return [facts for facts, _ in groupby(facts for facts in carried if facts)]


@EACH
def test_it_carries_for_everybody_what_the_english_one_carries(name: str) -> None:
    english = name.partition("/")[2]
    for condition in ("", *cautions()):
        assert facts_of(name, condition) == facts_of(english, condition), condition


def motions_of(name: str) -> list[dict[str, Any]]:
    steps = [action.step for action in expand(routine_of(name)) if action.step]
    return [step.do.model_dump() for step in steps if isinstance(step.do, Strokes | Circles)]


def breaths_of(name: str) -> list[tuple[int, str]]:
    timeline = timeline_of(name)
    return [(cue.end_ms - cue.start_ms, cue.text) for cue in timeline.cues if cue.kind == "breath"] if timeline else []


@EACH
def test_it_has_the_strokes_and_breaths_of_the_english_one_and_minds_the_same(name: str) -> None:
    english = name.partition("/")[2]
    assert motions_of(name) == motions_of(english)
    assert breaths_of(name) == breaths_of(english)
    one, other = routine_of(name), routine_of(english)
    assert [it.name for it in one.cautions] == [it.name for it in other.cautions]
    kept = {"for_", "voice", "background", "ending", "sources"}
    assert one.model_dump(include=kept) == other.model_dump(include=kept)
    assert len(one.needs) == len(other.needs)


@EACH
@pytest.mark.parametrize("words", WORDS)
def test_at_half_its_length_and_half_again_it_is_exact_for_everybody(name: str, words: str) -> None:
    natural = timeline_of(name)
    assert natural
    measure = estimate_by_pace(routine_of(name).voice.pace)
    for condition in ("", *cautions()):
        if routine := adapted(name, condition, words):
            lengths = [natural.duration_ms * halves // 2 for halves in (1, 2, 3)]
            assert [compile_routine(routine, measure, ms).duration_ms for ms in lengths] == lengths
        else:
            assert (name.partition("/")[2], condition) == ("paced-breathing", "breathing-illness")


@EACH
def test_no_sentence_is_longer_than_twenty_words(name: str) -> None:
    sentences = {part for condition in ("", *cautions()) for text in heard(name, condition)
                 for part in re.split(r"(?<=[.!?])\s+", text)}  # fmt: skip
    assert [sentence for sentence in sentences if len(sentence.split()) > 20] == []


@EACH
def test_whoever_listens_is_addressed_politely_as_by_coach_itself(name: str) -> None:
    familiar = re.compile(FAMILIAR[language_of_name(name)], re.IGNORECASE)
    assert {text for text in all_words(name) if familiar.search(text)} == set()


@EACH
def test_no_word_is_left_in_english_and_no_gap_is_heard(name: str) -> None:
    english = re.compile(r"\b(?:the|and|your|hand[s]?(?= of| with)|left|right|slowly|gently)\b|[{}]| [.,]|\s,|,\.|  ")
    assert {text for text in all_words(name) if english.search(text)} == set()


@EACH
def test_every_step_has_a_title_and_a_section(name: str) -> None:
    assert [
        action for action in expand(routine_of(name)) if action.step and not (action.title and action.section)
    ] == []


@pytest.mark.parametrize("name", [name for name in NAMES if "paced" not in name])
def test_left_and_right_get_the_same(name: str) -> None:
    left, right = (rf"\b(?:{side})" for side in PHRASES[language_of_name(name)].sides)
    for condition in ("", *cautions()):
        routine = adapted(name, condition)
        actions = [action for action in expand(routine) if action.step and action.names] if routine else []
        sections = {side: [a.title for a in actions if re.search(side, a.section or "")] for side in (left, right)}
        done = {side: [a.step and a.step.do for a in actions if re.search(side, a.section or "")] for side in sections}
        assert sections[left]
        assert done[left] == done[right]


@IN_EACH_LANGUAGE
def test_whoever_is_cared_for_is_asked_first_and_once_in_the_middle(language: str) -> None:
    name, words = f"{language}/{ROUTINES[0]}", care_words(language)
    timeline = timeline_of(name)
    assert timeline
    assert words
    said = [(cue.start_ms / timeline.duration_ms, cue.text) for cue in timeline.speech]
    asked = [share for share, text in said if "?" in text]
    assert [share < 0.1 for share in asked] == [True, False]
    assert 0.4 < asked[1] < 0.6
    (first, *_), frown = ([text for _, text in said if "?" in text], {"de": "Stirnrunzeln", "es": "ceño"}[language])
    assert words.asks.search(first)
    assert any(words.stops.search(text) for share, text in said if share < 0.1)
    assert sum(frown in text for _, text in said) == 2


@IN_EACH_LANGUAGE
def test_hands_are_washed_before_and_after(language: str) -> None:
    wash = {"de": r"[Ww]aschen Sie sich .*die Hände", "es": r"lávese las manos"}[language]
    timeline = timeline_of(f"{language}/{ROUTINES[0]}")
    assert timeline
    assert re.search(wash, " ".join(cue.text for cue in timeline.speech if cue.step == 1))
    assert re.search(wash, timeline.speech[-1].text)


@IN_EACH_LANGUAGE
def test_at_most_a_bit_more_than_a_third_of_the_caregivers_is_talk(language: str) -> None:
    timeline = timeline_of(f"{language}/{ROUTINES[0]}")
    assert timeline
    assert sum(cue.end_ms - cue.start_ms for cue in timeline.speech) <= 0.37 * timeline.duration_ms


@pytest.mark.parametrize("condition", ["trauma", "hallucinations", "delirium"])
@pytest.mark.parametrize("routine", ROUTINES[1:])
@IN_EACH_LANGUAGE
def test_eyes_stay_open_and_nothing_is_pictured_where_that_may_harm(
    language: str, routine: str, condition: str
) -> None:
    first, *others = heard(f"{language}/{routine}", condition)
    assert first == cautions(language)[condition].say
    pictured = re.compile(PICTURED[language], re.IGNORECASE)
    assert [text for text in others if pictured.search(text)] == []
    assert [text for text in heard(f"{language}/{routine}") if pictured.search(text)]


@IN_EACH_LANGUAGE
def test_nobody_with_a_severe_breathing_illness_is_told_how_to_breathe(language: str) -> None:
    name, breathing = f"{language}/{ROUTINES[1]}", re.compile(TOLD_TO_BREATHE[language], re.IGNORECASE)
    timeline = timeline_of(name, "breathing-illness")
    assert timeline
    assert [cue for cue in timeline.cues if cue.kind == "breath"] == []
    assert [text for text in heard(name, "breathing-illness") if breathing.search(text)] == []
    assert [text for text in heard(name) if breathing.search(text)]
