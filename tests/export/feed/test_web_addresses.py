"""Addresses of folders and files: what is taken, how it is written, and what is refused."""

from __future__ import annotations

from urllib.parse import unquote_to_bytes, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import UsageError
from coach.export.feed.web_addresses import file_address, folder_address

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://example.org", "https://example.org/"),
        ("http://example.org/a/b", "http://example.org/a/b/"),
        (" HTTPS://Example.ORG/A// ", "https://example.org/A/"),
        ("https://example.org/für alle/", "https://example.org/f%C3%BCr%20alle/"),
        ("https://example.org/f%C3%BCr%20alle/", "https://example.org/f%C3%BCr%20alle/"),
        ("https://example.org/100%/", "https://example.org/100%25/"),
        ("https://müller.example/", "https://xn--mller-kva.example/"),
        ("https://example.org:8443/~anna/", "https://example.org:8443/~anna/"),
        ("http://[::1]:80/", "http://[::1]:80/"),
    ],
)
def test_the_address_of_a_folder_ends_in_a_slash_and_is_escaped(typed: str, address: str) -> None:
    assert folder_address(typed) == address
    assert folder_address(address) == address


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "does not begin with https://"),
        ("example.org/sessions", "does not begin with https://"),
        ("ftp://example.org/", "does not begin with https://"),
        ("javascript:alert(1)", "does not begin with https://"),
        ("file:///etc/", "does not begin with https://"),
        ("https://", "names no host"),
        ("https:///sessions/", "names no host"),
        ("https://a b/", "names no host"),
        ("https://exa<mple.org/", "names no host"),
        ("https://anna:secret@example.org/", "has a name or a password in it"),
        ("https://example.org/?a=b", r"has a \? or a # in it"),
        ("https://example.org/#top", r"has a \? or a # in it"),
        ("https://example.org:port/", "is no address"),
        ("https://[::1/", "is no address"),
        (f"https://{'a' * 70}.org/", "is no address"),
    ],
)
def test_what_is_no_address_of_a_folder_is_refused(typed: str, told: str) -> None:
    with pytest.raises(UsageError, match=f"{told}.*write it as in --url https://example.org/sessions/"):
        folder_address(typed)


@given(st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1))
def test_a_file_s_address_leads_to_its_name_and_to_nothing_else(name: str) -> None:
    parts = urlsplit(file_address("https://example.org/x/", name))
    assert unquote_to_bytes(parts.path).decode() == f"/x/{name}"
    assert (parts.netloc, parts.query, parts.fragment) == ("example.org", "", "")


@given(st.text())
def test_any_text_is_an_address_or_refused(typed: str) -> None:
    try:
        address = folder_address(f"https://example.org/{typed}")
    except UsageError:
        return
    assert address.isascii()
    assert address.startswith("https://example.org/")
    assert address.endswith("/")
    assert not any(sign.isspace() for sign in address)
