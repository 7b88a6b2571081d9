"""The house is in order: words that a stranger searches for, one name for one module, small files, no circle."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatch
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TypeGuard

import pytest

pytestmark = pytest.mark.unit

FILES = sorted(Path("coach").rglob("*.py"))
COMMANDS = sorted(path for path in Path("scripts").iterdir() if path.is_file() and b"python" in path.read_bytes()[:40])
SCRIPTS = sorted({*COMMANDS, *Path("scripts").glob("*.py")})
NO_BEGINNING = {
    *("After", "Afterwards", "Again", "Also", "As", "At", "Before", "Behind", "Beside", "By", "Down", "Even", "For"),
    *("From", "If", "In", "Into", "Likewise", "Never", "Not", "Of", "On", "Only", "Over", "Since", "So", "Then"),
    *("There", "Through", "Till", "To", "Under", "Until", "Up", "When", "While", "With", "Within", "Without"),
}
"""Words with which no sentence begins that says what a thing is or does."""
NAMES_OF_FORMATS = {"mp3", "wav", "html", "markdown", "en", "de", "es", "fr", "it", "nl", "pt"}
LONGEST_FILE, LONGEST_BODY = 300, 50
ROOMS = {"audio_assets", "coach", "findings", "scripts", "tests"}
BESIDE_THEM = {"CHANGELOG.md", "LICENSE", "README.md", "pyproject.toml", ".ci", ".gitignore"}
LOGGING = [
    *(path for path in FILES if path.parts[1] in ("player", "speech", "sound", "export")),
    Path("coach/child_process.py"),
]
"""The files that open devices, start child processes or change plans: what they swallow is in the log."""
CONTROL_FLOW = {
    *("Empty", "TimeoutExpired", "InvalidStateError", "CancelledError"),  # of queues, processes and futures
    *("BlockingIOError", "EOFError"),  # of a filter graph that gives nothing yet, or nothing more
}
"""The errors that tell no more than which way to go on."""
REASON = re.compile(r"# not logged: \S")


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


def in_each(paths: Iterable[Path], fault: Callable[[str], Iterable[str]]) -> list[str]:
    """Whatever is found in any of the files, each with its file: one test for all of them, as there are many."""
    return [f"{path}: {found}" for path in paths for found in fault(path.read_text("utf-8"))]


def odd_beginnings(text: str) -> Iterator[str]:
    for line, words in documented(ast.parse(text)):
        if words.split(maxsplit=1)[0].strip(".,:;") in NO_BEGINNING:
            yield f"line {line} begins with {words[:40]!r}"


def test_every_docstring_begins_as_a_sentence_does() -> None:
    assert in_each([*FILES, *SCRIPTS], odd_beginnings) == []


def test_the_words_that_are_looked_for_are_found() -> None:
    tree = ast.parse('"""As it is."""\nX = 1\n"""Of it."""\ndef f():\n    """Return."""\n    x = "So"\n')
    assert list(documented(tree)) == [(1, "As it is."), (3, "Of it."), (5, "Return.")]


@pytest.mark.skipif(not Path(".git").exists(), reason="what belongs to the project is known to git alone")
def test_nothing_stands_at_the_top_that_does_not_belong_there() -> None:
    known = subprocess.run(["git", "ls-files", "-z"], check=True, capture_output=True, text=True).stdout
    assert {name.partition("/")[0] for name in known.split("\0") if name} == ROOMS | BESIDE_THEM


def test_no_folder_of_tests_is_left_out(pytestconfig: pytest.Config) -> None:
    """Unless it is named itself, pytest passes by folders whose names stand in a list of its own, such as `build`."""
    left_out = pytestconfig.getini("norecursedirs")
    folders = {path.parent.name for path in Path("tests").rglob("test_*.py")}
    assert [name for name in sorted(folders) for pattern in left_out if fnmatch(name, pattern)] == []


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


def long_ones(text: str) -> Iterator[str]:
    if (lines := text.count("\n")) > LONGEST_FILE:
        yield f"{lines} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and length(node) > LONGEST_BODY:
            yield f"{node.name} has {length(node)} lines"


def test_no_file_and_no_function_is_long() -> None:
    assert in_each([*FILES, *SCRIPTS, *sorted(Path("tests").rglob("conftest.py"))], long_ones) == []


def test_the_style_and_the_types_of_every_script_are_checked() -> None:
    tools = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["tool"]
    commands = {str(path) for path in COMMANDS}
    assert commands - {*tools["ruff"]["extend-include"]} == set()
    assert commands - {*tools["mypy"]["files"]} == set()


def test_what_is_long_is_found() -> None:
    body = "    pass\n" * (LONGEST_BODY + 1)
    assert list(long_ones(f"def f():\n{body}")) == ["f has 51 lines"]
    assert list(long_ones("x = 1\n" * 301)) == ["301 lines"]
    assert list(long_ones("x = 1\n" * 300)) == []


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a body, without its docstring."""
    own = function.body[1:] if ast.get_docstring(function) else function.body
    return (own[-1].end_lineno or 0) - own[0].lineno + 1 if own else 0


def test_nothing_is_swallowed_without_a_log_line_or_a_reason() -> None:
    assert in_each(LOGGING, lambda text: map(str, silent(text))) == []


@pytest.mark.parametrize(
    "handler",
    [
        "except OSError as error: raise Gone from error",
        "except OSError: _log.info('it is gone')",
        "except OSError as error: return str(error)",
        "except OSError as error: failure = error",
        "except OSError as error: tell(error)",
        "except (queue.Empty, InvalidStateError): pass",
        "except OSError:  # not logged: asked ten times a second\n        pass",
    ],
)
def test_what_is_raised_told_logged_or_explained_is_fine(handler: str) -> None:
    assert silent(f"def f():\n    try: g()\n    {handler}\n") == []


@pytest.mark.parametrize(
    "swallowing",
    [
        "try: g()\nexcept OSError: pass",
        "try: g()\nexcept: pass",
        "try: g()\nexcept (Empty, OSError) as error: x = 1",
        "try: g()\nexcept LOST: pass",
        "try: g()\nexcept OSError:  # not logged:\n    pass",
        "with suppress(OSError): g()",
        "with contextlib.suppress(Empty, *LOST): g()",
    ],
)
def test_what_is_swallowed_is_found(swallowing: str) -> None:
    assert len(silent(swallowing)) == 1


@pytest.mark.parametrize(
    "path", ["checksummed_files.py", "player/bookmark.py", "player/engine/renderer.py", "child_process.py"]
)
def test_a_log_line_that_is_taken_away_is_missed(path: str) -> None:
    muted = re.sub(r"_log\.\w+\(.*\)$", "pass", Path("coach", path).read_text("utf-8"), flags=re.MULTILINE)
    assert silent(muted) != []


def silent(text: str) -> list[str]:
    """The lines of a file that swallow an error of which nobody hears."""
    lines = text.splitlines()
    swallowing = [node.lineno for node in ast.walk(ast.parse(text)) if swallows(node)]
    return [f"{line}: {lines[line - 1].strip()}" for line in swallowing if not REASON.search(lines[line - 1])]


def swallows(node: ast.AST) -> TypeGuard[ast.ExceptHandler | ast.Call]:
    """Whether this is a handler, or a `suppress`, of errors that are more than control flow, and does no more."""
    if isinstance(node, ast.ExceptHandler):
        errors = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        return not is_control_flow(errors) and not is_told(node)
    return isinstance(node, ast.Call) and name_of(node.func) == "suppress" and not is_control_flow(node.args)


def is_control_flow(errors: Iterable[ast.expr | None]) -> bool:
    return {name_of(error) for error in errors} <= CONTROL_FLOW


def name_of(node: ast.expr | None) -> str:
    """The last part of a name with dots; empty for anything else."""
    return getattr(node, "attr", getattr(node, "id", ""))


def is_told(handler: ast.ExceptHandler) -> bool:
    """Whether a handler raises, logs, or gives the error to somebody."""
    return any(
        isinstance(node, ast.Raise)
        or (isinstance(node, ast.Call) and name_of(getattr(node.func, "value", None)) == "_log")
        or (isinstance(node, ast.Return | ast.Assign | ast.Call) and handler.name in names_in(node))
        for node in ast.walk(handler)
    )


def names_in(node: ast.AST) -> set[str]:
    return {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
