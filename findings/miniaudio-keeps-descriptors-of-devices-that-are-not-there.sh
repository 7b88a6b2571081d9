#!/bin/sh
# miniaudio 1.71 (the Python package) with PulseAudio: devices that are closed, or could not be opened, keep their
# descriptors.
#
# Behaviour: `PlaybackDevice(backends=...)` connects to the server (a context), and its `close()` ends the device but
# never that connection; it goes only with the process. Where the server has no sink, so that the constructor raises
# MiniaudioError, the connection of the device itself stays open as well.
# Expected: after `close()`, and after an exception of the constructor, as many descriptors are open as before.
# Who meets it: whoever plays for hours and tries again as long as the headphones are unplugged, say once a second: at
# 1,024 descriptors, nothing can be opened any more. A way out: call `lib.ma_context_uninit` on the device's `_context`
# after `close()`, and ask `lib.ma_context_get_devices` for the number of devices before a device is made.
#
# Seen on 2026-11-28, Debian 12, Python 3.11, PulseAudio 16.1:
#   opened and closed 5.0 descriptors kept each time; not there 10.0 each time
set -eu
command -v pulseaudio >/dev/null || { echo "needs the program pulseaudio" >&2; exit 2; }
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet miniaudio==1.71
cat >"$folder/count.py" <<'PYTHON'
import os
import miniaudio

def count():
    return len(os.listdir("/proc/self/fd"))

def open_and_close():
    try:
        device = miniaudio.PlaybackDevice(backends=[miniaudio.Backend.PULSEAUDIO])
    except miniaudio.MiniaudioError:
        return False
    device.close()
    return True

went = open_and_close()
before = count()
for _ in range(5):
    assert open_and_close() is went
print("opened and closed" if went else "not there", (count() - before) / 5)
PYTHON
export HOME="$folder" XDG_RUNTIME_DIR="$folder" PULSE_SERVER="unix:$folder/pulse/native"
listen() {
    pulseaudio -n --exit-idle-time=-1 --daemonize=no --realtime=no --high-priority=no -L module-native-protocol-unix \
        "$@" >/dev/null 2>&1 &
    server=$!
    until [ -S "$folder/pulse/native" ]; do sleep 0.1; done
}
listen -L "module-null-sink sink_name=nul"
with_sink=$("$folder/venv/bin/python" "$folder/count.py")
kill "$server" && wait "$server" || true
rm -f "$folder/pulse/native"
listen
without=$("$folder/venv/bin/python" "$folder/count.py")
echo "$with_sink descriptors kept each time; $without each time"
case $with_sink in "opened and closed 0.0" | "not there"*) echo "no longer so" && exit 1 ;; esac
case $without in "not there 0.0" | "opened"*) echo "no longer so" && exit 1 ;; esac
