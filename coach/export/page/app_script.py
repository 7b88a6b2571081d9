"""The modules of `js` → one script: a page has one file of code, or none at all beside itself."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from coach.export.page.short_script import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).with_name("js")
_IMPORT = re.compile(r'^import [^;]*? from "\./(\w+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function |const |let |class )", re.MULTILINE)
_TOP_LEVEL = re.compile(r"^(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)


@cache
def app_script() -> str:
    """Return the script of a page."""
    joined = join_modules([(FOLDER / f"{name}.js").read_text("utf-8") for name in _needed_by("app")])
    return f'(()=>{{"use strict";{shorten(joined)}}})();'


@cache
def boot_script() -> str:
    """Return the script in the page's head, which runs before anything is shown."""
    return shorten((FOLDER / "boot.js").read_text("utf-8"))


def service_worker(version: str, hashes: Mapping[str, str]) -> str:
    """Return the service worker of a folder with these files, each by its name with its hash."""
    source = shorten((FOLDER / "sw.js").read_text("utf-8"))
    told = json.dumps(json.dumps(dict(hashes)))
    return source.replace("VERSION", version, 1).replace('"FILES_AND_HASHES"', told, 1)


def join_modules(sources: list[str]) -> str:
    r"""Return one module with the code of all of them, without their imports and exports.

    Raises ValueError where two have the same name at their top level: they would be one thing.

    Example:
        >>> join_modules(["export const one = 1;\n", 'import { one } from "./a.js";\nrun(one);\n'])
        'const one = 1;\nrun(one);\n'
    """
    joined = "".join(_EXPORT.sub("", _IMPORT.sub("", source)) for source in sources)
    names = _TOP_LEVEL.findall(joined)
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"more than one module has {', '.join(twice)}")
    return joined


def _needed_by(name: str) -> list[str]:
    """Return a module and all that it imports, each after those that it imports itself."""
    found: dict[str, None] = {}

    def take(each: str) -> None:
        if each not in found:
            for needed in _IMPORT.findall((FOLDER / f"{each}.js").read_text("utf-8")):
                take(needed)
            found[each] = None

    take(name)
    return [*found]
