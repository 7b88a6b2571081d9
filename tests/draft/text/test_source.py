from __future__ import annotations

import pytest

from coach.draft import draft_routine
from coach.draft.text.source import blocks_of

pytestmark = pytest.mark.unit

TEXT = "# “Café” rub\n\nRub\u00a0your hands – gently.\n- Rest…\n"
FOUND = [("heading", '"Café" rub'), ("text", "Rub your hands – gently."), ("item", "Rest…")]


def short(data: bytes, name: str = "a.md") -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks_of(data, name)[0]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_of_text(encoding: str) -> None:
    assert short(TEXT.encode(encoding)) == FOUND


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_of_pages(encoding: str) -> None:
    page = "<!DOCTYPE html><html><body><h1>“Café” rub</h1><p>Rub&nbsp;your hands – gently.<ul><li>Rest…</ul></html>"
    assert short(page.encode(encoding), "a.html") == FOUND


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_ends_of_lines(end: str) -> None:
    data = TEXT.replace("\n", end).encode()
    assert [(block.text, block.line) for block in blocks_of(data, "a.md")[0]] == [
        ('"Café" rub', 1),
        ("Rub your hands – gently.", 3),
        ("Rest…", 4),
    ]


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"<p>Rub.</p>", "a.html", "Rub."),
        (b"<p>Rub.</p>", "a.HTM", "Rub."),
        (b"<!DOCTYPE html><p>Rub.</p>", "a.txt", "Rub."),
        (b"\xef\xbb\xbf  <html><p>Rub.</p>", "standard input", "Rub."),
        (b"<!-- saved -->\n<html><p>Rub.</p>", "-", "Rub."),
        (b"<div><p>Rub.</p><p></p><p></p><p></p></div>", "standard input", "Rub."),
        (b"Rub<br>it.", "a.md", "Rub it."),
        (b"Rub < press.", "a.txt", "Rub < press."),
    ],
)
def test_a_page_is_known_by_its_name_or_its_beginning(data: bytes, name: str, kind: str) -> None:
    assert [text for _, text in short(data, name)] == [kind]


def test_blocks_without_words_are_none() -> None:
    assert short(b"Rub.\n\n***\n\n- !\n\n?\n") == [("text", "Rub.")]


@pytest.mark.parametrize("name", ["folder/Hand_rub-basics.txt", "Hand_rub-basics.txt"])
def test_the_source_is_named_without_its_folder(name: str) -> None:
    draft = draft_routine(b"Rub your hands.", name)
    assert draft.startswith("# Drafted by coach from Hand_rub-basics.txt.")
    assert "title: Hand rub basics\n" in draft
    assert "sources:\n  - Hand_rub-basics.txt\n" in draft
