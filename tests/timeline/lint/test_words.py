from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.unit

Found = Callable[..., list[str]]


def words(count: int) -> str:
    return " ".join(["soft"] * count)


@pytest.mark.parametrize(("count", "codes"), [(20, []), (21, ["long-sentence"])])
def test_a_sentence_has_20_words_at_most(found: Found, count: int, codes: list[str]) -> None:
    assert found(f"{{say: {words(count)}., do: 10s}}") == codes


@pytest.mark.parametrize("end", [".", "!", "?", ";", ":", " [pause 1s]"])
def test_a_sentence_ends_at_a_stop_or_a_rest(found: Found, end: str) -> None:
    assert found(f"{{say: '{words(15)}{end} {words(15)}.', do: 10s}}") == []


def test_a_word_with_a_hyphen_or_an_apostrophe_is_one(found: Found) -> None:
    assert found(f'{{say: "{words(17)} half-open don\'t don’t.", do: 10s}}') == []


def test_a_decimal_point_ends_no_sentence(found: Found) -> None:
    assert found(f"{{say: '{words(10)} 2.5 {words(10)}.', do: 10s}}") == ["long-sentence"]


def test_a_sentence_is_counted_with_its_names_filled_in(found: Found) -> None:
    step = f"{{say: '{words(18)} {{finger}}.', do: 10s}}"
    assert found(f"{{each: {{finger: [thumb, the little finger]}}, steps: [{step}]}}") == ["long-sentence"]


@pytest.mark.parametrize(("last", "codes"), [(20, []), (21, ["long-step", "long-sentence"])])
def test_a_step_has_60_words_at_most(found: Found, last: int, codes: list[str]) -> None:
    assert found(f"{{say: {words(20)}. {words(20)}. {words(last)}., do: 10s}}") == codes


def test_a_step_of_short_sentences_can_be_too_long(found: Found) -> None:
    assert found(f"{{say: '{f'{words(9)}. ' * 7}', do: 10s}}") == ["long-step"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("hi", "अपनी हथेली को अंगूठे से धीरे धीरे दबाएँ और फिर छोड़ दें। अब दूसरे हाथ की हथेली को भी वैसे ही दबाएँ।"),
        ("ja", "両手をひざの上に置いてください。肩の力を抜きましょう。ゆっくり息を吸って、ゆっくり吐きます。"),
        ("th", "วางมือทั้งสองข้างลงบนตักอย่างช้าๆ และผ่อนคลายไหล่"),
    ],
)
def test_short_sentences_in_another_script_are_not_long(found: Found, language: str, said: str) -> None:
    assert found(f"{{say: {said}, do: 10s}}", head=f"language: {language}") == []


@pytest.mark.parametrize("said", ["three", "3", "Three small"])
def test_a_number_that_is_said_agrees_with_the_practice(found: Found, said: str) -> None:
    step = "{{say: Draw {} circles., do: {{circles: {} exactly, across: 4cm}}}}"
    assert found(step.format(said, 3)) == []
    assert found(step.format(said, 4)) == ["said-count"]


@pytest.mark.parametrize(("said", "times"), [("once", 1), ("twice", 2), ("twelve times", 12), ("21 times", 21)])
def test_a_number_can_be_said_in_many_ways(found: Found, said: str, times: int) -> None:
    assert found(f"{{say: Press {said}., do: {{times: {times} exactly, each: 1s}}}}") == []
    assert found(f"{{say: Press {said}., do: {{times: 30 exactly, each: 1s}}}}") == ["said-count"]


def test_a_dash_between_words_makes_no_span(found: Found) -> None:
    assert found("{say: Press – three times., do: {times: 5 exactly, each: 1s}}") == ["said-count"]


def test_a_number_that_is_said_has_to_be_exact(found: Found) -> None:
    assert found("{say: Press three times., do: {times: 3, each: 2s}}") == ["said-count"]


@pytest.mark.parametrize("do", ["{breaths: 4, in: 4s, out: 6s}", "{rounds: 4, tense: 5s, release: 9s}"])
def test_breaths_and_rounds_never_change(found: Found, do: str) -> None:
    kind = do[1:8].rstrip(":")
    assert found(f"{{say: Four {kind}., do: {do}}}") == []
    assert found(f"{{say: Three {kind}., do: {do}}}") == ["said-count"]


@pytest.mark.parametrize(
    "said",
    [
        "Stop at once if anything hurts.",
        "Begin once your hand is warm.",
        "Once more, press five times.",
        "Once again, the same.",
        "Press with two fingers.",
        "Press for three seconds at a time.",
        "Press 4–6 times.",
        "Press 4 - 6 times.",
        "Press four—six times.",
    ],
)
def test_not_every_number_is_a_count(found: Found, said: str) -> None:
    assert found(f"{{say: '{said}', do: {{times: 5 exactly, each: 2s}}}}") == []


def test_a_number_of_two_words_is_one_number(found: Found) -> None:
    assert found("{say: Tap twenty-five times., do: {times: 25 exactly, each: 1s}}") == []


def test_a_word_of_another_language_is_no_english_number(found: Found) -> None:
    step = "{say: Haz once círculos., do: {circles: 11 exactly, across: 2cm}}"
    assert found(step, head="language: es") == []


@pytest.mark.parametrize("text", ["say: 'Your {hand} hand.'", "say: 'Your {other_hand} hand.'", "title: 'The {hand}'"])
def test_a_name_is_used_by_any_text(found: Found, text: str) -> None:
    assert found(f"{{each: {{hand: [one, other]}}, steps: [{{{text}, do: 10s}}]}}") == []


def test_a_name_is_used_by_the_words_of_a_practice(found: Found) -> None:
    step = "{say: Hold., do: 20s, guide: {half: 'Still your {hand} hand.'}}"
    assert found(f"{{each: {{hand: [one, other]}}, steps: [{step}]}}") == []


def test_a_name_is_used_by_a_group_inside(found: Found) -> None:
    inner = "{section: 'The {hand} hand', steps: [{say: Hold., do: 10s}]}"
    assert found(f"{{each: {{hand: [one, other]}}, steps: [{inner}]}}") == []


def test_a_name_of_with_that_no_text_uses_is_found(found: Found) -> None:
    step = "{say: Hold., do: 10s}"
    assert found(f"{{with: {{hand: left}}, steps: [{step}]}}") == ["name-never-used"]


@pytest.mark.parametrize("where", ["top", "group", "step"])
def test_words_that_no_text_uses_are_found(found: Found, where: str) -> None:
    words = "words: {how: {default: softly}, who: {default: you}}"
    parts = {each: words if each == where else "" for each in ("top", "group", "step")}
    step = f"{{say: 'Sit {'{how}'}.', {parts['step'] + ', ' if parts['step'] else ''}do: 10s}}"
    group = f"{{section: S, {parts['group'] + ', ' if parts['group'] else ''}steps: [{step}]}}"
    assert found(group, head=parts["top"]) == ["name-never-used"]


def test_what_fails_only_for_someone_with_words_of_their_own_is_found(found: Found) -> None:
    assert found("{say: '{how}', words: {how: {default: Sit., crps: none}}, do: 10s}") == ["fails-for-condition"]


def test_what_fails_only_in_brief_is_found(found: Found) -> None:
    step = "{say: Sit down now., again: '{how}', words: {how: {default: none, crps: Sit.}}, do: 10s}"
    assert found(step) == ["fails-for-condition"]
