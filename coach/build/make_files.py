"""Jobs → results, by any `concurrent.futures.Executor`: in their order, and what fails does not stop the others."""

from __future__ import annotations

from collections import Counter, defaultdict
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, wait
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from coach.build.file_job import FileJob
from coach.interrupts import LOOK_S, check
from coach.log import described, logger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Executor, Future

    from coach.build.orders import Order

_log = logger(__name__)
Result_co = TypeVar("Result_co", covariant=True)


class Job(Protocol[Result_co]):
    """A frozen datum that can be sent to another process, and has there all that it needs for its work."""

    def run(self) -> Sequence[Result_co]:
        """Do the work, in a worker."""

    def failed(self, error: BaseException) -> Sequence[Result_co]:
        """Return the results where the worker could give none."""


@dataclass(frozen=True)
class Crew:
    """Workers, wherever they are."""

    workers: int
    open_executor: Callable[[], Executor]
    end_at_once: Callable[[], None]
    """Ends all work where it stands."""

    def work(self, jobs: Sequence[Job[Result_co]]) -> Iterator[Sequence[Result_co]]:
        """Yield the results of each job, as soon as they are there; raises Interrupted as `interrupts.check` does.

        A worker that dies costs its job a second try, and the others nothing.
        """
        waiting, tries = [*reversed(jobs)], Counter[int]()
        while waiting:
            executor = self.open_executor()
            try:
                yield from self._until_broken(executor, waiting, tries)
            except BaseException:
                self.end_at_once()
                executor.shutdown(wait=False, cancel_futures=True)
                raise
            executor.shutdown()

    def _until_broken(
        self, executor: Executor, waiting: list[Job[Result_co]], tries: Counter[int]
    ) -> Iterator[Sequence[Result_co]]:
        """Yield results until all is done, or a worker has died; what is not done is in `waiting` then.

        No more jobs are handed out than there are workers, so that those are known that a dead one may have had.
        """
        running: dict[Future[Sequence[Result_co]], Job[Result_co]] = {}
        broken = False
        while running or (waiting and not broken):
            while waiting and not broken and len(running) < self._room(waiting[-1], running.values(), tries):
                job = waiting.pop()
                running[executor.submit(_run, job)] = job
            done, _ = wait(running, LOOK_S, FIRST_COMPLETED)
            check()
            for future in done:
                job, error = running.pop(future), future.exception()
                broken = broken or isinstance(error, BrokenExecutor)
                if error is None:
                    yield future.result()
                elif isinstance(error, BrokenExecutor) and not tries[id(job)]:
                    _log.warning("a worker died, and its job is tried again: %s", described(error))
                    tries[id(job)] += 1
                    waiting.insert(0, job)
                else:
                    _log.warning("a job failed: %s", described(error))
                    yield job.failed(error)

    def _room(self, job: Job[Result_co], running: Iterable[Job[Result_co]], tries: Counter[int]) -> int:
        """Return how many jobs can run side by side: one that may have ended its worker is tried again alone."""
        return 1 if any(tries[id(each)] for each in (job, *running)) else self.workers


def _run(job: Job[Result_co]) -> Sequence[Result_co]:
    return job.run()


def file_jobs(orders: Sequence[Order], costs: Sequence[float], workers: int) -> list[FileJob]:
    """Return the jobs that make some files, the longest first.

    The formats of one session are one job, as long as there are jobs enough for all workers.
    """
    costly = sorted(zip(costs, orders, strict=True), key=lambda pair: (-pair[0], str(pair[1].path)))
    sessions: dict[object, list[Order]] = {}
    cost: defaultdict[object, float] = defaultdict(float)
    for seconds, order in costly:
        session = (id(order.routine), order.options.model_dump_json())
        sessions.setdefault(session, []).append(order)
        cost[session] += seconds
    if len(sessions) < workers:
        return [FileJob((order,)) for _, order in costly]
    return [FileJob(tuple(sessions[session])) for session in sorted(sessions, key=lambda each: -cost[each])]
