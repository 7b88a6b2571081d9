"""Models of the language → a JSON Schema, so that editors complete and check routine files.

The models describe the full forms; this module adds the short forms in which they may be written, and the names of
conditions. A key without a value is left out of a file and is never null.
"""

from __future__ import annotations

import ast
import inspect
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from coach.routine.base_model import EXACTLY, RoutineModel
from coach.routine.conditions import cautions
from coach.routine.model import Routine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

Schema = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"


def routine_schema() -> Schema:
    """Return the JSON Schema (draft 2020-12) of a routine as an editor reads its file: numbers are numbers there."""
    schema = schema_of(Routine)
    kinds = schema["$defs"]
    duration = kinds["Timed"]["properties"]["time"]
    condition = {"enum": list(cautions())}
    exactly = {"type": "string", "pattern": rf"(?:{duration['pattern']})|{_exactly(duration['pattern'])}"}
    for kind in ("Time", "Timed"):
        kinds[kind] = {"anyOf": [exactly, kinds[kind]]}
    kinds["Last"] = {"anyOf": [duration, kinds["Last"]]}
    ready = {"type": "string", "pattern": "^ *[uU]ntil +ready *(,? *at +most .*)?$"}
    kinds["UntilReady"] = {"anyOf": [ready, kinds["UntilReady"] | {"required": ["until"]}]}
    any_one = "|".join(cautions())
    conditions = {"anyOf": [condition, {"type": "string", "pattern": rf"^({any_one})( or ({any_one}))+$"}]}
    wording = {"propertyNames": {"anyOf": [{"const": "default"}, conditions]}, "required": ["default"]}
    for properties in (schema["properties"], *(kinds[kind]["properties"] for kind in ("Step", "Group"))):
        (one,) = properties["words"]["patternProperties"].values()
        one |= wording
    own_words = {"type": "object", "propertyNames": condition, "minProperties": 1, "maxProperties": 1}
    kinds["Declared"] = {"anyOf": [condition, own_words, kinds["Declared"]]}
    for kind in ("Step", "Group"):
        kinds[kind]["properties"]["skip_for"]["items"] = condition
    kinds["Step"]["properties"]["instead"] |= {"propertyNames": conditions}
    kinds["Step"] |= {"anyOf": [{"required": [key]} for key in ("say", "do", "pause")]}
    kinds["Step"] |= {"dependentRequired": {"guide": ["do"], "rhythm": ["do"], "again": ["say"]}}
    text = kinds["Step"]["properties"]["say"]
    kinds["OtherWay"]["properties"]["do"] = {"anyOf": [{"const": "none"}, kinds["OtherWay"]["properties"]["do"]]}
    kinds["OtherWay"] |= {"anyOf": [{"required": [key]} for key in ("say", "do")]}
    kinds["OtherWay"] |= {"dependentRequired": {"guide": ["do"], "rhythm": ["do"]}}
    kinds["OtherWay"] = {"anyOf": [{"type": text["type"]}, kinds["OtherWay"]]}
    kinds["Group"] |= {"required": [], "oneOf": [{"required": [key]} for key in ("steps", "use")]}
    kinds["Group"] |= {"not": {"required": ["repeat", "each"]}}
    kinds["Group"] |= {"dependentSchemas": {"between": {"anyOf": [{"required": [key]} for key in ("repeat", "each")]}}}
    return {"$schema": DRAFT, **schema}


def schema_of(root: type[RoutineModel]) -> Schema:
    """Return the JSON Schema of a model in its full form, with the docstrings of all fields."""
    schema: Schema = _without_null(root.model_json_schema(by_alias=True))
    for model in _models(RoutineModel):
        _describe(model, schema if model is root else schema["$defs"].get(model.__name__, {}))
    return schema


def _models(base: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for model in base.__subclasses__():
        yield model
        yield from _models(model)


def _describe(model: type[BaseModel], schema: Schema) -> None:
    """Add the docstrings below a model's fields to its schema.

    pydantic can read them itself, but does so for each model when coach starts, for 40 ms.
    """
    properties = schema.get("properties", {})
    for kind in reversed(model.__mro__):
        for name, text in (
            _attribute_docstrings(kind) if issubclass(kind, RoutineModel) and kind is not RoutineModel else ()
        ):
            if (key := model.model_fields[name].alias or name) in properties:
                properties[key]["description"] = text


def _attribute_docstrings(kind: type) -> Iterator[tuple[str, str]]:
    """Yield the name of each annotated field that has a docstring below it, and that docstring."""
    (tree,) = ast.parse(inspect.getsource(kind)).body
    assert isinstance(tree, ast.ClassDef)
    for field, below in pairwise(tree.body):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                yield name, inspect.cleandoc(text)


def _exactly(pattern: str) -> str:
    """Return the pattern of a time with 'exactly' after it."""
    return "|".join(f"{each.removesuffix('$').removesuffix(' *')} +{EXACTLY} *$" for each in pattern.split("$|"))


def _without_null(node: Any) -> Any:  # noqa: ANN401 - any part of a schema
    """Return the schema without null: pydantic's `anyOf: [something, null]` becomes the something."""
    if isinstance(node, list):
        return [_without_null(each) for each in node]
    if not isinstance(node, dict):
        return node
    node = {key: _without_null(value) for key, value in node.items() if not (key == "default" and value is None)}
    if "patternProperties" in node:
        node["additionalProperties"] = False
    something = [each for each in node.get("anyOf", ()) if each != {"type": "null"}]
    if len(something) == 1:
        return {**something[0], **{key: value for key, value in node.items() if key != "anyOf"}}
    return node
