#!/bin/sh
# markdown-it-py 4.3.0 (PyPI), preset "commonmark": the words of a list item that stands ten lists deep are not in the
# output at all, and neither is what follows in the outer list. There is no exception, no warning and no token for them.
#
# One would expect every word of a document to come out somewhere, as CommonMark has no limit on nesting and says that any
# text is a valid document; or an error from a parser that gives up. Instead, a limit (maxNesting, 20 levels of tokens, of
# which a list takes two) ends the reading, and the rest of the list is lost with what lies too deep.
#
# Who meets it: whoever turns somebody's notes into something that is heard or read aloud. In a deep outline of
# instructions, the last ones are missing, and nobody is told. A higher maxNesting moves the limit.
#
# Seen on 2026-11-29, on Python 3.11:
#   a list ten deep: step 1 to step 9 are there; step 10, and the step after it in the outermost list, are not
#   with maxNesting 100: all are there
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet markdown-it-py==4.3.0 mdurl==0.1.2

"$folder/venv/bin/python" - <<'END'
from markdown_it import MarkdownIt

steps = [f"{'  ' * depth}- step {depth + 1}." for depth in range(10)]
document = "\n".join([*steps, "- the step after it."])


def missing(parser: MarkdownIt) -> list[str]:
    """Give the steps of which nothing is in the output."""
    page = parser.render(document)
    return [name for name in (*(f"step {n}." for n in range(1, 11)), "the step after it.") if name not in page]


usual, raised = missing(MarkdownIt("commonmark")), missing(MarkdownIt("commonmark", {"maxNesting": 100}))
print("missing:", usual, "with maxNesting 100:", raised)
assert (usual, raised) == (["step 10.", "the step after it."], [])
END
