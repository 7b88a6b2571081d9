"""The screen for screen readers and pipes: a line for each step, and for what changes."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from dataclasses import replace
from typing import Any

import pytest

from coach.player.screen.plain import News, Plain
from coach.player.screen.wording import ending_of
from tests.player.screen.making import VIEW, Fake
from tests.processes import Child

pytestmark = pytest.mark.unit

START = [
    "Hand massage for someone you care for. 12 steps, 12:34",
    "The left hand",
    "Step 3 of 12: Knuckle circles. 0:40",
]
PROGRAM = """
import sys, threading
from tests.player.screen.making import Fake
from coach.player.screen import screen_for
session = Fake()
threading.Timer(0.4, lambda: session.change(step=4, step_title="Hold")).start()
threading.Timer(1.0, session.over.set).start()
screen_for(False, {}).run(session)
print("played to the end", session.asked, file=sys.stderr)
"""


def told(*changes: dict[str, Any], **first: Any) -> list[str]:
    """What is told of these changes, one after the other, after what is told at the start."""
    news, session = News(), Fake(**first)
    before = news.of(session.view())
    lines = []
    for change in changes:
        session.change(**change)
        lines += news.of(session.view())
    return lines if changes else before


def test_it_begins_with_the_routine_and_the_first_step() -> None:
    assert told() == START
    assert told(step=0, section="") == START[:1]


def test_what_to_have_at_hand_is_told_before_the_first_step() -> None:
    assert told(step=0, section="", needs="a towel; some oil") == [START[0], "Have ready: a towel; some oil."]


def test_the_time_that_is_said_is_told_once_for_whoever_asks() -> None:
    said = {"time_told": "About 3 minutes left."}
    assert told(said, {"session_left_ms": 1_000}, {"time_told": ""}, said) == ["About 3 minutes left."] * 2


def test_one_step_is_one_step() -> None:
    assert told(step=0, steps=1)[0] == "Hand massage for someone you care for. 1 step, 12:34"


def test_of_several_routines_each_is_told_when_it_begins() -> None:
    assert told(routines=3)[0] == "Routine 1 of 3: Hand massage for someone you care for. 12 steps, 12:34 in all"
    following = {"routine": 2, "title": "Feet", "step": 0, "steps": 4, "session_left_ms": 300_000}
    assert told({"session_left_ms": 400_000}, following, routines=3) == ["Routine 2 of 3: Feet. 4 steps, 5:00 in all"]


def test_with_a_timer_its_time_is_told_and_once_what_it_leaves_undone() -> None:
    assert told(timed=True)[0].endswith("12 steps, 12:34 on the timer")
    over = {"mode": "stopping", "left_over": "the timer ends it; left: 2 steps, from “Palm” on"}
    lines = told(over, {"session_left_ms": 1_000}, timed=True)
    assert lines == ["Fading out.", "The timer ends it; left: 2 steps, from “Palm” on"]


@pytest.mark.parametrize(
    ("changes", "stopped", "line"),
    [
        ({}, False, "Finished."),
        ({}, True, "Stopped at step 3 of 12. `coach play --resume` goes on there."),
        ({"step": 0}, True, "Stopped before the first step. `coach play --resume` goes on there."),
        ({"step": 13}, True, "Stopped after the last step. `coach play --resume` goes on there."),
        ({"left_over": "x"}, False, "The timer ended it at step 3 of 12. `coach play --resume` goes on there."),
        (
            {"routine": 2, "routines": 3},
            True,
            "Stopped at step 3 of 12, in routine 2 of 3. `coach play --resume` goes on there.",
        ),
    ],
)
def test_the_last_line_tells_where_it_ended(changes: dict[str, Any], stopped: bool, line: str) -> None:
    assert ending_of(replace(VIEW, **changes), stopped=stopped, resumes=True) == line


def test_a_step_is_one_line_when_it_begins() -> None:
    following = {"step": 4, "step_title": "Hold", "step_left_ms": 3_600_000}
    assert told(following, {"step_left_ms": 20_000}) == ["Step 4 of 12: Hold. 1:00:00"]
    assert told({"step": 4, "step_title": "Ready?"}) == ["Step 4 of 12: Ready? 0:40"]
    assert told({"step": 4, "step_title": ""}) == ["Step 4 of 12. 0:40"]


def test_a_section_is_told_when_it_begins() -> None:
    right = {"step": 9, "section": "The right hand"}
    assert told(right, {"step": 10}) == [
        "The right hand",
        "Step 9 of 12: Knuckle circles. 0:40",
        "Step 10 of 12: Knuckle circles. 0:40",
    ]


def test_time_and_words_are_no_news() -> None:
    assert (
        told({"step_left_ms": 1_000, "session_left_ms": 1}, {"saying": "Breathe."}, {"instruction": "Breathe."}) == []
    )


def test_what_comes_after_the_last_step_is_no_step() -> None:
    assert told({"step": 13, "step_title": ""}) == []


def test_a_change_of_the_mode_is_a_line() -> None:
    paused, playing, waiting = {"mode": "paused"}, {"mode": "playing"}, {"mode": "waiting"}
    assert told(paused, paused, playing, waiting) == ["Paused.", "Going on.", "Waiting: say or press next."]
    assert told(waiting, {"mode": "playing", "step": 4}) == [
        "Waiting: say or press next.",
        "Step 4 of 12: Knuckle circles. 0:40",
    ]


def test_a_notice_is_a_line_once_and_again_when_it_comes_back() -> None:
    gone, fine = {"notice": "The loudspeaker is gone."}, {"notice": ""}
    assert told(gone, gone, fine, gone) == ["The loudspeaker is gone."] * 2


def test_a_practice_is_a_line_with_the_last_instruction_and_its_seconds() -> None:
    doing = {"instruction": "Circle slowly.", "saying": "", "practice_left_ms": 17_500}
    assert told(doing, {"practice_left_ms": 9_000}) == ["Circle slowly. 0:18"]
    again = {**doing, "step": 4, "instruction": "Hold", "practice_left_ms": 8_000}
    assert told(doing, again) == ["Circle slowly. 0:18", "Step 4 of 12: Knuckle circles. 0:40", "Hold. 0:08"]
    assert told({"practice_left_ms": 9_000}) == []


def test_a_sign_of_a_verb_is_a_line_once() -> None:
    assert told({"answer": "+15 s"}, {"answer": "+15 s"}, {"answer": ""}, {"answer": "slower"}) == ["+15 s", "slower"]


def test_what_an_author_wrote_cannot_move_the_cursor(capsys: pytest.CaptureFixture[str]) -> None:
    evil = "a\x1b[2J\rb\nc\x07\u202e"
    session = Fake(title=evil, section=evil, step_title=evil, notice=evil)
    session.over.set()
    Plain().run(session)
    lines = capsys.readouterr().out.split("\n")[:-1]
    assert len(lines) == 4
    assert all(line.isprintable() for line in lines)


def test_a_pipe_gets_every_line_when_it_happens_and_nothing_of_a_terminal() -> None:
    with Child[bytes]([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        first = [process.stdout.readline() for _ in START]
        assert process.poll() is None
        rest = process.stdout.read()
        errors = process.stderr.read().decode()
    lines = [*START, "Step 4 of 12: Hold. 0:40"]
    assert b"".join([*first, rest]).decode().splitlines() == lines
    assert errors.strip() == "played to the end []"
    assert process.returncode == 0


def test_a_reader_that_goes_does_not_end_the_session() -> None:
    with Child[bytes]([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read().decode()
    assert errors.strip() == "played to the end []"
    assert process.returncode == 0


def test_textual_is_not_even_loaded_for_it() -> None:
    program = (
        "import sys; from coach.player.screen import screen_for; screen_for(True, {}); print('textual' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=30)
    assert done.stdout == "False\n"


def test_it_comes_back_soon_after_the_end() -> None:
    session = Fake()
    threading.Timer(0.2, session.over.set).start()
    before = time.monotonic()
    Plain().run(session)
    assert time.monotonic() - before < 2
    assert session.view() == VIEW
