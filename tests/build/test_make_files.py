"""Jobs and the executor that does them: their order, and what happens when a worker dies or a job fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from coach.build.build_plan import plan_build
from coach.build.library_file import Library
from coach.build.make_files import Crew, file_jobs
from coach.build.speak_library import jobs_for_speech, rest

pytestmark = pytest.mark.unit


@dataclass(frozen=True)
class Job:
    name: str

    def run(self) -> tuple[str]:
        if self.name == "faulty":
            raise ValueError(self.name)
        return (self.name,)

    def failed(self, error: BaseException) -> tuple[str]:
        return (f"{self.name}: {type(error).__name__}",)


class Workers(ThreadPoolExecutor):
    """Two workers that die of a job called deadly, and with them all that was handed out beside it."""

    def __init__(self, handed: list[list[str]]) -> None:
        super().__init__(2)
        self._handed: list[str] = []
        self._dead = Event()
        handed.append(self._handed)

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **_: Any) -> Future[Any]:
        self._handed.append(arguments[0].name)
        if arguments[0].name == "deadly":
            self._dead.set()
        return super().submit(self._work, work, *arguments)

    def _work(self, work: Callable[..., Any], *arguments: Any) -> Any:
        if self._dead.wait(0.1):
            raise BrokenExecutor
        return work(*arguments)


def work(*names: str) -> tuple[list[str], list[list[str]]]:
    """Return the results of jobs, and what was handed out to each set of workers."""
    handed: list[list[str]] = []
    crew = Crew(2, lambda: Workers(handed), lambda: None)
    return [result for results in crew.work([Job(name) for name in names]) for result in results], handed


def test_what_is_to_be_done_is_handed_out_in_its_order() -> None:
    results, handed = work("a", "b", "c", "d")
    assert sorted(results) == ["a", "b", "c", "d"]
    assert handed == [["a", "b", "c", "d"]]


def test_a_job_that_fails_stops_no_other() -> None:
    assert sorted(work("a", "faulty", "c", "d")[0]) == ["a", "c", "d", "faulty: ValueError"]


def test_a_job_of_which_workers_die_is_tried_again_alone_and_costs_the_others_nothing() -> None:
    results, handed = work("a", "deadly", "c", "d")
    assert sorted(results) == ["a", "c", "d", "deadly: BrokenExecutor"]
    assert handed[0] == ["a", "deadly"], "what was handed out was lost with the worker"
    assert sorted(chain(*handed[1:])) == ["a", "c", "d", "deadly"], "and would be again, beside a deadly one"


def test_without_jobs_no_worker_is_started() -> None:
    assert work() == ([], [])


MANY = "matrix: {routine: [one, two], length: [20s, 30s], format: [wav, mp3]}\noptions: {engine: silent}\n"


def test_the_formats_of_a_session_are_one_job_and_the_longest_come_first(library: Callable[[str], Library]) -> None:
    orders = plan_build(library(MANY), Path("out")).to_make
    costs = [(order.options.length_ms or 0) / 1000 + order.path.name.startswith("two") for order in orders]
    jobs = file_jobs(orders, costs, workers=2)
    assert [[order.path.name for order in job.orders] for job in jobs] == [
        ["two-30s.mp3", "two-30s.wav"],
        ["one-30s.mp3", "one-30s.wav"],
        ["two-20s.mp3", "two-20s.wav"],
        ["one-20s.mp3", "one-20s.wav"],
    ]


def test_each_file_is_a_job_where_there_are_more_workers_than_sessions(library: Callable[[str], Library]) -> None:
    orders = plan_build(library(MANY), Path("out")).to_make
    assert [len(job.orders) for job in file_jobs(orders, [1.0] * 8, workers=5)] == [1] * 8


@pytest.fixture
def rested() -> Iterator[None]:
    """End the voice with which this process spoke for a library, as a build does after all its texts."""
    yield
    rest()


@pytest.mark.usefixtures("own_cache", "rested")
def test_each_sentence_of_a_library_is_spoken_once_the_longest_first(library: Callable[[str], Library]) -> None:
    orders = plan_build(library(MANY), Path("out")).to_make
    (job,) = jobs_for_speech(orders)
    assert [text for text, _ in job.texts] == ["Let your shoulders sink.", "This is one.", "This is two."]
    (spoken,) = job.run()
    assert spoken.texts == 3
    assert jobs_for_speech(orders) == [], "and what is in the store is not spoken again"
