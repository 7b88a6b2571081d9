from __future__ import annotations

import pytest

from coach.draft.english.quantities import quantities_in

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("Rest 1 1/2 minutes.", 90),
        ("Rest 1½ minutes.", 90),
        ("Rest for 1/2 minute.", 30),
        ("Rest for ¾ of a minute.", 45),
        ("Rest for two and a half minutes.", 150),
        ("Hold for three-quarters of a minute.", 45),
        ("Hold for a quarter of an hour.", 900),
        ("Hold for half an hour.", 1_800),
        ("Hold for 2'30\".", 150),
        ('Hold for 90".', 90),
        ('Circle the wrists 45", first outwards.', 45),
        ('Rub 45" and rest.', 45),
        ("Rub them 2', then stop.", 120),
        ("Hold for 2′.", 120),
        ("Hold for 2 min 30.", 150),
        ("Hold for 2 min 30 sec.", 150),
        ("Hold for 1 minute and 30 seconds.", 90),
        ("Rest for 1 hour 30.", 5_400),
        ("Rest for 1h30.", 5_400),
        ("Hold for 0:45.", 45),
        ("Time: 1:15", 75),
        ("Hold for 1 minute, then for another 30 seconds.", 90),
        ("Hold for 1 minute and then 30 seconds more.", 90),
        ("Hold for thirty-five seconds.", 35),
    ],
)
def test_a_time_is_what_is_written(text: str, seconds: int) -> None:
    time = quantities_in(text).time
    assert time is not None
    assert (time.natural, time.exact) == (1_000 * seconds, True)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("Hold for ten to fifteen seconds.", 10, 15),
        ("Hold for between five and ten minutes.", 300, 600),
        ("Hold for 1½–2 minutes.", 90, 120),
        ("Hold for a minute or two.", 60, 120),
    ],
)
def test_a_span_of_time_keeps_both_its_ends(text: str, least: int, most: int) -> None:
    time = quantities_in(text).time
    assert time is not None
    assert (time.least, time.most) == (1_000 * least, 1_000 * most)


@pytest.mark.parametrize(
    "text",
    [
        "Meet at 10:30.",
        'Press 2" below the knee.',
        '"Hold on to the 5" he said.',
        "Add 1/2 cup of milk.",
        'Stand 12" from the wall.',
        'Lie on a 36" roller, knees bent.',
        "He is 6'2\" tall.",
    ],
)
def test_this_is_no_time(text: str) -> None:
    assert quantities_in(text).time is None


@pytest.mark.parametrize(
    "text", ["Circle it 5×.", "Circle it 5x.", "Circle it 5 times.", "Circle it, 5 in each direction."]
)
def test_a_count_may_have_a_sign(text: str) -> None:
    times = quantities_in(text).times
    assert times is not None
    assert times.natural == 5


@pytest.mark.parametrize(
    ("text", "sets", "times", "rest"),
    [
        ("Do 3 x 10 circles.", 3, 10, None),
        ("Do 3 sets of 10 circles.", 3, 10, None),
        ("Do three sets of ten circles with 20 seconds of rest between them.", 3, 10, 20_000),
        ("3 sets of 8 reps, with 45 sec rest between sets.", 3, 8, 45_000),
        ("3 sets of 10, resting for 30 seconds between sets.", 3, 10, 30_000),
        ("Two sets of ten, with a minute of rest between them.", 2, 10, 60_000),
    ],
)
def test_sets_have_their_count_and_their_rest(text: str, sets: int, times: int, rest: int | None) -> None:
    figures = quantities_in(text)
    assert figures.times is not None
    assert (figures.sets, figures.times.natural, figures.rest and figures.rest.natural) == (sets, times, rest)
    assert figures.time is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Take three deep abdominal breaths.", 3),
        ("Take three deep belly breaths.", 3),
        ("Take 5 slow, easy breaths through your nose.", 5),
        ("Breathe in and out 4 times.", 4),
        ("Finish with two breaths.", 2),
    ],
)
def test_breaths_may_be_called_anything(text: str, count: int) -> None:
    breaths = quantities_in(text).breaths
    assert breaths is not None
    assert breaths.natural == count


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("10 minutes later, dry them well.", 600),
        ("After two minutes, rinse it off.", 120),
        ("A quarter of an hour after that, take it off.", 900),
    ],
)
def test_what_passes_first_is_a_wait(text: str, seconds: int) -> None:
    wait = quantities_in(text).wait
    assert wait is not None
    assert wait.natural == 1_000 * seconds
