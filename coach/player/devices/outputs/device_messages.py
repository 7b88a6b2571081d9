"""The errors that outputs share: there is no sound device, or it is gone."""

from __future__ import annotations

from coach.errors import MissingPart

_REMEDY = "connect loudspeakers, or write a file with `coach export`"


def no_device() -> MissingPart:
    """The error of a machine without a sound device that works."""
    return MissingPart("there is no sound device that works", _REMEDY)


def device_gone() -> MissingPart:
    """The error of a sound that cannot wait until the device is back."""
    return MissingPart("the sound device is gone", _REMEDY)
