import signal
import sys
import time
from collections.abc import Callable

import numpy as np
import pytest

from coach.errors import MissingPart
from coach.player.controls import Control
from coach.player.controls.voice_commands.listening import BACK, GONE, Listening
from coach.player.session.commands import Verb
from coach.requirements import install_command
from tests.loudspeaker import Loudspeaker
from tests.player.controls.voice_commands.conftest import Room, Say

pytestmark = pytest.mark.device


def test_a_voice_at_the_microphone_asks_for_verbs(room: Room, say: Say) -> None:
    asked: list[Verb] = []
    listening = Listening()
    control: Control = listening
    with control:
        listening.serve(asked.append, nobody)
        time.sleep(0.3)
        room.play(np.concatenate([say("coach, pause"), say("this is no command"), say("coach, continue")]))
        deadline = time.monotonic() + 5
        while len(asked) < 2 and time.monotonic() < deadline:
            time.sleep(0.05)
    assert asked == ["pause", "continue"]


def test_a_microphone_that_is_gone_is_told_of_and_heard_again_when_it_is_back(
    room: Room, say: Say, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", "coach")
    asked: list[Verb] = []
    encode_guess: list[str] = []
    with Listening() as listening:
        listening.serve(asked.append, encode_guess.append)
        time.sleep(0.3)
        room.unplug()
        wait_for(lambda: encode_guess == [GONE])
        room.plug()
        wait_for(lambda: encode_guess == [GONE, BACK])
        room.play(say("coach, pause"))
        wait_for(lambda: asked == ["pause"])
        assert encode_guess == [GONE, BACK]
    told = [message for message in caplog.messages if message.startswith(("the microphone is ", "heard: "))]
    assert told == [
        *("the microphone is open", "the microphone is gone", "the microphone is closed", "the microphone is open"),
        *("heard: coach pause", "the microphone is closed"),
    ]


def test_a_microphone_that_stumbles_is_not_gone(room: Room, loudspeaker: Loudspeaker, say: Say) -> None:
    asked: list[Verb] = []
    encode_guess: list[str] = []
    with Listening() as listening:
        listening.serve(asked.append, encode_guess.append)
        room.play(say("coach, pause"))
        wait_for(lambda: asked == ["pause"])
        loudspeaker.server[-1].send_signal(signal.SIGSTOP)
        time.sleep(2)
        loudspeaker.server[-1].send_signal(signal.SIGCONT)
        room.play(say("coach, continue"))
        wait_for(lambda: asked == ["pause", "continue"])
    assert set(encode_guess) <= {""}


def test_a_session_that_ends_without_its_microphone_ends_soon(room: Room) -> None:
    encode_guess: list[str] = []
    with Listening() as listening:
        listening.serve(nobody, encode_guess.append)
        time.sleep(0.3)
        room.unplug()
        wait_for(lambda: encode_guess)
        began = time.monotonic()
    assert time.monotonic() - began < 2
    room.plug()


def test_what_is_told_before_it_serves_anybody_is_told_when_it_does(room: Room) -> None:
    encode_guess: list[str] = []
    with Listening() as listening:
        time.sleep(0.3)
        room.unplug()
        wait_for(lambda: listening._notice == GONE)
        listening.serve(nobody, encode_guess.append)
        assert encode_guess == [GONE]
        room.plug()
        wait_for(lambda: encode_guess == [GONE, BACK])


def nobody(_: str) -> None:
    """Whom a test has for an ask or a screen that it does not look at."""


def wait_for(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_who_asks_may_leave_from_within(room: Room, say: Say) -> None:
    asked: list[Verb] = []

    def leave(verb: Verb) -> None:
        listening.__exit__()
        asked.append(verb)

    listening = Listening()
    listening.__enter__()
    listening.serve(leave, nobody)
    time.sleep(0.3)
    room.play(say("coach, stop now"))
    listening._thread.join(5)
    assert asked == ["stop"]


def test_telling_what_is_played_never_waits_nor_fills_the_memory() -> None:
    listening = Listening()
    listening._ready = True  # and nobody takes anything from it
    began = time.perf_counter()
    for _ in range(5_000):
        listening.played(np.zeros((441, 2), np.float32))
    assert time.perf_counter() - began < 1
    assert listening._queue.qsize() <= 1_000


def test_without_pocketsphinx_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pocketsphinx", None)
    with pytest.raises(MissingPart) as caught, Listening():
        pass
    assert caught.value.remedy == install_command("pocketsphinx")


@pytest.mark.usefixtures("deaf_machine")
def test_without_a_microphone_it_says_so() -> None:
    with pytest.raises(MissingPart, match="no microphone"), Listening():
        pass


def test_a_sound_server_that_hangs_is_a_machine_without_a_microphone(
    room: Room, loudspeaker: Loudspeaker, say: Say
) -> None:
    asked: list[Verb] = []
    loudspeaker.signal(signal.SIGSTOP)
    try:
        for _ in range(2):  # the second try finds the first one still waiting
            began = time.monotonic()
            with pytest.raises(MissingPart, match="no microphone"), Listening():
                pass
            assert time.monotonic() - began < 3
    finally:
        loudspeaker.signal(signal.SIGCONT)
    time.sleep(1)
    with Listening() as listening:
        listening.serve(asked.append, nobody)
        room.play(say("coach, pause"))
        wait_for(lambda: asked == ["pause"])
