"""What eSpeak NG says of a text, in IPA: asked of the library itself, behind all that coach does with the text."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable

_PROGRAM = """
import ctypes, json, os, sys, tempfile
from coach.speech.engines import espeak

espeak.start()
from pyttsx3.drivers import _espeak

libc = ctypes.CDLL(None)
libc.fopen.restype = ctypes.c_void_p
libc.fclose.argtypes = [ctypes.c_void_p]
_espeak.SetVoiceByName(sys.argv[1].encode())
path = os.path.join(tempfile.mkdtemp(), "phonemes")


def spoken(text):
    stream = libc.fopen(path.encode(), b"w")
    _espeak.dll.espeak_SetPhonemeTrace(2, ctypes.c_void_p(stream))
    _espeak.Synth(text.encode(), flags=_espeak.ENDPAUSE | _espeak.CHARS_UTF8 | int(sys.argv[2]))
    _espeak.dll.espeak_SetPhonemeTrace(0, None)
    libc.fclose(stream)
    with open(path, encoding="utf-8") as file:
        return " ".join(file.read().split())


print(json.dumps([spoken(text) for text in json.load(sys.stdin)]))
"""


def espeak_ipa(texts: Iterable[str], voice: str = "gmw/en-us", flags: int = 0) -> list[str]:
    """Return the IPA of texts, marked or not, as a voice says them; `flags` are those that coach does not set."""
    run = [sys.executable, "-c", _PROGRAM, voice, str(flags)]
    done = subprocess.run(run, input=json.dumps([*texts]), capture_output=True, text=True, check=True)
    found: list[str] = json.loads(done.stdout)
    return found


def same(ipa: str) -> str:
    """Return IPA without what engines write differently for one sound."""
    for written, plain in (
        ("n̩", "ən"),
        ("l̩", "əl"),
        ("ɚ", "əɹ"),
        ("ɜː", "ɜɹ"),
        ("ɜɹɹ", "ɜɹ"),
        ("əɹɹ", "əɹ"),
        ("ː", ""),
        ("ɾ", "t"),
        ("ŋk", "nk"),
    ):
        ipa = ipa.replace(written, plain)
    return ipa
