"""Models of a library → a JSON Schema, so that editors complete and check library.yaml."""

from __future__ import annotations

from coach.build.library_file import LibraryFile
from coach.build.settings import AXES, CAPTIONS, NATURAL, NONE
from coach.routine.conditions import cautions
from coach.routine.schema import DRAFT, Schema, schema_of


def library_schema() -> Schema:
    """Return the JSON Schema (draft 2020-12) of a library as an editor reads its file."""
    schema = schema_of(LibraryFile)
    settings = schema["$defs"]["Settings"]["properties"]
    length = settings["length"]
    settings["length"] = {"description": length.pop("description"), "anyOf": [{"const": NATURAL}, length]}
    for key in ("condition", "despite"):
        settings[key] |= _names([*cautions()])
    settings["captions"] |= _names(CAPTIONS)
    items = {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/Settings"}}
    axes = {axis: {"type": "array", "minItems": 1, "items": settings[axis]} for axis in AXES}
    schema["properties"]["matrix"] |= {
        "properties": {**axes, "include": items, "exclude": items},
        "additionalProperties": False,
        "minProperties": 1,
    }
    return {"$schema": DRAFT, **schema}


def _names(known: list[str]) -> Schema:
    """Return the schema of one name, of several, or of none."""
    name = {"enum": known}
    return {"anyOf": [{"const": NONE}, name, {"type": "array", "items": name}]}
