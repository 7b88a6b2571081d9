#!/bin/sh
# typst 0.15.2 (PyPI, the Typst compiler for Python): a Compiler that was made from bytes compiles, and can then not query
# what it compiled: "file not found (searched at .../__typst_py_bytes__.typ)". One that was made from a file can.
#
# One would expect both to work alike: the class is there so that one document is compiled and asked about without being
# read again.
#
# Who meets it: whoever makes documents from Python strings and asks Typst about them, for instance how many pages there
# are or where a mark came to lie, to choose another size.
#
# Seen on 2026-11-29:
#   from a file: compiled, then queried: "five"
#   from bytes:  compiled, then RuntimeError: file not found
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check typst==0.15.2
cd "$folder"
"$folder/venv/bin/python" - <<'PROGRAM'
from pathlib import Path

import typst

SOURCE = '#metadata("five") <answer>\nCalm hands.'


def asked(source):
    compiler = typst.Compiler(source)
    assert compiler.compile(format="svg"), "it compiles"
    return compiler.query("<answer>", field="value", one=True)


Path("calm.typ").write_text(SOURCE)
of_file = asked("calm.typ")
print(f"from a file: compiled, then queried: {of_file}")
assert of_file == '"five"'
try:
    of_bytes = asked(SOURCE.encode())
except RuntimeError as error:
    of_bytes = str(error)
print(f"from bytes:  compiled, then RuntimeError: {of_bytes.partition('(')[0].strip()[-60:]}")
assert "not found" in of_bytes, of_bytes
PROGRAM
