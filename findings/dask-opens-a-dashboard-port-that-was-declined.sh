#!/bin/sh
# distributed 2026.8.0 (PyPI, with dask 2026.8.0): LocalCluster(dashboard_address=None) listens on port 8787 all the same.
#
# One would expect None to mean that there is none: the documentation gives it as the value that disables the dashboard.
#
# Who meets it: whoever starts a cluster for a minute inside a command, on a machine where no port is to be opened; two of
# them at once get a warning about the port that nobody asked for.
#
# Seen on 2026-11-29:
#   listening with dashboard_address=None: [8787]
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check dask==2026.8.0 distributed==2026.8.0 psutil
cd "$folder"
cat >program.py <<'PROGRAM'
import psutil
from distributed import LocalCluster


def listening():
    own = psutil.Process().net_connections(kind="tcp")
    return sorted({each.laddr.port for each in own if each.status == psutil.CONN_LISTEN})


if __name__ == "__main__":
    assert 8787 not in {each.laddr.port for each in psutil.net_connections(kind="tcp")}, "the port is somebody else's"
    with LocalCluster(1, processes=False, dashboard_address=None):
        ports = [port for port in listening() if port == 8787]
        print("listening with dashboard_address=None:", ports)
        assert ports == [8787], listening()
PROGRAM
"$folder/venv/bin/python" program.py
