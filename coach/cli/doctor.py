"""`coach doctor`: what this machine has, and the command for what it lacks."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

import typer

from coach.cli.interrupts import end_through_cleanup
from coach.errors import CoachError, MissingPart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LACKS = 3
_PACKAGES = {
    "packages": "av lameenc lxml matplotlib mutagen numpy platformdirs pydantic pyyaml rich textual miniaudio",
    "voice": "pyttsx3 espeakng-loader",
    "sounds": "av numpy",
    "clip cache": "numpy platformdirs",
    "loudspeakers": "miniaudio numpy",
    "media keys": "dbus-fast",
    "microphone": "pocketsphinx miniaudio numpy",
}
"""What a part stands on."""
_MODULES = {"pyyaml": "yaml"}


@dataclass(frozen=True)
class Finding:
    """One part of coach on this machine."""

    part: str
    state: str
    remedy: str = ""
    needed: bool = True

    def __str__(self) -> str:
        mark = "ok     " if not self.remedy else "MISSING" if self.needed else "–      "
        return f"{mark}  {self.part:<14}  {self.state}" + (f"\n{'':>25}{self.remedy}" if self.remedy else "")


def doctor() -> None:
    """Show what this machine has, and the command for what it lacks."""
    end_through_cleanup()
    findings = list(_findings())
    typer.echo("\n".join(map(str, findings)))
    if any(finding.remedy and finding.needed for finding in findings):
        raise typer.Exit(_LACKS)


def _findings() -> Iterator[Finding]:
    yield Finding("Python", sys.version.split()[0])
    yield _try("packages", _import)
    yield _try("voice", _speak)
    yield _try("clip cache", _keep)
    yield _try("sounds", _decode_sounds)
    yield _wanted("loudspeakers", _play)
    yield _wanted("media keys", _media_keys)
    yield _wanted("microphone", _listen)
    yield _extra("pydub segments", "pydub", "'coach[pydub]'")
    yield _extra("simpleaudio", "simpleaudio", "'coach[simpleaudio]'  # with a C compiler and ALSA's headers")


def _try(part: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(part, look())
    except MissingPart as missing:
        return Finding(part, missing.what, missing.remedy)
    except (CoachError, ImportError) as error:
        return Finding(part, str(error), f"{sys.executable} -m pip install --force-reinstall {_PACKAGES[part]}")


def _import() -> str:
    packages = _PACKAGES["packages"].split()
    for package in packages:
        import_module(_MODULES.get(package, package))
    return ", ".join(f"{package} {version(package)}" for package in packages)


def _speak() -> str:
    from coach.speech import Voice
    from coach.speech.treatment import REFERENCE
    from coach.speech.worker import Worker

    with Worker("system") as worker:
        worker.speak(Voice(), REFERENCE)
        return f"speaks: {worker.version}"


def _keep() -> str:
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from coach.speech.cache import cache_folder

    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder):
            size = sum(path.stat().st_size for path in Path(folder).glob("*.clip"))
    except OSError as error:
        raise MissingPart(f"{folder}: {error.strerror}", "set COACH_CACHE to a folder that can be written") from error
    return f"{folder} ({size / 1_000_000:.1f} MB; can be deleted at any time)"


def _decode_sounds() -> str:
    from coach.sound.library import SOUNDS
    from coach.sound.loop import open_loop

    for sound in SOUNDS.values():
        open_loop(sound)
    return ", ".join(SOUNDS)


def _play() -> str:
    import numpy as np

    from coach.player.outputs import open_output

    with open_output("speakers", lambda frames: np.zeros((frames, 2), np.float32)) as speakers:
        return f"there are some; what is played is heard {speakers.latency_ms} ms later"


def _media_keys() -> str:
    from coach.player.controls.mpris import available

    return available()


def _listen() -> str:
    from coach.player.controls.listen.listening import available

    return available()


def _wanted(part: str, look: Callable[[], str]) -> Finding:
    """What only `coach play` needs, or would like."""
    return replace(_try(part, look), needed=False)


def _extra(part: str, package: str, requirement: str) -> Finding:
    try:
        return Finding(part, f"{package} {version(package)}")
    except PackageNotFoundError:
        remedy = f"{sys.executable} -m pip install {requirement}"
        return Finding(part, f"{package} is not installed", remedy, needed=False)
