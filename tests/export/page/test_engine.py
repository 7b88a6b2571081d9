"""The page's rules are the player's: the same moments, verbs and times through both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.export.formats.aac_stretches import BLOCK
from coach.export.page.hold_places import hold_places
from coach.export.page.mp4_tables import PacketTable
from coach.export.page.page_sound import SoundData, hold_data
from coach.player.session.commands import VERBS, Verb
from coach.player.session.state import LEAD, State
from coach.player.session.transitions import MORE_MS, SLOWER, apply_verb, left_ms, with_reminder
from coach.sound.ducking import flat
from coach.units import frames_at
from tests.export.page.engine import Engine, running_engine
from tests.export.page.page_folder import data_of
from tests.player.session.test_state import ENGLISH, PLAN, START, later
from tests.player.session.test_state import waits as waiting_at_most

pytestmark = pytest.mark.property

assert ENGLISH
TIMELINE = PLAN.timeline
PLACES = hold_places(TIMELINE, flat(frames_at(TIMELINE.duration_ms)), MORE_MS)
SOUND = SoundData(
    sizes=(),
    clips={"lead": (0, 15), "rise": (0, 15)}
    | {f"{name}{way}": (0, 16) for name in ("heard", "cannot") for way in ("", " words", " out")},
    ready=((ENGLISH.ready, 0, 80),),
    left=tuple((ENGLISH.time_left(60_000 * minutes), 0, 80) for minutes in range(9)),
    holds=tuple(hold_data(place, (0, place.alone + 1)) for place in PLACES),
    packets=frames_at(TIMELINE.duration_ms) // BLOCK + 2,
    opening="",
    table=PacketTable(0, 0),
)
WAITS = {cue.step: frames_at(cue.end_ms - 1) for cue in TIMELINE.cues if cue.waits}
LENGTHENS = ("more time", "slower", "faster")


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with running_engine() as engine:
        # The page begins to wait a little before the player does: here, both wait at the same frame.
        engine.ask("course", data=data_of(TIMELINE, SOUND), ends=WAITS)
        yield engine


def as_page(state: State) -> dict[str, Any]:
    """Return the same moment for the page."""
    return {
        "at": state.at,
        "jumped": state.jumped,
        "phase": state.phase,
        "paused": state.paused,
        "lead": max(0, -state.hold_frames),
        "waited": state.waited,
        "reminders": state.reminders,
        "stopping": state.fading is not None,
        "volumeDb": state.volume_db,
    }


def of_page(answer: dict[str, Any], *left_out: str) -> dict[str, Any]:
    known = as_page(START)
    return {name: value for name, value in answer.items() if name in known and name not in left_out}


EDGES = (0, *PLAN.steps, TIMELINE.duration_ms - 500)
starts = st.builds(
    lambda edge, ms, volume, heard: replace(
        START, at=frames_at(max(0, edge + ms)), volume_db=volume, jumped=frames_at(max(0, edge + ms)) * (not heard)
    ),
    st.sampled_from(EDGES),
    st.integers(-20, 400) | st.sampled_from([2_900, 2_990, 2_999, 3_000, 3_001]),
    st.sampled_from([-30.0, -28.0, -6.0, -2.0, 0.0]),
    st.booleans(),
).filter(lambda state: state.at < state.end)
rows = st.lists(
    st.tuples(st.sampled_from(VERBS), st.integers(1, 40_000) | st.sampled_from([1, 100, 400, 70_000])),
    min_size=1,
    max_size=6,
)


def asked_of_both(engine: Engine, state: State, verb: Verb) -> State:
    """Return the moment after a verb in the player; the page has the same one, and the same answer."""
    after, page = apply_verb(state, verb, ENGLISH), engine.ask("verb", state=as_page(state), verb=verb)
    assert after.earcon
    assert page["answer"] == after.earcon.name or verb in LENGTHENS
    assert (page["said"] or {"words": [None]})["words"][0] == (after.announcement and after.announcement.text)
    kept = replace(after, plan=PLAN, announcement=None, earcon=None)
    sounds = verb not in ("louder", "softer") or page["answer"] == "cannot"
    if sounds and state.speech and kept.at == state.at and kept.phase == "playing":
        kept = replace(kept, at=frames_at(state.speech.start_ms))  # what the earcon interrupts is said again
    left_out = ("lead", "at") if verb == "more time" and page["answer"] == "heard" else ("lead",)
    assert of_page(page, *left_out) == {name: value for name, value in as_page(kept).items() if name not in left_out}
    assert page["step"] == kept.step or "at" in left_out
    return kept


@given(starts, rows)
def test_every_verb_does_what_it_does_in_the_player(engine: Engine, state: State, row: list[tuple[Verb, int]]) -> None:
    for verb, ms in row:
        state = asked_of_both(engine, state, verb)
        state = replace(later(state, ms), announcement=None, earcon=None)
        if state.phase == "ended" or state.fading is not None:
            return


@pytest.mark.parametrize("verb", VERBS)
def test_so_it_does_at_every_edge(engine: Engine, verb: Verb) -> None:
    for edge, ms, heard in product(EDGES, (-1, 0, 1, 299, 300, 301, 2_999, 3_000, 3_001), (False, True)):
        if 0 <= edge + ms < TIMELINE.duration_ms:
            at = frames_at(edge + ms)
            asked_of_both(engine, replace(START, at=at, jumped=at * (not heard)), verb)
    for volume in (-30.0, -28.5, 0.0, -1.5):
        asked_of_both(engine, replace(START, volume_db=volume), verb)


@given(starts, rows, st.integers(1, 3_000_000))
def test_time_makes_the_same_of_every_moment(
    engine: Engine, state: State, row: list[tuple[Verb, int]], frames: int
) -> None:
    for verb, ms in row:
        state = replace(apply_verb(later(state, ms), verb, ENGLISH), announcement=None, earcon=None, plan=PLAN)
    if state.fading is not None:
        return
    page = engine.ask("time", state=as_page(state), frames=frames)
    after = state
    while frames and after.until_change:
        now = min(frames, after.until_change)
        after, frames = after.after(now), frames - now
    left_out = ("lead", "waited") if after.phase == "playing" or after.paused else ("lead",)
    assert of_page(page, *left_out) == {name: value for name, value in as_page(after).items() if name not in left_out}
    assert page["speech"] == (after.speech.text if after.speech else "")
    assert page["left"] == left_ms(after)


def test_it_ends_with_its_last_frame(engine: Engine) -> None:
    state = as_page(replace(START, at=START.end - 100))
    assert [engine.ask("time", state=state, frames=frames)["phase"] for frames in (99, 100)] == ["playing", "ended"]


def test_it_says_once_a_minute_that_it_waits(engine: Engine) -> None:
    (end, *_) = (cue.end_ms for cue in TIMELINE.cues if cue.waits)
    waits = later(replace(START, at=frames_at(end - 1_000)), 1_000)
    for ms in (59_990, 60_000, 119_000):
        state = replace(waits, waited=frames_at(ms), reminders=ms // 100_000)
        page, after = engine.ask("remind", state=as_page(state)), with_reminder(state, ENGLISH)
        assert (page["said"] is not None, page["reminders"]) == (after.announcement is not None, after.reminders)


def test_more_time_is_as_much_as_in_the_player_and_once_more_adds_as_much(engine: Engine) -> None:
    practice = next(cue for cue in TIMELINE.cues if cue.kind == "practice")
    state = as_page(replace(START, at=frames_at(practice.start_ms + 2_000)))
    once = engine.ask("verb", state=state, verb="more time")
    twice = engine.ask("verb", state=once, verb="more time")
    before = left_ms(replace(START, at=state["at"]))
    assert once["left"] - before == pytest.approx(MORE_MS, abs=350)
    assert twice["left"] - before == pytest.approx(2 * MORE_MS, abs=700)


def test_slower_makes_practices_a_quarter_longer_and_faster_takes_it_back(engine: Engine) -> None:
    slower = engine.ask("verb", state={}, verb="slower")
    practices = sum(cue.end_ms - cue.start_ms for cue in TIMELINE.cues if cue.kind == "practice" and not cue.waits)
    longest = max(place.blocks for place in PLACES) * BLOCK / 44.1
    assert 0 <= (SLOWER - 1) * practices - (slower["left"] - TIMELINE.duration_ms) < longest
    assert engine.ask("verb", state=slower, verb="faster")["left"] == TIMELINE.duration_ms
    assert engine.ask("verb", state={}, verb="faster")["answer"] == "cannot"


@given(st.sampled_from([number for number, each in enumerate(PLACES) if not each.waits]), st.data())
def test_a_hold_stands_still_as_long_as_its_rounds_and_then_goes_on(
    engine: Engine, number: int, data: st.DataObject
) -> None:
    place, hold = PLACES[number], SOUND.holds[number]
    heard = data.draw(st.integers(0, hold.rounds * place.blocks - 1))
    extra = [hold.rounds * (each == number) for each in range(len(PLACES))]
    state = {"at": (place.end - 1) * BLOCK, "held": heard * BLOCK, "extra": extra}
    pieces = engine.ask("pieces", state=state, count=hold.rounds + 2)
    packets = [(run[0], run[1] + each) for piece in pieces for run in piece["runs"] for each in range(run[2])]
    clip = [("extras", hold.clip[0] + each) for each in range(hold.clip[1])]
    once = [*clip, *(("session", packet) for packet in range(hold.enters, hold.leaves))]
    whole = (once * hold.rounds)[heard:]
    assert packets[: len(whole) + 1] == [*whole, ("session", hold.leaves)]


@given(st.integers(0, TIMELINE.duration_ms - 1), st.sampled_from(("next", "back", "repeat", "pause", "more time")))
def test_a_joint_lies_before_the_words_and_never_in_them(engine: Engine, ms: int, verb: Verb) -> None:
    state = engine.ask("verb", state={"at": frames_at(ms)}, verb=verb) | {"paused": False, "earcon": None, "lead": 0}
    (piece,) = engine.ask("pieces", state=state, count=1)
    speech = next(
        (cue for cue in TIMELINE.speech if frames_at(cue.start_ms) <= state["at"] < frames_at(cue.end_ms)), None
    )
    assert state["phase"] != "playing" or not speech or state["at"] == frames_at(speech.start_ms)
    if piece["runs"][0][0] == "session":  # what is heard of the first packet is a crossfade
        assert (piece["runs"][0][1] - 1) * BLOCK + BLOCK <= state["at"] + BLOCK * (piece["runs"][0][1] == 0)
        assert piece["skip"] == state["at"] - (piece["runs"][0][1] - 1) * BLOCK


def test_the_lead_of_the_page_is_the_players(engine: Engine) -> None:
    assert engine.ask("course", data=data_of(TIMELINE, SOUND), ends=WAITS)["lead"] == LEAD


def test_it_goes_on_by_itself_after_the_longest_wait_as_the_player_does() -> None:
    waits = waiting_at_most()
    timeline = waits.plan.timeline
    places = hold_places(timeline, flat(frames_at(timeline.duration_ms)), MORE_MS)
    words = (*SOUND.ready, ("Take your time.", 0, 80))
    sound = replace(SOUND, ready=words, holds=tuple(hold_data(place, (0, place.alone + 1)) for place in places))
    ends = {cue.step: frames_at(cue.end_ms - 1) for cue in timeline.cues if cue.holds}
    with running_engine() as engine:
        engine.ask("course", data=data_of(timeline, sound), ends=ends)
        due = replace(waits, waited=frames_at(60_000))
        assert engine.ask("remind", state=as_page(due))["said"]["words"][0] == "Take your time."
        for frames in (waits.wait_left - 1, waits.wait_left, waits.wait_left + LEAD + 44_100):
            page = engine.ask("time", state=as_page(replace(waits, reminders=9)), frames=frames)
            after, left = replace(waits, reminders=9), frames
            while left:
                now = min(left, after.until_change)
                after, left = after.after(now), left - now
            assert of_page(page) == as_page(after)
