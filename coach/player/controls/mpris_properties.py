"""View → the properties of an MPRIS2 player, and MPRIS2's methods → verbs; there is no bus in here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dbus_fast import Variant

from coach.player.controls.bindings import HEADSET

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.player.session.commands import Verb
    from coach.player.session.view import View

PATH = "/org/mpris/MediaPlayer2"
ROOT = "org.mpris.MediaPlayer2"
PLAYER = f"{ROOT}.Player"

ASKED: Mapping[tuple[str, str], Verb | None] = {
    (ROOT, "Raise"): None,
    (ROOT, "Quit"): "stop",
    (PLAYER, "Play"): HEADSET["play"],
    (PLAYER, "Pause"): HEADSET["pause"],
    (PLAYER, "PlayPause"): HEADSET["play or pause"],
    (PLAYER, "Next"): HEADSET["next"],
    (PLAYER, "Previous"): HEADSET["previous"],
    (PLAYER, "Stop"): HEADSET["stop"],
    (PLAYER, "Seek"): None,
    (PLAYER, "SetPosition"): None,
}
"""The verb of each method; None for one that is ignored, such as a seek: people go through a session in steps."""

_STATUS = {"playing": "Playing", "waiting": "Playing", "stopping": "Playing", "paused": "Paused", "ended": "Stopped"}
_US_IN_MS = 1_000
_LEAST_DB = -100.0


_YES, _NO = Variant("b", True), Variant("b", False)
ABOUT = {
    "CanQuit": _YES,
    "CanRaise": _NO,
    "HasTrackList": _NO,
    "Identity": Variant("s", "coach"),
    "SupportedUriSchemes": Variant("as", []),
    "SupportedMimeTypes": Variant("as", []),
}
"""The properties of MPRIS2's root interface."""
_ABILITIES = {
    **dict.fromkeys(("CanControl", "CanPlay", "CanPause", "CanGoNext", "CanGoPrevious"), _YES),
    "CanSeek": _NO,
    **dict.fromkeys(("Rate", "MinimumRate", "MaximumRate"), Variant("d", 1.0)),
}


def state(view: View, whole_ms: int) -> dict[str, Variant]:
    """The properties that others are told of when they change; `whole_ms` is the length of the session."""
    return {
        "PlaybackStatus": Variant("s", _STATUS[view.mode]),
        "Metadata": Variant("a{sv}", _metadata(view, whole_ms)),
        "Volume": Variant("d", _volume(view)),
    }


def properties(view: View, whole_ms: int) -> dict[str, Variant]:
    """All properties of the player; `whole_ms` is the length of the session."""
    position = max(0, whole_ms - view.session_left_ms) * _US_IN_MS
    return {**_ABILITIES, **state(view, whole_ms), "Position": Variant("x", position)}


def _metadata(view: View, whole_ms: int) -> dict[str, Variant]:
    """The metadata of the step as a track of the routine's album; desktops and headsets show title and artist."""
    return {
        "mpris:trackid": Variant("o", f"/org/coach/step/{view.step}"),
        "mpris:length": Variant("x", whole_ms * _US_IN_MS),
        "xesam:title": Variant("s", _text(view.step_title or view.section or view.title)),
        "xesam:artist": Variant("as", [_text(view.title)]),
        "xesam:album": Variant("s", _text(view.title)),
        "xesam:trackNumber": Variant("i", view.step),
    }


def _text(text: str) -> str:
    """A text as the bus takes it: without half characters (lone surrogates) and NUL."""
    return text.encode("utf-8", "replace").decode().replace("\0", "")


def _volume(view: View) -> float:
    return float(round(10 ** (max(view.volume_db, _LEAST_DB) / 20), 3))


def volume_verb(view: View, wanted: float) -> Verb | None:
    """The verb that takes the volume towards the one asked for; None if it is there."""
    now = _volume(view)
    return "louder" if wanted > now else "softer" if wanted < now else None


DESCRIPTION = f"""<!DOCTYPE node PUBLIC "-//freedesktop//DTD D-BUS Object Introspection 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/introspect.dtd">
<node>
 <interface name="org.freedesktop.DBus.Introspectable">
  <method name="Introspect"><arg type="s" direction="out"/></method>
 </interface>
 <interface name="org.freedesktop.DBus.Properties">
  <method name="Get"><arg type="s" direction="in"/><arg type="s" direction="in"/>
   <arg type="v" direction="out"/></method>
  <method name="GetAll"><arg type="s" direction="in"/><arg type="a{{sv}}" direction="out"/></method>
  <method name="Set"><arg type="s" direction="in"/><arg type="s" direction="in"/>
   <arg type="v" direction="in"/></method>
  <signal name="PropertiesChanged"><arg type="s"/><arg type="a{{sv}}"/><arg type="as"/></signal>
 </interface>
 <interface name="{ROOT}">
  <method name="Raise"/><method name="Quit"/>
  <property name="CanQuit" type="b" access="read"/><property name="CanRaise" type="b" access="read"/>
  <property name="HasTrackList" type="b" access="read"/><property name="Identity" type="s" access="read"/>
  <property name="SupportedUriSchemes" type="as" access="read"/>
  <property name="SupportedMimeTypes" type="as" access="read"/>
 </interface>
 <interface name="{PLAYER}">
  <method name="Play"/><method name="Pause"/><method name="PlayPause"/><method name="Stop"/>
  <method name="Next"/><method name="Previous"/>
  <method name="Seek"><arg name="Offset" type="x" direction="in"/></method>
  <method name="SetPosition"><arg name="TrackId" type="o" direction="in"/>
   <arg name="Position" type="x" direction="in"/></method>
  <method name="OpenUri"><arg name="Uri" type="s" direction="in"/></method>
  <signal name="Seeked"><arg name="Position" type="x"/></signal>
  <property name="PlaybackStatus" type="s" access="read"/><property name="Rate" type="d" access="readwrite"/>
  <property name="Metadata" type="a{{sv}}" access="read"/><property name="Volume" type="d" access="readwrite"/>
  <property name="Position" type="x" access="read">
   <annotation name="org.freedesktop.DBus.Property.EmitsChangedSignal" value="false"/></property>
  <property name="MinimumRate" type="d" access="read"/><property name="MaximumRate" type="d" access="read"/>
  <property name="CanGoNext" type="b" access="read"/><property name="CanGoPrevious" type="b" access="read"/>
  <property name="CanPlay" type="b" access="read"/><property name="CanPause" type="b" access="read"/>
  <property name="CanSeek" type="b" access="read"/><property name="CanControl" type="b" access="read"/>
 </interface>
</node>
"""
"""The introspection document, by which a client learns about the object."""
