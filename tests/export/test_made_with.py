from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from coach.errors import UsageError
from coach.export.about import Tags
from coach.export.made_files import digest_of
from coach.export.made_with import check_replaceable, record_of
from coach.session_options import SessionOptions

pytestmark = pytest.mark.unit

ASKED = {"conditions": ["crps"], "album": "Evenings"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "calm.mp3").write_bytes(b"sound")
    return tmp_path / "calm.mp3"


def reported(path: Path, content: Any) -> None:
    told = content if isinstance(content, str) else json.dumps(content)
    path.with_name(f"{path.name}.report.json").write_text(told, "utf-8")


def made(path: Path, **options: Any) -> None:
    """Put the report of a file beside it, as one that was made of calm.yaml with these options."""
    reported(path, {"routine": {"file": "calm.yaml"}, "options": options})


def test_nothing_that_was_not_asked_for_is_recorded() -> None:
    assert record_of(SessionOptions(), Tags(), None, mono=False) == {}


def test_whatever_was_asked_for_is_recorded_of_a_file_its_name_alone(tmp_path: Path) -> None:
    options = SessionOptions(length_ms=600_000, background=str(tmp_path / "waves.wav"), voice=str(tmp_path / "mine"))
    assert record_of(options, Tags(year=2026, cover="none"), 96, mono=True) == {
        "length_ms": 600_000,
        "background": "waves.wav",
        "voice": "mine",
        "bitrate": 96,
        "mono": True,
        "year": 2026,
        "cover": "none",
    }


def test_a_record_is_the_same_after_it_was_in_a_report() -> None:
    record = record_of(SessionOptions(conditions=("crps", "diabetes"), fill=True), Tags(title="T"), 96, mono=True)
    assert json.loads(json.dumps(record)) == record


def test_what_is_not_there_needs_no_replacing(tmp_path: Path) -> None:
    check_replaceable(tmp_path / "calm.mp3", "calm.yaml", ASKED)


def test_what_was_made_in_the_same_way_may_be_replaced(path: Path) -> None:
    made(path, **ASKED)
    check_replaceable(path, "calm.yaml", ASKED)


def test_what_was_made_of_another_routine_may_not(path: Path) -> None:
    made(path)
    with pytest.raises(UsageError, match=r"calm.mp3 is there, and was made of calm.yaml; --replace replaces it"):
        check_replaceable(path, "other.yaml", {})


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ({}, ASKED, "no album, no conditions"),
        (ASKED, {}, "album Evenings, conditions crps"),
        ({"bitrate": 64, "album": "A"}, {"bitrate": 96, "album": "A"}, "bitrate 64"),
        ({"conditions": ["crps", "diabetes"]}, ASKED | {"conditions": ["crps"]}, "no album, conditions crps, diabetes"),
        ({"mono": True}, {}, "mono True"),
        ({"length_ms": 180_000}, {"length_ms": 90_000}, "length 3m"),
        ({}, {"length_ms": 90_000}, "no length"),
    ],
)
def test_what_was_made_with_other_options_may_not_and_those_are_told(
    path: Path, before: dict[str, Any], now: dict[str, Any], told: str
) -> None:
    made(path, **before)
    with pytest.raises(UsageError) as error:
        check_replaceable(path, "calm.yaml", now)
    assert f"was made with other options ({told}); --replace replaces it, and -o names another file" in str(error.value)


@pytest.mark.parametrize("content", ["", "no JSON", "[]", {"routine": "calm.yaml"}, {"routine": {}, "options": 1}])
def test_what_has_no_report_that_coach_can_read_may_not(path: Path, content: Any) -> None:
    reported(path, content)
    with pytest.raises(UsageError, match="is there, without a report of how coach made it"):
        check_replaceable(path, "calm.yaml", {})


def test_what_has_no_report_may_not(path: Path) -> None:
    with pytest.raises(UsageError, match="is there, without a report of how coach made it"):
        check_replaceable(path, "calm.yaml", {})


def test_a_report_from_before_there_were_options_was_made_with_none(path: Path) -> None:
    reported(path, {"routine": {"file": "calm.yaml"}})
    check_replaceable(path, "calm.yaml", {})
    with pytest.raises(UsageError, match="other options"):
        check_replaceable(path, "calm.yaml", ASKED)


def test_a_title_that_is_no_text_is_recorded_as_the_report_can_hold_it() -> None:
    record = record_of(SessionOptions(), Tags(title="Calm \udcff hands"), None, mono=False)
    assert json.loads(json.dumps(record).encode()) == record == {"title": "Calm ? hands"}


def test_what_was_changed_since_it_was_made_may_not(path: Path) -> None:
    reported(path, {"routine": {"file": "calm.yaml"}, "sha256": digest_of(path)})
    check_replaceable(path, "calm.yaml", {})
    path.write_bytes(b"sound, with a title of somebody's")
    with pytest.raises(UsageError, match="coach did not make it, or it was changed since; --replace replaces it"):
        check_replaceable(path, "calm.yaml", {})


def test_a_report_of_somebody_else_stays_where_there_is_no_file_yet(path: Path) -> None:
    path.unlink()
    reported(path, "mine")
    with pytest.raises(UsageError, match=r"calm.mp3.report.json is there, and coach did not make it"):
        check_replaceable(path, "calm.yaml", {})
