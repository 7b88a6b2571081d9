from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from coach.errors import RoutineError, UsageError
from coach.routine.library import find_routine, open_routine, routine_names
from coach.routine.use import LIBRARY
from coach.timeline.compiler import compile_routine
from coach.timeline.estimate import estimate_by_pace

if TYPE_CHECKING:
    from pathlib import Path

    from coach.timeline.model import Timeline

CAREGIVER, EYES_CLOSED = "caregiver-hand-massage", "eyes-closed-calm"
FOR_THE_EYES = re.compile(
    r"\b(see|look|watch|read|below|above|click|tap here|screen|picture shows|figure)\b", re.IGNORECASE
)


def timeline_of(name: str) -> Timeline:
    routine = open_routine(name)
    return compile_routine(routine, estimate_by_pace(routine.voice.pace))


def facts_of(name: str) -> set[str]:
    """The facts of the sources that a routine's comments say it tells."""
    comments = re.findall(r"\s# (.*)", (LIBRARY / f"{name}.yaml").read_text("utf-8"))
    return {fact for comment in comments for fact in re.findall(r"\b[AH]\d+\b", comment)}


def test_two_routines_come_with_coach() -> None:
    assert routine_names() == [CAREGIVER, EYES_CLOSED]


@pytest.mark.parametrize("name", routine_names())
def test_every_bundled_routine_loads_and_introduces_itself(name: str) -> None:
    routine = open_routine(name)
    assert routine.title
    assert routine.summary
    assert routine.sources


@pytest.mark.parametrize("name", routine_names())
def test_no_sentence_is_longer_than_twenty_words(name: str) -> None:
    sentences = [part for cue in timeline_of(name).speech for part in re.split(r"(?<=[.!?])\s+", cue.text)]
    assert [sentence for sentence in sentences if len(sentence.split()) > 20] == []


@pytest.mark.parametrize("name", routine_names())
def test_every_step_has_a_title_and_a_section(name: str) -> None:
    cues = timeline_of(name).cues
    assert [cue for cue in cues if cue.kind == "practice" and not cue.text] == []
    assert [cue for cue in cues if cue.kind == "speech" and not cue.section and "change hands" not in cue.text] == []


def test_the_caregiver_routine_tells_every_fact_of_its_source() -> None:
    assert facts_of(CAREGIVER) == {f"A{number}" for number in range(1, 19)}


def test_the_eyes_closed_routine_tells_every_fact_of_its_source() -> None:
    assert facts_of(EYES_CLOSED) == {f"H{number}" for number in range(1, 13)}


@pytest.mark.parametrize(("name", "least", "most"), [(CAREGIVER, 11, 16), (EYES_CLOSED, 7, 11)])
def test_a_bundled_routine_takes_its_natural_length(name: str, least: int, most: int) -> None:
    assert least <= timeline_of(name).duration_ms / 60_000 <= most


def test_nothing_has_to_be_seen_with_eyes_closed() -> None:
    heard = [cue.text for cue in timeline_of(EYES_CLOSED).speech]
    assert [text for text in heard if FOR_THE_EYES.search(text)] == []


@pytest.mark.parametrize("name", routine_names())
def test_both_hands_get_the_same(name: str) -> None:
    spoken = [cue.text for cue in timeline_of(name).speech]
    left = [text for text in spoken if re.search(r"\bleft\b", text) and not re.search(r"\bright\b", text)]
    assert left
    assert all(text.replace("left", "right") in spoken for text in left)


def test_a_name_wins_over_a_file_of_that_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / CAREGIVER).write_text("title: Mine\nsteps: [say: Hi]\n")
    assert find_routine(CAREGIVER) == LIBRARY / f"{CAREGIVER}.yaml"
    assert open_routine(f"./{CAREGIVER}").title == "Mine"


@pytest.mark.parametrize("name", ["mine", "mine.yaml", "mine.txt"])
def test_a_file_of_ones_own_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_text("title: Mine\nsteps: [say: Hi]\n")
    assert open_routine(name).title == "Mine"


@pytest.mark.parametrize(("name", "near"), [("caregiver-hand-masage", CAREGIVER), ("eyes-closed", EYES_CLOSED)])
def test_a_misspelled_name_is_answered_with_the_nearest(name: str, near: str) -> None:
    with pytest.raises(UsageError, match=f"there is no routine called '{name}'; did you mean '{near}'"):
        find_routine(name)


def test_a_name_like_no_other_is_answered_with_where_to_look() -> None:
    with pytest.raises(UsageError, match="`coach list` shows the names"):
        find_routine("xylophone")


@pytest.mark.parametrize("name", ["gone.yaml", "gone.yml", "gone/away"])
def test_what_looks_like_a_path_is_taken_for_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=f"there is no file {name}"):
        open_routine(name)


def test_a_name_too_long_for_the_system_is_told() -> None:
    with pytest.raises(RoutineError, match="cannot be read"):
        open_routine("x" * 5000)
