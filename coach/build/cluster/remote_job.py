"""Job → RemoteJob: the same work, by a worker that shares nothing with the coach that asks but the store."""

from __future__ import annotations

import logging
import os
import shutil
import threading
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from coach.build.build_plan import differences, fingerprint_of_order
from coach.build.cluster.own_files import OwnFile, Unpacked, chosen_voice, keep_own_files, unpack
from coach.build.cluster.store import Store
from coach.build.file_job import FileJob, Made, failure_of
from coach.build.speak_library import SpeakJob
from coach.cores import use_cores
from coach.errors import CoachError
from coach.speech.shared_clips import share_clips
from coach.speech.voices import VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coach.build.orders import Order
    from coach.export.fingerprint import Fingerprint

Result = TypeVar("Result")
store_at = lru_cache(maxsize=1)(Store)
"""Return the store of a URL; a worker keeps the last one open."""


@dataclass(frozen=True)
class Site:
    """What a worker has to know of the coach that asks."""

    store: str
    """The URL of the store."""
    build: str
    """The folder in the store for the files of this build."""
    voice: str
    """What `COACH_VOICE` is there."""


@dataclass(frozen=True)
class Delivery(Generic[Result]):
    """What came of a job; finished files lie in the store."""

    results: tuple[Result, ...]
    files: tuple[Mapping[str, str], ...] = ()
    """The names of the files of each result, with the SHA-256 of their bytes; none for one that failed."""
    notes: tuple[str, ...] = ()
    """The warnings that the worker logged."""


@dataclass(frozen=True)
class RemoteSpeech:
    """Texts to be spoken into the store."""

    job: SpeakJob
    own: tuple[OwnFile, ...]
    site: Site

    def run(self) -> tuple[Delivery[Any]]:
        """Speak."""
        with _at_work(self.site) as (scratch, notes):
            there = unpack(store_at(self.site.store), self.own, scratch)
            _choose_voice(self.site, there, self.job)
            job = replace(self.job, routine=there.routine(self.job.routine), options=there.options(self.job.options))
            return (Delivery(job.run(), notes=notes()),)

    def failed(self, error: BaseException) -> tuple[Delivery[Any]]:
        """Return what comes of it where the worker could not tell."""
        return (Delivery(self.job.failed(error)),)


@dataclass(frozen=True)
class RemoteFiles:
    """Files to be made, and put into the store."""

    job: FileJob
    own: tuple[OwnFile, ...]
    fingerprints: tuple[Fingerprint, ...]
    """All that decides each of the files, as it is where they were ordered."""
    site: Site

    def run(self) -> tuple[Delivery[Made]]:
        """Make the files, unless something that decides them is another one here."""
        with _at_work(self.site) as (scratch, notes):
            folder = Path(mkdtemp(dir=scratch))
            try:
                orders, problems = self.here(scratch, folder)
                made = (
                    FileJob(orders).run() if not problems else FileJob(orders).failed(CoachError("; ".join(problems)))
                )
                sent = [self._sent(*each) for each in zip(self.job.orders, orders, made, strict=True)]
                return (Delivery(tuple(each for each, _ in sent), tuple(files for _, files in sent), notes()),)
            finally:
                shutil.rmtree(folder, ignore_errors=True)

    def failed(self, error: BaseException) -> tuple[Delivery[Made]]:
        """Return what came of the files where the worker could not tell."""
        return (Delivery(self.job.failed(error), ({},) * len(self.job.orders)),)

    def here(self, scratch: Path, folder: Path) -> tuple[tuple[Order, ...], list[str]]:
        """Return the orders as this machine can fulfil them, and in what it differs from the one that ordered."""
        there = unpack(store_at(self.site.store), self.own, scratch)
        first = self.job.orders[0]
        _choose_voice(self.site, there, first)
        routine, options = there.routine(first.routine), there.options(first.options)
        orders = tuple(
            replace(order, path=folder / str(number) / order.path.name, routine=routine, options=options,
                    tags=there.tags(order.tags))
            for number, order in enumerate(self.job.orders)
        )  # fmt: skip
        problems = dict.fromkeys(
            told
            for order, wanted in zip(orders, self.fingerprints, strict=True)
            for told in _differences(wanted, fingerprint_of_order(order))
        )
        return orders, [*problems]

    def _sent(self, order: Order, here: Order, made: Made) -> tuple[Made, Mapping[str, str]]:
        """Put what was made into the store, and return it under the path that it is to have."""
        told = tuple(line.replace(str(here.path), str(order.path)) for line in made.problems)
        made = replace(made, path=str(order.path), problems=told)
        if made.failed:
            return made, {}
        try:
            store = store_at(self.site.store)
            folder = folder_of(self.site, order)
            return made, {path.name: store.keep(path, folder) for path in sorted(here.path.parent.iterdir())}
        except (CoachError, OSError) as error:
            return failure_of(order, error, made.seconds), {}


RemoteJob = RemoteSpeech | RemoteFiles


def folder_of(site: Site, order: Order) -> str:
    """Return the folder in the store for the files of an order: another one may have a text of the same bytes."""
    return f"{site.build}/{sha256(str(order.path).encode('utf-8', 'replace')).hexdigest()[:16]}"


def pack(job: FileJob | SpeakJob, store: Store, site: Site) -> RemoteJob:
    """Return a job as a worker elsewhere can do it: own files of the listener's are put into the store.

    Raises CoachError for a job that cannot be done anywhere, OSError for a file that cannot be read.
    """
    if isinstance(job, SpeakJob):
        return RemoteSpeech(job, keep_own_files(store, job.routine, job.options, ()), site)
    first = job.orders[0]
    own = keep_own_files(store, first.routine, first.options, [order.tags for order in job.orders])
    return RemoteFiles(job, own, tuple(map(fingerprint_of_order, job.orders)), site)


def _differences(wanted: Fingerprint, here: Fingerprint) -> Iterator[str]:
    for part in differences(wanted, here):
        yield f"{part}: {here.get(part) or 'none'} there, {wanted.get(part) or 'none'} here"


def _choose_voice(site: Site, there: Unpacked, job: SpeakJob | Order) -> None:
    """Let the environment name the voice that it names where the job comes from."""
    os.environ[VARIABLE] = there.voice_variable(site.voice, job.options, job.routine)


_turn = threading.Lock()
"""Is held by the one job that a process does at a time: its voice and its settings are those of the process."""


@contextmanager
def _at_work(site: Site) -> Iterator[tuple[Path, Any]]:
    """Give this worker's folder, and a function that returns the warnings so far, while the `with` lasts."""
    from distributed import get_worker

    worker = get_worker()
    with _turn, _warnings(worker.address) as notes:
        scratch = Path(worker.local_directory) / "coach"
        settle(site, scratch, worker.state.nthreads)
        yield scratch, lambda: tuple(dict.fromkeys(notes))


def settle(site: Site, scratch: Path, cores: int) -> None:
    """Let this process work for a coach: its clips are in the store, directly if that is a folder."""
    store = store_at(site.store)
    scratch.mkdir(parents=True, exist_ok=True)
    use_cores(cores)
    os.environ["COACH_CACHE"] = str(store.folder or scratch)
    share_clips(None if store.folder else store)


@contextmanager
def _warnings(worker: str) -> Iterator[list[str]]:
    """Give a list of all that coach warns of while the `with` lasts."""
    found: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(f"{worker}: {record.getMessage()}")

    listener = Listener(logging.WARNING)
    logging.getLogger("coach").addHandler(listener)
    try:
        yield found
    finally:
        logging.getLogger("coach").removeHandler(listener)


def site_of(store: Store) -> Site:
    """Return what workers have to know for a new build; raises CoachError for a store that takes nothing."""
    if found := store.folder:
        store = Store(str(found))  # as a whole path: a worker stands in another folder
    return Site(store.url, store.new_build(), chosen_voice())
