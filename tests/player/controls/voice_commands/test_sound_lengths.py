import pytest

from coach.player.controls.voice_commands.recogniser import SpokenSound
from coach.player.controls.voice_commands.sound_lengths import unevenness

pytestmark = pytest.mark.unit

COACH_GO_BACK = {"K": 8, "OW": 17, "CH": 14, "G": 8, "AE": 18, "B": 8}


def _sounds(lengths: dict[str, int], factor: int = 1) -> list[SpokenSound]:
    return [SpokenSound(name, 0, length * factor, -50, 1.0) for name, length in lengths.items()]


@pytest.mark.parametrize("factor", [2, 3])
def test_somebody_who_speaks_slowly_speaks_as_evenly(factor: int) -> None:
    assert unevenness(_sounds(COACH_GO_BACK, factor)) == pytest.approx(unevenness(_sounds(COACH_GO_BACK)))


@pytest.mark.parametrize("name", COACH_GO_BACK)
def test_a_sound_that_is_squeezed_or_drawn_is_uneven(name: str) -> None:
    even = unevenness(_sounds(COACH_GO_BACK))
    for length in (3, 45):
        assert unevenness(_sounds({**COACH_GO_BACK, name: length})) > 1.2 * even
