"""The JSON Schema of a library agrees with what is read."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from coach.build.library_schema import library_schema
from coach.build.settings import AXES
from tests.build.test_library_file import WHOLE

pytestmark = pytest.mark.unit

SCHEMA: Any = library_schema()


def faults(text: str) -> list[str]:
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(yaml.safe_load(text))]


def test_it_is_a_schema_and_takes_a_whole_library() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert faults(WHOLE) == []


@pytest.mark.parametrize(
    "text",
    [
        "name: x",
        "matrix: {}",
        "matrix: {routines: [one]}",
        "matrix: {routine: []}",
        "matrix: {routine: one}",
        "matrix: {routine: [one], format: [mp4]}",
        "matrix: {routine: [one], length: [ten]}",
        "matrix: {routine: [one], condition: [crbs]}",
        "matrix: {routine: [one], captions: [vvt]}",
        "matrix: {routine: [one], include: [{lenght: 5m}]}",
        "{matrix: {routine: [one]}, options: {bitrat: 96}}",
    ],
)
def test_it_refuses_what_is_refused(text: str) -> None:
    assert faults(text) != []


def test_each_key_says_what_it_is() -> None:
    keys = SCHEMA["$defs"]["Settings"]["properties"]
    assert [key for key in AXES if not keys[key].get("description")] == []
    assert all(SCHEMA["properties"][key].get("description") for key in SCHEMA["properties"])
