"""Jobs and the executor that does them: their order, and what happens when a worker dies or a job fails."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from coach.build.build_plan import plan_build
from coach.build.library_file import Library
from coach.build.make_files import Crew, file_jobs
from coach.build.speak_library import jobs_for_speech

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


class Workers(Executor):
    """Workers in this thread; one dies of a job called deadly, and all that were handed out are lost with it."""

    def __init__(self, handed: list[list[str]]) -> None:
        self._handed = handed
        self._handed.append([])
        self._waiting: list[tuple[Future[Any], Callable[..., Any], Any]] = []

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **_: Any) -> Future[Any]:
        self._handed[-1].append(arguments[0].name)
        future: Future[Any] = Future()
        self._waiting.append((future, work, arguments))
        if len(self._waiting) == 2 or arguments[0].name in ("deadly", "last"):
            self._work()
        return future

    def _work(self) -> None:
        dying = any(arguments[0].name == "deadly" for _, _, arguments in self._waiting)
        for future, work, arguments in self._waiting:
            try:
                future.set_exception(BrokenExecutor()) if dying else future.set_result(work(*arguments))
            except ValueError as error:
                future.set_exception(error)
        self._waiting.clear()


def work(*names: str) -> tuple[list[str], list[list[str]]]:
    """Return the results of jobs, and what was handed out to each set of workers."""
    handed: list[list[str]] = []
    crew = Crew(2, lambda: Workers(handed), lambda: None)
    return [result for results in crew.work([Job(name) for name in names]) for result in results], handed


def test_what_is_to_be_done_is_handed_out_in_its_order() -> None:
    assert work("a", "b", "c", "last") == (["a", "b", "c", "last"], [["a", "b", "c", "last"]])


def test_a_job_that_fails_stops_no_other() -> None:
    assert work("a", "faulty", "c", "last")[0] == ["a", "faulty: ValueError", "c", "last"]


def test_a_job_of_which_workers_die_is_tried_twice_the_second_time_alone() -> None:
    results, handed = work("a", "deadly", "c", "last")
    assert sorted(results) == ["a", "c", "deadly: BrokenExecutor", "last"]
    assert handed[0] == ["a", "deadly"], "what was handed out was lost with the worker"
    assert handed[-1][-1] in ("a", "deadly")
    assert sum(jobs.count("deadly") for jobs in handed) == 2
    assert sum(jobs.count("a") for jobs in handed) == 2


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


@pytest.mark.usefixtures("own_cache")
def test_each_sentence_of_a_library_is_spoken_once_the_longest_first(library: Callable[[str], Library]) -> None:
    orders = plan_build(library(MANY), Path("out")).to_make
    (job,) = jobs_for_speech(orders)
    assert [text for text, _ in job.texts] == ["Let your shoulders sink.", "This is one.", "This is two."]
    (spoken,) = job.run()
    assert spoken.texts == 3
    assert jobs_for_speech(orders) == [], "and what is in the store is not spoken again"
