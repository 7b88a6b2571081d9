#!/bin/sh
# num2words 0.5.14 (PyPI): in Dutch, 1100 becomes "duizendhonderd", and 2100 "tweeduizendhonderd". Dutch speakers count in
# hundreds there: "elfhonderd", "eenentwintighonderd"; the first form is what one would make of the rules for 1,001 to 1,099.
#
# One would expect the words that are said; a voice that reads them aloud is taken for a machine. The other forms of the
# same library agree with speakers: 1000 is "duizend", 1050 "duizendvijftig".
#
# Who meets it: whoever has numbers read aloud in Dutch.
#
# Seen on 2026-11-29:
#   1000 duizend
#   1100 duizendhonderd
#   1200 duizendtweehonderd
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check num2words==0.5.14
"$folder/venv/bin/python" - <<'PROGRAM'
from num2words import num2words

words = {number: num2words(number, lang="nl") for number in (1000, 1100, 1200)}
for number, said in words.items():
    print(number, said)
assert words[1000] == "duizend"
assert words[1100] == "duizendhonderd"
PROGRAM
