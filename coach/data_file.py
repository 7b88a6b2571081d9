"""Tables that come with coach, in YAML → their values, by the quick parser where Python has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from pathlib import Path


def read_data(path: Path, *, as_text: bool = False) -> Any:  # noqa: ANN401 - as the file has it
    """Return the mappings, lists and values of a file; what a user has written is for `yaml_document`.

    With `as_text`, every value stays the text that stands there: `on` and `no` are words, and `10:30` is no number.
    """
    kind = "BaseLoader" if as_text else "SafeLoader"  # neither makes anything but values, so both are safe
    return yaml.load(path.read_bytes(), getattr(yaml, f"C{kind}", getattr(yaml, kind)))  # noqa: S506
