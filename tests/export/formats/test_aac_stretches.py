"""AAC on many cores: a joint of two encoders is no worse than the rest, and no number of cores changes a byte."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import av
import numpy as np
import pytest

from coach.audio.samples import Samples
from coach.export import on_all_cores
from coach.export.formats import aac_stretches
from coach.export.formats.aac_stretches import BLOCK, Stretch, aac_packets, joint_of, window_of
from coach.export.formats.encoding import Encoding
from coach.session import Session
from tests.export.formats.making import mix_of, noise

pytestmark = pytest.mark.property

AAC = Encoding("aac", "fltp", bitrate=128)


def heard(packets: Iterable[bytes]) -> Samples:
    """Return what a decoder makes of packets, without the encoder's lead."""
    decoder: Any = av.CodecContext.create("aac", "r")
    decoder.extradata = bytes((0x12, 0x10))  # AAC-LC, 44.1 kHz, stereo
    frames = [frame.to_ndarray() for packet in packets for frame in decoder.decode(av.Packet(packet))]
    return np.concatenate(frames, axis=1).T[BLOCK:]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Callable[[int, int], None]:
    """Make stretches and their beginnings so many packets long."""

    def cut(stretch: int, run_in: int) -> None:
        monkeypatch.setattr(aac_stretches, "STRETCH", stretch)
        monkeypatch.setattr(aac_stretches, "RUN_IN", run_in)

    return cut


def test_the_packets_are_the_same_by_any_number_of_cores(
    small_session: Session, small: Callable[[int, int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    small(150, 60)
    made = []
    for cores in (1, 2, 3, 16):
        monkeypatch.setattr(on_all_cores, "available_cores", lambda cores=cores: cores)
        made.append([(bytes(packet), packet.pts) for packet in aac_packets(AAC, small_session.mix, None)])
    assert len(made[0]) > 4 * 150
    assert made[1:] == made[:1] * 3
    assert [pts for _, pts in made[0]] == [BLOCK * (number - 1) for number in range(len(made[0]))]


def test_a_joint_is_as_good_as_the_rest(small: Callable[[int, int], None], monkeypatch: pytest.MonkeyPatch) -> None:
    small(1_100, aac_stretches.RUN_IN)
    joints: list[int | None] = []

    def noted(before: Stretch, after: Stretch, cut: int) -> int | None:
        joints.append(joint_of(before, after, cut))
        return joints[-1]

    monkeypatch.setattr(aac_stretches, "joint_of", noted)
    mix = mix_of(noise(40))
    packets = [bytes(packet) for packet in aac_packets(AAC, mix, None)]
    (joint,) = joints
    assert joint is not None
    planned = np.concatenate([block.samples for block in mix.blocks()])
    decoded = heard(packets)[: len(planned)]
    blocks = len(decoded) // BLOCK
    error = ((decoded - planned[: len(decoded)]) ** 2)[: blocks * BLOCK].reshape(blocks, -1).sum(axis=1)
    settled = error[aac_stretches.RUN_IN : blocks - 2]
    assert error[joint - 3 : joint + 43].max() <= np.quantile(settled, 0.999) * 1.05
    assert error[joint - 3 : joint + 43].mean() <= settled.mean() * 1.1


def test_where_no_joint_can_be_had_the_same_encoder_goes_on(
    small_session: Session, small: Callable[[int, int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = [bytes(packet) for packet in aac_packets(AAC, small_session.mix, None)]
    small(700, 60)
    monkeypatch.setattr(aac_stretches, "joint_of", lambda *_: None)
    assert [bytes(packet) for packet in aac_packets(AAC, small_session.mix, None)] == whole


def test_progress_ends_with_all_frames(small_session: Session, small: Callable[[int, int], None]) -> None:
    small(150, 60)
    seen: list[tuple[int, int]] = []
    for _ in aac_packets(AAC, small_session.mix, lambda done, total: seen.append((done, total))):
        pass
    assert seen == sorted(seen)
    assert len(seen) > 3
    assert seen[-1] == (small_session.mix.frames, small_session.mix.frames)


def stretch(*packets: bytes) -> Stretch:
    return Stretch(0, None, tuple(map(av.Packet, packets)))


LONG, SHORT = bytes((0b001_0000_1, 0b0_00_1_0000, 1)), bytes((0b001_0000_1, 0b0_10_1_0000, 2))
OTHER, OWN = bytes((0b001_0000_1, 0b0_00_1_0000, 3)), bytes((0b001_0000_0, 0b0_00_1_0000, 4))


def test_encoders_are_joined_behind_windows_that_they_chose_alike_best_behind_equal_packets() -> None:
    rest = [LONG] * 50
    assert joint_of(stretch(LONG, SHORT, OTHER, *rest), stretch(LONG, LONG, LONG, *[OTHER] * 50), 1) == 3
    assert joint_of(stretch(LONG, SHORT, OTHER, *rest), stretch(LONG, LONG, LONG, *rest), 1) == 4
    assert joint_of(stretch(*[LONG] * 50), stretch(*[SHORT] * 50), 0) is None


def test_a_pair_whose_channels_have_windows_of_their_own_is_no_place_for_a_joint() -> None:
    assert window_of(OWN) is None
    assert joint_of(stretch(*[OWN] * 50), stretch(*[OWN] * 50), 0) is None
