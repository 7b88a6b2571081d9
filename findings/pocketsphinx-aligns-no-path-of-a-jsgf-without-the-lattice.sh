#!/bin/sh
# pocketsphinx 5.1.1 (PyPI): what a decoder with `bestpath=False` has found by a JSGF grammar can never be aligned:
# set_alignment() says “Failed to set up sub-word alignment”. The same sentences as an FSG without empty transitions
# (`create_fsg`) are aligned each time.
#
# One would expect that the sentence just found can be aligned with its sound, whatever way it was found, as the
# documentation of set_alignment tells for what was decoded. But the backtrace of a JSGF holds empty transitions, which
# the compiler of the grammar makes and which are no words, and the alignment refuses the whole for them.
# With `bestpath` (the default) the lattice hides them, but its words and their ends are others: in noise it may give
# a fragment that is no sentence of the grammar, or one that the second pass breaks off at.
#
# Who meets it: whoever looks at the phonemes of a command to tell how sure it is, loses commands in noise to the best
# path, and switches it off.
#
# Seen on 2026-11-30:
#   JSGF, bestpath: aligned 20
#   JSGF, no bestpath: Failed to set up sub-word alignment 20
#   FSG without empty transitions, no bestpath: aligned 20
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check --only-binary=:all: pocketsphinx==5.1.1 \
    numpy==2.3.5 espeakng-loader==0.2.4
cat >"$folder/align.py" <<'PROGRAM'
import ctypes

import espeakng_loader
import numpy
from pocketsphinx import Decoder

PHRASES = ["coach pause", "coach slow down", "coach more time", "coach how much longer", "coach stop now"]
SYNCHRONOUS, UTF_8 = 2, 1
library = ctypes.CDLL(espeakng_loader.get_library_path())
heard = []


@ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)
def take(samples, count, _events):
    if samples and count > 0:
        heard.append(numpy.array(samples[:count], float))
    return 0


rate = library.espeak_Initialize(SYNCHRONOUS, 0, espeakng_loader.get_data_path().encode(), 0)
library.espeak_SetSynthCallback(take)


def spoken(phrase, voice):
    """A phrase at 16 kHz, from a fifth of a second before it to its end."""
    heard.clear()
    library.espeak_SetVoiceByName(voice.encode())
    text = phrase.encode()
    library.espeak_Synth(text, len(text) + 1, 0, 1, 0, UTF_8, None, None)
    said = numpy.concatenate(heard)
    said = numpy.interp(numpy.arange(0, len(said), rate / 16_000), numpy.arange(len(said)), said)
    loud = numpy.flatnonzero(abs(said) > 300)
    return numpy.concatenate([numpy.zeros(3_200), said[loud[0] : loud[-1]]])


def sounds():
    for number, phrase in enumerate(PHRASES):
        for voice in ("en-us", "en-gb", "en-us+f3", "en-us+m3"):
            said = spoken(phrase, voice)
            noise = numpy.random.default_rng(number).normal(0, 0.3 * said.std(), len(said))
            yield (said + noise).clip(-32_767, 32_767).astype(numpy.int16).tobytes()


SOUNDS = list(sounds())


def told(decoder):
    found = {}
    for data in SOUNDS:
        decoder.activate_search("commands")
        decode(decoder, data)
        if decoder.hyp() is None:
            answer = "nothing found"
        else:
            try:
                decoder.set_alignment()
                decode(decoder, data)
                answer = "aligned"
            except RuntimeError as error:
                answer = str(error)
        found[answer] = found.get(answer, 0) + 1
    return ", ".join(f"{answer} {times}" for answer, times in sorted(found.items()))


def decode(decoder, data):
    decoder.start_utt()
    decoder.process_raw(data, full_utt=True)
    decoder.end_utt()


def with_jsgf(**options):
    decoder = Decoder(lm=None, loglevel="FATAL", compallsen=True, **options)
    decoder.add_jsgf_string("commands", f"#JSGF V1.0;\ngrammar c;\npublic <c> = {' | '.join(PHRASES)};\n")
    return decoder


def with_fsg():
    decoder = Decoder(lm=None, loglevel="FATAL", compallsen=True, bestpath=False)
    ways, states = [], 2
    for phrase in PHRASES:
        *words, last = phrase.split()
        at = 0
        for word in words:
            ways.append((at, states, 1.0, word))
            at, states = states, states + 1
        ways.append((at, 1, 1.0, last))
    decoder.add_fsg("commands", decoder.create_fsg("commands", 0, 1, ways))
    return decoder


print("JSGF, bestpath:", told(with_jsgf()))
print("JSGF, no bestpath:", told(with_jsgf(bestpath=False)))
print("FSG without empty transitions, no bestpath:", told(with_fsg()))
PROGRAM
"$folder/venv/bin/python" "$folder/align.py" | tee "$folder/told"
grep -qx 'JSGF, bestpath: aligned 20' "$folder/told"
grep -qx 'JSGF, no bestpath: Failed to set up sub-word alignment 20' "$folder/told"
grep -qx 'FSG without empty transitions, no bestpath: aligned 20' "$folder/told"
