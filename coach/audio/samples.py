"""The type of sound everywhere in coach: arrays of samples."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
"""The samples of a sound at 44.1 kHz, with full scale at ±1. Mono: shape (frames,). Stereo: shape (frames, 2)."""
