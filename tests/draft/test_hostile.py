"""Whatever comes in, either it is refused or its draft is a routine. No timing here: scripts/bench does that."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.draft import draft_routine
from coach.errors import RoutineError
from coach.routine.loader import parse_routine
from coach.timeline.compiler import compile_routine
from coach.timeline.estimate import estimate_by_pace

pytestmark = pytest.mark.property

NAMES = st.sampled_from(["a.txt", "a.md", "a.html", "a", "standard input", "x/: #{}.txt", "[b]\n'\".txt"])
VOCABULARY = (
    "rub your left hand your right foot each finger both sides on in out for hold relax repeat step steps 2 to 4 1 0 "
    "30 5x 3-5 seconds minutes times sets breaths twice once a few another other side again whole sequence until "
    "breathe clockwise counterclockwise then and if pain stop avoid wounds doctor pregnant not never you need towel "
    "oil lotion massage benefits warning before begin tips how why what your massage: Note: Technique: Reps: Step "
    "Step: Q: (pause) (3 [pause [pause 2s] ] } { {side} {other_side} { [ ( ) \" ' ` : # - | > & * ! % @ , . ; ? … ... "
    "— 🙏 é \u00a0 \u200b \u2028 \x07 \x85 ~ --- === ``` | <b> </b> <p> </p> <li> <!-- --> &amp; &#0; yes null 1: 2) "
    "• ✓ # ## http://a.b"
)
LINES = st.lists(st.sampled_from(VOCABULARY.split(" ")), max_size=14).map(" ".join)
BEGINNINGS = st.sampled_from(
    ["", "", "- ", "1. ", "2) ", "  * ", "# ", "## ", "Step 3: ", "> ", "| ", "\t", "Rub ", "Hold "]
)
DOCUMENTS = st.lists(st.tuples(BEGINNINGS, LINES).map("".join), max_size=14).map("\n".join)
PIECES = {
    "Rub your left hand for 30 seconds.": "hand for 30 seconds",
    "Breathe in for 4 and out for 6.": "Breathe in for 4 and out for 6",
    "Repeat on the other hand.": "Repeat on the other hand",
    "Repeat steps 1 to 3 twice.": "Repeat steps 1 to 3 twice",
    "Repeat three times.": "Repeat three times",
    "Do this 5 times on each side.": "Do this 5 times on each side",
    "Hold for 10 seconds, then relax for 15.": "Hold for 10 seconds, then relax for 15",
    "Massage each finger.": "Massage each finger",
    "Stop if it hurts.": "Stop if it hurts",
    "Avoid open wounds.": "Avoid open wounds",
    "You need a towel and some oil.": "some oil",
    "It is warm here.": "It is warm here",
    "Why does it work?": "Why does it work",
    "The skin is the largest organ.": "The skin is the largest organ",
    "Technique: press the palm.": "press the palm",
    "Sit down... and rest. (pause)": "and rest",
    "Read more on our website.": "Read more on our website",
    "Subscribe!": "Subscribe",
}
"""Sentences, and of each the words that stand together whatever becomes of it."""
SENTENCES = tuple(PIECES)
HEADINGS = ("Steps", "Benefits", "What you need", "Warnings", "Before it", "FAQ", "Comments", "The palm", "Tips for it")
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(SENTENCES),
        st.sampled_from(SENTENCES).map("- {}".format),
        st.sampled_from(SENTENCES).map("1. {}".format),
        st.sampled_from(HEADINGS).map("\n{}\n".format),
        st.sampled_from(HEADINGS).map("## {}".format),
        st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=4).map(" ".join),
    ),
    max_size=10,
)


def drafted(data: bytes, name: str) -> str:
    """The draft, which is a routine; nothing if there is none to be had."""
    try:
        text = draft_routine(data, name)
    except RoutineError:
        return ""
    routine = parse_routine(text.encode(), "draft.yaml")
    compile_routine(routine, estimate_by_pace(routine.voice.pace))
    return text


@given(st.text(), NAMES)
def test_any_text_is_drafted_or_refused(text: str, name: str) -> None:
    drafted(text.encode("utf-8", "replace"), name)


@given(st.binary(), NAMES)
def test_any_bytes_are_drafted_or_refused(data: bytes, name: str) -> None:
    drafted(data, name)


@given(DOCUMENTS, NAMES)
def test_any_lines_with_the_words_of_a_how_to_are_drafted_or_refused(text: str, name: str) -> None:
    drafted(text.encode(), name)


@given(TEXTS)
def test_no_sentence_is_lost_wherever_it_stands(lines: list[str]) -> None:
    text = drafted("\n".join(["Rub your hands.", *lines]).encode(), "a.md")
    held = bare(re.sub(r"\[pause\s[^]]*\]|\n\s*#", " ", text))
    written = [words for line in lines for words in (*SENTENCES, *HEADINGS) if words in line]
    assert [words for words in written if bare(PIECES.get(words, words)) not in held] == []


def bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


BOTH = (
    "[",
    "((",
    "<",
    "*",
    "*a ",
    "[a](",
    "![",
    "<!--",
    "_a",
    "# ",
    "|",
    "a: ",
    ". ",
    "... ",
    '"',
    "\\",
    "\n",
    " ",
    "\u200b",
)
TOLD = (
    "rub the ",
    "Rub your hands. ",
    "Rub your hands\n\n",
    "1. Rub your hands for 30 seconds.\n",
    "# Rub your hands\n",
    "Rub it (pause) ",
    "Rub it (pause ",
    "Rub your hands.\nRepeat 100 times.\n",
    "Rub your hands for 59 minutes.\n",
    "Rub your left hand.\nRepeat on the other hand.\n",
    "Repeat the whole sequence 5 times.\nRub your hands.\n",
    "hands and feet ",
    "breathe in ",
    "repeat on the ",
    "1 to 2 to 3 ",
    "hold ",
    "each of the ",
    "1",
    "a",
    "🙏",
    "As, ",
)
MARKED = (
    ">",
    "> ",
    "- ",
    "- - a\n\n",
    "1. a\n  - b\n",
    "![a](",
    "``a `",
    "&amp;",
    "~~a",
    "[a]: b\n",
    "[a\n",
    "|a|b|\n|-|-|\n",
    "a\n=\n",
    "<a b='",
)
PAGES = (
    "<div><p>Rub your hands. ",
    "<p>Rub your hands.</p>",
    "<nav><div>",
    "<p>&lt;",
    "<table><tr><th>a<th>b<th>c<td>Rub it",
    "<ol><li>Rub your hands",
    "<p>Rub\0your hands.</p>",
    "</p></div>",
    "<!--",
    "<p a='b' class='ad- share",
)


@pytest.mark.parametrize("piece", [*BOTH, *TOLD, *MARKED], ids=repr)
def test_a_text_of_nothing_but_one_thing_is_drafted_or_refused(piece: str) -> None:
    whole = piece * (50_000 // len(piece))
    drafted(whole.encode(), "a.md")
    drafted(f"Rub your hands.\n{whole}\nRub your feet.\n".encode(), "a.txt")


@pytest.mark.parametrize("piece", [*BOTH, *PAGES], ids=repr)
def test_a_page_of_nothing_but_one_thing_is_drafted_or_refused(piece: str) -> None:
    whole = piece * (50_000 // len(piece))
    drafted(whole.encode(), "a.html")
    drafted(f"<body><p>Rub your hands.<p>{whole}<p>Rub your feet.".encode(), "a.html")


def test_steps_that_repeat_all_steps_before_them_are_no_flood() -> None:
    lines = [f"{i}. Rub your hands.\n{i + 1}. Repeat steps 1 to {i}.\n" for i in range(1, 400, 2)]
    text = drafted("".join(lines).encode(), "a.txt")
    assert 0 < len(text) < 2_000_000


def test_more_than_a_day_is_drafted_without_practices() -> None:
    text = drafted(b"Rub your hands for 59 minutes.\n" * 100, "a.txt")
    assert "# With practices and repetitions it would take more than a day" in text
    assert "do:" not in text


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"\0" * 1_000, "a.txt", "this is not text"),
        (random.Random(1).randbytes(50_000), "a.txt", "this is not text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a.png", "this is not text"),
        (b"", "a.txt", "no instructions were found"),
        (b"\xef\xbb\xbf", "a.txt", "no instructions were found"),
        (b"The skin is the largest organ.", "a.txt", "no instructions were found"),
        (b"", "a.html", "no instructions were found"),
        (b"<html></html>", "a.html", "no instructions were found"),
        (b"rub " * 2_600_000, "a.txt", "larger than 10 MB"),
        (b"rub " * 310_000, "a.txt", "more than 1,200,000 characters"),
        (b"\n" * 100_001, "a.txt", "more than 100,000 lines"),
        (b"<p>" * 150_001, "a.html", "more than 150,000 tags"),
    ],
)
def test_what_is_no_how_to_text_is_refused(data: bytes, name: str, message: str) -> None:
    with pytest.raises(RoutineError, match=message) as error:
        draft_routine(data, name)
    assert str(error.value).startswith(name)


@pytest.mark.parametrize(
    "sentence", ["Stop if it hurts your {}.", "Avoid open wounds on your {}.", "Then rub your {} with the {} of it."]
)
def test_what_is_told_a_thousand_times_over_fits_into_the_limits(sentence: str) -> None:
    said = " ".join(sentence.replace("{}", f"word{i}") for i in range(1_500))
    assert drafted(f"Rub your hands.\n\nWarnings\n\n{said}\n".encode(), "a.md")


LONG = "the palm of the hand and the back of it, " * 600
"""Longer than any text of a routine may be."""


@pytest.mark.parametrize(
    "text",
    [
        f"# Hand massage\n## Stop if\n- {LONG[:980]}\n## Steps\n1. Rub your palm.",
        f"# Hand massage\n## Stop if\n- {'> ' * 600}\n## Steps\n1. Rub your palm.",
        f"# Hand massage\n## What you need\n- {LONG}\n## Steps\n1. Rub your palm.",
        f"# Hand massage\nYou need {LONG}.\n\n1. Rub your palm.",
        f"# Hand massage\n## {LONG}\n1. Rub your palm.",
        f"# {LONG}\n1. Rub your palm.",
    ],
    ids=["warning with its heading", "warning without words", "need", "listed need", "heading", "title"],
)
def test_a_text_that_is_longer_than_a_routine_takes_is_cut_and_not_lost(text: str) -> None:
    drafted = draft_routine(text.encode(), "page.md")
    parse_routine(drafted.encode(), "drafted.yaml")
    assert "Rub your palm" in drafted
    assert ("the back of it" in drafted) is (LONG[:900] in text)
