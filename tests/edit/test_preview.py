"""A step is heard: its words and its background, no word of the steps around it, and another one in its place."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from coach.audio.samples import Samples
from coach.edit.preview import BACK, NO_DEVICE, Preview
from coach.edit.rehearsal import Rehearsal, Take
from coach.folders import asset
from coach.player.devices.outputs import Take as Give
from coach.player.devices.outputs.memory import Memory
from coach.player.engine import output_keeper
from coach.session import open_session
from coach.session_options import SessionOptions
from coach.units import RATE

pytestmark = pytest.mark.unit

STEPS = """
  - {title: First, say: Let your shoulders sink., do: 2s}
  - {title: Second, say: Breathe slowly., do: 2s, rhythm: {every: 500ms, sound: soft-tick}}
  - {title: Third, say: Rest your left hand., do: 2s}
"""
QUIET = f"title: Quiet\nbackground: {{sound: none}}\nsteps:{STEPS}"
RAIN = f"title: Rain\nbackground: {{sound: rain}}\nsteps:{STEPS}"
HEARD = 0.003
_PATIENCE_S = 60.0


class Room:
    def __init__(self) -> None:
        self.devices: list[Memory] = []
        self.has_device = True

    def open(self, take: Give) -> Memory:
        self.devices.append(Memory(take, missing=not self.has_device))
        return self.devices[-1]


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Room:
    monkeypatch.setattr(output_keeper, "_TRY_AGAIN_S", 0)
    return Room()


@pytest.fixture
def preview(room: Room) -> Iterator[Preview]:
    with Preview(room.open) as preview:
        yield preview
        preview.stop()
        listen(room, preview, 0.5)


@pytest.fixture
def take(tmp_path: Path) -> Iterator[Callable[[str], Take]]:
    """A routine's text → its take, in the voice of the tests' cache."""
    with Rehearsal(tmp_path / "mine.yaml", SessionOptions(engine="system")) as rehearsal:

        def taken(text: str) -> Take:
            (tmp_path / "mine.yaml").write_text(text)
            return rehearsal.take()

        yield taken


def wait_for(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def listen(room: Room, preview: Preview, seconds: float) -> Samples:
    """Take so much, never more than is ready, so that a busy machine makes no gap."""
    player = preview._player
    before, wanted = room.devices[-1].taken, round(seconds * RATE)
    while (left := before + wanted - room.devices[-1].taken) > 0:
        wait_for(lambda: player._coming is None or player._frames() > RATE // 10)
        room.devices[-1].run(min(RATE // 10, left))
    return room.devices[-1].heard[before:]


def played(room: Room, preview: Preview, take: Take, step: int) -> Samples:
    preview.play(take, step)
    wait_for(lambda: preview._player.sounds or preview.failure)
    start, end = take.frames_of(step)
    return listen(room, preview, (end - start) / RATE + 1)


def test_a_step_sounds_as_in_its_session_and_no_other_does(
    room: Room, preview: Preview, take: Callable[[str], Take], tmp_path: Path
) -> None:
    taken = take(QUIET)
    heard = played(room, preview, taken, 2)
    with open_session(tmp_path / "mine.yaml", engine="system") as session:
        whole = np.concatenate([block.samples for block in session.mix.blocks()])
        begin = next(cue.start_ms for cue in session.timeline.cues if cue.step == 2) * RATE // 1000
        end = next(cue.start_ms for cue in session.timeline.cues if cue.step == 3) * RATE // 1000
    step = whole[begin : end - RATE // 2, 0]
    alike = np.correlate(heard[: len(step) + RATE, 0], step, "valid")
    at = int(np.argmax(alike))
    assert at <= RATE // 5, "it is heard at once"
    own = heard[at : at + len(step), 0]
    assert alike[at] > 0.99 * np.sqrt((own @ own) * (step @ step))
    others = np.concatenate([heard[:at], heard[at + end - begin :]])
    assert np.abs(others).max() < HEARD, "and nothing of the steps around it"
    wait_for(preview.silent.is_set)


def test_no_word_of_the_step_before_is_heard(room: Room, preview: Preview, take: Callable[[str], Take]) -> None:
    text = QUIET.replace("do: 2s, rhythm: {every: 500ms, sound: soft-tick}", "pause: 0s")
    for cue in take(text).plan.timeline.speech:
        take(text).narrator.clip(cue.text)
    heard = played(room, preview, take(text), 3)
    assert np.abs(heard[: RATE // 8]).max() < HEARD


def test_it_is_heard_over_its_background_which_comes_and_goes(
    room: Room, preview: Preview, take: Callable[[str], Take]
) -> None:
    taken = take(RAIN)
    heard = played(room, preview, taken, 3)
    start, end = taken.measured(3).frames_of(3)
    loud = np.sqrt((heard[: (end - start) // 4410 * 4410].reshape(-1, 4410, 2) ** 2).mean(axis=(1, 2)))
    assert loud[3:-5].min() > HEARD, "there is rain in the practice, too"
    assert loud[0] < loud[3:-5].max()
    assert np.abs(heard[end - start + RATE // 2 :]).max() < HEARD


def test_another_step_takes_the_place_of_one_that_is_heard(
    room: Room, preview: Preview, take: Callable[[str], Take]
) -> None:
    taken = take(RAIN)
    preview.play(taken, 1)
    wait_for(lambda: preview._player.sounds)
    before = listen(room, preview, 1)
    preview.play(taken, 3)
    wait_for(preview._messages.empty)
    after = listen(room, preview, 1)
    joint = np.concatenate([before[-2205:], after])
    assert np.abs(np.diff(joint, axis=0)).max() < 0.5, "without a click"
    assert np.abs(after).max() > HEARD


def test_a_stop_is_soft_and_soon(room: Room, preview: Preview, take: Callable[[str], Take]) -> None:
    preview.play(take(RAIN), 1)
    wait_for(lambda: preview._player.sounds)
    listen(room, preview, 1)
    preview.stop()
    heard = listen(room, preview, 1)
    assert np.abs(heard[:2205]).max() > HEARD
    assert np.abs(heard[RATE // 2 :]).max() < HEARD
    wait_for(preview.silent.is_set)


@pytest.mark.usefixtures("own_cache")
def test_words_that_nobody_has_spoken_are_spoken_first_and_told(
    room: Room, preview: Preview, take: Callable[[str], Take]
) -> None:
    taken = take(QUIET.replace("Breathe slowly", "Breathe as slowly as you like"))
    assert np.abs(played(room, preview, taken, 2)).max() > 10 * HEARD
    assert preview.news.get() == "speaking 1 new text …"
    assert [taken.narrator.known_ms(cue.text) is not None for cue in taken.plan.timeline.speech] == [False, True, False]
    preview.prepare(taken)
    wait_for(lambda: all(taken.narrator.known_ms(cue.text) for cue in taken.plan.timeline.speech))
    played(room, preview, taken, 3)
    assert preview.news.empty(), "those of the other steps were there in time"


def test_a_background_that_is_gone_is_told_and_the_next_one_is_heard(
    room: Room, preview: Preview, take: Callable[[str], Take], tmp_path: Path
) -> None:
    (tmp_path / "waves.opus").write_bytes(asset("rain-1.opus").read_bytes())
    taken = take(QUIET.replace("none", "waves.opus"))
    (tmp_path / "waves.opus").unlink()
    preview.play(taken, 1)
    wait_for(preview.silent.is_set)
    assert "waves.opus" in preview.news.get()
    assert preview.failure
    assert np.abs(played(room, preview, take(RAIN), 1)).max() > HEARD
    assert preview.failure is None


def test_without_a_device_it_goes_on_and_with_one_it_is_heard(room: Room, take: Callable[[str], Take]) -> None:
    room.has_device = False
    with Preview(room.open) as preview:
        assert "there is no sound device" in str(preview.missing)
        preview.play(take(QUIET), 1)
        wait_for(preview.silent.is_set)
        room.has_device = True
        wait_for(lambda: preview.missing is None)
        assert preview.news.get() == BACK
        assert np.abs(played(room, preview, take(QUIET), 1)).max() > HEARD
        room.has_device, room.devices[-1].lost = False, True
        wait_for(lambda: preview.missing)
        assert preview.news.get() == NO_DEVICE


def test_voices_are_closed_when_they_have_done(preview: Preview, take: Callable[[str], Take]) -> None:
    old = take(QUIET).narrator
    preview.close([old])
    wait_for(lambda: old._closed)
