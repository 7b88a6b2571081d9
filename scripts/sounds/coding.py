"""Sound ↔ Ogg Opus file."""

from __future__ import annotations

import io

import av
import numpy as np

from sounds import RATE, Floats


def encode(signal: Floats, bit_rate: int, cutoff_hz: int) -> bytes:
    """Return an Ogg Opus file; the muxer writes pre-skip and end trimming for exact length.

    Opus knows the cutoffs 4, 6, 8, 12 and 20 kHz: the lower, the more bits where the sound is.
    """
    store = io.BytesIO()
    packed = np.ascontiguousarray(signal.T, dtype=np.float32).reshape(1, -1)
    frame = av.AudioFrame.from_ndarray(packed, format="flt", layout="stereo")
    frame.sample_rate, frame.pts = RATE, 0
    bitexact = {"fflags": "+bitexact"}  # no random stream number
    with av.open(store, "w", format="opus", container_options=bitexact) as out:
        stream = out.add_stream("libopus", rate=RATE, layout="stereo")
        stream.bit_rate = bit_rate
        stream.options = {"cutoff": str(cutoff_hz)}
        out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return store.getvalue()


def decode(data: bytes) -> Floats:
    """Read the samples of an encoded file, shape (2, samples), full scale 1."""
    with av.open(io.BytesIO(data), "r") as source:
        frames = [frame.to_ndarray() for frame in source.decode(audio=0)]
    return np.concatenate(frames, axis=1).astype(np.float64)
