"""A setting of the C library, so that coach holds no memory that it no longer uses."""

from __future__ import annotations

import sys

_MMAP_THRESHOLD = -3
"""The value of `M_MMAP_THRESHOLD` in glibc's <malloc.h>."""
_LARGE = 512 * 1024
"""The bytes from which on memory is released at once: a second of stereo is smaller, most clips are larger."""


def release_memory_at_once() -> None:
    """Let the system have the memory of every clip when that clip is done with.

    glibc learns to keep what was freed once. Clips of all sizes then leave holes between the small things that stay,
    and an export of an hour holds an eighth more than one of 15 minutes, a long evening of playing more still.
    """
    if sys.platform != "linux":
        return
    import ctypes

    try:
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, _LARGE)
    except (OSError, AttributeError) as error:  # another C library than glibc, without this setting
        from coach.log import described, logger

        logger(__name__).info("memory may be kept for longer: %s", described(error))
