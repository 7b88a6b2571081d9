"""Texts → the sound of people who say them: the voices of the scripts that judge how coach listens.

They are none of those that the thresholds were chosen with: espeak-ng's en-us, en-us+m3, en-us+f4, en-gb+f2, en-gb-x-rp
and en-gb-scotland+m2; flite's awb and rms; and for what is said twice, en-us+m1, en-us+f2, en-gb+m4, en-gb-x-gbcwmd and
en-029+f5.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np

from coach.audio.decode import decode
from coach.player.controls.voice_commands.stream_alignment import LISTENING_RATE, Resampler

if TYPE_CHECKING:
    from coach.audio.samples import Samples

VOICES = ("en-gb", "en-us+f3", "en-us+m7", "en-gb-x-gbclan+f1", "flite slt", "flite kal16")
RATES = (145, 160, 175)
LEVEL = 0.06
"""The RMS level of speech: someone at a microphone."""


def spoken(text: str, voice: str, rate: int) -> Samples:
    """Return a text spoken by a voice, trimmed, at `LEVEL`."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "said.wav")
        flite = ["flite", "-voice", voice[6:], "--setf", f"duration_stretch={160 / rate:.2f}", "-t", text, "-o"]
        espeak = ["espeak-ng", "-v", voice, "-s", str(rate), "-w"]
        command = [*flite, str(file)] if voice.startswith("flite") else [*espeak, str(file), "--", text]
        subprocess.run(command, check=True, capture_output=True)
        said = heard_as(np.repeat(decode(file, "mono")[:, None], 2, axis=1))
    loud = np.flatnonzero(np.abs(said) > 0.01 * np.abs(said).max(initial=0))
    said = said[loud[0] : loud[-1] + 1] if len(loud) else silence(0.1)
    return (said * LEVEL / max(rms(said), 1e-9)).astype(np.float32)


def heard_as(stereo: Samples) -> Samples:
    """Return a stereo sound as the command detector gets it: resampled to the rate of listening."""
    resampler = Resampler()
    pieces = (resampler.push(stereo[at : at + 4410]) for at in range(0, len(stereo), 4410))
    return np.concatenate([silence(0), *pieces])  # a text without words gives no sound


def silence(seconds: float) -> Samples:
    """Return `seconds` of silence."""
    return np.zeros(int(seconds * LISTENING_RATE), np.float32)


def rms(sound: Samples) -> float:
    """Return the root of the mean square of a sound."""
    return float(np.sqrt(np.mean(np.square(sound, dtype=np.float64))))
