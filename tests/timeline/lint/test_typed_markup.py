from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.unit

Said = Callable[..., list[tuple[int, str, str]]]

LEFT_OUT = "are left out when spoken"


@pytest.mark.parametrize(
    ("typed", "what", "hint"),
    [
        ("**slowly**", LEFT_OUT, "remove the marks"),
        ("__slowly__", LEFT_OUT, "remove the marks"),
        ("*very slowly*", LEFT_OUT, "remove the marks"),
        ("_slowly_", LEFT_OUT, "remove the marks"),
        ("`slowly`", LEFT_OUT, "remove the marks"),
        ("~~slowly~~", LEFT_OUT, "remove the marks"),
        ("https://example.org/a?b=c", "is left out when spoken", "say in words where to look"),
        ("www.example.org", "is left out when spoken", "say in words where to look"),
        ("<b>", "is not obeyed by the voice", "remove it"),
        ("</prosody>", "is not obeyed by the voice", "remove it"),
        ('<prosody rate="slow">', "is not obeyed by the voice", "remove it"),
        ("<br/>", "is not obeyed by the voice", "remove it"),
        ("<!-- softly -->", "is not obeyed by the voice", "remove it"),
        ("&amp;", "is read letter by letter", "write 'and'"),
        ("&nbsp;", "is read letter by letter", "write ' '"),
        ("&#8217;", "is read letter by letter", "write '’'"),
    ],
)
def test_markup_is_told_with_its_place(said: Said, typed: str, what: str, hint: str) -> None:
    ((place, message, todo),) = said("markup", f"Close your eyes {typed} and rest.")
    assert place == 17
    assert typed in message
    assert message.endswith(what)
    assert todo.startswith(hint)


@pytest.mark.parametrize(("typed", "kind"), [("# ", "heading"), ("- ", "list"), ("* ", "list"), ("> ", "quotation")])
def test_the_mark_at_the_beginning_of_a_line_is_told(said: Said, typed: str, kind: str) -> None:
    ((place, message, _),) = said("markup", f"{typed}Close your eyes.")
    assert (place, message) == (1, f"“{typed.strip()}” is a mark of a {kind} and has no words")


@pytest.mark.parametrize(
    "prose",
    [
        "Do it 2 * 3 times * slowly.",
        "Press 3*4*5 times.",
        "Your other_hand hand, and your left_hand one.",
        "Step #1 is the first.",
        "Rub & rest; breathe in & out.",
        "Is 3 < 4 and 5 > 2?",
        "Press -- gently -- here – and here.",
        "Left/right hand, 1/2 cup, 5cm, ~5 drops.",
        "Look at example.org for more.",
        "Rest. [pause 2s] [sound side-change] Breathe.",
    ],
)
def test_prose_has_no_markup(said: Said, prose: str) -> None:
    assert said("markup", prose) == []


def test_a_pause_in_marks_is_a_pause_and_no_markup(said: Said) -> None:
    assert said("markup", "Rest *pause* and <break time='2s'/> breathe, _wait_.") == []


def test_a_long_address_is_shortened(said: Said) -> None:
    ((_, message, _),) = said("markup", f"See https://example.org/{'a' * 200} for more.")
    assert message == f"“https://example.org/{'a' * 20}…” is left out when spoken"


def test_all_marks_of_a_text_are_told(said: Said) -> None:
    found = said("markup", "Press **here**, <b>there</b>, and see www.example.org.")
    assert [place for place, _, _ in found] == [7, 17, 25, 39]


@pytest.mark.parametrize(
    "hostile",
    ["**a" * 5_000, "<!--" * 4_000, "<a " * 5_000, "_a" * 8_000, "`a" * 8_000, "http://" * 2_000, "~~a" * 5_000],
)
def test_a_hostile_text_is_looked_through_quickly(said: Said, hostile: str) -> None:
    said("markup", " [pause 1s] ".join(f"a {hostile[at : at + 900]}" for at in range(0, len(hostile), 900)))
