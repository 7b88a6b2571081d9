"""What outputs say of a sound device: that there is none, and that one is gone."""

from __future__ import annotations

from coach.errors import MissingPart

_REMEDY = "connect loudspeakers, or write a file with `coach export`"


def no_device() -> MissingPart:
    """The error of a machine without a sound device that works."""
    return MissingPart("there is no sound device that works", _REMEDY)


def device_gone() -> MissingPart:
    """The error for what cannot wait until the device is back."""
    return MissingPart("the sound device is gone", _REMEDY)
