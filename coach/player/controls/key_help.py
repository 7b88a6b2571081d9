"""Keys → what is told of them while a session is played: all of them for `?`, and that a key has no verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.player.session.commands import Request

HELP_KEY = "question_mark"
"""The key that shows all keys, where the listener has not bound it to a verb."""


def no_verb_on(key: str) -> str:
    """Return the words for somebody who pressed a key, by its name, that asks for nothing."""
    return f"no key: {key.replace('_', ' ')}; ? shows all"


def keys_by_verb(keys: Mapping[str, Request]) -> Mapping[Request, list[str]]:
    """Return the names of all keys of each verb and switch, in the order in which the verbs first come."""
    named: dict[Request, list[str]] = {}
    for key, verb in keys.items():
        named.setdefault(verb, []).append(key.replace("_", " "))
    return named


def key_lines(keys: Mapping[str, Request]) -> str:
    """Return a line for each verb, with its keys."""
    return "\n".join(f"{verb}: {', '.join(names)}" for verb, names in keys_by_verb(keys).items())
