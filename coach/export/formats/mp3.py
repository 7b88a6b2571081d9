"""Mix → MP3: constant bit rate, joint stereo, tags in front, and the length in the first frame."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO

from coach.errors import one_line
from coach.export.pcm import pcm_of
from coach.export.xing_header import expected_size, info_frame
from coach.units import RATE

if TYPE_CHECKING:
    from coach.export.formats import About, Progress
    from coach.sound.mix import Mix

_QUALITY = 3
"""The effort on LAME's scale, the same as that of `lame -b 128`."""

_SCALE = {64: 0.95, 80: 0.95, 96: 0.95, 112: 0.95, 128: 0.95, 160: 0.95, 192: 0.97, 224: 0.98, 256: 1, 320: 1}
"""The factor by which LAME 3.100 multiplies its input at a bitrate (`lame --verbose` shows it); it is undone here."""


def write_mp3(mix: Mix, about: About, file: BinaryIO, progress: Progress | None) -> None:
    """Write a mix as an MP3; raises OSError."""
    import lameenc

    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(2)
    encoder.set_in_sample_rate(RATE)
    encoder.set_out_sample_rate(RATE)  # at low bit rates LAME would choose another one
    encoder.set_bit_rate(about.bitrate)
    encoder.set_quality(_QUALITY)
    file.write(_tags(mix, about))
    begin = file.tell()
    file.write(info_frame(mix.frames, expected_size(mix.frames, about.bitrate), about.bitrate))
    file.writelines(encoder.encode(samples) for samples in pcm_of(mix, progress, 1 / _SCALE[about.bitrate]))
    file.write(encoder.flush())
    # Only now is it known for sure how many bytes there are.
    size = file.tell() - begin
    file.seek(begin)
    file.write(info_frame(mix.frames, size, about.bitrate))


def _tags(mix: Mix, about: About) -> bytes:
    from mutagen.id3 import ID3, TIT2, TLEN, TPE1, TSSE

    tags = ID3()
    utf8 = 3
    tags.add(TIT2(encoding=utf8, text=one_line(about.title)))
    tags.add(TPE1(encoding=utf8, text=about.artist))
    tags.add(TLEN(encoding=utf8, text=str(mix.timeline.duration_ms)))
    tags.add(TSSE(encoding=utf8, text="coach, with LAME"))
    buffer = io.BytesIO()
    tags.save(buffer, padding=lambda info: 0)  # noqa: ARG005 - as mutagen calls it
    return buffer.getvalue()
