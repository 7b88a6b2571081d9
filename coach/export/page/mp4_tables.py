"""M4A → where its packets lie, and what MediaSource needs before the first of them: so that the page parses nothing."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from io import BytesIO
from struct import pack
from typing import TYPE_CHECKING

import av

from coach.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_FRAGMENTED = {"movflags": "empty_moov+default_base_moof", "fflags": "+bitexact"}


@dataclass(frozen=True, slots=True)
class PacketTable:
    """Where the packets of the sound lie in an M4A, in bytes."""

    sizes_at: int
    """The place of their sizes, of four bytes each, the first of which is the most significant one."""
    first_at: int
    """The place of the first packet; the others follow it without a gap."""


def packet_table_of(m4a: bytes, packets: Sequence[bytes]) -> PacketTable:
    """Return where packets lie in an M4A; raises ExportError for one whose packets are not in one row.

    The sizes are in the box `stsz`, behind a size for all of them, which is 0, and their number (ISO/IEC 14496-12,
    8.7.3).
    """
    sizes = pack(f">{len(packets)}I", *map(len, packets))
    sizes_at = m4a.find(b"stsz" + bytes(8) + pack(">I", len(packets)) + sizes)
    first_at = m4a.find(b"".join(packets))
    if min(sizes_at, first_at) < 0:
        raise ExportError("the packets of the M4A are not in one row; try again")
    return PacketTable(sizes_at + 16, first_at)


def opening_of(m4a: Path) -> str:
    """Return the boxes before the first fragment of an M4A's sound, in base64."""
    file = BytesIO()
    with av.open(str(m4a), "r") as source, av.open(file, "w", format="mp4", options=_FRAGMENTED) as container:
        container.add_stream_from_template(source.streams.audio[0])
        container.start_encoding()
        opening = file.getvalue()
    return b64encode(opening).decode()
