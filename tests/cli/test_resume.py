"""The place that is kept of a session, and what `--resume` makes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from coach.cli.resume import kept_background, kept_routine, last_session, marking, options_again
from coach.errors import Contraindicated, UsageError
from coach.player.bookmark import Bookmark, Position, last_bookmark, save, step_in
from coach.player.session.state import State
from coach.routine.library import find_routine
from coach.routine.loader import parse_routine
from coach.session_options import SessionOptions
from coach.timeline.compiler import plan_routine
from coach.units import frames_at

pytestmark = pytest.mark.session

ROUTINE = parse_routine(
    b"title: T\nsteps: [{say: Rest.}, {title: A, say: Rest.}, {say: Rest.}, {title: A, say: Rest.}]\n", "r"
)
PLAN = plan_routine(ROUTINE, lambda text: 50 * len(text))


def kept(at_ms: int) -> Position | None:
    """What is kept of a session that was there and ended."""
    with Bookmark(pytest.fail) as bookmark:
        mark = marking(bookmark, ["r.yaml"], [ROUTINE], SessionOptions())
        assert mark
        mark(State(PLAN, 0, at=frames_at(at_ms)))
    return last_bookmark()


def test_before_its_first_word_a_session_takes_no_others_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_STATE", str(tmp_path))
    first = PLAN.timeline.speech[0].start_ms
    assert kept(0) is None
    assert kept(first) is None
    assert kept(first + 1) is not None


@pytest.mark.parametrize("step", range(1, len(PLAN.parts)))
def test_it_goes_on_in_each_step_and_after_the_last_one_in_that(
    step: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_STATE", str(tmp_path))
    start_ms = (0, *PLAN.steps)[step]
    place = kept(start_ms + 1)
    assert place
    assert step_in(place, PLAN) == min(step, len(PLAN.parts) - 2)


ASKED: dict[str, Any] = {"length_ms": 600_000, "voice": "en-us", "conditions": ["pregnancy"], "despite": ["pregnancy"]}


def asked_for(options: dict[str, Any]) -> Position:
    return Position(routine="desk-break", sha256="", step=2, step_title="", options=options, when=datetime.now(UTC))


def test_what_is_asked_for_now_wins_over_what_was_but_a_condition_stays() -> None:
    now = {"voice": "en-gb", "conditions": ["pregnancy"], "despite": []}
    assert options_again(asked_for(ASKED), now) == SessionOptions(**{**ASKED, "voice": "en-gb"})
    assert options_again(asked_for(ASKED), {}) == SessionOptions(**ASKED)


def test_nobody_goes_on_without_the_caution_for_a_condition_that_they_name_later() -> None:
    with pytest.raises(
        UsageError, match=r"arthritis is said .*`coach play desk-break --condition pregnancy --condition arthritis`"
    ):
        options_again(asked_for(ASKED), {"conditions": ["pregnancy", "arthritis"]})


@pytest.mark.parametrize(
    "options",
    [{"tempo": 1}, {"conditions": None}, {"conditions": [3]}, {"despite": 7}, {"length_ms": "x"}, {"mix": []}],
)
def test_what_no_session_is_asked_for_with_is_another_coachs(options: dict[str, object]) -> None:
    with pytest.raises(UsageError, match="another coach's; play desk-break from its beginning"):
        options_again(asked_for(options), {})


def test_a_routine_is_kept_as_it_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("desk-break", "rain", "mine.yaml", "mine"):
        Path(name).write_text("x")
    assert kept_routine("desk-break") == "desk-break"
    assert kept_routine("mine") == str(tmp_path / "mine") == str(find_routine("mine").resolve())
    assert kept_routine("mine.yaml") == str(tmp_path / "mine.yaml")
    assert kept_routine("not-there.yaml") == "not-there.yaml"


def test_a_background_is_kept_as_it_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("rain", "waves.mp3"):
        Path(name).write_text("x")
    assert kept_background(None) is None
    assert kept_background("rain") == "rain"
    assert kept_background("waves.mp3") == str(tmp_path / "waves.mp3")


def test_a_place_that_is_damaged_is_told_and_a_routine_that_is_named_begins_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_STATE", str(tmp_path))
    (tmp_path / "place.json").write_text('{"routine": "desk-br')
    told: list[str] = []
    assert last_session(["desk-break"], told.append) is None
    lost = f"the place of the last session is lost, for {tmp_path / 'place.json'} is damaged"
    assert told == [f"{lost}; desk-break begins anew"]
    with pytest.raises(UsageError, match="is damaged; name its routine, as in `coach play eyes-closed-calm`"):
        last_session([], told.append)


def test_a_condition_that_forbids_the_routine_is_refused_at_once_and_sends_nobody_anywhere() -> None:
    with pytest.raises(Contraindicated, match="After surgery"):
        options_again(asked_for({}), {"conditions": ("recent-surgery",)})


def test_the_volume_is_kept_with_the_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_STATE", str(tmp_path))
    save(replace(asked_for({}), volume_db=-14.0))
    kept = last_bookmark()
    assert kept
    assert kept.volume_db == -14
