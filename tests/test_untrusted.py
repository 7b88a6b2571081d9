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


def opened_by(calls: list[str], *routines: Path) -> set[str]:
    """The files that were opened, the routines among them: nothing of somebody else's, and no socket."""
    opened = {found[1] for call in calls if (found := OPENED.search(call))}
    assert all(str(path) in opened or path.name in opened for path in routines)
    assert {path for path in opened if "private" in Path(path).parts or "linked" in Path(path).name} == set()
    assert not [call for call in calls if re.search(r"\b(?:socket|connect)\(", call)]
    return opened


BACKGROUNDS = ("../private/recording.wav", "{root}/private/recording.wav", "linked.wav")
USES = ("../private/notes", "linked", "techniques.hello")
VOICES = (
    ("../private/voice.onnx", None),
    ("../private/mine/", None),
    ("../private/mine", "recorded"),
    ("{root}/private/voice.onnx", "piper"),
    ("linked.onnx", None),
    ("linked-mine", None),
    ("mine", None),
    ("near.onnx", None),
)


def using(gift: Path, background: str, use: str) -> str:
    """A routine with a sound and steps of somebody else's."""
    return ROUTINE.format(background=background.format(root=gift.parent), use=use)


def spoken_by(gift: Path, voice: str) -> str:
    """A routine with a voice of somebody else's."""
    steps = "background: {sound: none}\nsteps: [{say: Rest your hands., do: 3s}]\n"
    return f"title: A gift\nvoice: {{name: {voice.format(root=gift.parent)}}}\n{steps}"


@pytest.fixture
def voices(gift: Path) -> Path:
    """The same folder, with voices that are nobody's business, and links to them."""
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
    return gift


def test_checking_opens_no_file_outside_its_folder_and_no_socket(voices: Path) -> None:
    """All of them at once: what one alone opens is opened among others, too."""
    texts = [using(voices, background, use) for background in BACKGROUNDS for use in USES]
    texts += [spoken_by(voices, voice) for voice, _ in VOICES]
    files = [voices / f"gift-{number}.yaml" for number, _ in enumerate(texts)]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text)
    opened = opened_by(trace(voices, "check", *(file.name for file in files)), *files)
    assert not [path for path in opened if path.endswith((".onnx", ".onnx.json", ".wav"))]


@pytest.mark.parametrize("background", BACKGROUNDS)
@pytest.mark.parametrize("use", USES)
def test_no_file_outside_its_folder_is_opened_for_it_and_no_socket(gift: Path, background: str, use: str) -> None:
    (gift / "gift.yaml").write_text(using(gift, background, use))
    opened_by(trace(gift, "export", "gift.yaml"), gift / "gift.yaml")


@pytest.mark.parametrize(("voice", "engine"), VOICES)
def test_no_voice_outside_its_folder_is_opened_for_it(voices: Path, voice: str, engine: str | None) -> None:
    (voices / "gift.yaml").write_text(spoken_by(voices, voice))
    for command in (["show"], ["export", *(["--engine", engine] if engine else [])]):
        opened = opened_by(trace(voices, *command, "gift.yaml"), voices / "gift.yaml")
        assert not [path for path in opened if "linked" in path or path.endswith((".onnx", ".onnx.json", ".wav"))]
    assert not (voices / "gift.mp3").exists()


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
