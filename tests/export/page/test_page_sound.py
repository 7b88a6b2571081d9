"""What a page plays beside the session: packets that follow those of the session without a seam."""

from __future__ import annotations

from dataclasses import asdict
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from coach.audio.decode import decode
from coach.audio.samples import Samples
from coach.export.formats.aac_stretches import BLOCK, window_of
from coach.export.page.extra_clips import hold_clip
from coach.export.page.hold_places import FADE, HoldPlace
from coach.export.page.page_sound import HoldData, PageSound, session_packets
from coach.sound.mix import Mix
from coach.sound.sound_library import file_of
from coach.timeline.guide_words import phrases_of
from coach.units import RATE
from tests.export.page.engine import running_engine
from tests.export.page.page_folder import open_short, sound_of

pytestmark = pytest.mark.session

_CONFIG = bytes((0x12, 0x10))
"""AAC-LC, 44.1 kHz, two channels (ISO/IEC 14496-3, 1.6.2.1)."""
_NEAR = 20


class Made:
    """A session, its M4A and the sound of its page."""

    def __init__(self, background: str, folder: Path) -> None:
        self.m4a = folder / "session.m4a"
        with open_short(folder, background, engine="silent") as session:
            self.mix: Mix = session.mix
            self.sound: PageSound = sound_of(session, self.m4a)
            self.samples = np.concatenate([block.samples for block in self.mix.blocks()])
            self.ideal = {hold.leaves: self._ideal(hold) for hold in self.sound.data.holds}
        self.packets = session_packets(self.m4a)

    def extras(self, site: tuple[int, int]) -> list[bytes]:
        edges = np.concatenate(([0], np.cumsum(self.sound.data.sizes))).tolist()
        return [self.sound.extras[start:end] for start, end in pairwise(edges)][site[0] : sum(site)]

    def row(self, hold: HoldData) -> list[bytes]:
        """Return what is played from a little before a hold to a little after it, with two rounds of it."""
        clip = self.extras(hold.clip)
        again = [*clip, *self.packets[hold.enters : hold.leaves]]
        before, after = self.packets[hold.leaves - _NEAR : hold.leaves], self.packets[hold.leaves : hold.leaves + _NEAR]
        return [*before, *again, *again, *after]

    def _ideal(self, hold: HoldData) -> Samples:
        start, end = (hold.enters - 1) * BLOCK, hold.leaves * BLOCK
        clip = hold_clip(self.mix, HoldPlace(hold.step, hold.enters - 1, hold.leaves, hold.clip[1] - 1)).samples
        again = [clip, self.samples[start : end - BLOCK], self.samples[end - BLOCK : end]]
        parts = [self.samples[end - _NEAR * BLOCK : end], *again, *again, self.samples[end : end + (_NEAR - 2) * BLOCK]]
        return np.concatenate(parts)


def decoded(row: list[bytes]) -> Samples:
    decoder = av.CodecContext.create("aac", "r")
    decoder.extradata = _CONFIG
    return np.concatenate([frame.to_ndarray().T for packet in row for frame in decoder.decode(av.Packet(packet))])


@pytest.fixture(scope="module", params=["rain", "warm-pad", "none"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(request.param, tmp_path_factory.mktemp(request.param))


def test_every_packet_is_told_and_belongs_to_something(made: Made) -> None:
    data = made.sound.data
    sites = [
        *data.clips.values(),
        *((first, count) for _, first, count in data.left),
        *(hold.clip for hold in data.holds),
    ]
    sites += [ready[1:] for ready in data.ready if ready]
    assert sorted(number for first, count in sites for number in range(first, first + count)) == [
        *range(len(data.sizes))
    ]
    assert sum(data.sizes) == len(made.sound.extras)
    assert data.packets == len(made.packets)
    assert made.sound.session == made.m4a.read_bytes()


def test_a_hold_joins_the_session_where_the_windows_are_alike(made: Made) -> None:
    for hold in made.sound.data.holds:
        clip = made.extras(hold.clip)
        assert window_of(clip[-1]) == window_of(made.packets[hold.enters - 1])


def test_no_joint_of_a_hold_is_heard(made: Made) -> None:
    """The error at a joint is no larger than that of the session's own packets around it may be."""
    for hold in made.sound.data.holds:
        ideal = made.ideal[hold.leaves]
        heard = decoded(made.row(hold))[BLOCK:][: len(ideal)]
        errors = ((heard - ideal[: len(heard)]) ** 2).reshape(-1, 2 * BLOCK).sum(axis=1)
        round_blocks = hold.clip[1] + hold.leaves - hold.enters
        joints = {
            edge + near
            for edge in (_NEAR - 1, _NEAR - 1 + hold.clip[1], _NEAR - 1 + round_blocks)
            for near in (-1, 0, 1)
        }
        own = [error for number, error in enumerate(errors[: _NEAR - 2]) if number not in joints]
        assert max(errors[sorted(joints)]) < 2 * max(own)


def test_a_rounds_length_is_that_of_its_packets(made: Made) -> None:
    for hold in made.sound.data.holds:
        assert len(decoded(made.row(hold))) % BLOCK == 0
        assert (
            hold.rounds * (hold.clip[1] + hold.leaves - hold.enters) * BLOCK == pytest.approx(15 * RATE, rel=0.02)
            or hold.waits
        )


@pytest.mark.parametrize("name", ["heard", "cannot"])
def test_an_earcon_begins_softly_and_is_whole_and_one_ends_in_silence(made: Made, name: str) -> None:
    sound = decode(file_of(name), "stereo")
    for clip in (name, f"{name} words", f"{name} out"):
        heard = decoded(made.extras(made.sound.data.clips[clip]))
        both = min(len(heard), len(sound))
        share = (heard[:both] * sound[:both]).sum() / (sound[:both] ** 2).sum()  # of the earcon, over the background
        assert share == pytest.approx(1, abs=0.2)
        assert np.abs(heard[:20]).max() < 0.04 * np.abs(heard).max()  # three hundredths of its rise
    assert np.abs(heard[-BLOCK:]).max() < 1e-3


def test_the_words_for_what_is_left_stand_in_the_order_of_their_minutes(made: Made) -> None:
    phrases = phrases_of("en")
    assert phrases
    texts = [text for text, _, _ in made.sound.data.left]
    assert texts == [phrases.time_left(60_000 * minutes) for minutes in range(len(texts))]
    (ready,) = made.sound.data.ready
    assert ready
    assert ready[0] == phrases.ready
    assert made.sound.data.soon_ms == next(ms for ms in range(90_000) if phrases.time_left(ms) != phrases.soon)


def test_the_page_reads_the_m4a_and_writes_its_packets_as_fragments(made: Made, tmp_path: Path) -> None:
    hashes = [sha256(packet).hexdigest() for packet in made.packets]
    data, whole = made.sound.data, len(made.sound.session)
    place = {"path": str(made.m4a), "table": asdict(data.table), "count": data.packets}
    runs = [(0, 40, 0), (300, 17, 40), (41, 5, 5_000_000)]
    with running_engine() as engine:
        assert engine.ask("packets", **place) == hashes
        engine.ask("fragments", **place, runs=runs, opening=data.opening, to=str(tmp_path / "fragments.mp4"))
        for length in (0, 20, 5_000, data.table.first_at, whole // 2, whole - 1):
            assert engine.ask("packets", **place, length=length) == "cut", length
    with av.open(str(tmp_path / "fragments.mp4"), "r") as container:
        found = [(packet.pts, packet.duration, bytes(packet)) for packet in container.demux(audio=0) if packet.size]
    places = [(at + each, first + each) for first, count, at in runs for each in range(count)]
    assert found == [(at * BLOCK, BLOCK, made.packets[number]) for at, number in places]


def test_the_extras_are_small(made: Made) -> None:
    assert FADE * BLOCK < RATE / 3
    assert len(made.sound.extras) < 260_000
