from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach.routine.routine_files import bundled_routines

pytestmark = pytest.mark.unit

Tell = Callable[..., Any]

ROUTINE = """
title: Warm hands
summary: A short one.
for: caregiver
good_for: [cold hands, a quiet moment]
needs: [a towel, lotion]
sources: [what my grandmother did]
cautions: [arthritis, {pregnancy: Be gentle.}, recent-surgery]
voice: {pace: 120}
steps:
  - title: Sit
    say: Sit down now. [pause 2s] Rest here.
    pause: 3s
  - section: Their {hand} hand
    each: {hand: [left, right]}
    steps:
      - title: Stroke the {hand} hand
        say: Stroke their {hand} hand.
        do: {strokes: 4, path: 18cm}
  - title: Breathe
    do: {breaths: 3, in: 4s, out: 6s}
    skip_for: [pregnancy]
  - say: Press your palm.
    instead: {arthritis: Rest your palm.}
    do: {circles: 6, across: 1cm}
    pause: 2s
  - say: This is the end.
"""


@pytest.fixture
def shown(tell: Tell, tmp_path: Path) -> Callable[..., list[str]]:
    (tmp_path / "warm.yaml").write_text(ROUTINE)

    def lines(*options: str) -> list[str]:
        done = tell("show", "warm.yaml", *options)
        assert (done.stderr, done.code) == ("", 0)
        return list(done.stdout.splitlines())

    return lines


def test_it_begins_with_what_the_routine_is(shown: Callable[..., list[str]]) -> None:
    lines = shown()
    assert lines[:4] == ["Warm hands", "A short one.", "", "For:      a caregiver, for someone else"]
    assert lines[4] == "Good for: cold hands, a quiet moment, as many people find"
    assert "Needs:    a towel; lotion" in lines
    assert "Sources:  what my grandmother did" in lines


def test_what_nobody_said_it_is_good_for_has_no_line(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "plain.yaml").write_text("title: T\nsteps: [say: Hi]\n")
    lines = tell("show", "plain.yaml").stdout.splitlines()
    assert lines[:3] == ["T", "", "For:      yourself"]
    assert not any(line.startswith(("Good for:", "Needs:", "Sources:", "Cautions:")) for line in lines)


def test_it_tells_the_length_and_what_it_can_be(shown: Callable[..., list[str]]) -> None:
    (length,) = [line for line in shown() if line.startswith("Length:")]
    assert length == "Length:   about 2m13s; it can take 1m21s to 4m36s (estimated)"


def test_it_lists_the_cautions_with_what_they_ask_for(shown: Callable[..., list[str]]) -> None:
    lines = shown()
    first = lines.index(
        "Cautions: arthritis (lighter): With arthritis, keep the pressure light, and move each joint gently."
    )
    assert lines[first + 1] == "          pregnancy (lighter): Be gentle."
    assert lines[first + 2].startswith("          recent-surgery (do not begin): After surgery")


def test_a_step_has_its_seconds_of_words_and_of_silence(shown: Callable[..., list[str]]) -> None:
    lines = shown()
    assert lines[lines.index("   1  Sit") + 1] == "      4s words · 3s pause"


def test_a_motion_has_the_rule_that_gave_its_seconds(shown: Callable[..., list[str]]) -> None:
    lines = shown("--why")
    rule = "4 × (18 cm at 3 cm/s + 1s to turn) + 2s to place the hands"
    assert lines[lines.index("   2  Stroke the left hand") + 1] == f"      2s words · 30s practice = {rule}"


def test_breaths_have_their_rule_and_no_words(shown: Callable[..., list[str]]) -> None:
    lines = shown("--why")
    assert lines[lines.index("   4  Breathe") + 1] == "      30s practice = 3 × (4s in + 6s out)"


def test_a_rule_is_told_only_to_those_who_ask(shown: Callable[..., list[str]]) -> None:
    lines = shown()
    assert lines[lines.index("   4  Breathe") + 1] == "      30s practice"
    assert not any(" = " in line for line in lines)


def test_the_script_has_all_that_is_said_and_when_during_the_practice(shown: Callable[..., list[str]]) -> None:
    lines = shown("--script")
    sit = lines.index("   1  Sit")
    assert lines[sit + 2 : sit + 4] == ["      “Sit down now.”", "      “Rest here.”"]
    breathe = lines.index("   4  Breathe")
    assert lines[breathe + 2].startswith("   5  ")
    assert not any("“" in line for line in shown())


def test_a_count_aloud_stands_in_the_script_with_its_seconds(tell: Tell, tmp_path: Path) -> None:
    step = "{title: Bend, say: Bend them., do: {times: 3, each: 4s, count: aloud}}"
    (tmp_path / "count.yaml").write_text(f"title: T\nsteps: [{step}]\n")
    lines = tell("show", "count.yaml", "--script").stdout.splitlines()
    at = lines.index("      “Bend them.”")
    assert [line.strip().partition(":")[2] for line in lines[at + 1 : at + 4]] == [" “1”", " “2”", " “3”"]
    assert all(line.startswith("      after ") for line in lines[at + 1 : at + 4])


@pytest.mark.parametrize(
    ("do", "told"),
    [
        ("until ready", "2s words · waits until ready (30s in a file)"),
        ("{until: ready, at most: 2m}", "2s words · waits until ready, 2m at most (30s in a file)"),
    ],
)
def test_a_wait_is_told_as_one(tell: Tell, tmp_path: Path, do: str, told: str) -> None:
    (tmp_path / "wait.yaml").write_text(f"title: T\nsteps: [{{title: Wash, say: Wash your hands now., do: {do}}}]\n")
    for options in ((), ("--why",)):
        lines = tell("show", "wait.yaml", *options).stdout.splitlines()
        assert lines[lines.index("   1  Wash") + 1].strip() == told


def test_a_step_without_a_title_is_called_by_its_words(shown: Callable[..., list[str]]) -> None:
    lines = shown("--why")
    row = lines[lines.index("   5  Press your palm.") + 1]
    assert row == "      1s words · 11.4s practice = 6 × (π × 1 cm at 2 cm/s) + 2s to place the hands · 2s pause"


def test_a_section_is_a_heading(shown: Callable[..., list[str]]) -> None:
    assert [line for line in shown() if line.startswith("Their")] == ["Their left hand", "Their right hand"]


def test_a_length_changes_the_repetitions_and_the_rule(shown: Callable[..., list[str]]) -> None:
    lines = shown("--length", "3m", "--why")
    assert any(line.startswith("Length:   about 3m;") for line in lines)
    row = lines[lines.index("   2  Stroke the left hand") + 1]
    assert "4 × (18 cm" not in row
    assert "× (18 cm at 3 cm/s + 1s to turn) + 2s to place the hands" in row


def test_a_condition_changes_the_words_and_leaves_steps_out(shown: Callable[..., list[str]]) -> None:
    lines = shown("--condition", "arthritis", "--condition", "pregnancy")
    assert [line for line in lines if line.startswith("   1  ")] == [
        "   1  With arthritis, keep the pressure light, and move each joint gently."
    ]
    assert any(line.endswith("Rest your palm.") for line in lines)
    assert not any(line.endswith("  Breathe") for line in lines)


def test_despite_goes_on(shown: Callable[..., list[str]]) -> None:
    lines = shown("--condition", "recent-surgery", "--despite", "recent-surgery")
    assert any(line.startswith("   1  After surgery or a fracture, wait") for line in lines)


@pytest.mark.parametrize("name", list(bundled_routines()))
def test_a_bundled_routine_is_shown_with_a_row_of_seconds_for_each_step(tell: Tell, name: str) -> None:
    lines = tell("show", name).stdout.splitlines()
    steps = [index for index, line in enumerate(lines) if line[:4].strip().isdecimal()]
    assert [int(lines[index][:4]) for index in steps] == list(range(1, len(steps) + 1))
    assert all("s words" in lines[index + 1] or "s practice" in lines[index + 1] for index in steps)


def test_a_brief_session_is_shown_with_its_short_words(tell: Tell, tmp_path: Path) -> None:
    again = "{say: Press your palm in small circles., again: Circles., do: 9s}, {say: Hold it., again: none, do: 9s}"
    (tmp_path / "palm.yaml").write_text(f"title: T\nsteps: [{{repeat: 2, steps: [{again}]}}]\n")
    names = {"full": ["Press your palm in small circles.", "Hold it.", "Circles.", "Hold it."]}
    names["brief"] = ["Circles.", "Hold it."] * 2
    for words, expected in names.items():
        rows = tell("show", "palm.yaml", "--words", words).stdout.splitlines()
        assert [row[6:] for row in rows if row[:4].strip().isdigit()] == expected


@pytest.mark.parametrize("command", ["show", "timeline", "transcript", "lines", "sheet"])
def test_words_are_full_or_brief(tell: Tell, command: str) -> None:
    done = tell(command, "desk-break", "--words", "short")
    assert (done.stdout, done.code) == ("", 2)
    assert "--words short is not possible; it can be full or brief" in done.stderr
