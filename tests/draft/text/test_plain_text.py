from __future__ import annotations

import pytest

from coach.draft.language import in_language
from coach.draft.languages import LANGUAGES
from coach.draft.text.blocks import Block
from coach.draft.text.plain_text import blocks_of_text
from coach.draft.text.titles import with_headings

pytestmark = pytest.mark.unit


def short(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in with_headings(blocks_of_text(text))]


@pytest.mark.parametrize(
    ("line", "kind", "text", "number"),
    [
        ("Rub your hands.", "text", "Rub your hands.", None),
        ("- Rub", "item", "Rub", None),
        ("* Rub", "item", "Rub", None),
        ("• Rub", "item", "Rub", None),
        ("✅ Rub", "item", "Rub", None),
        ("- [ ] Rub", "item", "Rub", None),
        ("-Rub", "text", "-Rub", None),
        ("1. Rub", "item", "Rub", 1),
        ("2) Rub", "item", "Rub", 2),
        ("(3) Rub", "item", "Rub", 3),
        ("4: Rub", "item", "Rub", 4),
        ("5️⃣ Rub", "item", "Rub", 5),
        ("3.5 cm is enough", "text", "3.5 cm is enough", None),
        ("Step 3: Rub", "item", "Rub", 3),
        ("Step three - Rub", "item", "Rub", 3),
        ("**Step 3.** Rub", "item", "Rub", 3),
        ("## Step 3: The palm", "heading", "The palm", 3),
        ("Step by step", "text", "Step by step", None),
        ("## The palm ##", "heading", "The palm", None),
        ("## 2. The palm", "heading", "The palm", 2),
        ("**The palm**", "heading", "The palm", None),
        ("**The palm:**", "heading", "The palm:", None),
        ("Rub **both** *hands* and __feet__", "text", "Rub both hands and feet", None),
        ("Press [the palm](http://a.b/c) ![](x.png)", "text", "Press the palm", None),
        ("Rub<br> your <b>hands</b>", "text", "Rub your hands", None),
        ("| Palm | Rub it |", "item", "Palm: Rub it", None),
        ("“Rub”\u00a0your\u200b hands", "text", '"Rub" your hands', None),
    ],
)
def test_what_a_line_is(line: str, kind: str, text: str, number: int | None) -> None:
    (block,) = blocks_of_text(line)
    assert (block.kind, block.text, block.number) == (kind, text, number)


def test_blocks_know_their_lines() -> None:
    assert [(b.text, b.line) for b in blocks_of_text("A rub.\n\n<!-- x\ny -->\n- B\n- C\n")] == [
        ("A rub.", 1),
        ("B", 5),
        ("C", 6),
    ]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    lines = [
        "Take your partner's left hand between both of your",
        "hands, and let your thumbs rest on the back of the",
        "hand for a while, until it feels as warm as your own",
        "hand does. Then turn it over, so that the palm looks",
        "up at you, and let it sink into the towel below, all",
        "at ease.",
    ]
    (block,) = blocks_of_text("\n".join(lines))
    assert block.text == " ".join(lines)


def test_lines_of_an_item_that_are_indented_belong_to_it() -> None:
    assert short("1. Rub your\n   hands\n2. Rub your\n   feet.") == [
        ("item", "Rub your hands"),
        ("item", "Rub your feet."),
    ]


def test_short_lines_stay_lines() -> None:
    assert len(blocks_of_text("Rub your hands.\nRub your feet.\nRest.")) == 3


def test_an_indented_item_is_deeper() -> None:
    assert [block.level for block in blocks_of_text("- A\n  - B\n    - C")] == [0, 1, 2]


@pytest.mark.parametrize("line", ["The Palm", "THE PALM", "Benefits of massage", "What you need:", "Why does it work?"])
def test_a_short_line_above_others_is_a_heading(line: str) -> None:
    assert short(f"{line}\n\nRub your hands.")[0] == ("heading", line.rstrip(":"))


@pytest.mark.parametrize(
    "line",
    [
        "Rub your hands.",
        "the palm",
        "Rub your hands",
        "Reps: 10",
        "Rub your hands. Why does it work?",
        "It was a long day in the garden and all of us were tired and hungry too",
    ],
)
def test_this_is_no_heading(line: str) -> None:
    assert short(f"{line}\n\nRub your feet.")[0] == ("text", line)


def test_the_last_line_is_no_heading() -> None:
    assert short("Rub your hands.\n\nThe Palm")[-1] == ("text", "The Palm")


def test_an_underlined_line_is_a_heading() -> None:
    assert short("The palm\n--------\nRub it.") == [("heading", "The palm"), ("text", "Rub it.")]


def test_front_matter_is_about_the_page_except_its_title() -> None:
    blocks = blocks_of_text("---\ntitle: 'Hand rub'\ndate: 2020-01-01\n---\n\nRub your hands.\n")
    assert blocks == [Block("heading", "Hand rub", 1, 1), Block("text", "Rub your hands.", 6, alone=True)]


def test_rules_and_fences_are_no_text() -> None:
    assert short("Rub.\n\n***\n\n```\nPress.\n```\n\n_____\n") == [("text", "Rub."), ("text", "Press.")]


@pytest.mark.parametrize(
    ("line", "follower", "kind"),
    [
        ("Wade (je Seite 60 Sekunden)", "Leg die Wade auf die Rolle.", "heading"),
        ("Ausklang (2 Minuten)", "Leg dich flach hin und spür nach.", "heading"),
        ("Arme kreisen (2 Minuten)", "Schüttle die Beine aus.", "text"),
        ("Wade (60 Sekunden)", "Schulter (30 Sekunden)", "text"),
    ],
)
def test_a_german_name_with_figures_above_a_line_is_a_heading(line: str, follower: str, kind: str) -> None:
    with in_language(LANGUAGES["de"]()):
        assert with_headings([Block("text", line, 1), Block("text", follower, 2)])[0].kind == kind
