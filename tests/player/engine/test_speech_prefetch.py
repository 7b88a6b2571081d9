from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from coach.audio.noise_floor import PEAK_DBFS
from coach.errors import MissingPart, SpeechError
from coach.player.session.interruptions import end_after_sentence
from coach.player.session.state import STOP
from coach.routine.loader import parse_routine
from coach.session import open_session
from coach.speech import Voice
from coach.speech.narrator import Narrator
from coach.speech.substitute import Earcon
from coach.units import RATE, frames_at
from tests.conftest import FAULTY, FAULTY_FORKS, FAULTY_SENTENCES
from tests.player.engine.driving import driven, level_db, places_of, roughness, slow_voice, wait_for
from tests.speech.engines.faulty_engine import GO_ON

pytestmark = pytest.mark.session

ROUTINE = parse_routine(
    b"""
title: A rest
background: {sound: none}
steps:
  - say: Let your shoulders sink. [pause 2s] Let your back be heavy and wide.
    do: 8s
  - say: Rest your left hand on the cushion.
    do: {time: 10s, from: 5s, to: 60s}
  - say: Stroke it from the wrist to the tips of the fingers.
    do: 8s
""",
    "rest.yaml",
)
COUNTED = parse_routine(
    b"""
title: A count
background: {sound: none}
steps:
  - say: Count with me.
    do: {times: 3, each: 4s, count: aloud}
  - say: And rest.
""",
    "count.yaml",
)
REFUSED_TEXT = "Here I refuse."
REFUSED = f"""
title: A rest
background: {{sound: none}}
steps:
  - say: Let your shoulders sink.
    do: 4s
  - say: {REFUSED_TEXT}
    do: 4s
  - say: Rest your left hand.
    do: 4s
""".encode()
BEGUN_TEXT = "Rest your hands. Now I {fault}. And breathe."
BEGUN = """
title: A rest
background: {{sound: none}}
steps:
  - say: {text}
    do: 8s
  - say: Stay.
"""
"""The second sentence is spoken when somebody lets it, or cannot be."""
FAILURE = SpeechError("system", "Rest.", "it hung")


@pytest.mark.usefixtures("own_cache")
def test_it_sounds_before_its_words_exist_and_all_of_them_come_in_their_places(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO", "coach")
    with slow_voice() as let_speak, driven(ROUTINE) as played:
        played.take(6 * RATE)
        assert played.heard[: 6 * RATE].any(axis=1).mean() > 0.9
        assert np.abs(played.heard).max() <= 10 ** (PEAK_DBFS / 20)
        assert played.state.speech is None or not played.state.runs
        let_speak()
        played.settled()
        played.take_all()
        heard, plan = played.heard, played.state.plan
        assert played.player.buffer.missing == 0
    session = open_session(ROUTINE)
    assert plan.timeline == session.timeline
    begins = [places_of(session.narrator.clip(cue.text).samples, heard) for cue in session.timeline.speech]
    assert all(len(places) == 1 for places in begins)
    late = begins[0][0] - frames_at(session.timeline.speech[0].start_ms)
    for cue, (place,) in zip(session.timeline.speech, begins, strict=True):
        assert place - late == frames_at(cue.start_ms)
    plans = [message for message in caplog.messages if "plan" in message]
    assert plans[0].startswith("a plan by estimated lengths: it takes ")
    assert plans[-1].startswith(
        f"the plan is revised by what is known of its words: it takes {plan.timeline.duration_ms} ms, and "
    )


@pytest.mark.usefixtures("own_cache")
def test_with_a_voice_that_is_fast_enough_it_is_the_timeline_from_the_first_frame_on() -> None:
    with driven(ROUTINE) as played:
        played.settled()
        played.take_all()
        heard = played.heard
    session = open_session(ROUTINE)
    for cue in session.timeline.speech:
        assert places_of(session.narrator.clip(cue.text).samples, heard) == [frames_at(cue.start_ms)]


@pytest.mark.parametrize("slow", [False, True])
@pytest.mark.usefixtures("own_cache")
def test_a_length_that_is_asked_for_is_kept_to_the_frame_although_nothing_has_been_spoken(slow: bool) -> None:
    """Also when it is found out in the middle how long the words take."""
    with driven(ROUTINE, length_ms=60_000) as played:
        if slow:
            played.take(3 * RATE)
        played.settled()
        played.take_all()
        assert len(played.heard) == 60 * RATE


@pytest.mark.parametrize("verb", ["next", "back"])
@pytest.mark.usefixtures("own_cache")
def test_a_jump_to_words_that_were_not_spoken_waits_for_them(verb: str) -> None:
    """Forward over words that nobody spoke, and back to them."""
    with slow_voice() as let_speak, driven(ROUTINE) as played:
        narrator = played.track.builder.narrator
        played.take(RATE)
        played.ask("next")
        played.ask("next")
        if verb == "back":
            played.ask("back")
        played.take(3 * RATE)
        assert not played.state.runs
        let_speak()
        played.settled()
        played.take_all()
        heard = played.heard
        clips = [narrator.clip(cue.text).samples for cue in played.state.plan.timeline.speech]
    assert [len(places_of(clip, heard)) for clip in clips] == ([0, 0, 1, 1] if verb == "next" else [1, 1, 1, 1])


@pytest.mark.usefixtures("own_cache")
def test_back_over_words_that_were_skipped_before_they_were_spoken() -> None:
    with slow_voice() as let_speak, driven(ROUTINE) as played:
        narrator = played.track.builder.narrator
        played.take(RATE)
        played.ask("next")
        played.ask("next")
        let_speak()
        played.settled()
        played.take_until(lambda state: state.step == 2 and state.runs)
        played.ask("back")
        wait_for(lambda: played.state.spoken_until == played.state.end)
        played.take_all()
        clips = [narrator.clip(cue.text).samples for cue in played.state.plan.timeline.speech]
        assert [len(places_of(clip, played.heard)) for clip in clips] == [1, 1, 1, 1]


@pytest.mark.usefixtures("own_cache")
def test_a_voice_that_is_gone_ends_the_session_softly_before_the_words_that_are_missing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The first sentence is in the cache, the others cannot be spoken."""
    system, voice = Narrator("system", Voice("en")), Voice(ROUTINE.language, "missing", ROUTINE.voice.pace)
    with system, Narrator(FAULTY, voice) as broken:
        clip = system.clip("Let your shoulders sink.").samples
        broken._cache.put(broken._key("Let your shoulders sink.", None), clip)
    with driven(ROUTINE, engine=FAULTY, voice="missing") as played:
        wait_for(lambda: played.player.failure)
        played.take_all()
        assert isinstance(played.player.failure, MissingPart)
        assert not played.player.stopped
        assert len(played.heard) < 8 * RATE
        assert len(places_of(clip, played.heard)) in (0, 1)
        assert np.abs(played.heard[-10:]).max() < 1e-6
    assert "something cannot be said" in caplog.messages


@pytest.mark.usefixtures("own_cache")
def test_a_text_that_cannot_be_spoken_is_a_sound_and_a_notice_and_the_session_goes_on_to_its_end() -> None:
    with driven(parse_routine(REFUSED, "refused.yaml"), engine=FAULTY_FORKS) as played:
        played.settled()
        assert "a sound stands for them. Read them here." in played.player.view().notice
        speech = played.state.plan.timeline.speech
        played.take_all()
        assert played.player.failure is None
        assert not played.player.stopped
        assert [cue.text for cue in speech][1] == REFUSED_TEXT
        assert frames_at(speech[1].start_ms) in places_of(Earcon().clip(REFUSED_TEXT).samples, played.heard, 0.9)
        assert played.at >= frames_at(speech[2].end_ms)


def let_go_on(narrator: Narrator) -> None:
    folder = narrator._worker._folder
    assert folder is not None
    (folder / GO_ON).touch()


@pytest.mark.parametrize("length_ms", [None, 40_000])
@pytest.mark.usefixtures("own_cache")
def test_the_first_sentence_is_heard_while_the_others_are_spoken_and_each_is_heard_once(length_ms: int | None) -> None:
    text = BEGUN_TEXT.format(fault="dawdle")
    routine = parse_routine(BEGUN.format(text=text).encode(), "begun.yaml")
    with driven(routine, engine=FAULTY_SENTENCES, length_ms=length_ms) as played:
        narrator = played.track.builder.narrator
        wait_for(lambda: narrator.begun(text) is not None)
        played.obeyed()
        played.take(frames_at(4_500))
        assert narrator.known_ms(text) is None
        begun = played.heard
        let_go_on(narrator)
        assert len(places_of(narrator.clip("Stay.").samples, begun)) == 1
        played.settled()
        played.take_all()
        cue, _ = played.state.plan.timeline.speech
        assert (cue.start_ms, cue.end_ms - cue.start_ms) == (4_000, narrator.length_ms(text))
        assert len(places_of(narrator.clip("Stay.").samples, played.heard)) == 4
        assert played.player.buffer.missing == 0
        assert length_ms is None or played.state.plan.timeline.duration_ms == length_ms


@pytest.mark.usefixtures("own_cache")
def test_the_end_of_a_text_that_has_begun_does_not_wait_for_the_text_after_it() -> None:
    first, slow = "Rest your hands. And breathe.", "Now I dawdle."
    routine = parse_routine(BEGUN.format(text=first).replace("Stay.", slow).encode(), "begun.yaml")
    with driven(routine, engine=FAULTY_SENTENCES) as played:
        narrator = played.track.builder.narrator
        wait_for(lambda: played.state.spoken_until >= frames_at(played.state.plan.timeline.speech[1].start_ms))
        assert narrator.known_ms(first) is not None
        assert narrator.known_ms(slow) is None


@pytest.mark.usefixtures("own_cache")
def test_where_a_later_sentence_cannot_be_spoken_a_sound_follows_what_was_heard() -> None:
    text = BEGUN_TEXT.format(fault="refuse")
    with driven(parse_routine(BEGUN.format(text=text).encode(), "begun.yaml"), engine=FAULTY_SENTENCES) as played:
        played.settled()
        assert "a sound stands for them. Read them here." in played.player.view().notice
        played.take_all()
        narrator, earcon = played.track.builder.narrator, Earcon().clip(text).samples
        cue, last = played.state.plan.timeline.speech
        clicks = places_of(narrator.clip("Stay.").samples, played.heard)
        (sound,) = places_of(earcon, played.heard, 0.9)
        assert clicks == [frames_at(cue.start_ms), frames_at(last.start_ms)]
        assert clicks[0] < sound < frames_at(cue.end_ms) - len(earcon) + RATE // 100


def test_a_session_whose_words_are_all_there_has_no_notice() -> None:
    with driven(ROUTINE) as played:
        played.settled()
        assert played.player.view().notice == ""


@pytest.mark.parametrize("ms", [4500, 5900, 8500])
def test_what_fails_in_the_middle_of_a_sentence_lets_it_be_said_to_its_end(ms: int) -> None:
    """And nothing more is begun: half an instruction may be a wrong one."""
    with driven(ROUTINE) as played:
        played.settled()
        played.take(frames_at(ms))
        speech = [cue for cue in played.state.plan.timeline.speech if cue.start_ms < ms]
        assert played.state.speech == speech[-1]
        played.player.fail(FAILURE)
        played.obeyed()
        played.take_all()
        heard, narrator = played.heard, played.track.builder.narrator
        assert played.player.failure is FAILURE
        for cue in speech:
            assert places_of(narrator.clip(cue.text).samples, heard, 0.99) == [frames_at(cue.start_ms)]
    end = frames_at(speech[-1].end_ms)
    assert np.abs(heard[end + 10 :]).max() <= 10 ** (PEAK_DBFS / 20)
    assert STOP <= len(heard) - end <= STOP + 3 * RATE
    assert level_db(heard[-10:]) < level_db(heard[end + 10 :]) - 10
    assert roughness(heard[end + 10 :]) < 1e-4


def test_what_fails_before_a_sentence_that_is_not_there_lets_nobody_wait_for_it() -> None:
    with driven(ROUTINE) as played:
        cue = played.state.plan.timeline.speech[1]
        stands = replace(played.state, at=frames_at(cue.start_ms), spoken_until=frames_at(cue.start_ms))
        assert stands.speech == cue
        assert not end_after_sentence(stands).runs


def test_a_failure_during_a_pause_ends_it_too() -> None:
    with driven(ROUTINE) as played:
        played.settled()
        played.take(frames_at(5000))
        played.ask("pause")
        played.player.fail(FAILURE)
        played.take_all()
        assert played.player.failure is FAILURE


@pytest.mark.parametrize("times", [1, 4])
@pytest.mark.usefixtures("own_cache")
def test_what_a_wish_brings_is_spoken_too(times: int) -> None:
    """With more time, a practice that is counted aloud counts further: words that nobody had spoken."""
    with driven(COUNTED) as played:
        played.settled()
        played.take_until(lambda state: state.step == 1 and state.speech is None)
        for _ in range(times):
            played.ask("more time")
        wait_for(lambda: played.state.spoken_until == played.state.end)
        counted = [cue for cue in played.state.plan.timeline.speech if cue.text.isdigit()]
        assert len(counted) > 4
        played.take_all()
        clip = played.track.builder.narrator.clip
        for cue in counted[-2:]:
            assert frames_at(cue.start_ms) in places_of(clip(cue.text).samples, played.heard, 0.9)
