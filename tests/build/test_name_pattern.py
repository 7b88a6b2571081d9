"""Names of files: what stands in them, and that every disk takes them and keeps them in their folder."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.build.name_pattern import MOST_BYTES, filled, leads_out, texts_of

pytestmark = pytest.mark.property


@pytest.mark.parametrize(
    ("choice", "name"),
    [
        ({"routine": "desk-break"}, "desk-break-en-natural-none-default-session"),
        ({"routine": "mine/Neck.yaml", "length": 90_000}, "Neck-en-1m30s-none-default-session"),
        ({"routine": "x", "language": "pt-BR", "voice": "voices/joe.onnx"}, "x-pt-BR-natural-none-joe-session"),
        ({"routine": "x", "condition": ("crps", "diabetes")}, "x-en-natural-crps-diabetes-default-session"),
        ({"routine": "x", "voice": "recordings/mine/", "profile": "sleep"}, "x-en-natural-none-mine-sleep"),
    ],
)
def test_a_name_says_what_was_chosen(choice: dict[str, object], name: str) -> None:
    pattern = "{routine}-{language}-{length}-{condition}-{voice}-{profile}"
    assert filled(pattern, texts_of(choice, "en")) == name


@pytest.mark.parametrize(
    "title", ["..", ".", "", " ", ".hidden", "end.", "a/../..", "con", "NUL.txt", "a\\b", "x" * 300, "手" * 100]
)
def test_what_is_no_name_is_refused_or_made_one(title: str) -> None:
    check("{title}", title)
    check("a/{title}/b", title)


@given(st.text(max_size=300))
def test_whatever_stands_in_it_a_name_stays_in_its_folder(title: str) -> None:
    check("{title}", title)


def check(pattern: str, title: str) -> None:
    try:
        name = filled(pattern, {"title": title})
    except ValueError as error:
        message, hint = error.args
        assert message
        assert "name" in hint
        return
    assert len(Path(name).parts) == pattern.count("/") + 1 == len(PureWindowsPath(name).parts)
    assert not {"..", ".", ""} & {*name.split("/")}
    assert max(len(part.encode("utf-8", "surrogatepass")) for part in name.split("/")) <= MOST_BYTES
    assert not PureWindowsPath(name).is_reserved()


@pytest.mark.parametrize(
    ("pattern", "out"),
    [
        ("{routine}", False),
        ("{language}/{routine}", False),
        ("../{routine}", True),
        ("/{routine}", True),
        ("a:b", True),
    ],
)
def test_a_pattern_that_leads_out_is_known(pattern: str, out: bool) -> None:
    assert leads_out(pattern) is out
