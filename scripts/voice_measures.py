"""Sounds → figures that scripts/choose_voice and scripts/choose_style compare voices by; no ear is asked."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
RATE, FRAME = 22050, 1024  # samples per second; samples (46 ms)
SHELF_HZ, SHELF_DB = 4000.0, -6.0  # the gentle cut that coach puts on what eSpeak NG says
HISS_DB = -30.0  # beneath the voice, where it is recognised
TEXT = """Lay your left hand on the cushion, with the palm turned up, and let it grow heavy.
Rest your right thumb in the middle of the palm and breathe in slowly.
As you breathe out, press gently, and draw a small circle towards the wrist.
Now slide the thumb along the base of each finger, from the first to the last.
Hold the little finger between thumb and forefinger, and stroke it down to the tip.
If a spot feels sore, use less weight, or move a short way to the side.
Turn the hand over and smooth the skin between the bones, one groove at a time.
Take the wrist softly in your other hand and roll it around, without any hurry.
Give the hand a slow stretch, then wait while the fingers curl back on their own.
Warm a few drops of oil before you spread them across the back of the hand.
Let your shoulders drop, loosen your jaw, and keep your eyes closed for three more breaths.
Very good; change sides whenever you are ready, and start again at the thumb.""".lower().splitlines()
NEAR = """sand band land calm arm some rum dress mess rust chest tall hole risk list slight sliding though show
grow stroll broke tape lip soul more saw lace lass wait late side sigh sight pull prose droop crop long lung bone
bake bath both bread bed chew paw draw thin than here hear far fur war worn store stir spot pot past waist fist"""


def words(line: str) -> list[str]:
    """Return the words of a sentence in small letters, without punctuation."""
    return re.findall(r"[a-z]+", line)


def shelve(sound: Array, decibels: float = SHELF_DB) -> Array:
    """Apply a high shelf, first order, half its cut (in dB) at SHELF_HZ; the usual analogue one, magnitude only."""
    # |H|^2 = (1 + G r^2) / (1 + r^2 / G), with G = gain and r = f / SHELF_HZ
    size = 1 << len(sound).bit_length()  # a transform of a large prime's length takes five times as long
    gain, ratio = 10 ** (decibels / 20), (np.fft.rfftfreq(size, 1 / RATE) / SHELF_HZ) ** 2
    cut = np.sqrt((1 + gain * ratio) / (1 + ratio / gain))
    return np.fft.irfft(np.fft.rfft(sound, size) * cut, size)[: len(sound)]


def frames(sound: Array, size: int = FRAME) -> Array:
    """Return half-overlapping frames under a Hann window, without silent ones (40 dB under the loudest)."""
    cut = np.lib.stride_tricks.sliding_window_view(sound, size)[:: size // 2] * np.hanning(size)
    power = np.sum(cut**2, axis=1)
    return np.asarray(cut[power > power.max() * 1e-4])


HERTZ = np.fft.rfftfreq(FRAME, 1 / RATE)
BARK = 13 * np.arctan(0.00076 * HERTZ) + 3.5 * np.arctan((HERTZ / 7500) ** 2)  # Zwicker & Terhardt 1980
Z = np.arange(0.25, 23, 0.5)  # centres of half-Bark bands, up to the Nyquist frequency
BANDS = (np.abs(BARK - Z[:, None]) <= 0.25).astype(np.float64)
KHZ = np.interp(Z, BARK, HERTZ) / 1000
QUIET = 10 ** ((3.64 * KHZ**-0.8 - 6.5 * np.exp(-0.6 * (KHZ - 3.3) ** 2) + 1e-3 * KHZ**4) / 10)  # Terhardt 1979
STEP = Z[:, None] - Z
SPREAD = 10 ** (np.where(STEP > 0, -12 * STEP, 27 * STEP) / 10)  # dB per Bark, Terhardt 1979 at about 60 dB
WEIGHT = Z * np.where(Z > 15.8, 0.15 * np.exp(0.42 * (Z - 15.8)) + 0.85, 1.0)  # DIN 45692's z g(z)


def specific(power: Array) -> Array:
    """Return specific loudness per band (to a constant) of power spectra re 20 uPa, after Zwicker & Fastl, ch. 8."""
    # N' = ETQ^0.23 ((0.5 + 0.5 E/ETQ)^0.23 - 1), without the ear's transmission factor a0
    excited = power @ BANDS.T @ SPREAD.T
    return np.asarray(QUIET**0.23 * np.maximum((0.5 + 0.5 * excited / QUIET) ** 0.23 - 1, 0))


def reference() -> tuple[float, float]:
    """Return (loudness, weighted loudness) of the reference, 1 kHz critical-band noise at 60 dB: 4 sone and 1 acum."""
    band = np.where(np.abs(HERTZ - 1000) <= 80, 1.0, 0.0)
    pattern = specific(band[None] * 1e6 / band.sum())
    return float(pattern.sum()), float((pattern @ WEIGHT).sum() / pattern.sum())


def sharpness(sound: Array, sone: float = 8.0) -> tuple[float, float]:
    """Return the (mean, 95th percentile over frames) sharpness in acum, DIN 45692, at one mean loudness in sone."""
    power, (loud, sharp) = np.abs(np.fft.rfft(frames(sound))) ** 2, reference()
    low, high = -60.0, 140.0  # gain in dB, halved until the loudness fits
    for _ in range(15):
        pattern = specific(power * 10 ** ((low + high) / 20))
        fits = pattern.sum(axis=1).mean() * 4 / loud < sone
        low, high = ((low + high) / 2, high) if fits else (low, (low + high) / 2)
    each = pattern @ WEIGHT / np.maximum(pattern.sum(axis=1), 1e-9) / sharp
    return float((pattern @ WEIGHT).sum() / pattern.sum() / sharp), float(np.percentile(each, 95))


def melody(sound: Array) -> tuple[float, float]:
    """Return (median F0 in Hz, half its 16th-84th percentile in semitones); zeros where nothing is voiced."""

    # the normalised autocorrelation of Boersma 1993, 60-350 Hz, frames at 0.6 and over
    def correlate(of: Array) -> Array:
        return np.asarray(np.fft.irfft(np.abs(np.fft.rfft(of, 2 * FRAME)) ** 2)[..., : RATE // 60])

    ratio = correlate(frames(sound)) / correlate(np.hanning(FRAME))
    ratio = (ratio / ratio[:, :1] - 0.03 * np.log2(np.arange(1, ratio.shape[1] + 1) / 63))[:, RATE // 350 :]
    pitch = (RATE / (ratio.argmax(axis=1) + RATE // 350))[ratio.max(axis=1) > 0.6]
    if len(pitch) < 50:
        return 0.0, 0.0
    below, middle, above = np.percentile(pitch, (16, 50, 84))
    return float(middle), float(6 * np.log2(above / below))


def roughness(sound: Array) -> float:
    """Return the depth (1: a tone fully modulated at 70 Hz) of the 0.3-4 kHz envelope's modulation; not asper."""
    # weighted by a bell one octave wide about 70 Hz, where Zwicker & Fastl (ch. 11) find roughness greatest
    hertz = np.fft.fftfreq(1 << len(sound).bit_length(), 1 / RATE)
    band = np.fft.fft(sound, len(hertz)) * 2 * ((hertz > 300) & (hertz < 4000))
    envelope = np.abs(np.fft.ifft(band))[: len(sound)]
    swing, slow = np.abs(np.fft.rfft(frames(envelope, 4096))), np.fft.rfftfreq(4096, 1 / RATE)
    bell = np.where(slow > 15, np.exp(-(np.log2(np.maximum(slow, 1) / 70) ** 2) / 2), 0.0)
    depth = np.sqrt(np.sum((swing * bell) ** 2, axis=1) / 1.5) * 2 / swing[:, 0]
    return float(depth.mean())


def recogniser() -> Any:  # noqa: ANN401 - its type is there only with the package
    """Return a Pocketsphinx decoder that hears any order of the words above, so that sound alone decides."""
    # Its dictionary is American, so each word may also be said without its r, as in southern England. No best
    # path: over a grammar it takes minutes and does harm (its issue 318); wip is a price on many short words.
    from pocketsphinx import Decoder

    ear = Decoder(lm=None, loglevel="FATAL", bestpath=False, cmn="batch", wip=1e-4)
    known = sorted(w for w in {*words(" ".join(TEXT)), *words(NEAR)} if ear.lookup_word(w))
    for word in known:
        said = re.sub(r" R(?= [^AEIOU]|$)", "", ear.lookup_word(word)).replace("ER", "AH")
        if said != ear.lookup_word(word):
            ear.add_word(f"{word}(9)", said, False)
    ear.add_jsgf_string("any", f"#JSGF V1.0; grammar any; public <any> = ({' | '.join(known)})+;")
    ear.activate_search("any")
    return ear


def word_distance(meant: list[str], heard: list[str]) -> int:
    """Count the words put in, left out or exchanged: Levenshtein's distance."""
    row = list(range(len(heard) + 1))
    for i, word in enumerate(meant, 1):
        last, row[0] = row[0], i
        for j, other in enumerate(heard, 1):
            last, row[j] = row[j], min(last + (word != other), row[j] + 1, row[j - 1] + 1)
    return row[-1]


def misheard(said: list[Array]) -> float:
    """Return the share of the first lines' words that the recogniser gets wrong, over a hiss: silence breaks it."""
    ear, wrong, chance = recogniser(), 0, np.random.default_rng(1)
    for line, sound in zip(TEXT, said, strict=False):
        size = len(sound) * 16000 // RATE
        slow = np.fft.irfft(np.fft.rfft(sound)[: size // 2 + 1], size)
        slow = slow / slow.std() + 10 ** (HISS_DB / 20) * chance.standard_normal(size)
        ear.start_utt()
        ear.process_raw((np.clip(slow * 0.08, -1, 1) * 32767).astype("<i2").tobytes(), full_utt=True)
        ear.end_utt()
        wrong += word_distance(words(line), words(ear.hyp().hypstr if ear.hyp() else ""))
    return wrong / len(words(" ".join(TEXT[: len(said)])))
