"""A listener's file → its packets, and the samples in them; or why there are none."""

from __future__ import annotations

import os
import weakref
from typing import TYPE_CHECKING

import av

from coach.audio.decode import MediaError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from av.audio.stream import AudioStream
    from av.container import InputContainer
    from av.packet import Packet

OTHERWISE = "export it again, or name another file"
"""The hint for a file that is broken."""

_LEAD_ELSEWHERE = {"concat", "dash", "hls", "imf", "lavfi", "rtp", "rtsp", "sap", "sdp", "webm_dash_manifest"}
"""The formats that hold no sound but say where some is, maybe on the network."""
_OPTIONS = {
    "protocol_whitelist": "none",  # FFmpeg reads what we have opened, and opens nothing itself, no file and no address
    "format_whitelist": ",".join(name for name in av.formats_available if not _LEAD_ELSEWHERE & set(name.split(","))),
}
_MOST_FAILURES = 20
"""The most failures in a row; after these, nothing more can be read."""


class RecordingError(Exception):
    """A listener's file cannot be a background: what is wrong, and what would help."""


class _Opened:
    """A file as PyAV reads it: FFmpeg gets its bytes and not the right to open files."""

    def __init__(self, path: Path) -> None:
        self.name = str(path)
        self._descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        weakref.finalize(self, os.close, self._descriptor)

    def read(self, size: int) -> bytes:
        return os.read(self._descriptor, size)

    def seek(self, offset: int, whence: int) -> int:
        return os.lseek(self._descriptor, offset, whence)

    def tell(self) -> int:
        return os.lseek(self._descriptor, 0, os.SEEK_CUR)


def open_source(path: Path) -> InputContainer:
    """Open a file with sound in it, and nothing else: no playlist, no address, no device; raises RecordingError."""
    name = path.name
    formats = "name a sound file (MP3, M4A, OGG, Opus, FLAC, WAV or another) or a video"
    try:
        if not path.is_file() and path.exists():
            raise RecordingError(f"'{name}' is {'a folder' if path.is_dir() else 'no ordinary file'}", formats)
        # Tags may be in any encoding; what they say does not matter here.
        file = av.open(_Opened(path), "r", metadata_errors="replace", options=_OPTIONS)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise RecordingError(f"there is no file '{path}'", "check its name and its folder") from error
    except PermissionError as error:
        raise RecordingError(f"'{name}' may not be read", "change its permissions, or name another file") from error
    except (MediaError, OSError, ValueError) as error:
        raise RecordingError(f"'{name}' is no sound that can be read", formats) from error
    if not file.streams.audio:
        raise RecordingError(f"'{name}' has no sound in it", formats)
    if file.streams.audio[0].codec_context is None or not file.streams.audio[0].rate:
        raise RecordingError(f"the sound of '{name}' cannot be decoded", OTHERWISE)
    return file


def audio_of(file: InputContainer) -> AudioStream:
    """Return the audio stream that is heard: the first."""
    return file.streams.audio[0]


def packets_of(file: InputContainer) -> Iterator[Packet[AudioStream] | None]:
    """Yield the packets up to the end; None where the container is broken, as some have more packets behind that."""
    failures = 0
    while failures < _MOST_FAILURES:
        try:
            for packet in file.demux(audio_of(file)):
                failures = 0
                yield packet
        except MediaError:  # not logged: in the child process; too many of them are told
            failures += 1
            yield None
        else:
            return


def decode_packet(packet: Packet[AudioStream] | None) -> list[av.AudioFrame] | None:
    """Return the audio frames of a packet; None if it is broken."""
    try:
        return packet.decode() if packet else None
    except MediaError:  # not logged: in the child process; what matters is told by Corruption
        return None
