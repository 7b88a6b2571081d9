"""Workers of a cluster → whether each of them makes the same files as this machine, before any of them makes one.

What is found wrong is told by the worker's address: another version of coach or of a package that decides bytes, a
voice that it does not have, a store that it does not see.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from coach.build.cluster.remote_job import RemoteFiles, pack, settle, store_at
from coach.build.file_job import FileJob
from coach.errors import CoachError, MissingPart, one_line
from coach.export.fingerprint import PACKAGES
from coach.log import logger, swallowing
from coach.requirements import DISTRIBUTION
from coach.speech.casting import voice_identity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from coach.build.cluster.remote_job import Site
    from coach.build.cluster.store import Store
    from coach.build.orders import Order

_log = logger(__name__)
_MOST_NAMES = 5
_REMEDY = "give all machines the same Python, the same coach and the same packages, and start their workers again"
_UNSEEN = "sees another one"
_STORE_REMEDY = "name a folder that all of them have at the same place with --store, or a URL"


def check_workers(client: Any, store: Store, site: Site, orders: Sequence[Order]) -> None:  # noqa: ANN401 - Dask's
    """Raise MissingPart where a worker would make other files than this machine, or none, with all of them by name."""
    workers = _check_versions(client)
    probes = tuple(_probes(store, site, orders))
    found: Mapping[str, Any] = client.run(_faults_here, site, probes, workers=workers, on_error="return")
    told = {worker: [str(each)] if isinstance(each, BaseException) else each for worker, each in found.items()}
    faults = [(worker, fault) for worker, each in told.items() for fault in each]
    faults += [(worker, _UNSEEN) for worker, each in told.items() if not each and not _has_written(store, site, worker)]
    if any(fault == _UNSEEN for _, fault in faults):
        raise MissingPart(f"the store {site.store} is not shared: {_by_fault(faults)}", _STORE_REMEDY)
    if faults:
        raise MissingPart(f"these workers cannot be used: {_by_fault(faults)}", _REMEDY)


def _check_versions(client: Any) -> list[str]:  # noqa: ANN401 - Dask's
    """Compare the packages as Dask tells of them, and return the workers that have the same.

    A worker with another coach may not know what else is asked of it. One that comes later is asked by each job.
    """
    seen = client.get_versions(packages=[DISTRIBUTION, *PACKAGES])
    here = _packages(seen["client"])
    faults = [
        (worker, f"{name} {there} (here {wanted})" if there else f"no {name} (here {wanted})")
        for worker, told in seen["workers"].items()
        for name, wanted, there in ((name, here[name], _packages(told).get(name)) for name in here)
        if there != wanted
    ]
    if faults:
        raise MissingPart(f"workers of other versions: {_by_fault(faults)}", _REMEDY)
    return [*seen["workers"]]


def _packages(told: Mapping[str, Any]) -> dict[str, str | None]:
    """Return the versions that decide bytes, of all that Dask tells."""
    packages = {name: told["packages"].get(name) for name in (DISTRIBUTION, *PACKAGES)}
    return {**packages, "Python": ".".join(str(told["packages"]["python"]).split(".")[:3])}


def _by_fault(faults: Iterable[tuple[str, str]]) -> str:
    """Return the faults, those of each worker together, and workers with the same ones together."""
    of_worker: defaultdict[str, list[str]] = defaultdict(list)
    for worker, fault in faults:
        of_worker[worker].append(fault)
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for worker, own in of_worker.items():
        alike[", ".join(own)].append(worker)
    return "; ".join(f"{_names(workers)}: {one_line(fault)}" for fault, workers in alike.items())


def _names(workers: Sequence[str]) -> str:
    more = len(workers) - _MOST_NAMES
    return ", ".join(workers[:_MOST_NAMES]) + (f" and {more:,} more" if more > 0 else "")


def _probes(store: Store, site: Site, orders: Sequence[Order]) -> Iterator[RemoteFiles]:
    """Yield a job of each voice that speaks: what decides it has to be the same for all workers."""
    seen: set[str] = set()
    for order in orders:
        with swallowing(_log, f"looking for the voice of {order.path}", CoachError, OSError):
            voice = repr(voice_identity(order.routine, order.options))
            if voice not in seen:
                seen.add(voice)
                job = pack(FileJob((order,)), store, site)
                assert isinstance(job, RemoteFiles)
                yield job


def _faults_here(site: Site, probes: Sequence[RemoteFiles], dask_worker: Any) -> list[str]:  # noqa: ANN401 - Dask's
    """Return what is wrong with this worker; its name in the store proves that it is the same store."""
    scratch = Path(dask_worker.local_directory) / "coach"
    try:
        settle(site, scratch, dask_worker.state.nthreads)
        store = store_at(site.store)
        if store.read(f"{site.build}/begun") is None:
            return [_UNSEEN]
        store.write(f"{site.build}/{_as_name(dask_worker.address)}", b"seen")
        return [*dict.fromkeys(fault for probe in probes for fault in _faults_of(probe, scratch))]
    except (CoachError, OSError) as error:
        return [str(error)]


def _faults_of(probe: RemoteFiles, scratch: Path) -> list[str]:
    folder = Path(mkdtemp(dir=scratch))
    try:
        return probe.here(scratch, folder)[1]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _has_written(store: Store, site: Site, worker: str) -> bool:
    """Whether what a worker wrote into its store is in this one."""
    return store.read(f"{site.build}/{_as_name(worker)}") is not None


def _as_name(address: str) -> str:
    return "".join(sign if sign.isalnum() else "-" for sign in address)
