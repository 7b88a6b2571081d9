"""How many processors coach uses."""

from __future__ import annotations

import pytest

from coach.cores import VARIABLE, available_cores, share_cores, use_cores

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(("share", "cores"), [("1", 1), ("0", 1), ("100000", None), ("", None), ("two", None)])
def test_a_share_is_kept_and_never_more_than_there_are(
    monkeypatch: pytest.MonkeyPatch, share: str, cores: int | None
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    every = available_cores()
    monkeypatch.setenv(VARIABLE, share)
    assert available_cores() == (cores or every)


def test_processes_side_by_side_have_a_share_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.cores.available_cores", lambda: 8)
    assert [share_cores(number) for number in (1, 2, 3, 8, 100)] == [8, 4, 2, 1, 1]


def test_what_a_process_uses_its_children_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "")
    use_cores(1)
    assert available_cores() == 1
