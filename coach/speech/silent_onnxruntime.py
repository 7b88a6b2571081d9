"""onnxruntime and what imports it, kept silent: coach works offline, and tells nobody of its sessions."""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

_OFF = "ORT_DISABLE_TELEMETRY"
"""What keeps onnxruntime 1.29 and newer from sending events (Linux and macOS), and from writing them, and an identifier
of the machine, into the home folder: importing it begins both (its docs/Privacy.md, and findings/)."""


def import_onnxruntime() -> Any:  # noqa: ANN401 - it has no types
    """Return onnxruntime; raises ImportError where it is not there, or does not load on this machine.

    Example:
        >>> "CPUExecutionProvider" in import_onnxruntime().get_available_providers()
        True
    """
    onnxruntime = import_silently("onnxruntime")
    onnxruntime.disable_telemetry_events()  # Windows has no variable for it
    return onnxruntime


def import_silently(module: str) -> Any:  # noqa: ANN401 - what it is depends on its name
    """Return a module that imports onnxruntime itself; raises ImportError."""
    os.environ[_OFF] = "1"
    return import_module(module)
