"""The table of formats in `coach help files` is what its script makes of the rows."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from coach.export.formats import FORMATS

pytestmark = pytest.mark.unit

SCRIPT = Path("scripts/make_format_table").resolve()
PAGE = Path("coach/cli/files.md").resolve()


def test_the_table_is_up_to_date() -> None:
    page = PAGE.read_text("utf-8")
    assert runpy.run_path(str(SCRIPT))["page_with"](page) == page


def test_each_format_has_a_row() -> None:
    table = runpy.run_path(str(SCRIPT))["table"]()
    assert [line.split("`")[1] for line in table.splitlines()[2:]] == [kind.suffix for kind in FORMATS]
