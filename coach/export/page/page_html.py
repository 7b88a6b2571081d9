"""PageData + sound → the page as HTML, piece by piece: a session of hours is never whole in memory."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256, sha384
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach.errors import MissingPart
from coach.export.page.app_script import app_script, boot_script
from coach.export.page.page_colours import page_colours
from coach.export.page.page_data import json_of
from coach.requirements import install_command, package_lacking
from coach.speech.language import primary_language
from coach.units import duration_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jinja2 import Template

    from coach.export.page.page_data import PageData

_HERE = Path(__file__).parent
MAIN_VERBS = ("back", "pause or continue", "more time")
"""The verbs whose buttons are always seen, beside `next` and `repeat`; the others are behind one touch."""
_ELSEWHERE = (*MAIN_VERBS, "next", "repeat", "pause", "continue")
_NEVER = "default-src 'none'; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, slots=True)
class Linked:
    """The addresses beside a page in a folder, each with its hash; `within` a page, nothing is linked."""

    script: str
    script_integrity: str
    style: str
    style_integrity: str
    sound: str
    manifest: str
    icon: str


@dataclass(frozen=True)
class Within:
    """What stands within a page of one file, in pieces of base64."""

    icon: str
    """The address of the icon, which has all of it in itself."""
    sound: Iterable[str]
    extras: Iterable[str] | None = None


def page_of(data: PageData, form: Linked | Within) -> Iterator[str]:
    """Yield a page; raises MissingPart without the template engine.

    All that a routine says is escaped by the engine, and the policy in the page's head lets nothing run, load or be
    sent but what coach has put there.
    """
    linked = form if isinstance(form, Linked) else None
    yield from _template().generate(
        data=data,
        words=data.words,
        json=json_of(data),
        policy=policy_of(data, linked),
        linked=linked,
        within=form if isinstance(form, Within) else None,
        icon=form.icon,
        style=style_of(data),
        boot=boot_script(),
        app=app_script(),
        main=[each for name in MAIN_VERBS for each in data.verbs if each.verb == name],
        others=[each for each in data.verbs if each.verb not in _ELSEWHERE],
        labels={each.verb: each.label for each in data.verbs},
        foreign=primary_language(data.language) != data.words_language,
        time=_time,
    )


def style_of(data: PageData) -> str:
    """Return the page's style, with the colours of the session's cover."""
    return page_colours(data.title) + _short_style()


@cache
def _short_style() -> str:
    """Return the style without its remarks and the room around its signs, of which no text in it has any."""
    style = re.sub(r"/\*.*?\*/", "", (_HERE / "style.css").read_text("utf-8"), flags=re.DOTALL)
    tight = re.sub(r";?\s*([{};,>])\s*", r"\1", re.sub(r"\s+", " ", style))
    return re.sub(r"(?<=[{;(])([\w-]+): ", r"\1:", tight).strip()


def policy_of(data: PageData, linked: Linked | None) -> str:
    """Return the Content-Security-Policy: nothing from elsewhere, and no script or style without its hash."""
    boot = f"'{csp_hash(boot_script())}'"
    if linked:
        own = "connect-src 'self'; manifest-src 'self'; worker-src 'self'; img-src 'self'; media-src 'self' blob:"
        return f"{_NEVER}; script-src 'self' {boot}; style-src 'self'; {own}"
    inline = f"script-src {boot} '{csp_hash(app_script())}'; style-src '{csp_hash(style_of(data))}'"
    return f"{_NEVER}; {inline}; img-src data:; media-src data: blob:"


def csp_hash(text: str) -> str:
    """Return the hash of an inline script or style, as a policy names it."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def integrity_of(content: bytes) -> str:
    """Return the hash of a file, as an attribute `integrity` has it."""
    return f"sha384-{b64encode(sha384(content).digest()).decode()}"


def check_template() -> None:
    """Raise MissingPart without the template engine: better now than after all the encoding."""
    _template()


@cache
def _template() -> Template:
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ImportError as error:
        remedy = install_command(package_lacking(error, "jinja2"))
        raise MissingPart("a page needs the package jinja2, which is not there", remedy) from error
    settings: dict[str, Any] = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    return Environment(loader=FileSystemLoader(_HERE), autoescape=True, **settings).get_template("page.html.j2")


def _time(ms: int) -> str:
    return duration_in_words(round(ms, -3) if ms >= 1000 else ms)  # noqa: PLR2004 - a second
