"""An output is kept open, and another one is looked for; what changes is logged."""

from __future__ import annotations

import numpy as np
import pytest

from coach.errors import MissingPart
from coach.player.devices.outputs.memory import Memory
from coach.player.engine import output_keeper
from coach.player.engine.output_keeper import OutputKeeper

pytestmark = pytest.mark.unit


class Room:
    """A room in which there is a device, or not."""

    def __init__(self) -> None:
        self.has_device = True

    def make(self) -> Memory:
        return Memory(lambda frames: np.zeros((frames, 2), np.float32), missing=not self.has_device)


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> Room:
    monkeypatch.setattr(output_keeper, "_TRY_AGAIN_S", 0)
    caplog.set_level("DEBUG", "coach")
    return Room()


def test_without_a_device_nothing_is_opened(room: Room) -> None:
    room.has_device = False
    keeper = OutputKeeper(room.make)
    with pytest.raises(MissingPart, match="coach export"):
        keeper.open()
    assert (keeper.output, keeper.latency_s, keeper.is_lost()) == (None, 0, False)


def test_one_that_is_lost_is_closed_and_another_one_is_looked_for(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    keeper = OutputKeeper(room.make)
    keeper.open()
    first, room.has_device = keeper.output, False
    assert isinstance(first, Memory)
    assert not keeper.is_due()
    first.lost = True
    assert keeper.is_lost()
    keeper.give_up()
    assert [keeper.is_due() and keeper.find_another() for _ in range(3)] == [False] * 3
    room.has_device = True
    assert keeper.find_another()
    assert keeper.output is not first
    levels = [record.levelname for record in caplog.records]
    assert levels == ["INFO", "WARNING", "INFO", "INFO"], "each change, and no try twice"
    assert caplog.messages[2].startswith("opening a sound device failed, and is tried again: MissingPart: ")
