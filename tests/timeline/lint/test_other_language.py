from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
import yaml

from coach.errors import Problem
from coach.folders import LIBRARY
from coach.routine.loader import load_routine, parse_routine
from coach.timeline.estimate import estimate_by_pace
from coach.timeline.guide_words import PHRASES
from coach.timeline.lint import lint
from coach.timeline.lint.authored_texts import authored_texts
from coach.timeline.lint.other_language import is_plainly

pytestmark = pytest.mark.unit

PROSE: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "prose.yaml").read_text("utf-8"))
TEXT_RULES = {"typed-pause", "markup", "unspoken-sign", "foreign-script", "other-language"}


def found(texts: list[str], language: str | None = None) -> list[Problem]:
    steps = [{"say": text, "do": "10s"} for text in texts]
    head = {"title": "T", **({"language": language} if language else {})}
    data = yaml.safe_dump({**head, "steps": steps}, allow_unicode=True, sort_keys=False, width=10_000)
    routine = parse_routine(data.encode(), "FILE")
    problems = lint(routine, estimate_by_pace(routine.voice.pace))
    return [problem for problem in problems if problem.code in TEXT_RULES]


def texts() -> Iterator[tuple[str, str]]:
    yield from ((language, text) for language, those in PROSE.items() for text in those)


def test_there_is_prose_in_each_language_that_coach_speaks() -> None:
    assert {language: len(those) for language, those in PROSE.items()} == dict.fromkeys(PHRASES, 5)


@pytest.mark.parametrize("language", PROSE)
def test_nothing_is_found_in_ordinary_prose(language: str) -> None:
    assert [problem for text in PROSE[language] for problem in found([text], language)] == []
    assert found(PROSE[language], language) == []


@pytest.mark.parametrize("language", PROSE)
def test_about_thirty_words_of_another_language_are_noticed(language: str) -> None:
    for text, other in product(PROSE[language], PROSE.keys() - {language}):
        (problem,) = found([text], other)
        assert problem.code == "other-language"
        assert problem.hint == f"write 'language: {language}' at the top of the routine"


def test_one_finding_names_the_first_words() -> None:
    (problem,) = found(PROSE["de"])
    message = "the words are German, and a voice for 'en' speaks them: “Setzen Sie sich bequem hin …”"
    assert (problem.message, str(problem.place)) == (message, "FILE:1:1")


def test_the_place_is_the_language_where_it_is_written() -> None:
    (problem,) = found(PROSE["fr"], "es")
    assert str(problem.place) == "FILE:2:1"


def test_a_long_step_of_another_language_is_told_by_itself() -> None:
    (problem,) = found([*PROSE["en"], PROSE["de"][0]])
    assert str(problem.place) == "FILE:13:8"
    assert problem.message.startswith("the words are German")
    assert problem.hint == "translate it, or make a routine with 'language: de' of it"


@pytest.mark.parametrize(
    "text",
    [
        "Handmassage. Streiche sanft.",
        "Hegu, Neiguan, Shenmen, Laogong, Yangxi, Quchi, Zusanli, Sanyinjiao, Taichong, Yongquan, Baihui, Yintang.",
        "Om namah shivaya. Lokah samastah sukhino bhavantu. Om shanti. Asato ma sad gamaya tamaso ma jyotir gamaya.",
        "Adductor pollicis. Flexor carpi radialis. Extensor digitorum communis. Palmaris longus. Pronator teres.",
        "Sätt dig bekvämt och låt axlarna sjunka. Lägg händerna i knät och andas lugnt vidare utan att ändra något.",
        "Inhale two three four. Hold two three four. Exhale two three four five six. Hold. Again. Last one, now rest.",
    ],
)
def test_what_is_not_sure_is_not_told(text: str) -> None:
    assert found([text]) == []


@pytest.mark.parametrize("language", ["xx", "tlh", "gsw"])
def test_a_language_that_is_not_known_is_not_compared(language: str) -> None:
    assert found(PROSE["de"], language) == []


def test_the_common_words_tell_each_text_from_the_other_languages() -> None:
    plain = {(text, other) for (_, text), other in product(texts(), PROSE) if is_plainly(other, text.lower().split())}
    assert plain == {(text, language) for language, text in texts()}


@pytest.mark.parametrize("path", sorted(LIBRARY.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_bundled_routine_is_plainly_english(path: Path) -> None:
    words = " ".join(spoken.words for spoken in authored_texts(load_routine(path))).lower().split()
    assert is_plainly("en", words)


def test_the_model_is_not_loaded_for_what_is_plainly_of_its_language() -> None:
    code = f"""
import sys
from coach.__main__ import main
sys.argv[1:] = ["check", "--strict", {str(LIBRARY)!r}]
try:
    main()
finally:
    assert not {{"py3langid", "numpy"}} & sys.modules.keys()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
