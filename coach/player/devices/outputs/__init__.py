"""Samples → a sound device: the contract of an output, and the table of them.

An output takes what it plays, as much as it wants and when it wants it, from a thread of its own. To add one: a file
here with a class like `Output`, a row in `_OUTPUTS`, and a line in tests/player/devices/outputs/test_outputs.py.
Outputs never import each other; the errors that they share stand in `device_messages`.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from reprlib import repr as shortened
from typing import TYPE_CHECKING, Protocol, Self

from coach.errors import UsageError

if TYPE_CHECKING:
    from coach.audio.samples import Samples

Take = Callable[[int], "Samples"]
"""A function that gives exactly as many frames as asked, shape (frames, 2), full scale ±1; it never waits and never
raises."""


class Output(Protocol):
    """A device that plays from `__enter__` until `__exit__`, which returns soon, whatever became of the device.

    It is made with what it takes from, `Name(take)`, and entered once; to replace a lost device, another one is made.
    """

    @property
    def latency_ms(self) -> int:
        """The approximate time in ms between the taking of a sample and its being heard."""

    @property
    def lost(self) -> bool:
        """Whether the device is gone, or another one has taken its place: it never takes anything again.

        It is known within 1.5 s, and asking costs nothing.
        """

    def __enter__(self) -> Self:
        """Open the device and begin to take; raises MissingPart where there is none, or none that works."""

    def __exit__(self, *_: object) -> None:
        """Release the device; what was taken and is not heard yet may stay unheard, and nothing more is taken."""


def checked_output(open_device: Callable[[Take], Output]) -> Callable[[Take], Output]:
    """Return what opens a device, and raises UsageError where that is no `Output`."""

    def checked(take: Take) -> Output:
        output = open_device(take)
        lacking = [name for name in _PARTS if isinstance(output, type) or not hasattr(output, name)]
        if lacking:
            raise UsageError(
                f"open_device: it gave {shortened(output)}, which is no Output: it lacks {', '.join(lacking)}"
            )
        return output

    return checked


_PARTS = ("latency_ms", "lost", "__enter__", "__exit__")

_OUTPUTS = {
    "speakers": "coach.player.devices.outputs.speakers:Speakers",
    "simpleaudio": "coach.player.devices.outputs.simpleaudio:SimpleAudio",
    "memory": "coach.player.devices.outputs.memory:Memory",
}
"""The class of each output: `speakers` is the default, `simpleaudio` needs the extra, `memory` plays to nobody."""


def open_output(name: str, take: Take) -> Output:
    """The output of that name, to be entered; raises UsageError for an unknown one, MissingPart without its package."""
    if name not in _OUTPUTS:
        raise UsageError(f"there is no output '{name}'; there are {', '.join(_OUTPUTS)}")
    module, _, attribute = _OUTPUTS[name].partition(":")
    output: Output = getattr(import_module(module), attribute)(take)
    return output
