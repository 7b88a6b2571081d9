"""The house is in order: words that a stranger searches for, one name for one module, small files, no circle."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

pytestmark = pytest.mark.unit

FILES = sorted(Path("coach").rglob("*.py"))
SCRIPTS = sorted(path for path in Path("scripts").rglob("*") if path.is_file() and b"python" in path.read_bytes()[:40])
NO_BEGINNING = {
    *("After", "Afterwards", "Again", "Also", "As", "At", "Before", "Behind", "Beside", "By", "Down", "Even", "For"),
    *("From", "If", "In", "Into", "Likewise", "Never", "Not", "Of", "On", "Only", "Over", "Since", "So", "Then"),
    *("There", "Through", "Till", "To", "Under", "Until", "Up", "When", "While", "With", "Within", "Without"),
}
"""Words with which no sentence begins that says what a thing is or does."""
NAMES_OF_FORMATS = {"mp3", "wav", "html", "markdown", "en", "de", "es", "fr", "it", "nl", "pt"}
LONGEST_FILE, LONGEST_BODY = 300, 50


def documented(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The line and the text of each docstring, and of each text that stands under an attribute or a constant."""
    for node in ast.walk(tree):
        if not isinstance(body := getattr(node, "body", None), list):
            continue
        for statement in body:
            if (
                isinstance(statement, ast.Expr)
                and isinstance(statement.value, ast.Constant)
                and isinstance(statement.value.value, str)
            ):
                yield statement.lineno, statement.value.value


def module(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def imported(path: Path, modules: set[str]) -> Iterator[str]:
    """Whatever a file imports of coach, wherever it does so: within functions, and for types only, too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in modules else node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("path", [*FILES, *SCRIPTS], ids=str)
def test_every_docstring_begins_as_a_sentence_does(path: Path) -> None:
    found = documented(ast.parse(path.read_text("utf-8")))
    assert [(line, text[:60]) for line, text in found if text.split(maxsplit=1)[0].strip(".,:;") in NO_BEGINNING] == []


def test_the_words_that_are_looked_for_are_found() -> None:
    tree = ast.parse('"""As it is."""\nX = 1\n"""Of it."""\ndef f():\n    """Return."""\n    x = "So"\n')
    assert list(documented(tree)) == [(1, "As it is."), (3, "Of it."), (5, "Return.")]


def test_no_two_modules_have_one_name() -> None:
    names = Counter(path.stem for path in FILES if path.stem not in ("__init__", *NAMES_OF_FORMATS))
    assert [name for name, count in names.items() if count > 1] == []


def test_no_module_imports_in_a_circle_not_even_for_types() -> None:
    modules = {module(path) for path in FILES}
    graph = {module(path): {*imported(path, modules)} & modules - {module(path)} for path in FILES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(reversed(error.args[1])))


@pytest.mark.parametrize("path", [*FILES, *SCRIPTS, *sorted(Path("tests").rglob("conftest.py"))], ids=str)
def test_no_file_and_no_function_is_long(path: Path) -> None:
    text = path.read_text("utf-8")
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert text.count("\n") <= LONGEST_FILE
    assert [node.name for node in functions if length(node) > LONGEST_BODY] == []


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a body, without its docstring."""
    own = function.body[1:] if ast.get_docstring(function) else function.body
    return (own[-1].end_lineno or 0) - own[0].lineno + 1 if own else 0
