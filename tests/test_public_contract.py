"""Whatever a program gives to a public name, coach tells in an error of its own what is wrong; a datum can be kept.

A new public name has to be put into one of the lists here.
"""

from __future__ import annotations

import copy
import inspect
import math
import pickle
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from itertools import product
from pathlib import Path
from typing import Any

import pytest

import coach
from coach.errors import CoachError, Place, Problem, UsageError
from coach.player.devices.outputs.memory import Memory
from coach.session import Session

pytestmark = [pytest.mark.unit, pytest.mark.usefixtures("from_python")]

FUNCTIONS = ["compile_routine", "estimate_by_pace", "export_session", "load_routine", "open_player", "open_session"]
MADE = ["Margins", "Routine", "Scanning", "SessionOptions", "Tags"]
"""The classes that programs make, to give them to a function."""
GIVEN = ["Cue", "Mix", "Plan", "Player", "Report", "Session", "State", "Timeline", "View"]
"""Those that coach makes, many of them in each second: no call of theirs is looked at."""
ALIASES = ["Take", "Verb"]
"""Names for type hints."""
ERRORS = [name for name in coach.__all__ if isinstance(getattr(coach, name), type) and name not in (*MADE, *GIVEN)]
"""The errors, what stands in them, and the contract of an output."""
MISTYPED = {
    "compile_routine": "margins",
    "estimate_by_pace": "pace",
    "export_session": "bitrate",
    "load_routine": "path",
    "open_player": "timer_ms",
    "open_session": "options",
    "Margins": "tail_ms",
    "Routine": "language",
    "Scanning": "rounds",
    "SessionOptions": "voice",
    "Tags": "artist",
}
METHODS: dict[str, list[str]] = {
    "Memory": ["run"],
    "Mix": ["blocks", "stem"],
    "Plan": ["is_open_at", "more_time", "with_pace"],
    "Player": ["ask", "note", "overhear"],
    "Report": ["in_words"],
    "Session": ["mixed"],
    "SessionOptions": ["replace"],
}
"""The methods that take arguments of a program."""
JUNK: list[Any] = [
    *(None, True, 0, -1, 10**30, 1.5, -0.0, math.nan, math.inf, 1j),
    *("", "x", "desk break", "\0", "x" * 10_000, b"x", [], [None], ["x"], (), {}, {"x": 1}, {1}, object()),
]


@pytest.fixture
def routine() -> coach.Routine:
    return coach.Routine(title="A rest", background={"sound": "none"}, steps=[{"say": "Sit down.", "do": "2s"}])


@pytest.fixture
def session(routine: coach.Routine) -> Iterator[Session]:
    with coach.open_session(routine, engine="silent") as opened:
        yield opened


@pytest.fixture
def public(routine: coach.Routine, session: Session, tmp_path: Path) -> Iterator[dict[str, Any]]:
    """One of each class that coach makes."""
    with coach.open_player(routine, engine="silent", open_device=Memory) as player:
        yield {
            "Cue": session.timeline.cues[0],
            "Memory": Memory(len),  # type: ignore[arg-type]
            "Mix": session.mix,
            "Plan": player.sitting.tracks[0].scene.plan,
            "Player": player,
            "Report": coach.export_session(session, tmp_path / "rest.wav"),
            "Session": session,
            "State": player.buffer.heard[0],
            "Timeline": session.timeline,
            "View": player.view(),
            "Margins": coach.Margins(ending=coach.Margins().ending),
            "Routine": routine,
            "Scanning": coach.Scanning(),
            "SessionOptions": coach.SessionOptions(conditions=["crps", "arthritis"], voice="x" * 300),
            "Tags": coach.Tags(title="long " * 300, comment="longer " * 300),
        }


@pytest.fixture
def right(routine: coach.Routine, session: Session, tmp_path: Path) -> dict[str, dict[str, Any]]:
    """Arguments with which each name can be called."""
    return {
        "compile_routine": {"routine": routine, "spoken_length": coach.estimate_by_pace(125)},
        "estimate_by_pace": {"pace": 125},
        "export_session": {"session": session, "path": tmp_path / "rest.wav"},
        "load_routine": {"path": "desk-break"},
        "open_player": {"routine": routine, "engine": "silent", "open_device": Memory},
        "open_session": {"routine": routine, "engine": "silent"},
        "Routine": {"title": "A rest", "steps": [{"say": "Sit down.", "do": "2s"}]},
    }


def call(thing: Callable[..., Any], arguments: tuple[Any, ...] = (), **keywords: Any) -> Any:
    """Call something and use what it gives, as far as that is needed for it to begin."""
    given = thing(*arguments, **keywords)
    if isinstance(given, Session):
        given.close()
    elif isinstance(given, AbstractContextManager) and not isinstance(given, Memory):
        with given as player:
            player.view()
    elif inspect.isgenerator(given):
        with closing(given):
            next(given, None)
    return given


def told(thing: Callable[..., Any], arguments: tuple[Any, ...] = (), **keywords: Any) -> str:
    with pytest.raises(CoachError) as error:
        call(thing, arguments, **keywords)
    return str(error.value)


def named(thing: Callable[..., Any]) -> list[str]:
    kinds = (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)
    return [name for name, each in inspect.signature(thing).parameters.items() if each.kind not in kinds]


def test_every_public_name_is_in_one_of_these_lists() -> None:
    assert sorted([*FUNCTIONS, *MADE, *GIVEN, *ALIASES, *ERRORS]) == coach.__all__
    assert {name for name in ERRORS if not name.endswith("Error")} == {
        *("Contraindicated", "MissingLines", "MissingPart", "Output", "Place", "Problem", "PromiseBroken")
    }


@pytest.mark.parametrize("name", [*FUNCTIONS, *MADE])
def test_what_is_of_no_use_is_told_by_the_name_of_its_argument(name: str, right: dict[str, dict[str, Any]]) -> None:
    thing = getattr(coach, name)
    for parameter in named(thing):
        lines = told(thing, **{**right.get(name, {}), parameter: object()}).splitlines()
        assert [line for line in lines if re_named(parameter, line)], (parameter, lines)


def re_named(parameter: str, line: str) -> bool:
    return line.startswith((f"{parameter}: ", f"Routine.{parameter.removesuffix('_')}"))


@pytest.mark.parametrize("name", [*FUNCTIONS, *MADE])
def test_whatever_is_given_nothing_but_a_coach_error_is_raised(name: str, right: dict[str, dict[str, Any]]) -> None:
    thing = getattr(coach, name)
    for parameter in named(thing):
        for junk in JUNK[parameter == "open_device" :]:  # without one, it would be a loudspeaker
            try:
                call(thing, **{**right.get(name, {}), parameter: junk})
            except CoachError:
                pass
            except Exception as error:  # noqa: BLE001 - that there is none is what is tested
                pytest.fail(f"{name}({parameter}={junk!r:.60}): {error!r}")


@pytest.mark.parametrize("name", [*FUNCTIONS, *MADE])
def test_a_call_that_cannot_be_made_is_a_usage_error(name: str, right: dict[str, dict[str, Any]]) -> None:
    thing, given = getattr(coach, name), right.get(name, {})
    parameter = MISTYPED[name]
    mistyped = parameter[:-2] + parameter[-1] + parameter[-2]
    rest = {key: value for key, value in given.items() if key != parameter}
    assert f"'{parameter}" in told(thing, (), **rest, **{mistyped: 1})
    assert told(thing, tuple([None] * 40))
    if required := [key for key, each in inspect.signature(thing).parameters.items() if each.default is each.empty]:
        assert all(key.removesuffix("_") in told(thing) for key in required)


@pytest.mark.parametrize("name", METHODS)
def test_methods_tell_it_alike(name: str, public: dict[str, Any]) -> None:
    for method in METHODS[name]:
        taker = getattr(public[name], method)
        assert "no_such_thing" in told(taker, (), no_such_thing=1)
        parameters = [*named(taker), *(coach.SessionOptions.model_fields if method == "replace" else ())]
        others: dict[str, dict[str, Any]] = {
            "ask": {"verb": "louder"},
            "more_time": {"at_ms": 1, "extra_ms": 1},
            "with_pace": {"at_ms": 1, "factor": 2},
        }
        for parameter, junk in product(parameters, JUNK):
            try:
                call(taker, (), **{**others.get(method, {}), parameter: junk})
            except CoachError:
                pass
            except Exception as error:  # noqa: BLE001 - that there is none is what is tested
                pytest.fail(f"{name}.{method}({parameter}={junk!r:.60}): {error!r}")


@pytest.mark.parametrize("junk", JUNK, ids=lambda junk: f"{junk!r:.20}")
def test_a_stem_is_a_name(junk: Any, session: Session) -> None:
    with pytest.raises(UsageError, match="there is no stem"):
        session.mix.stem(junk)


@pytest.mark.parametrize("step", [999, -1, 2, lambda _plan: "x", lambda _plan: None, lambda _plan: 2.0])
def test_a_step_that_there_is_not_is_refused(step: Any, routine: coach.Routine) -> None:
    message = told(coach.open_player, routine=routine, engine="silent", open_device=Memory, step=step)
    assert message.startswith("step: ")
    assert message.endswith("is not a whole number from 0 to 1, the last step of “A rest”")


@pytest.mark.parametrize("output", [3, None, "speakers", Memory])
def test_what_is_no_output_is_told(output: Any, routine: coach.Routine) -> None:
    message = told(coach.open_player, routine=routine, engine="silent", open_device=lambda _take: output)
    assert message.startswith("open_device: it gave ")


class NeverLost(Memory):
    """An output that does not tell when its device is gone."""

    lost = property(lambda self: getattr(self, "nothing"))  # noqa: B009

    def __init__(self, take: Any) -> None:
        self._take = take


class LatencyUnknown(Memory):
    """An output that does not know how late it is."""

    latency_ms = None  # type: ignore[assignment]


def test_an_output_is_told_what_it_lacks_and_no_more(routine: coach.Routine) -> None:
    message = told(coach.open_player, routine=routine, engine="silent", open_device=NeverLost)
    assert message.endswith("which is no Output: it lacks lost")
    message = told(coach.open_player, routine=routine, engine="silent", open_device=LatencyUnknown)
    assert message == "latency_ms: None is not a number"


def test_a_player_takes_no_plan_and_no_fault_that_are_none(routine: coach.Routine) -> None:
    with coach.open_player(routine, engine="silent", open_device=Memory) as player:
        assert told(player.revise, plan=3) == "plan: 3 is not a function"
        assert told(player.fail, failure="x") == "failure: 'x' is not an exception"


def test_every_datum_is_shown_in_one_short_line(public: dict[str, Any]) -> None:
    place = Place("a/long/path/" * 5, 3, 7)
    problem = Problem(place, "too much " * 50, "write less " * 50)
    errors = [coach.RoutineError([problem] * 60), coach.MissingLines("mine", {"line": "none " * 90}, 9)]
    for datum in [*public.values(), *errors, problem, place, coach.UsageError("x" * 5_000)]:
        assert len(repr(datum)) <= 160, type(datum)
        assert "\n" not in repr(datum)
        assert type(datum).__name__ in repr(datum)
        assert " at 0x" not in repr(datum)
    assert [str(datum) for datum in public.values()] == [repr(datum) for datum in public.values()]


VALUES = ["Cue", "Margins", "Routine", "Scanning", "SessionOptions", "Tags", "Timeline", "View"]


@pytest.mark.parametrize("name", VALUES)
def test_a_value_can_be_kept_copied_compared_and_looked_up(name: str, public: dict[str, Any]) -> None:
    value = public[name]
    kept = pickle.loads(pickle.dumps(value))  # noqa: S301 - its own
    for other in (kept, copy.copy(value), copy.deepcopy(value)):
        assert other == value
        assert hash(other) == hash(value)
        assert {value: 1}[other] == 1


@pytest.mark.parametrize("name", ["Mix", "Player", "Report", "Session"])
def test_what_cannot_be_copied_says_what_to_do_instead(name: str, public: dict[str, Any]) -> None:
    for keep in (pickle.dumps, copy.copy, copy.deepcopy):
        assert told(keep, (public[name],)).startswith(f"a {name} can be neither copied nor pickled; ")
    assert public[name] == public[name]
    assert hash(public[name])
