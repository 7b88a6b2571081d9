from __future__ import annotations

import signal

import pytest

from tests.loudspeaker import Loudspeaker

pytestmark = pytest.mark.device


def test_a_server_that_ended_is_started_again_and_told_of(own_loudspeaker: Loudspeaker) -> None:
    own_loudspeaker.start_again_if_it_ended()  # it did not
    own_loudspeaker.signal(signal.SIGKILL)
    with pytest.warns(UserWarning, match="PulseAudio ended by itself, with -9"):
        own_loudspeaker.start_again_if_it_ended()
    assert "nul" in own_loudspeaker.control("list", "short", "sinks")
    assert len(own_loudspeaker.server) == 2
