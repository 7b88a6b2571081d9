"""Keys are bound as devices send them."""

from __future__ import annotations

import pytest

from coach.player.controls.bindings import DEFAULTS, verb_of
from coach.player.controls.key_names import read_key
from coach.player.session.commands import VERBS

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("device", "sends"),
    [
        (
            "presenter",
            {"pagedown": "next", "pageup": "back", "f5": "pause or continue", "full_stop": "pause or continue"},
        ),
        ("presenter of another make", {"right": "next", "left": "back", "b": "pause or continue"}),
        ("page turner", {"pagedown": "next", "pageup": "back", "right": "next", "left": "back", "enter": "next"}),
        ("keyboard", {"space": "pause or continue", "n": "next", "p": "back", "r": "repeat", "m": "more time"}),
    ],
)
def test_what_devices_send_does_what_their_buttons_promise(device: str, sends: dict[str, str]) -> None:
    assert {key: DEFAULTS[key] for key in sends} == sends, device


def test_nothing_that_a_presenter_sends_ends_a_session() -> None:
    assert [key for key, verb in DEFAULTS.items() if verb == "stop"] == ["q"]
    assert DEFAULTS["escape"] == "pause or continue"


def test_every_verb_can_be_reached_by_a_key() -> None:
    assert set(VERBS) - set(DEFAULTS.values()) == {"pause", "continue"}, "which one key does"


def test_every_key_of_the_table_has_the_name_that_a_user_can_write() -> None:
    assert {key: read_key(key) for key in DEFAULTS} == {key: key for key in DEFAULTS}


def test_our_names_are_those_of_textual() -> None:
    from textual.keys import _character_to_key

    signs = [chr(code) for code in range(0x20, 0x7F)]
    ours = {sign: read_key(sign) for sign in signs if not sign.isupper()}
    assert ours == {sign: _character_to_key(sign) for sign in ours}


def test_caps_lock_changes_nothing() -> None:
    assert verb_of("N", DEFAULTS) == "next"
    assert verb_of("x", DEFAULTS) is None
