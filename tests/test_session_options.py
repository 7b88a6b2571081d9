from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import Any, get_type_hints

import pytest

import coach
from coach import SessionOptions, UsageError
from coach.session_options import SessionKeywords

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"condition": ["recent-surgery"]}, "there is no option 'condition'; did you mean 'conditions'?"),
        ({"lenght_ms": 1}, "there is no option 'lenght_ms'; did you mean 'length_ms'?"),
        ({"tempo": 3}, "there is no option 'tempo'; there are engine, voice, fill, length_ms, "),
        ({"length_ms": "10m"}, "length_ms: '10m' is not a whole number of milliseconds"),
        ({"length_ms": 600.5}, "length_ms: 600.5 is not a whole number of milliseconds"),
        ({"length_ms": True}, "length_ms: True is not a whole number of milliseconds"),
        ({"conditions": 3}, "conditions: 3 is not a name or a list of names"),
        ({"conditions": None}, "conditions: None is not a name or a list of names"),
        ({"despite": ["crps", 3]}, "despite: ['crps', 3] is not a name or a list of names"),
        ({"conditions": {"crps": True}}, "conditions: {'crps': True} is not a name or a list of names"),
        ({"engine": 7}, "engine: 7 is not a text"),
        ({"fill": "yes"}, "fill: 'yes' is not True or False"),
        ({"voice": 7}, "voice: 7 is not a text"),
        ({"profile": b"sleep"}, "profile: b'sleep' is not a text"),
        ({"mix": True}, "mix: True is not a text"),
        ({"background": 1}, "background: 1 is not a text"),
    ],
)
def test_what_is_no_option_or_none_of_its_type_is_refused_by_its_name(options: dict[str, Any], told: str) -> None:
    for refuse in (SessionOptions, SessionOptions().replace, lambda **each: coach.open_session("desk-break", **each)):
        with pytest.raises(UsageError) as caught:
            refuse(**options)
        assert str(caught.value).startswith(told)
    with pytest.raises(UsageError) as caught, coach.open_player("desk-break", **options):
        pass
    assert str(caught.value).startswith(told)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(UsageError) as caught:
        SessionOptions(condition="crps", length_ms="10m", engine=3)  # type: ignore[call-arg, arg-type]
    assert {line.partition(":")[0].partition(";")[0] for line in str(caught.value).splitlines()} == {
        "there is no option 'condition'",
        "length_ms",
        "engine",
    }


def test_one_name_is_one_name() -> None:
    assert SessionOptions(conditions="crps") == SessionOptions(conditions=["crps"])
    assert SessionOptions(conditions="crps").conditions == ("crps",)


def test_a_path_and_a_number_are_taken_as_they_would_be_typed() -> None:
    options = coach.SessionOptions().replace(background=Path("waves.mp3"), mix=12)
    assert (options.background, options.mix) == ("waves.mp3", "12")


def test_options_are_a_value() -> None:
    options = SessionOptions(length_ms=600_000)
    longer = options.replace(length_ms=700_000)
    assert (options.length_ms, longer.length_ms) == (600_000, 700_000)
    with pytest.raises(ValueError, match="frozen"):
        options.length_ms = 1  # type: ignore[misc]


def test_keywords_win_over_options() -> None:
    options = SessionOptions(engine="silent", length_ms=480_000)
    with coach.open_session("eyes-closed-calm", options, length_ms=500_000) as session:
        assert session.timeline.duration_ms == 500_000


def test_what_are_no_options_is_told() -> None:
    with pytest.raises(UsageError, match="'crps' are no SessionOptions; write options as keywords"):
        coach.open_session("eyes-closed-calm", "crps")  # type: ignore[arg-type]


def test_type_checkers_help_and_the_class_know_the_same_options() -> None:
    assert list(get_type_hints(SessionKeywords)) == list(SessionOptions.model_fields)
    for function in (coach.open_session, coach.open_player):
        shown = inspect.signature(function).parameters
        defaults = {name: shown[name].default for name in SessionOptions.model_fields}
        assert defaults == {name: field.default for name, field in SessionOptions.model_fields.items()}
        assert not any(each.kind is inspect.Parameter.VAR_KEYWORD for each in shown.values())


def test_each_option_says_what_it_is() -> None:
    """By help(), in the order of the options: each as an argument with a sentence of its own."""
    told, _, _ = (inspect.getdoc(SessionOptions) or "").partition("Args:")[2].partition("Raises:")
    assert re.findall(r"^    (\w+): [A-Z`]", told, re.MULTILINE) == [*SessionOptions.model_fields]


def test_the_engine_is_that_of_the_voice_where_none_is_named() -> None:
    options = SessionOptions()
    assert (options.engine, options.voice, options.fill) == (None, None, False)
    with pytest.raises(UsageError, match="the voice 'siwis-fr' speaks French, and the words are in English"):
        coach.open_session("desk-break", voice="siwis-fr")
