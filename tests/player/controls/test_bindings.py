"""Keys are bound as devices send them, and as the user's file says; its faults are told all at once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coach.errors import RoutineError
from coach.player.controls.bindings import DEFAULTS, bindings, config_file, parse_bindings, verb_of
from coach.player.controls.key_names import read_key
from coach.player.session.commands import VERBS

pytestmark = pytest.mark.unit


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's file, which is not there yet."""
    monkeypatch.setenv("COACH_CONFIG", str(tmp_path))
    return tmp_path / "keys.yaml"


def faults(text: str) -> list[str]:
    with pytest.raises(RoutineError) as told:
        parse_bindings(text.encode(), "keys.yaml")
    return str(told.value).splitlines()


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


def test_without_a_file_the_table_stands(keys: Path) -> None:
    assert not keys.exists()
    assert bindings() == DEFAULTS


def test_a_file_changes_what_it_names_and_nothing_else(keys: Path) -> None:
    keys.write_text("keys: {f5: next, b: none, x: How  Long}", "utf-8")
    bound = bindings()
    assert (bound["f5"], bound["x"]) == ("next", "how long")
    assert "b" not in bound
    changed = {"f5", "b", "x"}
    assert {key: verb for key, verb in bound.items() if key not in changed} == {
        key: verb for key, verb in DEFAULTS.items() if key not in changed
    }


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "keys:\n", "keys: {}\n", "\ufeffkeys: {}\n"])
def test_an_empty_file_changes_nothing(text: str) -> None:
    assert parse_bindings(text.encode(), "keys.yaml") == DEFAULTS


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("F5", "f5"),
        ("Page Down", "pagedown"),
        ("page_up", "pageup"),
        ("PgDn", "pagedown"),
        ("Esc", "escape"),
        ("Return", "enter"),
        ("Right Arrow", "right"),
        (".", "full_stop"),
        ("+", "plus"),
        ("-", "minus"),
        (" ", "space"),
        ("N", "n"),
        ("é", "é"),
        ("shift+n", "n"),
        ("Ctrl+Right", "ctrl+right"),
        ("shift+ctrl+f5", "ctrl+shift+f5"),
        ("ctrl+.", "ctrl+full_stop"),
        ("ctrl+", None),
        ("hyper+a", None),
        ("f25", None),
        ("nn", None),
        ("\x07", None),
        ("", None),
    ],
)
def test_a_key_can_be_called_what_people_call_it(typed: str, name: str | None) -> None:
    assert read_key(typed) == name


def test_all_faults_are_told_at_once_with_place_and_remedy() -> None:
    told = faults(
        """kees: {}
keys:
  f5: nxt
  pagedwn: next
  page down: next
  PageDown: back
  space: [next]
  enter:
  ctrl+c: stop
  x: hop
  b: none
  b: next
"""
    )
    known = "it can be pause, continue, pause or continue, repeat, back, next, more time, slower, faster, how long, "
    assert told == [
        "keys.yaml:1:1: unknown key 'kees' (known here: keys; such as 'keys: {f5: next, b: none}')",
        "keys.yaml:3:3: there is no verb 'nxt' (did you mean 'next'?)",
        "keys.yaml:4:3: there is no key 'pagedwn' (did you mean 'pagedown'?)",
        "keys.yaml:6:3: 'PageDown' is the same key as 'page down' (keep one of them)",
        f"keys.yaml:7:3: 'space' needs a verb ({known}louder, softer, stop, or none)",
        f"keys.yaml:8:3: 'enter' needs a verb ({known}louder, softer, stop, or none)",
        "keys.yaml:9:3: 'ctrl+c' cannot be bound (it interrupts coach)",
        f"keys.yaml:10:3: there is no verb 'hop' ({known}louder, softer, stop, or none)",
        "keys.yaml:12:3: 'b' stands here twice (keep one of them)",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("keys: next", "keys.yaml:1:1: 'keys' needs keys and verbs"),
        ("[f5, next]", "keys.yaml:1:1: this file holds no keys"),
        ("next", "keys.yaml:1:1: this file holds no keys"),
        ("keys: {*: next}", "keys.yaml:1:"),
        ("keys:\n  +: louder\n -: softer", "keys.yaml:3:"),
        ("keys:\n\x07", "keys.yaml:2:1: this is not text in UTF-8"),
    ],
)
def test_what_is_no_list_of_keys_is_told_with_its_place(text: str, told: str) -> None:
    assert faults(text)[0].startswith(told)


def test_bytes_that_are_no_text_are_told_with_their_place(keys: Path) -> None:
    keys.write_bytes(b"keys:\n  f5: n\xe9xt\n")
    with pytest.raises(RoutineError, match=r"keys.yaml:2:8: this is not text in UTF-8 \(save the file as"):
        bindings()


def test_a_file_of_the_wrong_kind_is_told(keys: Path) -> None:
    keys.write_text("# \n" * 50_000, "utf-8")
    with pytest.raises(RoutineError, match="this file is larger than 100 kB"):
        bindings()
    keys.unlink()
    keys.mkdir()
    with pytest.raises(RoutineError, match="cannot be read: Is a directory"):
        bindings()


def test_the_file_is_in_the_users_config_folder_unless_told_otherwise(
    keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert config_file() == keys
    monkeypatch.delenv("COACH_CONFIG")
    monkeypatch.setenv("XDG_CONFIG_HOME", os.fspath(keys.parent / "home"))
    assert config_file().name == "keys.yaml"
    assert config_file().parent.name == "coach"
