"""The contract of every engine: one suite over all rows of the table."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from coach.audio.decode import decode
from coach.audio.samples import Samples
from coach.errors import UsageError
from coach.speech import ENGINES, Voice, engine_named
from coach.speech.worker import Worker
from tests.conftest import FAULTY

pytestmark = pytest.mark.unit

APART = ("natural", "piper", "recorded")
WITH_VOICES = [name for name in ENGINES if name not in APART]
EACH = pytest.mark.parametrize("engine", [*WITH_VOICES, FAULTY])
"""The engines that speak at once: others need files, or load for seconds, and have their contract in a test_*.py."""


def spoken(engine: str, text: str, voice: Voice | None = None) -> Samples:
    with Worker(engine) as worker:
        return decode(worker.speak(voice or Voice(), text), "mono")


@EACH
def test_what_it_speaks_is_a_sound_file(engine: str) -> None:
    assert np.abs(spoken(engine, "Let your shoulders sink.")).max() > 0


@EACH
def test_the_same_text_sounds_the_same_whatever_was_spoken_before(engine: str) -> None:
    with Worker(engine) as worker:
        first = worker.speak(Voice(), "Now change hands.").read_bytes()
        worker.speak(Voice(pace=160), "And now, something else entirely!")
        assert worker.speak(Voice(), "Now change hands.").read_bytes() == first


@EACH
def test_its_version_stays_while_nothing_changes(engine: str) -> None:
    assert engine_named(engine).version() == engine_named(engine).version() != ""


@EACH
def test_its_identity_says_nothing_that_the_voice_does_not(engine: str) -> None:
    assert engine_named(engine).identity(Voice(), "Breathe in.") == ""


@EACH
def test_it_lists_its_voices(engine: str) -> None:
    with Worker(engine) as worker:
        assert worker.voices()


@EACH
def test_it_speaks_texts_of_any_kind(engine: str) -> None:
    with Worker(engine) as worker:
        for text in ("A", "5 × 4 = 20", "Ünïcödé, “quotes” – and 手", "<b>not markup</b> & more", "word " * 400):
            assert worker.speak(Voice(), text).stat().st_size


@pytest.mark.parametrize("engine", ["system", "silent"])
def test_a_longer_text_and_a_slower_pace_take_longer(engine: str) -> None:
    short = spoken(engine, "Breathe in.")
    assert len(spoken(engine, "Breathe in, and let the breath flow out.")) > 1.5 * len(short)
    assert len(spoken(engine, "Breathe in.", Voice(pace=90))) > 1.2 * len(short)


def test_an_unknown_engine_is_told_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"no voice engine 'sytem'; did you mean 'system'\?$"):
        engine_named("sytem")


def test_silence_cannot_be_heard() -> None:
    assert np.abs(spoken("silent", "Let your shoulders sink.")).max() < 10 ** (-80 / 20)


def test_each_engine_has_its_contract_tried() -> None:
    here = Path(__file__).parent
    for name in APART:
        assert [*here.rglob(f"test_{name}.py")], name


def test_the_folder_of_engines_holds_no_engine_without_a_row() -> None:
    files = {path.stem for path in (Path("coach/speech/engines")).glob("*.py")} - {"__init__", "espeak"}
    assert files == set(ENGINES)


@pytest.mark.parametrize(
    "name",
    ["nowhere:Engine", "coach.speech:NoEngine", "a b:c", ":", "x:", ".x:Y", "os:name", "os:getpid", "json:JSONDecoder"],
)
def test_an_engine_that_cannot_be_imported_is_told(name: str) -> None:
    told = rf"the voice engine '{name}' cannot be imported .*; name a class as MODULE:CLASS"
    with pytest.raises(UsageError, match=told):
        engine_named(name)


def test_an_engine_beside_a_script_of_ones_own_speaks(tmp_path: Path) -> None:
    (tmp_path / "my_engine.py").write_text("from coach.speech.engines.silent import Silent as Mine\n")
    code = "from coach.speech import Voice\nfrom coach.speech.worker import Worker\n"
    code += "with Worker('my_engine:Mine') as worker: print(worker.speak(Voice(), 'Breathe.').stat().st_size > 0)\n"
    (tmp_path / "mine.py").write_text(code)
    done = subprocess.run([sys.executable, tmp_path / "mine.py"], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("True\n", "")


def test_treble_is_cut_for_espeak_alone() -> None:
    cuts = {engine: [name for name, _ in engine_named(engine).traits.filters] for engine in ENGINES}
    assert cuts == {
        "system": ["treble"] if sys.platform == "linux" else [],
        **{engine: [] for engine in ("natural", "piper", "recorded", "silent")},
    }
