"""A routine of somebody else's, read by the whole program: which files it opens is read from the system's own trace."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from coach.cli import authoring_commands as language
from coach.routine.loader import MAX_BYTES
from coach.sound.recording.decoder import LIMIT_S
from coach.sound.recording.decoder_process import MOST_BYTES
from coach.speech.recordings.line_names import line_name
from coach.yaml_document import MAX_DEPTH
from tests.processes import found, users_environment
from tests.sound.recording.making import noise, wav

pytestmark = [pytest.mark.session, pytest.mark.skipif(sys.platform != "linux", reason="strace is for Linux")]

OPENED = re.compile(r'open(?:at)?\((?:AT_FDCWD, )?"([^"]+)"')
ROUTINE = """
title: A gift
background: {{sound: {background}}}
steps:
  - say: Rest your hands.
    do: 3s
  - use: {use}
"""


@pytest.fixture
def gift(tmp_path: Path) -> Path:
    """A folder with a routine of somebody else's, beside a folder that is nobody's business."""
    for name in ("gift", "private", "home"):
        (tmp_path / name).mkdir()
    wav(tmp_path / "private" / "recording.wav", noise(3))
    wav(tmp_path / "gift" / "waves.wav", noise(3))
    (tmp_path / "private" / "notes.yaml").write_text("title: Notes\nsteps: [{say: Secret., do: 3s}]\n")
    (tmp_path / "gift" / "linked.wav").symlink_to(tmp_path / "private" / "recording.wav")
    (tmp_path / "gift" / "linked.yaml").symlink_to(tmp_path / "private" / "notes.yaml")
    return tmp_path / "gift"


def trace(gift: Path, *command: str) -> list[str]:
    """The calls that open files and sockets, of coach and all that it starts, with the folders of a user of its own."""
    out = gift.parent / "trace"
    events = ["-f", "--seccomp-bpf", "-qq", "-s", "300", "-e", "trace=open,openat,socket,connect"]
    strace = [found("strace"), *events, "-o", str(out)]
    own = {f"COACH_{name}": str(gift.parent / "home" / name) for name in ("CACHE", "ROUTINES", "CONFIG", "STATE")}
    env = users_environment() | own | {"HOME": str(gift.parent / "home")}
    subprocess.run(
        [*strace, sys.executable, "-P", "-m", "coach", *command], cwd=gift, env=env, timeout=120, check=False
    )
    return out.read_text().splitlines()


@pytest.mark.parametrize("background", ["../private/recording.wav", "{root}/private/recording.wav", "linked.wav"])
@pytest.mark.parametrize("use", ["../private/notes", "linked", "techniques.hello"])
def test_no_file_outside_its_folder_is_opened_for_it_and_no_socket(gift: Path, background: str, use: str) -> None:
    told = ROUTINE.format(background=background.format(root=gift.parent), use=use)
    (gift / "gift.yaml").write_text(told)
    for command in ("check", "export"):
        calls = trace(gift, command, "gift.yaml")
        opened = {found[1] for call in calls if (found := OPENED.search(call))}
        assert str(gift / "gift.yaml") in opened or "gift.yaml" in opened
        outside = {path for path in opened if "private" in Path(path).parts or "linked" in Path(path).name}
        assert outside == set()
        assert not [call for call in calls if re.search(r"\b(?:socket|connect)\(", call)]


@pytest.mark.parametrize(
    ("voice", "engine"),
    [
        ("../private/voice.onnx", None),
        ("../private/mine/", None),
        ("../private/mine", "recorded"),
        ("{root}/private/voice.onnx", "piper"),
        ("linked.onnx", None),
        ("linked-mine", None),
        ("mine", None),
        ("near.onnx", None),
    ],
)
def test_no_voice_outside_its_folder_is_opened_for_it(gift: Path, voice: str, engine: str | None) -> None:
    private = gift.parent / "private"
    (private / "mine").mkdir()
    for path in (private / "voice.onnx", private / "voice.onnx.json", private / line_file("Rest your hands.")):
        path.write_bytes(b"private")
    (gift / "mine").mkdir()
    (gift / line_file("Rest your hands.")).symlink_to(private / line_file("Rest your hands."))
    (gift / "linked-mine").symlink_to(private / "mine")
    (gift / "linked.onnx").symlink_to(private / "voice.onnx")
    (gift / "near.onnx").write_bytes(b"no voice")
    (gift / "near.onnx.json").symlink_to(private / "voice.onnx.json")
    name = voice.format(root=gift.parent)
    steps = "background: {sound: none}\nsteps: [{say: Rest your hands., do: 3s}]\n"
    (gift / "gift.yaml").write_text(f"title: A gift\nvoice: {{name: {name}}}\n{steps}")
    for command in (["check"], ["show"], ["export", *(["--engine", engine] if engine else [])]):
        calls = trace(gift, *command, "gift.yaml")
        opened = {found[1] for call in calls if (found := OPENED.search(call))}
        assert str(gift / "gift.yaml") in opened or "gift.yaml" in opened
        assert not [path for path in opened if "private" in Path(path).parts or "linked" in path]
        assert not [path for path in opened if path.endswith((".onnx", ".onnx.json", ".wav"))]
    assert not (gift / "gift.mp3").exists()


def line_file(text: str) -> Path:
    """Where a folder of recordings, `mine`, has a line."""
    return Path("mine", f"{line_name(text, 'en')}.wav")


def test_what_lies_in_its_folder_is_heard(gift: Path) -> None:
    """So that the test above does not hold for a coach that opens nothing at all."""
    (gift / "gift.yaml").write_text(
        ROUTINE.format(background="waves.wav", use="techniques.hello").partition("  - use")[0]
    )
    calls = trace(gift, "export", "gift.yaml", "--engine", "silent")
    assert any("waves.wav" in call for call in calls)
    assert (gift / "gift.mp3").exists()
    assert not [call for call in calls if re.search(r"\b(?:socket|connect)\(", call)]


def test_the_figures_that_are_promised_are_those_that_hold() -> None:
    promised = language._text("security.md")
    for figure in (
        f"{MAX_BYTES // 10**6} MB",
        f"{MAX_DEPTH} levels",
        f"{MOST_BYTES // 2**20} MB",
        f"{LIMIT_S:g} seconds",
    ):
        assert figure in promised
