"""What people read on a terminal is cut between words; what programs read stays as it is."""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.cli.authoring_commands import TOPICS
from coach.cli.word_wrap import reflowed, width_of, wrapped

pytestmark = pytest.mark.unit

WORDS = st.lists(st.text("abc`-.|", min_size=1, max_size=19), min_size=1, max_size=30).map(" ".join)


def on_a_terminal(columns: int, *words: str) -> list[str]:
    """Return the lines that a command shows on a terminal of a width."""
    ours, theirs = pty.openpty()
    command, env = [sys.executable, "-P", "-m", "coach", *words], {**os.environ, "COLUMNS": str(columns)}
    done = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, env=env)
    os.close(theirs)
    shown = b""
    try:
        while more := os.read(ours, 65_536):
            shown += more
    except OSError:  # the end of a terminal, on Linux
        pass
    os.close(ours)
    done.wait()
    return re.sub(r"\x1b\[\d*m", "", shown.decode()).splitlines()


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize(
    "words", [("help", "files"), ("show", "desk-break"), ("show", "desk-brake"), ("help", "export")]
)
def test_no_word_is_cut_on_a_terminal(columns: int, words: tuple[str, ...]) -> None:
    lines = on_a_terminal(columns, *words)
    too_long = [line for line in lines if len(line) > columns]
    assert [line for line in too_long if not line.startswith(("coach ", "http"))] == []


def test_a_message_on_a_terminal_has_the_words_that_it_has_in_a_pipe() -> None:
    command = [sys.executable, "-P", "-m", "coach", "show", "desk-break", "--condition", "driving"]
    piped = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    lines = on_a_terminal(40, *command[4:])
    assert len(piped.splitlines()) == 1 < len(lines)
    assert " ".join(lines).split() == piped.split()


def test_what_is_no_terminal_has_no_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert width_of(io.StringIO()) is None
    assert wrapped("a " * 100, None) == "a " * 100


@given(WORDS, st.integers(20, 100))
def test_all_words_stay_in_lines_that_have_room(text: str, width: int) -> None:
    lines = wrapped(text, width).split("\n")
    assert " ".join(lines).split() == text.split()
    assert max(map(len, lines)) <= width


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ("- name a folder that is new and your own", ["- name a folder that is", "  new and your own"]),
        ("  keys   your own keys and pedals here", ["  keys   your own keys and", "         pedals here"]),
        ("it stops; `coach play --resume` goes on", ["it stops;", "`coach play --resume` goes", "on"]),
        ("a" * 40, ["a" * 40]),
    ],
)
def test_lines_go_on_under_their_text_and_what_is_quoted_stays_together(line: str, lines: list[str]) -> None:
    assert wrapped(line, 26).split("\n") == lines


@pytest.mark.parametrize("topic", TOPICS)
def test_a_paragraph_is_set_anew_and_nothing_of_it_is_lost(topic: str) -> None:
    from importlib import resources

    text = resources.files("coach.cli").joinpath(f"{topic}.md").read_text("utf-8")
    narrow = reflowed(text, 50)
    assert sorted(re.sub(r"[|#]", " ", narrow).split()) == sorted(re.sub(r"[|#]", " ", text).split())
    long = [line for line in narrow.splitlines() if len(line) > 50]
    assert [line for line in long if max(map(len, line.split())) < 40 and line in text] == [
        line for line in long if max(map(len, line.split())) < 40
    ]


def test_a_command_stays_on_its_line_and_its_comment_goes_above() -> None:
    text = "```sh\ncoach export desk-break -o calm.mp3   # and a report beside it\n```\n\nOne\nparagraph.\n"
    assert reflowed(text, 40).split("\n") == [
        "```sh",
        "# and a report beside it",
        "coach export desk-break -o calm.mp3",
        "```",
        "",
        "One paragraph.",
        "",
    ]
