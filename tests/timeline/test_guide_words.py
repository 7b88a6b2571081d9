from __future__ import annotations

from pathlib import Path

import pytest

from coach.errors import RoutineError
from coach.routine.loader import parse_routine
from coach.timeline.compiler import compile_routine
from coach.timeline.guide_words import PHRASES, phrases_of

pytestmark = pytest.mark.unit

CASES = sorted((Path(__file__).parent / "languages").glob("*.yaml"))


def spoken(routine: str) -> list[str]:
    timeline = compile_routine(parse_routine(routine.encode(), "r.yaml"), lambda text: 60 * len(text))
    return [cue.text for cue in timeline.speech]


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_coach_speaks_in_the_language_of_the_routine(case: Path) -> None:
    routine, expected = case.read_text("utf-8").split("\n# output\n")
    assert spoken(routine) == expected.splitlines()


def test_every_language_has_a_routine_here() -> None:
    assert {case.stem for case in CASES} == set(PHRASES)


@pytest.mark.parametrize("tag", ["de-AT", "de-CH-1996", "de"])
def test_a_language_has_its_words_in_every_region(tag: str) -> None:
    assert phrases_of(tag) is PHRASES["de"]


@pytest.mark.parametrize("tag", ["ku", "deu", "d"])
def test_another_language_has_none(tag: str) -> None:
    assert phrases_of(tag) is None


@pytest.mark.parametrize("language", PHRASES)
def test_no_two_phrases_of_a_language_are_alike(language: str) -> None:
    row = PHRASES[language]
    phrases = [
        row.next,
        row.tense,
        row.release,
        row.breathe_in,
        row.hold,
        row.breathe_out,
        row.rest,
        row.soon,
        row.ready,
        *row.sides,
    ]
    assert len(set(phrases)) == len(phrases)
    assert "{title}" in row.next


UNKNOWN = """title: Dest
language: ku
steps:
  - say: Destê xwe rehet bike.
    do: 30s
    guide: {last: 10s}
  - title: Kulm
    say: Kulma xwe bigire.
    do: {rounds: 1, tense: 5s, release: 10s}
  - say: Dawî.
    do: 10s
    guide: {next: yes}
  - title: Dawî
    do: 10s
"""


def test_a_language_without_words_is_told_at_each_place_with_what_to_write() -> None:
    with pytest.raises(RoutineError) as error:
        spoken(UNKNOWN)
    assert str(error.value).splitlines() == [
        "r.yaml:6:5: coach has no words of its own for 'last' in 'ku' (write them: 'last: {time: 10s, say: ...}')",
        "r.yaml:9:5: coach has no words of its own for 'tense' in 'ku' (write 'words: {tense: ..., release: ...}')",
        "r.yaml:12:5: coach has no words of its own for 'next' in 'ku' (say it yourself: 'last: {time: 5s, say: ...}')",
    ]


def test_with_words_of_ones_own_any_language_works() -> None:
    own = UNKNOWN.replace("last: 10s", "last: {time: 10s, say: Deh saniye.}")
    own = own.replace("release: 10s", "release: 10s, words: {tense: Bigire., release: Berde.}")
    own = own.replace("next: yes", "last: {time: 5s, say: Dawî tê.}")
    expected = ["Destê xwe rehet bike.", "Deh saniye.", "Kulma xwe bigire.", "Bigire.", "Berde.", "Dawî.", "Dawî tê."]
    assert spoken(own) == expected
