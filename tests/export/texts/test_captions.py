from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import UsageError
from coach.export.chapters import Chapter
from coach.export.short_line import short_line
from coach.export.texts import TEXTS, TextKind, Told, captions_named, kinds_named, texts_beside
from coach.export.texts.captions import FASTEST, LINE, LINES, Caption, captions_of, joined
from coach.routine.library import open_routine
from coach.routine.loader import parse_routine
from coach.routine.routine_files import bundled_routines
from coach.timeline.compiler import compile_routine
from coach.timeline.estimate import estimate_by_pace
from coach.timeline.timeline import Cue, Timeline
from tests.processes import found

pytestmark = pytest.mark.unit

ROUTINE = """
title: A rest & more
needs: [a cushion]
cautions: [crps]
steps:
  - section: Begin
    steps:
      - title: Sit
        say: >-
          Sit down, with pain < 3 of 10. Let your back be heavy and wide, and let your shoulders sink, as far as they
          go.
        do: 20s
        guide: {half: Half way.}
  - {title: Wait, say: Stay., do: until ready}
"""


def told(routine: str = ROUTINE) -> Told:
    loaded = parse_routine(routine.encode(), "FILE")
    timeline = compile_routine(loaded, estimate_by_pace(150))
    return Told(loaded.title, loaded, timeline, (Chapter("Begin", 0, timeline.duration_ms),))


def assert_they_can_be_read(timeline: Timeline) -> None:
    captions = captions_of(timeline)
    for caption in captions:
        assert 1 <= len(caption.lines) <= LINES
        assert all(0 < len(line) <= LINE for line in caption.lines)
        assert 0 <= caption.start_ms < caption.end_ms <= timeline.duration_ms
    assert all(one.end_ms <= other.start_ms for one, other in pairwise(captions))
    speech = timeline.speech
    for cue, following in pairwise([*speech, None]):
        assert cue
        until = following.start_ms if following else timeline.duration_ms
        own = [each for each in captions if cue.start_ms <= each.start_ms < until and joined(each) in said(cue)]
        assert " ".join(map(joined, own)).split() == cue.text.split()
        shown_ms = own[-1].end_ms - cue.start_ms
        characters = sum(len(line) for each in own for line in each.lines)
        assert shown_ms >= cue.end_ms - cue.start_ms
        assert characters * 1000 / shown_ms <= FASTEST + 0.1 or own[-1].end_ms == until


def said(cue: Cue) -> str:
    return " ".join(cue.text.split())


@pytest.mark.parametrize("name", bundled_routines())
def test_every_word_of_the_library_is_shown_while_it_is_said_and_can_be_read(name: str) -> None:
    assert_they_can_be_read(compile_routine(open_routine(name), estimate_by_pace(125)))


@given(
    st.lists(st.text("abcdé ,.", min_size=1, max_size=200).filter(str.strip), min_size=1, max_size=4),
    st.integers(150, 9_000),
)
def test_whatever_is_said_it_is_shown_in_its_time(texts: list[str], ms: int) -> None:
    cues = [Cue(place * ms, place * ms + ms // 2, "speech", text, place + 1) for place, text in enumerate(texts)]
    timeline = Timeline("T", (*cues, Cue(len(texts) * ms, len(texts) * ms + 1, "pause")))
    captions = captions_of(timeline)
    shown = [word for caption in captions for word in joined(caption).split()]
    assert "".join(shown) == "".join("".join(texts).split())
    assert all(one.end_ms <= other.start_ms for one, other in pairwise(captions))


def test_what_is_to_do_is_shown_with_the_time_that_is_left_whenever_nobody_speaks() -> None:
    captions = captions_of(told().timeline)
    begun, rest = (each for each in captions if each.lines[0] == "Sit")
    assert (begun.lines, rest.lines[0]) == (("Sit", "20s"), "Sit")
    assert rest.lines[1] in {"8s", "9s", "10s"}
    assert begun.end_ms - begun.start_ms == pytest.approx(10_000, abs=1_000)
    assert captions[-1].lines == ("Wait",), "how long it takes is for the listener to say"


BREATHS = """
title: Breaths
steps:
  - title: Paced breathing
    say: Breathe with me.
    do: {breaths: 4, in: 4s, out: 7s, words: {in: Breathe in., out: And out.}}
  - {title: Palm, say: Rub your palm., do: 3s}
  - {title: Count, say: Press., do: {times: 3, each: 12s, count: aloud}}
"""


def test_from_breath_to_breath_the_words_stay_and_no_title_flickers_between_them() -> None:
    captions = captions_of(told(BREATHS).timeline)
    shown = [caption.lines[0] for caption in captions]
    assert shown[:10] == ["Breathe with me.", *["Breathe in.", "And out."] * 4, "Rub your palm."]
    breaths = captions[1:9]
    assert [one.end_ms for one in breaths[:-1]] == [other.start_ms for other in breaths[1:]]
    assert all(caption.end_ms - caption.start_ms >= 1_000 for caption in captions)
    assert shown[10] == "Palm", "a short practice without words is shown"
    assert shown[11:] == ["Press.", "1", "Count", "2", "Count", "3", "Count"], (
        "where it can be read, what is to do is, too"
    )


@pytest.mark.parametrize("name", ["paced-breathing", "four-seven-eight", "muscle-relaxation"])
def test_nothing_is_shown_for_a_moment_only(name: str) -> None:
    timeline = compile_routine(open_routine(name), estimate_by_pace(125))
    titles = {short_line(cue.title, LINE) for cue in timeline.cues if cue.title}
    shown = [caption for caption in captions_of(timeline) if caption.lines[0] in titles]
    assert shown
    for caption in shown:
        beside = any(cue.start_ms in (caption.start_ms, caption.end_ms) for cue in timeline.speech)
        assert caption.end_ms - caption.start_ms >= (8_000 if beside else 1_000)


def test_webvtt_has_no_sign_that_would_begin_a_tag() -> None:
    (text,) = texts_beside(Path("s.mp3"), ["vtt"], told()).values()
    assert text.startswith("WEBVTT\n\n00:00:04.000 --> ")
    assert "pain &lt; 3 of 10" in text
    assert text.endswith("\n")
    assert "\n\n\n" not in text


def test_subrip_counts_its_captions_and_has_commas_in_its_times() -> None:
    (text,) = texts_beside(Path("s.mp3"), ["srt"], told()).values()
    blocks = [block.split("\n") for block in text.strip().split("\n\n")]
    assert [block[0] for block in blocks] == [str(number + 1) for number in range(len(blocks))]
    assert blocks[0][1].startswith("00:00:04,000 --> 00:00:0")
    assert "pain < 3 of 10" in text


def test_lyrics_take_a_line_away_where_nothing_follows_it() -> None:
    (text,) = texts_beside(Path("s.mp3"), ["lrc"], told()).values()
    lines = text.splitlines()
    assert lines[0] == "[ti:A rest & more]"
    assert lines[2].startswith("[00:04.00]Sit down, with pain < 3 of 10.")
    assert lines[-1].endswith("]")
    times = [line[1:9] for line in lines[2:]]
    assert times == sorted(times)


@pytest.mark.parametrize("kind", ["vtt", "srt"])
def test_ffprobe_reads_as_many_captions_as_there_are_at_their_times(tmp_path: Path, kind: str) -> None:
    made = told()
    ((path, text),) = texts_beside(tmp_path / "s.mp3", [kind], made).items()
    path.write_text(text, "utf-8")
    command = [found("ffprobe"), "-v", "error", "-show_packets", "-of", "json", str(path)]
    packets = json.loads(subprocess.run(command, capture_output=True, check=True, timeout=60).stdout)["packets"]
    read = [(round(float(each["pts_time"]) * 1000), round(float(each["duration_time"]) * 1000)) for each in packets]
    captions = captions_of(made.timeline)
    assert read == [(each.start_ms, each.end_ms - each.start_ms) for each in captions]


def test_the_sheet_for_a_bedside_has_needs_cautions_and_each_step_with_its_time() -> None:
    (text,) = texts_beside(Path("s.mp3"), ["md"], told()).values()
    assert text.startswith("# A rest & more\n\n")
    assert "\n- a cushion\n" in text
    assert (
        "\n> **With complex regional pain syndrome, let every touch be very gentle, so that nothing hurts.**\n" in text
    )
    assert "\n## Begin\n\n1. **Sit.** Sit down, with pain \\< 3 of 10. Let your back" in text
    assert "Half way. *(20s)*\n" in text
    assert text.endswith("2. **Wait.** Stay.\n")


def test_people_read_whole_seconds_however_a_session_was_stretched() -> None:
    routine = parse_routine(b"title: T\nsteps:\n  - {say: Sit down., do: 7s}\n  - {say: Rest., do: 13s}\n", "FILE")
    timeline = compile_routine(routine, estimate_by_pace(125), 43_345)
    practices = [cue.end_ms - cue.start_ms for cue in timeline.cues if cue.kind == "practice"]
    assert any(ms % 1000 for ms in practices)
    (text,) = texts_beside(Path("s.mp3"), ["md"], replace(told(), routine=routine, timeline=timeline)).values()
    assert re.findall(r"\(([^)]*)\)", text) == [f"{round(ms / 1000)}s" for ms in practices]
    shown = [caption.lines[-1] for caption in captions_of(timeline)]
    assert not any("." in line for line in shown if line[:1].isdigit())


def test_the_list_of_chapters_has_seconds() -> None:
    made = told()
    ((path, text),) = texts_beside(Path("s.mp3"), ["json"], made).items()
    assert path == Path("s.chapters.json")
    content = json.loads(text)
    assert content["version"] == "1.2.0"
    assert content["chapters"] == [
        {"startTime": 0.0, "endTime": made.timeline.duration_ms / 1000, "title": "Begin"},
    ]


@pytest.mark.parametrize("kind", TEXTS, ids=lambda kind: kind.name)
def test_every_text_is_the_same_each_time_and_ends_with_a_line(kind: TextKind) -> None:
    assert kind.text(told()) == kind.text(told())
    assert kind.text(told()).endswith("\n")


def test_names_of_captions_are_read_as_a_list_and_others_are_refused() -> None:
    assert captions_named("vtt, SRT") == ["vtt", "srt"]
    with pytest.raises(UsageError, match="there are no captions 'vt'; did you mean 'vtt'"):
        captions_named("vt")
    with pytest.raises(UsageError, match="there are no captions 'md'"):
        captions_named("md")
    with pytest.raises(UsageError, match="there is no text 'pdf'"):
        kinds_named(["pdf"])


def test_a_caption_is_on_one_line_where_that_is_wanted() -> None:
    assert joined(Caption(0, 1, ("Sit", "down."))) == "Sit down."


def test_a_wait_that_ends_by_itself_is_captioned_with_its_longest_time() -> None:
    routine = parse_routine(ROUTINE.replace("until ready", "'until ready, at most 3m'").encode(), "FILE")
    timeline = compile_routine(routine, estimate_by_pace(125))
    assert captions_of(timeline)[-1].lines == ("Wait", "≤ 3m")
    (kind,) = kinds_named(["md"])
    assert kind.text(Told("T", routine, timeline)).rstrip().endswith("**Wait.** Stay. *(≤ 3m)*")
