#!/bin/sh
# FFmpeg 8.1 (in PyAV 18.1.0, PyPI): with `fflags=+bitexact`, a muxer removes the tag `encoder` of a container that was given
# one, and puts the last tag into the place where it stood. All other tags keep their order.
#
# One would expect a tag to be left out, and the order of the others to stay: where the order of comments carries meaning, as
# with CHAPTER000 and CHAPTER000NAME in FLAC, it is what readers go by.
#
# Who meets it: whoever writes repeatable files with chapters as comments and names the program that made them. FFmpeg's own
# reader forgets the title of the last chapter then, for its name stands before its time.
#
# Seen on 2026-11-29:
#   given:   title, encoder, CHAPTER000, CHAPTER000NAME, CHAPTER001, CHAPTER001NAME
#   written: title, CHAPTER001NAME, CHAPTER000, CHAPTER000NAME, CHAPTER001
#   read by FFmpeg: Begin, (no title)
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check av==18.1.0 mutagen==1.48.1 numpy==2.4.6
"$folder/venv/bin/python" - "$folder" <<'PROGRAM'
import sys
from pathlib import Path

import av
import numpy as np
from mutagen.flac import FLAC

TAGS = {
    "title": "Hands",
    "encoder": "by hand",
    "CHAPTER000": "00:00:00.000",
    "CHAPTER000NAME": "Begin",
    "CHAPTER001": "00:00:00.500",
    "CHAPTER001NAME": "End",
}
GIVEN = list(TAGS)


def write(name, tags):
    path = Path(sys.argv[1], name)
    with av.open(str(path), "w", format="flac", options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream("flac", rate=44_100, layout="mono")
        container.metadata.update(tags)
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 44_100), np.int16), format="s16", layout="mono")
        frame.sample_rate, frame.pts = 44_100, 0
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)
    with av.open(str(path)) as container:
        titles = [chapter["metadata"].get("title") for chapter in container.chapters()]
    return [tag for tag, _ in FLAC(path).tags], titles


written, titles = write("with.flac", TAGS)
print(f"given:   {', '.join(GIVEN)}")
print(f"written: {', '.join(written)}")
print(f"read by FFmpeg: {', '.join(title or '(no title)' for title in titles)}")
assert written == ["title", "CHAPTER001NAME", "CHAPTER000", "CHAPTER000NAME", "CHAPTER001"], written
assert titles == ["Begin", None], titles

without, titles = write("without.flac", {tag: value for tag, value in TAGS.items() if tag != "encoder"})
assert without == [tag for tag in GIVEN if tag != "encoder"], without
assert titles == ["Begin", "End"], titles
PROGRAM
