from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from coach.errors import MissingLines, UsageError
from coach.speech.recordings import inspection
from coach.speech.recordings.inspection import Inspector
from coach.speech.recordings.line_names import line_name
from coach.speech.recordings.missing_lines import RecordedLine, check_lines, look_up, missing_lines
from coach.speech.recordings.odd_recordings import odd_recordings
from coach.units import RATE
from tests.speech.recordings.making import CODECS, hiss, in_a_room, syllables, write_line

pytestmark = pytest.mark.unit

TEXTS = ["Let your shoulders sink.", "Breathe in.", "Breathe out."]


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspection, "_known", {})


def reasons(folder: Path, *texts: str) -> list[str]:
    return [line.reason for line in missing_lines(folder, texts, "en")]


@pytest.mark.parametrize("suffix", CODECS)
def test_a_recording_in_any_format_is_there(tmp_path: Path, suffix: str) -> None:
    write_line(tmp_path, TEXTS[0], in_a_room(syllables(5)), suffix)
    assert missing_lines(tmp_path, TEXTS[:1], "en") == ()


def test_all_lines_that_are_missing_are_told_at_once_in_their_order(tmp_path: Path) -> None:
    write_line(tmp_path, TEXTS[1], in_a_room(syllables(3)))
    missing = missing_lines(tmp_path, [*TEXTS, TEXTS[0]], "en")
    assert [(line.text, line.name) for line in missing] == [
        (text, line_name(text, "en")) for text in (TEXTS[0], TEXTS[2])
    ]
    assert {(line.reason, line.paths) for line in missing} == {("there is no recording", ())}


def test_a_recording_in_another_language_is_none(tmp_path: Path) -> None:
    write_line(tmp_path, "3", in_a_room(syllables(3)))
    assert missing_lines(tmp_path, ["3"], "en-GB") == ()
    assert len(missing_lines(tmp_path, ["3"], "de")) == 1


def test_what_cannot_be_used_is_told_with_its_file(tmp_path: Path) -> None:
    names = [line_name(text, "en") for text in TEXTS]
    (tmp_path / f"{names[0]}.wav").write_text("these are words")
    (tmp_path / f"{names[1]}.mp3").touch()
    write_line(tmp_path, TEXTS[2], hiss(2 * RATE, -80))
    assert reasons(tmp_path, *TEXTS) == [
        f"{names[0]}.wav: it is no sound that can be read",
        f"{names[1]}.mp3: it is empty",
        f"{names[2]}.wav: it is silent",
    ]


def test_of_two_files_for_one_line_none_is_chosen(tmp_path: Path) -> None:
    for suffix in ("wav", "m4a"):
        write_line(tmp_path, TEXTS[0], in_a_room(syllables(5)), suffix)
    name = line_name(TEXTS[0], "en")
    told = f"there is more than one recording, {name}.m4a and {name}.wav; keep the better one"
    assert reasons(tmp_path, TEXTS[0]) == [told]


def test_a_recording_of_many_times_its_words_is_of_something_else(tmp_path: Path) -> None:
    write_line(tmp_path, "Breathe in.", in_a_room(syllables(45)))
    (told,) = reasons(tmp_path, "Breathe in.")
    assert told.endswith("its 11 s are too many for this line, of about 1 s")


def test_a_recording_that_is_slow_or_has_much_room_around_it_is_fine(tmp_path: Path) -> None:
    write_line(tmp_path, "Breathe in.", in_a_room(syllables(15), before_s=20, after_s=20))
    assert reasons(tmp_path, "Breathe in.") == []


def test_a_pipe_and_a_broken_link_are_told_and_nobody_waits(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / f"{line_name(TEXTS[0], 'en')}.wav")
    (tmp_path / f"{line_name(TEXTS[1], 'en')}.wav").symlink_to(tmp_path / "nowhere")
    first, second = reasons(tmp_path, *TEXTS[:2])
    assert first.endswith(": it is no ordinary file")
    assert second.endswith(": No such file or directory")


def test_a_decoder_that_hangs_costs_one_recording(tmp_path: Path) -> None:
    path = write_line(tmp_path, TEXTS[0], in_a_room(syllables(5)))
    with Inspector(limit_s=0) as inspector:
        assert inspector.look_at(path, 10) == "it cannot be decoded"


def test_a_recording_that_was_made_anew_is_looked_at_again(tmp_path: Path) -> None:
    path = write_line(tmp_path, TEXTS[0], hiss(RATE, -90))
    assert len(reasons(tmp_path, TEXTS[0])) == 1
    write_line(tmp_path, TEXTS[0], in_a_room(syllables(5)))
    os.utime(path, ns=(1, 1))
    assert reasons(tmp_path, TEXTS[0]) == []


def test_no_folder_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no folder of recordings"):
        missing_lines(tmp_path / "nowhere", TEXTS, "en")


def test_a_session_is_told_all_of_it_and_what_would_help(tmp_path: Path) -> None:
    with pytest.raises(MissingLines) as caught:
        check_lines(tmp_path, [*TEXTS, *map(str, range(30)), TEXTS[0]], "en")
    first, *names, more, last = str(caught.value).splitlines()
    assert first == f"33 of 33 lines cannot be said by the recordings in {tmp_path}:"
    assert (len(names), names[0]) == (20, f"{line_name(TEXTS[0], 'en')}: there is no recording")
    assert more == "and 13 more"
    assert last == f"`coach lines ROUTINE -o {tmp_path}` lists them; with --fill, the default voice says them"
    assert (caught.value.exit_code, len(caught.value.reasons)) == (3, 33)


def test_a_session_with_all_of_its_lines_may_begin(tmp_path: Path) -> None:
    write_line(tmp_path, TEXTS[0], in_a_room(syllables(5)))
    check_lines(tmp_path, TEXTS[:1], "en")


def odd(folder: Path, *texts: str) -> list[str]:
    return odd_recordings([line for line in look_up(folder, texts, "en") if isinstance(line, RecordedLine)])


def test_recordings_that_are_alike_and_good_are_not_odd(tmp_path: Path) -> None:
    for text, level in zip(TEXTS, (-28, -25, -23), strict=True):
        write_line(tmp_path, text, in_a_room(syllables(5, level)))
    assert odd(tmp_path, *TEXTS) == []


@pytest.mark.parametrize(("level", "told"), [(-14, "12 LU louder"), (-35, "9 LU softer")])
def test_one_that_is_much_louder_or_softer_than_the_others_is_told(tmp_path: Path, level: float, told: str) -> None:
    for text, own in zip(TEXTS, (-26, -26, level), strict=True):
        write_line(tmp_path, text, in_a_room(syllables(5, own)))
    (only,) = odd(tmp_path, *TEXTS)
    assert only.startswith(f"{line_name(TEXTS[2], 'en')}.wav: it is {told} than the others")


def test_one_that_is_clipped_can_be_used_and_is_told(tmp_path: Path) -> None:
    write_line(tmp_path, TEXTS[0], np.clip(in_a_room(syllables(5, -4)), -1, 1))
    assert missing_lines(tmp_path, TEXTS[:1], "en") == ()
    assert "it is clipped" in odd(tmp_path, TEXTS[0])[0]
