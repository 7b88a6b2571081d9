from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from coach.errors import Problem, RoutineError
from coach.folders import LIBRARY
from coach.routine.loader import load_routine, parse_routine
from coach.timeline.estimate import estimate_by_pace
from coach.timeline.lint import ALWAYS, RULES, explain, lint

pytestmark = pytest.mark.unit

HERE = Path(__file__).parent
CODES = [*RULES, *ALWAYS]
IN_VALUES = sorted(RULES.keys() - {"lost-words"})
"""The codes of what is found however the file is written: no comment is left in another form of it."""
IN_STEPS = sorted({*IN_VALUES} - {"no-cautions", "no-consent", "other-language"})
"""The codes of what is found in a step, and not in the routine as a whole."""
Found = Callable[..., list[str]]


def findings(data: bytes) -> list[Problem]:
    try:
        routine = parse_routine(data, "FILE")
        return lint(routine, estimate_by_pace(routine.voice.pace))
    except RoutineError as refusal:
        return list(refusal.problems)


def planted(code: str) -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((HERE / "planted" / f"{code}.yaml").read_text("utf-8"))
    return document


def found_in(document: dict[str, Any]) -> list[str]:
    return [problem.code for problem in findings(json.dumps(document, ensure_ascii=False).encode())]


def items(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for item in document.get("steps", ()):
        yield item
        yield from items(item)


@pytest.mark.parametrize("code", CODES)
def test_a_planted_fault_is_found_and_nothing_else(code: str) -> None:
    told = "".join(f"{problem}\n" for problem in findings((HERE / "planted" / f"{code}.yaml").read_bytes()))
    assert told == (HERE / "planted" / f"{code}.txt").read_text("utf-8")


@pytest.mark.parametrize("code", CODES)
def test_a_finding_has_its_code_and_says_what_to_do(code: str) -> None:
    (problem,) = findings((HERE / "planted" / f"{code}.yaml").read_bytes())
    assert (problem.code, problem.severity) == (code, "error" if code == "name-never-set" else "warning")
    assert problem.hint


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_found_in_its_clean_twin(code: str) -> None:
    assert findings((HERE / "clean" / f"{code}.yaml").read_bytes()) == []


@pytest.mark.parametrize("folder", ["planted", "clean"])
def test_every_code_has_its_routine(folder: str) -> None:
    assert {path.stem for path in (HERE / folder).iterdir()} == set(CODES)


@pytest.mark.parametrize("path", sorted(LIBRARY.glob("*.yaml")), ids=lambda path: path.stem)
def test_nothing_is_found_in_a_bundled_routine(path: Path) -> None:
    routine = load_routine(path)
    assert lint(routine, estimate_by_pace(routine.voice.pace)) == []


@pytest.mark.parametrize("code", IN_VALUES)
def test_a_finding_is_allowed_for_the_whole_routine(code: str) -> None:
    assert found_in({**planted(code), "allow": [code]}) == []


@pytest.mark.parametrize("code", IN_STEPS)
def test_a_finding_is_allowed_in_a_group_around_it(code: str) -> None:
    document = planted(code)
    around = {"steps": document["steps"], "allow": [code]}
    assert found_in({**document, "steps": [around]}) == []
    further = {"steps": [{"steps": document["steps"]}], "allow": [code]}
    assert found_in({**document, "steps": [further]}) == []


@pytest.mark.parametrize("code", IN_STEPS)
def test_a_finding_is_allowed_where_it_is_and_in_no_other_step(code: str) -> None:
    silent = []
    for index in range(len(list(items(planted(code))))):
        document = planted(code)
        list(items(document))[index]["allow"] = [code]
        silent.append(found_in(document) == [])
    assert silent.count(True) == 1


def test_what_is_allowed_twice_around_a_finding_is_needed_twice() -> None:
    document = planted("long-silence")
    document["steps"][0]["allow"] = ["long-silence"]
    assert found_in({**document, "allow": ["long-silence"]}) == []


def test_to_allow_one_code_allows_no_other() -> None:
    assert set(found_in({**planted("long-silence"), "allow": ["long-step"]})) == {"long-silence", "unused-allow"}


def test_an_allow_of_another_step_is_unused() -> None:
    document = planted("long-silence")
    document["steps"][1]["allow"] = ["long-silence"]
    assert found_in(document) == ["long-silence", "unused-allow"]


@pytest.mark.parametrize("code", ALWAYS)
def test_what_always_holds_cannot_be_allowed(found: Found, code: str) -> None:
    assert found("{say: Hold your hand., do: 10s}", head=f"allow: [{code}]") == ["unused-allow"]


def test_a_misspelt_allow_is_told_with_the_nearest_code() -> None:
    (problem,) = findings(b"title: T\nallow: [long-silense]\nsteps:\n  - say: This is the end.\n")
    message = "nothing is found here that 'long-silense' allows (did you mean 'long-silence'?)"
    assert str(problem) == f"FILE:2:1: warning[unused-allow]: {message}"


def test_a_fault_in_a_loop_is_told_once(found: Found) -> None:
    step = "{say: Breathe., do: {breaths: 1, in: 5s, out: 4s}}"
    assert found(f"{{repeat: 3, steps: [{step}]}}") == ["short-exhale"]


def test_many_faults_come_in_the_order_of_the_file(found: Found) -> None:
    breath = "{say: Breathe., do: {breaths: 1, in: 9s, out: 8s}}"
    assert found(breath, "{say: Listen., do: 2m}", head="for: caregiver") == [
        "no-cautions",
        "no-consent",
        "breath-cycle",
        "short-exhale",
        "long-silence",
    ]


def test_a_length_that_cannot_be_had_is_an_error() -> None:
    (problem,) = findings(b"title: T\nlength: 1s\nsteps:\n  - say: This is the end.\n")
    assert (problem.severity, problem.place.line) == ("error", 2)


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained(code: str) -> None:
    assert (explain(code) or "").startswith(f"{code}: ")


@pytest.mark.parametrize("code", RULES)
def test_an_explanation_says_how_to_allow_it(code: str) -> None:
    assert f"allow: [{code}]" in (explain(code) or "")


def test_an_unknown_code_has_no_explanation() -> None:
    assert explain("long-silense") is None


def test_what_fails_only_for_a_condition_is_told_too() -> None:
    text = """title: T
steps:
  - {title: A, say: Sit., do: 20s, guide: {next: yes}}
  - {title: B, say: Rest., skip_for: [pregnancy]}
  - say: That was all.
"""
    (problem,) = findings(text.encode())
    assert str(problem).startswith(
        "FILE:3:36: warning[fails-for-condition]: for pregnancy: 'next: yes', but the next step has no title"
    )
