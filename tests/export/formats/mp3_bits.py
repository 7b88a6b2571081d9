"""A parser and a maker of MPEG 1 layer III of the tests' own, which share nothing with coach's: bit by bit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

KBIT = dict(zip(range(1, 15), (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320), strict=True))
LONG = 0


@dataclass(frozen=True)
class Frame:
    """What a frame says, in bytes of a stream that has nothing but the main data of all frames."""

    size: int
    area: tuple[int, int]
    """Where its own main data lie."""
    begin: int
    """Where what it says begins."""
    end: int
    """The byte behind that."""
    types: list[list[int]]
    """The block types of each channel, granule by granule."""
    mixed: bool


class Bits:
    def __init__(self, data: bytes) -> None:
        self._bits = iter("".join(f"{byte:08b}" for byte in data))

    def __call__(self, count: int) -> int:
        return int("0" + "".join(next(self._bits) for _ in range(count)), 2)


def frames_in(data: bytes) -> Iterator[Frame]:
    """Yield the frames of a stream, without any tag in front."""
    at = place = 0
    while at < len(data):
        read = Bits(data[at : at + 40])
        assert read(11) == 2047, f"no frame at byte {at}"
        assert (read(2), read(2), read(1)) == (3, 1, 1)  # MPEG 1, layer III, no checksum
        bitrate, rate, padding, _, mode = KBIT[read(4)], read(2), read(1), read(1), read(2)
        assert rate == 0  # 44.1 kHz
        read(6)
        size = 144_000 * bitrate // 44_100 + padding
        channels = 1 if mode == 3 else 2
        back = read(9)
        read((5 if channels == 1 else 3) + 4 * channels)
        granules = [[_granule(read) for _ in range(channels)] for _ in range(2)]
        used = sum(length for granule in granules for length, _, _ in granule)
        own = size - 4 - (17 if channels == 1 else 32)
        types = [[granule[channel][1] for granule in granules] for channel in range(channels)]
        mixed = any(mixed for granule in granules for _, _, mixed in granule)
        yield Frame(size, (place, place + own), place - back, place - back + (used + 7) // 8, types, mixed)
        at, place = at + size, place + own
    assert at == len(data), "the last frame is not whole"


def _granule(read: Bits) -> tuple[int, int, bool]:
    """Return the bits that a granule of a channel has in the main data, its block type, and whether it is mixed."""
    length = read(12)
    read(9 + 8 + 4)
    if read(1):
        kind, mixed = read(2), bool(read(1))
        assert kind, "a reserved type of block"
        read(2 * 5 + 3 * 3)
    else:
        kind, mixed = 0, False
        read(3 * 5 + 4 + 3)
    read(1 + 1 + 1)
    return length, kind, mixed


def bare_frame(
    types: tuple[int, ...] = (LONG, LONG, LONG, LONG),
    *,
    back: int = 0,
    bitrate: int = 128,
    padding: int = 0,
    mixed: int = 0,
    fill: bytes = b"\0",
) -> bytes:
    """Return a frame: `types` has those of both granules of the first channel, and of the second if there is one."""
    channels = len(types) // 2
    index = next(index for index, rate in KBIT.items() if rate == bitrate)
    head = f"{0xFFFB:016b}{index:04b}00{padding}0{1 if channels == 2 else 3:02b}000000"
    side = f"{back:09b}".ljust(9 + (3 if channels == 2 else 5) + 4 * channels, "0")
    for granule, channel in product(range(2), range(channels)):
        kind = types[2 * channel + granule]
        side += ("0" * 33 + (f"1{kind:02b}{mixed}" if kind else "0")).ljust(59, "0")
    size = 144_000 * bitrate // 44_100 + padding
    start = int(head + side, 2).to_bytes(len(head + side) // 8, "big")
    return start + (fill * size)[: size - len(start)]
