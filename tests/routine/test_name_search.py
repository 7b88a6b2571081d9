"""A part of a name, any case, or words: one routine is found, or none; never one of several."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import UsageError
from coach.routine.name_search import AmbiguousName, is_named_exactly, routine_meant, routines_meant
from coach.routine.routine_files import bundled_routines, named_routines
from tests.kinds import at_most

pytestmark = pytest.mark.unit

NAMES = [*bundled_routines()]
ROUTINE = "title: {}\nsteps: [say: This is the end.]\n"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.usefixtures("own")
def test_a_whole_name_is_found_as_it_is_and_as_words_in_any_case(name: str) -> None:
    assert routine_meant(name) == routine_meant(name.replace("-", " ").upper()) == name


@pytest.mark.parametrize("typed", ["Desk-Break", "  desk-break ", "desk_break", "DESK  BREAK"])
@pytest.mark.usefixtures("own")
def test_it_may_be_written_in_many_ways(typed: str) -> None:
    assert routine_meant(typed) == "desk-break"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("caregiver", "caregiver-hand-massage"),
        ("giver", "caregiver-hand-massage"),
        ("massage caregiver", "caregiver-hand-massage"),
        ("hand massage for someone you care for", "caregiver-hand-massage"),
        ("healing hands", "healing-hands"),
        ("sore", "sore-hands"),
        ("six breaths", "paced-breathing"),
        ("Tense and let go, from hands to feet", "muscle-relaxation"),
        ("reflex", "reflex-points"),
        ("pregnancy", "gentle-pregnancy"),
        ("de/paced", "de/paced-breathing"),
        ("de paced", "de/paced-breathing"),
        ("paced breathing es", "es/paced-breathing"),
        ("handmassage", "de/caregiver-hand-massage"),
        ("seis respiraciones", "es/paced-breathing"),
    ],
)
@pytest.mark.usefixtures("own")
def test_a_part_of_a_name_or_of_a_title_is_enough_where_it_fits_one(typed: str, name: str) -> None:
    assert routine_meant(typed) == name


@pytest.mark.usefixtures("own")
def test_a_file_here_is_found_by_its_name_without_the_suffix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "desk.yml").write_text(ROUTINE.format("Mine"))
    (tmp_path / "desk-break.yaml").write_text(ROUTINE.format("Mine"))
    assert routine_meant("desk") == "desk.yml"
    assert routine_meant("desk-break") == "desk-break", "a whole name of the library is that"


@pytest.mark.parametrize(
    ("typed", "best", "of"),
    [
        ("hand massage", ["caregiver-hand-massage", "self-hand-massage"], 2),
        ("hands", ["hands-and-wrists", "healing-hands", "sore-hands"], 8),
        ("HANDS", ["hands-and-wrists", "healing-hands", "sore-hands"], 8),
    ],
)
@pytest.mark.usefixtures("own")
def test_what_fits_several_is_not_guessed_and_the_best_three_are_told(typed: str, best: list[str], of: int) -> None:
    with pytest.raises(AmbiguousName) as told:
        routine_meant(typed)
    assert ([*told.value.titles], told.value.of, told.value.exit_code) == (best, of, 2)
    heading, *lines = str(told.value).splitlines()
    assert heading == f"'{typed}' fits {of} routines; type more of the one that is meant:"
    assert all(told.value.titles[name] in line for name, line in zip(best, lines, strict=False))
    assert len(lines) == (3 if of > 3 else 2) + (of > 3)


@pytest.mark.parametrize("typed", ["", "a", "of", "xylophone", "desk chair", "!!", "sore-feet"])
@pytest.mark.usefixtures("own")
def test_what_fits_none_is_not_there(typed: str) -> None:
    with pytest.raises(UsageError, match=f"^there is no routine called '{typed}'; "):
        routine_meant(typed)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("desk-brake", "did you mean 'desk-break'?"),
        ("caregivr", "did you mean 'caregiver-hand-massage'?"),
        ("pregnnacy", "did you mean 'gentle-pregnancy'?"),
        ("respiracines", "did you mean 'es/paced-breathing'?"),
        ("xylophone", "`coach list` shows the names; a path names a file"),
    ],
)
@pytest.mark.usefixtures("own")
def test_a_slip_is_told_with_what_was_meant(typed: str, hint: str) -> None:
    with pytest.raises(UsageError) as told:
        routine_meant(typed)
    assert str(told.value) == f"there is no routine called '{typed}'; {hint}"


def test_a_routine_of_ones_own_is_found_as_well(own: Path) -> None:
    (own / "Mein Abend.yaml").write_text(ROUTINE.format("Ruhige Füße"), "utf-8")
    for typed in ("Mein Abend", "mein", "füße", "FÜSSE"):
        assert routine_meant(typed) == "Mein Abend"


def test_a_whole_name_wins_over_all_that_have_it_as_a_part(own: Path) -> None:
    (own / "massage.yaml").write_text(ROUTINE.format("Mine"))
    assert routine_meant("massage") == "massage"
    assert routine_meant("MASSAGE") == "massage"


def test_a_broken_routine_hinders_no_other_and_is_found_by_its_name(own: Path) -> None:
    (own / "evening-rest.yaml").write_text("titel: T\n")
    assert routine_meant("sore") == "sore-hands"
    assert routine_meant("evening") == "evening-rest"


@pytest.mark.usefixtures("own")
def test_a_file_wins_over_a_name_that_has_its_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sore").write_text(ROUTINE.format("Mine"))
    for typed in ("sore", "./sore", "gone.yaml", "a/b", "-"):
        assert is_named_exactly(typed)
        assert routine_meant(typed) == typed
    assert not is_named_exactly("desk")


@at_most(30)
@given(st.text(max_size=30))
def test_whatever_is_typed_gives_a_routine_that_is_there_or_wrong_usage(typed: str) -> None:
    try:
        found = routine_meant(typed)
    except UsageError:
        assert typed not in named_routines()
    else:
        assert found in named_routines() or found == typed


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["caregiver", "hand", "massage"], ["caregiver-hand-massage"]),
        (["desk", "break"], ["desk-break"]),
        (["desk-break", "sore-hands"], ["desk-break", "sore-hands"]),
        (["desk", "Sore"], ["desk-break", "sore-hands"]),
        (["desk-break", "desk-break"], ["desk-break", "desk-break"]),
        (["desk break", "sore hands"], ["desk-break", "sore-hands"]),
        (["desk-break", "sore"], ["desk-break", "sore-hands"]),
        (["mine.yaml", "desk"], ["mine.yaml", "desk-break"]),
    ],
)
def test_words_that_together_name_one_are_one_and_else_each_is_one(words: list[str], names: list[str]) -> None:
    assert routines_meant(words) == names


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["hand", "massage"], "'hand massage' fits 2 routines"),
        (["hand", "massge"], "there is no routine called 'hand massge'"),
        (["desk", "massge"], "there is no routine called 'massge'"),
        (["desk-break", "hand massage"], "'hand massage' fits 2 routines"),
        (["desk", "massage"], "'massage' fits "),
        ([""], "there is no routine called ''"),
    ],
)
def test_words_that_name_nothing_together_or_alone_are_told(words: list[str], told: str) -> None:
    with pytest.raises(UsageError) as caught:
        routines_meant(words)
    assert str(caught.value).startswith(told)
