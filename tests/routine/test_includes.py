from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import Place, Problem, RoutineError
from coach.folders import LIBRARY
from coach.routine import includes as use
from coach.routine.library import open_routine
from coach.routine.loader import load_routine, parse_routine
from coach.routine.model import Group, Routine
from coach.routine.routine_files import bundled_routines
from coach.timeline.compiler import compile_routine, reach_of
from coach.timeline.expand import expand

pytestmark = pytest.mark.unit

HANDS = """title: Hands
steps:
  - title: Hold it
    say: Hold the {hand} hand.
  - section: Both hands
    steps:
      - title: Rest
        say: Let both hands rest.
      - say: Breathe.
"""

Load = Callable[..., Routine]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Write routines into a folder, and load the first of them: `steps` as its steps, others whole."""

    def loaded(steps: str, **others: str) -> Routine:
        for name, text in others.items():
            (tmp_path / f"{name}.yaml").write_text(text)
        (tmp_path / "mine.yaml").write_text(f"title: Mine\nsteps:\n{steps}")
        return load_routine(tmp_path / "mine.yaml")

    return loaded


@pytest.fixture
def refused(load: Load, tmp_path: Path) -> Callable[..., list[str]]:
    """The problems of routines, told from within their folder."""

    def problems(steps: str, **others: str) -> list[str]:
        with pytest.raises(RoutineError) as error:
            load(steps, **others)
        assert all(problem.hint for problem in error.value.problems)
        return str(error.value).replace(f"{tmp_path.resolve()}/", "").replace(f"{tmp_path}/", "").splitlines()

    return problems


Refused = Callable[..., list[str]]


def said(routine: Routine) -> list[str]:
    return [" ".join(getattr(part, "text", "…") for part in action.narration) for action in expand(routine)]


def test_a_step_of_another_routine_is_used(load: Load) -> None:
    assert said(load("  - use: hands/rest\n", hands=HANDS)) == ["Let both hands rest."]


def test_a_section_is_used_with_all_its_steps(load: Load) -> None:
    routine = load("  - say: Sit.\n  - use: hands/both hands\n", hands=HANDS)
    assert said(routine) == ["Sit.", "Let both hands rest.", "Breathe."]
    assert {action.section for action in expand(routine)} == {None, "Both hands"}


def test_a_whole_routine_is_used_as_a_section_of_its_title(load: Load) -> None:
    routine = load("  - use: other\n", other="title: Calm\nsteps: [say: Sit., say: Rest.]\n")
    assert [(action.section, text) for action, text in zip(expand(routine), said(routine), strict=True)] == [
        ("Calm", "Sit."),
        ("Calm", "Rest."),
    ]


@pytest.mark.parametrize("title", ["Hold it", "HOLD IT", "hold-it", "hold  it!", "'  Hold it'"])
def test_capitals_spaces_and_signs_do_not_matter_in_a_title(load: Load, title: str) -> None:
    assert said(load(f"  - use: hands/{title}\n    with: {{hand: left}}\n", hands=HANDS)) == ["Hold the left hand."]


@pytest.mark.parametrize("name", ["hands", "hands.yaml"])
def test_a_routine_may_be_named_with_its_suffix(load: Load, name: str) -> None:
    assert said(load(f"  - use: {name}/rest\n", hands=HANDS)) == ["Let both hands rest."]


def test_with_says_what_the_names_stand_for(load: Load) -> None:
    steps = "  - use: hands/hold it\n    with: {hand: left}\n  - use: hands/hold it\n    with: {hand: right}\n"
    assert said(load(steps, hands=HANDS)) == ["Hold the left hand.", "Hold the right hand."]


def test_with_may_pass_on_a_name_from_around(load: Load) -> None:
    steps = "  - each: {side: [left, right]}\n    steps:\n      - use: hands/hold it\n        with: {hand: '{side}'}\n"
    assert said(load(steps, hands=HANDS)) == ["Hold the left hand.", "Hold the right hand."]


def test_names_from_around_are_known_in_what_is_used(load: Load) -> None:
    steps = "  - each: {hand: [left, right]}\n    between: Change.\n    use: hands/hold it\n"
    assert said(load(steps, hands=HANDS)) == ["Hold the left hand.", "Change.", "Hold the right hand."]


def test_a_used_step_may_be_repeated_and_left_out(load: Load) -> None:
    (group,) = load("  - use: hands/rest\n    repeat: 3\n    skip_for: [crps]\n", hands=HANDS).steps
    assert isinstance(group, Group)
    assert (group.skip_for, group.turns) == (["crps"], 3)


def test_a_step_of_the_same_file_is_used(load: Load) -> None:
    steps = "  - title: Shake\n    say: Shake your hands.\n  - say: Rest.\n  - use: mine/shake\n"
    assert said(load(steps)) == ["Shake your hands.", "Rest.", "Shake your hands."]


def test_what_is_used_may_use_others(load: Load) -> None:
    middle = "title: Middle\nsteps:\n  - section: Part\n    steps:\n      - use: hands/rest\n"
    assert said(load("  - use: middle/part\n", middle=middle, hands=HANDS)) == ["Let both hands rest."]


def test_a_step_is_used_from_the_library(load: Load) -> None:
    (text,) = said(load("  - use: eyes-closed-calm/Gratitude\n"))
    assert said(open_routine("eyes-closed-calm")).count(text) == 1


def test_without_a_folder_there_is_the_library() -> None:
    assert parse_routine(b"title: T\nsteps: [use: eyes-closed-calm/gratitude]\n", "FILE").steps


def test_a_folders_own_file_comes_before_the_librarys(load: Load) -> None:
    own = "title: Own\nsteps:\n  - title: Gratitude\n    say: Thank you.\n"
    assert said(load("  - use: eyes-closed-calm/gratitude\n", **{"eyes-closed-calm": own})) == ["Thank you."]


def test_a_routine_of_the_library_uses_what_lies_beside_it(
    load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = tmp_path / "library"
    library.mkdir()
    (library / "moves.yaml").write_text("title: Moves\nsteps:\n  - title: Rest\n    say: The library's rest.\n")
    (library / "calm.yaml").write_text("title: Calm\nsteps:\n  - section: Rest\n    steps: [use: moves/rest]\n")
    monkeypatch.setattr(use, "LIBRARY", library)
    mine = "title: Mine\nsteps:\n  - title: Rest\n    say: My own rest.\n"
    assert said(load("  - use: calm/rest\n", moves=mine)) == ["The library's rest."]


def test_a_step_is_used_from_ones_routines_folder(load: Load, own: Path) -> None:
    (own / "hands.yaml").write_text(HANDS)
    assert said(load("  - use: hands/rest\n")) == ["Let both hands rest."]


def test_what_lies_beside_a_file_comes_before_ones_routines_folder(load: Load, own: Path) -> None:
    (own / "hands.yaml").write_text(HANDS)
    beside = "title: Beside\nsteps:\n  - title: Rest\n    say: Rest beside.\n"
    assert said(load("  - use: hands/rest\n", hands=beside)) == ["Rest beside."]


@pytest.mark.parametrize("suffix", [".yaml", ".yml"])
def test_ones_routines_folder_comes_before_the_library(load: Load, own: Path, suffix: str) -> None:
    text = "title: Own\nsteps:\n  - title: Gratitude\n    say: Thank you.\n"
    (own / f"eyes-closed-calm{suffix}").write_text(text)
    assert said(load("  - use: eyes-closed-calm/gratitude\n")) == ["Thank you."]


def test_a_routine_of_the_library_uses_the_librarys_and_not_ones_own(own: Path) -> None:
    before = said(open_routine("self-hand-massage"))
    (own / "techniques.yaml").write_text("title: Own\nsteps: [say: Mine.]\n")
    assert said(open_routine("self-hand-massage")) == before


def test_what_is_used_from_ones_routines_folder_uses_what_lies_beside_it(load: Load, own: Path) -> None:
    (own / "calm.yaml").write_text("title: Calm\nsteps:\n  - section: Part\n    steps: [use: moves/rest]\n")
    (own / "moves.yaml").write_text("title: Moves\nsteps:\n  - title: Rest\n    say: My own rest.\n")
    beside = "title: Beside\nsteps:\n  - title: Rest\n    say: Rest beside.\n"
    assert said(load("  - use: calm/part\n  - use: moves/rest\n", moves=beside)) == ["My own rest.", "Rest beside."]


def test_without_a_folder_there_is_ones_own(own: Path) -> None:
    (own / "hands.yaml").write_text(HANDS)
    assert said(parse_routine(b"title: T\nsteps: [use: hands/rest]\n", "FILE")) == ["Let both hands rest."]


def test_a_routine_of_ones_own_is_known_to_who_misspells_it(refused: Refused, own: Path) -> None:
    (own / "evening.yaml").write_text(HANDS)
    (problem,) = refused("  - use: evning/rest\n")
    assert problem.endswith("there is no routine called 'evning' to use (did you mean 'evening'?)")


def test_a_fault_in_a_routine_of_ones_own_is_told_at_its_own_place(refused: Refused, own: Path) -> None:
    (own / "other.yaml").write_text("title: O\nsteps:\n  - title: Rest\n    do: long\n")
    (problem,) = refused("  - use: other/rest\n")
    assert problem.startswith(f"{own.resolve()}/other.yaml:4:5: 'long' is not a duration")


@pytest.mark.parametrize("used", ["../secret", "inner/hands"])
def test_nothing_outside_ones_routines_folder_is_used(refused: Refused, own: Path, used: str) -> None:
    (own / "inner").mkdir()
    (own / "inner" / "hands.yaml").write_text(HANDS)
    (own.parent / "secret.yaml").write_text(HANDS)
    (problem,) = refused(f"  - use: {used}\n")
    assert "leads out of the folder" in problem or "there is no routine called 'inner'" in problem


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_out_of_ones_routines_folder_is_not_followed(
    refused: Refused, own: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.yaml"
    secret.write_text(HANDS)
    (own / "hands.yaml").symlink_to(secret)
    (problem,) = refused("  - use: hands/rest\n")
    assert problem == "mine.yaml:3:5: 'hands' is a link that leads out of the folder (copy the file)"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_ones_routines_folder_may_itself_be_a_link(
    load: Load, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own / "hands.yaml").write_text(HANDS)
    (tmp_path / "link").symlink_to(own)
    monkeypatch.setenv("COACH_ROUTINES", str(tmp_path / "link"))
    assert said(load("  - use: hands/rest\n")) == ["Let both hands rest."]


def test_ones_routines_folder_may_be_given_relative_to_where_coach_runs(
    load: Load, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own / "hands.yaml").write_text(HANDS)
    monkeypatch.chdir(own.parent)
    monkeypatch.setenv("COACH_ROUTINES", own.name)
    assert said(load("  - use: hands/rest\n")) == ["Let both hands rest."]


def test_what_is_used_keeps_its_sources_and_the_use_has_its_own(load: Load) -> None:
    other = "title: O\nsteps:\n  - {title: Rest, say: Rest., sources: [J1]}\n"
    (group,) = load("  - use: other/rest\n    sources: [A3]\n", other=other).steps
    assert isinstance(group, Group)
    assert (group.sources, group.steps[0].sources) == (["A3"], ["J1"])


@pytest.mark.parametrize("name", list(bundled_routines()))
def test_every_routine_of_the_library_can_be_used_whole(load: Load, name: str) -> None:
    assert said(load(f"  - use: {name}\n")) == said(open_routine(name))


def test_a_file_that_ends_in_yml_is_used(load: Load, tmp_path: Path) -> None:
    (tmp_path / "hands.yml").write_text(HANDS)
    assert said(load("  - use: hands/rest\n")) == ["Let both hands rest."]


def test_what_is_used_keeps_its_own_places(load: Load, tmp_path: Path) -> None:
    (group,) = load("  - use: hands/rest\n", hands=HANDS).steps
    assert isinstance(group, Group)
    (step,) = group.steps
    assert group.place("use") == Place(str(tmp_path / "mine.yaml"), 3, 5)
    assert (Path(step.place("say").file), step.place("say").line) == ((tmp_path / "hands.yaml").resolve(), 8)


def test_a_misspelled_routine_is_answered_with_the_nearest(refused: Refused) -> None:
    assert refused("  - use: hand/rest\n", hands=HANDS) == [
        "mine.yaml:3:5: there is no routine called 'hand' to use (did you mean 'hands'?)"
    ]


def test_a_misspelled_title_is_answered_with_the_nearest(refused: Refused) -> None:
    assert refused("  - use: hands/hold-him\n", hands=HANDS) == [
        "mine.yaml:3:5: 'hands' has no step or section called 'hold-him' (did you mean 'hands/hold-it'?)"
    ]


def test_a_name_like_no_other_is_answered_with_where_to_look(refused: Refused) -> None:
    (problem,) = refused("  - use: xylophone\n")
    assert problem.endswith("(name a routine of the library or of the same folder)")


def test_a_title_of_signs_alone_finds_nothing(refused: Refused) -> None:
    (problem,) = refused("  - use: other/!!!\n", other="title: O\nsteps: [say: Sit.]\n")
    assert "'other' has no step or section called '!!!'" in problem


def test_a_title_that_stands_twice_is_told_with_its_lines(refused: Refused) -> None:
    other = "title: O\nsteps:\n  - {title: Rest, say: Sit.}\n  - {section: rest!, steps: [say: Rest.]}\n"
    assert refused("  - use: other/rest\n", other=other) == [
        "mine.yaml:3:5: 'other' has more than one 'rest', in lines 3 and 4 (give them different titles)"
    ]


def test_use_and_steps_do_not_go_together(refused: Refused) -> None:
    assert refused("  - use: hands/rest\n    steps:\n      - say: Sit.\n", hands=HANDS) == [
        "mine.yaml:3:5: 'use' and 'steps' in one group (put one group inside the other)"
    ]


@pytest.mark.parametrize(
    "used",
    [
        "../secret",
        "../secret/rest",
        "hands/../../secret",
        "..",
        ".",
        "./hands",
        "/etc/passwd",
        "~/secret",
        "~",
        r"..\secret",
        r"folder\secret",
        r"C:\secret",
        "C:secret",
        r"\\server\secret",
        "'hands/..'",
    ],
)
def test_nothing_outside_the_folder_is_used(refused: Refused, used: str) -> None:
    (problem,) = refused(f"  - use: {used}\n", hands=HANDS)
    assert "leads out of the folder (a routine uses what is in its own folder or in the library)" in problem


def test_a_folder_within_the_folder_is_no_routine(refused: Refused, tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "hands.yaml").write_text(HANDS)
    (problem,) = refused("  - use: inner/hands\n")
    assert "there is no routine called 'inner' to use" in problem


def test_a_routine_in_the_folder_of_a_language_is_used_by_its_whole_name(load: Load, tmp_path: Path) -> None:
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "hands.yaml").write_text(HANDS.replace("Let both hands rest.", "Lassen Sie beide Hände ruhen."))
    used = ["de/hands/rest", "hands/rest", "es/caregiver-hand-massage/soltar-en-silencio"]
    steps = "".join(f"  - use: {each}\n" for each in used)
    assert said(load(steps, hands=HANDS)) == [
        "Lassen Sie beide Hände ruhen.",
        "Let both hands rest.",
        "Suelte muy despacio, sin decir nada. Descanse unos segundos, en silencio.",
    ]
    (tmp_path / "de" / "mine.yaml").write_text("title: Mine\nsteps:\n  - use: hands/rest\n")
    assert said(load_routine(tmp_path / "de" / "mine.yaml")) == ["Lassen Sie beide Hände ruhen."]


def test_a_title_in_a_routine_that_is_called_like_a_language_is_found(load: Load) -> None:
    assert said(load("  - use: de/rest\n", de=HANDS)) == ["Let both hands rest."]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("linked", ["de", "de/hands.yaml"])
def test_no_link_leads_out_of_the_folder_of_a_language(
    refused: Refused, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, linked: str
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "hands.yaml").write_text(HANDS)
    (tmp_path / linked).parent.mkdir(exist_ok=True)
    (tmp_path / linked).symlink_to(elsewhere if linked == "de" else elsewhere / "hands.yaml")
    assert refused("  - use: de/hands/rest\n") == [
        "mine.yaml:3:5: 'de/hands' is a link that leads out of the folder (copy the file)"
    ]


def test_a_folder_named_like_a_routine_is_none(refused: Refused, tmp_path: Path) -> None:
    (tmp_path / "hands.yaml").mkdir()
    (problem,) = refused("  - use: hands\n")
    assert "there is no routine called 'hands' to use" in problem


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("relative", [True, False])
def test_a_link_out_of_the_folder_is_not_followed(
    refused: Refused, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, *, relative: bool
) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.yaml"
    secret.write_text(HANDS)
    (tmp_path / "hands.yaml").symlink_to(Path("..") / secret.parent.name / secret.name if relative else secret)
    assert refused("  - use: hands/rest\n") == [
        "mine.yaml:3:5: 'hands' is a link that leads out of the folder (copy the file)"
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_within_the_folder_is_followed(load: Load, tmp_path: Path) -> None:
    (tmp_path / "hands.yaml").symlink_to(tmp_path / "paws.yaml")
    assert said(load("  - use: hands/rest\n", paws=HANDS)) == ["Let both hands rest."]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("target", ["gone.yaml", "hands.yaml"])
def test_a_link_to_nothing_is_no_routine(refused: Refused, tmp_path: Path, target: str) -> None:
    (tmp_path / "hands.yaml").symlink_to(tmp_path / target)
    (problem,) = refused("  - use: hands/rest\n")
    assert "there is no routine called 'hands' to use" in problem


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_folder_may_itself_be_a_link(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    (real / "hands.yaml").write_text(HANDS)
    (real / "mine.yaml").write_text("title: Mine\nsteps: [use: hands/rest]\n")
    (tmp_path / "link").symlink_to(real)
    assert said(load_routine(tmp_path / "link" / "mine.yaml")) == ["Let both hands rest."]


@pytest.mark.parametrize("name", ["x" * 5000, '"a\\tb"', "🙂", "'[x]'", "'nul:'"])
def test_a_name_that_no_folder_can_hold_is_no_routine(refused: Refused, name: str) -> None:
    (problem,) = refused(f"  - use: {name}\n")
    assert problem.startswith("mine.yaml:3:5: ")


def test_a_routine_that_uses_itself_is_told(refused: Refused) -> None:
    assert refused("  - use: mine\n") == ["mine.yaml:3:5: 'mine' uses itself (a step cannot stand inside itself)"]


def test_a_section_that_uses_itself_is_told(refused: Refused) -> None:
    (problem,) = refused("  - section: Part\n    steps:\n      - use: mine/part\n")
    assert problem == "mine.yaml:5:9: 'mine/part' uses itself (a step cannot stand inside itself)"


def test_a_section_that_uses_what_is_around_it_is_told(refused: Refused) -> None:
    (problem,) = refused("  - section: Part\n    steps:\n      - use: mine\n")
    assert problem == "mine.yaml:5:9: 'mine' uses itself (a step cannot stand inside itself)"


def test_routines_that_use_each_other_are_told_where_the_circle_closes(refused: Refused) -> None:
    other = "title: O\nsteps:\n  - say: Sit.\n  - use: mine\n"
    assert refused("  - use: other\n", other=other) == [
        "other.yaml:4:5: 'mine' uses itself (a step cannot stand inside itself)"
    ]


def test_a_circle_of_three_is_told(refused: Refused) -> None:
    others = {name: f"title: O\nsteps:\n  - section: X\n    steps: [use: {to}/x]\n" for name, to in ("ab", "bc", "ca")}
    (problem,) = refused("  - use: a/x\n", **others)
    assert problem == "c.yaml:4:13: 'a/x' uses itself (a step cannot stand inside itself)"


def test_a_circle_far_from_the_beginning_is_told(refused: Refused) -> None:
    others = {"a": "title: A\nsteps: [use: b]\n", "b": "title: B\nsteps: [use: a]\n"}
    assert refused("  - use: a\n  - use: b\n", **others)[0].startswith("b.yaml:2:9: 'a' uses itself")


def test_using_one_step_again_and_again_is_no_circle(load: Load) -> None:
    assert len(said(load("  - use: hands/rest\n" * 50, hands=HANDS))) == 50


def test_a_fault_in_what_is_used_is_told_at_its_own_place_once(refused: Refused) -> None:
    other = "title: O\nsteps:\n  - title: Rest\n    do: long\n"
    (problem,) = refused("  - use: other/rest\n  - use: other/rest\n", other=other)
    assert problem.startswith("other.yaml:4:5: 'long' is not a duration")


def test_a_fault_beside_what_is_used_does_not_matter(load: Load) -> None:
    other = "title: O\nsteps:\n  - title: Rest\n    say: Rest.\n  - do: long\n"
    assert said(load("  - use: other/rest\n", other=other)) == ["Rest."]


def test_a_name_that_is_never_set_is_told_where_it_is_used(refused: Refused) -> None:
    (problem,) = refused("  - use: hands/hold it\n", hands=HANDS)
    assert problem.startswith("mine.yaml:3:5: {hand} is never set")


def test_a_name_that_is_never_set_in_what_is_used_can_be_set_with_with(refused: Refused) -> None:
    (problem,) = refused("  - use: hands/hold it\n", hands=HANDS)
    assert "'with: {hand: ...}'" in problem


def test_a_used_file_that_is_no_yaml_is_told_on_both_sides(refused: Refused) -> None:
    ours, theirs = refused("  - use: other\n", other="title: [\n")
    assert ours == "mine.yaml:3:5: 'other' cannot be used: it cannot be read (mend that routine first)"
    assert theirs.startswith("other.yaml:1:8: the [ that opens here is not closed")


def test_a_used_file_without_steps_is_told_at_its_own_place(refused: Refused) -> None:
    (problem,) = refused("  - use: other\n", other="title: O\n")
    assert problem.startswith("other.yaml:1:1: 'steps' is missing")


@pytest.mark.parametrize("text", ["", "# only a comment\n", "- say: Sit.\n", "Sit.\n"])
def test_a_used_file_that_is_no_routine_is_told(refused: Refused, text: str) -> None:
    assert refused("  - use: other\n", other=text) == [
        "mine.yaml:3:5: 'other' is not a routine (a routine begins with 'title:' and has 'steps:')"
    ]


def test_a_used_file_that_is_no_text_is_told_on_both_sides(refused: Refused, tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_bytes(b"title: \xff\n")
    ours, theirs = refused("  - use: other\n")
    assert ours.startswith("mine.yaml:3:5: 'other' cannot be used")
    assert theirs.startswith("other.yaml:1:8: this is not text in UTF-8")


def test_what_is_written_in_a_used_file_twice_is_told(refused: Refused) -> None:
    other = "title: O\nsteps:\n  - title: Rest\n    say: &a Rest.\n    say: Sit.\n"
    assert [line.split(" ")[0] for line in refused("  - use: other/rest\n", other=other)] == [
        "other.yaml:4:10:",
        "other.yaml:5:5:",
    ]


def test_every_use_that_leads_nowhere_is_told_at_once(refused: Refused) -> None:
    assert len(refused("  - use: ../a\n  - use: b\n  - use: hands/c\n  - do: long\n", hands=HANDS)) == 4


def chain(files: int, often: int = 1) -> dict[str, str]:
    """Files of which each uses the next, so often."""
    links = {
        f"c{number}": f"title: C\nsteps: [{', '.join([f'use: c{number + 1}'] * often)}]\n" for number in range(files)
    }
    return {**links, f"c{files}": "title: End\nsteps: [say: End.]\n"}


def test_a_few_files_may_use_each_other_in_a_row(load: Load) -> None:
    assert said(load("  - use: c0\n", **chain(5))) == ["End."]


def test_five_hundred_files_in_a_row_are_too_many(refused: Refused) -> None:
    assert any("more than 40 levels" in line for line in refused("  - use: c0\n", **chain(500)))


def test_five_hundred_files_in_a_row_are_too_many_from_either_end(refused: Refused) -> None:
    backwards = "".join(f"  - use: c{number}\n" for number in range(500, -1, -1))
    assert any("more than 40 levels" in line for line in refused(backwards, **chain(500)))


@pytest.mark.parametrize(("files", "often"), [(6, 12), (9, 9), (12, 9), (5, 200)])
def test_a_few_files_that_unroll_to_billions_are_too_many(refused: Refused, files: int, often: int) -> None:
    (problem,) = refused("  - use: c0\n", **chain(files, often))
    assert problem.startswith("mine.yaml:1:1: with what it uses, more than ")


def test_steps_that_are_used_count_as_cues(refused: Refused) -> None:
    steps = "  - repeat: 1000\n    steps:\n      - repeat: 100\n        use: hands/rest\n"
    (problem,) = refused(steps, hands=HANDS)
    assert "the routine unrolls to more than 100,000 cues" in problem


USES = "title: M\nsteps: [use: hands/rest, use: hands, {use: hands/hold it, with: {hand: left}}]\n"


def problems_of(data: bytes, file: Path) -> tuple[Problem, ...]:
    try:
        assert parse_routine(data, str(file), file.parent).steps
    except RoutineError as refusal:
        return refusal.problems
    return ()


@given(data=st.binary(max_size=40), at=st.floats(0, 1), gone=st.integers(0, 60))
def test_any_bytes_in_a_used_file_leave_a_routine_or_a_problem(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, at: float, gone: int
) -> None:
    folder = (tmp_path_factory.getbasetemp() / "used").resolve()
    folder.mkdir(exist_ok=True)
    text, cut = HANDS.encode(), int(at * len(HANDS))
    (folder / "hands.yaml").write_bytes(text[:cut] + data + text[cut + gone :])
    problems = problems_of(USES.encode(), folder / "mine.yaml")
    assert {Path(problem.place.file).name for problem in problems} <= {"hands.yaml", "mine.yaml"}


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30))
def test_any_name_leads_to_a_step_or_to_a_problem(name: str) -> None:
    written = name.replace("'", "''")
    problems_of(f"title: T\nsteps: [use: '{written}']\n".encode(), LIBRARY / "mine.yaml")


CAREFUL = "title: Careful\ncautions: [crps, {pregnancy: Very gently.}]\nsteps:\n  - title: Rest\n    say: Rest.\n"


def test_what_is_used_brings_its_cautions_along(load: Load) -> None:
    found = load("  - use: careful/rest\n", careful=CAREFUL)
    assert [(it.name, it.say.text if it.say else None) for it in found.cautions] == [
        ("crps", None),
        ("pregnancy", "Very gently."),
    ]


def test_ones_own_words_for_a_caution_win(load: Load) -> None:
    found = load("  - use: careful/rest\ncautions: [{pregnancy: In my own words.}, arthritis]\n", careful=CAREFUL)
    assert [it.name for it in found.cautions] == ["pregnancy", "arthritis", "crps"]
    assert found.cautions[0].say is not None
    assert found.cautions[0].say.text == "In my own words."


def test_a_wrong_caution_of_what_is_used_is_told_there(refused: Refused) -> None:
    (problem,) = refused("  - use: careful/rest\n", careful=CAREFUL.replace("crps", "crpz"))
    assert problem == "careful.yaml:2:12: there is no condition 'crpz' (did you mean 'crps'?)"


def test_a_step_that_is_used_twice_is_one_when_it_leaves(load: Load) -> None:
    thumb = "title: L\nsteps:\n  - {title: Thumb, say: 'Your {hand} thumb.', do: 20s exactly, keep: optional}\n"
    uses = "".join(f"  - {{use: lib/thumb, with: {{hand: {hand}}}}}\n" for hand in ("left", "right"))
    routine = load(f"{uses}  - say: The end.\n", lib=thumb)
    shortest, longest = reach_of(routine, len)
    heard = [cue.text for cue in compile_routine(routine, len, shortest).speech]
    assert heard == ["The end."]
    with pytest.raises(RoutineError, match="cannot take"):
        compile_routine(routine, len, longest - 20_000)


SPOKEN = "title: Spoken\npronounce: {Raynaud: ray-NOH, thenar: THEE-nar}\nsteps:\n  - title: Rest\n    say: Rest.\n"


def test_what_is_used_brings_its_pronunciations_along(load: Load) -> None:
    assert load("  - use: spoken/rest\n", spoken=SPOKEN).pronounce == {"Raynaud": "ɹeɪnˈoʊ", "thenar": "θˈinɑɹ"}


def test_ones_own_pronunciation_wins(load: Load) -> None:
    found = load("  - use: spoken/rest\npronounce: {RAYNAUD: RAY-noh}\n", spoken=SPOKEN)
    assert found.pronounce == {"RAYNAUD": "ɹˈeɪnoʊ", "thenar": "θˈinɑɹ"}


def test_a_wrong_pronunciation_of_what_is_used_is_told_there(refused: Refused) -> None:
    told = refused("  - use: spoken/rest\n", spoken=SPOKEN.replace("ray-NOH", "raynoh"))
    assert [line.partition(" (")[0] for line in told] == ["spoken.yaml:2:13: 'raynoh' cannot be read as one syllable"]
