"""What is planned for a library and its folder: nothing is spoken for it, and a file is known by its report."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach.audio.wav import write_mono
from coach.build.build_plan import BuildPlan, fingerprint_of_order, plan_build
from coach.build.library_file import Library, read_library
from coach.build.orders import Order
from coach.errors import RoutineError, UsageError
from coach.export import fingerprint
from coach.export.report_file import report_path
from coach.routine.library import open_routine
from tests.build.conftest import Write, write_routine

pytestmark = pytest.mark.unit

TWO = "matrix: {routine: [one, two], length: [20s, 30s]}\noptions: {engine: silent, format: wav}\n"
ONE = "matrix: {routine: [one]}\noptions: {engine: silent, format: wav, captions: vtt}\n"


def plan(path: Path, **options: Any) -> BuildPlan:
    return plan_build(read_library(path), path.with_name("out"), **options)


def reasons(planned: BuildPlan) -> dict[str, str]:
    """Return why each file is made; a sign for those that are not."""
    return {each.order.path.name: each.why if each.verdict == "make" else each.verdict for each in planned.files}


def pretend(order: Order, **changes: Any) -> None:
    """Put a file, its texts and its report where they would be if the order had been made."""
    order.path.parent.mkdir(exist_ok=True)
    beside = {}
    for path in (order.path, *order.beside):
        path.write_bytes(path.name.encode())
        beside[path.name] = hashlib.sha256(path.name.encode()).hexdigest()
    report = {
        "size_bytes": len(order.path.name),
        "sha256": beside.pop(order.path.name),
        "library": order.library,
        "fingerprint": fingerprint_of_order(order),
        "beside": beside,
        "routine": {},
        **changes,
    }
    report_path(order.path).write_text(json.dumps(report))


@pytest.fixture
def made(write: Write) -> Path:
    """A library whose four files are there, as far as a plan can see."""
    path = write(TWO)
    for order in plan(path).to_make:
        pretend(order)
    return path


def test_everything_is_new_in_an_empty_folder_which_stays_as_it_is(write: Write) -> None:
    path = write(TWO)
    assert reasons(plan(path)) == dict.fromkeys(["one-20s.wav", "one-30s.wav", "two-20s.wav", "two-30s.wav"], "new")
    assert not path.with_name("out").exists()


def test_what_is_as_its_report_says_is_not_made_again(made: Path) -> None:
    assert set(reasons(plan(made)).values()) == {"unchanged"}
    assert plan(made).to_make == ()


def test_one_word_in_one_routine_makes_exactly_its_files_again(made: Path) -> None:
    write_routine(made.with_name("two.yaml"), "This is too.", "Two")
    assert reasons(plan(made)) == {
        "one-20s.wav": "unchanged",
        "one-30s.wav": "unchanged",
        "two-20s.wav": "changed: routine",
        "two-30s.wav": "changed: routine",
    }


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda path: path.unlink(), "its file is missing"),
        (lambda path: path.write_bytes(b"one-20s.waf"), "the bytes of the file differ from its report"),
        (lambda path: path.write_bytes(b""), "the bytes of the file differ from its report"),
    ],
)
def test_a_file_that_is_not_what_its_report_says_is_made_again(
    made: Path, change: Callable[[Path], None], told: str
) -> None:
    change(made.with_name("out") / "one-20s.wav")
    assert {name: why for name, why in reasons(plan(made)).items() if why != "unchanged"} == {"one-20s.wav": told}


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("mono: yes", "options"),
        ("title: Other", "options"),
        ("captions: vtt", "options"),
        ("engine: system", "voice"),
        ("background: rain", "routine, options"),
        ("length: 25s", None),
    ],
)
def test_another_option_is_a_reason_that_is_named(made: Path, options: str, told: str | None) -> None:
    key = options.partition(":")[0]
    kept = [each for each in ("engine: silent", "format: wav") if not each.startswith(key)]
    made.write_text(TWO.splitlines()[0] + f"\noptions: {{{', '.join([*kept, options])}}}\n")
    found = {*reasons(plan(made)).values()}
    assert found == ({"unchanged"} if told is None else {f"changed: {told}"} if key != "engine" else found)
    if key == "engine":
        assert all(why.startswith("changed: voice") for why in found)


def test_another_version_of_coach_makes_all_again(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fingerprint, "versions", lambda: {"coach": "99", "python": "3"})
    assert all(why.startswith("changed: coach") for why in reasons(plan(made)).values())


def test_a_sound_of_the_listeners_own_is_known_by_its_bytes(write: Write) -> None:
    path = write(ONE + "#")
    tone = path.with_name("waves.wav")
    write_sound(tone, 0.1)
    text = path.with_name("one.yaml").read_text().replace("none", "waves.wav")
    path.with_name("one.yaml").write_text(text)
    for order in plan(path).to_make:
        pretend(order)
    assert set(reasons(plan(path)).values()) == {"unchanged"}
    write_sound(tone, 0.2)
    assert set(reasons(plan(path)).values()) == {"changed: background"}


def write_sound(path: Path, volume: float) -> None:
    write_mono(path, np.full(44_100 * 12, volume, np.float32), 44_100)


def test_a_text_beside_a_file_belongs_to_it(write: Write) -> None:
    path = write(ONE)
    for order in plan(path).to_make:
        pretend(order)
    assert reasons(plan(path)) == {"one.wav": "unchanged"}
    path.with_name("out").joinpath("one.vtt").write_text("WEBVTT\n\nedited\n")
    assert reasons(plan(path)) == {"one.wav": "the bytes of one.vtt differ from its report"}
    path.with_name("out").joinpath("one.vtt").unlink()
    assert reasons(plan(path)) == {"one.wav": "one.vtt is missing"}


@pytest.mark.parametrize("report", [None, "{", '{"routine": {}}', '{"routine": {}, "library": "other.yaml"}'])
def test_a_file_of_somebody_else_is_refused_and_replaced_on_demand(write: Write, report: str | None) -> None:
    path = write("matrix: {routine: [one, two]}\noptions: {engine: silent, format: wav}\n")
    out = path.with_name("out")
    out.mkdir()
    out.joinpath("one.wav").write_bytes(b"mine")
    if report is not None:
        report_path(out / "one.wav").write_text(report)
    assert reasons(plan(path)) == {"one.wav": "refused", "two.wav": "new"}
    assert "--replace replaces it" in plan(path).files[0].why
    assert reasons(plan(path, replace=True)) == {"one.wav": "replaced", "two.wav": "new"}


def test_a_million_files_are_refused_with_their_number_before_anything_is_opened(write: Write) -> None:
    numbers = list(range(1, 1001))
    path = write(f"matrix: {{routine: [not-there], year: {numbers}, bitrate: {numbers}}}\n")
    with pytest.raises(UsageError, match=r"asks for 1,000,000 files, and 10,000 are the most; .* --most 1000000"):
        plan(path)


def test_more_can_be_allowed_and_less(made: Path) -> None:
    assert len(plan(made, most=4).files) == 4
    with pytest.raises(UsageError, match="asks for 4 files, and 3 are the most"):
        plan(made, most=3)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "matrix:\n  routine: [one]\n  length: [20s, 30s]\nname: '{routine}'\n",
            "3:17: two files are called one.mp3: this one and that of {}:3:12 (write what tells them apart into 'name'",
        ),
        (
            "matrix:\n  include:\n    - {routine: one, title: Be}\n    - {routine: two, title: BE}\nname: '{title}'\n",
            "4:8: two files are called BE.mp3: this one and that of {}:3:8 ",
        ),
        (
            "matrix:\n  include:\n    - {length: 20s, format: mp3}\n    - {length: 30s, format: wav}\n"  # noqa: ISC004
            "name: a\noptions: {routine: one, captions: vtt}\n",
            "4:8: two files are called a.vtt: this one and that of {}:3:8 ",
        ),
    ],
)
def test_two_files_of_one_name_are_refused_with_the_places_of_both(write: Write, text: str, told: str) -> None:
    path = write(text)
    with pytest.raises(RoutineError) as failure:
        plan(path)
    assert str(failure.value).startswith(f"{path}:{told.format(path)}")


def test_files_of_one_name_are_told_what_would_tell_them_apart(write: Write) -> None:
    path = write("matrix:\n  routine: [one]\n  condition: [arthritis, pregnancy]\nname: '{routine}'\n")
    with pytest.raises(RoutineError, match=r"write what tells them apart into 'name', such as '\{condition\}'"):
        plan(path)


def test_the_texts_beside_two_formats_of_one_session_are_one(write: Write) -> None:
    path = write("matrix: {routine: [one], format: [mp3, wav]}\noptions: {captions: vtt, engine: silent}\n")
    assert [order.beside[0].name for order in plan(path).to_make] == ["one.vtt", "one.vtt"]


def test_a_broken_routine_tells_all_its_problems_and_the_others_are_planned(write: Write) -> None:
    path = write(TWO)
    path.with_name("two.yaml").write_text("titel: T\nsteps:\n  - {sya: x}\n")
    planned = plan(path)
    assert [order.path.name for order in planned.to_make] == ["one-20s.wav", "one-30s.wav"]
    assert [unclear.name for unclear in planned.unclear] == ["two silent 20s wav", "two silent 30s wav"]
    assert len(planned.unclear[0].problems) == len(planned.unclear[1].problems) == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("matrix: {routine: [three]}", ":1:20: there is no routine called 'three'; `coach list` shows the names"),
        ("matrix: {routine: [one], language: [de]}", ":1:37: 'one' is in 'en', and not in 'de' (leave it out by "),
        ("matrix: {routine: [one], format: [m4a], bitrate: [320]}", "M4A has no 320 kbit/s; choose one of 64, 80"),
        ("matrix: {routine: [one], cover: [x.png]}", "x.png"),
        (
            "matrix: {routine: [caregiver-hand-massage], condition: [recent-surgery]}",
            "--despite recent-surgery goes on",
        ),
        ("matrix: {routine: [one], voice: [siwis-fr]}", "the voice 'siwis-fr' speaks French"),
        ("matrix: {routine: [one], background: [rian]}", "there is no background 'rian'; did you mean 'rain'?"),
        ("matrix: {include: [{length: 5m}, {routine: one}]}", "no routine is named for this"),
    ],
)
def test_what_cannot_be_made_is_told_with_its_reason(write: Write, text: str, told: str) -> None:
    planned = plan(write(text))
    why = [each.why for each in planned.files if each.verdict == "refused"]
    assert any(told in line for line in [*why, *(line for each in planned.unclear for line in each.problems)])


def test_despite_holds_where_its_condition_does(write: Write) -> None:
    path = write(
        "matrix: {routine: [caregiver-hand-massage], condition: [none, recent-surgery]}\n"
        "options: {despite: recent-surgery, engine: silent}\n"
    )
    assert len(plan(path).to_make) == 2


def test_a_routine_of_each_language_is_found_by_a_pattern(write: Write, tmp_path: Path) -> None:
    for language in ("en", "de"):
        file = write_routine(tmp_path / language / "calm.yaml")
        file.write_text(file.read_text() + f"language: {language}\n")
    path = write(
        "matrix: {routine: [calm], language: [en, de]}\nfiles: '{language}/{routine}.yaml'\n"
        "name: '{language}/{routine}'\noptions: {engine: silent, format: wav}\n"
    )
    assert [(str(o.path.relative_to(tmp_path)), o.routine.language) for o in plan(path).to_make] == [
        ("out/en/calm.wav", "en"),
        ("out/de/calm.wav", "de"),
    ]


def test_a_bundled_routine_is_found_in_each_language_by_its_name(write: Write, tmp_path: Path) -> None:
    path = write(
        "matrix: {routine: [paced-breathing, es/eyes-closed-calm], language: [en, de, es]}\n"
        "options: {engine: silent, format: wav}\nname: '{language}/{routine}'\n"
    )
    ordered = {str(order.path.relative_to(tmp_path)): order.routine.title for order in plan(path).to_make}
    assert ordered == {
        "out/en/paced-breathing.wav": open_routine("paced-breathing").title,
        "out/de/paced-breathing.wav": open_routine("de/paced-breathing").title,
        "out/es/paced-breathing.wav": open_routine("es/paced-breathing").title,
        "out/es/eyes-closed-calm.wav": open_routine("es/eyes-closed-calm").title,
    }
    assert len(plan(path).unclear) == 2


def test_what_the_library_has_no_more_is_known_and_nothing_else(made: Path) -> None:
    out = made.with_name("out")
    pretend(replace(plan(made).files[0].order, path=out / "old.wav", texts=("vtt",)))
    pretend(replace(plan(made).files[0].order, path=out / "edited.wav"))
    out.joinpath("edited.wav").write_bytes(b"mine now")
    pretend(replace(plan(made).files[0].order, path=out / "other.wav", library="other.yaml"))
    out.joinpath("photo.jpg").write_bytes(b"")
    surplus = {each.path.name: each for each in plan(made).surplus}
    assert {*surplus} == {"old.wav", "edited.wav"}
    assert {path.name for path in surplus["old.wav"].files} == {"old.wav", "old.vtt", "old.wav.report.json"}
    assert (surplus["edited.wav"].files, [path.name for path in surplus["edited.wav"].kept]) == ((), ["edited.wav"])


def test_an_order_can_be_sent_to_another_process(library: Callable[[str], Library]) -> None:
    import pickle

    (order,) = plan_build(library(ONE), Path("out")).to_make
    again = pickle.loads(pickle.dumps(order))  # noqa: S301 - our own
    assert again == order
    assert fingerprint_of_order(again) == fingerprint_of_order(order)


def test_a_brief_file_is_another_one(write: Write) -> None:
    planned = plan(write("matrix: {routine: [one], words: [full, brief]}\noptions: {engine: silent, format: wav}\n"))
    full, brief = planned.to_make
    assert [order.path.name for order in planned.to_make] == ["one-full.wav", "one-brief.wav"]
    assert (full.options.words, brief.options.words) == ("full", "brief")
    one, other = (fingerprint_of_order(order) for order in planned.to_make)
    assert {key for key in one if one[key] != other[key]} == {"routine", "options"}
