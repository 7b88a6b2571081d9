#!/bin/sh
# espeakng-loader 0.2.4 (PyPI, eSpeak NG 1.52.0): the signs that make an amount of two numbers, or a limit of one, have
# a word in some languages and none in others, and are then left out without a pause or a message. "3×10" is "three
# times ten" in English, German, French and Polish; in Spanish, Italian, Swedish, Norwegian, Russian, Greek, Turkish,
# Finnish, Japanese, Korean, Mandarin, Arabic and Hindi it is "three ten". "≥ 5" is "five" in most of these. An en dash
# between numbers is "ten fifteen" in 21 of 22 languages, and 5′ is "five". ½ is an English word in twelve voices of
# other languages.
#
# One would expect a word in every language, or at least the same signs to be left out in all of them. The minus of "−5"
# is lost in Portuguese alone of these nine: a look at one language tells nothing of the next.
#
# Who meets it: whoever has exercises, doses or recipes read out in several languages: how often, how long, and "at
# least" are what is lost, and the sentence sounds whole.
#
# Seen on 2026-11-30 (what is said as if the sign were not there):
#   en: 10–15, 5′ unsaid; ½ in its own words
#   de: 10–15, 5′ unsaid; ½ in its own words
#   fr: 10–15, 5′, ≥ 5 unsaid; ½ in its own words
#   es: 3×10, 10–15, 20÷4, 5′, ≥ 5 unsaid; ½ in English
#   it: 3×10, 10–15, 20÷4, 5′ unsaid; ½ in its own words
#   pt: 10–15, 5′, ≥ 5, −5 unsaid; ½ in its own words
#   sv: 3×10, 10–15, 20÷4, 5′, ≥ 5 unsaid; ½ in English
#   ru: 3×10, 10–15, 20÷4, 5′, ≥ 5 unsaid; ½ in English
#   hi: 3×10, 10–15, 20÷4, 5′, ≥ 5 unsaid; ½ in English
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check espeakng-loader==0.2.4
cd "$folder"
cat >program.py <<'PROGRAM'
import ctypes

import espeakng_loader

UTF_8, IPA, RETRIEVAL = 1, 2, 1
SIGNS = {"3×10": "3 10", "10–15": "10 15", "20÷4": "20 4", "5′": "5", "≥ 5": "5", "−5": "5"}
SEEN = {
    "en": ("10–15 5′", False),
    "de": ("10–15 5′", False),
    "fr": ("10–15 5′ ≥ 5", False),
    "es": ("3×10 10–15 20÷4 5′ ≥ 5", True),
    "it": ("3×10 10–15 20÷4 5′", False),
    "pt": ("10–15 5′ ≥ 5 −5", False),
    "sv": ("3×10 10–15 20÷4 5′ ≥ 5", True),
    "ru": ("3×10 10–15 20÷4 5′ ≥ 5", True),
    "hi": ("3×10 10–15 20÷4 5′ ≥ 5", True),
}
library = ctypes.CDLL(espeakng_loader.get_library_path())
library.espeak_Initialize(RETRIEVAL, 0, espeakng_loader.get_data_path().encode(), 0)
library.espeak_TextToPhonemes.restype = ctypes.c_char_p
library.espeak_TextToPhonemes.argtypes = [ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int]


def sounds(text):
    rest, told = ctypes.c_char_p(text.encode()), b""
    while rest.value is not None:
        told += library.espeak_TextToPhonemes(ctypes.byref(rest), UTF_8, IPA) or b""
    return told.decode()


for language, seen in SEEN.items():
    assert library.espeak_SetVoiceByName(language.encode()) == 0
    unsaid = [text for text, bare in SIGNS.items() if sounds(text) == sounds(bare)]
    english = "(en)" in sounds("½")
    print(f"{language}: {', '.join(unsaid)} unsaid; ½ {'in English' if english else 'in its own words'}")
    assert (" ".join(unsaid), english) == seen
PROGRAM
"$folder/venv/bin/python" program.py
