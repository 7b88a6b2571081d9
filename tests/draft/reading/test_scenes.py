"""What a script tells of an imagined scene is told, up to its last request; other texts are left as they are."""

from __future__ import annotations

import pytest

from coach.draft.reading.read_text import read_text

pytestmark = pytest.mark.unit

SCENE = (
    "Sit down and close your eyes. (pause)\n\nImagine a quiet lake. The water is as smooth as glass. (pause)\n\n"
    "A small boat drifts closer.\n\nStep in and feel the wood. (pause) The boat carries you. Open your eyes.\n\n"
    "The tale is an old one.\n"
)


def told_in(text: str) -> list[str]:
    """Return the sentences that are told of a text."""
    found, _ = read_text(text.encode(), "a.txt")
    return [told.text for passage in found.passages for told in passage.told]


def test_what_is_told_of_the_scene_stands_in_its_place() -> None:
    told = told_in(f"The lake\n\n{SCENE}")
    scene = ["Imagine a quiet lake.", "The water is as smooth as glass.", "A small boat drifts closer."]
    assert [each for each in told if each in scene] == scene
    assert "The boat carries you." in told


def test_what_stands_behind_the_last_request_is_left_out() -> None:
    assert "The tale is an old one." not in told_in(f"The lake\n\n{SCENE}")


def test_a_text_without_pauses_that_does_not_call_itself_a_story_tells_no_scene() -> None:
    text = "Sit down. Imagine a string at your head. The spine is made of bones. Sit still for ten seconds.\n"
    assert "The spine is made of bones." not in told_in(text)


def test_its_name_shows_that_a_text_is_one() -> None:
    text = "Eine Fantasiereise\n\nStell dir einen See vor. Das Wasser ist ganz glatt. Öffne nun die Augen.\n"
    assert "Das Wasser ist ganz glatt." in told_in(text)
