"""Who speaks a routine: as somebody says, or else the best that is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.errors import RoutineError, UsageError
from coach.routine.loader import load_routine
from coach.routine.model import Routine
from coach.speech.kokoro.styles import STYLES
from coach.speech.language import language_in_words, speaks
from coach.speech.voices import VoiceChoice, best_voice, choose_voice

pytestmark = pytest.mark.unit

OTHER = r"^the voice 'siwis-fr' speaks French, and the words are in English; choose one of `coach voices`"


def routine(folder: Path, voice: str = "", language: str = "en") -> Routine:
    text = f"title: T\nlanguage: {language}\n" + (f"voice: {{name: {voice!r}}}\n" if voice else "")
    (folder / "r.yaml").write_text(f"{text}steps: [{{say: Hi.}}]\n", "utf-8")
    return load_routine(folder / "r.yaml")


@pytest.mark.parametrize(
    ("name", "engine", "voice"),
    [
        ("natural", "natural", None),
        ("system", "system", None),
        ("silent", "silent", None),
        ("heart", "natural", "heart"),
        ("gmw/de+Annie", "system", "gmw/de+Annie"),
        ("nowhere/joe.onnx", "piper", "nowhere/joe.onnx"),
        ("mine/", "recorded", "mine/"),
    ],
)
def test_a_name_says_which_engine_speaks(tmp_path: Path, name: str, engine: str, voice: str | None) -> None:
    assert choose_voice(routine(tmp_path), name, None) == VoiceChoice(engine, voice)


def test_the_command_line_wins_over_the_routine_and_the_routine_over_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_VOICE", "silent")
    named = routine(tmp_path, "heart")
    assert choose_voice(named, "system", None).engine == "system"
    assert choose_voice(named, None, None) == VoiceChoice("natural", "heart")
    assert choose_voice(routine(tmp_path), None, None).engine == "silent"
    monkeypatch.delenv("COACH_VOICE")
    assert choose_voice(routine(tmp_path), None, None) == best_voice("en")


@pytest.mark.parametrize("engine", [None, "natural"])
def test_a_natural_voice_of_another_language_is_refused(tmp_path: Path, engine: str | None) -> None:
    with pytest.raises(UsageError, match=OTHER):
        choose_voice(routine(tmp_path), "siwis-fr", engine)


@pytest.mark.parametrize("engine", [None, "natural"])
def test_one_that_a_routine_names_is_refused_with_its_place(tmp_path: Path, engine: str | None) -> None:
    with pytest.raises(RoutineError) as caught:
        choose_voice(routine(tmp_path, "siwis-fr"), None, engine)
    (problem,) = caught.value.problems
    assert (problem.place.line, problem.place.column) == (3, 9)
    assert problem.message == "the voice 'siwis-fr' speaks French, and the words are in English"


def test_one_in_the_environment_holds_for_its_language_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_VOICE", "siwis-fr")
    assert choose_voice(routine(tmp_path, language="fr-CA"), None, None) == VoiceChoice("natural", "siwis-fr")
    chosen = choose_voice(routine(tmp_path), None, None)
    assert (chosen.engine, chosen.name) == (best_voice("en").engine, None)
    assert chosen.note.startswith("COACH_VOICE: the voice 'siwis-fr' speaks French, and the words are in English")


@pytest.mark.parametrize("name", STYLES)
def test_each_natural_voice_speaks_its_language_wherever_that_is_spoken(tmp_path: Path, name: str) -> None:
    tag = STYLES[name].language
    for language in (tag, tag.partition("-")[0]):
        assert choose_voice(routine(tmp_path, name, language), None, None) == VoiceChoice("natural", name)


def test_files_and_folders_of_a_routine_stand_in_its_own_folder(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    for name, engine in (("joe.onnx", "piper"), ("mine/", "recorded"), ("mine", "recorded")):
        assert choose_voice(routine(tmp_path, name), None, None) == VoiceChoice(engine, str(tmp_path / name))
    assert choose_voice(routine(tmp_path, "joe.onnx"), None, "piper").name == str(tmp_path / "joe.onnx")


@pytest.mark.parametrize("engine", [None, "piper", "recorded"])
@pytest.mark.parametrize("name", ["../joe.onnx", "/etc", "/nowhere", "..", "a/../../b/", "/etc/joe.onnx"])
def test_a_routine_makes_no_engine_read_outside_its_folder(tmp_path: Path, name: str, engine: str | None) -> None:
    with pytest.raises(RoutineError, match=f"'{name}' leads out of the folder of the routine"):
        choose_voice(routine(tmp_path, name), None, engine)


@pytest.mark.parametrize("name", ["link.onnx", "link", "link/"])
def test_nor_by_a_link(tmp_path: Path, name: str) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / name.rstrip("/")).symlink_to(tmp_path / "there")
    with pytest.raises(RoutineError, match="is a link that leads out of the folder of the routine"):
        choose_voice(routine(tmp_path / "here", name), None, None)


def test_what_stands_where_coach_was_started_is_not_the_routines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "started" / "mine").mkdir(parents=True)
    (tmp_path / "routines").mkdir()
    monkeypatch.chdir(tmp_path / "started")
    assert choose_voice(routine(tmp_path / "routines", "mine"), None, None) == VoiceChoice("system", "mine")
    assert choose_voice(routine(tmp_path / "routines"), "mine", None) == VoiceChoice("recorded", "mine")


def test_a_language_in_words() -> None:
    told = [language_in_words(tag) for tag in ("de", "en-US", "pt_br", "fr-CA", "tlh", "")]
    assert told == ["German", "English (America)", "Portuguese (Brazil)", "French (CA)", "tlh", ""]
    assert speaks("en-US", "en-GB")
    assert speaks("cmn", "zh")
    assert not speaks("es", "et")


@pytest.mark.parametrize("name", ["~/voices", "~/voices/", "~/joe.onnx", "~somebody"])
def test_a_routine_names_nobodys_home(tmp_path: Path, name: str) -> None:
    with pytest.raises(RoutineError, match=f"'{name}' leads out of the folder of the routine"):
        choose_voice(routine(tmp_path, name), None, None)


def test_what_stands_beside_a_model_or_in_a_folder_is_no_way_out_either(tmp_path: Path) -> None:
    here, private = tmp_path / "here", tmp_path / "private"
    for folder in (here, private, here / "mine"):
        folder.mkdir()
    (here / "joe.onnx").touch()
    (here / "joe.onnx.json").symlink_to(private / "joe.onnx.json")
    (here / "mine" / "rest-0.wav").symlink_to(private / "secret.wav")
    (here / "mine" / "sit-1.wav").symlink_to(here / "sit.wav")
    for name, link in (("joe.onnx", "joe.onnx.json"), ("mine", "mine/rest-0.wav"), ("mine/", "mine//rest-0.wav")):
        with pytest.raises(RoutineError, match=f"'{link}' is a link that leads out"):
            choose_voice(routine(here, name), None, None)
    (here / "mine" / "rest-0.wav").unlink()
    assert choose_voice(routine(here, "mine"), None, None).engine == "recorded"
    assert choose_voice(routine(here), str(here / "joe.onnx"), None).engine == "piper", "whoever names it, trusts it"


@pytest.mark.parametrize("name", ["x" * 5000, "\0"])
def test_a_name_that_no_folder_can_have_is_one_of_the_system(tmp_path: Path, name: str) -> None:
    assert choose_voice(routine(tmp_path), name, None) == VoiceChoice("system", name)
