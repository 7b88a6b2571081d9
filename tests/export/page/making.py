"""A small session without a voice, and its pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from coach.export import write
from coach.export.about import Tags, about_of
from coach.export.page.page_data import PageData, page_data_of
from coach.routine.loader import parse_routine
from coach.routine.model import Routine
from coach.session import Session, open_session
from coach.timeline.compiler import compile_routine
from coach.timeline.head_and_tail import Margins

HOSTILE = 'A <script>alert("1")</script> & <!-- rest'
ROUTINE = f"""
title: '{HOSTILE}'
summary: "For </title> <b>tired</b> hands."
for: caregiver
needs: ["a <i>towel</i>"]
cautions: [open-wounds]
background: {{sound: warm-pad}}
steps:
  - section: The <u>first</u> half
    steps:
      - title: One
        say: Put lotion on. [pause 300ms] Warm your <em>hands</em>.
        do: 4s
        guide: {{half: Half way.}}
      - title: Two
        say: Two. Circle.
        do: 400ms
  - section: The second half
    steps:
      - title: Three
        say: Hold the hand.
        do: until ready
      - say: Let go.
        do: 600ms
"""
MARGINS = Margins(400, 600)


def routine_of(text: str = ROUTINE, **changes: object) -> Routine:
    """Return a routine, with some of its values changed."""
    return parse_routine(text.encode(), "rest.yaml").model_copy(update=changes)


def data_of(routine: Routine) -> PageData:
    """Return the data of a page, without a sound."""
    with quick_session(routine) as session:
        return page_data_of(session.timeline, about_of(session, Tags(), 64, pictured=False), routine)


@contextmanager
def quick_session(routine: Routine) -> Iterator[Session]:
    """Open a session in which nobody speaks, with next to no time before and after it."""
    with open_session(routine, engine="silent") as session:
        timeline = compile_routine(routine, session.narrator.length_ms, margins=MARGINS)
        yield replace(session, timeline=timeline)


def write_page(path: Path, routine: Routine) -> Path:
    """Write a page, in the form that its name says, without decoding its sound again."""
    with quick_session(routine) as session:
        write(session.mix, about_of(session, Tags(), 64, pictured=False), path)
    return path
