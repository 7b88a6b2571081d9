import threading
import time

import pytest

from coach.player.devices import open_with_timeout as opening
from coach.player.devices.open_with_timeout import Opener, close

pytestmark = pytest.mark.unit


class Device:
    def __init__(self) -> None:
        self.closed = threading.Event()

    def close(self) -> None:
        self.closed.set()


class Hanging:
    """A server that does not answer until it is let."""

    def __init__(self) -> None:
        self.device = Device()
        self.answers = threading.Event()

    def open(self) -> Device:
        assert self.answers.wait(10)
        return self.device


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch) -> Hanging:
    monkeypatch.setattr(opening, "_OPENING_S", 0.05)
    return Hanging()


def fail() -> Device:
    raise OSError("taken")


def test_what_opens_in_time_is_given() -> None:
    opener: Opener[Device] = Opener()
    device = Device()
    assert opener.open(lambda: device) is device
    assert opener.open(lambda: device) is device
    assert not device.closed.is_set()


def test_why_it_does_not_open_is_raised() -> None:
    opener: Opener[Device] = Opener()
    for _ in range(2):
        with pytest.raises(OSError, match="taken"):
            opener.open(fail)


def test_what_comes_too_late_is_closed_again_and_is_logged(hanging: Hanging, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "coach")
    opener: Opener[Device] = Opener()
    with pytest.raises(TimeoutError):
        opener.open(hanging.open)
    hanging.answers.set()
    assert hanging.device.closed.wait(5)
    assert caplog.messages == ["a device was opened too late, and is closed"]


def test_behind_one_that_hangs_no_other_is_tried(hanging: Hanging) -> None:
    opener: Opener[Device] = Opener()
    other = Device()
    with pytest.raises(TimeoutError):
        opener.open(hanging.open)
    with pytest.raises(TimeoutError):
        opener.open(lambda: other)
    hanging.answers.set()
    assert hanging.device.closed.wait(5)
    time.sleep(0.1)
    assert opener.open(lambda: other) is other


def test_closing_waits_for_a_moment_at_most() -> None:
    class Stuck(Device):
        def close(self) -> None:
            time.sleep(2)
            super().close()

    quick, stuck = Device(), Stuck()
    close(quick)
    assert quick.closed.is_set()
    close(stuck)
    assert not stuck.closed.is_set()
