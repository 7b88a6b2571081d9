"""The loudness of a sound (ITU-R BS.1770), and its true peak."""

from __future__ import annotations

import numpy as np

from sounds import RATE, Floats


def gain(decibels: float) -> float:
    """Return the amplitude factor for a level in dB."""
    return float(10 ** (decibels / 20))


def k_weight(signal: Floats) -> Floats:
    """Apply the K-weighting of ITU-R BS.1770 at 48 kHz, in the frequency domain."""
    samples = signal.shape[1]
    z = np.exp(-2j * np.pi * np.arange(samples // 2 + 1) / samples)
    shelf = np.polyval([1.19839281085285, -2.69169618940638, 1.53512485958697], z)
    shelf /= np.polyval([0.73248077421585, -1.69065929318241, 1.0], z)
    high_pass = (1 - z) ** 2 / np.polyval([0.99007225036621, -1.99004745483398, 1.0], z)
    return np.fft.irfft(np.fft.rfft(signal) * shelf * high_pass, samples)


def loudness(signal: Floats) -> float:
    """Return the integrated loudness of BS.1770 in LUFS: gated 400 ms blocks, 75 % overlap."""
    hop = RATE // 10
    squares = np.sum(k_weight(signal) ** 2, axis=0)
    hops = squares[: len(squares) // hop * hop].reshape(-1, hop).mean(axis=1)
    blocks = np.convolve(hops, np.full(4, 0.25), mode="valid")
    blocks = blocks[blocks > 10 ** ((-70 + 0.691) / 10)]
    blocks = blocks[blocks > blocks.mean() / 10]
    return float(-0.691 + 10 * np.log10(blocks.mean()))


def true_peak(signal: Floats) -> float:
    """Return the true peak in dBTP, after four-fold oversampling."""
    fine = np.fft.irfft(np.fft.rfft(signal), 4 * signal.shape[1], norm="forward")
    return float(20 * np.log10(np.abs(fine).max() / signal.shape[1]))
