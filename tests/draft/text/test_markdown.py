from __future__ import annotations

import pytest

from coach.draft import draft_routine
from coach.draft.text.blocks import Block
from coach.draft.text.markdown import blocks_of_markdown

pytestmark = pytest.mark.unit


def short(text: str) -> list[tuple[str, str]]:
    """What is told, without blocks that have no words."""
    return [(block.kind, block.text) for block in blocks_of_markdown(text) if block.text]


def test_a_page_with_reference_links_and_entities_is_drafted_in_words() -> None:
    text = (
        "# Neck rest\n\n1. Press [the neck][1] gently &amp; breathe.\n2. Let go.\n\n"
        "[1]: https://example.org/neck 'Press the link'\n"
    )
    draft = draft_routine(text.encode(), "neck.md")
    assert "say: Press the neck gently & breathe." in draft
    assert "example.org" not in draft
    assert "Press the link" not in draft


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Press [the palm](http://a.b/c 'title').", "Press the palm."),
        ("Press [the palm][1].\n\n[1]: http://a.b", "Press the palm."),
        ("Press [the palm][].\n\n[the palm]: http://a.b", "Press the palm."),
        ("Press [the palm].\n\n[the palm]: http://a.b", "Press the palm."),
        ("Press [the palm].", "Press [the palm]."),
        ("Press <http://a.b> it, <mailto:a@b.c> now.", "Press it, now."),
        ("Hold <time: ten>.", "Hold <time: ten>."),
        ("Hold <the spot> firmly.", "Hold <the spot> firmly."),
        ("Rub&nbsp;it &lt;5&nbsp;s &eacute;&#33;", "Rub it <5 s é!"),
        (r"Rub \*it\* 5\_times \[now\].", "Rub *it* 5_times [now]."),
        ("Rub *it* **now**, ***please***, _to_ __be__ ~~sure~~.", "Rub it now, please, to be sure."),
        ("Rub (*with **both** hands*).", "Rub (with both hands)."),
        ("Rub **`it`** and 2 * 3 * 4.", "Rub 'it' and 2 * 3 * 4."),
        ("R<b>u</b>b<br>your <span class='a'>hands</span>.", "Rub your hands."),
        ("Rub it[^1] and it[^long-note].", "Rub it and it."),
        ("[^1]: Rub it again.", "Rub it again."),
        ("[![the pin](a.png)](http://a.b) Rub it.", "the pin Rub it."),
        ("Rub [a\nlong](<http://a.b>\n'title') hand.", "Rub a long hand."),
    ],
)
def test_marks_are_not_said(text: str, said: str) -> None:
    assert short(text) == [("text", said)]


def test_headings_have_levels_whichever_way_they_are_written() -> None:
    blocks = blocks_of_markdown("Hand rub\n========\n\nThe palm\n--------\n### 2. The *back* ###\n\n# Step 3: End\n")
    assert [(b.kind, b.text, b.level, b.number, b.line) for b in blocks] == [
        ("heading", "Hand rub", 1, None, 1),
        ("heading", "The palm", 2, None, 4),
        ("heading", "The back", 3, 2, 6),
        ("heading", "End", 1, 3, 8),
    ]


def test_several_lines_above_a_rule_are_no_heading() -> None:
    assert short("Rub your hands.\nRub your feet.\n---\nRest.")[0] == ("text", "Rub your hands.")


def test_items_of_one_number_are_counted_from_it_and_others_have_their_own() -> None:
    blocks = blocks_of_markdown("3. Rub\n3. Press\n7. Rest\n\nThen:\n\n1) Rub\n1) Press\n")
    assert [block.number for block in blocks] == [3, 4, 7, None, 1, 2]


def test_a_year_is_no_number_of_an_item() -> None:
    assert blocks_of_markdown("2019. What a year.") == [Block("text", "2019. What a year.", 1)]


def test_lists_stand_in_lists() -> None:
    blocks = blocks_of_markdown("1. A\n   - B\n     * C\n   - D\n\n     E\n2. F\n   • G\n+ H\n")
    assert [(b.kind, b.text, b.level, b.number, b.line) for b in blocks] == [
        ("item", "A", 0, 1, 1),
        ("item", "B", 1, None, 2),
        ("item", "C", 2, None, 3),
        ("item", "D", 1, None, 4),
        ("text", "E", 0, None, 6),
        ("item", "F", 0, 2, 7),
        ("item", "G", 1, None, 8),
        ("item", "H", 0, None, 9),
    ]


def test_lines_of_an_item_belong_to_it_however_they_are_indented() -> None:
    assert short("1. Rub your\n   left hand.\n   Rest.\n2. Rub your\nright hand.") == [
        ("item", "Rub your left hand. Rest."),
        ("item", "Rub your right hand."),
    ]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("1. **Neck tilt**\n   Let it sink.", [("item", "Neck tilt"), ("text", "Let it sink.")]),
        ("1. Neck tilt  \n   Let it sink.", [("item", "Neck tilt"), ("text", "Let it sink.")]),
        ("1. Neck tilt\\\n   Let it sink.", [("item", "Neck tilt"), ("text", "Let it sink.")]),
        ("1. **Tilt it**\n   gently.", [("item", "Tilt it gently.")]),
        ("1. Tilt it  \n   gently.", [("item", "Tilt it gently.")]),
        ("1. Tilt it\n**Hold:** 20 seconds", [("item", "Tilt it"), ("text", "Hold: 20 seconds")]),
        ("1. ## Neck tilt\n\n   Let it sink.", [("heading", "Neck tilt"), ("text", "Let it sink.")]),
    ],
)
def test_what_is_no_more_of_an_item_stands_by_itself(text: str, blocks: list[tuple[str, str]]) -> None:
    assert short(text) == blocks


def test_a_heading_in_an_item_has_its_number() -> None:
    assert [block.number for block in blocks_of_markdown("1. ## Neck tilt\n2. ## Rest")] == [1, 2]


def test_lines_of_a_paragraph_are_lines_unless_they_go_on() -> None:
    assert short("**Hold:** 20 seconds\n**Sides:** both\nRub your hands and\nfeet") == [
        ("text", "Hold: 20 seconds"),
        ("text", "Sides: both"),
        ("text", "Rub your hands and feet"),
    ]


def test_stress_that_goes_over_lines_is_no_word() -> None:
    assert short("*Careful: the ink comes off.\nRub it gently.*") == [
        ("text", "Careful: the ink comes off."),
        ("text", "Rub it gently."),
    ]


@pytest.mark.parametrize(
    "text", ["**1. The palm**", "**1.** The palm", "1\\. The palm", "Step 1: The palm", "(1) The palm"]
)
def test_numbers_that_only_people_read_are_numbers(text: str) -> None:
    assert [(b.kind, b.text, b.number) for b in blocks_of_markdown(text)] == [("item", "The palm", 1)]


def test_a_paragraph_in_bold_is_a_heading() -> None:
    assert short("**The palm**\n\nRub it.") == [("heading", "The palm"), ("text", "Rub it.")]


def test_boxes_to_be_ticked_are_not_said() -> None:
    assert short("- [ ] Rub\n- [x] Press\n1. [ ] Rest") == [("item", "Rub"), ("item", "Press"), ("item", "Rest")]


@pytest.mark.parametrize("border", ["|", ""])
def test_rows_of_a_table_are_items(border: str) -> None:
    rows = [
        "Name | How | Reps",
        "--- | :-- | --:",
        "Palm | *Rub* it. | 5",
        "Back | Press \\| rub | 6 | twice",
        "All | | 7",
    ]
    blocks = blocks_of_markdown("\n".join(f"{border}{row}{border}" for row in rows))
    assert [(b.kind, b.text, b.line, b.page) for b in blocks] == [
        ("item", "Name: How: Reps", 1, True),
        ("item", "Palm: Rub it. Reps: 5", 3, False),
        ("item", "Back: Press | rub: twice. Reps: 6", 4, False),
        ("item", "All. Reps: 7", 5, False),
    ]


def test_a_row_without_names_of_columns_is_an_item() -> None:
    assert short("| Palm | Rub it |") == [("item", "Palm: Rub it")]


def test_a_table_may_refer_to_links() -> None:
    assert short("| A | B |\n|---|---|\n| [Palm][1] | Rub it |\n\n[1]: http://a.b")[1] == ("item", "Palm: Rub it")


def test_a_quotation_is_text() -> None:
    assert short("> Rub your hands and\n> feet.\n>\n> - Rest.") == [
        ("text", "Rub your hands and feet."),
        ("item", "Rest."),
    ]


def test_what_is_in_a_picture_is_the_page() -> None:
    blocks = blocks_of_markdown("1. Rub it\n   ![Step 4](a.png)\n\n![Press it](b.png) [![](c.png)](d)\n")
    assert [(b.text, b.page, b.line) for b in blocks] == [
        ("Rub it", False, 1),
        ("Step 4", True, 2),
        ("Press it", True, 4),
    ]


def test_front_matter_is_about_the_page_except_its_title() -> None:
    assert blocks_of_markdown("---\ntitle: 'Hand rub'\ntags: [a]\n---\n\nRub it.\n") == [
        Block("heading", "Hand rub", 1, 1),
        Block("text", "Rub it.", 6, alone=True),
    ]


def test_comments_are_no_text_and_rules_are_none() -> None:
    assert blocks_of_markdown("<!-- Press\n\nit -->\nRub it <!-- now -->.\n\n* * *\n") == [
        Block("text", "Rub it .", 4, alone=True)
    ]


def test_html_and_code_are_read_as_text_is() -> None:
    text = (
        "<div class='a'>\n<p>Rub *it*.</p>\n</div>\n\n```sh\nPress it.\n```\n\n    Rest.\n\n<ul>\n<li>Rub</li>\n</ul>\n"
    )
    assert [(b.text, b.line) for b in blocks_of_markdown(text) if b.text] == [
        ("Rub it.", 2),
        ("Press it.", 6),
        ("Rest.", 9),
        ("Rub", 12),
    ]


def test_lines_of_a_paragraph_know_their_numbers() -> None:
    text = "\n\n> Rub it.\n> Press it.\n\n- Rest.\n  ![It](a.png)\n"
    assert [(b.text, b.line) for b in blocks_of_markdown(text)] == [
        ("Rub it.", 3),
        ("Press it.", 4),
        ("Rest.", 6),
        ("It", 7),
    ]


def test_a_line_between_empty_lines_is_alone() -> None:
    blocks = blocks_of_markdown("Hands\n\n# Rub\nFeet\n\nRub it.\nRest.\n")
    assert [block.alone for block in blocks] == [True, False, False, False, False]


@pytest.mark.parametrize(
    "deep", ["> " * 50, ">" * 5_000, "- " * 30, "1. " * 30, "".join(f"{'  ' * i}- a\n" for i in range(40))]
)
def test_nothing_is_lost_that_stands_too_deep(deep: str) -> None:
    assert "Rub your hands" in blocks_of_markdown(f"{deep}Rub your hands.")[-1].text


@pytest.mark.parametrize("many", ["[a] " * 20_001, "Rub your hands.\n\n" * 6_000], ids=["marks", "characters"])
def test_what_would_take_too_long_is_read_as_plain_text(many: str) -> None:
    assert blocks_of_markdown(f"{many}\n\n1. Rub\n1. Press")[-1].number == 1


def test_a_line_of_unseen_signs_is_none() -> None:
    assert short("Rub it\n\u00a0\nPress it\n\u2003\n- \u200b\n") == [("text", "Rub it"), ("text", "Press it")]


def test_what_only_looks_like_the_definition_of_a_link_is_said() -> None:
    text = "Do this:\n\n[Inhale]: slowly\n[Hold]: gently\n\n1. Sit down.\n\n[y]: http://a.b 'Tip'\n"
    told = " ".join(words for _, words in short(text))
    assert [word for word in ("Do this", "slowly", "gently", "Sit down") if word not in told] == []
    assert told.index("gently") < told.index("Sit down")
    assert "a.b" not in told


@pytest.mark.parametrize(
    ("numbers", "read"), [("543", [5, 4, 3]), ("111", [1, 2, 3]), ("135", [1, 3, 5]), ("333", [3, 4, 5])]
)
def test_an_item_has_the_number_that_is_written(numbers: str, read: list[int]) -> None:
    text = "".join(f"{number}. Rub the palm.\n" for number in numbers)
    assert [block.number for block in blocks_of_markdown(text)] == read


@pytest.mark.parametrize("marker", ["1. ", "- ", "> 2) "])
def test_the_sign_of_an_item_is_no_cell_of_its_table(marker: str) -> None:
    rest = (">" if marker[0] == ">" else " ") + " " * (len(marker) - 1)
    text = f"{marker}| Step | Time |\n{rest}|---|---|\n{rest}| Sit | now |\n"
    assert not [words for _, words in short(text) if words.startswith(("1", "2", "-"))]
