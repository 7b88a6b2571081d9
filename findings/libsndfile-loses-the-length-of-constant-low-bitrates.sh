#!/bin/sh
# soundfile 0.13.1 (PyPI, with libsndfile 1.2.2 and LAME 3.100 inside): an MP3 written with bitrate_mode="CONSTANT" holds
# no more the header that tells players how much of its beginning and end is the encoder's own, as soon as a frame is too
# small for that header: at 48 kbit/s and less for 44.1 kHz, at 40 for 24 kHz, at 24 for 16 kHz. Nothing is said. What
# was two seconds comes back longer, later by the encoder's 25 to 70 ms, and info() tells other lengths than read().
# Files of the same size by "AVERAGE" or "VARIABLE" come back to the frame: their header's frame may be a larger one.
#
# One would expect the header in a frame that is large enough for it, as FFmpeg's muxer does it, or at least an error.
#
# Who meets it: whoever keeps speech small (dictation, audio books, corpora) and joins pieces, or aligns words by time.
#
# Seen on 2026-11-30:
#   44100 Hz CONSTANT  57 kbit/s: header True, 0 too many by read, 0 by info
#   44100 Hz CONSTANT  48 kbit/s: header False, 1656 too many by read, 2076 by info
#   44100 Hz AVERAGE   41 kbit/s: header True, 0 too many by read, 0 by info
#   24000 Hz CONSTANT  41 kbit/s: header False, 1536 too many by read, 1536 by info
#   24000 Hz AVERAGE   30 kbit/s: header True, 0 too many by read, 0 by info
#   16000 Hz CONSTANT  25 kbit/s: header False, 1408 too many by read, 1408 by info
#   16000 Hz AVERAGE   23 kbit/s: header True, 0 too many by read, 0 by info
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check soundfile==0.13.1 numpy==2.3.4
cd "$folder"
cat >program.py <<'PROGRAM'
import numpy as np
import soundfile

SECONDS = 2
TRIED = [
    (44100, "CONSTANT", 0.9, True),
    (44100, "CONSTANT", 0.95, False),
    (44100, "AVERAGE", 0.95, True),
    (24000, "CONSTANT", 0.8, False),
    (24000, "AVERAGE", 0.5, True),
    (16000, "CONSTANT", 0.9, False),
    (16000, "AVERAGE", 0.9, True),
]
for rate, mode, level, kept in TRIED:
    frames = rate * SECONDS
    tone = 0.2 * np.sin(2 * np.pi * 440 / rate * np.arange(frames))
    soundfile.write("tone.mp3", tone, rate, bitrate_mode=mode, compression_level=level)
    with open("tone.mp3", "rb") as file:
        data = file.read()
    header = b"Info" in data[:200] or b"Xing" in data[:200]
    read = len(soundfile.read("tone.mp3")[0]) - frames
    told = soundfile.info("tone.mp3").frames - frames
    size = len(data) * 8 // SECONDS // 1000
    print(f"{rate} Hz {mode:<9} {size} kbit/s: header {header}, {read} too many by read, {told} by info")
    assert header is kept, "the header"
    assert (read == 0) is kept, "the length"
PROGRAM
"$folder/venv/bin/python" program.py
