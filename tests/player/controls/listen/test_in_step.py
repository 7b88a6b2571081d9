import numpy as np

from coach.media import Samples
from coach.player.controls.listen.in_step import InStep


def _through(pushes: dict[int, Samples], stretches: int, size: int = 480) -> tuple[Samples, Samples]:
    """What comes out when each of `pushes` is played before the stretch heard with its number."""
    both, heard, played = InStep(), [], []
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


def test_what_comes_in_bursts_stays_beside_what_was_heard() -> None:
    noise = np.random.default_rng(1).normal(0, 0.1, 60 * 1_323).astype(np.float32)
    blocks = np.repeat(noise.reshape(60, 1_323, 1), 2, axis=2)
    calm = dict(enumerate(blocks))
    held_up = {at: block for at, block in calm.items() if not 20 <= at < 27}
    held_up[27] = np.concatenate(blocks[20:28])
    _, steady = _through(calm, 60)
    _, burst = _through(held_up, 60)
    assert np.array_equal(burst[:9_000], steady[:9_000])
    assert np.array_equal(burst[14_000:], steady[14_000:])


def test_a_device_that_stays_late_is_followed() -> None:
    level = {at: 0.5 if at == 60 else 0.01 for at in range(80)}
    pushes = {at + (8 if at > 20 else 0): np.full((1_323, 2), level[at], np.float32) for at in level}
    heard, played = _through(pushes, 100)
    begins = int(np.flatnonzero(played > 0.25)[0])
    assert abs(begins - int(np.flatnonzero(heard == 68)[0])) < 100


def test_after_a_pause_of_the_player_it_begins_at_the_present() -> None:
    block = np.full((1_323, 2), 0.5, np.float32)
    heard, played = _through({5: block, 100: block}, 140)
    second = int(np.flatnonzero(played > 0.25)[-1])
    assert abs(second - int(np.flatnonzero(heard == 100)[-1])) < 100


def test_hours_of_it_take_no_more_memory() -> None:
    both = InStep()
    for _ in range(20_000):
        both.played(np.zeros((1_400, 2), np.float32))  # a clock that runs fast
        list(both.heard(np.zeros(480, np.float32)))
    assert len(both._played) < 40_000
