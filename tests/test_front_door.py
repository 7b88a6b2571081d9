from __future__ import annotations

import doctest
import gc
import inspect
import pydoc
import re
import subprocess
import sys
from pathlib import Path

import pytest

import coach
import coach.session_options
from coach.errors import UsageError
from coach.routine.model import Routine
from coach.timeline.compiler import reach_of
from tests.processes import workers_of_this_process

pytestmark = pytest.mark.unit

HEAVY = (
    "{'numpy', 'av', 'pydantic', 'yaml', 'lameenc', 'pyttsx3', 'rich.console', 'platformdirs', 'miniaudio', 'mutagen'}"
)
ERRORS = [
    "CoachError",
    "Contraindicated",
    "ExportError",
    "MissingLines",
    "MissingPart",
    "PromiseBroken",
    "RoutineError",
    "SpeechError",
    "Tags",
    "UsageError",
]
TYPES = [
    *("Cue", "Margins", "Mix", "Output", "Place", "Plan", "Player", "Problem", "Report", "Routine", "Scanning"),
    *("State", "Take", "Timeline", "Verb", "View"),
]
"""What the functions take and give, which is only named in type hints."""
FUNCTIONS = ["compile_routine", "estimate_by_pace", "export_session", "load_routine", "open_player", "open_session"]


def test_the_front_door_has_these_names() -> None:
    assert coach.__all__ == sorted([*ERRORS, *FUNCTIONS, *TYPES, "Session", "SessionOptions"])
    assert all(callable(getattr(coach, name)) for name in coach.__all__)


def test_a_name_that_is_not_there_is_told() -> None:
    with pytest.raises(AttributeError, match="module 'coach' has no attribute 'exprot'"):
        _ = coach.exprot  # type: ignore[attr-defined]


def test_dir_shows_every_name_before_it_is_used() -> None:
    code = "import coach; print(set(coach.__all__) <= set(dir(coach)), '__version__' in dir(coach))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "True True\n"


def test_help_shows_every_name_with_its_parameters() -> None:
    text = pydoc.plain(pydoc.render_doc(coach))
    for name in (*ERRORS, "Session", "SessionOptions"):
        assert f"class {name}(" in text
    for name in FUNCTIONS:
        assert f"    {name}(" in text
    assert "conditions: collections.abc.Sequence[str] = ()" in text


DOORS = [name for name in coach.__all__ if name not in TYPES]


@pytest.mark.parametrize("name", DOORS)
def test_every_public_name_tells_what_it_takes_gives_and_raises_with_an_example(name: str) -> None:
    thing = getattr(coach, name)
    text = inspect.getdoc(thing) or ""
    assert ">>> import coach" in text
    if name not in FUNCTIONS:
        return
    assert "Returns:" in text
    assert "Raises:" in text
    takes = set(inspect.signature(thing).parameters)
    if name == "open_player":  # which leaves them to open_session
        takes -= set(coach.SessionOptions.model_fields)
    told = re.findall(r"^    ([\w, ]+): ", text.partition("Args:")[2].partition("Returns:")[0], re.MULTILINE)
    assert takes <= {each.strip() for names in told for each in names.split(",")}


STANDARD = {"Callable", "Iterable", "Iterator", "None", "Path", "Sequence"}
ALIASES = {"Progress"}
"""Names of a function's type, which an argument's explanation tells."""


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_type_that_a_signature_names_is_at_the_front_door(name: str) -> None:
    signature = inspect.signature(getattr(coach, name))
    written = [signature.return_annotation, *(each.annotation for each in signature.parameters.values())]
    named = {word for each in written if isinstance(each, str) for word in re.findall(r"\b[A-Z]\w+", each)}
    assert named - STANDARD - ALIASES <= {*coach.__all__}


@pytest.mark.usefixtures("from_python")
@pytest.mark.parametrize(
    ("name", "wrong", "told"),
    [
        ("load_routine", {"path": 3}, "path: 3 is not a path"),
        ("load_routine", {"path": None}, "path: None is not a path"),
        ("estimate_by_pace", {"pace": "125"}, "pace: '125' is not a whole number of words per minute"),
        ("estimate_by_pace", {"pace": 0}, "pace: 0 is not a whole number of words per minute"),
        ("compile_routine", {"routine": "desk-break"}, "routine: 'desk-break' is not a Routine, such as load_routine"),
        ("compile_routine", {"spoken_length": 3}, "spoken_length: 3 is not a function"),
        ("compile_routine", {"spoken_length": lambda _: 1.5}, "spoken_length: it gave 1.5 for 'Let your shoulders"),
        ("compile_routine", {"length_ms": "30s"}, "length_ms: '30s' is not a whole number of milliseconds, or None"),
        ("compile_routine", {"margins": 4_000}, "margins: 4000 is not Margins"),
        ("export_session", {"session": "desk-break"}, "session: 'desk-break' is not a session, such as open_session"),
        ("export_session", {"path": 3}, "path: 3 is not a path"),
        ("export_session", {"bitrate": "128"}, "bitrate: '128' is not a whole number, or None"),
        ("export_session", {"mono": "yes", "accept": 1}, "mono: 'yes' is not True or False\naccept: 1 is not True"),
        ("export_session", {"tags": {"title": "x"}}, "tags: {'title': 'x'} is not Tags, or None"),
        ("export_session", {"texts": 3}, "texts: 3 is not a name or a list of names"),
        ("export_session", {"texts": "vt"}, "there is no text 'vt'"),
        ("export_session", {"progress": 3}, "progress: 3 is not a function, or None"),
        ("open_session", {"on_spoken": "print"}, "on_spoken: 'print' is not a function, or None"),
        ("open_player", {"open_device": 3}, "open_device: 3 is not a function, or None"),
        ("open_player", {"step": "palm"}, "step: 'palm' is not a whole number or a function"),
        ("open_player", {"timer_ms": True}, "timer_ms: True is not a whole number of milliseconds, or None"),
        ("open_player", {"scanning": "one"}, "scanning: 'one' is not a Scanning, or None"),
        ("Tags", {"title": 3, "cover": 4}, "title: 3 is not a text, or None\ncover: 4 is not a path, or None"),
    ],
)
def test_a_value_of_a_wrong_type_is_told_by_the_name_of_its_argument(
    name: str, wrong: dict[str, object], told: str, small_routine: Routine, tmp_path: Path
) -> None:
    right: dict[str, dict[str, object]] = {
        "compile_routine": {"routine": small_routine, "spoken_length": coach.estimate_by_pace(125)},
        "open_player": {"routine": small_routine},
        "open_session": {"routine": small_routine},
    }
    given = {**right.get(name, {}), **wrong}
    if name == "export_session":
        with coach.open_session(small_routine, engine="silent") as session:
            given = {"session": session, "path": tmp_path / "rest.wav"} | wrong
    with pytest.raises(UsageError) as error:
        getattr(coach, name)(**given)
    assert told in str(error.value)


@pytest.mark.usefixtures("from_python")
@pytest.mark.parametrize("name", DOORS)
def test_every_example_of_the_front_door_works(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    thing = getattr(coach, name)
    home = vars(sys.modules[thing.__module__])
    finder, runner = doctest.DocTestFinder(recurse=False), doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    tests = finder.find(thing, name, module=False, globs=dict(home))
    assert sum(len(test.examples) for test in tests)
    for test in tests:
        assert runner.run(test).failed == 0


def clips_in(cache: Path) -> list[Path]:
    return [path for path in cache.rglob("*") if path.is_file()]


def test_a_session_ends_its_voice_however_it_is_left(small_routine: Routine, own_cache: Path) -> None:
    before = workers_of_this_process()
    session = coach.open_session(small_routine)
    assert workers_of_this_process() == before
    for clip in clips_in(own_cache):
        clip.unlink()
    assert session.mix.frames
    assert workers_of_this_process() == before
    session.narrator.clip("Something new.")
    assert len(workers_of_this_process()) == len(before) + 1
    del session
    gc.collect()
    assert workers_of_this_process() == before


def test_a_closed_session_has_its_timeline_and_no_sound(small_routine: Routine, tmp_path: Path) -> None:
    with coach.open_session(small_routine) as session:
        mix = session.mix
    session.close()
    assert session.timeline.duration_ms
    speech = session.timeline.speech[0]
    for use in (
        lambda: session.mix,
        session.to_segment,
        lambda: coach.export_session(session, tmp_path / "rest.wav"),
        lambda: list(mix.blocks(round(speech.start_ms * 44.1), round(speech.end_ms * 44.1))),
    ):
        with pytest.raises(UsageError, match="this session is closed"):
            use()
    assert list(tmp_path.iterdir()) == []


def test_a_session_that_cannot_be_opened_leaves_no_voice_behind(small_routine: Routine, own_cache: Path) -> None:
    before = workers_of_this_process()
    shortest, _ = reach_of(small_routine, coach.estimate_by_pace(small_routine.voice.pace))
    with pytest.raises(coach.RoutineError):
        coach.open_session(small_routine, length_ms=shortest - 1_000)  # so near that it is spoken first
    assert workers_of_this_process() == before
    assert clips_in(own_cache)


@pytest.mark.parametrize("routine", [None, 3, b"desk-break"])
def test_what_is_no_routine_is_told(routine: object) -> None:
    with pytest.raises(UsageError, match=r"routine: .* is no routine; give a name"):
        coach.open_session(routine)  # type: ignore[arg-type]


@pytest.mark.parametrize("module", ["coach", "coach.cli.app"])
def test_nothing_heavy_is_loaded_before_it_is_needed(module: str) -> None:
    code = f"import sys, {module}; print(sorted({HEAVY} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


OF_TYPER = "{'pydantic'}"
"""Typer itself loads it for the help of a command."""


@pytest.mark.parametrize(
    "command", [(), ("export",), ("sounds",), ("timeline",), ("check",), ("doctor",)], ids=" ".join
)
def test_help_loads_nothing_heavy(command: tuple[str, ...]) -> None:
    arguments = ["coach", *command, "--help"]
    code = f"import sys; sys.argv = {arguments}; from coach.__main__ import main\n"
    code += f"try:\n    main()\nfinally:\n    print(sorted(({HEAVY} - {OF_TYPER}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Usage: coach ")
    assert done.stdout.endswith("\n[]\n")
