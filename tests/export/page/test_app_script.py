"""The modules of a page become one script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coach.export.page.app_script import FOLDER, app_script, boot_script, join_modules, service_worker

pytestmark = pytest.mark.unit

MODULES = sorted(FOLDER.glob("*.js"))
_THING = r"(?:async )?(?:function|const|let|class)"


def test_what_joins_modules_is_gone_and_their_code_stays() -> None:
    one = "/** Adds. */\nexport function add(a, b) {\n  return a + b;\n}\n"
    other = 'import {\n  add,\n} from "./one.js";\n\nconst sum = add(1, 2);\n'
    assert join_modules([one, other]) == (
        "/** Adds. */\nfunction add(a, b) {\n  return a + b;\n}\n\nconst sum = add(1, 2);\n"
    )


def test_two_modules_with_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="more than one module has once, twice"):
        join_modules(["const twice = 1;\nfunction once() {}\n", "async function twice() {}\nlet once = 1;\n"])


def test_each_module_stands_after_those_that_it_needs_and_none_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.export.page.app_script.shorten", lambda script: script)
    script = app_script.__wrapped__()
    assert not re.search(r"^(import|export)\b", script, re.MULTILINE)
    for path in {path for path in MODULES if path.stem not in ("boot", "sw")}:
        for name in re.findall(rf"^export {_THING} (\w+)", path.read_text("utf-8"), re.MULTILINE):
            assert len(re.findall(rf"^{_THING} {name}\b", script, re.MULTILINE)) == 1, path.stem
    assert script.index("function fillIn") < script.index("function createScreen") < script.index("function main")


@pytest.mark.parametrize("script", [app_script(), boot_script()], ids=["app", "boot"])
def test_nothing_in_a_script_ends_its_element(script: str) -> None:
    assert "</" not in script
    assert "<!--" not in script


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_templates_have_plain_expressions_and_no_module_is_long(path: Path) -> None:
    """What is within a template's braces has none of its own: `shorten` needs that."""
    source = path.read_text("utf-8")
    assert re.findall(r"\$\{[^}]*[{`]", source) == []
    assert len(source.splitlines()) <= 160


def test_a_service_worker_knows_its_files_by_their_hashes() -> None:
    worker = service_worker("v1", {"index.html": "sha384-x", 'odd"name': "sha384-y"})
    assert "VERSION" not in worker
    assert "FILES_AND_HASHES" not in worker
    assert r'JSON.parse("{\"index.html\": \"sha384-x\"' in worker
