#!/bin/sh
# distributed 2026.8.0 (PyPI, with dask 2026.8.0): Client.get_executor() returns an object that says it is a
# concurrent.futures.Executor, and whose shutdown() takes no cancel_futures: calling it as any executor has been called
# since Python 3.9 raises TypeError, and what waits goes on.
#
# One would expect the whole interface of the class that it derives from, or work that is to end is not ended: code which
# has been tested with ProcessPoolExecutor fails only in the moment of an interruption.
#
# Who meets it: whoever takes one executor for another, processes here and a cluster there, and ends both in one way.
#
# Seen on 2026-11-29:
#   an Executor: True
#   ThreadPoolExecutor.shutdown(cancel_futures=True): fine
#   ClientExecutor.shutdown(cancel_futures=True): TypeError
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check dask==2026.8.0 distributed==2026.8.0
cd "$folder"
cat >program.py <<'PROGRAM'
from concurrent.futures import Executor, ThreadPoolExecutor

from distributed import Client, LocalCluster


def ends(executor):
    try:
        executor.shutdown(wait=True, cancel_futures=True)
    except TypeError as error:
        return type(error).__name__
    return "fine"


if __name__ == "__main__":
    threads = ends(ThreadPoolExecutor(1))
    with LocalCluster(1, processes=False, dashboard_address=":0") as cluster, Client(cluster) as client:
        executor = client.get_executor()
        print("an Executor:", isinstance(executor, Executor))
        print("ThreadPoolExecutor.shutdown(cancel_futures=True):", threads)
        dask = ends(executor)
        print("ClientExecutor.shutdown(cancel_futures=True):", dask)
        assert isinstance(executor, Executor)
        assert (threads, dask) == ("fine", "TypeError"), (threads, dask)
PROGRAM
"$folder/venv/bin/python" program.py
