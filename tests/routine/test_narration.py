from __future__ import annotations

import pytest

from coach.routine.narration import Rest, Ring, Words, fill, has_lone_brace, names_in, parse_narration

pytestmark = pytest.mark.unit


def test_words_and_rests_come_in_order() -> None:
    parts = parse_narration("Sit. [pause 2s] Breathe in. [pause 1m30s]").parts
    assert parts == (Words("Sit."), Rest(2_000), Words("Breathe in."), Rest(90_000))


def test_rests_may_follow_each_other() -> None:
    assert parse_narration("[pause 1s][pause 2s] Go.").parts == (Rest(1_000), Rest(2_000), Words("Go."))


def test_sounds_stand_between_the_words() -> None:
    parts = parse_narration("[sound side-change] Change hands. [pause 1s][ sound  end-bell ] Rest.").parts
    assert parts == (Ring("side-change"), Words("Change hands."), Rest(1_000), Ring("end-bell"), Words("Rest."))


def test_a_sound_needs_no_words() -> None:
    assert parse_narration("[sound start-bell]").parts == (Ring("start-bell"),)


@pytest.mark.parametrize(
    ("name", "ms"), [("soft-tick", 400), ("side-change", 2_000), ("start-bell", 5_000), ("end-bell", 8_000)]
)
def test_a_sound_is_heard_to_its_end(name: str, ms: int) -> None:
    (ring,) = parse_narration(f"[sound {name}]").parts
    assert isinstance(ring, Ring)
    assert ring.ms == ms


def test_line_breaks_are_spaces_to_the_voice() -> None:
    assert parse_narration("Sit\n  down,\t[pause\n 2s]  slowly.\n").parts == (
        Words("Sit down,"),
        Rest(2_000),
        Words("slowly."),
    )


def test_the_text_is_kept_as_typed() -> None:
    assert parse_narration("Sit\n  down.").text == "Sit\n  down."


def test_spaces_inside_the_bracket_do_not_matter() -> None:
    assert parse_narration("Sit. [ pause 2 s ]").parts == (Words("Sit."), Rest(2_000))


@pytest.mark.parametrize("text", ["Où êtes-vous?", "手", "5", "don't"])
def test_any_word_can_be_spoken(text: str) -> None:
    assert parse_narration(text).parts == (Words(text),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "without words"),
        (" \n ", "without words"),
        ("Sit. [hold 2s]", r"'\[hold 2s\]' means nothing"),
        ("Sit. []", r"'\[\]' means nothing"),
        ("Sit. [pauses 2s]", "means nothing"),
        ("Sit. [pause]", "does not say how long"),
        ("Sit. [sound]", r"'\[sound\]' does not say which"),
        ("Sit. [sound ]", "does not say which"),
        ("Sit. [sound gong]", "there is no sound 'gong'"),
        ("Sit. [sound Side-Change]", "there is no sound 'Side-Change'"),
        ("Sit. [sound breath-in]", "there is no sound 'breath-in'"),
        ("Sit. [sounds side-change]", "means nothing"),
        ("Sit. [soundside-change]", "means nothing"),
        ("Sit. [sound side-change", "without its partner"),
        ("Sit. [pause 2]", "'2' is not a duration"),
        ("Sit. [pause 2s", "without its partner"),
        ("Sit. pause 2s]", "without its partner"),
        ("Sit. [[pause 2s]]", "without its partner"),
        ("Sit. [pause 2s] ...", "'...' has no words"),
    ],
)
def test_what_means_nothing_is_refused_with_a_hint(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message) as error:
        parse_narration(text)
    assert len(error.value.args) == 2


def test_names_are_found_as_often_as_they_are_used() -> None:
    assert names_in("The {hand} hand, {other hand}, the {hand} again, {}") == ["hand", "other hand", "hand", ""]


def test_names_are_filled_in_once() -> None:
    assert fill("The {a} and the {b}, the {a}", {"a": "{b}", "b": "right"}) == "The {b} and the right, the {b}"


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Press {how}, in small circles.", "Press, in small circles."),
        ("Press {how} in small circles.", "Press in small circles."),
        ("Press in small circles, {how}.", "Press in small circles."),
        ("Press in small circles {how}.", "Press in small circles."),
        ("In small circles, {how}, all over.", "In small circles, all over."),
        ("{how} press.", "Press."),
        ("{how}, press.", "Press."),
        ("Sit. {how} rest.", "Sit. Rest."),
        ("Sit. {how}", "Sit."),
        ("Sit, {how}", "Sit"),
        ("Sit. {how} {how} rest {how} {how} now.", "Sit. Rest now."),
        ("Sit! {how} 5 times.", "Sit! 5 times."),
        ("Ensuite {how} : la main.", "Ensuite : la main."),
        ("(Sit {how})", "(Sit)"),
        ("{how}", ""),
        ("Press {how}ly.", "Press ly."),
    ],
)
def test_a_name_for_nothing_leaves_a_sentence(text: str, filled: str) -> None:
    assert fill(text, {"how": ""}) == filled


def test_what_stands_for_something_is_filled_in_as_it_is() -> None:
    assert fill("{a}, {b} ,x", {"a": "left", "b": "right"}) == "left, right ,x"


def test_a_name_without_a_value_cannot_be_filled_in() -> None:
    with pytest.raises(KeyError, match="hand"):
        fill("The {hand} hand", {"foot": "left"})


@pytest.mark.parametrize(("text", "lone"), [("{hand}", False), ("{hand", True), ("hand}", True), ("{{hand}}", True)])
def test_a_lone_brace_is_noticed(text: str, *, lone: bool) -> None:
    assert has_lone_brace(text) is lone
