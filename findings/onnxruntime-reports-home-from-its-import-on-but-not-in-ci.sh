#!/bin/sh
# onnxruntime 1.32.0 (PyPI, Linux): `import onnxruntime` alone, before any model is loaded, starts threads that send events
# to its makers, and writes an identifier of the machine and a database of events into ~/.cache/Microsoft and a file .ses
# into the folder for temporary files. The switch that its API has, disable_telemetry_events(), can only be called after the
# import, when all that is written. The variable ORT_DISABLE_TELEMETRY=1, set before, keeps it from everything.
#
# Where a variable such as CI is set, nothing is written either: so no test in a CI can see it, unless the test takes that
# variable away.
#
# One would expect that a library for running models, which had been silent on Linux up to 1.28, opens no connection and
# writes no identifier without being asked; and that a program that is silent in CI is silent at its users' homes, too.
#
# Who meets it: whoever makes software for use offline, or with words about people's health, on top of it: voices (Kokoro,
# Piper), recognisers, detectors of speech. And whoever forks after the import: the threads are not copied.
#
# Seen on 2026-11-29:
#   silenced by nothing: .cache/Microsoft/DeveloperTools/.onnxruntime/deviceid, .../onnxruntime.db, .ses
#   disable_telemetry_events() after the import: the same
#   CI=true: nothing
#   ORT_DISABLE_TELEMETRY=1: nothing
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check onnxruntime==1.32.0

# Imports it with an empty home, and prints what lies there then.
left_in_home() {
    home=$(mktemp -d -p "$folder")
    env -i PATH="$PATH" HOME="$home" TMPDIR="$home" "$@" "$folder/venv/bin/python" -c "$program"
    (cd "$home" && find . -name deviceid -o -name onnxruntime.db -o -name .ses | sort | tr '\n' ' ')
}
program='import onnxruntime'
plain=$(left_in_home)
echo "silenced by nothing: $plain"
program='import onnxruntime; onnxruntime.disable_telemetry_events()'
late=$(left_in_home)
echo "disable_telemetry_events() after the import: $late"
in_ci=$(left_in_home CI=true)
echo "CI=true: ${in_ci:-nothing}"
before=$(left_in_home ORT_DISABLE_TELEMETRY=1)
echo "ORT_DISABLE_TELEMETRY=1: ${before:-nothing}"
files=./.cache/Microsoft/DeveloperTools/.onnxruntime
test "$plain" = "$files/deviceid $files/onnxruntime.db ./.ses "
test "$late" = "$plain"
test -z "$in_ci"
test -z "$before"
