"""BuildPlan + workers → what comes of each file: all is spoken first, then the files are made, the longest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.build.build_cost import cost_of
from coach.build.make_files import file_jobs
from coach.build.speak_library import jobs_for_speech
from coach.export.report_file import report_path
from coach.leftovers import sweep_targets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coach.build.build_cost import Cost
    from coach.build.build_plan import BuildPlan
    from coach.build.file_job import Made
    from coach.build.make_files import Crew
    from coach.build.speak_library import SpeakJob, Spoken


@dataclass(frozen=True)
class Work:
    """What a plan asks for, and about how much it is."""

    plan: BuildPlan
    speech: tuple[SpeakJob, ...]
    """The texts that are to be spoken."""
    costs: Mapping[str, Cost]
    """The path of each file that is to be made, and what it takes."""

    @property
    def seconds(self) -> float:
        """About how long one processor takes for all."""
        return sum(job.seconds for job in self.speech) + sum(cost.seconds for cost in self.costs.values())

    @property
    def size(self) -> int:
        """About how many bytes the files have."""
        return sum(cost.size for cost in self.costs.values())


def work_of(plan: BuildPlan) -> Work:
    """Return the work of a plan; nothing is spoken for it."""
    costs = {str(order.path): cost_of(order) for order in plan.to_make}
    return Work(plan, tuple(jobs_for_speech(plan.to_make)), costs)


def build_library(work: Work, crew: Crew) -> Iterator[Spoken | Made]:
    """Do the work, and yield what comes of it, as soon as it does; only whole files take their names.

    Where the disk is full, what has not begun is not tried. Raises Interrupted as `coach.interrupts.check` does; the
    next build goes on where this one ended.
    """
    orders = work.plan.to_make
    files = (each.order for each in work.plan.files)
    targets = [path for order in files for path in (order.path, report_path(order.path), *order.beside)]
    sweep_targets(targets)
    try:
        for spoken in crew.work(work.speech):
            yield from spoken
        costs = [work.costs[str(order.path)].seconds for order in orders]
        for made in crew.work(file_jobs(orders, costs, crew.workers)):
            yield from made
            if any(each.no_room for each in made):
                break
    finally:
        if orders:
            sweep_targets(targets, patient=True)
