"""Excerpts are heard one after the other, softly, from an output that stays open."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from coach.audio.noise_floor import PEAK_DBFS
from coach.audio.samples import Samples
from coach.errors import MissingPart
from coach.player.devices.outputs import Take
from coach.player.devices.outputs.memory import Memory
from coach.player.engine import output_keeper
from coach.player.engine.excerpt_player import FADE, ExcerptPlayer
from coach.units import RATE

pytestmark = pytest.mark.unit

FLOOR = 10 ** (PEAK_DBFS / 20)
STEEPEST = 0.5 * np.pi / FADE
"""The steepest that a level of 0.5 goes up or down in a fade: a step in it would be a click."""


class Room:
    """Has a device, or not."""

    def __init__(self) -> None:
        self.devices: list[Memory] = []
        self.has_device = True

    def open(self, take: Take) -> Memory:
        self.devices.append(Memory(take, missing=not self.has_device))
        return self.devices[-1]

    @property
    def heard(self) -> Samples:
        return np.concatenate([device.heard for device in self.devices])


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Room:
    monkeypatch.setattr(output_keeper, "_TRY_AGAIN_S", 0)
    return Room()


@pytest.fixture
def player(room: Room) -> Iterator[ExcerptPlayer]:
    player = ExcerptPlayer(room.open)
    player.open()
    yield player
    player.close()


def level(value: float, seconds: float = 60, stretch: int = RATE // 2) -> Iterator[Samples]:
    """A sound of one level, in stretches."""
    for _ in range(round(seconds * RATE / stretch)):
        yield np.full((stretch, 2), value, np.float32)


def steepest(sound: Samples) -> float:
    return float(np.abs(np.diff(sound, axis=0)).max())


def listen(room: Room, player: ExcerptPlayer, seconds: float) -> Samples:
    before = len(room.heard)
    for _ in range(round(seconds * 10)):
        player.fill()
        room.devices[-1].run(RATE // 10)
    return room.heard[before:]


def test_an_excerpt_comes_up_is_heard_whole_and_the_output_stays_awake(room: Room, player: ExcerptPlayer) -> None:
    listen(room, player, 1)
    player.play(level(0.5, seconds=2))
    heard = listen(room, player, 4)
    assert steepest(room.heard[: 2 * RATE]) < 1.1 * STEEPEST
    np.testing.assert_array_equal(heard[FADE : 2 * RATE], 0.5)
    assert not player.sounds
    after = np.abs(heard[2 * RATE :])
    assert 0 < after.max() <= 1.01 * FLOOR, "a loudspeaker that hears nothing goes to sleep"


def test_no_more_is_made_than_is_needed_soon(room: Room, player: ExcerptPlayer) -> None:
    made: list[int] = []

    def counted() -> Iterator[Samples]:
        for stretch in level(0.5):
            made.append(1)
            yield stretch

    player.play(counted())
    player.fill()
    assert len(made) == 2
    listen(room, player, 1)
    assert len(made) == 4


def test_another_one_takes_its_place_in_a_crossfade(room: Room, player: ExcerptPlayer) -> None:
    player.play(level(0.5))
    listen(room, player, 1)
    player.play(level(-0.5))
    heard = listen(room, player, 1)
    assert steepest(room.heard) < 2.2 * STEEPEST
    np.testing.assert_array_equal(heard[FADE:], -0.5)


def test_it_stops_softly_and_soon_and_once(room: Room, player: ExcerptPlayer) -> None:
    player.play(level(0.5))
    listen(room, player, 1)
    player.stop()
    heard = listen(room, player, 1)
    assert heard[0, 0] == pytest.approx(0.5, abs=0.01)
    assert steepest(heard) < STEEPEST
    assert np.abs(heard[RATE // 2 :]).max() <= 1.01 * FLOOR
    assert not player.sounds
    player.stop()
    assert not player.sounds


def test_a_stop_while_the_next_stretch_is_made_is_a_stop(room: Room, player: ExcerptPlayer) -> None:
    def stopping() -> Iterator[Samples]:
        yield from level(0.5, seconds=0.5)
        player.stop()
        yield from level(0.5)

    player.play(stopping())
    heard = listen(room, player, 2)
    assert np.abs(heard[RATE // 2 :]).max() <= 1.01 * FLOOR


def test_a_stretch_that_is_shorter_than_a_fade_is_heard_too(room: Room, player: ExcerptPlayer) -> None:
    player.play(level(0.5, seconds=0.1, stretch=FADE // 10))
    assert np.abs(listen(room, player, 1)).max() > 0.4


def test_what_cannot_be_made_is_told_to_whoever_asks(player: ExcerptPlayer) -> None:
    def failing() -> Iterator[Samples]:
        yield from level(0.5, seconds=0.5)
        raise MissingPart("the file is gone", "bring it back")

    player.play(failing())
    with pytest.raises(MissingPart, match="the file is gone"):
        player.fill()


def test_a_lost_device_is_replaced_and_nothing_of_before_is_heard_there(room: Room, player: ExcerptPlayer) -> None:
    player.play(level(0.5))
    listen(room, player, 1)
    room.devices[-1].lost, room.has_device = True, False
    assert not player.look_after_device()
    assert not player.look_after_device()
    room.has_device = True
    assert player.look_after_device()
    assert np.abs(listen(room, player, 1)).max() <= 1.01 * FLOOR
    player.play(level(0.5))
    assert listen(room, player, 1).max() == 0.5
