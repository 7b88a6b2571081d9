"""A session's M4A + its mix → what the page plays beside it: holds, earcons and announcements, as packets of AAC.

Any row of packets of AAC-LC can be played: two that did not follow each other overlap in a crossfade of one block. So
the page goes from the session into a hold and back without a gap. Where the windows on both sides of such a joint are
alike and the sound is the same, it is no joint at all (coach/export/formats/aac_stretches.py).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import av

from coach.export.formats.aac_stretches import BLOCK, window_of
from coach.export.formats.encoding import Encoding
from coach.export.page.extra_clips import Bed, Clip, announcement_clips, earcon_clips, encode_clips, hold_clip
from coach.export.page.hold_places import HoldPlace, hold_places
from coach.export.page.mp4_tables import PacketTable, opening_of, packet_table_of
from coach.log import logger
from coach.player.session.transitions import MORE_MS
from coach.timeline.guide_words import SOON_MS
from coach.units import RATE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from coach.export.page.extra_clips import Encoded
    from coach.sound.mix import Mix
    from coach.timeline.guide_words import Phrases

_log = logger(__name__)
CODEC = "mp4a.40.2"
_TRIES = 6
"""How often a hold is moved by a few blocks to where its windows are those of the session."""


@dataclass(frozen=True, slots=True)
class HoldData:
    """One place where the page can hold a session; packets of the session are counted from 0, priming included."""

    step: int
    leaves: int
    """The packet of the session before which a round begins."""
    enters: int
    """The packet of the session with which it goes on after the clip, up to `leaves` again."""
    clip: tuple[int, int]
    """The first packet of the extras, and how many."""
    rounds: int
    """The rounds that make up the time of `more time`."""
    practice_ms: int
    waits: bool


@dataclass(frozen=True, slots=True)
class SoundData:
    """What the scripts have to know of the sound."""

    sizes: tuple[int, ...]
    """The bytes of each packet of the extras."""
    clips: dict[str, tuple[int, int]]
    """The name of an earcon, or of what leads in, with its first packet of the extras, and how many."""
    ready: tuple[tuple[str, int, int] | None, ...]
    """The words while it waits, and their packets: coach's own, None in a language without phrases, and a routine's."""
    left: tuple[tuple[str, int, int], ...]
    """The words for less than a minute, for one minute, and so on: as many as the session can take and a few."""
    holds: tuple[HoldData, ...]
    packets: int
    """The packets of the session, priming included."""
    opening: str
    """What MediaSource needs before the first packet, in base64."""
    table: PacketTable
    codec: str = CODEC
    rate: int = RATE
    packet_frames: int = BLOCK
    priming: int = 1
    """The packets before the first frame of the session."""
    soon_ms: int = SOON_MS
    """The milliseconds below which the words for less than a minute are said."""


@dataclass(frozen=True, slots=True)
class PageSound:
    """The sound of a page."""

    session: bytes
    """The whole session, an M4A that plays by itself."""
    extras: bytes
    """The packets of the extras, one after the other."""
    data: SoundData


def page_sound_of(mix: Mix, m4a: Path, bitrate: int, phrases: Phrases | None) -> PageSound:
    """Return the sound of a page from a session's mix and the M4A that was made of it.

    `phrases` are coach's own words in the session's language; None where there are none.

    Raises SpeechError or MissingPart where the voice fails, ExportError for an M4A of another kind, OSError.
    """
    session, whole = session_packets(m4a), m4a.read_bytes()
    places = hold_places(mix.timeline, mix.levels.curve, MORE_MS)
    bed = Bed.under(mix, [place.end * BLOCK for place in places])
    spoken = announcement_clips(bed, mix, phrases)
    encoding = Encoding("aac", "fltp", bitrate=bitrate)
    fixed = encode_clips(encoding, mix, [*earcon_clips(bed), *spoken])
    holds = _joined_holds(encoding, mix, session, places)
    packets = [packet for each in fixed for packet in each.packets]
    sites = _sites([*fixed, *(each for _, each in holds)])
    packets += [packet for _, each in holds for packet in each.packets]
    data = SoundData(
        sizes=tuple(map(len, packets)),
        clips={each.clip.name: site for each, site in zip(fixed, sites, strict=False) if not each.clip.text},
        ready=(
            *(() if phrases else (None,)),
            *((each.clip.text, *site) for each, site in zip(fixed, sites, strict=False) if _is_ready(each)),
        ),
        left=tuple(
            (each.clip.text, *site)
            for each, site in zip(fixed, sites, strict=False)
            if each.clip.text and not _is_ready(each)
        ),
        holds=tuple(hold_data(place, site) for (place, _), site in zip(holds, sites[len(fixed) :], strict=True)),
        packets=len(session),
        opening=opening_of(m4a),
        table=packet_table_of(whole, session),
    )
    return PageSound(whole, b"".join(packets), data)


def session_packets(m4a: Path) -> list[bytes]:
    """Return the packets of the sound in an M4A."""
    with av.open(str(m4a), "r") as container:
        return [bytes(packet) for packet in container.demux(audio=0) if packet.size]


def _is_ready(each: Encoded) -> bool:
    return each.clip.name == "ready"


def _joined_holds(
    encoding: Encoding, mix: Mix, session: Sequence[bytes], places: Sequence[HoldPlace]
) -> list[tuple[HoldPlace, Encoded]]:
    """Return the places with their clips, each moved a little where its windows would not meet the session's."""
    done: dict[int, tuple[HoldPlace, Encoded]] = {}
    left = dict(enumerate(places))
    for number in range(_TRIES):
        clips: list[Clip] = [hold_clip(mix, place) for place in left.values()]
        made = encode_clips(encoding, mix, clips) if clips else []
        for (key, place), each in zip([*left.items()], made, strict=True):
            if _meets(place, each, session) or number == _TRIES - 1:
                done[key] = place, each
                del left[key]
        left = {key: _moved(place) for key, place in left.items()}
    _log.info("%d holds", len(done))
    return [done[key] for key in sorted(done)]


def _meets(place: HoldPlace, each: Encoded, session: Sequence[bytes]) -> bool:
    """Whether the windows before the clip and at its end are those of the session at both joints."""
    joints = ((session[place.end - 1], each.before), (each.packets[-1], session[place.start]))
    return all(window_of(one) == window_of(other) is not None for one, other in joints)


def _moved(place: HoldPlace) -> HoldPlace:
    """Return a place a block earlier: its round is as long, and as quiet."""
    return replace(place, start=place.start - 1, end=place.end - 1)


def _sites(clips: Sequence[Encoded]) -> list[tuple[int, int]]:
    sites, first = [], 0
    for each in clips:
        sites.append((first, len(each.packets)))
        first += len(each.packets)
    return sites


def hold_data(place: HoldPlace, site: tuple[int, int]) -> HoldData:
    """Return what the scripts have to know of a place whose clip lies at `site`: its first packet, and how many."""
    rounds = max(1, round(MORE_MS * RATE / 1000 / BLOCK / place.blocks))
    return HoldData(place.step, place.end, place.start + 1, site, rounds, place.practice_ms, place.waits)
