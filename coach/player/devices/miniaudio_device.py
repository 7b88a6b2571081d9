"""Miniaudio's devices, with what its Python side leaves out: news of a rerouted stream, and a complete close."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import miniaudio

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

_REAL = [backend for backend in miniaudio.Backend if backend.name not in ("NULL", "JACK", "CUSTOM")]
"""The backends that coach uses. With NULL, a machine without loudspeakers would play to nobody, hear silence, and not
say so. JACK without a server writes to standard error, and a JACK server can be reached through ALSA."""
_SHARED: dict[str, Any] = {"backends": _REAL, "app_name": "coach"}


class _Told:
    """A device that calls `moved` when its stream is rerouted to another one."""

    _number: int
    """The number of its kind: 0 plays, 1 records."""

    def __init__(self, moved: Callable[[], None]) -> None:
        def notified(notification: Any) -> None:  # noqa: ANN401 - C's
            if notification.type == miniaudio.lib.ma_device_notification_type_rerouted:
                moved()

        self._notified = miniaudio.ffi.callback("ma_device_notification_proc", notified)

    def _make_context(self, *how: Any) -> Any:  # noqa: ANN401 - as miniaudio has it
        """Connect to the sound server; raises MiniaudioError where that has no device of this kind.

        Nothing is left open then. Miniaudio would find out later, and leave ten descriptors open each time (miniaudio
        1.71 with PulseAudio 16).
        """
        context = super()._make_context(*how)  # type: ignore[misc]
        counts, nothing = miniaudio.ffi.new("ma_uint32[2]"), miniaudio.ffi.NULL
        told = miniaudio.lib.ma_context_get_devices(context, nothing, counts, nothing, counts + 1)
        if told != miniaudio.lib.MA_SUCCESS or not counts[self._number]:
            miniaudio.lib.ma_context_uninit(context)
            raise miniaudio.MiniaudioError("there is no such device", told)
        return context

    def __setattr__(self, name: str, value: Any) -> None:  # noqa: ANN401 - as every `__setattr__`
        """Add the callback to the configuration, which is made and used within miniaudio's `__init__`.

        There is no other moment to add to it.
        """
        if name == "_devconfig":
            value.notificationCallback = self._notified
        super().__setattr__(name, value)

    def begin(self, stream: Generator[Any, Any, None]) -> None:
        """Play what the stream gives, or give it what is heard; raises MiniaudioError, and is closed then."""
        next(stream)
        try:
            self.start(stream)  # type: ignore[attr-defined]
        except miniaudio.MiniaudioError:
            self.close()
            raise

    def close(self) -> None:
        """Close the device, and the connection to the server, which miniaudio keeps open."""
        super().close()  # type: ignore[misc]
        if context := self.__dict__.pop("_context", None):
            miniaudio.lib.ma_context_uninit(context)


class Playback(_Told, miniaudio.PlaybackDevice):  # type: ignore[misc]
    """The loudspeaker that the system calls its default; raises MiniaudioError."""

    _number = 0

    def __init__(self, rate: int, buffer_ms: int, moved: Callable[[], None]) -> None:
        _Told.__init__(self, moved)
        miniaudio.PlaybackDevice.__init__(self, miniaudio.SampleFormat.FLOAT32, 2, rate, buffer_ms, **_SHARED)


class Capture(_Told, miniaudio.CaptureDevice):  # type: ignore[misc]
    """The microphone that the system calls its default, in mono; raises MiniaudioError."""

    _number = 1

    def __init__(self, rate: int, buffer_ms: int, moved: Callable[[], None]) -> None:
        _Told.__init__(self, moved)
        miniaudio.CaptureDevice.__init__(self, miniaudio.SampleFormat.FLOAT32, 1, rate, buffer_ms, **_SHARED)
