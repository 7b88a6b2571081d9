#!/bin/sh
# PyAV 18.1.0 (its wheel carries FFmpeg), filter `ebur128`: the integrated loudness counts blocks that lie under the gate.
#
# By BS.1770, blocks of 400 ms that are more than 10 LU softer than the mean do not count. FFmpeg keeps the blocks as a
# histogram in steps of a hundredth of a LU, and its gate is a step of that histogram: what lies up to about 0.008 LU under
# the gate is counted. Where many blocks are alike, as in a tone, a hum or a steady noise beside speech, a difference that
# nobody hears decides over all of them at once. One would expect the two to differ by hundredths at most. Whoever checks
# a meter of their own against FFmpeg meets it, and who asks for "-18 LUFS, 0.1 off at most" of a file with a long steady
# soft part.
#
# Twenty seconds of a tone, and twenty seconds of it 0.006 LU under the gate, against the first part alone:
#     by BS.1770: -0.03 LU; ffmpeg: -2.79 LU
# Seen on 2026-11-29, with Python 3.11 on Linux.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check av==18.1.0 numpy==2.2.6
cat >"$folder/gate.py" <<'PYTHON'
import math

import av
import numpy as np
from av.filter import Graph

RATE = 48_000


def by_ffmpeg(samples):
    graph = Graph()
    source = graph.add_abuffer(sample_rate=RATE, format="flt", layout="mono")
    graph.link_nodes(source, graph.add("ebur128", "metadata=1"), graph.add("abuffersink")).configure()
    told = math.nan
    for start in range(0, len(samples), RATE):
        block = samples[start : start + RATE].astype(np.float32)
        frame = av.AudioFrame.from_ndarray(block.reshape(1, -1), format="flt", layout="mono")
        frame.sample_rate, frame.pts = RATE, start
        graph.push(frame)
        while True:
            try:
                told = float(graph.pull().metadata.get("lavfi.r128.I", told))
            except (BlockingIOError, EOFError):
                break
    return told


def by_the_standard(samples):
    """Its weighting is the same for every part of one tone, and so nothing in a difference."""
    hops = (samples.reshape(-1, RATE // 10) ** 2).mean(axis=1)
    blocks = np.convolve(hops, np.ones(4) / 4, "valid")
    return 10 * math.log10(blocks[blocks > blocks.mean() / 10].mean())


def tone(seconds, level_db):
    time = np.arange(seconds * RATE) / RATE
    return 0.2 * 10 ** (level_db / 20) * np.sin(2 * np.pi * 1000 * time)


loud = tone(20, 0)
at_the_gate = 10 * math.log10(0.1 * 20 / (40 - 2))
both = np.concatenate((loud, tone(20, at_the_gate - 0.006)))
standard = by_the_standard(both) - by_the_standard(loud)
ffmpeg = by_ffmpeg(both) - by_ffmpeg(loud)
print(f"by BS.1770: {standard:.2f} LU; ffmpeg: {ffmpeg:.2f} LU")
assert abs(standard + 0.03) < 0.01, "this sound is not the one it should be"
assert abs(ffmpeg + 2.79) < 0.01, "ffmpeg does not count what lies just under the gate any more"
PYTHON
"$folder/venv/bin/python" "$folder/gate.py"
