#!/bin/sh
# pocketsphinx 5.1.1 (PyPI) has wheels for CPython 3.11 and 3.13 on Linux x86-64, and none for 3.12 and 3.14, which lie
# beside and between them.
#
# One would expect that a release has wheels for a row of Pythons without holes: what installs on 3.11 and 3.13 installs
# on 3.12. Instead, pip on 3.12 takes the newest version all the same, as source, and then wants CMake and a C compiler;
# the older 5.0.4 has a wheel for 3.12, which pip takes only when it is told to (--prefer-binary). On 3.14 there is none
# at all.
#
# Who meets it: a listener who switches voice commands on by `pip install pocketsphinx` on a machine without a compiler,
# and whoever writes "needs Python 3.11 or newer" after having tried 3.11.
#
# Seen on 2026-11-28, with pip 23.2.1:
#   5.1.1: 3.11 wheel, 3.12 none, 3.13 wheel, 3.14 none
#   the newest wheel of 5.x for 3.12: pocketsphinx-5.0.4
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"

# Whether there is a wheel of a requirement for a version of Python.
wheel() {
    "$folder/venv/bin/python" -m pip download --quiet --no-deps --only-binary=:all: --platform manylinux2014_x86_64 \
        --python-version "$2" --dest "$folder/$2" "$1" >"$folder/log" 2>&1
}

told=
for python in 3.11 3.12 3.13 3.14; do
    if wheel pocketsphinx==5.1.1 "$python"; then told="$told $python wheel,"; else
        grep -q 'No matching distribution found' "$folder/log" || { cat "$folder/log" && exit 1; }
        told="$told $python none,"
    fi
done
echo "5.1.1:${told%,}"
wheel 'pocketsphinx>=5,<5.1.1' 3.12
older=$(basename "$folder"/3.12/pocketsphinx-*.whl)
echo "the newest wheel of 5.x for 3.12: ${older%%-cp*}"
[ "$told" = " 3.11 wheel, 3.12 none, 3.13 wheel, 3.14 none," ]
[ "${older%%-cp*}" = pocketsphinx-5.0.4 ]
