from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from coach.errors import RoutineError
from coach.folders import LIBRARY
from coach.routine.conditions import cautions
from coach.routine.loader import parse_routine
from coach.routine.schema import routine_schema

pytestmark = pytest.mark.unit

CLI = LIBRARY.parent / "cli"
INVALID = Path(__file__).parent / "invalid"

FAULTS = """
unknown-key unknown-key-of-voice unknown-key-of-background misspelled-key misspelled-key-at-the-top
guide-key-unknown guide-key-misspelled pause-in-a-group key-of-a-step-in-a-group instead-in-a-group
skip-for-misspelled with-misspelled count-in-a-time two-forms use-on-a-step
bad-duration negative-duration empty-duration value-of-many-lines time-about time-exact do-until-done
pause-until-ready last-without-unit at-with-a-bad-time turn-not-a-duration length-of-a-routine-without-unit
length-without-unit length-in-feet speed-without-second speed-in-minutes
condition-unknown-in-cautions condition-unknown-in-instead condition-unknown-in-skip-for
condition-unknown-in-skip-for-of-a-group
empty-step group-without-steps group-with-no-steps steps-empty no-steps no-title use-and-steps a-list a-text
each-and-repeat between-without-loop guide-without-do rhythm-without-do
each-with-two-names each-without-names each-without-values each-with-a-strange-name with-bad-names with-a-list
at-empty instead-empty with-empty allow-empty skip-for-empty
strokes-zero strokes-too-many strokes-by-halves strokes-in-words strokes-negative strokes-without-path
circles-without-across breaths-zero breaths-too-many breaths-exactly breaths-without-out rounds-without-release
repeat-never repeat-by-halves no-voice-so-fast no-voice-so-slow
style-unknown level-loud keep-with-nonsense keep-zero keep-too-late keep-number settle-maybe next-perhaps
count-silently rhythm-sound-unknown breath-sound-unknown rhythm-without-every last-without-time time-missing
wrong-type-for wrong-type-language wrong-type-do wrong-type-pause wrong-type-say wrong-type-steps wrong-type-title
wrong-type-voice wrong-type-background wrong-type-sources cautions-is-a-text needs-a-text allow-a-text
skip-for-a-text guide-a-text rhythm-a-text good-for-a-text sources-of-a-step-a-text sources-of-a-group-empty
sources-misspelled
bare-good-for bare-cautions bare-needs bare-length bare-voice bare-background bare-allow bare-do bare-pause bare-guide
bare-rhythm bare-skip-for bare-keep bare-title bare-time bare-use bare-settle bare-last bare-next bare-count
bare-style bare-repeat bare-each
level-too-low level-too-high level-too-high-with-its-unit level-in-percent level-negative level-zero bare-level
background-sound-a-list beginning-misspelled beginning-with-a-fade bare-beginning ending-misspelled
ending-fade-without-a-time ending-fade-without-unit ending-bell-with-a-time bare-ending
rhythm-with-the-sound-of-a-breath
bare-pronounce pronounce-a-list pronounce-unreadable
until-another instead-of-nothing instead-key-misspelled instead-a-list
again-without-say wrong-type-again bare-again words-without-default words-condition-unknown words-a-text words-empty
"""
"""Names of routines in `invalid` whose fault shows in their shape."""

VALIDATOR = Draft202012Validator(routine_schema())


def whole(block: str) -> str:
    """A routine around a list of steps; a whole routine stays as it is."""
    return f"title: T\nsteps:\n{block}" if block.startswith("- ") else block


BLOCKS = [
    whole(block) for block in re.findall(r"```yaml\n(.*?)```", (CLI / "language.md").read_text("utf-8"), re.DOTALL)
]
FILES = [*sorted(LIBRARY.glob("*.yaml")), CLI / "start.yaml"]


def complaints(text: str | bytes) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(yaml.safe_load(text))]


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(routine_schema())


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_the_schema_accepts_every_routine_of_coach(file: Path) -> None:
    assert complaints(file.read_bytes()) == []


def test_the_reference_has_examples() -> None:
    assert len(BLOCKS) >= 8


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_the_schema_accepts_every_example_of_the_reference(block: str) -> None:
    assert complaints(block) == []


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_every_example_of_the_reference_loads(block: str) -> None:
    assert parse_routine(block.encode(), "FILE").steps


@pytest.mark.parametrize(
    "step",
    [
        "say: 5",
        "{title: yes, say: Sit.}",
        "do: 40s",
        "do: 1m30s",
        "do: 1.5 min",
        "do: 40s exactly",
        "do: 1.5 min exactly",
        "do: '1:30'",
        "do: '1:30 exactly'",
        "do: '0:01:30'",
        "do: {time: 40s}",
        "do: {time: 40s, from: 20s, to: 60s, style: kneading}",
        "do: {strokes: 3, path: 18cm}",
        "do: {strokes: 3 exactly, path: 2.5 cm, speed: 3 cm/s, turn: 1s, style: kneading, count: aloud}",
        "do: {circles: '12', across: 1in, speed: 30mm/s}",
        "do: {times: 5}",
        "do: {times: 5 exactly, each: 4s}",
        "do: {breaths: 6, in: 4s, out: 6s}",
        "do: {breaths: 6, in: 4s, out: 6s, sound: none, words: {in: In., out: Out.}}",
        "do: {rounds: 2, tense: 7s, release: 30s, words: {tense: Now., release: Go.}}",
        "do: until ready",
        "do: until ready, at most 1m30s",
        "do: {until: ready}",
        "do: {until: ready, at most: 3m, remind: Go on when you are warm.}",
        "{say: Sit., do: 9s, instead: {crps: {say: Rest., do: 5s, guide: {half: On.}}, arthritis: {do: none}}}",
        "{do: 9s, instead: {crps or arthritis: {do: {times: 3}, rhythm: {every: 4s}}}}",
        "{section: S, keep: optional 2, steps: [say: Sit.]}",
        "pause: 3s",
        "pause: 3s exactly",
        "pause: {time: 3s, to: 5s}",
        "{do: 40s, guide: {half: Half way., last: 10s, at: {8s: Slower., '0:20': On.}, next: yes}}",
        "{do: 40s, guide: {last: {time: 10s, say: Soon.}, next: no}}",
        "{do: {times: 3}, guide: {count: aloud}}",
        "{do: 40s, rhythm: {every: 4s}}",
        "{do: 40s, rhythm: {every: 500ms, sound: soft-tick}}",
        "{say: Sit., instead: {arthritis: Rest., pregnancy: Breathe.}, skip_for: [crps]}",
        "{say: Sit., instead: {arthritis or crps: Rest., pregnancy: Breathe.}}",
        "{say: 'Sit {how}.', words: {how: {default: down, crps: none, arthritis or pregnancy: up}}}",
        "{section: S, words: {how: {default: 5}}, steps: [say: 'Sit {how}.']}",
        "{say: Sit down., again: Sit.}",
        "{repeat: 2, again: none, steps: [{say: Sit down., again: none}]}",
        "{say: Sit., keep: optional}",
        "{say: Sit., keep: optional 2, allow: [long-silence]}",
        "{section: S, skip_for: [crps], allow: [x], steps: [say: Sit.]}",
        "{say: Sit., sources: [A3]}",
        "{section: S, sources: [A3, what my grandmother did], steps: [say: Sit.]}",
        "{use: eyes-closed-calm/gratitude, sources: [A3]}",
        "{repeat: 3, between: Again., steps: [say: Sit.]}",
        "{each: {n: [1, 2, 3]}, between: Again., steps: [say: '{n}']}",
        "say: '[sound side-change] Change hands.'",
        "{repeat: 2, between: '[sound side-change] Again.', steps: [say: Sit.]}",
        "{do: 40s, rhythm: {every: 12s, sound: end-bell}}",
        "use: eyes-closed-calm/gratitude",
        "{section: S, each: {hand: [left, right]}, use: eyes-closed-calm/small-circles}",
        "{use: eyes-closed-calm/small-circles, with: {hand: left, other_hand: right}}",
    ],
)
def test_every_form_that_loads_is_accepted(step: str) -> None:
    text = f"title: T\nsteps:\n  - {step}\n"
    assert parse_routine(text.encode(), "FILE").steps
    assert complaints(text) == []


@pytest.mark.parametrize(
    "line",
    [
        "summary: 5",
        "words: {how: {default: down, crps: none}}",
        "for: self",
        "language: pt-BR",
        "length: 10m",
        "good_for: []",
        "good_for: [sleep, 2 sore hands]",
        "needs: []",
        "needs: [a towel, 2 cushions]",
        "cautions: [crps, {pregnancy: Gently.}, {name: diabetes, say: Softly.}, {name: arthritis}]",
        "sources: [a book]",
        "allow: [long-silence]",
        "voice: {pace: 90, name: Anna, settle: yes}",
        "voice: {settle: 'no'}",
        "background: {sound: none, level: accessible}",
        "background: {sound: ./my rain.mp3, level: none}",
        "background: {level: calm}",
        "background: {level: 6}",
        "background: {level: 14.5}",
        "background: {level: 14 LU}",
        "background: {level: '40dB'}",
        "beginning: bell",
        "beginning: none",
        "ending: bell",
        "ending: none",
        "ending: fade 3m",
        "ending: fade 1:30",
        "ending: fade 1h",
    ],
)
def test_every_line_at_the_top_that_loads_is_accepted(line: str) -> None:
    text = f"title: T\n{line}\nsteps: [say: Sit.]\n"
    assert parse_routine(text.encode(), "FILE").steps
    assert complaints(text) == []


@pytest.mark.parametrize(
    "fault",
    FAULTS.split(),
)
def test_the_schema_rejects_what_does_not_fit_together(fault: str) -> None:
    assert complaints((INVALID / f"{fault}.yaml").read_bytes()) != []


def test_the_schema_offers_every_condition() -> None:
    names = set(cautions())

    def lists(node: Any) -> bool:
        inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        return (isinstance(node, dict) and set(map(str, node.get("enum", ()))) == names) or any(map(lists, inner))

    assert lists(routine_schema())


@pytest.mark.parametrize(
    "line",
    [
        "background: {level: [calm]}",
        "background: {level: {LU: 14}}",
        "beginning: [bell]",
        "ending: [bell]",
        "ending: {fade: 3m}",
        "ending: true",
    ],
)
def test_what_is_no_text_is_rejected_as_the_loader_does(line: str) -> None:
    text = f"title: T\n{line}\nsteps: [say: Sit.]\n"
    with pytest.raises(RoutineError):
        parse_routine(text.encode(), "FILE")
    assert complaints(text) != []


@pytest.mark.parametrize(
    "key", ["title", "steps", "say", "do", "guide", "instead", "words", "each", "with", "keep", "sources", "good_for"]
)
def test_the_schema_explains_its_keys(key: str) -> None:
    schema = routine_schema()
    kinds = [schema, *(kind for kind in schema["$defs"].values())]
    found = [kind["properties"][key] for kind in kinds if key in kind.get("properties", {})]
    assert found
    assert any(shown.get("description") for shown in found)


def test_what_the_schema_accepts_can_still_be_refused_by_the_loader() -> None:
    text = "title: T\nsteps: [say: 'The {hand} hand.']\n"
    assert complaints(text) == []
    with pytest.raises(RoutineError, match="never set"):
        parse_routine(text.encode(), "FILE")
