from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach.errors import MissingPart
from coach.speech.piper_voice import digest_of, open_voice
from tests.speech.tiny_piper_voice import HUM, config, model, write_voice

pytestmark = pytest.mark.unit
pytest.importorskip("onnxruntime")

REMEDY = "choose a voice of Piper's: NAME.onnx, with its NAME.onnx.json beside it"


def refusal(path: Path) -> str:
    """What is told of a file that is no voice: one line, with exit code 3."""
    with pytest.raises(MissingPart) as caught:
        open_voice(path)
    assert caught.value.exit_code == 3
    assert "\n" not in str(caught.value)
    assert caught.value.remedy == REMEDY
    return caught.value.what


def test_a_sentence_is_as_long_as_it_is_asked_to_be(tmp_path: Path) -> None:
    voice = open_voice(write_voice(tmp_path))
    numbers = 2 * len("hum") + 3
    assert [len(voice.speak("hum", length)) for length in (1, 1.5)] == [numbers * HUM, numbers * HUM * 1.5]


def test_symbols_are_framed_and_parted_as_piper_s_voices_have_learnt_them(tmp_path: Path) -> None:
    voice = open_voice(write_voice(tmp_path, phoneme_id_map={"_": [0], "^": [1], "$": [2], "a": [3, 4]}))
    first = voice.speak(["a", "a"], 1)[:10] * 256
    assert first.tolist() == [1, 0, 3, 4, 0, 3, 4, 0, 2, 1]


def test_the_same_symbols_have_the_same_samples_whatever_came_before(tmp_path: Path) -> None:
    voice = open_voice(write_voice(tmp_path))
    first = voice.speak("hum", 1)
    voice.speak("hand", 2)
    assert np.array_equal(voice.speak("hum", 1), first)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    path = tmp_path / "nowhere.onnx"
    assert refusal(path) == f"{path}.json cannot be read (No such file or directory)"
    Path(f"{path}.json").write_text(json.dumps(config()))
    assert refusal(path) == f"{path} cannot be read (No such file or directory)"


def test_a_folder_and_a_pipe_are_told(tmp_path: Path) -> None:
    for make in (Path.mkdir, os.mkfifo):
        path = write_voice(tmp_path)
        path.unlink()
        make(path)
        assert "cannot be read" in refusal(path)
        path.rmdir() if path.is_dir() else path.unlink()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Invalid JSON: EOF while parsing"),
        ("{", "Invalid JSON: EOF while parsing"),
        ("[]", "(Input should be"),
        ("\udcff", "Invalid JSON"),
        ("{}", "(audio: Field required)"),
        (config(audio={}), "(audio.sample_rate: Field required)"),
        (config(audio={"sample_rate": 0}), "(audio.sample_rate: Input should be greater than"),
        (config(espeak={}), "(espeak.voice: Field required)"),
        (config(phoneme_id_map=None), "(phoneme_id_map: Input should be an object)"),
        (config(phoneme_id_map={"a": [1]}), "(phoneme_id_map: Value error, it has no numbers for ^ $ _)"),
        (config(phoneme_id_map={"a": "b"}), "(phoneme_id_map.a: Input should be a valid array)"),
    ],
)
def test_a_damaged_file_beside_the_model_is_told_with_the_place(
    tmp_path: Path, text: str | dict[str, Any], told: str
) -> None:
    path = write_voice(tmp_path)
    content = text if isinstance(text, str) else json.dumps(text)
    Path(f"{path}.json").write_bytes(content.encode(errors="surrogateescape"))
    what = refusal(path)
    assert what.startswith(f"{path}.json does not describe a voice of Piper's")
    assert told in what


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"no model at all" * 100, "onnxruntime .* cannot load .*hum.onnx"),
        (b"", "onnxruntime .* cannot load .*hum.onnx"),
        (model()[:-200], "onnxruntime .* cannot load .*hum.onnx"),
        (model(ir_version=99), "onnxruntime .* cannot load .*hum.onnx .*Unsupported model IR version: 99"),
        (model("x"), "hum.onnx is no voice of Piper's: its inputs are input_lengths, scales, x"),
    ],
)
def test_a_model_that_is_no_voice_is_told(tmp_path: Path, content: bytes, told: str) -> None:
    path = write_voice(tmp_path)
    path.write_bytes(content)
    assert re.search(told, refusal(path))


def test_without_onnxruntime_the_command_that_installs_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(MissingPart, match="needs onnxruntime") as caught:
        open_voice(write_voice(tmp_path))
    assert "pip install" in caught.value.remedy
    assert "onnxruntime" in caught.value.remedy


def test_another_file_has_another_digest_and_none_has_none(tmp_path: Path) -> None:
    path = write_voice(tmp_path)
    first = digest_of(path)
    assert first == digest_of(path) != ""
    path.write_bytes(path.read_bytes() + b"\n")
    second = digest_of(path)
    write_voice(tmp_path, language="en-gb")
    assert len({first, second, digest_of(path)}) == 3
    path.unlink()
    assert digest_of(path) == ""
    assert digest_of(tmp_path) == ""
