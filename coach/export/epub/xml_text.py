"""Texts of authors → XML: what it can hold, on one line, and documents as bytes that are the same each time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
SMIL = "http://www.w3.org/ns/SMIL"
OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
CONTAINER = "urn:oasis:names:tc:opendocument:xmlns:container"
TYPE = f"{{{OPS}}}type"
"""The attribute that says what a part of a book is."""
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_DECLARATION, _PAGE = '<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE html>"
_NOT_ALLOWED = re.compile("[^\t\n\r\x20-\x7e\u0085\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 forbids, and the other control characters, which it discourages."""
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of what follows them, also beyond their text."""


def clean(text: str) -> str:
    r"""Return a text on one line, without the characters that XML forbids and those that turn its direction.

    Example:
        >>> clean("Warm\x00th  and\n rest")
        'Warmth and rest'
    """
    return " ".join(_TURNING.sub("", _NOT_ALLOWED.sub("", text)).split())


def title_of(text: str) -> str:
    """Return a title that can be seen, whatever is left of it."""
    return clean(text) or "…"


def element(name: str, attributes: Mapping[str, str] | None = None, *content: _Element | str) -> _Element:
    """Return an element with texts and elements in it; its name stands after its namespace, as `{…}p`."""
    from lxml import etree

    made = etree.Element(name, dict(attributes or {}))
    last: _Element | None = None
    for each in content:
        if not isinstance(each, str):
            made.append(each)
            last = each
        elif last is None:
            made.text = (made.text or "") + each
        else:
            last.tail = (last.tail or "") + each
    return made


def document(root: _Element, prefixes: Mapping[Any, str], *, is_page: bool = False) -> bytes:
    """Return an element as a document in UTF-8 with these prefixes of namespaces, of which None is the default."""
    from lxml import etree

    whole = etree.Element(root.tag, {str(name): str(value) for name, value in root.items()}, nsmap=prefixes)
    whole.text = root.text
    whole.extend([*root])
    if not is_page:  # a page has its lines already, and more space would be seen
        etree.indent(whole)
    lines = [_DECLARATION, *([_PAGE] if is_page else []), etree.tostring(whole, encoding="unicode"), ""]
    return "\n".join(lines).encode()
