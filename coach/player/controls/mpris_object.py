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
    """Lives in the thread of the bus."""

    def __init__(self, bus: MessageBus, ask: Ask, view: Callable[[], View]) -> None:
        self._bus = bus
        self._ask = ask
        self._view = view
        self._whole_ms = 0
        self._told = state(*self._now())
        bus.add_message_handler(self._take)

    async def take_name(self) -> None:
        """That of a player, with our number if another session has it."""
        reply = await self._bus.request_name(_NAME, NameFlag.DO_NOT_QUEUE)
        if reply is not RequestNameReply.PRIMARY_OWNER:
            await self._bus.request_name(f"{_NAME}.instance{os.getpid()}", NameFlag.DO_NOT_QUEUE)

    def tell(self) -> None:
        """Whoever listens, of what has changed."""
        news = state(*self._now())
        changed = {name: value for name, value in news.items() if value != self._told[name]}
        self._told = news
        if changed:
            body = [PLAYER, changed, []]
            self._bus.send(Message.new_signal(PATH, _PROPERTIES, "PropertiesChanged", "sa{sv}as", body))

    def _now(self) -> tuple[View, int]:
        """The view, and the length of the session: what was left when we first looked, or more."""
        view = self._view()
        self._whole_ms = max(self._whole_ms, view.session_left_ms)
        return view, self._whole_ms

    def _take(self, message: Message) -> Message | bool:
        """An answer, or whether there is nothing more to do."""
        if message.message_type is not MessageType.METHOD_CALL or message.path != PATH:
            return False
        earcon = self._earcon_sound(message)
        if earcon and message.flags & MessageFlag.NO_REPLY_EXPECTED:
            return True
        return earcon or False

    def _earcon_sound(self, message: Message) -> Message | None:
        """None for what is not ours, such as a ping."""
        called = (message.interface or PLAYER, message.member or "")
        if called in ASKED:
            if verb := ASKED[called]:
                self._ask(verb)
            return Message.new_method_return(message)
        if called == _INTROSPECT:
            return Message.new_method_return(message, "s", [DESCRIPTION])
        if called[0] == _PROPERTIES:
            return self._answer_for_property(message)
        return None

    def _answer_for_property(self, message: Message) -> Message:
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
