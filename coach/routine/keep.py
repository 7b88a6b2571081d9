"""Type of `keep`: whether something is left out when time is short, and after what else."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from coach.routine.base_model import fault


def _read_keep(value: Any) -> Any:  # noqa: ANN401 - what the author wrote
    if isinstance(value, int):
        return value
    if not isinstance(value, str) or not (match := re.fullmatch(r"optional(?:\s+([1-9]))?", value.strip())):
        shown = f": {value}" if isinstance(value, str) else ""
        raise fault("keep", f"'keep{shown}' is not possible", "it can be 'optional', or 'optional 2' to leave later")
    return int(match[1] or 1)


Keep = Annotated[
    int,
    BeforeValidator(_read_keep),
    Field(ge=1, le=9),
    WithJsonSchema({"type": "string", "pattern": "^optional( +[1-9])?$"}),
]
"""The place in the order in which optional steps leave: those of 1 before those of 2."""
