#!/bin/sh
# PyAV 18.1.0 (PyPI): a container of the format `ipod`, which FFmpeg has for .m4a and .m4b, refuses a stream for a cover:
# "'ipod' format does not support 'mjpeg' codec". The format `mp4`, with the brand "M4A " as an option, takes the same
# picture, and the file has the cover where players look for it.
#
# One would expect what the program ffmpeg (5.1) does, which writes covers with either format (a picture with the disposition
# attached_pic becomes the tag `covr`, and needs no codec of the format's list).
#
# Who meets it: whoever writes audio books with a cover from Python; .m4a and .m4b choose `ipod` by their suffix.
#
# Seen on 2026-11-29:
#   ipod: ValueError: 'ipod' format does not support 'mjpeg' codec
#   mp4, brand M4A: a cover of 692 bytes, as it was given
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check av==18.1.0 mutagen==1.48.1 numpy==2.4.6 pillow==13.0.0
"$folder/venv/bin/python" - "$folder" <<'PROGRAM'
import io
import sys
from pathlib import Path

import av
import numpy as np
from av.stream import Disposition
from mutagen.mp4 import MP4
from PIL import Image

folder, drawn = Path(sys.argv[1]), io.BytesIO()
Image.new("RGB", (64, 64), (30, 60, 90)).save(drawn, "JPEG")


def write(name, form, options):
    with av.open(str(folder / name), "w", format=form, options=options) as container:
        sound = container.add_stream("aac", rate=44_100, layout="mono")
        cover = container.add_stream("mjpeg")
        cover.width, cover.height, cover.pix_fmt = 64, 64, "yuvj420p"
        cover.disposition = Disposition.attached_pic
        picture = av.Packet(drawn.getvalue())
        picture.stream, picture.pts, picture.dts = cover, 0, 0
        container.mux(picture)
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 44_100), np.float32), format="fltp", layout="mono")
        frame.sample_rate, frame.pts = 44_100, 0
        for packet in [*sound.encode(frame), *sound.encode(None)]:
            container.mux(packet)


try:
    write("ipod.m4a", "ipod", {})
except ValueError as error:
    refused = str(error)
else:
    refused = ""
print(f"ipod: ValueError: {refused}")
assert "does not support 'mjpeg'" in refused

write("mp4.m4a", "mp4", {"brand": "M4A "})
assert (folder / "mp4.m4a").read_bytes()[4:12] == b"ftypM4A ", "the same kind of file"
(cover,) = MP4(folder / "mp4.m4a").tags["covr"]
print(f"mp4, brand M4A: a cover of {len(cover)} bytes, as it was given")
assert bytes(cover) == drawn.getvalue()
PROGRAM
