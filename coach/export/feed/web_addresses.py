"""The address of a folder on the web, and of the files in it."""

from __future__ import annotations

import os
import re
from urllib.parse import quote, urlsplit, urlunsplit

from coach.errors import UsageError

_IN_PATHS = "/%:@!$&'()*+,;=~-._"
"""The signs that stand for themselves in the path of an address (RFC 3986, 3.3), and that of an escape."""
_LOOSE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_EXAMPLE = "write it as in --url https://example.org/sessions/"


def folder_address(text: str) -> str:
    """Return the address of a folder, which ends in a slash, with all other than plain signs escaped.

    Raises UsageError for what is no address of http or https, or one with a password, a query or a fragment.

    Example:
        >>> folder_address("https://example.org/für alle")
        'https://example.org/f%C3%BCr%20alle/'
    """
    shown = f"--url '{text}'"
    try:
        parts = urlsplit(text.strip())
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except (ValueError, UnicodeError) as error:
        raise UsageError(f"{shown} is no address; {_EXAMPLE}") from error
    if parts.scheme not in ("http", "https"):
        raise UsageError(f"{shown} does not begin with https://; {_EXAMPLE}")
    if not re.fullmatch(r"[0-9A-Za-z_.-]+|[0-9A-Fa-f:.]+", host):
        raise UsageError(f"{shown} names no host; {_EXAMPLE}")
    if "@" in parts.netloc:
        raise UsageError(f"{shown} has a name or a password in it, which all listeners would see; {_EXAMPLE}")
    if parts.query or parts.fragment:
        raise UsageError(f"{shown} is not that of a folder: it has a ? or a # in it; {_EXAMPLE}")
    path = quote(_LOOSE_PERCENT.sub("%25", parts.path), safe=_IN_PATHS).strip("/")
    place = (f"[{host}]" if ":" in host else host) + (f":{port}" if port else "")
    return urlunsplit((parts.scheme, place, f"/{path}/" if path else "/", "", ""))


def file_address(folder: str, name: str) -> str:
    """Return the address of a file in a folder, with the bytes of its name as the disk has them.

    Example:
        >>> file_address("https://example.org/", "Hände & Füße #1.mp3")
        'https://example.org/H%C3%A4nde%20%26%20F%C3%BC%C3%9Fe%20%231.mp3'
    """
    return folder + quote(os.fsencode(name), safe="")
