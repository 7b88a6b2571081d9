"""A Dask cluster → a crew: one whose scheduler runs somewhere, or Dask's own on this machine, for trying it."""

from __future__ import annotations

import logging
import os
import re
import signal
import socket
import warnings
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing import resource_tracker
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from coach.build.cluster.cluster_crew import ClusterCrew
from coach.build.cluster.remote_job import site_of
from coach.build.cluster.store import Store
from coach.build.cluster.worker_check import check_workers
from coach.errors import CoachError, MissingPart, UsageError
from coach.folders import cache_folder
from coach.log import described, logger, swallowing
from coach.requirements import install_command, package_lacking
from coach.speech.shared_clips import sharing_clips
from coach.speech.worker import remove_folder, temporary_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coach.build.orders import Order

_log = logger(__name__)
_ADDRESS = re.compile(r"(tcp|tls|ws|wss)://[^/:\s]+:\d+/?|(tcp|tls)://\[[0-9a-fA-F:]+\]:\d+/?")
_CONNECT_S, _WORKERS_S = 5, 10
"""The seconds that a scheduler has to answer, and in which a first worker has to be there."""
_START_S, _CLOSE_S = 60, 5
_PACKAGES = ("distributed", "cryptography")
_PRELOAD = "coach.build.cluster.local_worker"


@dataclass(frozen=True)
class ClusterChoice:
    """The cluster that makes the files."""

    scheduler: str | None = None
    """The address of a scheduler, such as `tcp://host:8786`."""
    local: int = 0
    """How many workers a cluster of this machine has, where there is no scheduler."""
    store: str | None = None
    """The folder or the URL through which bytes go; None for the folder of this machine's clips."""


@contextmanager
def open_cluster_crew(choice: ClusterChoice, orders: Sequence[Order]) -> Iterator[ClusterCrew]:
    """Give the workers of a cluster that can make some orders, while the `with` lasts.

    Raises:
        UsageError: For an address that is none.
        MissingPart: For a package that is not installed, a scheduler that is not there or has no workers, workers that
            would make other files, and a store that cannot be used.
    """
    if choice.scheduler and not _ADDRESS.fullmatch(choice.scheduler):
        raise UsageError(f"{choice.scheduler} is no scheduler's address; write it as tcp://host:8786")
    with ExitStack() as stack:
        store = Store(choice.store or str(cache_folder().parent))
        site = site_of(store)
        stack.callback(store.remove, site.build)
        cluster = stack.enter_context(_opened(choice))
        check_workers(cluster.client, store, site, orders)
        mine = store.folder and store.folder / "clips" == cache_folder().absolute()
        stack.enter_context(sharing_clips(None if mine else store))
        yield ClusterCrew(cluster.workers, cluster.open_executor, cluster.end_at_once, store, site)


@contextmanager
def _opened(choice: ClusterChoice) -> Iterator[_Cluster]:
    """Give a connection to the scheduler that was chosen, while the `with` lasts."""
    import_dask()
    with ExitStack() as stack:
        local: Any = None if choice.scheduler else stack.enter_context(_local_cluster(choice.local))
        address = choice.scheduler or str(local.scheduler_address)
        client = stack.enter_context(_client(address, local))
        try:
            client.wait_for_workers(choice.local or 1, timeout=_WORKERS_S)
        except TimeoutError as error:
            remedy = f"start some: dask worker {address} --nthreads 1 --nworkers 4"
            raise MissingPart(f"the scheduler {address} has no workers", remedy) from error
        yield _Cluster(address, client, local)


@contextmanager
def _client(address: str, local: Any) -> Iterator[Any]:  # noqa: ANN401 - Dask's
    """Give a connection to a scheduler; raises MissingPart where none answers."""
    from distributed import Client

    class OurClient(Client):
        def __del__(self) -> None:
            """Do nothing: Dask's waits ten seconds for a connection that there never was, and prints a traceback."""

    try:
        _check_port(address)
        with warnings.catch_warnings(record=True) as told:  # of other versions: coach compares those that matter
            client: Any = OurClient(local or address, timeout=_CONNECT_S, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, RuntimeError, ImportError, MemoryError) as error:
        # MemoryError: something else answers there, such as a web server, and Dask takes its words for a length
        raise MissingPart(f"no scheduler answers at {address} ({_reason(error)})", _TO_START) from error
    for warning in told:
        _log.info("Dask: %s", warning.message)
    try:
        yield client
    finally:
        client.close(timeout=_CLOSE_S)


_TO_START = "start one there with `dask scheduler`; `coach help build` says how"


def _check_port(address: str) -> None:
    """Raise OSError where nothing answers: the system says at once what Dask tries again for seconds."""
    place = urlsplit(address)
    socket.create_connection((str(place.hostname), place.port or 0), _CONNECT_S).close()


def _reason(error: BaseException) -> str:
    """Return what went wrong at first, in the words of the system where it was one of its errors."""
    while error.__cause__ is not None:
        error = error.__cause__
    if isinstance(error, MemoryError):
        return "something else does"
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).split("\n")[0].rstrip(".").lower()


@dataclass(frozen=True)
class _Cluster:
    """A connection to a scheduler, and the cluster itself where it is this machine's."""

    address: str
    client: Any
    local: Any

    @property
    def workers(self) -> int:
        """How many workers there are: each makes a file at a time, on as many processors as it has threads."""
        return len(self.client.scheduler_info(n_workers=-1)["workers"])

    def open_executor(self) -> Executor:
        """Return what hands jobs to the workers; raises MissingPart where the scheduler has gone."""
        if self.client.status != "running":
            raise MissingPart(f"the scheduler {self.address} has gone", "the next build goes on from there")
        return _DaskExecutor(self.client)

    def end_at_once(self) -> None:
        """End the workers where they stand if they are this machine's; others end what they do, for nobody."""
        if self.local is not None:
            _kill(self.local)


class _DaskExecutor(Executor):
    """Dask's own executor, with what `concurrent.futures` has and it lacks: see each method."""

    def __init__(self, client: Any) -> None:  # noqa: ANN401 - Dask's
        self._inner = client.get_executor(pure=False)  # pure calls would give old results again

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401
        """Hand on a call; a scheduler that is lost breaks the executor, where Dask cancels the call."""
        outer: Future[Any] = Future()
        outer.set_running_or_notify_cancel()
        self._inner.submit(fn, *args, **kwargs).add_done_callback(lambda inner: _pass_on(inner, outer))
        return outer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End it; Dask's has no `cancel_futures`, and cancels all if it does not wait."""
        self._inner.shutdown(wait=wait and not cancel_futures)


def _pass_on(inner: Future[Any], outer: Future[Any]) -> None:
    """Give what came of a call to the one who waits for it."""
    if inner.cancelled():
        outer.set_exception(BrokenExecutor("the connection to the scheduler was lost"))
    elif (error := inner.exception()) is not None:
        outer.set_exception(_clear(error))
    else:
        outer.set_result(inner.result())


def _clear(error: BaseException) -> BaseException:
    """Return the error of a call, for people who do not know Dask."""
    from distributed import KilledWorker

    if isinstance(error, KilledWorker):
        return CoachError("each worker that tried it died; is there memory enough?")
    return error


def import_dask() -> None:
    """Import Dask, quietly; raises MissingPart where it is not installed."""
    try:
        import dask

        dask.config.set({"logging": _QUIET})  # as it is imported, Dask lets its messages go to standard error
        import distributed  # noqa: F401
    except ImportError as error:
        lacking = package_lacking(error, "distributed")
        remedy = install_command("distributed") if lacking == "dask" else install_command(lacking)
        raise MissingPart("more than one machine needs the package distributed", remedy) from error


_QUIET = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"none": {"class": "logging.NullHandler"}},
    "loggers": {name: {"handlers": ["none"], "propagate": False} for name in ("distributed", "tornado", "bokeh")},
}
_SETTINGS: dict[str, object] = {
    "distributed.worker.multiprocessing-method": "spawn" if os.name == "nt" else "forkserver",
    "distributed.worker.profile.enabled": False,
    "distributed.scheduler.allowed-failures": 2,
    "distributed.nanny.pre-spawn-environ": {"OMP_NUM_THREADS": 1},
    "distributed.admin.tick.interval": "1s",
    **{f"distributed.{part}.http.routes": [] for part in ("scheduler", "worker", "nanny")},
}
"""Dask's settings for a cluster of this machine: processes start quickly, and nothing is served but the work itself."""


@contextmanager
def _local_cluster(workers: int) -> Iterator[Any]:
    """Give a cluster of this machine, whose ports nobody else can use: of 127.0.0.1, with keys of its own."""
    import dask

    # Python looks for modules first where Dask's processes work, and as a rule that is a folder for all users.
    folder, lock = temporary_folder()
    try:
        with dask.config.set({**_SETTINGS, "temporary-directory": str(folder)}):
            with _signals_held_back():
                cluster = _start(workers)
            try:
                yield cluster
            finally:
                with swallowing(_log, "closing the cluster", TimeoutError, RuntimeError):
                    cluster.close(timeout=_CLOSE_S)
                _kill(cluster)
    finally:
        remove_folder(folder, lock)


@contextmanager
def _signals_held_back() -> Iterator[None]:
    """Let Ctrl-C wait, and reach this process alone: whatever thread or process begins meanwhile never sees one."""
    if not hasattr(signal, "pthread_sigmask"):  # on Windows
        yield
        return
    resource_tracker.ensure_running()  # or multiprocessing starts it now, and lets signals through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGHUP))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start(workers: int) -> Any:  # noqa: ANN401 - Dask's
    from distributed import LocalCluster

    try:
        return LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None,
            scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},  # without it, port 8787 is opened all the same
            security=True, memory_limit=None, silence_logs=logging.CRITICAL + 1, preload=[_PRELOAD],
        )  # fmt: skip
    except ImportError as error:
        remedy = install_command(package_lacking(error, "cryptography"))
        raise MissingPart("a cluster of this machine needs the package cryptography", remedy) from error


def _kill(cluster: Any) -> None:  # noqa: ANN401 - Dask's
    """End the processes of a cluster of this machine where they stand, so that none is started in their place."""
    for nanny in cluster.workers.values():
        nanny.auto_restart = False
        pid = nanny.pid
        if pid:
            try:
                os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))
            except OSError as error:
                _log.debug("a worker has ended: %s", described(error))
