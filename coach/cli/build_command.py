"""`coach build`: a library → all of its files, each made again only where something has changed."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from coach.cli import options  # noqa: TC001 - typer reads the annotations
from coach.cli.output import tell
from coach.errors import CoachError, UsageError
from coach.interrupts import end_through_cleanup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.build.build_plan import BuildPlan
    from coach.build.cluster.dask_cluster import ClusterChoice
    from coach.build.make_files import Crew
    from coach.cli.build_display import BuildDisplay

_NICE = 10


def build(
    library: Annotated[
        Path, typer.Argument(metavar="LIBRARY", help="The file that says which sessions there are: `coach help build`.")
    ],
    *,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="The folder of the files.", show_default=False)
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what would be made, and why.")] = False,
    as_json: options.AsJson = False,
    jobs: Annotated[
        int, typer.Option("-j", "--jobs", min=0, help="How many files at the same time.", show_default="all cores")
    ] = 0,
    nice: Annotated[bool, typer.Option("--nice", help="Let all other programs go first.")] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Show and remove what the library made there, and has no more.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Remove it without a question.")] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace also files that this library has not made.")
    ] = False,
    most: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="The most files that it may ask for.", show_default="10,000"),
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="A Dask scheduler, whose workers make the files.")
    ] = None,
    local_cluster: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="A Dask cluster of this machine, to try it.")
    ] = None,
    store: Annotated[
        str | None, typer.Option(metavar="DIR|URL", help="Where all machines of a cluster find clips and files.")
    ] = None,
) -> None:
    """Make all files of a library, those again of which something has changed, and no others."""
    from coach.build.build_library import build_library, work_of
    from coach.build.build_plan import MOST_FILES, plan_build
    from coach.build.library_file import read_library
    from coach.build.out_folder import remove
    from coach.build.reachable_lengths import refuse_unreachable
    from coach.cli.build_display import BuildDisplay
    from coach.cores import available_cores

    if yes and not prune:
        raise UsageError("--yes goes with --prune, which asks before it removes anything")
    cluster = _cluster(jobs, scheduler, local_cluster, store)
    _check_folder(output)
    plan = plan_build(read_library(library), output, most or MOST_FILES, replace=replace)
    if dry_run:
        work = work_of(refuse_unreachable(plan))
        _tell(BuildDisplay(output, work, jobs or local_cluster or available_cores(), as_json=as_json), prune=prune)
    end_through_cleanup()
    if nice and hasattr(os, "nice"):
        os.nice(_NICE)
    with _open_crew(jobs, cluster if plan.to_make else None, plan) as crew:
        display = BuildDisplay(output, work_of(plan), crew.workers, as_json=as_json)
        with display:
            for event in build_library(display.work, crew):
                display.show(event)
        display.tell_end()
    if display.tell_surplus(prune=prune) and (yes or display.may_remove()):
        for surplus in plan.surplus:
            remove(surplus, output)
    if display.failed:
        raise typer.Exit(CoachError.exit_code)


def _tell(display: BuildDisplay, *, prune: bool) -> NoReturn:
    """Tell a plan, and end; the exit code says whether all of it can be made."""
    display.tell_plan()
    display.tell_surplus(prune=prune)
    raise typer.Exit(CoachError.exit_code if display.refused else 0)


def _cluster(jobs: int, scheduler: str | None, local: int | None, store: str | None) -> ClusterChoice | None:
    """Return the cluster that was asked for, if any; raises UsageError for what does not go together."""
    if scheduler and local:
        raise UsageError("--scheduler and --local-cluster are two clusters; name one")
    if not scheduler and not local:
        if store:
            raise UsageError("--store goes with --scheduler or --local-cluster")
        return None
    if jobs:
        raise UsageError("-j is for processes of this machine; a cluster has its workers")
    from coach.build.cluster.dask_cluster import ClusterChoice

    return ClusterChoice(scheduler, local or 0, store)


@contextmanager
def _open_crew(jobs: int, cluster: ClusterChoice | None, plan: BuildPlan) -> Iterator[Crew]:
    """Give those who make the files, and tell what the workers of a cluster warned of."""
    if cluster is None:
        from coach.build.process_pool import crew_of_processes
        from coach.cores import available_cores

        yield crew_of_processes(jobs or available_cores())
        return
    from coach.build.cluster.dask_cluster import open_cluster_crew

    with open_cluster_crew(cluster, plan.to_make) as crew:
        yield crew
        for note, times in crew.notes.items():
            tell(f"coach: {note}{f' ({times} times)' if times > 1 else ''}", err=True)


def _check_folder(output: Path) -> None:
    """Raise UsageError for a folder that can take no files: better now than after all the work."""
    if output.exists() and not output.is_dir():
        raise UsageError(f"{output} is no folder; name one with -o")
    there = next((path for path in (output, *output.absolute().parents) if path.exists()), output)
    if not there.is_dir() or not os.access(there, os.W_OK):
        raise UsageError(f"the folder {there} is read-only; name another one with -o")
