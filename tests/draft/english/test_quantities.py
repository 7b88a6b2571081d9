from __future__ import annotations

import pytest

from coach.draft.english.numbers import Amount, exactly
from coach.draft.english.pauses import with_pauses
from coach.draft.english.quantities import NONE, is_quantity, quantities_in

pytestmark = pytest.mark.unit

FINGERS = ("thumb", "index finger", "middle finger", "ring finger", "little finger")


@pytest.mark.parametrize(
    ("text", "natural", "least", "most"),
    [
        ("Rub for 30 seconds.", 30_000, 30_000, 30_000),
        ("Rest for one minute.", 60_000, 60_000, 60_000),
        ("Rest for a minute.", 60_000, 60_000, 60_000),
        ("Hold for half a minute.", 30_000, 30_000, 30_000),
        ("Hold for a minute and a half.", 90_000, 90_000, 90_000),
        ("Soak them for 1.5 minutes.", 90_000, 90_000, 90_000),
        ("Massage for 3 to 5 minutes.", 240_000, 180_000, 300_000),
        ("Massage for 3–5 minutes.", 240_000, 180_000, 300_000),
        ("Hold for 10-15 secs.", 12_000, 10_000, 15_000),
        ("Rub for about 20 seconds.", 20_000, 15_000, 30_000),
        ("Rub for at least 20 seconds.", 20_000, 20_000, 60_000),
        ("Rub for up to 20 seconds.", 20_000, 10_000, 20_000),
        ("Hold: 20 seconds", 20_000, 20_000, 20_000),
        ("Hold for a count of five.", 5_000, 5_000, 5_000),
        ("Hold while you count to 8.", 8_000, 8_000, 8_000),
        ("Wait a few seconds.", 5_000, 3_000, 10_000),
    ],
)
def test_a_time_is_found(text: str, natural: int, least: int, most: int) -> None:
    time = quantities_in(text).time
    assert time is not None
    assert (time.natural, time.least, time.most) == (natural, least, most)


@pytest.mark.parametrize(
    "text",
    [
        "Rub your hands.",
        "Do it every 20 minutes.",
        "Do this twice a day for six weeks.",
        "My mother is 88.",
        "Rub for 90 hours.",
        "Rub for 0 seconds.",
        "Wash them within 5 minutes.",
        "He sat down 10 minutes later.",
        "",
    ],
)
def test_no_time_is_found_where_none_is_meant(text: str) -> None:
    assert quantities_in(text).time is None


@pytest.mark.parametrize(
    ("text", "natural", "least", "most"),
    [
        ("Stroke the palm 5 times.", 5, 5, 5),
        ("Do it twice.", 2, 2, 2),
        ("Roll them a dozen times.", 12, 12, 12),
        ("Press 8 to 10 times.", 9, 8, 10),
        ("Make ten small circles.", 10, 10, 10),
        ("Squeeze, x5", 5, 5, 5),
        ("Reps: 12", 12, 12, 12),
        ("Roll it a few times.", 3, 1, 9),
        ("Roll it several times.", 3, 1, 9),
    ],
)
def test_a_count_is_found(text: str, natural: int, least: int, most: int) -> None:
    times = quantities_in(text).times
    assert times is not None
    assert (times.natural, times.least, times.most) == (natural, least, most)


@pytest.mark.parametrize(
    "text", ["Do it 5 times a day.", "Do it 101 times.", "Do it 0 times.", "Do it all at once.", "Report at once."]
)
def test_no_count_is_found_where_none_is_meant(text: str) -> None:
    assert quantities_in(text).times is None


@pytest.mark.parametrize(
    ("text", "held", "rest"),
    [
        ("Hold for 10 seconds, then relax for 15.", 10_000, 15_000),
        ("Hold for 10 seconds, then relax for 15 seconds.", 10_000, 15_000),
        ("Tense your fists for 7 seconds and let go for 20 seconds.", 7_000, 20_000),
        ("Clench for five seconds, then release for one minute.", 5_000, 60_000),
    ],
)
def test_holding_and_relaxing_are_two_times(text: str, held: int, rest: int) -> None:
    figures = quantities_in(text)
    assert figures.time is not None
    assert (figures.time.natural, figures.release) == (held, rest)


@pytest.mark.parametrize(
    ("text", "breath"),
    [
        ("Breathe in for 4 and out for 6.", (4, 0, 6, 0)),
        ("Breathe in for four, hold for seven, and breathe out for eight.", (4, 7, 8, 0)),
        ("In for 4, hold for 4, out for 4, hold for 4.", (4, 4, 4, 4)),
        ("Inhale for a count of 3 and exhale for a count of 5.", (3, 0, 5, 0)),
    ],
)
def test_a_breath_has_its_own_seconds(text: str, breath: tuple[int, int, int, int]) -> None:
    assert (quantities_in(text).breath, quantities_in(text).time) == (breath, None)


@pytest.mark.parametrize(
    ("text", "count"), [("Take five slow breaths.", 5), ("Take a deep breath.", 1), ("Take a few deep breaths.", 3)]
)
def test_breaths_are_counted(text: str, count: int) -> None:
    breaths = quantities_in(text).breaths
    assert breaths is not None
    assert breaths.natural == count


@pytest.mark.parametrize(
    ("text", "sets", "times"), [("Do 3 sets of 10.", 3, 10), ("2 sets of 8 to 12", 2, 10), ("Sets: 3. Reps: 10", 3, 10)]
)
def test_sets_hold_repetitions(text: str, sets: int, times: int) -> None:
    figures = quantities_in(text)
    assert figures.times is not None
    assert (figures.sets, figures.times.natural) == (sets, times)


@pytest.mark.parametrize(
    ("text", "each"),
    [
        ("Massage each finger.", ("finger", FINGERS)),
        ("Do the same with the other fingers, every finger in turn.", ("finger", FINGERS[1:])),
        ("Squeeze each of the toes.", ("toe", ("big toe", "second toe", "third toe", "fourth toe", "little toe"))),
        ("Do it 5 times on each side.", ("side", ("left", "right"))),
        ("Stretch both legs, each leg for 20 seconds.", ("leg", ("left", "right"))),
        ("Rotate it clockwise, then counterclockwise.", ("direction", ("clockwise", "counterclockwise"))),
        ("Rotate it anticlockwise, then clockwise.", ("direction", ("counterclockwise", "clockwise"))),
        ("Circle in each direction.", ("direction", ("one way", "the other way"))),
        ("Circle one way, then the other.", ("direction", ("one way", "the other way"))),
    ],
)
def test_what_it_is_done_for_in_turn(text: str, each: tuple[str, tuple[str, ...]]) -> None:
    assert quantities_in(text).each == each


@pytest.mark.parametrize(
    "text",
    [
        "Press between each finger.",
        "Each time you breathe out, sink.",
        "Rub your finger.",
        "Rise up on both feet and lower yourself, 12 times.",
    ],
)
def test_not_every_each_is_a_loop(text: str) -> None:
    assert quantities_in(text).each is None


@pytest.mark.parametrize("text", ["5 times on each side", "(pause)", "30 seconds", "10 reps", "Hold: 20 seconds", "x5"])
def test_a_figure_alone(text: str) -> None:
    assert is_quantity(text)


@pytest.mark.parametrize(
    "text",
    [
        "side plank 20 s per side",
        "15 crunches",
        "Rub your palm 5 times.",
        "Palm",
        "",
        "The 5 benefits of rest for everybody we know",
    ],
)
def test_a_figure_among_other_words(text: str) -> None:
    assert not is_quantity(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Rest. (pause)", "Rest. [pause 4s]"),
        ("Rest. (3 second pause) Rise.", "Rest. [pause 3s] Rise."),
        ("Rest. (pause 10 seconds)", "Rest. [pause 10s]"),
        ("Rest. [Pause for one minute]", "Rest. [pause 60s]"),
        ("Rest. (long pause)", "Rest. [pause 10s]"),
        ("Rest. *pause*", "Rest. [pause 4s]"),
        ("Breathe... and rest", "Breathe [pause 1s] and rest"),
        ("Breathe… and rest", "Breathe [pause 1s] and rest"),
        ("Rub [both] {hands}", "Rub (both) (hands)"),
        ("Rub for 2s]", "Rub for 2s)"),
        ("Rub (gently).", "Rub (gently)."),
    ],
)
def test_marks_of_pauses_become_rests(text: str, said: str) -> None:
    assert with_pauses(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "Fold the towel in three.",
        "Put two fingers on the wrist.",
        "Two drops of lavender oil, one of rosemary.",
        "Sit about 30 cm from the wall.",
        "Keep your hands 10 cm apart.",
        "See figure 3.",
        "Wait until it is 37 degrees.",
        "Pour in 1/2 litre of water.",
        "Press point LI 4.",
        "Hold the towel with both hands.",
        "Reach up with both arms.",
        "Massage the left and right side of the neck.",
        "It takes two people.",
        "Fill it two thirds full.",
        "Mix one part oil with three parts water.",
        "Add 3 tablespoons of salt.",
        "Three pillows.",
        "Place a hand on either side of the head.",
        "Look to the left and then to the right.",
        "Room 12, second floor.",
        "With your thumbs at 2 and 10 o'clock.",
        "Rub the heel with one hand and hold the toes with the other.",
        "Breathe in through the nose, out through the mouth.",
        "6.",
    ],
)
def test_a_number_of_things_is_no_amount(text: str) -> None:
    assert quantities_in(text) == NONE


def test_numbers_that_are_counted_out_loud_count_what_is_done() -> None:
    assert quantities_in("Roll the shoulders, and one, and two, and three, four, five.").times == Amount(5, 5, 5)
    assert quantities_in("Stay up there: five, four, three, two, one.").time == Amount(5_000, 5_000, 5_000)
    assert quantities_in("Do exercises 1, 2 and 3.") == NONE


def test_a_time_before_something_is_spent_if_one_rests_or_waits_for_it() -> None:
    assert quantities_in("Rest a minute before you get up.").time == Amount(60_000, 60_000, 60_000)
    assert quantities_in("Take it out a minute before the end.").time is None


@pytest.mark.parametrize(
    "text", ["Stretch the leg for 40 seconds, and then the other.", "Tug your ear ten times, then the other."]
)
def test_what_is_done_to_one_of_a_pair_and_then_to_the_other_is_for_each(text: str) -> None:
    assert (quantities_in(text).each or ("", ()))[1] == ("left", "right")


def test_steps_with_each_leg_are_counted() -> None:
    assert quantities_in("Rise onto your toes and march, twelve steps with each leg.").times == Amount(12, 12, 12)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Nod yes, tiny, 15.", 15),
        ("Ankles round, one dozen outwards, one dozen inwards.", 12),
        ("Then quick ones: 10 in a row.", 10),
        ("Ten more of these with the thumbs in.", 10),
        ("Seven hums will do.", 7),
        ("Now twice as slowly, three times.", 3),
    ],
)
def test_a_number_counts_by_where_it_stands(text: str, times: int) -> None:
    assert quantities_in(text).times == Amount(times, times, times)


@pytest.mark.parametrize(
    "text", ["Fold a second towel and lay it on top.", "Breathe in, 4.", "Now twice as slowly.", "Turn to page 14."]
)
def test_what_only_looks_like_an_amount_is_none(text: str) -> None:
    assert not quantities_in(text).practice


def test_another_thirty_has_the_unit_of_what_is_held() -> None:
    assert quantities_in("Open it to the side and stay for another thirty.").time == Amount(30_000, 30_000, 30_000)


def test_two_ways_to_say_how_much_are_not_both_done() -> None:
    either = quantities_in("Whisk it, some thirty strokes or twenty seconds.")
    assert (either.times, either.time) == (Amount(30, 30, 30), None)
    whole = quantities_in("A hundred pushes, about ten minutes' work.")
    assert whole.times is None
    assert whole.time is not None


def test_what_is_done_in_a_place_and_turned_out_is_no_breath() -> None:
    assert quantities_in("Stretch in a low lunge, 45 seconds a side. Shake out the arms for 10 seconds.").breath is None
    assert quantities_in("Hold the arm in the air for 5 seconds and turn it out for 5.").breath is None
    assert quantities_in("In the nose for 4 and out the mouth for 6.").breath == (4, 0, 6, 0)


def test_in_and_out_of_the_water_is_no_breath() -> None:
    found = quantities_in("Put your feet in for 1 minute, lift them out, then in again for another 30 seconds.")
    assert (found.breath, found.time) == (None, Amount(60_000, 60_000, 60_000))


def test_a_rest_without_with_is_told_from_what_it_follows() -> None:
    found = quantities_in("4 sets of 30 seconds with 15 seconds of rest.")
    assert (found.sets, found.times) == (4, None)
    assert (found.time, found.rest) == (Amount(30_000, 30_000, 30_000), Amount(15_000, 15_000, 15_000))


def test_with_may_be_written_as_people_write_it_in_a_hurry() -> None:
    found = quantities_in("Lift your hips, 3x10 w/ 30s rest.")
    assert (found.sets, found.times, found.rest, found.time) == (3, exactly(10), exactly(30_000), None)


def test_sets_may_stand_behind_a_colon() -> None:
    found = quantities_in("Repeat 15 times: 2 sets.")
    assert (found.sets, found.times) == (2, Amount(15, 15, 15))


def test_a_time_in_figures_counts_before_a_moment() -> None:
    assert quantities_in("Wait a moment, thirty seconds.").time == Amount(30_000, 30_000, 30_000)


def test_numbers_that_are_counted_before_a_release_are_seconds() -> None:
    assert quantities_in("Count 1, 2, 3, 4, 5 and let go.").time == Amount(5_000, 5_000, 5_000)
