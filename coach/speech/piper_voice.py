"""A voice of Piper's, which the user brings: a model, and beside it a file that says what its numbers mean."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from coach.errors import MissingPart
from coach.files import read_regular_file
from coach.log import described, logger
from coach.requirements import install_command, package_lacking
from coach.speech.silent_onnxruntime import import_onnxruntime

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    Sound = NDArray[np.float32]

_log = logger(__name__)
_MOST_BYTES = 4_000_000
"""The longest file beside a model that is read: those of today's voices have 5 to 20 kB."""
START, END, BETWEEN = "^", "$", "_"
"""The symbols with which a sentence begins and ends, and the one between any two of its phonemes."""
_INPUTS = {"input", "input_lengths", "scales"}
_REMEDY = "choose a voice of Piper's: NAME.onnx, with its NAME.onnx.json beside it"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class _Audio(_Part):
    sample_rate: int = Field(ge=4_000, le=192_000)
    """Samples per second."""


class _Espeak(_Part):
    voice: str = Field(min_length=1)
    """eSpeak NG's name for the language, such as `en-us`."""


class _Language(_Part):
    code: str = ""
    """The language's tag, such as `en_US`."""


class PiperConfig(_Part):
    """What the file beside a model says."""

    audio: _Audio
    espeak: _Espeak
    language: _Language = _Language()
    phoneme_id_map: dict[str, tuple[int, ...]]
    """Symbol → its numbers."""
    phoneme_type: str = "espeak"
    """What its symbols are: IPA as eSpeak NG writes it, or `text`, the letters themselves."""
    vowel_clusters: tuple[tuple[str, ...], ...] = ()
    """Vowels that are one symbol together."""
    default_speaker_id: int = 0

    @field_validator("phoneme_id_map")
    @classmethod
    def _frames_a_sentence(cls, symbols: dict[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
        if missing := [symbol for symbol in (START, END, BETWEEN) if not symbols.get(symbol)]:
            raise ValueError(f"it has no numbers for {' '.join(missing)}")
        return symbols

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of the voice's language."""
        return tuple(filter(None, (self.espeak.voice, self.language.code)))


@dataclass(frozen=True)
class PiperVoice:
    """A voice that is ready to speak."""

    config: PiperConfig
    session: Any
    """The model, in onnxruntime."""

    def speak(self, symbols: Sequence[str], length: float) -> Sound:
        """Return one sentence as samples at the voice's own rate.

        Without noise: the same symbols have the same samples, whatever was spoken before.

        Args:
            symbols: Those of `config.phoneme_id_map`.
            length: How much longer each sound is than the voice has learnt it.
        """
        import numpy as np

        numbers = self.config.phoneme_id_map
        ids = [*numbers[START], *numbers[BETWEEN]]
        for symbol in symbols:
            ids += (*numbers[symbol], *numbers[BETWEEN])
        ids += numbers[END]
        inputs = {
            "input": np.array([ids], np.int64),
            "input_lengths": np.array([len(ids)], np.int64),
            "scales": np.array([0, length, 0], np.float32),  # its noise, its length, and the noise of its rhythm
            "sid": np.array([self.config.default_speaker_id], np.int64),
        }
        wanted = {each.name for each in self.session.get_inputs()}
        sound: Sound = self.session.run(None, {name: inputs[name] for name in wanted})[0]
        return sound.reshape(-1)


def open_voice(model: Path) -> PiperVoice:
    """Return the voice of a file; raises MissingPart for one that is none, or that this machine cannot load."""
    config = read_config(model)
    session = _session(model)
    inputs = {each.name for each in session.get_inputs()}
    if not _INPUTS <= inputs <= _INPUTS | {"sid"}:
        raise MissingPart(f"{model} is no voice of Piper's: its inputs are {', '.join(sorted(inputs))}", _REMEDY)
    return PiperVoice(config, session)


def read_config(model: Path) -> PiperConfig:
    """Return what the file beside a model says; raises MissingPart where there is none, or it is damaged."""
    path = model.with_name(f"{model.name}.json")
    try:
        text = read_regular_file(path, _MOST_BYTES)
        return PiperConfig.model_validate_json(text)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, fault["loc"]))
        told = f"{path} does not describe a voice of Piper's ({where}{': ' if where else ''}{fault['msg']})"
        raise MissingPart(told, _REMEDY) from error
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError | ValueError) -> MissingPart:
    return MissingPart(f"{path} cannot be read ({getattr(error, 'strerror', None) or error})", _REMEDY)


def _session(model: Path) -> Any:  # noqa: ANN401 - onnxruntime has no types
    try:
        onnxruntime = import_onnxruntime()
    except ImportError as error:
        remedy = install_command(package_lacking(error, "onnxruntime"))
        raise MissingPart(f"a voice of Piper's needs onnxruntime ({error})", remedy) from error
    options = onnxruntime.SessionOptions()
    # The samples depend on both: a fixed choice gives the same ones each time.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.log_severity_level = 4
    try:
        read_regular_file(model, 1)
        return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    except (OSError, ValueError) as error:
        raise _unreadable(model, error) from error
    except Exception as error:  # onnxruntime's errors have no class in common
        reason = str(error).partition("\n")[0]
        raise MissingPart(f"onnxruntime {onnxruntime.__version__} cannot load {model} ({reason})", _REMEDY) from error


def digest_of(model: Path) -> str:
    """Return what tells a voice's two files from any others; empty where they cannot be read."""
    try:
        return " ".join(_digest_at(path) for path in (model, model.with_name(f"{model.name}.json")))
    except (OSError, ValueError) as error:
        _log.info("the voice %s cannot be read: %s", model, described(error))
        return ""


def _digest_at(path: Path) -> str:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise ValueError(f"{path} is no file")
    return _digest(path, status.st_size, status.st_mtime_ns)


@lru_cache
def _digest(path: Path, _size: int, _mtime_ns: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
