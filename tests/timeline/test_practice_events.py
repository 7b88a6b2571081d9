from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coach.routine.loader import parse_routine
from coach.routine.motion import span_of
from coach.timeline.expand import Action, expand
from coach.timeline.practice_events import PracticeEvents, clashes, narrow, practice_events_of
from coach.timeline.practice_words import GAP_MS, Unspeakable, Word, name_next

pytestmark = pytest.mark.unit


def per_character(text: str) -> int:
    return 100 * len(text)


def action_of(step: dict[str, Any], names: dict[str, str] | None = None) -> Action:
    inside = [{"with": names, "steps": [step]}] if names else [step]
    text = json.dumps({"title": "T", "steps": inside})
    (action,) = expand(parse_routine(text.encode(), "FILE"))
    return action


def signals(step: dict[str, Any], language: str = "en", naming: Word | None = None, **names: str) -> PracticeEvents:
    action = action_of(step, names)
    assert action.step
    assert action.step.do
    following = {"Next": naming} if naming else {}
    found = practice_events_of(action, span_of(action.step.do), language, per_character, following)
    assert found
    return found


def said(found: PracticeEvents, ms: int | None = None) -> list[tuple[int, int, str]]:
    """Each word: when it begins, when it ends, and what it is."""
    ms = found.span.natural_ms if ms is None else ms
    return [(heard.start_ms, heard.end_ms, heard.text) for heard in found.heard(ms) if heard.kind == "speech"]


def guided(do: str, **guide: Any) -> PracticeEvents:
    return signals({"do": do, "guide": guide})


def test_a_practice_without_anything_to_hear_has_no_signals() -> None:
    action = action_of({"say": "Rest.", "do": "20s"})
    assert practice_events_of(action, span_of(action.step.do), "en", per_character, None) is None  # type: ignore[union-attr, arg-type]


def test_half_is_said_in_the_middle() -> None:
    found = guided("40s", half="Half way.")
    assert said(found) == [(20_000, 20_900, "Half way.")]
    assert said(found, 30_001) == [(15_000, 15_900, "Half way.")]


def test_last_is_said_so_long_before_the_end_in_words_of_the_language() -> None:
    found = guided("40s", last="10s")
    assert said(found) == [(30_000, 31_600, "10 seconds left.")]
    assert said(found, 50_000) == [(40_000, 41_600, "10 seconds left.")]


@pytest.mark.parametrize(("time", "words"), [("1m", "One minute left."), ("0:20", "20 seconds left.")])
def test_last_counts_as_a_person_does(time: str, words: str) -> None:
    assert [text for _, _, text in said(guided("2m", last=time))] == [words]


def test_last_has_whole_seconds_unless_it_is_said_in_words_of_ones_own() -> None:
    with pytest.raises(Unspeakable, match=r"2\.5s are no whole seconds"):
        guided("40s", last="2.5s")
    assert said(guided("40s", last={"time": "2.5s", "say": "Soon."})) == [(37_500, 38_000, "Soon.")]


def test_last_can_be_said_in_words_of_ones_own() -> None:
    assert said(guided("40s", last={"time": "5s", "say": "Soon done."})) == [(35_000, 36_000, "Soon done.")]


def test_at_is_said_so_long_after_the_beginning() -> None:
    found = guided("40s", at={"20s": "Later.", "8s": "Slower now."})
    assert said(found) == [(8_000, 9_100, "Slower now."), (20_000, 20_600, "Later.")]
    assert said(found, 60_000) == said(found)


def test_next_is_said_just_before_the_end() -> None:
    naming = name_next("Palm circles", "en", per_character)
    found = signals({"do": "40s", "guide": {"next": "yes"}}, naming=naming)
    assert said(found) == [(40_000 - 1_900 - GAP_MS, 40_000 - GAP_MS, "Next: Palm circles.")]


def test_the_name_of_the_next_step_can_change() -> None:
    names = {title: name_next(title, "en", per_character) for title in ("A", "Long name", "B")}
    found = replace(signals({"do": "40s", "guide": {"next": "yes"}}), names=names)
    assert said(found.followed_by("A")) == [(38_900, 39_700, "Next: A.")]
    assert said(found.followed_by("Long name").followed_by("B")) == [(38_900, 39_700, "Next: B.")]
    assert said(found.followed_by("Somewhere far behind")) == said(found.followed_by(None)) == []


def test_until_it_is_known_which_step_follows_there_is_time_for_the_longest_name() -> None:
    action = action_of({"do": "40s", "guide": {"next": "yes"}}, {})
    names = {title: name_next(title, "en", per_character) for title in ("A", "Long name", "B")}
    assert action.step
    assert action.step.do
    found = practice_events_of(action, span_of(action.step.do), "en", per_character, names)
    assert found
    assert [text for _, _, text in said(found)] == ["Next: Long name."]


@pytest.mark.parametrize("title", ["Palm", "Palm.", "Palm!", "Palm?", "Palm..."])
def test_a_name_ends_in_one_stop(title: str) -> None:
    assert name_next(title, "en", per_character).text == "Next: Palm."


@pytest.mark.parametrize("where", ["guide", "do"])
def test_counting_aloud_counts_each_repetition_as_it_begins(where: str) -> None:
    step: dict[str, Any] = {"do": {"times": 3, "each": "4s"}, "guide": {"next": "no"}}
    step[where]["count"] = "aloud"
    assert said(signals(step)) == [(2_000, 2_100, "1"), (6_000, 6_100, "2"), (10_000, 10_100, "3")]


def test_counting_goes_on_with_more_repetitions_and_ends_with_fewer() -> None:
    found = signals({"do": {"times": 3, "each": "4s", "count": "aloud"}})
    assert [text for _, _, text in said(found, 2_000 + 6 * 4_000)] == ["1", "2", "3", "4", "5", "6"]
    assert [text for _, _, text in said(found, 2_000 + 4_000)] == ["1"]


def test_strokes_and_circles_are_counted_too() -> None:
    strokes = signals({"do": {"strokes": 2, "path": "30cm", "count": "aloud"}})
    circles = signals({"do": {"circles": 2, "across": "10cm", "speed": "10cm/s", "count": "aloud"}})
    assert [start for start, _, _ in said(strokes)] == [2_000, 13_000]
    assert [start for start, _, _ in said(circles)] == [2_000, 5_142]


BREATHS = {"breaths": 2, "in": "4s", "out": "6s"}


def test_breaths_are_heard_as_they_go_in_and_out() -> None:
    found = signals({"do": BREATHS}).heard(20_000)
    assert [(heard.start_ms, heard.end_ms, heard.kind, heard.text, heard.sound) for heard in found] == [
        (0, 4_000, "breath", "in", "breath-in"),
        (4_000, 10_000, "breath", "out", "breath-out"),
        (10_000, 14_000, "breath", "in", "breath-in"),
        (14_000, 20_000, "breath", "out", "breath-out"),
    ]


def test_breaths_without_sound_are_still_on_the_timeline() -> None:
    found = signals({"do": BREATHS | {"sound": "none"}}).heard(20_000)
    assert [(heard.kind, heard.sound) for heard in found] == [("breath", None)] * 4


def test_breath_words_are_said_a_moment_after_each_phase_begins() -> None:
    found = signals({"do": BREATHS | {"words": {"in": "In.", "out": "And out."}}})
    assert said(found) == [
        (300, 600, "In."),
        (4_300, 5_100, "And out."),
        (10_300, 10_600, "In."),
        (14_300, 15_100, "And out."),
    ]


ROUNDS = {"rounds": 2, "tense": "7s", "release": "30s"}


@pytest.mark.parametrize(
    ("language", "tense", "release"),
    [
        ("en", "Tense.", "And release."),
        ("en-GB", "Tense.", "And release."),
        ("de", "Anspannen.", "Und loslassen."),
        ("fr-CA", "Contractez.", "Et relâchez."),
    ],
)
def test_rounds_are_said_in_the_words_of_the_language(language: str, tense: str, release: str) -> None:
    found = [(start, text) for start, _, text in said(signals({"do": ROUNDS}, language))]
    assert found == [(300, tense), (7_300, release), (37_300, tense), (44_300, release)]


def test_rounds_can_be_said_in_words_of_ones_own_in_any_language() -> None:
    own = {"words": {"tense": "Sevrer.", "release": "Berde."}}
    assert [text for _, _, text in said(signals({"do": ROUNDS | own}, "ku"))] == ["Sevrer.", "Berde."] * 2


@pytest.mark.parametrize(
    ("step", "key", "hint"),
    [
        ({"do": ROUNDS}, "tense", "write 'words: {tense: ..., release: ...}'"),
        ({"do": "40s", "guide": {"last": "10s"}}, "last", "write them: 'last: {time: 10s, say: ...}'"),
    ],
)
def test_a_language_without_words_asks_for_them(step: dict[str, Any], key: str, hint: str) -> None:
    with pytest.raises(Unspeakable) as error:
        signals(step, "ku")
    assert error.value.args == (f"coach has no words of its own for '{key}' in 'ku'", hint)


def test_a_name_in_a_language_without_words_asks_for_them() -> None:
    with pytest.raises(Unspeakable, match="coach has no words of its own for 'next' in 'ku'"):
        name_next("Palm", "ku", per_character)


def test_words_that_are_written_need_no_language() -> None:
    found = signals({"do": "40s", "guide": {"last": {"time": "9s", "say": "Nehe."}, "half": "Nîv."}}, "ku")
    assert [text for _, _, text in said(found)] == ["Nîv.", "Nehe."]


def test_names_are_filled_in() -> None:
    guide = {"half": "The {hand}.", "at": {"1s": "{hand} one."}, "last": {"time": "5s", "say": "{hand} two."}}
    assert said(signals({"do": "40s", "guide": guide}, hand="left")) == [
        (1_000, 1_900, "left one."),
        (20_000, 20_900, "The left."),
        (35_000, 35_900, "left two."),
    ]


def test_names_are_filled_into_the_words_of_breaths_and_rounds() -> None:
    breaths = signals({"do": BREATHS | {"words": {"in": "In {a}", "out": "Out {a}"}}}, a="x")
    rounds = signals({"do": ROUNDS | {"words": {"tense": "Tense {a}", "release": "Let {a} go"}}}, a="x")
    assert [text for _, _, text in said(breaths)[:2]] == ["In x", "Out x"]
    assert [text for _, _, text in said(rounds)[:2]] == ["Tense x", "Let x go"]


def ticks(every: str, ms: int) -> list[tuple[int, int]]:
    found = signals({"do": "1m", "rhythm": {"every": every}}).heard(ms)
    assert {(heard.kind, heard.sound) for heard in found} <= {("rhythm", "soft-tick")}
    return [(heard.start_ms, heard.end_ms) for heard in found]


def test_a_rhythm_sounds_again_and_again() -> None:
    assert ticks("4s", 12_000) == [(0, 4_000), (4_000, 8_000), (8_000, 12_000)]


def test_a_rhythm_ends_with_the_practice() -> None:
    assert ticks("4s", 9_000) == [(0, 4_000), (4_000, 8_000), (8_000, 9_000)]


@pytest.mark.parametrize(("ms", "count"), [(8_249, 2), (8_250, 3)])
def test_no_sound_begins_just_before_the_end(ms: int, count: int) -> None:
    assert len(ticks("4s", ms)) == count


def test_a_practice_too_short_for_a_sound_has_no_rhythm() -> None:
    assert ticks("250ms", 249) == []
    assert ticks("250ms", 250) == [(0, 250)]


@given(st.integers(250, 5_000), st.integers(0, 60_000))
def test_a_rhythm_never_overlaps_itself_and_never_leaves_the_practice(every: int, ms: int) -> None:
    found = ticks(f"{every}ms", ms)
    assert [start for start, _ in found] == [every * index for index in range(len(found))]
    assert all(end == min(start + every, ms) for start, end in found)


def told(found: PracticeEvents, ms: int | None = None) -> list[str]:
    return [problem.message for problem in clashes(found, found.span.natural_ms if ms is None else ms)]


@pytest.mark.parametrize(("second", "fits"), [("1800ms", True), ("1799ms", False)])
def test_between_two_words_there_are_300_ms(second: str, fits: bool) -> None:
    assert (told(guided("40s", at={"1s": "Hello", second: "You"})) == []) is fits


@pytest.mark.parametrize(("do", "fits"), [("2300ms", True), ("2299ms", False)])
def test_between_the_last_word_and_the_end_there_are_300_ms(do: str, fits: bool) -> None:
    assert (told(guided(do, at={"1s": "Ten chars."})) == []) is fits


@pytest.mark.parametrize(("at", "fits"), [("300ms", True), ("299ms", False)])
def test_between_the_beginning_and_the_first_word_there_are_300_ms(at: str, fits: bool) -> None:
    assert (told(guided("40s", at={at: "Now."})) == []) is fits


def test_a_clash_of_two_words_is_told_with_their_times() -> None:
    (message,) = told(guided("40s", at={"19.5s": "Slower now."}, half="Half way."))
    expected = "words of the practice do not fit: “Slower now.” ends at 20.6s, and “Half way.” begins at 20s"
    assert message == expected


def test_a_clash_with_the_end_is_told_with_its_times() -> None:
    (message,) = told(guided("4s", last={"time": "2s", "say": "This is soon all done."}))
    expected = "“This is soon all done.” ends at 4.2s, and the practice ends at 4s"
    assert message == f"words of the practice do not fit: {expected}"


def test_a_clash_with_the_beginning_is_told_with_its_time() -> None:
    (message,) = told(guided("4s", last={"time": "5s", "say": "Soon."}))
    assert message == "words of the practice do not fit: “Soon.” would begin 1s before the practice"


def test_every_clash_is_told_at_its_place_with_a_hint() -> None:
    found = guided("3s", at={"1s": "Slower now.", "2s": "And slower."})
    problems = list(clashes(found, 3_000))
    assert len(problems) == 2
    assert {problem.hint for problem in problems} == {
        "words keep 0.3s from each other and from both ends; give them more time"
    }
    assert {problem.place for problem in problems} == {found.step.place("guide")}


def test_words_of_breaths_clash_at_the_practice() -> None:
    found = signals({"do": {"breaths": 1, "in": "1s", "out": "2s", "words": {"in": "Breathe in.", "out": "Out."}}})
    (problem,) = clashes(found, 3_000)
    assert problem.place == found.step.place("do")


def test_coachs_own_words_that_do_not_fit_can_be_left_out() -> None:
    found = signals({"do": {"breaths": 1, "in": "4s", "hold": "500ms", "out": "4s"}})
    (problem,) = clashes(found, found.span.natural_ms)
    assert problem.hint.endswith("give them more time, or write 'words: none'")


def test_a_count_goes_on_as_evenly_as_it_began_with_words_of_another_length() -> None:
    found = signals({"do": {"times": 3, "each": "1s", "count": "aloud"}})
    longer = replace(found, counted=tuple(replace(word, length_ms=700) for word in found.counted))
    going_on = found.heard_until(3_500, found.span.natural_ms).with_lengths(longer)
    assert said(going_on) == [(2_000, 2_100, "1"), (3_000, 3_100, "2"), (4_000, 4_700, "3")]


texts = st.sampled_from(["Go.", "Half way.", "Slower now, and softer.", "Soon."])
SHARES, EDGE_MS = 120_000, 300
shares = st.integers(0, SHARES)
"""Places in a practice, which words can have only there: `placed` makes times of them."""
guides = st.fixed_dictionaries(
    {},
    optional={
        "half": texts,
        "last": st.fixed_dictionaries({"time": shares, "say": texts}),
        "at": st.dictionaries(shares, texts, min_size=1, max_size=3),
    },
).filter(bool)
lengths = st.integers(9_000, 120_000)
elastic = st.one_of(
    lengths.map(lambda ms: (ms, f"{ms}ms")),
    lengths.map(lambda ms: (ms, {"time": f"{ms}ms", "from": "0s", "to": "10m"})),
)
practices = elastic | st.builds(
    lambda times, ms: (times * ms, {"times": times, "each": f"{ms}ms"}), st.integers(1, 20), st.integers(100, 9_000)
)
names = st.none() | st.sampled_from(["A", "Palm circles"]).map(lambda title: name_next(title, "en", per_character))


def placed(practice: tuple[int, Any], guide: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    """What is done, and its words at times within it: elsewhere, none fit."""
    ms, do = practice
    guide = dict(guide)
    if "last" in guide:
        guide["last"] = {**guide["last"], "time": f"{max(2_000, guide['last']['time'] * ms // SHARES)}ms"}
    if "at" in guide:
        times = {share: EDGE_MS + share * max(0, ms - EDGE_MS) // SHARES for share in guide["at"]}
        guide["at"] = {f"{times[share]}ms": text for share, text in guide["at"].items()}
    return do, guide


def fitting(do: Any, guide: dict[str, Any], naming: Word | None) -> PracticeEvents:
    found = signals({"do": do, "guide": guide}, naming=naming)
    assume(not told(found))
    return found


@given(practices, guides, names, st.data())
def test_a_span_is_narrowed_within_its_bounds_and_words_fit_at_each_of_its_lengths(
    practice: tuple[int, Any], guide: dict[str, Any], naming: Word | None, data: st.DataObject
) -> None:
    found = fitting(*placed(practice, guide), naming)
    span = narrow(found)
    assert found.span.least_ms <= span.least_ms <= span.natural_ms <= span.most_ms <= found.span.most_ms
    assert span.natural_ms == found.span.natural_ms
    if span.one_ms:
        times = data.draw(st.integers(span.repetitions(span.least_ms), span.repetitions(span.most_ms)))
        length = span.place_ms + times * span.one_ms
    else:
        length = data.draw(st.integers(span.least_ms, span.most_ms))
    assert told(found, length) == []


@given(elastic, guides, names)
def test_a_span_is_narrowed_no_more_than_its_words_need(
    practice: tuple[int, Any], guide: dict[str, Any], naming: Word | None
) -> None:
    found = fitting(*placed(practice, guide), naming)
    span, order = narrow(found), found.words_in(found.span.natural_ms)
    for bound, ms in ((found.span.least_ms, span.least_ms), (found.span.most_ms, span.most_ms)):
        beyond = ms + (3 if bound > ms else -3)
        assert ms == bound or told(found, beyond) or found.words_in(beyond) != order


def test_a_practice_with_words_at_its_end_shrinks_until_they_touch() -> None:
    # 300 ms, 500 ms of words, 300 ms, and then the words 10 s before the end.
    span = narrow(guided("60s", at={"10s": "Slow."}, last="10s"))
    assert (span.least_ms, span.most_ms) == (24_000, 180_000)
    span = narrow(guided("40s", at={"10s": "Slow."}, last="10s"))
    assert 20_800 <= span.least_ms <= 20_801


def test_words_before_which_the_half_lies_keep_a_practice_short() -> None:
    # The half, 900 ms and 300 ms must lie before the 15th second.
    span = narrow(guided("20s", half="Half way.", at={"15s": "Slow."}))
    assert 27_599 <= span.most_ms <= 27_601


@given(st.integers(1, 120), st.integers(450, 4_000), names, st.data())
def test_counts_fit_whatever_their_number(times: int, each: int, naming: Word | None, data: st.DataObject) -> None:
    do = {"times": times, "each": f"{each}ms", "count": "aloud"}
    found = fitting(do, {"next": "no"}, naming)
    span = narrow(found)
    often = data.draw(st.integers(span.repetitions(span.least_ms), span.repetitions(span.most_ms)))
    assert told(found, span.place_ms + often * span.one_ms) == []
