"""A setting of the C library, so that coach holds no memory that it no longer uses."""

from __future__ import annotations

import sys

_MMAP_THRESHOLD, _TRIM_THRESHOLD = -3, -1
"""The values of `M_MMAP_THRESHOLD` and `M_TRIM_THRESHOLD` in glibc's <malloc.h>."""
_LARGE = 512 * 1024
"""The bytes from which on memory is released at once: a second of stereo is smaller, most clips are larger."""
_KEPT = 4 * 1024 * 1024
"""The bytes of free memory that each thread keeps: what it takes to mix or to measure a second."""


def release_memory_at_once() -> None:
    """Let the system have the memory of every clip when that clip is done with.

    glibc learns to keep what was freed once. Clips of all sizes then leave holes between the small things that stay,
    and an export of an hour holds an eighth more than one of 15 minutes, a long evening of playing more still.

    What a second of sound takes is kept: with glibc's own threshold, the system takes it back after each second, and
    gives it page by page for the next, which was a third of an export's processor time.
    """
    if sys.platform != "linux":
        return
    import ctypes

    try:
        library = ctypes.CDLL(None)
        library.mallopt(_MMAP_THRESHOLD, _LARGE)
        library.mallopt(_TRIM_THRESHOLD, _KEPT)
    except (OSError, AttributeError) as error:  # another C library than glibc, without this setting
        from coach.log import described, logger

        logger(__name__).info("memory may be kept for longer: %s", described(error))
