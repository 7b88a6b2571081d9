import numpy as np
import pytest

from coach.audio.samples import Samples
from coach.player.controls.voice_commands.stream_alignment import StreamAlignment

pytestmark = pytest.mark.unit


def _through(pushes: dict[int, Samples], stretches: int, size: int = 480) -> tuple[Samples, Samples]:
    """What comes out when each of `pushes` is played before the stretch heard with its number."""
    both, heard, played = StreamAlignment(), [], []
    for at in range(stretches):
        if at in pushes:
            both.played(pushes[at])
        for one, other in both.heard(np.full(size, at, np.float32)):
            assert len(one) == len(other)
            heard.append(one)
            played.append(other)
    return np.concatenate(heard), np.concatenate(played)


def test_what_is_played_stands_beside_what_is_heard_when_it_is_pushed() -> None:
    heard, played = _through({10: np.full((4_410, 2), 0.5, np.float32)}, 40)
    begins = int(np.flatnonzero(played > 0.25)[0])
    assert abs(begins - int(np.flatnonzero(heard == 10)[0])) < 100


def test_pushes_a_little_early_or_late_make_no_gap() -> None:
    block = np.full((1_323, 2), 0.5, np.float32)  # 30 ms, as long as what is heard at once
    pushes = {at + (1 if at % 3 == 0 else 0): np.tile(block, (3, 1)) for at in range(6, 60, 3)}
    _, played = _through(pushes, 60)
    sounding = np.flatnonzero(played > 0.25)
    assert sounding[-1] - sounding[0] == len(sounding) - 1


def test_after_a_pause_of_the_player_it_begins_at_the_present() -> None:
    block = np.full((1_323, 2), 0.5, np.float32)
    heard, played = _through({5: block, 100: block}, 140)
    second = int(np.flatnonzero(played > 0.25)[-1])
    assert abs(second - int(np.flatnonzero(heard == 100)[-1])) < 100


def test_hours_of_it_take_no_more_memory() -> None:
    both = StreamAlignment()
    for _ in range(20_000):
        both.played(np.zeros((1_400, 2), np.float32))  # a clock that runs fast
        list(both.heard(np.zeros(480, np.float32)))
    assert len(both._played) < 40_000
