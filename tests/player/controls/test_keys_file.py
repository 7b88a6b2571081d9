"""Keys and switches do what the user's file says; its faults are told all at once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.player.controls.bindings import DEFAULTS
from coach.player.controls.key_names import read_key
from coach.player.controls.key_settings import KeySettings
from coach.player.controls.key_values import READERS
from coach.player.controls.keys_file import KeysError, can_be_bound, keys_file, parse_keys, read_keys
from coach.player.controls.keys_writer import keys_text
from coach.player.session.commands import SWITCHES, VERBS, Request

pytestmark = pytest.mark.unit


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's file, which is not there yet."""
    monkeypatch.setenv("COACH_CONFIG", str(tmp_path))
    return tmp_path / "keys.yaml"


def faults(text: str) -> list[str]:
    with pytest.raises(KeysError) as told:
        parse_keys(text.encode(), "keys.yaml")
    *told_lines, remedy = str(told.value).splitlines()
    assert remedy == "mend them, or go back to coach's own keys by `coach keys --reset`"
    return told_lines


def test_without_a_file_the_table_stands(keys: Path) -> None:
    assert not keys.exists()
    assert read_keys().keys == DEFAULTS


def test_a_file_changes_what_it_names_and_nothing_else(keys: Path) -> None:
    keys.write_text("keys: {f5: next, b: none, x: How  Long}", "utf-8")
    bound = read_keys().keys
    assert (bound["f5"], bound["x"]) == ("next", "how long")
    assert "b" not in bound
    changed = {"f5", "b", "x"}
    assert {key: verb for key, verb in bound.items() if key not in changed} == {
        key: verb for key, verb in DEFAULTS.items() if key not in changed
    }


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "keys:\n", "keys: {}\n", "\ufeffkeys: {}\n"])
def test_an_empty_file_changes_nothing(text: str) -> None:
    assert parse_keys(text.encode(), "keys.yaml") == KeySettings()


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
        ("§", "section_sign"),
        ("Section sign", "section_sign"),
        ("euro_sign", "euro_sign"),
        ("low", None),
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
        "keys.yaml:1:1: unknown key 'kees' (did you mean 'keys'?)",
        "keys.yaml:3:3: there is no verb 'nxt' (did you mean 'next'?)",
        "keys.yaml:4:3: there is no key 'pagedwn' (did you mean 'pagedown'?)",
        "keys.yaml:6:3: 'PageDown' is the same key as 'page down' (keep one of them)",
        f"keys.yaml:7:3: 'space' needs a verb ({known}louder, softer, stop, step, take, or none)",
        f"keys.yaml:8:3: 'enter' needs a verb ({known}louder, softer, stop, step, take, or none)",
        "keys.yaml:9:3: 'ctrl+c' cannot be bound (it interrupts coach)",
        f"keys.yaml:10:3: there is no verb 'hop' ({known}louder, softer, stop, step, take, or none)",
        "keys.yaml:12:3: 'b' stands here twice (the first is in line 11; keep one of them)",
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
    with pytest.raises(KeysError, match=r"keys.yaml:2:8: this is not text in UTF-8 \(save the file as"):
        read_keys()


def test_a_file_of_the_wrong_kind_is_told(keys: Path) -> None:
    keys.write_text("# \n" * 50_000, "utf-8")
    with pytest.raises(KeysError, match="this file is larger than 100 kB"):
        read_keys()
    keys.unlink()
    keys.mkdir()
    with pytest.raises(KeysError, match="cannot be read: Is a directory"):
        read_keys()


def test_the_file_is_in_the_users_config_folder_unless_told_otherwise(
    keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert keys_file() == keys
    monkeypatch.delenv("COACH_CONFIG")
    monkeypatch.setenv("XDG_CONFIG_HOME", os.fspath(keys.parent / "home"))
    assert keys_file().name == "keys.yaml"
    assert keys_file().parent.name == "coach"


def test_the_rest_of_the_file_is_when_a_press_counts_and_what_switches_scan() -> None:
    text = """acceptance_time: 0.5s
post_acceptance_delay: 1.5s
scanning: one
pace: 3s
rounds: 4
scan: [how long, Next, pause or  continue]
"""
    settings = parse_keys(text.encode(), "keys.yaml")
    assert (settings.acceptance_ms, settings.delay_ms) == (500, 1_500)
    scanning = settings.scanning
    assert scanning
    assert (scanning.pace_ms, scanning.rounds, scanning.by_itself, scanning.late_ms) == (3_000, 4, True, 500)
    assert scanning.verbs == ("how long", "next", "pause or continue")


def test_what_is_wrong_with_the_rest_is_told_with_the_keys_at_once() -> None:
    told = faults(
        """acceptance_time: -1s
post_acceptance_delay: 60s
scanning: three
pace: 0s
rounds: 0
scan: [next, nxt]
keys: {f5: hop}
pce: 2s
"""
    )
    assert [line.partition(": ")[2] for line in told] == [
        "acceptance_time: '-1s' is not a duration (write a number and a unit, such as '20s', '1m30s' or '1:30')",
        "post_acceptance_delay: '60s' is too long (write a time from 0s to 10s, such as 1.5s)",
        "scanning: there is no 'three' (it can be off, one or two)",
        "pace: '0s' is too short (write a time from 0.3s to 30s, such as 1.5s)",
        "rounds: '0' is no number of rounds (write a number from 1 to 20)",
        "scan: there is no verb 'nxt' (did you mean 'next'?)",
        f"there is no verb 'hop' (it can be {', '.join((*VERBS, *SWITCHES))}, or none)",
        "unknown key 'pce' (did you mean 'pace'?)",
    ]
    assert [line.partition(": ")[0] for line in told[:3]] == [f"keys.yaml:{line}:1" for line in (1, 2, 3)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("pace:", "pace: it needs a time"),
        ("pace: [2s]", "pace: it needs a time"),
        ("pace: 2", "pace: '2' is not a duration (write a number and a unit, such as '2s', '2m' or '1:30')"),
        ("rounds: [2]", "rounds: '['2']' is no number of rounds"),
        ("rounds: 21", "rounds: '21' is no number of rounds"),
        ("scanning: {one: two}", "scanning: there is no 'a list'"),
        ("scan: next", "scan: it needs verbs"),
        ("scan: []", "scan: it needs verbs"),
        ("scan: [next, [back]]", "scan: there is no verb ''"),
        ("scan: [next, NEXT]", "scan: 'next' stands there twice"),
        ("scan: [take]", "scan: there is no verb 'take'"),
        ("scanning: one\nkeys: {space: none, enter: none}", "no key is left for 'take' (put it on a key, or write"),
        ("scanning: two\nkeys: {space: take}", "no key is left for 'step'"),
        ("scanning: one\npace: 1s\nacceptance_time: 1s", "a verb is over before a press of it can count (write a pace"),
    ],
)
def test_a_setting_that_cannot_be_is_told(text: str, told: str) -> None:
    (line,) = faults(text)
    assert line.partition(": ")[2].startswith(told)


def test_a_switch_takes_the_keys_that_switch_interfaces_send_unless_the_file_has_others() -> None:
    one, two = KeySettings(switches="one"), KeySettings(switches="two")
    assert (one.keys["space"], one.keys["enter"], one.keys["right"]) == ("take", "take", "next")
    assert (two.keys["space"], two.keys["enter"]) == ("step", "take")
    assert KeySettings(own={"space": "next", "j": "take"}, switches="one").keys["space"] == "next"


def test_without_scanning_a_key_of_a_switch_is_what_it_is_otherwise() -> None:
    own: dict[str, Request | None] = {"space": "take", "j": "step"}
    off = KeySettings(own=own)
    assert off.scanning is None
    assert (off.keys["space"], "j" in off.keys) == ("pause or continue", False)
    assert KeySettings(own=own, switches="one").keys["space"] == "take"
    assert KeySettings(own=own, switches="two").keys["j"] == "step"


KEYS = st.sampled_from(
    [key for key in (*DEFAULTS, "j", "é", "f9", "ctrl+n", "shift+tab", "1", "y") if can_be_bound(key)]
)
VERB = st.sampled_from([*VERBS, *SWITCHES, None])


@given(
    st.dictionaries(KEYS, VERB, max_size=5),
    st.integers(0, 5_000),
    st.integers(0, 10_000),
    st.integers(300, 30_000),
    st.integers(1, 20),
    st.lists(st.sampled_from(VERBS), min_size=1, unique=True),
)
def test_what_is_written_is_read_again_as_it_was(
    own: dict[str, Request | None], acceptance: int, delay: int, pace: int, rounds: int, scanned: list[Any]
) -> None:
    settings = KeySettings(own, acceptance, delay, "off", pace, rounds, tuple(scanned))
    assert parse_keys(keys_text(settings).encode(), "keys.yaml") == settings


@pytest.mark.parametrize("switches", ["one", "two"])
def test_switches_are_written_and_read_too(switches: Any) -> None:
    settings = KeySettings({"j": "take"}, switches=switches)
    assert parse_keys(keys_text(settings).encode(), "keys.yaml") == settings


def test_the_file_explains_itself_and_each_of_its_settings() -> None:
    text = keys_text(KeySettings())
    assert text.startswith("# Your keys for `coach play`")
    for name in READERS:
        above = text[: text.index(f"\n{name}: ")].splitlines()
        assert above[-1].startswith("# ")
    assert max(map(len, text.splitlines())) <= 120
    assert all(f" {verb}" in text for verb in (*VERBS, *SWITCHES))


def test_a_file_that_may_not_be_read_is_told(keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bytes:
        raise PermissionError(13, "Permission denied", str(keys))

    monkeypatch.setattr("coach.routine.loader.read_regular_file", refuse)
    with pytest.raises(KeysError, match=r"cannot be read: Permission denied \(is it yours to read\?\)\nmend them"):
        read_keys()
