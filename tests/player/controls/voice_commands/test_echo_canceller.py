import numpy as np
import pytest

from coach.audio.samples import Samples
from coach.player.controls.voice_commands.echo_canceller import BLOCK, EchoCanceller

pytestmark = pytest.mark.device


def _sound(seconds: float, seed: int) -> Samples:
    return np.random.default_rng(seed).normal(0, 0.05, int(seconds * 16_000) // BLOCK * BLOCK).astype(np.float32)


def _heard(played: Samples, late: int, gain: float) -> Samples:
    return np.concatenate([np.zeros(late, np.float32), played * gain])[: len(played)]


def _cleared(echo: EchoCanceller, heard: Samples, played: Samples) -> tuple[Samples, list[float]]:
    blocks = [echo.clear(heard[at : at + BLOCK], played[at : at + BLOCK]) for at in range(0, len(heard), BLOCK)]
    return np.concatenate([block.samples for block in blocks]), [block.left for block in blocks]


def test_what_is_played_is_no_longer_heard_after_a_few_seconds_however_late_and_loud_it_comes() -> None:
    for late, gain in ((100, 0.2), (4_800, 1.0), (8_000, 2.0)):
        played = _sound(6, 1)
        heard = _heard(played, late, gain)
        rest, _ = _cleared(EchoCanceller(), heard, played)
        assert rest[-16_000:].std() < 0.05 * heard[-16_000:].std()


def test_another_sound_in_the_room_is_left_as_it_is() -> None:
    played, other = _sound(10, 1), _sound(10, 2) * np.float32(0.5)
    other[: 5 * 16_000] = 0
    rest, _ = _cleared(EchoCanceller(), _heard(played, 2_000, 0.5) + other, played)
    assert (rest - other)[-32_000:].std() < 0.2 * other[-32_000:].std()


@pytest.mark.parametrize("gain", [0.3, 0.1, 0.02])
def test_somebody_who_speaks_20_db_over_coach_is_not_taken_for_its_echo_however_faint_that_is(gain: float) -> None:
    played, other = _sound(8, 1), _sound(8, 2) * np.float32(10 * gain)
    other[: 4 * 16_000] = 0
    heard = _heard(played, 2_000, gain)
    room = _sound(8, 3) * np.float32(0.2 * gain)
    rest, _ = _cleared(EchoCanceller(), heard + other + room, played)
    assert (rest - other - room)[4 * 16_000 :].std() < 0.3 * heard[4 * 16_000 :].std()


def test_a_microphone_that_was_muted_has_taught_it_nothing_and_hears_coach_no_more_after_a_few_seconds() -> None:
    played = _sound(10, 1)
    heard = _heard(played, 2_000, 0.5)
    heard[: 4 * 16_000] = 0
    rest, _ = _cleared(EchoCanceller(), heard, played)
    assert not rest[: 4 * 16_000].any()
    assert rest[-16_000:].std() < 0.05 * heard[-16_000:].std()


def test_it_knows_how_little_it_knows_at_first_and_how_well_later() -> None:
    played = _sound(6, 1)
    heard = _heard(played, 2_000, 0.5)
    _, left = _cleared(EchoCanceller(), heard, played)
    power = float(np.mean(heard[-16_000:] ** 2))
    assert left[3] > power
    assert max(left[-30:]) < 0.1 * power


def test_a_loudspeaker_that_is_moved_is_learnt_anew() -> None:
    played = _sound(16, 1)
    heard = np.concatenate(
        [_heard(played, 2_000, 0.5)[: len(played) // 2], _heard(played, 5_000, -0.4)[len(played) // 2 :]]
    )
    rest, _ = _cleared(EchoCanceller(), heard, played)
    assert rest[-16_000:].std() < 0.2 * heard[-16_000:].std()


def test_silence_costs_the_room_nothing() -> None:
    room = _sound(1, 3)
    rest, left = _cleared(EchoCanceller(), room, np.zeros_like(room))
    assert np.allclose(rest, room, atol=1e-6)
    assert max(left) == 0
