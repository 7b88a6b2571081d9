from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.unit

Found = Callable[..., list[str]]

LEFT, RIGHT = "{say: Rub your left palm., do: 20s}", "{say: Rub your right palm., do: 20s}"


def caring(condition: str = "arthritis") -> str:
    return f"cautions: [{condition}]"


@pytest.mark.parametrize(("time", "codes"), [("18s", []), ("17.9s", ["unequal-sides"])])
def test_sides_may_differ_by_a_tenth(found: Found, time: str, codes: list[str]) -> None:
    assert found(LEFT, f"{{say: Rub your right palm., do: {time}}}") == codes


def test_a_side_that_is_left_out_is_found(found: Found) -> None:
    assert found(LEFT) == ["unequal-sides"]


def test_sides_have_as_many_steps(found: Found) -> None:
    halves = ["{say: Rub your right palm., do: 10s}", "{say: Then stroke your right palm., do: 10s}"]
    assert found(LEFT, *halves) == ["unequal-sides"]


def test_each_treats_both_sides_alike(found: Found) -> None:
    step = "{say: 'Rub your {hand} palm with your {other_hand} thumb.', do: 20s}"
    assert found(f"{{section: 'The {{hand}} hand', each: {{hand: [left, right]}}, steps: [{step}]}}") == []


def test_the_section_says_which_side_it_is(found: Found) -> None:
    step = "{say: Rub your palm., do: 20s}"
    assert found(f"{{section: Left, steps: [{step}]}}", f"{{section: Right, steps: [{step}]}}") == []
    assert found(f"{{section: Left, steps: [{step}]}}") == ["unequal-sides"]


@pytest.mark.parametrize(
    "said",
    [
        "Begin right now.",
        "Let go right away.",
        "Rest right there.",
        "Stay right here.",
        "It is all right to rest.",
        "Rub in what is left of the lotion.",
        "Find the right place.",
        "Bend it to a right angle.",
        "Rub your left and your right palm.",
    ],
)
def test_not_every_left_and_right_is_a_side(found: Found, said: str) -> None:
    assert found(f"{{say: {said}, do: 20s}}") == []


@pytest.mark.parametrize(("language", "sides"), [("de", ("linke", "rechte")), ("fr", ("gauche", "droite"))])
def test_sides_are_known_in_other_languages(found: Found, language: str, sides: tuple[str, str]) -> None:
    steps = [f"{{say: La {side}., do: 20s}}" for side in sides]
    assert found(*steps, head=f"language: {language}") == []
    assert found(steps[0], head=f"language: {language}") == ["unequal-sides"]


def test_sides_of_an_unknown_language_are_not_compared(found: Found) -> None:
    assert found("{say: Venstre left hånd., do: 20s}", head="language: da") == []


@pytest.mark.parametrize("word", ["deep", "deeper", "deeply", "hard", "harder", "firm", "firmly", "firmer", "Firmly"])
def test_strong_words_are_found(found: Found, word: str) -> None:
    assert found(f"{{say: 'Now press, {word}.', do: 10s}}", head=caring()) == ["strong-pressure"]


@pytest.mark.parametrize(
    "said",
    [
        "Take a deep breath.",
        "Take a slow, deep breath.",
        "Take a deep, slow breath.",
        "Breathe deeply.",
        "Breathe in deeply.",
        "No deep pressure.",
        "Stroke without deep pressure.",
        "Never press hard.",
        "Do not press too hard.",
        "Don't press hard.",
        "Don’t press hard.",
        "Be more gentle than firm.",
        "Hardly touch the skin.",
        "Your feet stand firmly on the floor.",
        "Stand firmly, with both feet on the ground.",
        "Sit upright, with your feet flat and firmly on the floor.",
        "Plant your feet firmly.",
        "Place both feet firmly on the floor.",
        "Let your feet rest firmly on the floor.",
        "Lie on a firm mattress.",
    ],
)
def test_not_every_strong_word_is_pressure(found: Found, said: str) -> None:
    assert found(f'{{say: "{said}", do: 10s}}', head=caring()) == []


@pytest.mark.parametrize(
    "said",
    [
        "Sit beside them and press firmly.",
        "Stand, and rub firmly.",
        "Stroke both feet firmly.",
        "Place your hands firmly on their back.",
        "Rest your palm firmly on theirs.",
        "Press your feet firmly into the floor.",
        "Stand still, and firmly stroke their back.",
        "Stand firmly on their back.",
    ],
)
def test_a_stance_does_not_hide_what_a_hand_does(found: Found, said: str) -> None:
    assert found(f'{{say: "{said}", do: 10s}}', head=caring()) == ["strong-pressure"]


def test_a_negation_ends_with_its_words(found: Found) -> None:
    assert found("{say: There is no hurry. Press hard., do: 10s}", head=caring()) == ["strong-pressure"]


def test_pressure_matters_only_to_a_condition_that_lightens(found: Found) -> None:
    step = "{say: Press hard., do: 10s}"
    assert found(step) == []
    assert found(step, head=caring("open-wounds")) == []
    assert found(step, head="cautions: [arthritis, crps]") == ["strong-pressure"] * 2


def test_words_instead_that_are_still_strong_are_found(found: Found) -> None:
    still = "{say: Press hard., instead: {arthritis: Press a little less hard.}, do: 10s}"
    assert found(still, head=caring()) == ["strong-pressure"]


def test_strong_words_instead_of_gentle_ones_are_found(found: Found) -> None:
    assert found("{say: Hold., instead: {arthritis: Press hard.}, do: 10s}", head=caring()) == ["strong-pressure"]


def test_words_instead_for_one_condition_do_not_help_the_other(found: Found) -> None:
    step = "{say: Press hard., instead: {arthritis: Rest your thumb there.}, do: 10s}"
    assert found(step, head="cautions: [arthritis, crps]") == ["strong-pressure"]


@pytest.mark.parametrize(
    "step",
    [
        "{say: Press hard., do: 10s, skip_for: [arthritis]}",
        "{skip_for: [arthritis], steps: [{say: Press hard., do: 10s}]}",
        "{skip_for: [arthritis], steps: [{repeat: 2, steps: [{say: Press hard., do: 10s}]}]}",
    ],
)
def test_a_strong_step_that_is_left_out_is_no_fault(found: Found, step: str) -> None:
    assert found(step, head=caring()) == []


def test_english_words_are_not_looked_for_in_another_language(found: Found) -> None:
    head = "language: nl\ncautions: [{arthritis: Doe het rustig.}]"
    assert found("{say: Druk niet te hard., do: 10s}", head=head) == []


def test_who_massages_oneself_needs_no_cautions(found: Found) -> None:
    assert found("{say: Hold your hand., do: 10s}", head="for: self") == []


@pytest.mark.parametrize(
    "said",
    ["Now rest.", "Close your eyes.", "Open your eyes.", "Come back.", "Let go.", "Thank you.", "That is the end."],
)
def test_an_end_can_be_said_in_many_ways(found: Found, said: str) -> None:
    assert "no-closing" not in found("{say: Hold., do: 10s}", f"{{say: {said}}}", end="")


@pytest.mark.parametrize("key", ["title: Closing", "title: The end"])
def test_an_end_can_be_told_by_its_title(found: Found, key: str) -> None:
    assert found(f"{{{key}, say: Hold your hands.}}", end="") == []


def test_an_end_can_be_told_by_its_section(found: Found) -> None:
    assert found("{section: Closing, steps: [{say: Hold your hands.}]}", end="") == []


def test_the_last_words_have_to_be_the_end(found: Found) -> None:
    assert found("{say: Now rest., do: 10s}", "{say: Shake your hands.}", end="") == ["no-closing"]


@pytest.mark.parametrize("loop", ["repeat: 2", "each: {hand: [one, other]}"])
def test_an_end_inside_a_loop_is_none(found: Found, loop: str) -> None:
    end = "{say: 'Rest your {hand} hand. This is the end.'}" if "hand" in loop else "{say: This is the end.}"
    assert found(f"{{{loop}, steps: [{end}]}}", end="") == ["no-closing"]
    assert found(f"{{{loop}, steps: [{{steps: [{end}]}}]}}", end="") == ["no-closing"]


def test_a_group_that_happens_once_is_no_loop(found: Found) -> None:
    assert found("{repeat: 1, steps: [{say: This is the end.}]}", end="") == []


def test_the_end_may_be_followed_by_silence(found: Found) -> None:
    assert found("{say: This is the end.}", "{do: 10s}", end="") == []


def test_another_language_ends_in_its_own_words(found: Found) -> None:
    assert found("{say: Das war alles.}", head="language: de", end="") == []
    assert found("{repeat: 2, steps: [{say: Das war alles.}]}", head="language: de", end="") == ["no-closing"]


@pytest.mark.parametrize("length", ["", "length: 1m50s"])
def test_an_optional_step_with_time_for_it_is_heard(found: Found, length: str) -> None:
    optional = "{say: Look at your hand., do: 60s exactly, keep: optional, allow: [long-silence]}"
    assert found("{say: Hold., do: 20s}", optional, head=length) == []


def test_words_for_a_condition_that_leaves_the_step_out_are_never_heard(found: Found) -> None:
    step = "{say: Hold., instead: {crps: Rest.}, skip_for: [crps], do: 10s}"
    assert found(step) == ["unreachable"]
    inside = "{say: Hold., instead: {crps: Rest.}, do: 10s}"
    assert found(f"{{skip_for: [crps], steps: [{inside}]}}") == ["unreachable"]
    assert found(f"{{skip_for: [arthritis], steps: [{inside}]}}") == []


def test_words_for_a_condition_that_are_still_strong_are_found(found: Found) -> None:
    step = "{say: 'Press {how}.', words: {how: {default: firmly, crps: less hard, arthritis: lightly}}, do: 10s}"
    assert found(step, head="cautions: [arthritis, crps]") == ["strong-pressure"]
    assert found(step, head="cautions: [arthritis]") == []


def test_strong_words_are_found_through_the_nearest_words(found: Found) -> None:
    step = "{say: 'Press {how}.', words: {how: {default: lightly}}, do: 10s}"
    loose = "{say: 'Hold {how}.', do: 10s}"
    head = "words: {how: {default: hard, crps: softly}}\ncautions: [arthritis, crps]"
    assert found(step, loose, head=head) == ["strong-pressure"]


def test_words_for_a_condition_that_leaves_the_step_out_are_found(found: Found) -> None:
    step = "{say: 'Hold {how}.', words: {how: {default: it, crps or arthritis: on}}, skip_for: [crps], do: 10s}"
    assert found(step, head="cautions: [arthritis, crps]") == ["unreachable"]


@pytest.mark.parametrize(
    ("again", "codes"),
    [("Firmly, {how}.", ["strong-pressure"]), ("Press {how}.", []), ("Press on.", [])],
)
def test_strong_words_for_the_second_time_are_found(found: Found, again: str, codes: list[str]) -> None:
    head = "cautions: [arthritis]\nwords: {how: {default: firmly, arthritis: lightly}}"
    step = "{say: 'You press the palm now, {how}.', do: 10s"
    assert found(f"{{repeat: 2, steps: [{step}, again: '{again}'}}]}}", head=head) == codes
    assert found(f"{{repeat: 2, again: '{again}', steps: [{step}}}]}}", head=head) == codes


def test_strong_words_that_are_never_said_for_a_condition_are_fine(found: Found) -> None:
    step = "{say: You press the palm., again: Press firmly., instead: {arthritis: Rest your hand.}, do: 10s}"
    assert found(f"{{repeat: 2, steps: [{step}]}}", head="cautions: [arthritis]") == []


def test_a_side_that_is_not_named_the_second_time_is_still_that_side(found: Found) -> None:
    steps = (
        "{say: 'Press the {hand} palm.', again: Press., do: 10s}, {say: 'Hold the {hand} hand.', again: none, do: 9s}"
    )
    assert found(f"{{each: {{hand: [left, right]}}, steps: [{steps}]}}") == []
