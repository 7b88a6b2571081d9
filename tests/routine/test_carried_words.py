from __future__ import annotations

from pathlib import Path

import pytest

from coach.errors import RoutineError
from coach.routine.for_listener import adapt
from coach.routine.loader import load_routine
from coach.routine.narration import Words
from coach.timeline.expand import expand

pytestmark = pytest.mark.unit

OTHER = """title: Other
words: {how: {default: firmly, crps: softly}, unused: {default: never, crps: ever}}
steps:
  - words: {how: {default: hard, arthritis: lightly}}
    steps:
      - {title: Inner, say: 'Press {how}.'}
  - {title: Outer, say: 'Hold {how}.'}
  - use: other/inner
"""


def heard(folder: Path, steps: str, *conditions: str, other: str = OTHER) -> list[str]:
    (folder / "other.yaml").write_text(other)
    (folder / "mine.yaml").write_text(f"title: Mine\nsteps:\n{steps}")
    actions = [*expand(adapt(load_routine(folder / "mine.yaml"), conditions))][len(conditions) :]
    return [" ".join(part.text for part in action.narration if isinstance(part, Words)) for action in actions]


@pytest.mark.parametrize(
    ("title", "conditions", "said"),
    [
        ("outer", (), "Hold firmly."),
        ("outer", ("crps",), "Hold softly."),
        ("inner", (), "Press hard."),
        ("inner", ("arthritis",), "Press lightly."),
    ],
)
def test_a_step_that_is_used_brings_the_words_around_it(
    tmp_path: Path, title: str, conditions: tuple[str, ...], said: str
) -> None:
    assert heard(tmp_path, f"  - use: other/{title}\n", *conditions) == [said]


def test_a_routine_that_is_used_brings_its_words(tmp_path: Path) -> None:
    assert heard(tmp_path, "  - use: other\n", "crps") == ["Press hard.", "Hold softly.", "Press hard."]


def test_words_of_the_one_who_uses_it_hold(tmp_path: Path) -> None:
    steps = "  - {use: other/outer, words: {how: {default: still, crps: or not}}}\n"
    assert heard(tmp_path, steps) == ["Hold still."]


def test_nobody_loses_words_for_a_condition_through_with(tmp_path: Path) -> None:
    with pytest.raises(RoutineError, match=r"mine.yaml:3:31: \{how\} is set by 'words' too"):
        heard(tmp_path, "  - {use: other/outer, with: {how: still}}\n")


def test_only_words_that_are_named_are_brought(tmp_path: Path) -> None:
    heard(tmp_path, "  - use: other/outer\n")
    (group,) = load_routine(tmp_path / "mine.yaml").steps
    assert [*(group.words or {})] == ["how"]


def test_routines_that_use_each_other_without_end_of_depth_take_no_time(tmp_path: Path) -> None:
    """Each section uses the one before twice: two to the thirtieth ways lead down."""
    sections = "".join(
        f"  - {{section: S{n}, steps: [{{use: other/s{n - 1}}}, {{use: other/s{n - 1}}}]}}\n" for n in range(1, 12)
    )
    first = "  - {section: S0, steps: [{say: 'A {how}.'}]}\n"
    other = f"title: O\nwords: {{how: {{default: x}}}}\nsteps:\n{first}{sections}"
    assert len(heard(tmp_path, "  - use: other/s6\n", other=other)) == 2**6
