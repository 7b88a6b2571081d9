"""What an author sees while a file is saved again and again; nothing is played."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from queue import SimpleQueue
from threading import Event
from typing import Any

import jsonschema
import pytest

from coach.cli.edit_display import Display
from coach.cli.edit_loop import EditLoop, beyond_end
from coach.cli.json_form import forms
from coach.edit.rehearsal import Rehearsal, Take
from coach.session_options import SessionOptions
from tests.edit.conftest import ROUTINE

pytestmark = pytest.mark.unit

SHOULDERS = "Let your shoulders sink."


class Author:
    """Somebody who saves, or presses a key, each time that what was done before has been seen."""

    def __init__(self, file: Path, acts: Sequence[object]) -> None:
        self.file = file
        self._acts = self._done(acts)

    def next(self, _: float) -> str | None:
        return next(self._acts)

    def _done(self, acts: Sequence[object]) -> Iterator[str | None]:
        for act in acts:
            if isinstance(act, str):
                yield act
            else:
                assert callable(act)
                act()
                yield from [None] * 12
        yield "q"


class Heard:
    """A preview that plays to nobody, and remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[object] = []
        self.news: SimpleQueue[str] = SimpleQueue()
        self.missing, self.begun = None, Event()
        self.begun.set()

    def play(self, _: Take, step: int) -> None:
        self.asked.append(step)

    def stop(self) -> None:
        self.asked.append("stop")

    def prepare(self, take: Take) -> None:
        pass

    def close(self, narrators: Sequence[object]) -> None:
        pass


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = Path("mine.yaml")
    file.write_text(ROUTINE)
    return file


@pytest.fixture
def edit(file: Path) -> Callable[..., list[object]]:
    """Let somebody do things one after the other, and return what was asked to be played."""

    def run(*acts: object, as_json: bool = False, **options: Any) -> list[object]:
        heard: Any = Heard()
        with Rehearsal(file, SessionOptions(engine="silent", **options)) as rehearsal:
            loop = EditLoop(file, rehearsal, Display(plain=True, as_json=as_json), heard)
            loop.run(Author(file, acts))  # type: ignore[arg-type]
        return list(heard.asked)

    return run


def saving(file: Path, text: str | bytes, *, name: str = "") -> Callable[[], None]:
    data = text.encode() if isinstance(text, str) else text

    def save() -> None:
        beside = file.with_name("beside.tmp")
        beside.write_bytes(data)
        beside.replace(file.with_name(name) if name else file)

    return save


def changed(old: str, new: str) -> str:
    assert old in ROUTINE
    return ROUTINE.replace(old, new, 1)


def test_a_save_tells_what_has_changed_and_plays_the_first_of_it(
    edit: Callable[..., list[object]], file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = changed("Breathe slowly", "Breathe").replace("The end\n", "An end\n")
    assert edit(saving(file, text)) == [3]
    told = capsys.readouterr()
    at_first, after = told.out.split(" A short rest · ")[1:]
    assert [line.split()[1] for line in at_first.splitlines()[1:8]] == [
        *("Shoulders", "Rest", "Breathe", "Now", "Rest", "Breathe", "The"),
    ]
    assert "→" in after.splitlines()[0]
    assert [line.split()[:2] for line in after.splitlines() if line.startswith("changed")] == [
        ["changed", "3"],
        ["changed", "6"],
        ["changed", "7"],
    ]
    assert "… 1 step as before" in after
    assert "▶ 3 Breathe." in after


def test_a_save_without_a_change_plays_nothing_and_says_so(
    edit: Callable[..., list[object]], file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert edit(saving(file, ROUTINE + "# the end\n")) == []
    assert capsys.readouterr().out.endswith("nothing has changed\n")


def test_keys_play_it_again_and_the_next_and_stop(edit: Callable[..., list[object]], file: Path) -> None:
    save = saving(file, changed("Breathe slowly", "Breathe"))
    assert edit("r", save, "space", "n", "n", "again", "s", "line 12", "line 999", "next") == [
        *(1, 3, 3, 6, 3, 3, "stop", 2, 7, 3),
    ]


def test_each_key_that_plays_moves_the_mark(
    edit: Callable[..., list[object]], file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save = saving(file, changed("Breathe slowly", "Breathe"))
    assert edit("r", save, "n", "r", "line 12") == [1, 3, 6, 6, 2]
    marks = [line.strip() for line in capsys.readouterr().out.splitlines() if "▶" in line]
    assert [mark.split()[1] for mark in marks] == ["1", "3", "6", "6", "2"]
    assert marks[0] == "▶ 1 Shoulders"


def test_what_is_no_key_and_what_is_no_word_shows_what_there_is(
    edit: Callable[..., list[object]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert edit("x", "question_mark", "lien 3") == []
    said = capsys.readouterr().err.splitlines()
    assert [line for line in said if "plays it again" in line] == said[-3:-1]
    assert "`line N`" in said[-1]


def test_a_change_of_all_steps_is_heard_in_the_one_that_was_played(
    edit: Callable[..., list[object]], file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = changed("Breathe slowly", "Breathe")
    louder = text.replace("sound: none", "sound: rain")
    assert edit(saving(file, text), saving(file, louder), saving(file, louder.replace("A short", "A long"))) == [3, 3]
    out = capsys.readouterr().out
    assert "changed: background" in out
    assert "changed: title" in out


BROKEN = {
    "title: [x": "mine.yaml:1:8: the [ that opens here is not closed",
    "": "mine.yaml:1:1: this file is empty",
    ROUTINE[:-30]: "mine.yaml:21:5: a step with nothing to hear or do",
    "# " + "x" * 9_000_000: "this file is larger than 8 MB",
    b"\xff\xfe\x00": "this is not text in UTF-8",
    b"title: A\x00B": "control character U+0000",
    ROUTINE + "  - sya: Rest.\n  - {say: Rest., do: 20}\n": "mine.yaml:23:5: unknown key 'sya'",
    ROUTINE + "  - use: nothing/Here\n": "there is no routine called 'nothing' to use",
}


@pytest.mark.parametrize("text", BROKEN, ids=lambda text: repr(text[:12]))
def test_a_save_that_cannot_be_used_is_told_and_compared_with_nothing(
    edit: Callable[..., list[object]], file: Path, text: str | bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    mended = changed("Breathe slowly", "Breathe")
    assert edit(saving(file, text), saving(file, mended)) == [3]
    told = capsys.readouterr()
    assert BROKEN[text] in told.err
    assert told.out.count("A short rest") == 2


def test_all_problems_are_told_at_once(
    edit: Callable[..., list[object]], file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(saving(file, ROUTINE + "  - sya: Rest.\n  - {say: Rest., do: 20}\n  - say: This is the end.\n"))
    assert capsys.readouterr().err.count("\nmine.yaml:2") == 2


def test_what_could_be_better_is_told_with_what_there_is(
    edit: Callable[..., list[object]], file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert edit(saving(file, changed("This is the end", "This is the end" + ", and you rest" * 10))) == [7]
    assert "mine.yaml:22:" in (told := capsys.readouterr().err)
    assert "warning[long-sentence]: " in told


def test_what_could_be_better_is_told_once_and_then_only_how_much_of_it_stays(
    edit: Callable[..., list[object]], file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long = changed("This is the end", "This is the end" + ", and you rest" * 10)
    longer = "# a note\n" + long + "  - say: Now wait" + ", and wait" * 20 + ".\n"
    edit(saving(file, long), saving(file, "# a note\n" + long), saving(file, longer), saving(file, ROUTINE))
    told = capsys.readouterr().err
    assert told.count("warning[long-sentence]") == 2
    assert told.count("1 warning as before; `coach check mine.yaml` shows it\n") == 2


def test_a_line_that_the_file_has_not_got_is_told(
    edit: Callable[..., list[object]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert edit("line 23", "line 900") == [7, 7]
    assert capsys.readouterr().err.count("the last step in it is played") == 1
    assert beyond_end(Path("mine.yaml"), 900) == "mine.yaml has 22 lines, and not 900: the last step in it is played"


def test_a_file_that_is_gone_is_told_and_waited_for(
    edit: Callable[..., list[object]], file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert edit(file.unlink, saving(file, changed("Breathe slowly", "Breathe"))) == [3]
    assert "mine.yaml is gone; it is read again once it is there" in capsys.readouterr().err


def test_one_that_is_broken_at_first_is_waited_for_too(
    edit: Callable[..., list[object]], file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text("title: [")
    assert edit("r", "n", "line 3", saving(file, ROUTINE)) == []
    assert "The end" in capsys.readouterr().out


def test_a_routine_that_it_uses_is_looked_at_too_and_one_that_it_lacks_is_found(
    edit: Callable[..., list[object]], file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    used = "title: Hands\nsteps:\n  - {title: One, say: One.}\n"
    asked = edit(
        saving(file, ROUTINE + "  - use: hands/One\n"),
        saving(file, "notes", name="notes.txt"),
        saving(file, used, name="hands.yaml"),
        saving(file, used.replace("say: One", "say: Two"), name="hands.yaml"),
    )
    assert asked == [8, 8]
    assert capsys.readouterr().err.count("there is no routine called 'hands'") == 1


def test_who_it_is_for_is_minded(
    edit: Callable[..., list[object]], file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert edit("line 13", saving(file, changed("Rest your", "Lay down your")), conditions="crps") == []
    told = capsys.readouterr()
    assert "the step at line 13 is left out of this session" in told.err
    edit(conditions="recent-surgery")
    assert "recent-surgery: " in capsys.readouterr().err


def test_for_programs_each_save_is_a_line_that_fits_its_schema(
    edit: Callable[..., list[object]], file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = ROUTINE[: ROUTINE.index("  - title: Shoulders")] + ROUTINE[ROUTINE.index("  - section") :]
    acts = [saving(file, text) for text in (changed("time: 4s", "time: 5s"), "title: [", gone)]
    assert edit(*acts, file.unlink, as_json=True) == [3, 2]
    values = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    validator = jsonschema.Draft202012Validator(forms()["edit"])
    assert [error.message for value in values for error in validator.iter_errors(value)] == []
    first, second, broken, without, missing = values
    assert [step["line"] for step in first["steps"]] == [4, 11, 16, 7, 11, 16, 21]
    assert (second["plays"], second["before_ms"]) == (3, first["length_ms"])
    assert broken["problems"][0]["file"] == "mine.yaml"
    assert (broken["title"], broken["steps"], broken["refused"]) == (None, [], "")
    assert without["steps"][0]["change"] == "gone"
    assert "is gone" in missing["refused"]
    for key in [*first]:
        assert not validator.is_valid({name: value for name, value in first.items() if name != key})
