"""A command's name → the JSON Schema of what it prints with `--json`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from coach.data_file import read_data

_FILE = Path(__file__).with_name("json_forms.yaml")


def forms() -> dict[str, dict[str, Any]]:
    """Return the JSON Schemas, by the commands whose output they are of."""
    draft = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {command: draft | _closed(form) for command, form in read_data(_FILE).items()}


def _closed(form: Any) -> Any:  # noqa: ANN401 - any part of a schema
    """Return a part of a schema, whose objects have all of their keys, and no others."""
    if isinstance(form, list):
        return [_closed(each) for each in form]
    if not isinstance(form, dict):
        return form
    if "properties" not in form:
        return {key: _closed(value) for key, value in form.items()}
    properties = {name: _closed(value) for name, value in form["properties"].items()}
    required = [name for name in properties if name not in form.get("optional", ())]
    about = {"title": form["title"]} if "title" in form else {}
    return {**about, "type": "object", "properties": properties, "required": required, "additionalProperties": False}
