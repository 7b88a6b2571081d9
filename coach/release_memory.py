"""A setting of the C library, so that coach holds no memory that it no longer uses."""

from __future__ import annotations

import sys

_SETTINGS = {-3: 512 * 1024, -1: 16 * 2**20, -8: 1}
"""What glibc's <malloc.h> calls M_MMAP_THRESHOLD, M_TRIM_THRESHOLD and M_ARENA_MAX, and their values here.

From the first size on, memory is released at once: a second of stereo is smaller, most clips are larger. Less than the
second size is not given back while it lies free, or all that is smaller would be taken from the system and given back
again and again, which took a second of an export of 15 minutes. All threads share one heap, so that this holds once.
"""


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
        for setting, value in _SETTINGS.items():
            library.mallopt(setting, value)
    except (OSError, AttributeError) as error:  # another C library than glibc, without this setting
        from coach.log import described, logger

        logger(__name__).info("memory may be kept for longer: %s", described(error))
