#!/bin/sh
# espeakng-loader 0.2.4 (PyPI, eSpeak NG 1.52): a voice with a variant that does not exist (`en-us+Nonsense`) is chosen
# without an error, and the plain voice speaks. A voice that does not exist (`nonsense`) is an error.
#
# One would expect that a name of which a part is unknown is refused as a whole, or at least that the answer differs. An
# application that takes the voice's name from its user cannot tell a misspelt variant from a right one: a session that was
# meant for `en-us+Henrique` is spoken by somebody else, and nobody is told. The names have to be held against the files in
# `espeak-ng-data/voices/!v`.
#
# Who meets it: whoever offers eSpeak NG's voices by name, through the library or through pyttsx3.
#
# Seen on 2026-11-28:
#   en-us+Nonsense: answer 0, the sound of en-us: yes
#   en-us+Henrique: answer 0, the sound of en-us: no
#   nonsense: answer 2
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check espeakng-loader==0.2.4
cat >"$folder/speak.py" <<'PROGRAM'
import ctypes
import hashlib
import sys

import espeakng_loader

SYNCHRONOUS, UTF_8 = 2, 1
library = ctypes.CDLL(espeakng_loader.get_library_path())
heard = hashlib.sha256()
Take = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


@Take
def take(samples, count, _events):
    if samples and count > 0:
        heard.update(ctypes.string_at(samples, 2 * count))
    return 0


assert library.espeak_Initialize(SYNCHRONOUS, 0, espeakng_loader.get_data_path().encode(), 0) > 0
library.espeak_SetSynthCallback(take)


# One name a process: what the synthesiser has said before leaves its trace in what it says next.
answer = library.espeak_SetVoiceByName(sys.argv[1].encode())
text = b"Let your shoulders sink."
library.espeak_Synth(text, len(text) + 1, 0, 1, 0, UTF_8, None, None)
print(answer, heard.hexdigest())
PROGRAM
speak() { "$folder/venv/bin/python" "$folder/speak.py" "$1"; }
plain=$(speak en-us)
misspelt=$(speak en-us+Nonsense)
right=$(speak en-us+Henrique)
unknown=$(speak nonsense)
echo "en-us+Nonsense: answer ${misspelt% *}, the sound of en-us: $([ "$misspelt" = "$plain" ] && echo yes || echo no)"
echo "en-us+Henrique: answer ${right% *}, the sound of en-us: $([ "$right" = "$plain" ] && echo yes || echo no)"
echo "nonsense: answer ${unknown% *}"
[ "${plain% *}" = 0 ]
[ "$misspelt" = "$plain" ]
[ "${right% *}" = 0 ]
[ "$right" != "$plain" ]
[ "${unknown% *}" != 0 ]
