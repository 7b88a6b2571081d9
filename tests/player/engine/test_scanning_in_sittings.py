"""Verbs are offered to a switch in every routine of a sitting, by its own voice and in its own language."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Event, Thread
from threading import enumerate as enumerate_threads

import pytest

from coach.player.session.scan import Scanning
from coach.player.session.state import Announcement
from coach.routine.loader import parse_routine
from coach.routine.model import Routine
from coach.timeline.guide_words import PHRASES
from coach.units import RATE
from tests.player.engine.driving import Driven, driven, level_db, roughness, wait_for

pytestmark = pytest.mark.session

ROUTINE = """
title: T
language: LANGUAGE
background: {sound: BED}
steps:
  - {title: A, say: One., do: 4s}
  - {title: B, say: Two., do: 4s}
"""


def routine_of(language: str, bed: str = "none") -> Routine:
    return parse_routine(ROUTINE.replace("LANGUAGE", language).replace("BED", bed).encode(), f"{language}.yaml")


SITTING = [routine_of("en"), routine_of("de")]
ONE = Scanning(("back", "next", "pause or continue"))


def begin(played: Driven) -> None:
    """Press a switch, and wait until the words are there; nothing is taken meanwhile."""
    played.ask("take")
    wait_for(lambda: played.state.announcement and played.state.announcement.frames is not None)


def test_each_routine_offers_the_verbs_in_its_language_and_a_press_does_them_over_the_border() -> None:
    with driven(SITTING, scanning=ONE, engine="silent") as played:
        begin(played)
        assert played.player.view().saying == PHRASES["en"].verbs["back"]
        played.ask("next")
        assert played.state.scan is None
        played.take_until(lambda state: state.number == 1)
        begin(played)
        assert played.player.view().saying == PHRASES["de"].verbs["back"]
        played.take(2 * RATE + RATE)
        assert played.player.view().saying == PHRASES["de"].verbs["next"]
        played.ask("take")
        assert (played.state.number, played.state.step) == (1, 1)
        begin(played)
        played.take(RATE)
        played.ask("take")
        assert (played.state.number, played.state.step) == (0, 2), "back, at the beginning of a routine"
        assert not played.player.stopped


def test_words_that_come_late_are_not_said_by_the_voice_of_another_routine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same word in the same language, by a quick voice and a slow one: each keeps its own length."""
    pace = "language: LANGUAGE\nvoice: {pace: PACE}"
    paced = [ROUTINE.replace("language: LANGUAGE", pace).replace("PACE", number) for number in ("200", "90")]
    sitting = [
        parse_routine(each.replace("LANGUAGE", "en").replace("BED", "none").encode(), "r.yaml") for each in paced
    ]
    gates, of_others = [Event(), Event()], announcing()
    with driven(sitting, scanning=ONE, engine="silent") as played:
        renderers = [track.renderer for track in played.player.sitting.tracks]
        for gate, renderer in zip(gates, renderers, strict=True):
            monkeypatch.setattr(renderer, "worded", partial(after, gate, renderer.worded))
        played.ask("take")
        for verb in ("next", "next", "next"):
            played.ask(verb)
        assert played.state.number == 1
        played.ask("take")
        gates[0].set()
        wait_for(lambda: len(announcing() - of_others) < 2)
        played.obeyed()
        assert played.state.announcement
        assert played.state.announcement.frames is None, "the word of the routine before"
        gates[1].set()
        wait_for(lambda: played.state.announcement and played.state.announcement.frames is not None)
        quick, slow = (each.announcement_frames(played.state.announcement) for each in renderers)
        assert played.state.announcement.frames == slow > quick


def after(gate: Event, word: Callable[[Announcement], Announcement | None], said: Announcement) -> Announcement | None:
    gate.wait(60)
    return word(said)


def announcing() -> set[Thread]:
    """The threads that are getting the words of verbs ready: a player before this one may still have some."""
    return {thread for thread in enumerate_threads() if thread.name == "announcement"}


def test_a_scan_at_the_border_does_not_click_or_lose_the_background_that_fades() -> None:
    pads = [routine_of("en", "brown-noise"), routine_of("de", "warm-pad")]
    with driven(pads, scanning=Scanning(("next",), pace_ms=600, rounds=1), engine="silent") as played:
        played.take_until(lambda state: state.number == 1)
        played.take(RATE // 2)
        begun = played.at
        begin(played)
        played.take_until(lambda state: state.scan is None)
        assert played.state.before
        ended = played.at
        played.take(RATE // 2)
        heard = played.heard
    assert roughness(heard[ended - RATE // 20 : ended + RATE // 20]) < 1.3 * roughness(heard[begun - RATE : begun])
    assert level_db(heard[ended : ended + RATE // 4]) > level_db(heard[ended - RATE // 4 : ended]) - 3
