"""A saved HTML page → which of its elements are its text, and which belong to the page around that."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

UNREAD = frozenset(
    [
        "script",
        "style",
        "template",
        "svg",
        "math",
        "canvas",
        "audio",
        "video",
        "object",
        "iframe",
        "select",
        "datalist",
        "title",
    ]
)
"""The elements without words for a reader."""
_AROUND = frozenset(["nav", "aside", "footer", "form", "button", "dialog", "menu", "figcaption", "label"])
_ROLES = frozenset(
    ["navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alert", "menu", "menubar", "tablist"]
)
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|breadcrumbs?|side-?bar|comments?|respond|replies|disqus|share|sharing|social|"
    r"newsletter|subscri(?:be|ption)|sign-?up|cookies?|consent|gdpr|related|recommended|recent-?posts|more-?posts|popular|"
    r"adverts?|advertisement|ads?|sponsor(?:ed)?|promo(?:tion)?|affiliate|banner|author|byline|bio|post-?meta|entry-?meta|"
    r"meta|credits?|copyright|footer|toc|table-of-contents|pagination|pager|popup|modal|widgets?|rating|skip-?link|"
    r"screen-reader-text|visually-hidden|sr-only|tags|categor(?:y|ies))(?:$|[\s_-])",
    re.IGNORECASE,
)
"""The names of classes and ids that page builders give to what is not the text."""


def parts_of_page(root: _Element) -> tuple[_Element | None, set[_Element]]:
    """Return the element that the page calls its text, if it does, and those that belong to the page around it.

    Of these, one that holds the title or most of the page is its text all the same.
    """
    sizes, titled = _sizes(root)
    around = {e for e, size in sizes.items() if _is_around(e) and e not in titled and 2 * size < sizes[root]}
    return _text_of(root, sizes), {e for e in around if not _is_box(e)}


def _text_of(root: _Element, sizes: dict[_Element, int]) -> _Element | None:
    """Return the element that the page calls its text, if it holds more than half of the characters."""
    chosen = max((e for e in sizes if e.tag in ("main", "article")), key=lambda element: sizes[element], default=None)
    return chosen if chosen is not None and 2 * sizes[chosen] > sizes[root] else None


def _sizes(root: _Element) -> tuple[dict[_Element, int], set[_Element]]:
    """Return the characters in the page, its texts and the parts around them; and those of them that hold the title."""
    from lxml import etree

    sizes: dict[_Element, int] = {}
    titled: set[_Element] = set()
    total, unread, begun = 0, 0, [(root, 0)]
    for event, element in etree.iterwalk(root, events=("start", "end"), tag="*"):
        counted = element is root or element.tag in ("main", "article") or _is_around(element)
        unread += (element.tag in UNREAD) * (1 if event == "start" else -1)
        if event == "start":
            if counted:
                begun.append((element, total))
            if element.tag == "h1":
                titled.update(open_element for open_element, _ in begun)
            total += 0 if unread else len((element.text or "").strip())
        elif counted:
            sizes[element] = total - begun.pop()[1]
        if event == "end":
            total += 0 if unread else len((element.tail or "").strip())
    return sizes, titled


def _is_around(element: _Element) -> bool:
    """Whether an element says of itself that it is not the text."""
    if element.tag in _AROUND or element.get("role") in _ROLES:
        return True
    if "hidden" in element.attrib or element.get("aria-hidden") == "true":
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return element.tag not in ("html", "body", "main", "article") and _is_named_so(names[:500])


def _is_box(element: _Element) -> bool:
    """Whether an element that stands aside is a box within the text, such as "Stop if ...": it has no links."""
    inside = element.tag == "aside" and any(True for _ in element.iterancestors("article", "main"))
    return inside and not _is_named_so(f"{element.get('class', '')}"[:500]) and element.find(".//a") is None


@lru_cache(2_000)
def _is_named_so(names: str) -> bool:
    """Whether names of classes or an id are among those that page builders give to what is not the text."""
    return bool(_NAMED.search(names))
