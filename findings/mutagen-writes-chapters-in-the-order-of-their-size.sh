#!/bin/sh
# mutagen 1.48.1 (PyPI): the chapters of an MP3 are written in the order of the length of their frames, not in that of time
# or of being added. The table of contents (CTOC) that is written beside them keeps its own order, but readers that go by
# the frames, as FFmpeg does and all that is built on it, list the chapters as the file has them: with short titles first.
#
# One would expect frames that stand for stretches of time to be written in the order in which they were added, or in that
# of time; and a player's list of chapters to begin at the beginning.
#
# Who meets it: whoever gives podcasts, audio books or guided sessions chapters with this library, as soon as a later title
# is shorter than an earlier one.
#
# Seen on 2026-11-29, read by FFmpeg's libraries in PyAV 18.1.0:
#   added: 0 A long title, 1000 Short, 2000 The end of it
#   read:  1000 Short, 0 A long title, 2000 The end of it
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check mutagen==1.48.1 lameenc==1.9.0 av==18.1.0
"$folder/venv/bin/python" - "$folder/three.mp3" <<'PROGRAM'
import sys

import av
import lameenc
from mutagen.id3 import CHAP, CTOC, ID3, TIT2, CTOCFlags

path, titles = sys.argv[1], ("A long title", "Short", "The end of it")
encoder = lameenc.Encoder()
encoder.silence()
with open(path, "wb") as file:
    file.write(encoder.encode(bytes(4 * 44_100 * 3)) + encoder.flush())

tags, flags = ID3(), CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
tags.add(CTOC(element_id="toc", flags=flags, child_element_ids=["c0", "c1", "c2"], sub_frames=[]))
for number, title in enumerate(titles):
    times = {"start_time": number * 1000, "end_time": number * 1000 + 1000}
    tags.add(CHAP(element_id=f"c{number}", **times, sub_frames=[TIT2(text=title)]))
tags.save(path, v2_version=3)

with av.open(path) as container:
    read = [(chapter["start"], chapter["metadata"]["title"]) for chapter in container.chapters()]
print("added:", ", ".join(f"{number * 1000} {title}" for number, title in enumerate(titles)))
print("read: ", ", ".join(f"{start} {title}" for start, title in read))
assert ID3(path)["CTOC:toc"].child_element_ids == ["c0", "c1", "c2"]
assert sorted(read) == [(number * 1000, title) for number, title in enumerate(titles)]
assert [title for _, title in read] == sorted(titles, key=len), "by size"
assert [start for start, _ in read] != sorted(start for start, _ in read)
PROGRAM
