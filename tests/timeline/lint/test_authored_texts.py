from __future__ import annotations

from pathlib import Path

import pytest

from coach.routine.loader import parse_routine
from coach.timeline.estimate import estimate_by_pace
from coach.timeline.lint import lint
from coach.timeline.lint.authored_texts import authored_texts

pytestmark = pytest.mark.unit

ROUTINE = """title: T *a*
words: {how: {default: none, crps: for *q* now}}
cautions: [{pregnancy: Be *b* gentle.}, {name: crps, say: Be *c* gentle.}]
steps:
  - title: One *d*
    say: >-
      Hold
      it *e* now.
    do: 40s
    guide: {half: Half *f* way., last: {time: 9s, say: Soon *g* done.}, at: {8s: Now *h* slower.}}
    instead: {arthritis: Rest., pregnancy: Rest *i* on.}
    again: Hold *t* it.
  - each: {hand: [left, "the *j* right"]}
    between: Now *k* change.
    again: The *u* same.
    with: {finger: the *l* thumb}
    words: {slow: {default: slowly, arthritis or crps: very *r* slowly}}
    steps:
      - say: Breathe with your {hand} {finger} {how} {slow} {s}.
        words:
          s: {default: "then *s* rest"}
        do: {breaths: 2, in: 4s, out: 6s, words: {in: In *m* now., out: Out *n* now.}}
  - {say: Tense., do: {rounds: 1, tense: 5s, release: 9s, words: {tense: Make *o* it., release: Let *p* go.}}}
  - say: This is the end.
"""


def test_each_text_that_is_spoken_is_found_at_its_place_and_no_other_is() -> None:
    routine = parse_routine(ROUTINE.encode(), "FILE")
    problems = [it for it in lint(routine, estimate_by_pace(routine.voice.pace)) if it.code == "markup"]
    lines = ROUTINE.splitlines()
    marked = {lines[place.line - 1][place.column - 1 :][:3] for place in (problem.place for problem in problems)}
    assert marked == {f"*{letter}*" for letter in "bcefghijklmnopqrstu"}


def test_the_words_of_a_text_are_without_names_and_rests() -> None:
    routine = parse_routine(b"title: T\nsteps:\n  - say: Hold it. [pause 2s] And\n      rest.\n", "FILE")
    assert [spoken.words for spoken in authored_texts(routine)] == ["Hold it. And rest."]


def test_what_is_used_from_another_file_is_told_at_its_place_there(tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text("title: O\nsteps:\n  - title: A\n    say: Rest *now*.\n    do: 5s\n")
    text = b"title: T\nsteps:\n  - use: other/a\n  - say: This is the end.\n"
    routine = parse_routine(text, "FILE", tmp_path)
    (problem,) = lint(routine, estimate_by_pace(125))
    assert (problem.code, str(problem.place)) == ("markup", f"{other}:4:15")
