"""`coach doctor`: what this machine has, and the command for what it lacks."""

from __future__ import annotations

import os
import platform
import sys
from dataclasses import asdict, dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING

import typer

from coach.cli import options  # noqa: TC001 - typer reads the annotations
from coach.cli.output import print_json, tell_tables
from coach.cli.table import Column, Row, Table
from coach.errors import CoachError, MissingPart
from coach.interrupts import end_through_cleanup
from coach.requirements import TRIED, install_command, installed_version, is_installed, is_tried, package_lacking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LACKS = 3
_COLUMNS = (Column("bold"), Column("cyan"), Column())
_PACKAGES = (
    *("av", "lameenc", "lxml", "markdown-it-py", "matplotlib", "miniaudio", "mutagen"),
    *("num2words", "numpy", "platformdirs", "py3langid", "pydantic", "pyyaml", "rich", "textual"),
)
"""The packages that coach needs, beside the voice."""
_NATURAL_MB = 500
"""The memory that the natural voice takes for a sentence of six seconds; for one of twelve, it is 660 MB."""
_MODULES = {"markdown-it-py": "markdown_it", "pyyaml": "yaml"}


@dataclass(frozen=True)
class PartStatus:
    """One part of coach on this machine."""

    part: str
    state: str
    remedy: str = ""
    needed: bool = True

    def row(self) -> Row:
        """Return its row for people, with the remedy below it."""
        mark = "ok" if not self.remedy else "MISSING" if self.needed else "–"
        return Row((f"{mark:<7}", f"{self.part:<14}", self.state), remedy=self.remedy)


def doctor(*, as_json: options.AsJson = False) -> None:
    """Show what this machine has, and the command for what it lacks."""
    end_through_cleanup()
    findings = list(_findings())
    if as_json:
        print_json({"parts": [{"ok": not each.remedy, **asdict(each)} for each in findings]})
    else:
        tell_tables(Table(_COLUMNS, [each.row() for each in findings]))
    if any(finding.remedy and finding.needed for finding in findings):
        raise typer.Exit(_LACKS)


def _findings() -> Iterator[PartStatus]:
    yield _python()
    yield _packages()
    yield _wanted("natural voice", _speak_naturally, "onnxruntime")
    yield _try("system voice", _speak, "pyttsx3")
    yield _extra("Piper voices", "piper-tts", note="and only files of other languages than English need it")
    yield _try("spoken form", _say, "num2words")
    yield _try("languages", _identify, "py3langid")
    yield _try("clip cache", _keep, "platformdirs")
    yield _try("sounds", _decode_sounds, "av")
    yield _wanted("loudspeakers", _play, "miniaudio")
    yield _wanted("media keys", _media_keys, "dbus-fast")
    yield _wanted("microphone", _listen, "pocketsphinx")
    yield _extra("pydub segments", "pydub", "audioop-lts")
    yield _extra("pages", "jinja2", "segno", note="and only pages for a phone need it")
    yield _extra("wall sheets", "typst", note="and only `coach sheet` as PDF needs it; HTML does not")
    yield _simpleaudio()
    yield _log()


def _log() -> PartStatus:
    chosen = os.environ.get("COACH_LOG")
    state = chosen or "none; `coach --log FILE COMMAND` writes what happens inside, and so does COACH_LOG=FILE"
    return PartStatus("log", state, needed=False)


def _python() -> PartStatus:
    """Report whether coach was tried on this Python and system: a listener is not to find out what fails elsewhere."""
    here = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    remedy = "" if is_tried() else f"tried with {TRIED} only; here, listen to a whole session before you rely on it"
    return PartStatus("Python", here, remedy, needed=False)


def _try(part: str, look: Callable[[], str], package: str) -> PartStatus:
    try:
        return PartStatus(part, look())
    except MissingPart as missing:
        return PartStatus(part, missing.what, missing.remedy)
    except ImportError as error:
        return PartStatus(part, str(error), install_command(package_lacking(error, package)))
    except CoachError as error:
        return PartStatus(part, str(error), install_command(package))


def _packages() -> PartStatus:
    lacking = {}
    for package in _PACKAGES:
        try:
            import_module(_MODULES.get(package, package))
        except ImportError as error:
            lacking[package_lacking(error, package)] = str(error)
    if lacking:
        return PartStatus("packages", "; ".join(lacking.values()), install_command(*lacking))
    return PartStatus("packages", ", ".join(f"{package} {installed_version(package)}" for package in _PACKAGES))


def _speak_naturally() -> str:
    return f"{_speak('natural')}; takes {_NATURAL_MB} MB of memory, more for long sentences"


def _speak(engine: str = "system") -> str:
    from coach.speech import Voice
    from coach.speech.worker import Worker

    with Worker(engine) as worker:
        worker.speak(Voice(), "Breathe in.")
        return f"speaks: {worker.version}"


def _say() -> str:
    """Report how numbers are said; raises ImportError without what makes words of them."""
    from coach.speech.spoken_form import spoken_form

    written = "2.5 cm"
    return f"'{written}' is said as '{spoken_form(written, 'en')}'"


def _identify() -> str:
    """Report whether words of another language are found; raises ImportError without what tells languages apart."""
    from coach.timeline.lint.other_language import rank_languages

    ranked = rank_languages("Lass beide Schultern sinken, und atme langsam aus.")
    return f"tells {len(ranked)} languages apart"


def _keep() -> str:
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from coach.folders import cache_folder

    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder):
            size = sum(path.stat().st_size for path in Path(folder).glob("*.clip"))
    except OSError as error:
        raise MissingPart(f"{folder}: {error.strerror}", "set COACH_CACHE to a folder that can be written") from error
    return f"{folder} ({size / 1_000_000:.1f} MB; can be deleted at any time)"


def _decode_sounds() -> str:
    from coach.sound.layers import open_layers
    from coach.sound.sound_library import SOUNDS

    for sound in SOUNDS.values():
        open_layers(sound).read(0, 1)
    return ", ".join(SOUNDS)


def _play() -> str:
    import numpy as np

    from coach.player.devices.outputs import open_output

    with open_output("speakers", lambda frames: np.zeros((frames, 2), np.float32)) as speakers:
        return f"there are some; what is played is heard {speakers.latency_ms} ms later"


def _media_keys() -> str:
    from coach.player.controls.mpris import available

    return available()


def _listen() -> str:
    from coach.player.controls.voice_commands.listening import available

    return available()


def _wanted(part: str, look: Callable[[], str], package: str) -> PartStatus:
    """Report a part that only `coach play` needs, or can use."""
    return replace(_try(part, look, package), needed=False)


def _extra(part: str, package: str, beside: str = "", note: str = "") -> PartStatus:
    """Report an optional package; from Python 3.13 on, pydub needs another one beside it."""
    wanted = [package, beside] if beside and sys.version_info >= (3, 13) else [package]
    if lacking := [each for each in wanted if not is_installed(each)]:
        told = f"{' and '.join(lacking)} not installed" + (f", {note}" if note else "")
        return PartStatus(part, told, install_command(*lacking), needed=False)
    return PartStatus(part, f"{package} {installed_version(package)}")


def _simpleaudio() -> PartStatus:
    from coach.player.devices.outputs.simpleaudio import available

    return _wanted("simpleaudio", available, "simpleaudio")
