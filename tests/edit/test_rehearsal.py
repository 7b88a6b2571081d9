from __future__ import annotations

from pathlib import Path

import pytest

from coach.edit.rehearsal import Rehearsal
from coach.errors import Contraindicated, RoutineError, UsageError
from coach.session_options import SessionOptions
from tests.edit.conftest import ROUTINE

pytestmark = pytest.mark.unit

SILENT = SessionOptions(engine="silent")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "mine.yaml").write_text(ROUTINE)
    return tmp_path / "mine.yaml"


def test_a_take_is_the_file_as_it_is_now(file: Path) -> None:
    with Rehearsal(file, SILENT) as rehearsal:
        before = rehearsal.take()
        file.write_text(ROUTINE.replace("A short rest", "A long rest"))
        after = rehearsal.take()
    assert (before.plan.title, after.plan.title) == ("A short rest", "A long rest")
    assert [cue.text for cue in after.words_of(2)] == ["Rest your left hand."]
    start, end = after.frames_of(2)
    assert end - start > 5 * 44_100


def test_a_voice_stays_until_the_routine_names_another_one(file: Path) -> None:
    with Rehearsal(file, SILENT) as rehearsal:
        first = rehearsal.take()
        file.write_text("# a line more\n" + ROUTINE.replace("Breathe", "Breathe out"))
        assert rehearsal.take().narrator is first.narrator
        assert rehearsal.retire() == []
        file.write_text(ROUTINE + "voice: {pace: 100}\n")
        other = rehearsal.take()
        assert other.narrator is not first.narrator
        assert rehearsal.retire() == [first.narrator]
        assert rehearsal.retire() == []
    with pytest.raises(UsageError, match="closed"):
        other.narrator.clip("Rest.")


def test_nothing_is_spoken_for_a_take(file: Path, own_cache: Path) -> None:
    with Rehearsal(file, SessionOptions(engine="system")) as rehearsal:
        take = rehearsal.take()
        assert all(take.narrator.known_ms(cue.text) is None for cue in take.plan.timeline.speech)
        take.narrator.clip("Rest your left hand.")
        known = take.measured(2)
    assert own_cache.exists()
    (cue,) = known.words_of(2)
    assert cue.end_ms - cue.start_ms == take.narrator.known_ms(cue.text)


def test_its_files_are_all_that_it_was_read_from(file: Path, tmp_path: Path) -> None:
    used = tmp_path / "hands.yaml"
    used.write_text("title: Hands\nsteps:\n  - {title: One, say: One.}\n")
    file.write_text(ROUTINE + "  - use: hands/One\n")
    with Rehearsal(file, SILENT) as rehearsal:
        assert rehearsal.take().files == {file, used}


@pytest.mark.parametrize(
    ("text", "options", "error"),
    [
        ("title: [", SILENT, RoutineError),
        (ROUTINE.replace("sound: none", "sound: none, level: loudest"), SILENT, RoutineError),
        (ROUTINE.replace("none", "rian"), SILENT, RoutineError),
        (ROUTINE.replace("none", "gone.mp3"), SILENT, RoutineError),
        (ROUTINE, SILENT.replace(conditions="recent-surgery"), Contraindicated),
        (ROUTINE, SILENT.replace(length_ms=1_000), RoutineError),
        (ROUTINE, SILENT.replace(engine="xylophone"), UsageError),
    ],
)
def test_what_cannot_be_taken_is_raised_and_the_next_save_may_mend_it(
    file: Path, text: str, options: SessionOptions, error: type[Exception]
) -> None:
    with Rehearsal(file, options) as rehearsal:
        file.write_text(text)
        with pytest.raises(error):
            rehearsal.take()
        if options is SILENT:
            file.write_text(ROUTINE)
            assert rehearsal.take().plan.title == "A short rest"
