"""Rows of cells: in columns where there is room, one below the other where there is none, and whole in a pipe."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from coach.cli.output import tell_tables
from coach.cli.table import Column, Heading, Row, Table
from coach.cli.table_layout import lines_of
from tests.kinds import at_most

pytestmark = pytest.mark.unit

COLUMNS = (Column("bold"), Column("green", right=True), Column())
TITLE = "Hand massage for someone you care for"
ROWS = [Row(("caregiver-hand-massage", "15 min", TITLE)), Row(("desk-break", "5 min", "Tired hands"), ["At a desk."])]
TABLE = Table(COLUMNS, [Heading("Yours"), *ROWS])
COLOUR = re.compile(r"\x1b\[[\d;]*m")


def text(table: Table, width: int | None = None) -> list[str]:
    return ["".join(piece for piece, _ in line).rstrip() for line in lines_of(table, width)]


WIDE = [
    "Yours",
    "caregiver-hand-massage  15 min  Hand massage for someone you care for",
    "desk-break               5 min  Tired hands",
    "                                At a desk.",
]
MIDDLE = [
    "Yours",
    "caregiver-hand-massage  15 min  Hand massage for someone",
    "                                you care for",
    "desk-break               5 min  Tired hands",
    "                                At a desk.",
]
NARROW = [
    "Yours",
    "caregiver-hand-massage  15 min",
    "    Hand massage for someone you care",
    "    for",
    "desk-break  5 min",
    "    Tired hands",
    "    At a desk.",
]
NARROWEST = ["Yours", "caregiver-hand-massage", "    15 min · Hand massage", "    for someone you care", "    for"]


@pytest.mark.parametrize(
    ("width", "lines"), [(None, WIDE), (200, WIDE), (69, WIDE), (58, MIDDLE), (56, MIDDLE), (40, NARROW)]
)
def test_the_last_column_goes_on_below_itself_and_then_below_the_others(width: int | None, lines: list[str]) -> None:
    assert text(TABLE, width) == lines


def test_where_the_first_cells_have_no_room_all_others_stand_below_the_first() -> None:
    assert text(TABLE, 26)[:5] == NARROWEST


def test_columns_have_names_where_they_are_columns() -> None:
    table = Table(COLUMNS, ROWS, header=("name", "takes", "title"))
    assert text(table)[0] == "name                     takes  title"
    assert text(table, 40) == text(Table(COLUMNS, ROWS), 40)


def test_what_is_to_be_copied_is_never_broken() -> None:
    command = "python -m pip install 'a-package-with-a-long-name>=1.3,<2'"
    row = Row(("caregiver-hand-massage", "15 min", TITLE), remedy=command)
    assert text(Table(COLUMNS, [row]), 40)[-1] == f"    {command}"


def test_wide_characters_count_as_two() -> None:
    rows = [Row(("手のマッサージ", "5 min", "痛みのある手をゆっくりとほぐす")), Row(("rest", "5 min", "T"))]
    assert all(cell_len(line) <= 46 for line in text(Table(COLUMNS, rows), 46))
    first, *_, last = text(Table(COLUMNS, rows), 80)
    assert cell_len(first[: first.index("5 min")]) == cell_len(last[: last.index("5 min")])


CELLS = st.text(st.sampled_from("abc -·日"), min_size=1, max_size=40)


@at_most(200)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=4), st.integers(30, 120))
def test_no_line_is_wider_than_the_terminal_and_no_letter_is_lost(rows: list[tuple[str, str, str]], width: int) -> None:
    lines = text(Table(COLUMNS, [Row(cells) for cells in rows]), width)
    assert all(cell_len(line) <= max(width, *(cell_len(cells[0].strip()) for cells in rows)) for line in lines)
    shown = re.sub(r"[\s·]", "", "".join(lines))
    assert sorted(shown) == sorted(re.sub(r"[\s·]", "", "".join(map("".join, rows))))


def test_what_moves_a_cursor_is_shown_as_a_mark(capsys: pytest.CaptureFixture[str]) -> None:
    tell_tables(Table(COLUMNS, [Heading("a\x1b[2J"), Row(("b\x1b]0;", "c\x07", "d\u202e"), ["e\x1b"], "f\x1b")]))
    assert capsys.readouterr().out == "a�[2J\nb�]0;  c�  d�\n           e�\n           f�\n"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("command", ["list", "cautions", "sounds", "timeline desk-break", "voices", "show desk-break"])
def test_every_list_can_be_read_at_40_columns(command: str, tmp_path: Path) -> None:
    lines = COLOUR.sub("", on_terminal(command, 40, tmp_path)).splitlines()
    assert len(lines) > 10
    assert {line for line in lines if cell_len(line) > 40} == set()
    assert max(map(len, lines)) > 30


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_there_is_colour_on_a_terminal_unless_it_is_not_wanted(tmp_path: Path) -> None:
    coloured, plain = (on_terminal("list", 80, tmp_path, NO_COLOR=value) for value in ("", "1"))
    assert re.search(r"\x1b\[[\d;]*3[26]m", coloured)
    assert not re.search(r"\x1b\[[\d;]*(3|4|9|10)\d", plain)
    assert COLOUR.sub("", coloured) == COLOUR.sub("", plain)


def on_terminal(command: str, columns: int, folder: Path, **settings: str) -> str:
    """What a command shows on a terminal so wide."""
    screen, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    unset = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_COLOR")}
    env = {**unset, "TERM": "xterm-256color", "COACH_ROUTINES": str(folder / "o"), **settings}
    with subprocess.Popen([sys.executable, "-m", "coach", *command.split()], stdout=terminal, env=env):
        os.close(terminal)
        shown = b""
        while chunk := read(screen):
            shown += chunk
    os.close(screen)
    return shown.decode().replace("\r\n", "\n")


def read(screen: int) -> bytes:
    try:
        return os.read(screen, 65_536)
    except OSError:  # how Linux tells the end of a terminal
        return b""
