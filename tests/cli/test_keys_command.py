"""A person's own keys are learnt by pressing them, written to a file, told, and taken back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach.cli import learn_keys as lessons
from coach.cli.learn_keys import learn_keys
from coach.errors import UsageError
from coach.player.controls.bindings import DEFAULTS
from coach.player.controls.key_queue import END
from coach.player.controls.key_repeat import KeyRepeat
from coach.player.controls.key_settings import KeySettings
from coach.player.controls.keys_file import parse_keys, read_keys
from coach.player.controls.keys_writer import keys_text
from coach.player.session.commands import VERBS

pytestmark = pytest.mark.unit

Tell = Callable[..., Any]
ASKED = [*dict.fromkeys(DEFAULTS.values()), "pause", "continue"]
"""The verbs in the order in which their keys are asked for."""


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's file, which is not there yet, and neither is its folder."""
    monkeypatch.setenv("COACH_CONFIG", str(tmp_path / "config"))
    return tmp_path / "config" / "keys.yaml"


class Pressed:
    """Keys that are pressed one after another, each two seconds after the one before."""

    def __init__(self, *keys: str | None) -> None:
        self._keys = [*keys, *["escape"] * 9]

    def next(self, _: float) -> str | None:
        return self._keys.pop(0)


@pytest.fixture
def taught(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Learn keys, and return the settings with what is said of each press."""
    now = [0.0]

    def clock() -> float:
        now[0] += 2.0
        return now[0]

    monkeypatch.setattr(lessons, "KeyRepeat", lambda: KeyRepeat(clock))

    def taught(*pressed: str | None, settings: KeySettings | None = None) -> tuple[KeySettings, list[str]]:
        learnt = learn_keys(settings or KeySettings(), Pressed(*pressed))
        return learnt, [line[4:] for line in capsys.readouterr().out.splitlines() if line.startswith("    ")]

    return taught


def test_every_verb_is_asked_for_once_and_enter_keeps_what_it_has(
    taught: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    learn_keys(KeySettings(), Pressed())
    assert "next: now right, pagedown, enter, n. Press its key." in capsys.readouterr().out
    assert sorted(ASKED) == sorted(VERBS)
    learnt, said = taught(*(f"f{n + 11}" for n in range(len(ASKED))))
    assert [learnt.own[f"f{n + 11}"] for n in range(len(ASKED))] == ASKED
    assert len(said) == len(ASKED)
    kept, said = taught(*["enter"] * len(ASKED))
    assert (kept, said) == (KeySettings(), ["kept"] * len(ASKED))


def test_escape_keeps_all_that_follow(taught: Callable[..., Any]) -> None:
    learnt, said = taught("j", "escape")
    assert (learnt.own, said) == ({"j": "next"}, ["j: 'next'", "kept"])


def test_a_key_that_is_taken_is_told(taught: Callable[..., Any]) -> None:
    learnt, said = taught("space", "space", "pageup", "escape")
    assert said == [
        "space: 'next', and no more 'pause or continue'",
        "space is 'next' already; press another key",
        "pageup: 'back'",
        "kept",
    ]
    assert learnt.own == {"space": "next"}, "coach itself has Page Up for it"


def test_a_key_that_cannot_be_bound_is_told_and_asked_for_again(taught: Callable[..., Any]) -> None:
    learnt, said = taught("ctrl+z", "double_low_9_quotation_mark", "é", "escape")
    assert said[:2] == [
        "ctrl+z cannot be bound; press another key",
        "double low 9 quotation mark cannot be bound; press another key",
    ]
    assert learnt.own == {"é": "next"}


def test_a_new_key_takes_the_place_of_ones_own_before_it_and_coachs_stay(taught: Callable[..., Any]) -> None:
    before = KeySettings(own={"j": "next", "k": "back", "b": None})
    learnt, _ = taught("l", "escape", settings=before)
    assert learnt.own == {"k": "back", "b": None, "l": "next"}
    assert learnt.keys["right"] == "next"
    again, _ = taught("right", "escape", settings=before)
    assert again.own == {"k": "back", "b": None}
    moved, said = taught("k", "escape", settings=before)
    assert moved.own == {"b": None, "k": "next"}
    assert said[0] == "k: 'next', and no more 'back'"


def test_caps_lock_changes_nothing(taught: Callable[..., Any]) -> None:
    assert taught("J", "escape")[0].own == {"j": "next"}


def test_switches_are_learnt_first_and_enter_can_be_one(taught: Callable[..., Any]) -> None:
    learnt, said = taught("enter", "f9", "escape", settings=KeySettings(switches="two"))
    assert learnt.own == {"enter": "step", "f9": "take"}
    assert said[0] == "enter: 'step', and no more 'take'"
    kept, _ = taught("escape", "f9", "escape", settings=KeySettings(switches="two"))
    assert kept.own == {"f9": "take"}, "for a switch, Escape keeps this one alone"


def test_a_key_that_is_held_is_learnt_once(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    times = iter([0.0, 0.5, 0.53, 0.56, 3.0, 9.0])
    monkeypatch.setattr(lessons, "KeyRepeat", lambda: KeyRepeat(lambda: next(times)))
    learnt = learn_keys(KeySettings(), Pressed("j", "j", "j", "j", "k", "escape"))
    assert learnt.own == {"j": "next", "k": "back"}
    assert "already" not in capsys.readouterr().out


def test_when_no_key_comes_it_says_what_may_be_the_matter_once(taught: Callable[..., Any]) -> None:
    _, said = taught(*[None] * 400, "j", "escape")
    assert said == ["no key has come: is it connected, and is it this window that it sends to?", "j: 'next'", "kept"]


def test_a_terminal_that_goes_away_changes_nothing(taught: Callable[..., Any]) -> None:
    with pytest.raises(UsageError, match="nothing was changed"):
        taught("j", END)


def test_without_a_terminal_it_tells_what_is_in_force(tell: Tell, keys: Path) -> None:
    done = tell("keys")
    assert (done.stderr, done.code) == ("", 0)
    assert "next                   right, pagedown, enter, n\n" in done.stdout
    assert not keys.exists()
    tell("keys", "--acceptance-time", "0.5s")
    assert done.stdout != tell("keys", "--show").stdout
    assert tell("keys", "--show").stdout.startswith(f"Your keys, in {keys}\n")


def test_options_change_the_file_and_keep_what_was_learnt(tell: Tell, keys: Path) -> None:
    keys.parent.mkdir()
    keys.write_text("# mine\nkeys: {j: next}\n")
    done = tell("keys", "--scanning", "one", "--pace", "3s", "--rounds", "4", "--post-acceptance-delay", "1s")
    assert (done.stderr, done.code) == ("", 0)
    assert done.stdout.splitlines()[1] == "take                   space, enter"
    assert read_keys() == KeySettings({"j": "next"}, 0, 1_000, "one", 3_000, 4)
    assert keys.with_name("keys-before.yaml").read_text() == "# mine\nkeys: {j: next}\n"


def test_options_that_cannot_be_are_told_at_once_and_nothing_is_written(tell: Tell, keys: Path) -> None:
    done = tell("keys", "--pace", "0s", "--scanning", "tow", "--acceptance-time", "-1s", "--rounds", "0")
    assert (done.stdout, done.code) == ("", 2)
    assert done.stderr == (
        "--acceptance-time: '-1s' is not a duration; write a number and a unit, such as '20s', '1m30s' or '1:30'; "
        "--scanning: there is no 'tow'; did you mean 'two'?; "
        "--pace: '0s' is too short; write a time from 0.3s to 30s, such as 1.5s; "
        "--rounds: '0' is no number of rounds; write a number from 1 to 20\n"
    )
    assert not keys.exists()


def test_scanning_without_a_key_for_it_is_told(tell: Tell, keys: Path) -> None:
    keys.parent.mkdir()
    keys.write_text("keys: {space: next, enter: next}\n")
    done = tell("keys", "--scanning", "one")
    told = "nothing was changed: no key is left for 'take' (put it on a key, or write 'scanning: off')\n"
    assert (done.stderr, done.code) == (told, 2)
    assert keys.read_text() == "keys: {space: next, enter: next}\n"


def test_a_verb_that_lost_its_last_key_is_told(tell: Tell, keys: Path) -> None:
    keys.parent.mkdir()
    keys.write_text("keys: {q: next}\n")
    assert "\nstop                   no key\n" in tell("keys").stdout


@pytest.mark.parametrize("command", ["keys", "keys --json", "keys --pace 3s", "play desk-break"])
def test_a_broken_file_is_told_whole_before_anything_begins(tell: Tell, keys: Path, command: str) -> None:
    keys.parent.mkdir()
    keys.write_text("keys: {j: nxt}\npace: -1s\n")
    done = tell(*command.split())
    assert (done.stdout, done.code) == ("", 1)
    assert done.stderr.splitlines() == [
        f"{keys}:1:8: there is no verb 'nxt' (did you mean 'next'?)",
        f"{keys}:2:1: pace: '-1s' is not a duration (write a number and a unit, such as '20s', '1m30s' or '1:30')",
        "mend them, or go back to coach's own keys by `coach keys --reset`",
    ]


@pytest.mark.parametrize("broken", ["keys: {j: nxt}\n", "\x00", "keys: {j: next}\n"])
def test_reset_goes_back_to_coachs_own_keys_whatever_is_in_the_file(tell: Tell, keys: Path, broken: str) -> None:
    keys.parent.mkdir()
    keys.write_text(broken)
    done = tell("keys", "--reset", "--json")
    aside = keys.with_name("keys-before.yaml")
    assert (done.stderr, read_keys(), aside.read_text()) == ("", KeySettings(), broken)
    assert tell("keys", "--show").stdout.startswith(f"coach's own keys; those before are kept in {aside}\n")
    told = json.loads(done.stdout)
    assert not told["exists"]
    assert {each["key"]: each["asks"] for each in told["keys"]} == DEFAULTS
    assert tell("keys", "--reset").code == 0


def test_what_is_told_to_programs_says_which_keys_are_ones_own(tell: Tell, keys: Path) -> None:
    keys.parent.mkdir()
    keys.write_text("keys: {j: next, k: take}\n")
    told = json.loads(tell("keys", "--json").stdout)
    assert [each for each in told["keys"] if each["own"]] == [{"key": "j", "asks": "next", "own": True}]


def test_a_file_that_cannot_be_written_is_told(tell: Tell, keys: Path) -> None:
    keys.parent.write_text("a file where the folder should be")
    done = tell("keys", "--pace", "3s")
    assert done.code == 2
    assert f"COACH_CONFIG names {keys.parent}, which is no folder" in done.stderr


def test_what_was_learnt_can_be_read_again(taught: Callable[..., Any]) -> None:
    learnt, _ = taught("f9", "ctrl+n", "shift+tab", "question_mark", "1", "y", "escape")
    assert parse_keys(keys_text(learnt).encode(), "keys.yaml") == learnt
    assert len(learnt.own) == 6
