"""ALSA's messages → silence on standard error, whatever devices there are or not."""

from __future__ import annotations

import ctypes
import sys
from functools import cache

from coach.log import described, logger

_log = logger(__name__)
_HANDLER = ctypes.CFUNCTYPE(
    None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, use_errno=False
)
_SILENT = _HANDLER(lambda *_: None)


@cache
def quiet_alsa() -> None:
    """Silence ALSA, which writes lines to standard error for each device that is not there; coach says it in one.

    It uses ALSA's own error handler and does not close standard error for a while: the screen may be drawing on that.
    """
    if sys.platform != "linux":
        return
    try:
        ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(_SILENT)
    except (OSError, AttributeError) as error:  # a machine without ALSA has nothing to say
        _log.debug("no ALSA: %s", described(error))
