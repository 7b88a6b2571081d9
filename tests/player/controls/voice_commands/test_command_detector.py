import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from coach.audio.samples import Samples
from coach.player.controls.voice_commands.command_detector import Command, CommandDetector
from coach.player.controls.voice_commands.command_grammar import PHRASES
from coach.player.controls.voice_commands.recogniser import Guess, Recogniser
from coach.player.controls.voice_commands.stream_alignment import Resampler
from coach.player.session.commands import Verb
from coach.session import Session
from tests.player.controls.voice_commands.conftest import Say

pytestmark = pytest.mark.device

SAYABLE = list(PHRASES)


def _heard(heard: Samples, played: Samples | None = None, ears: CommandDetector | None = None) -> list[Command]:
    ears, silence = ears or CommandDetector(), np.zeros_like(heard)
    played = silence if played is None else played
    stretches = range(0, len(heard), 800)
    return [one for at in stretches for one in ears.hear(heard[at : at + 800], played[at : at + 800])]


@pytest.mark.parametrize("verb", SAYABLE)
def test_every_command_is_heard_in_a_quiet_room(verb: Verb, say: Say) -> None:
    said = say(PHRASES[verb][0].replace("coach ", "coach, "))
    (command,) = _heard(said)
    assert command.verb == verb
    assert abs(command.heard_ms - (len(said) / 16 - 1_000)) < 400


@pytest.mark.parametrize("before_s", [0.1, 0.3, 0.5, 3])
def test_a_command_is_heard_by_a_microphone_that_is_silent_until_somebody_speaks(before_s: float, say: Say) -> None:
    said = say("coach, next step")
    room = said[:8_000]
    opened = [np.zeros(48_000, np.float32), np.resize(room, int(before_s * 16_000)), said[16_000:-8_000]]
    heard = np.concatenate([*opened, np.zeros(48_000, np.float32)])
    assert [command.verb for command in _heard(heard)] == ["next"]


@pytest.fixture(scope="module")
def doubtful() -> Callable[[Samples], Guess | None]:
    """A recogniser to which each command sounds like one, and not like one enough."""
    recogniser = Recogniser()

    def guess(utterance: Samples) -> Guess | None:
        if not (sure := recogniser.guess(utterance)):
            return None
        words = (
            tuple(sound._replace(score=-90 - 15 * (at == 0)) for at, sound in enumerate(word)) for word in sure.words
        )
        return replace(sure, words=tuple(words))

    return guess


@pytest.mark.parametrize(
    ("said", "verbs"),
    [
        ([("coach, next step", 0)], []),
        ([("coach, next step", 0), ("coach, next step", 2)], ["next"]),
        ([("coach, next step", 0), ("coach, next step", 8)], []),
        ([("coach, go back", 0), ("coach, previous step", 2)], ["back"]),
        ([("coach, pause", 0), ("coach, next step", 2)], []),
        ([("coach, next step", 0), ("are you comfortable", 0), ("coach, next step", 0)], ["next"]),
        ([("coach, next step", 0), ("coach, next step", 2), ("coach, next step", 2)], ["next"]),
    ],
)
def test_what_was_likely_is_obeyed_when_it_is_said_again_soon(
    said: list[tuple[str, int]], verbs: list[Verb], say: Say, doubtful: Callable[[Samples], Guess | None]
) -> None:
    room = say("coach, pause")[:8000]
    heard = np.concatenate([piece for text, after in said for piece in (np.tile(room, 2 * after), say(text))])
    assert [command.verb for command in _heard(heard, ears=CommandDetector(doubtful))] == verbs


@pytest.mark.parametrize(
    "text",
    [
        "please stop",
        "I told her to stop now",
        "the bus will stop at the next corner",
        "the next step is easy",
        "stop",
        "next",
        "could you pause that for a moment",
        "let us continue tomorrow",
        "how long is the film",
    ],
)
def test_a_sentence_with_such_a_word_is_no_command(text: str, say: Say) -> None:
    assert _heard(say(text)) == []


def test_other_talk_is_no_command(say: Say) -> None:
    text = Path("coach/cli/language.md").read_text(encoding="utf-8")
    sentences = re.findall(r"[A-Z][a-z ,']{12,60}", text)[:20]
    assert len(sentences) > 10
    assert _heard(np.concatenate([say(sentence, "en-gb") for sentence in sentences])) == []


def test_a_long_speech_that_ends_in_a_command_is_no_command(say: Say) -> None:
    assert _heard(say("and when I had told them all of this for the third time I said coach stop now")) == []


def test_coach_does_not_hear_itself_though_it_speaks_a_command(say: Say) -> None:
    played = np.concatenate([say(text) for text in ("Rest your hand here.", "coach, stop now", "coach, next step")] * 2)
    echo = np.concatenate([np.zeros(2_400, np.float32), played * np.float32(0.5)])[: len(played)]
    assert [command.verb for command in _heard(echo)] == ["stop", "next"] * 2, "without what is played, it must"
    assert _heard(echo, played) == []


def test_coach_does_not_hear_itself_when_the_sound_device_stumbles(say: Say) -> None:
    played = np.concatenate(
        [say("Rest your hand here, and breathe.")] * 3 + [say("coach, stop now"), say("coach, pause")]
    )
    at = len(played) * 6 // 10
    echo = np.concatenate([np.zeros(2_400, np.float32), played[:at], np.zeros(1_600, np.float32), played[at:]]) / 2
    assert _heard(echo[: len(played)].astype(np.float32), played) == []


def test_a_session_is_no_command_and_commands_are_heard_over_it(small_session: Session, say: Say) -> None:
    stereo = np.concatenate([block.samples for block in small_session.mix.blocks()])
    played = np.tile(Resampler().push(stereo), 2)
    room = np.random.default_rng(1).normal(0, 0.0005, len(played)).astype(np.float32)
    echo = np.concatenate([np.zeros(3_000, np.float32), played * np.float32(0.12)])[: len(played)] + room
    assert _heard(echo, played) == []
    said = np.zeros_like(echo)
    wanted: tuple[Verb, ...] = ("pause", "louder", "how long")
    for number, verb in enumerate(wanted):
        at = len(played) // 2 + number * 6 * 16_000
        spoken = say(PHRASES[verb][0])
        said[at : at + len(spoken)] = spoken
    assert [command.verb for command in _heard(echo + said, played)] == ["pause", "louder", "how long"]


def test_stretches_may_have_any_length(say: Say) -> None:
    said, ears = say("coach, louder"), CommandDetector()
    stretches = range(0, len(said), 331)
    got = [one for at in stretches for one in ears.hear(said[at : at + 331], np.zeros_like(said[at : at + 331]))]
    assert [command.verb for command in got] == ["louder"]
