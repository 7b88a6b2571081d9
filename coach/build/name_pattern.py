"""A pattern such as `{language}/{routine}-{length}` + what is chosen → the name of a file, fit for every disk."""

from __future__ import annotations

import re
from string import Formatter
from typing import TYPE_CHECKING
from unicodedata import normalize

from coach.build.settings import AXES, NONE, shown
from coach.errors import Problem
from coach.suggestion import suggest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from coach.errors import Place

MOST_BYTES = 200
"""The most bytes of a part of a name: disks hold 255, and the names of reports are longer."""
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\/]+')
"""The characters that some disk or other does not take in a name."""
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""The names that are devices on Windows."""


def default_pattern(axes: Mapping[str, object]) -> str:
    """Return the pattern of a library that has none: the routine, and all axes in their order.

    Example:
        >>> default_pattern({"length": (), "routine": (), "format": ()})
        '{routine}-{length}'
    """
    return "-".join(["{routine}", *(f"{{{axis}}}" for axis in axes if axis not in ("routine", "format"))])


def pattern_problems(pattern: str, place_in: Callable[[int], Place]) -> Iterator[Problem]:
    """Yield what is wrong with a pattern; `place_in` gives the place of a character of it."""
    try:
        parts = [*Formatter().parse(pattern)]
    except ValueError:
        yield Problem(place_in(0), f"'{pattern}' is no pattern", "write each key in braces, such as '{routine}'")
        return
    for _, key, form, conversion in parts:
        if key is None:
            continue
        if key not in AXES:
            hint = suggest(key, AXES, f"there are {', '.join(AXES)}", written="'{{{}}}'")
            yield Problem(place_in(max(0, pattern.find(f"{{{key}"))), f"there is no '{{{key}}}'", hint)
        elif form or conversion:
            yield Problem(place_in(pattern.find(f"{{{key}")), f"'{{{key}' has more than a key", f"write '{{{key}}}'")


def leads_out(pattern: str) -> bool:
    """Whether a pattern leads out of the folder in which it names files, or has signs that no name has everywhere."""
    bare = "".join(text for text, *_ in Formatter().parse(pattern))
    return pattern.startswith("/") or ".." in bare.split("/") or bool(_UNFIT.search(bare.replace("/", "")))


def filled(pattern: str, texts: Mapping[str, str]) -> str:
    """Return a pattern with its keys filled in; raises ValueError for what is no name."""
    name = normalize("NFC", pattern.format_map({key: _UNFIT.sub("-", text) for key, text in texts.items()}))
    for part in name.split("/"):
        if not part.strip(". ") or part.startswith(".") or part[-1] in ". " or _RESERVED.fullmatch(part):
            raise ValueError(f"'{part}' is no name for a file", "choose another 'name'")
        if len(part.encode()) > MOST_BYTES:
            raise ValueError(f"a name of more than {MOST_BYTES} bytes", "leave a key out of 'name'")
    return name


def texts_of(choice: Mapping[str, object], language: str) -> dict[str, str]:
    """Return what each key is in a name; `language` is that of the routine."""
    texts = {key: shown(key, choice.get(key)) for key in AXES}
    return {**texts, "language": str(choice.get("language") or language or NONE)}
