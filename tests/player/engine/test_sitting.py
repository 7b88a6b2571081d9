"""Several routines, one after the other, and a timer, as they sound."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise

import numpy as np
import pytest

from coach.audio.samples import Samples
from coach.errors import UsageError
from coach.player.devices.outputs.memory import Memory
from coach.player.session.state import CROSSFADE, SLEEP, State
from coach.routine.loader import parse_routine
from coach.routine.model import Routine
from coach.session import open_player
from coach.units import RATE, frames_at
from tests.player.engine.driving import Driven, driven, level_db, places_of, roughness, wait_for

pytestmark = pytest.mark.session


def routine_of(title: str, background: str, more: str = "", words: str = "Let your shoulders sink.") -> Routine:
    text = f"""
title: {title}
background: {{sound: {background}}}
{more}
steps:
  - {{title: Sit, say: '{words}', do: 4s}}
  - {{title: Palm, say: Rest your left hand on the cushion., do: 6s}}
  - {{title: Back, say: Stroke the back of the hand., do: 6s}}
"""
    return parse_routine(text.encode(), f"{title}.yaml")


FIRST, SECOND = routine_of("First", "warm-pad"), routine_of("Second", "brown-noise", words="Feel both of your feet.")
BARE = [routine_of("One", "none"), routine_of("Two", "none", words="Feel both of your feet.")]
HALF = RATE // 2
"""Frames over which a level is measured."""


def prepared(played: Driven) -> None:
    """Wait until all words of all routines are there, and at their levels."""
    tracks = played.player.sitting.tracks
    wait_for(lambda: all(track.builder._voice.gain_db for track in tracks))
    wait_for(lambda: all(track.scene.spoken_until == _end(track.scene.plan.timeline.duration_ms) for track in tracks))
    wait_for(lambda: all(track.scene.mix.levels.voice is track.builder._voice for track in tracks))
    played.obeyed()


def _end(ms: int) -> int:
    return frames_at(ms)


def levels(samples: Samples, frames: int = HALF) -> list[float]:
    return [level_db(samples[at : at + frames]) for at in range(0, len(samples) - frames + 1, frames)]


@pytest.fixture(scope="module")
def both() -> Iterator[tuple[Driven, int]]:
    """Two routines over two backgrounds, heard to the end, and the frame at which the second one begins."""
    with driven([FIRST, SECOND]) as played:
        prepared(played)
        rest_ms = played.state.plan.moments.rest_from_ms
        played.take_all()
        yield played, frames_at(rest_ms)


def test_the_words_of_the_next_routine_come_to_the_frame_of_its_timeline(both: tuple[Driven, int]) -> None:
    played, begins = both
    for number, offset in ((0, 0), (1, begins)):
        track = played.player.sitting.tracks[number]
        for cue in track.scene.plan.timeline.speech:
            clip = track.builder.narrator.clip(cue.text).samples
            assert offset + frames_at(cue.start_ms) in places_of(clip, played.heard)
    second = played.player.sitting.tracks[1].scene.plan.timeline
    assert len(played.heard) == begins + frames_at(second.duration_ms)
    assert played.player.buffer.missing == 0
    assert (played.player.failure, played.player.stopped) == (None, False)


def test_at_the_border_one_background_becomes_the_other_without_a_gap_a_swell_or_a_click(
    both: tuple[Driven, int],
) -> None:
    played, begins = both
    before = levels(played.heard[begins - 4 * RATE : begins])
    border = levels(played.heard[begins : begins + frames_at(3_400)])
    assert min(border) > min(before) - 4
    assert max(border) < max(before) + 2
    edge = played.heard[begins - RATE // 10 : begins + RATE // 10]
    calm = roughness(played.heard[begins - 2 * RATE : begins - RATE])
    alone = roughness(played.heard[begins + frames_at(20_000) - RATE : begins + frames_at(20_000)])
    assert roughness(edge) < 1.2 * max(calm, alone)


def test_it_is_told_which_of_how_many_it_is_and_how_long_all_still_takes() -> None:
    with driven(BARE) as played:
        prepared(played)
        view = played.player.view()
        plans = [track.scene.plan for track in played.player.sitting.tracks]
        assert (view.title, view.routine, view.routines) == ("One", 1, 2)
        assert view.session_left_ms == sum(plan.moments.rest_from_ms for plan in plans)
        played.take_until(lambda state: state.number == 1)
        view = played.player.view()
        assert (view.title, view.routine, view.routines, view.timed) == ("Two", 2, 2, False)
        assert abs(view.session_left_ms - plans[1].timeline.duration_ms) < 50


def test_next_and_back_lead_over_the_border() -> None:
    with driven(BARE) as played:
        prepared(played)
        steps: list[tuple[int, int]] = []
        for verb in ("next", "next", "next", "next", "next", "back", "back", "next"):
            played.ask(verb)
            played.take(RATE)
            steps.append((played.state.number, played.state.step))
        assert steps == [(0, 1), (0, 2), (0, 3), (1, 0), (1, 1), (0, 3), (0, 2), (0, 3)]
        assert played.player.buffer.missing == 0


def test_back_late_in_the_first_step_leads_to_its_own_beginning() -> None:
    with driven(BARE, first=1, step=1) as played:
        prepared(played)
        played.take(frames_at(3_600))
        played.ask("back")
        assert (played.state.number, played.state.step) == (1, 1)


def test_a_pause_at_the_border_is_silent_and_goes_on() -> None:
    with driven([FIRST, SECOND]) as played:
        prepared(played)
        played.take_until(lambda state: state.number == 1)
        assert played.state.before
        played.take(RATE)
        played.ask("pause")
        played.take(2 * RATE)
        assert level_db(played.heard[-RATE // 2 :]) < -80
        played.ask("continue")
        played.take(RATE)
        assert played.state.runs


def test_what_fades_under_the_next_routine_ends() -> None:
    with driven([FIRST, SECOND]) as played:
        prepared(played)
        played.take_until(lambda state: state.number == 1)
        played.take(CROSSFADE)
        assert played.state.before is None


def test_a_stop_ends_all_of_them() -> None:
    with driven(BARE) as played:
        prepared(played)
        played.take(5 * RATE)
        played.ask("stop")
        played.take_all()
        assert played.player.stopped
        assert played.player.view().routine == 1
        assert np.abs(played.heard[-10:]).max() < 1e-3


@pytest.fixture(scope="module")
def timed() -> Iterator[Driven]:
    """One routine over a background, which a timer ends after it."""
    with driven([FIRST], timer_ms=270_000) as played:
        prepared(played)
        played.take_all()
        yield played


def test_after_the_routine_its_background_goes_on_until_the_timer(timed: Driven) -> None:
    rest = frames_at(timed.state.plan.moments.rest_from_ms)
    fade = frames_at(270_000) - SLEEP
    assert fade - rest > 20 * RATE
    resting = levels(timed.heard[rest:fade], RATE)
    assert max(resting) - min(resting) < 3


def test_the_fade_of_the_timer_only_falls_and_ends_in_silence_at_its_end(timed: Driven) -> None:
    heard = timed.heard
    assert len(heard) == frames_at(270_000)
    fading = levels(heard[-SLEEP:], 10 * RATE)
    assert all(after < before + 0.3 for before, after in pairwise(fading))
    assert fading[len(fading) // 2] < fading[0] - 4
    assert fading[-1] < fading[0] - 40
    assert np.abs(heard[-RATE // 100 :]).max() < 1e-6
    assert roughness(heard[-SLEEP:]) <= 1.01 * roughness(heard[-SLEEP - 20 * RATE : -SLEEP])
    assert (timed.player.buffer.missing, timed.player.failure, timed.player.view().left_over) == (0, None, "")


def test_a_caregiver_hears_that_it_ends_early_and_what_is_left_and_nothing_after_it() -> None:
    care = routine_of("Care", "none", "for: caregiver").model_copy()
    with driven([care], timer_ms=240_000) as played:
        prepared(played)
        for _ in range(3):
            played.take_until(lambda state: state.step == 2)
            played.ask("back")
        played.take_until(lambda state: state.announcement is not None, 60)
        said = played.state.announcement
        assert said
        assert said.text == "The time is up, and the session ends early. What is left begins with: Back."
        assert played.player.view().left_over == "the timer ends it; left: 1 step, from “Back” on"
        clip = played.track.builder.narrator.clip(said.text).samples
        played.take_until(lambda state: state.announcement is None, 60)
        ended = played.at
        played.take_all()
        assert len(places_of(clip, played.heard[: ended + RATE])) == 1
        assert np.abs(played.heard[ended:]).max() < 1e-3
        assert played.at == frames_at(240_000)


def test_a_bell_at_the_end_is_announced_by_a_soft_stroke_and_no_louder_than_speech() -> None:
    with driven([routine_of("Bell", "none", "ending: bell")], timer_ms=270_000) as played:
        prepared(played)
        strokes = [cue for cue in played.state.plan.timeline.cues if cue.sound == "end-bell"]
        played.take_until(lambda state: state.at >= state.end, 100)
        heard = played.heard
    first, second = (heard[frames_at(cue.start_ms) : frames_at(cue.start_ms + 2_000)] for cue in strokes)
    speech = max(levels(heard[: frames_at(strokes[0].start_ms)]))
    assert level_db(first) < level_db(second) - 6
    assert max(levels(second)) < speech
    for stroke in (first, second):
        assert np.abs(stroke[: RATE // 100]).max() < 0.05 * np.abs(stroke).max()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"timer_ms": 0}, "a timer of 0s is not possible: its last 3m are a fade; give it 4m to 24h"),
        ({"timer_ms": 100_000}, "a timer of 1m40s is not possible"),
        ({"timer_ms": 90_000_000}, "a timer of 25h is not possible"),
        ({"timer_ms": -5}, "a timer of -0.005s is not possible"),
        ({"timer_ms": 1e6}, "timer_ms: 1000000.0 is not a whole number of milliseconds"),
        ({"first": 5}, "first: there is no routine 5; they are counted from 0 to 1"),
        ({"first": -1}, "first: there is no routine -1"),
        ({"length_ms": 600_000}, "a length is for one routine"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_sounds(options: dict[str, float], told: str) -> None:
    with pytest.raises(UsageError, match=told), open_player(BARE, open_device=Memory, **options):  # type: ignore[arg-type]
        pass


def test_a_length_beyond_the_timer_is_refused_and_no_routine_at_all() -> None:
    with pytest.raises(UsageError, match="the timer of 10m ends a session of 20m early"):
        _open([BARE[0]], timer_ms=600_000, length_ms=1_200_000)
    with pytest.raises(UsageError, match="there is no routine to play"):
        _open([])


def test_a_verb_that_there_is_not_is_refused_and_the_session_goes_on() -> None:
    with open_player(BARE[0], open_device=partial(Memory, keep=False)) as player:
        for verb in ("nextt", None, 3):
            with pytest.raises(UsageError, match="there is no verb"):
                player.ask(verb)  # type: ignore[arg-type]
        assert not player.over.wait(0.2)
        assert player.failure is None


def _open(routines: list[Routine], **options: int) -> None:
    with open_player(routines, open_device=Memory, **options):  # type: ignore[arg-type]
        pass


def test_each_moment_that_is_told_knows_its_routine() -> None:
    told: list[int] = []
    note: Callable[[State], None] = lambda state: told.append(state.number)  # noqa: E731
    outputs: list[Memory] = []

    def device(take: Callable[[int], Samples]) -> Memory:
        outputs.append(Memory(take, keep=False))
        return outputs[0]

    with open_player(BARE, open_device=device, on_moment=note, first=1, step=2) as player:
        wait_for(lambda: told)
        assert player.view().step_title == "Palm"
    assert {*told} == {1}
