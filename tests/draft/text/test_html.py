from __future__ import annotations

import pytest

from coach.draft.text.html import blocks_of_page

pytestmark = pytest.mark.unit

FILLING = "<p>Rub your hands until they are warm, and then rub them once more.</p>" * 3


def short(page: str) -> list[tuple[str, str]]:
    """What is the text of the page."""
    return [(block.kind, block.text) for block in blocks_of_page(page.encode())[0] if not block.page]


@pytest.mark.parametrize(
    "around",
    [
        "<nav>{}</nav>",
        "<aside>{}</aside>",
        "<footer>{}</footer>",
        "<form>{}</form>",
        "<div role=navigation>{}</div>",
        "<div role='banner'>{}</div>",
        "<div hidden>{}</div>",
        "<div aria-hidden=true>{}</div>",
        "<div class='cookie-banner'>{}</div>",
        "<section id='gdpr'>{}</section>",
        "<div class='entry comments'>{}</div>",
        "<div id=respond>{}</div>",
        "<div class=related-posts>{}</div>",
        "<div class='widget sidebar'>{}</div>",
        "<div class='share_buttons'>{}</div>",
        "<div class=newsletter><div><b>{}</b></div></div>",
        "<figure><figcaption>{}</figcaption></figure>",
    ],
)
def test_what_stands_around_the_text_is_the_page(around: str) -> None:
    blocks, _ = blocks_of_page(f"<body>{around.format('<p>Press the button.</p>')}{FILLING}</body>".encode())
    assert [block.page for block in blocks] == [True, False, False, False]
    assert blocks[0].text == "Press the button."


@pytest.mark.parametrize("tag", ["main", "article"])
def test_what_stands_outside_of_the_main_text_is_the_page(tag: str) -> None:
    assert len(short(f"<p>Press the button.</p><{tag}>{FILLING}</{tag}><div>Buy it.</div>")) == 3


@pytest.mark.parametrize("tag", ["script", "style", "svg", "template", "iframe", "select"])
def test_what_nobody_reads_is_no_block(tag: str) -> None:
    blocks, _ = blocks_of_page(f"<{tag}><p>Press it.</p></{tag}><p>Rub.</p><!-- Rub --><?x y?>".encode())
    assert [block.text for block in blocks] == ["Rub."]


@pytest.mark.parametrize("names", ["shared-steps", "header", "roadside", "contents", "commentary"])
def test_names_that_only_look_alike_are_no_furniture(names: str) -> None:
    assert len(short(f"<div class='{names}'><p>Press it.</p></div>{FILLING}")) == 4


def test_a_page_that_is_furniture_all_over_is_text_all_the_same() -> None:
    assert len(short(f"<body class=sidebar><div class='widget'>{FILLING}</div>")) == 3


def test_the_head_tells_the_title() -> None:
    assert blocks_of_page(b"<head><title> Hand\n rub </title></head><p>Rub.")[1] == "Hand rub"


def test_headings_have_levels_and_paragraphs_stand_under_them() -> None:
    blocks, _ = blocks_of_page(b"<h1>Hand rub</h1><p>Rub it.</p><h3>2. The palm</h3><p>Press it.</p>")
    assert [(b.kind, b.text, b.level, b.number) for b in blocks] == [
        ("heading", "Hand rub", 1, None),
        ("text", "Rub it.", 0, None),
        ("heading", "The palm", 3, 2),
        ("text", "Press it.", 0, None),
    ]


@pytest.mark.parametrize("tag", ["b", "strong"])
def test_a_bold_paragraph_is_a_heading(tag: str) -> None:
    assert short(f"<p><{tag}>The palm:</{tag}></p><p>Rub it.</p>") == [("heading", "The palm"), ("text", "Rub it.")]
    assert short(f"<p><{tag}>Rub it.</{tag}></p>") == [("text", "Rub it.")]
    assert short(f"<p><{tag}>Rub</{tag}> the palm of it</p>") == [("text", "Rub the palm of it")]


def test_items_have_the_numbers_of_their_list() -> None:
    page = "<ol start=3><li>A<li>B<ul><li>C</ul><li>D</ol><ul><li>E</ul>"
    blocks, _ = blocks_of_page(page.encode())
    assert [(b.text, b.number, b.level) for b in blocks] == [
        ("A", 3, 0),
        ("B", 4, 0),
        ("C", None, 1),
        ("D", 5, 0),
        ("E", None, 0),
    ]


def test_rows_of_a_table_are_items_with_the_names_of_their_columns() -> None:
    page = (
        "<table><tr><th>Name<th>How<th>Reps</tr><tr><td>Palm<td>Rub it.<td>5</tr><tr><td>Back<td>Press it<td>6</table>"
    )
    assert short(page) == [("item", "Palm: Rub it. Reps: 5"), ("item", "Back: Press it. Reps: 6")]


def test_terms_of_a_definition_list_are_headings() -> None:
    assert short("<dl><dt>Palm<dd>Rub it.<dt>Back<dd>Press it.</dl>") == [
        ("heading", "Palm"),
        ("text", "Rub it."),
        ("heading", "Back"),
        ("text", "Press it."),
    ]


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE html><title>T</title><main><p>Rub it.</p></main>",
        "<title>T</title><article><p>Rub it.</article>",
        "<meta charset=utf-8><title>T</title><nav>Home</nav><p>Rub it.",
        "<head><title>T</title></head><main><p>Rub it.</p></main>",
        "<p>Rub it.",
        "Rub it.",
    ],
)
def test_a_page_may_leave_out_what_html_lets_it(page: str) -> None:
    blocks, _ = blocks_of_page(page.encode())
    assert "Rub it." in [block.text for block in blocks]


def test_a_break_ends_a_block() -> None:
    assert short("<p>Rub it.<br>Press it.</p>") == [("text", "Rub it."), ("text", "Press it.")]


def test_each_line_of_amounts_stands_by_itself() -> None:
    lines = ["2 onions", "a thin cloth", "old towel"]
    assert short(f"<p>{'<br>'.join(lines)}</p>") == [("text", line) for line in lines]
    assert short("<p>Rub it<br>slowly and long.</p>") == [("text", "Rub it slowly and long.")]


def test_elements_within_a_line_do_not_part_words() -> None:
    assert short("<p>R<b>u</b>b&nbsp;your <i>han</i>ds&#8203;.</p>") == [("text", "Rub your hands.")]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("<p>Rub it – gently.".encode(), "Rub it – gently."),
        ("<meta charset=windows-1252><p>Rub it – gently.".encode("cp1252"), "Rub it – gently."),
        ("\ufeff<p>Rub it – gently.".encode(), "Rub it – gently."),
    ],
)
def test_pages_are_decoded_as_they_say(data: bytes, text: str) -> None:
    assert [block.text for block in blocks_of_page(data)[0]] == [text]


@pytest.mark.parametrize("data", [b"", b" ", b"<", b"<!--", b"<html>"])
def test_a_page_without_words_has_no_blocks(data: bytes) -> None:
    assert [block for block in blocks_of_page(data)[0] if block.text.isalpha()] == []
