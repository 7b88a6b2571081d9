"""Texts that are spoken in processes of their own, several at the same time: one that fails takes no other with it."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Thread
from typing import TypeVar

import pytest

from coach.errors import MissingPart, SpeechError
from coach.speech import Voice
from coach.speech.worker import Worker
from tests.conftest import FAULTY, FAULTY_FORKS
from tests.processes import PATIENCE_S, workers_of, workers_of_this_process
from tests.speech.engines.faulty_engine import FORK, trace_of

pytestmark = [pytest.mark.unit, pytest.mark.skipif(sys.platform == "win32", reason="there are no forks")]

T = TypeVar("T")
SIX = [f"This is text {number}." for number in ("one", "two", "three", "four", "five", "six")]


@pytest.fixture(autouse=True)
def folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what this test's workers write apart from what other tests' do."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def spoken(worker: Worker, texts: Sequence[str]) -> dict[str, bytes]:
    """The texts that are spoken, each with its file."""
    voiced = [(Voice(), text) for text in texts]
    return {texts[place]: path.read_bytes() for place, path in worker.speak_all(voiced)}


def while_it_speaks(worker: Worker, text: str, disturb: Callable[[int], None]) -> int:
    """Return the size of a text's file, when something happens to its worker in the middle of it."""
    sizes: list[int] = []
    thread = Thread(target=lambda: sizes.append(worker.speak(Voice(), text).stat().st_size))
    thread.start()
    in_the_middle_of(text)
    disturb(eventually(workers_of_this_process))
    thread.join(PATIENCE_S)
    return sizes[0]


def eventually(found: Callable[[], Sequence[T]]) -> T:
    until = time.monotonic() + PATIENCE_S
    while not (there := found()):
        assert time.monotonic() < until
        time.sleep(0.01)
    return there[0]


def in_the_middle_of(text: str) -> None:
    """Wait until a text that stalls has begun to: one that is killed before stalls the next time."""
    eventually(lambda: [*Path(tempfile.gettempdir()).glob(f"coach-worker-*/{trace_of(text)}")])


def kill_the_child(worker: int) -> None:
    os.kill(eventually(lambda: workers_of(worker)), signal.SIGKILL)


def kill_the_worker(worker: int) -> None:
    os.kill(worker, signal.SIGKILL)


def test_all_texts_are_spoken_each_in_its_place() -> None:
    with Worker(FAULTY_FORKS) as worker:
        assert spoken(worker, SIX).keys() == {*SIX}


@pytest.mark.parametrize("fault", ["hang", "die", "nothing", "empty", "raise", "refuse", "stall", "stumble"])
def test_a_text_that_fails_is_given_up_alone(fault: str) -> None:
    texts = [*SIX[:3], f"Here I {fault}.", *SIX[3:]]
    with Worker(FAULTY_FORKS, 0.5) as worker:
        assert spoken(worker, texts).keys() == {*SIX}
        assert spoken(worker, SIX).keys() == {*SIX}, "and the worker speaks on"


@pytest.mark.parametrize("fault", ["hang", "die", "raise"])
def test_what_a_fork_was_to_speak_behind_a_text_that_fails_is_spoken_all_the_same(fault: str) -> None:
    texts = [SIX[0], f"Here I {fault}.", *(f"This is number {number}." for number in range(18))]
    with Worker(FAULTY_FORKS, 0.5) as worker:
        assert spoken(worker, texts).keys() == {*texts} - {texts[1]}


def test_several_texts_share_a_fork() -> None:
    with Worker(FAULTY_FORKS) as worker:
        texts = worker.speak_all([(Voice(), f"This is number {number}.") for number in range(18)])
        folders = {path.parent for _, path in texts}
        forks = [each.name for folder in folders for each in folder.iterdir() if each.name.startswith(FORK)]
    assert 2 <= len(forks) < 18


def test_two_that_hang_keep_the_others_waiting_for_no_more_than_their_own_time() -> None:
    with Worker(FAULTY_FORKS, 0.5) as worker:
        worker.speak(Voice(), SIX[0])
        begun = time.monotonic()
        assert spoken(worker, ["Here I hang.", "There I hang.", *SIX]).keys() == {*SIX}
    assert time.monotonic() - begun < 5


def test_a_part_that_is_missing_ends_all_with_its_remedy() -> None:
    with Worker(FAULTY_FORKS) as worker, pytest.raises(MissingPart, match="choose another engine"):
        spoken(worker, [*SIX, "Here I miss something missing."])


def test_what_was_left_of_texts_before_is_never_taken_for_a_new_one() -> None:
    with Worker(FAULTY_FORKS) as worker:
        silence, click = (worker.speak(Voice(), text).read_bytes() for text in ("Mute.", SIX[0]))
        assert silence != click
        left = worker.speak_all([(Voice(), text) for text in ("Rest.", "Mute.", "I, too, am mute.", "Here I hang.")])
        next(left)
        assert spoken(worker, SIX) == dict.fromkeys(SIX, click)


@pytest.mark.parametrize("disturb", [kill_the_child, kill_the_worker])
def test_a_text_in_the_middle_of_which_a_process_is_killed_is_spoken_again(disturb: Callable[[int], None]) -> None:
    with Worker(FAULTY_FORKS, PATIENCE_S) as worker:
        assert while_it_speaks(worker, "Here I stall.", disturb) > 1000


def test_a_worker_that_is_killed_among_several_texts_leaves_the_others_to_be_asked_for() -> None:
    with Worker(FAULTY_FORKS, PATIENCE_S) as worker:
        before = workers_of_this_process()
        texts = worker.speak_all([(Voice(), text) for text in ("Rest.", "Here I stall.", "There I stall.", *SIX)])
        assert next(texts)[0] == 0
        in_the_middle_of("Here I stall.")
        (pid,) = {*workers_of_this_process()} - {*before}
        os.kill(pid, signal.SIGKILL)
        assert [*texts] == []
        assert worker.speak(Voice(), "Here I stall.").stat().st_size > 1000


@pytest.mark.parametrize("engine", [FAULTY, FAULTY_FORKS])
def test_a_processor_without_the_instructions_of_an_engine_is_told_at_once(engine: str) -> None:
    with Worker(engine) as worker, pytest.raises(MissingPart, match="this machine's processor does not know; choose"):
        worker.speak(Voice(name="illegal"), "Rest.")


def test_a_fork_that_dies_is_told_by_its_signal_or_its_exit_code() -> None:
    with Worker(FAULTY_FORKS) as worker, pytest.raises(SpeechError, match=r"it died \(exit code 9\), twice"):
        worker.speak(Voice(name="die"), "Rest.")


def test_an_engine_without_forks_speaks_several_texts_one_after_the_other_and_leaves_out_what_fails() -> None:
    with Worker(FAULTY, 0.5) as worker:
        voiced = [(Voice(name=fault), "Rest.") for fault in ("", "raise", "refuse", "chatter")]
        assert [place for place, _ in worker.speak_all(voiced)] == [0, 3]


def test_a_file_stays_until_the_next_text_is_asked_for() -> None:
    with Worker(FAULTY_FORKS) as worker:
        texts = worker.speak_all([(Voice(), text) for text in SIX])
        (_, first), (_, second) = next(texts), next(texts)
        assert not first.exists()
        assert second.exists()
    assert not second.exists()
