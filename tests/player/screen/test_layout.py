"""The page: whatever is shown, in whatever size, fits, and what matters stays."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from coach.player.controls.key_help import keys_by_verb, no_verb_on
from coach.player.controls.key_settings import KeySettings
from coach.player.screen import large_letters
from coach.player.screen.layout import key_table, layout
from coach.player.screen.tui import STYLES, hints_of
from coach.player.screen.wording import clock
from coach.player.session.view import Mode, View
from tests.player.screen.making import KEYS, VIEW

pytestmark = pytest.mark.unit

HINTS = hints_of(KEYS)
JOINERS = dict.fromkeys(map(ord, "\u200c\u200d"))
"""What joins letters within a word, and stays: nothing that a terminal obeys."""
TEXTS = st.text(max_size=60) | st.sampled_from(
    ["", "Knuckle circles", "手のひらをやさしく円を描くように", "a\x1b[2Jb\nc"]
)
VIEWS = st.builds(
    View,
    title=TEXTS,
    mode=st.sampled_from(get_args(Mode)),
    step=st.integers(0, 100),
    steps=st.integers(0, 99),
    section=TEXTS,
    step_title=TEXTS,
    saying=TEXTS,
    instruction=TEXTS,
    practice_left_ms=st.none() | st.integers(0, 10_000_000),
    next_title=TEXTS,
    step_left_ms=st.integers(-500, 10_000_000),
    session_left_ms=st.integers(-500, 40_000_000),
    volume_db=st.floats(-40, 0),
    answer=TEXTS,
    routine=st.integers(1, 9),
    routines=st.integers(1, 9),
    timed=st.booleans(),
    left_over=TEXTS,
    notice=TEXTS,
    offered=TEXTS,
    needs=TEXTS,
)


def rows(view: View, width: int = 80, height: int = 24) -> list[str]:
    """The rows of a screen, without its margins at the sides."""
    margin = 0 if width < 60 else min(width // 40, 4)
    return ["".join(piece.text for piece in row).rstrip()[margin:] for row in layout(view, HINTS, width, height)]


def test_what_to_have_at_hand_stands_there_until_something_is_said() -> None:
    before = replace(VIEW, step=0, saying="", needs="a towel; some oil")
    assert "Have ready: a towel; some oil." in rows(before)
    assert not any("Have ready" in row for row in rows(replace(before, saying="Welcome.")))


@example(view=replace(VIEW, notice="می\u200cروم"), width=1, height=6).via(
    "a joiner is part of a Persian word, and not printable"
)
@given(view=VIEWS, width=st.integers(1, 210), height=st.integers(1, 70))
def test_whatever_there_is_to_show_fits_and_is_fit_for_a_terminal(view: View, width: int, height: int) -> None:
    drawn = layout(view, HINTS, width, height)
    assert len(drawn) == height
    assert all(sum(cell_len(piece.text) for piece in row) <= width for row in drawn)
    assert all(piece.text.translate(JOINERS).isprintable() for row in drawn for piece in row)


@pytest.mark.parametrize("size", [(40, 12), (60, 16), (80, 24), (120, 40), (200, 60), (60, 60), (200, 12)])
def test_every_size_from_small_to_large_has_all_that_matters(size: tuple[int, int]) -> None:
    view = replace(VIEW, notice="The loudspeaker is gone.", saying="Breathe in.")
    drawn = "\n".join(rows(view, *size))
    assert "Step 3 of 12 · The left hand" in drawn
    for word in [*view.step_title.split(), *view.saying.split(), *view.notice.split(), "PLAYING", "0:40", "12:34"]:
        assert word in drawn or any(is_drawn(word, scale, drawn) for scale in range(1, 8)), word


def is_drawn(word: str, scale: int, text: str) -> bool:
    return all(row.rstrip() in text for row in large_letters.draw(word, scale))


def test_the_digits_are_larger_on_a_larger_screen() -> None:
    def high(height: int) -> int:
        return max(scale for scale in range(1, 8) if is_drawn("0:40", scale, "\n".join(rows(VIEW, 200, height))))

    assert [high(height) for height in (12, 24, 36, 48, 60)] == [1, 2, 3, 4, 6]


@pytest.mark.parametrize("size", [(40, 12), (40, 20)])
def test_the_time_of_the_step_is_large_however_long_the_session_is(size: tuple[int, int]) -> None:
    drawn = "\n".join(rows(replace(VIEW, step_left_ms=750_000, session_left_ms=7_000_000), *size))
    assert is_drawn("12:30", 1, drawn)
    assert "1:56:40" in drawn


def test_there_are_margins_where_there_is_room() -> None:
    def margins(width: int, height: int) -> tuple[int, int]:
        drawn = ["".join(piece.text for piece in row).rstrip() for row in layout(VIEW, HINTS, width, height)]
        written = [row for row in drawn if row]
        return drawn.index(written[0]), min(len(row) - len(row.lstrip()) for row in written)

    assert [margins(*size) for size in [(20, 12), (40, 12), (40, 20), (80, 24), (120, 40), (200, 50)]] == [
        (0, 0),
        (0, 0),
        (1, 0),
        (1, 2),
        (2, 3),
        (2, 4),
    ]


def test_the_sign_of_a_verb_stands_beside_the_state() -> None:
    assert "PLAYING  +15 s" in rows(replace(VIEW, answer="+15 s"))


@given(width=st.integers(1, 210), height=st.integers(1, 70))
def test_the_table_of_keys_fits_whatever_there_is_room_for(width: int, height: int) -> None:
    drawn = key_table(keys_by_verb(KEYS), width, height)
    assert len(drawn) == height
    assert all(sum(cell_len(piece.text) for piece in row) <= width for row in drawn)


@pytest.mark.parametrize("size", [(40, 12), (40, 20), (80, 24)])
@pytest.mark.parametrize("settings", [KeySettings(), KeySettings(own={"ctrl+f12": "next"}, switches="two")])
def test_the_table_of_keys_cuts_no_name(size: tuple[int, int], settings: KeySettings) -> None:
    keys = keys_by_verb(settings.keys)
    told = " ".join("".join(piece.text for piece in row) for row in key_table(keys, *size))
    assert "…" not in told
    for verb, names in keys.items():
        assert verb in told
        assert all(re.search(rf"(?<![\w+]){re.escape(name)}(?![\w+])", told) for name in names), verb


@pytest.mark.parametrize("mode", get_args(Mode))
@pytest.mark.parametrize("answer", ["slower is not possible here", no_verb_on("ctrl+f12"), "+15 s"])
def test_a_sign_is_whole_in_forty_columns(mode: Mode, answer: str) -> None:
    assert any(row.endswith(answer) for row in rows(replace(VIEW, mode=mode, answer=answer), 40, 12))


SCANNED = hints_of(KeySettings(switches="one").keys)


@pytest.mark.parametrize(("size", "scale"), [((40, 12), 1), ((40, 20), 1), ((80, 24), 2), ((200, 50), 5)])
def test_the_verb_that_is_offered_to_a_switch_is_the_largest_word(size: tuple[int, int], scale: int) -> None:
    def drawn(offered: str) -> str:
        view = replace(VIEW, saying=offered, offered=offered)
        return "\n".join("".join(piece.text for piece in row).strip() for row in layout(view, SCANNED, *size))

    assert is_drawn("Pause.", scale, drawn("Pause."))
    told = "press space to take it"
    assert told in drawn("Pause.") or is_drawn(told, 1, drawn("Pause."))
    assert "OFFERED TO YOUR SWITCH" in drawn("Pause.")
    assert "PLAYING" not in drawn("Pause.")
    assert drawn("Nächster Schritt.").count("Nächster Schritt.") == 1


def test_what_leaves_first_when_there_is_little_room_is_what_is_needed_least() -> None:
    def there(height: int) -> set[str]:
        drawn = "\n".join(rows(VIEW, 60, height))
        least = {"title": VIEW.title, "keys": "space pause or continue", "next": "Next:", "words": "Make a fist"}
        return {name for name, text in least.items() if text in drawn}

    assert there(13) == {"title", "keys", "next", "words"}
    assert there(11) == {"keys", "next", "words"}
    assert there(10) == {"next", "words"}
    assert there(9) == {"words"}


def test_the_clocks_stand_still_when_the_words_change() -> None:
    def place(words: str) -> int:
        return next(y for y, row in enumerate(rows(replace(VIEW, saying=words))) if row.startswith("left in this step"))

    assert place("") == place("Breathe.") == place("Breathe slowly, and feel how your shoulders sink. " * 9)


def test_words_that_have_no_room_end_in_an_ellipsis() -> None:
    drawn = rows(replace(VIEW, saying="and on " * 200))
    assert sum("and on" in row for row in drawn) == 4
    assert drawn[max(y for y, row in enumerate(drawn) if "and on" in row)].endswith("…")


def test_while_nobody_speaks_the_instruction_stays() -> None:
    drawn = rows(replace(VIEW, saying="", instruction="Circle over the palm."))
    assert "Circle over the palm." in map(str.strip, drawn)


def test_a_step_that_waits_shows_no_time_that_it_does_not_know() -> None:
    drawn = "\n".join(rows(replace(VIEW, mode="waiting"), 40, 12))
    assert 'WAITING FOR "NEXT"' in drawn
    assert "press → when ready" in drawn

    bound_otherwise = layout(replace(VIEW, mode="waiting"), [("x", "stop")], 60, 12)
    assert any("when you are ready" in piece.text for row in bound_otherwise for piece in row)
    assert all(row in drawn for row in large_letters.draw("NEXT?", 1))
    assert large_letters.draw("0:40", 1)[0] not in drawn


def test_a_wait_and_the_hints_name_the_key_that_somebody_has_chosen() -> None:
    for settings, key in ((KeySettings(own={"j": "next"}), "j"), (KeySettings(switches="one"), "space")):
        drawn = layout(replace(VIEW, mode="waiting"), hints_of(settings.keys), 80, 24)
        assert any(f"press {key} when ready" in piece.text for row in drawn for piece in row)


def test_before_the_first_step_and_after_the_last_no_step_is_counted() -> None:
    assert rows(replace(VIEW, step=0, section=""))[2] == "Beginning"
    assert rows(replace(VIEW, step=13, section=""))[2] == "Closing"


def test_a_volume_that_was_changed_is_told() -> None:
    assert rows(VIEW)[1] == VIEW.title
    assert rows(replace(VIEW, volume_db=-12))[1].endswith("volume −6 dB")


def test_a_title_with_a_sign_that_has_no_letter_is_shown_in_plain_text() -> None:
    assert "Übung für die Hände" in rows(replace(VIEW, step_title="Übung für die Hände"))


@pytest.mark.parametrize(
    ("ms", "text"),
    [
        (0, "0:00"),
        (-30, "0:00"),
        (1, "0:01"),
        (1000, "0:01"),
        (39_200, "0:40"),
        (59_001, "1:00"),
        (3_600_001, "1:00:01"),
    ],
)
def test_time_is_rounded_up_so_that_zero_is_the_end(ms: int, text: str) -> None:
    assert clock(ms) == text


@pytest.mark.parametrize("tone", list(STYLES))
def test_every_tone_has_a_contrast_of_seven_at_least(tone: str) -> None:
    style = STYLES[tone]  # type: ignore[index]
    assert style.color
    assert style.bgcolor
    light, dark = sorted((_luminance(style.color.triplet), _luminance(style.bgcolor.triplet)), reverse=True)  # type: ignore[arg-type]
    assert (light + 0.05) / (dark + 0.05) >= 7


def _luminance(colour: tuple[int, int, int]) -> float:
    parts = [value / 255 / 12.92 if value <= 10 else ((value / 255 + 0.055) / 1.055) ** 2.4 for value in colour]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 12)])
def test_it_shows_which_routine_of_how_many_it_is_and_whose_time_is_left(width: int, height: int) -> None:
    several = "\n".join(rows(replace(VIEW, routine=2, routines=3), width, height))
    assert "Routine 2 of 3: Hand massage" in several
    assert "in all" in several
    assert "on the timer" in "\n".join(rows(replace(VIEW, timed=True), width, height))


def test_it_shows_what_the_timer_leaves_undone() -> None:
    over = replace(VIEW, mode="stopping", left_over="the timer ends it; left: 2 steps", notice="No sound.")
    assert any("! the timer ends it; left: 2 steps; No sound." in row for row in rows(over))
