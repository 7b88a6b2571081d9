from __future__ import annotations

import pytest

from coach.errors import UsageError
from coach.routine.loader import parse_routine
from coach.routine.model import Routine
from coach.session import open_session
from coach.sound.profiles import PROFILES, profile_of
from coach.timeline.timeline import Timeline

pytestmark = pytest.mark.unit

EACH = pytest.mark.parametrize("name", PROFILES)


def around(routine: Routine, profile: str) -> Timeline:
    return open_session(routine, engine="silent", profile=profile).timeline


def tail_ms(timeline: Timeline) -> int:
    return timeline.duration_ms - timeline.tail_start_ms


def test_there_are_four() -> None:
    assert list(PROFILES) == ["session", "podcast", "sleep", "audiobook"]


@EACH
def test_a_profile_is_found_by_its_name(name: str) -> None:
    assert profile_of(name).name == name


@pytest.mark.parametrize("name", ["", "radio", "television"])
def test_a_name_that_nobody_knows_is_wrong_usage(name: str) -> None:
    told = f"there is no profile '{name}'; there are session, podcast, sleep, audiobook"
    with pytest.raises(UsageError, match=told):
        profile_of(name)


def test_a_session_for_a_profile_that_nobody_knows_is_wrong_usage(small_routine: Routine) -> None:
    with pytest.raises(UsageError, match="there is no profile 'radio'"):
        open_session(small_routine, engine="silent", profile="radio")


def test_they_promise_what_is_asked_of_them() -> None:
    session, podcast, sleep, audiobook = PROFILES.values()
    assert (session.speech, session.unit, session.peak_dbtp) == (-18, "LUFS", -1)
    assert (podcast.speech, podcast.whole_lufs, podcast.tolerance, podcast.peak_dbtp) == (-16, -16, 0.5, -1)
    assert sleep.speech == session.speech - 6
    assert (audiobook.unit, audiobook.peak_dbtp, audiobook.bitrate) == ("dB RMS", -3, 192)
    assert (audiobook.speech - audiobook.tolerance, audiobook.speech + audiobook.tolerance) == (-23, -18)


@EACH
def test_a_clip_leaves_room_for_what_sounds_beside_it(name: str) -> None:
    assert PROFILES[name].ceiling_db == PROFILES[name].peak_dbtp - 2.5


@EACH
def test_its_own_margins_keep_what_it_promises(small_routine: Routine, name: str) -> None:
    profile, timeline = PROFILES[name], around(small_routine, name)
    for promised, had in ((profile.head_ms, timeline.head_end_ms), (profile.tail_ms, tail_ms(timeline))):
        if promised:
            assert promised[0] <= had <= promised[1]


def test_a_session_settles_before_its_first_word_and_fades_after_the_last(small_routine: Routine) -> None:
    timeline = around(small_routine, "session")
    assert (timeline.head_end_ms, tail_ms(timeline)) == (4_000, 10_000)


def test_sleep_fades_for_three_minutes(small_routine: Routine) -> None:
    timeline = around(small_routine, "sleep")
    assert (timeline.head_end_ms, tail_ms(timeline)) == (4_000, 180_000)


def test_an_audiobook_begins_after_a_second_and_ends_after_five(small_routine: Routine) -> None:
    timeline = around(small_routine, "audiobook")
    assert (timeline.head_end_ms, tail_ms(timeline)) == (1_000, 5_000)


@EACH
def test_what_a_routine_says_of_its_ending_wins(name: str) -> None:
    text = "title: T\nending: fade 20s\nsteps:\n  - say: Rest.\n"
    assert tail_ms(around(parse_routine(text.encode(), "r.yaml"), name)) == 20_000
