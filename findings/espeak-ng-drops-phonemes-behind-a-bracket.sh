#!/bin/sh
# espeakng-loader 0.2.4 (PyPI, eSpeak NG 1.52): a word that is given as phonemes, [[k'loUz]] with the flag espeakPHONEMES, is
# spoken at the beginning of a text and after a space. Directly behind a round bracket or a quotation mark it is dropped,
# without an error and without a sound: the text is spoken as if the word were not there.
#
# One would expect the word in brackets to be spoken like the word without them, as it is where it is written in letters; or
# an error. A space before the two square brackets is enough.
#
# Who meets it: whoever puts pronunciations into sentences that somebody else wrote. Words in brackets go missing first, and
# nobody who knows the text by heart hears it.
#
# Seen on 2026-11-29, in seconds of sound:
#   0.93  Now [[k'loUz]] them.
#   0.75  Now ([[k'loUz]]) them.
#   0.75  Now () them.
#   1.29  Now ( [[k'loUz]]) them.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check espeakng-loader==0.2.4
"$folder/venv/bin/python" - <<'PROGRAM'
import ctypes

import espeakng_loader

SYNCHRONOUS, UTF_8, PHONEMES = 2, 1, 0x100
library = ctypes.CDLL(espeakng_loader.get_library_path())
frames = []
Take = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


@Take
def take(_samples, count, _events):
    frames.append(max(count, 0))
    return 0


rate = library.espeak_Initialize(SYNCHRONOUS, 0, espeakng_loader.get_data_path().encode(), 0)
assert rate > 0
library.espeak_SetSynthCallback(take)
assert library.espeak_SetVoiceByName(b"en-us") == 0


def seconds(text):
    frames.clear()
    data = text.encode()
    library.espeak_Synth(data, ctypes.c_size_t(len(data) + 1), 0, 0, 0, UTF_8 | PHONEMES, None, None)
    print(f"{sum(frames) / rate:.2f}  {text}")
    return sum(frames) / rate


bare, behind, nothing, spaced = map(
    seconds,
    ("Now [[k'loUz]] them.", "Now ([[k'loUz]]) them.", "Now () them.", "Now ( [[k'loUz]]) them."),
)
assert abs(behind - nothing) < 0.02, "the word behind the bracket is spoken"
assert bare > nothing + 0.1
assert spaced > nothing + 0.1
PROGRAM
