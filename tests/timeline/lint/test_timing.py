from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.unit

Found = Callable[..., list[str]]


@pytest.mark.parametrize(("breath", "codes"), [("in: 5s, out: 10s", []), ("in: 5s, out: 10.001s", ["breath-cycle"])])
def test_a_breath_takes_15_s_at_most(found: Found, breath: str, codes: list[str]) -> None:
    assert found(f"{{say: Breathe., do: {{breaths: 1, {breath}}}}}") == codes


@pytest.mark.parametrize(("out", "codes"), [("4s", []), ("3.999s", ["short-exhale"])])
def test_a_breath_out_is_as_long_as_the_one_in(found: Found, out: str, codes: list[str]) -> None:
    assert found(f"{{say: Breathe., do: {{breaths: 1, in: 4s, out: {out}}}}}") == codes


@pytest.mark.parametrize(("time", "codes"), [("59.999s", []), ("60s", ["long-silence"])])
def test_a_silence_is_long_from_a_minute_on(found: Found, time: str, codes: list[str]) -> None:
    assert found(f"{{say: Listen., do: {time}}}") == codes


def test_a_silence_goes_on_over_steps_without_words(found: Found) -> None:
    assert found("{say: Listen., do: 30s}", "{do: 15s}", "{do: 15s}") == ["long-silence"]


@pytest.mark.parametrize(("time", "codes"), [("55.999s", []), ("56s", ["long-silence"])])
def test_a_silence_before_the_first_word_is_one_too_with_the_head(found: Found, time: str, codes: list[str]) -> None:
    assert found(f"{{do: {time}}}", "{say: Listen.}") == codes


@pytest.mark.parametrize(("time", "silences"), [("5s", 0), ("5m", 1)])
def test_a_routine_of_which_nothing_is_heard_is_one_silence(found: Found, time: str, silences: int) -> None:
    assert found(f"{{do: {time}}}", end="").count("long-silence") == silences


def test_guide_words_break_a_silence(found: Found) -> None:
    assert found("{say: Listen., do: 110s, guide: {half: Half way.}}") == []


def test_a_silence_between_guide_words_is_found_too(found: Found) -> None:
    assert set(found("{say: Listen., do: 3m, guide: {half: Half way.}}")) == {"long-silence"}


@pytest.mark.parametrize(
    "said",
    [
        "Rest for two minutes.",
        "Listen for ninety seconds.",
        "Rest now, in silence.",
        "Let us be quiet for a while.",
        "Without speaking, let go.",
    ],
)
def test_a_silence_that_was_announced_is_no_fault(found: Found, said: str) -> None:
    assert found(f"{{say: '{said}', do: 2m}}") == []


def test_a_silence_can_be_announced_by_the_title(found: Found) -> None:
    assert found("{title: In silence, say: Listen., do: 2m}") == []


@pytest.mark.parametrize(
    ("language", "said"), [("de", "Ruhe jetzt zwei Minuten."), ("de", "Schweigen."), ("es", "Descansa dos minutos.")]
)
def test_a_silence_is_announced_in_other_languages(found: Found, language: str, said: str) -> None:
    assert found(f"{{say: '{said}', do: 2m}}", head=f"language: {language}") == []


def test_words_after_a_silence_do_not_announce_it(found: Found) -> None:
    assert found("{say: Listen., do: 5m, guide: {last: 10s}}") == ["long-silence"]


@pytest.mark.parametrize(("time", "codes"), [("6s", []), ("5.999s", ["short-practice"])])
def test_a_practice_has_time_for_one_repetition_of_its_style(found: Found, time: str, codes: list[str]) -> None:
    assert found(f"{{say: Knead., do: {{time: {time}, style: kneading}}}}") == codes


@pytest.mark.parametrize("times", ["five", "5"])
@pytest.mark.parametrize(("time", "codes"), [("5s", []), ("4.999s", ["short-practice"])])
def test_what_is_done_five_times_takes_five_seconds(found: Found, times: str, time: str, codes: list[str]) -> None:
    assert found(f"{{say: 'Open your hand {times} times.', do: {time}}}") == codes


def test_a_motion_knows_its_own_time(found: Found) -> None:
    assert found("{say: Tap ten times., do: {times: 10 exactly, each: 0.5s}}") == []


def test_what_is_done_instead_is_looked_at_too(found: Found) -> None:
    breath = "{do: {breaths: 3, in: 6s, out: 3s}}"
    step = f"{{say: Rest now., do: 20s, instead: {{crps: Sit., arthritis: {breath}}}"
    assert found(f"{step}}}") == ["short-exhale"]
    assert found(f"{step}, allow: [short-exhale]}}") == []
    assert found("{say: Press it three times., do: {times: 3 exactly}, instead: {crps: {do: {times: 4 exactly}}}}") == [
        "said-count"
    ]
