"""A voice file of Piper's kind that weighs 1 kB: it hums the numbers that it is given, longer where it is told to.

Written in ONNX's own format, field by field, so that no test needs the package that makes such files.
"""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

FLOAT, INT64 = 1, 7
"""Kinds of numbers, as ONNX counts them."""
HUM = 400
"""How often the voice says the numbers of a sentence at length 1."""
SYMBOLS = "_^$ .,:;?!abcdefhijklmnopstuvwzæðŋɐɑɒɔəɚɛɜɡɪɹɾʃʊʌʒˈˌːθᵻ"


def varint(number: int) -> bytes:
    low, rest = number & 0x7F, number >> 7
    return bytes([low | 0x80]) + varint(rest) if rest else bytes([low])


def field(number: int, value: int | str | bytes) -> bytes:
    """One field of a message: a number, or a text, or a message within it."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    content = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(content)) + content


def node(kind: str, inputs: list[str], output: str, **numbers: int) -> bytes:
    attributes = [field(1, name) + field(3, value) + field(20, 2) for name, value in numbers.items()]
    return b"".join(
        [
            *(field(1, name) for name in inputs),
            field(2, output),
            field(4, kind),
            *(field(5, each) for each in attributes),
        ]
    )


def value(name: str, kind: int, dimensions: list[str]) -> bytes:
    shape = b"".join(field(1, field(2, dimension)) for dimension in dimensions)
    return field(1, name) + field(2, field(1, field(1, kind) + field(2, shape)))


def constant(name: str, kind: int, numbers: list[float]) -> bytes:
    raw = struct.pack(f"<{len(numbers)}{'f' if kind == FLOAT else 'q'}", *numbers)
    return field(1, len(numbers)) + field(2, kind) + field(8, name) + field(9, raw)


def model(input_name: str = "input", ir_version: int = 8) -> bytes:
    """The bytes of the model; other arguments make it one that is no voice, or of another time."""
    nodes = [
        node("Cast", [input_name], "numbers", to=FLOAT),
        node("Mul", ["numbers", "quietly"], "once"),
        node("Mul", ["scales", "only_length"], "lengths"),
        node("ReduceSum", ["lengths"], "length"),
        node("Cast", ["length"], "times", to=INT64),
        node("Concat", ["one", "times"], "repeats", axis=0),
        node("Tile", ["once", "repeats"], "output"),
    ]
    constants = [
        constant("quietly", FLOAT, [1 / 256]),
        constant("only_length", FLOAT, [0, HUM, 0]),
        constant("one", INT64, [1]),
    ]
    inputs = [value(input_name, INT64, ["batch", "phonemes"]), value("input_lengths", INT64, ["batch"])]
    graph = [
        *(field(1, each) for each in nodes),
        field(2, "hum"),
        *(field(5, each) for each in constants),
        *(field(11, each) for each in [*inputs, value("scales", FLOAT, ["three"])]),
        field(12, value("output", FLOAT, ["batch", "samples"])),
    ]
    return field(1, ir_version) + field(8, field(1, "") + field(2, 13)) + field(7, b"".join(graph))


def config(language: str = "en-us", **changes: Any) -> dict[str, Any]:
    """What stands beside the model."""
    numbers = {symbol: [number] for number, symbol in enumerate(SYMBOLS)}
    return {"audio": {"sample_rate": 16000}, "espeak": {"voice": language}, "phoneme_id_map": numbers, **changes}


def write_voice(folder: Path, language: str = "en-us", **changes: Any) -> Path:
    """Write both files of a voice, and return the model's path."""
    path = folder / "hum.onnx"
    path.write_bytes(model())
    path.with_name("hum.onnx.json").write_text(json.dumps(config(language, **changes)), "utf-8")
    return path
