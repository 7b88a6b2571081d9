"""A crew whose workers are elsewhere: jobs are packed for them, and what they deliver is put into its place."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from coach.build.cluster.remote_job import Delivery, RemoteFiles, RemoteJob, Site, folder_of, pack
from coach.build.file_job import Made, failure_of
from coach.build.make_files import Crew
from coach.errors import CoachError
from coach.export.report_file import report_path
from coach.files import write_targets
from coach.log import logger

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import BinaryIO

    from coach.build.cluster.store import Store
    from coach.build.orders import Order
    from coach.export.fingerprint import Fingerprint

_log = logger(__name__)


@dataclass(frozen=True)
class ClusterCrew(Crew):
    """Workers of a cluster, and the store through which bytes go."""

    store: Store
    site: Site
    notes: Counter[str] = field(default_factory=Counter)
    """What workers warned of, for whoever asked."""

    def work(self, jobs: Sequence[Any]) -> Iterator[Sequence[Any]]:
        """Yield the results of each job, as `Crew.work` does; finished files are in their places then."""
        packed: list[RemoteJob] = []
        for job in jobs:
            try:
                packed.append(pack(job, self.store, self.site))
            except (CoachError, OSError) as error:
                yield job.failed(error)
        ordered = {
            str(order.path): (order, fingerprint)
            for each in packed
            if isinstance(each, RemoteFiles)
            for order, fingerprint in zip(each.job.orders, each.fingerprints, strict=True)
        }
        for deliveries in super().work(packed):
            for delivery in deliveries:
                yield self._received(delivery, ordered)

    def _received(self, delivery: Delivery[Any], ordered: Mapping[str, tuple[Order, Fingerprint]]) -> Sequence[Any]:
        for note in delivery.notes:
            _log.warning("%s", note)
            self.notes[note] += 1
        if not delivery.files:
            return delivery.results
        pairs = zip(delivery.results, delivery.files, strict=True)
        return tuple(made if made.failed else self._placed(made, files, *ordered[made.path]) for made, files in pairs)

    def _placed(self, made: Made, files: Mapping[str, str], order: Order, fingerprint: Fingerprint) -> Made:
        """Put the files of an order into their places, and return what came of it."""
        try:
            order.path.parent.mkdir(parents=True, exist_ok=True)
            targets = [order.path, report_path(order.path), *order.beside]
            with write_targets(targets) as opened:
                for path, file in zip(targets, opened, strict=True):
                    self.store.fetch(_hash_of(files, path.name), file, folder_of(self.site, order))
                _check(opened[1], made, files[order.path.name], fingerprint)
        except (CoachError, OSError) as error:
            return failure_of(order, error, made.seconds)
        self.store.remove(folder_of(self.site, order))
        return made


def _hash_of(files: Mapping[str, str], name: str) -> str:
    """Return the hash of a file that was sent; raises CoachError for one that was not."""
    if name not in files:
        raise CoachError(f"a worker did not send {name}")
    return files[name]


def _check(report: BinaryIO, made: Made, digest: str, fingerprint: Fingerprint) -> None:
    """Raise CoachError where a report is not that of the file that came, or that is not what was ordered."""
    report.seek(0)
    told = json.loads(report.read())
    report.seek(0, 2)
    if not told.get("sha256") == made.sha256 == digest:
        raise CoachError("a worker sent a file with the report of another one; the next build tries again")
    if told.get("fingerprint") != fingerprint:
        raise CoachError("a worker made it of something else than was ordered; the next build tries again")
