"""`coach list` and `coach copy`."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from coach.routine.library import open_routine
from coach.routine.loader import load_routine
from coach.routine.routine_files import bundled_routines
from coach.timeline.compiler import compile_routine
from coach.timeline.estimate import estimate_by_pace

pytestmark = pytest.mark.session

Run = Callable[..., subprocess.CompletedProcess[str]]
Tell = Callable[..., Any]

NAMES = list(bundled_routines())
MINE = """title: An evening for cold feet
summary: A slow one.
for: caregiver
good_for: [cold feet, the end of a LONG day]
needs: [two woollen socks]
cautions: [raynauds]
sources: [what my grandmother did]
steps:
  - say: Hi
"""
ENTRY = re.compile(r"mine +16 s  An evening for cold feet\n")
BROKEN = "title: T\nsteps:\n  - sya: Hi\n"


def listed(told: str) -> list[str]:
    """The names, in their order."""
    return re.findall(r"^([\w/-]+) +\d+ (?:min|s)  ", told, re.MULTILINE)


@pytest.fixture
def mine(own: Path) -> Path:
    """A routine of one's own."""
    (own / "mine.yaml").write_text(MINE)
    return own / "mine.yaml"


def test_every_bundled_routine_is_listed_in_a_line_with_its_minutes_and_its_title(tell: Tell) -> None:
    done = tell("list")
    assert (listed(done.stdout), done.stderr, done.code) == (NAMES, "", 0)
    for name, line in zip(NAMES, done.stdout.splitlines(), strict=False):
        minutes, title = re.fullmatch(rf"{name} +(\d+) min  (.+)", line).groups()  # type: ignore[union-attr]
        assert title == open_routine(name).title
        assert abs(int(minutes) - estimated_ms(name) / 60_000) <= 0.5


IN_GERMAN = [name for name in NAMES if name.startswith("de/")]


def test_the_routines_of_a_language_are_listed_alone(tell: Tell) -> None:
    done = tell("list", "--language", "de")
    assert (listed(done.stdout), done.stderr, done.code) == (IN_GERMAN, "", 0)
    assert listed(tell("list", "--language", "es", "--search", "manos").stdout) == [
        "es/caregiver-hand-massage",
        "es/eyes-closed-calm",
    ]
    assert listed(tell("list", "--language", "en").stdout) == [name for name in NAMES if "/" not in name]


@pytest.mark.parametrize(("set_to", "first"), [("de_AT.UTF-8", "de/"), ("es:en", "es/"), ("sv_SE", ""), ("C", "")])
def test_those_in_the_users_language_come_first_or_else_the_english_ones(
    tell: Tell, monkeypatch: pytest.MonkeyPatch, set_to: str, first: str
) -> None:
    monkeypatch.setenv("LANGUAGE", set_to)
    names = listed(tell("list").stdout)
    assert sorted(names) == sorted(NAMES)
    assert [name.partition("/")[0] + "/" == first if first else "/" not in name for name in names[:3]] == [True] * 3
    others = [name for name in names if not (first and name.startswith(first))]
    assert [name for name in others if "/" not in name] == others[: len(NAMES) - 6]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--language", "sv"], "no routine is in 'sv'; `coach list` shows them all\n"),
        (["--language", "de", "--search", "xylophone"],
         "no routine has 'xylophone' in it and is in 'de'; `coach list` shows them all\n"),
    ],
)  # fmt: skip
def test_a_language_in_which_there_is_none_is_told(tell: Tell, options: list[str], told: str) -> None:
    done = tell("list", *options)
    assert (done.stdout, done.stderr, done.code) == ("", told, 2)


@pytest.mark.usefixtures("mine")
def test_a_language_folder_of_ones_own_is_a_part_of_the_name(tell: Tell, own: Path) -> None:
    (own / "de").mkdir()
    (own / "de" / "abend.yaml").write_text("title: Abend\nlanguage: de\nsteps: [say: Gute Nacht.]\n")
    assert listed(tell("list").stdout) == ["mine", "de/abend", *NAMES]
    assert listed(tell("list", "--language", "de").stdout) == ["de/abend", *IN_GERMAN]
    (found,) = json.loads(tell("list", "--search", "abend", "--json").stdout)["routines"]
    assert (found["name"], found["language"], found["own"]) == ("de/abend", "de", True)
    assert tell("show", "abend").stdout.startswith("Abend\n")


def test_a_file_made_of_a_routine_in_another_language_has_it_in_its_name(tell: Tell, tmp_path: Path) -> None:
    assert tell("export", "de/paced-breathing", "--engine", "silent", "--length", "8m").code == 0
    assert [path.name for path in tmp_path.glob("*.mp3")] == ["paced-breathing-de.mp3"]


def estimated_ms(name: str) -> int:
    routine = open_routine(name)
    return compile_routine(routine, estimate_by_pace(routine.voice.pace)).duration_ms


def test_what_a_routine_is_good_for_is_told_by_show_and_no_promise(tell: Tell) -> None:
    assert "good for" not in tell("list").stdout
    (line,) = [line for line in tell("show", "desk-break").stdout.splitlines() if line.startswith("Good for: ")]
    assert line.endswith(", as many people find")


def test_without_routines_of_ones_own_their_place_is_told(tell: Tell, own: Path) -> None:
    assert tell("list").stdout.splitlines()[-1] == f"Routines of your own stand in {own}"


def test_listing_makes_no_folder(tell: Tell, own: Path) -> None:
    own.rmdir()
    assert tell("list").code == 0
    assert not own.exists()


@pytest.mark.usefixtures("mine")
def test_routines_of_ones_own_are_listed_first_with_their_folder(tell: Tell, own: Path) -> None:
    done = tell("list")
    heading, _, rest = done.stdout.partition("\n")
    assert heading == f"Your own, in {own}"
    assert ENTRY.match(rest)
    assert listed(done.stdout) == ["mine", *NAMES]
    assert "Routines of your own stand in" not in done.stdout


def test_a_routine_of_ones_own_stands_for_the_bundled_one(tell: Tell, own: Path) -> None:
    (own / "desk-break.yml").write_text(MINE)
    done = tell("list")
    assert listed(done.stdout) == ["desk-break", *(name for name in NAMES if name != "desk-break")]
    assert re.search(r"^desk-break +16 s  An evening for cold feet$", done.stdout, re.MULTILINE)


@pytest.mark.usefixtures("mine")
def test_a_broken_routine_of_ones_own_is_told_and_passed_over(tell: Tell, own: Path) -> None:
    (own / "broken.yaml").write_text(BROKEN)
    done = tell("list")
    assert done.stderr == f"{own}/broken.yaml:3:5: unknown key 'sya' (did you mean 'say'?)\n"
    assert (listed(done.stdout), done.code) == (["mine", *NAMES], 0)


@pytest.mark.parametrize(
    "text", ["", "x", "title: \x00", "title: T\nlength: 1s\nsteps: [say: This is the end.]\n"], ids=range(4)
)
def test_whatever_is_wrong_with_a_routine_of_ones_own_the_others_are_listed(tell: Tell, own: Path, text: str) -> None:
    (own / "broken.yml").write_text(text)
    done = tell("list")
    assert done.stderr.startswith(f"{own}/broken.yml:")
    assert (listed(done.stdout), done.code) == (NAMES, 0)


def test_a_link_that_leads_nowhere_is_told_and_passed_over(tell: Tell, own: Path) -> None:
    (own / "gone.yaml").symlink_to(own / "nowhere.yaml")
    done = tell("list")
    assert (listed(done.stdout), done.code) == (NAMES, 0)
    assert done.stderr.startswith(f"there is no file {own}/gone.yaml")


def test_a_broken_routine_of_ones_own_does_not_stand_for_the_bundled_one(tell: Tell, own: Path) -> None:
    (own / "desk-break.yaml").write_text(BROKEN)
    done = tell("list")
    assert listed(done.stdout) == [name for name in NAMES if name != "desk-break"]
    assert f"{own}/desk-break.yaml:3:5: " in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        "mine",
        "COLD feet",
        "feet cold",
        "Cold Evening",
        "long DAY",
        "a slow one",
        "caregiver socks",
        "raynauds",
        "Raynaud's",
        "ool",
        " evening   cold ",
    ],
)
@pytest.mark.usefixtures("mine")
def test_a_search_finds_all_of_its_words_wherever_they_stand(tell: Tell, words: str) -> None:
    done = tell("list", "--search", words)
    assert "mine" in listed(done.stdout)
    assert (done.stderr, done.code) == ("", 0)


@pytest.mark.parametrize("words", ["cold xylophone", "grandmother", "mine caregiver self"])
@pytest.mark.usefixtures("mine")
def test_what_lacks_one_of_the_words_is_not_found(tell: Tell, words: str) -> None:
    assert "mine" not in listed(tell("list", "--search", words).stdout)


@pytest.mark.usefixtures("mine")
def test_a_search_shows_only_what_it_finds(tell: Tell, own: Path) -> None:
    done = tell("list", "--search", "woollen socks")
    heading, _, rest = done.stdout.partition("\n")
    assert heading == f"Your own, in {own}"
    assert ENTRY.fullmatch(rest)


@pytest.mark.usefixtures("mine")
def test_a_search_that_finds_none_of_ones_own_does_not_tell_their_folder(tell: Tell, own: Path) -> None:
    done = tell("list", "--search", "desk-break")
    assert listed(done.stdout) == ["desk-break"]
    assert str(own) not in done.stdout


@pytest.mark.parametrize("name", NAMES)
def test_every_bundled_routine_is_found_by_its_name_and_by_what_it_is_good_for(tell: Tell, name: str) -> None:
    """In one search, which finds what has all the words: the library is read once."""
    routine = open_routine(name)
    words = " ".join((name, routine.title, *routine.good_for, *routine.needs))
    assert name in listed(tell("list", "--search", words.upper()).stdout)


@pytest.mark.parametrize("word", ["sleep", "arthritis", "carpal-tunnel", "Raynaud", "musicians", "stress", "caregiver"])
def test_what_people_look_for_finds_some_and_not_all(tell: Tell, word: str) -> None:
    assert 0 < len(listed(tell("list", "--search", word).stdout)) < len(NAMES)


@pytest.mark.parametrize("words", ["", "  "])
def test_a_search_for_nothing_lists_all(tell: Tell, words: str) -> None:
    assert listed(tell("list", "--search", words).stdout) == NAMES


def test_a_search_that_finds_nothing_is_told(tell: Tell) -> None:
    done = tell("list", "--search", "xylophone Sleep")
    told = "no routine has 'xylophone Sleep' in it; `coach list` shows them all\n"
    assert (done.stdout, done.stderr, done.code) == ("", told, 2)


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_is_the_same_bytes_and_loads(tell: Tell, tmp_path: Path, name: str) -> None:
    done = tell("copy", name, "copied.yaml")
    assert (done.stdout, done.stderr, done.code) == ("", "", 0)
    assert (tmp_path / "copied.yaml").read_bytes() == bundled_routines()[name].read_bytes()
    assert load_routine(tmp_path / "copied.yaml").model_dump() == open_routine(name).model_dump()


def test_a_copy_in_ones_routines_folder_has_a_name(tell: Tell, own: Path) -> None:
    tell("copy", "desk-break", own / "evening.yml")
    assert tell("show", "evening").stdout == tell("show", "desk-break").stdout


def test_a_routine_of_ones_own_is_copied_by_its_name(tell: Tell, mine: Path, tmp_path: Path) -> None:
    assert tell("copy", "mine", "copied.yaml").code == 0
    assert (tmp_path / "copied.yaml").read_bytes() == mine.read_bytes()


def test_a_file_is_copied_by_its_path_even_if_it_is_broken(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_bytes(b"title: \xff\r\n")
    assert tell("copy", "broken.yaml", "copied.yaml").code == 0
    assert (tmp_path / "copied.yaml").read_bytes() == b"title: \xff\r\n"


def test_a_copy_never_overwrites(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("my own")
    done = tell("copy", "desk-break", "mine.yaml")
    told = "mine.yaml exists already; name another file\n"
    assert (done.stdout, done.stderr, done.code) == ("", told, 2)
    assert (tmp_path / "mine.yaml").read_text() == "my own"


def test_a_copy_does_not_overwrite_itself(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(MINE)
    assert tell("copy", "mine.yaml", "mine.yaml").code == 2
    assert (tmp_path / "mine.yaml").read_text() == MINE


def test_a_copy_needs_a_folder_that_is_there(tell: Tell, tmp_path: Path) -> None:
    done = tell("copy", "desk-break", "nowhere/mine.yaml")
    assert (done.stdout, done.stderr, done.code) == ("", "there is no folder nowhere; make it first\n", 2)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("file", ["folder", "folder/", "."])
def test_a_copy_does_not_take_a_folder_for_a_file(tell: Tell, tmp_path: Path, file: str) -> None:
    (tmp_path / "folder").mkdir()
    done = tell("copy", "desk-break", file)
    assert (done.stdout, done.code, done.stderr.count("\n")) == ("", 2, 1)
    assert [path.name for path in tmp_path.rglob("*")] == ["folder"]


@pytest.mark.parametrize(
    "command", [("copy", "caregiver-hand-massage"), ("new",), ("draft", "rub.txt", "-o")], ids=lambda each: each[0]
)
def test_a_disk_that_is_full_is_a_lack_of_this_machine(
    tell: Tell, tmp_path: Path, small_disk: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "rub.txt").write_text("1. Rub your hands for 20 seconds.\n")
    (small_disk / "full").write_bytes(bytes(1_000_000))
    with suppress(OSError), (small_disk / "fuller").open("wb", buffering=0) as rest:
        while rest.write(bytes(100)):
            pass
    target = small_disk / "mine.yaml"
    done = tell(*command, target)
    told = f"{target} cannot be written: No space left on device; make room on the disk of {small_disk}\n"
    assert (done.stdout, done.stderr, done.code) == ("", told, 3)
    assert not target.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no file has such a name there")
def test_what_a_files_name_or_a_title_holds_does_not_reach_the_terminal(tell: Tell, own: Path) -> None:
    (own / "a\x1b[2Jb.yaml").write_text('title: "Up \u202eside down"\nsteps: [say: Hi.]\n', "utf-8")
    (own / "bad\x1b]0;x\x07.yaml").write_text("titel: T\n", "utf-8")
    for done in (
        tell("list"),
        tell("show", own / "a\x1b[2Jb.yaml"),
        tell("timeline", own / "a\x1b[2Jb.yaml"),
    ):
        assert done.code == 0
        assert {sign for sign in done.stdout + done.stderr if not sign.isprintable()} == {"\n"}
        assert "Up �side down" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes there")
def test_a_pipe_among_ones_own_routines_is_none(tell: Tell, own: Path) -> None:
    os.mkfifo(own / "pipe.yaml")
    assert "pipe" not in tell("list").stdout


def test_a_copy_below_a_file_is_told(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("my own")
    done = tell("copy", "desk-break", "file/mine.yaml")
    assert (done.stderr, done.code) == ("file/mine.yaml cannot be written: Not a directory; name another file\n", 2)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("desk-brake", "there is no routine called 'desk-brake'; did you mean 'desk-break'?"),
        ("xylophone", "there is no routine called 'xylophone'; `coach list` shows the names"),
        ("gone.yaml", "there is no file gone.yaml; `coach list` shows"),
        ("-", "there is no routine called '-'; `coach list` shows the names"),
    ],
)
def test_what_is_not_there_is_not_copied(tell: Tell, tmp_path: Path, name: str, told: str) -> None:
    done = tell("copy", name, "copied.yaml")
    assert (done.stdout, done.code) == ("", 2)
    assert done.stderr.startswith(told)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("mine")
def test_a_name_of_ones_own_is_taken_by_every_command(tell: Tell) -> None:
    assert tell("show", "mine").stdout.startswith("An evening for cold feet\n")
    assert tell("timeline", "mine").stdout.startswith("An evening for cold feet · ")
    assert tell("check", "mine").stdout == "1 routine checked: 2 warnings\n"


@pytest.mark.usefixtures("mine")
def test_a_name_of_ones_own_is_exported(run: Run, tmp_path: Path) -> None:
    run("export", "mine", "--engine", "silent", check=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.mp3", "mine.mp3.report.json"]


def test_streams_and_exit_codes_hold_in_a_process_of_its_own(run: Run, own: Path, tmp_path: Path) -> None:
    (own / "broken.yaml").write_text(BROKEN)
    done = run("list", "--search", "xylophone")
    missing = "coach: no routine has 'xylophone' in it; `coach list` shows them all"
    assert done.stderr == f"{own}/broken.yaml:3:5: unknown key 'sya' (did you mean 'say'?)\n{missing}\n"
    assert (done.stdout, done.returncode) == ("", 2)
    assert run("copy", "desk-break", "mine.yaml").returncode == 0
    done = run("copy", "desk-break", "mine.yaml")
    assert (done.stderr, done.returncode) == ("coach: mine.yaml exists already; name another file\n", 2)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.yaml"]
