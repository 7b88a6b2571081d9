"""The formulas of which scripts/make_sounds makes the files in audio_assets/, and nothing else."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

RATE = 48_000  # sampling rate, Hz

Floats = NDArray[np.float64]
Complexes = NDArray[np.complex128]
