"""Messages of the session bus → verbs and answers: the object of MPRIS2 that desktops, headsets and keys talk to."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from dbus_fast import Message, MessageFlag, MessageType, NameFlag, RequestNameReply, Variant

from coach.player.controls.mpris_properties import (
    ABOUT,
    ASKED,
    DESCRIPTION,
    PATH,
    PLAYER,
    ROOT,
    properties,
    state,
    volume_verb,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from dbus_fast.aio import MessageBus

    from coach.player.session.commands import Ask
    from coach.player.session.view import View

_NAME = f"{ROOT}.coach"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_INTROSPECT = ("org.freedesktop.DBus.Introspectable", "Introspect")
_ERROR = "org.freedesktop.DBus.Error"
_SETTABLE = ("Volume", "Rate")


class MprisObject:
    """The MPRIS2 object of one session, which lives in the thread of the bus."""

    def __init__(self, bus: MessageBus, ask: Ask, view: Callable[[], View]) -> None:
        self._bus = bus
        self._ask = ask
        self._view = view
        self._whole_ms = 0
        self._told = state(*self._now())
        bus.add_message_handler(self._take)

    async def take_name(self) -> None:
        """Take the bus name of a player, with the process id added if another session has it."""
        reply = await self._bus.request_name(_NAME, NameFlag.DO_NOT_QUEUE)
        if reply is not RequestNameReply.PRIMARY_OWNER:
            await self._bus.request_name(f"{_NAME}.instance{os.getpid()}", NameFlag.DO_NOT_QUEUE)

    def tell(self) -> None:
        """Send a signal on the bus with the properties that have changed, if any."""
        news = state(*self._now())
        changed = {name: value for name, value in news.items() if value != self._told[name]}
        self._told = news
        if changed:
            body = [PLAYER, changed, []]
            self._bus.send(Message.new_signal(PATH, _PROPERTIES, "PropertiesChanged", "sa{sv}as", body))

    def _now(self) -> tuple[View, int]:
        """The view, and the length of the session in ms: what was left at the first look, or more."""
        view = self._view()
        self._whole_ms = max(self._whole_ms, view.session_left_ms)
        return view, self._whole_ms

    def _take(self, message: Message) -> Message | bool:
        """The reply to a message, or whether there is nothing more to do about it."""
        if message.message_type is not MessageType.METHOD_CALL or message.path != PATH:
            return False
        reply = self._reply(message)
        if reply and message.flags & MessageFlag.NO_REPLY_EXPECTED:
            return True
        return reply or False

    def _reply(self, message: Message) -> Message | None:
        """The reply to a method call; None for a call that is not ours, such as a ping."""
        called = (message.interface or PLAYER, message.member or "")
        if called in ASKED:
            if verb := ASKED[called]:
                self._ask(verb)
            return Message.new_method_return(message)
        if called == _INTROSPECT:
            return Message.new_method_return(message, "s", [DESCRIPTION])
        if called[0] == _PROPERTIES:
            return self._reply_about_property(message)
        return None

    def _reply_about_property(self, message: Message) -> Message:
        match message.member, message.signature, message.body:
            case "GetAll", "s", [str(interface)] if interface in (ROOT, PLAYER):
                return Message.new_method_return(message, "a{sv}", [self._properties(interface)])
            case "Get", "ss", [str(interface), str(name)] if name in self._properties(interface):
                return Message.new_method_return(message, "v", [self._properties(interface)[name]])
            case "Set", "ssv", [str(interface), str(name), Variant() as wanted] if name in self._properties(interface):
                return self._set(message, name, wanted)
        return Message.new_error(message, f"{_ERROR}.InvalidArgs", "coach has no such property")

    def _properties(self, interface: str) -> dict[str, Variant]:
        if interface == PLAYER:
            return properties(*self._now())
        return ABOUT if interface == ROOT else {}

    def _set(self, message: Message, name: str, wanted: Any) -> Message:  # noqa: ANN401 - a Variant of any kind
        if name not in _SETTABLE:
            return Message.new_error(message, f"{_ERROR}.PropertyReadOnly", f"{name} cannot be set")
        if wanted.signature != "d":
            return Message.new_error(message, f"{_ERROR}.InvalidArgs", f"{name} is a number")
        if name == "Volume" and (verb := volume_verb(self._view(), wanted.value)):
            self._ask(verb)
        return Message.new_method_return(message)
