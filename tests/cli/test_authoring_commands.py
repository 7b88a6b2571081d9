from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import coach.cli
from coach.routine import background_options as background
from coach.routine import breaths, guide, instead, model, practice
from coach.routine.base_model import RoutineModel
from coach.routine.loader import parse_routine
from coach.routine.model import Routine
from coach.timeline.compiler import compile_routine
from coach.timeline.estimate import estimate_by_pace
from coach.timeline.lint import lint

pytestmark = pytest.mark.unit

TOPICS = Path(coach.cli.__file__).parent
REFERENCE = (TOPICS / "language.md").read_text("utf-8")


def blocks(text: str) -> list[str]:
    """Its blocks of YAML, but for keys and a library, which tests/test_readme.py tries."""
    every = re.findall(r"^```yaml\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return [block for block in every if not block.startswith(("keys:", "matrix:"))]


BLOCKS = blocks(REFERENCE)
SHOWN = [
    block for path in (Path("README.md"), *sorted(TOPICS.glob("*.md"))) for block in blocks(path.read_text("utf-8"))
]
OF_A_FRAGMENT = {"no-closing", "no-cautions", "unnamed-caution"}

EACH = pytest.mark.parametrize("block", SHOWN, ids=lambda block: block.splitlines()[0][:40])


def routine_of(block: str) -> Routine:
    """The block's routine; a list of steps gets a title, and is English."""
    whole = f"title: A fragment\nsteps:\n{block}" if block.startswith("- ") else block
    return parse_routine(whole.encode(), "FILE")


def models(kind: type[RoutineModel] = RoutineModel) -> Iterator[type[RoutineModel]]:
    for each in kind.__subclasses__():
        if each.__module__ in {module.__name__ for module in (background, breaths, guide, instead, model, practice)}:
            yield each
        yield from models(each)


KEYS = sorted({field.alias or name for kind in models() for name, field in kind.model_fields.items()})


def test_the_reference_has_blocks_and_the_language_keys() -> None:
    assert len(BLOCKS) >= 8
    assert {"title", "with", "for", "in", "from", "keep", "guide", "level"} <= set(KEYS)


@EACH
def test_a_block_that_is_shown_loads_and_compiles(block: str) -> None:
    routine = routine_of(block)
    assert compile_routine(routine, estimate_by_pace(routine.voice.pace)).duration_ms > 0


@EACH
def test_nothing_is_found_in_a_block_that_is_shown(block: str) -> None:
    routine = routine_of(block)
    ignored = OF_A_FRAGMENT if block.startswith("- ") else set()
    found = lint(routine, estimate_by_pace(routine.voice.pace))
    assert [problem for problem in found if problem.code not in ignored] == []


@pytest.mark.parametrize("key", KEYS)
def test_every_key_of_the_language_is_shown_in_a_block_or_named(key: str) -> None:
    shown = any(re.search(rf"(^|[\s{{-]){key}:", block, re.MULTILINE) for block in BLOCKS)
    assert shown or re.search(rf"`{key}[:`]", REFERENCE)


@pytest.mark.parametrize("level", background.LEVELS)
def test_every_level_of_the_background_is_named(level: str) -> None:
    assert re.search(rf"\b{level}\b", REFERENCE)
