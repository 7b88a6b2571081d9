"""The first frame of an MP3, which is silent and tells decoders the exact length, so that they trim to the sample.

Its layout is that of "MP3 Info Tag rev 1" (G. Bouvigne, R. Hegemann) and of Xing's header, which it extends: a frame's
header and empty side information, `Info`, how many frames and bytes follow, a table for seeking, and LAME's part with
the delay that the encoder puts before the sound and the padding that it puts after it.
"""

from __future__ import annotations

import struct

from coach.units import RATE

SAMPLES_PER_FRAME = 1152
ENCODER_DELAY = 576
"""The frames of silence that LAME puts before the sound."""

_DECODER_DELAY = 529
"""The frames by which a decoder delays the sound: LAME encodes as many after its end."""

_INDEX = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
"""The bitrates of MPEG 1 layer III in kbit/s, each at its index in the header."""
_CHANNEL_MODES = {1: 0xC4, 2: 0x44}
"""The last byte of a frame's header: mono, or joint stereo; an original without emphasis."""
_SIDE_INFORMATION = {1: bytes(17), 2: bytes(32)}
_HAS_FRAMES_BYTES_TABLE_QUALITY = 0xF
_LOWPASS_HZ = 17_000  # LAME's own at 128 kbit/s; decoders do not use it
_TAG_BYTES = 158  # up to the checksum, from the frame's first byte, without its side information


def expected_size(samples: int, bitrate: int) -> int:
    """Return about how many bytes an MP3 of `samples` in each channel will have, for readers of the unfinished file."""
    frames = -(-(samples + ENCODER_DELAY + _DECODER_DELAY) // SAMPLES_PER_FRAME)
    return round((frames + 1) * SAMPLES_PER_FRAME // 8 * bitrate * 1000 / RATE)


def info_frame(samples: int, size: int, bitrate: int, channels: int = 2) -> bytes:
    """Return the frame for an MP3 of `samples` in each channel, which with this frame is `size` bytes long."""
    bytes_per_frame = SAMPLES_PER_FRAME // 8 * bitrate * 1000 / RATE
    frames = max(0, round(size / bytes_per_frame) - 1)
    padding = max(0, frames * SAMPLES_PER_FRAME - samples - ENCODER_DELAY)
    header = bytes((0xFF, 0xFB, _INDEX.index(bitrate) << 4, _CHANNEL_MODES[channels]))  # MPEG 1 layer III, 44.1 kHz
    xing = struct.pack(">4s3I", b"Info", _HAS_FRAMES_BYTES_TABLE_QUALITY, frames, size)
    table = bytes(256 * percent // 100 for percent in range(100))
    tag = header + _SIDE_INFORMATION[channels] + xing + table + bytes(4) + _lame_part(bitrate, padding, size)
    assert len(tag) == _TAG_BYTES + len(_SIDE_INFORMATION[channels])
    return (tag + struct.pack(">H", _crc(tag))).ljust(int(bytes_per_frame), b"\0")


def _lame_part(bitrate: int, padding: int, size: int) -> bytes:
    """Return LAME's part of the frame, up to the checksum."""
    constant_rate, no_gain = 1, bytes(8)
    delays = (ENCODER_DELAY << 12 | min(padding, 0xFFF)).to_bytes(3, "big")
    part = b"LAME3.100" + bytes((constant_rate, _LOWPASS_HZ // 100)) + no_gain
    part += bytes((0, min(bitrate, 255))) + delays + bytes(4)  # no flags, no gain, no preset
    return part + struct.pack(">IH", size, 0)


def _crc(tag: bytes) -> int:
    """Return the CRC-16 of the tag's bytes: x¹⁶ + x¹⁵ + x² + 1, lowest bit first."""
    crc = 0
    for byte in tag:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc
