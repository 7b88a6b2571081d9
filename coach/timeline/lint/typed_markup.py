"""A rule of markup in what is said: tags, entities, Markdown's marks, links."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from coach.timeline.lint.subject import Finding
from coach.timeline.lint.typed_pauses import pauses_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.timeline.lint.subject import Subject

_TAG = "“{}” is not obeyed by the voice", "remove it; a rest is '[pause 2s]', and how to speak is said by 'voice'"
_MARK = "the marks of “{}” are left out when spoken", "remove the marks"
_LINK = "“{}” is left out when spoken", "say in words where to look, or name it under 'sources'"
_ENTITY = "“{}” is read letter by letter", "write '{}'"
_KINDS = {
    "link": (r"https?://[^\s<>)\]]*[^\s<>)\].,;:!?]|\bwww\.[^\s<>)\]]*[^\s<>)\].,;:!?]|\bmailto:\S+", _LINK),
    "tag": (r"<!--(?:(?!-->).){0,500}-->|</?[a-z][\w:-]*(?:\s[^<>]*|/)?>", _TAG),
    "entity": (r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", _ENTITY),
    "heading": (
        r"^[^\S\n]*#{1,6}(?=\s)",
        ("“{}” is a mark of a heading and has no words", "remove it, or make it a 'title'"),
    ),
    "item": (
        r"^[^\S\n]*[-*+•‣](?=\s)",
        ("“{}” is a mark of a list and has no words", "remove it; each item can be a step"),
    ),
    "quote": (r"^[^\S\n]*>(?=\s)", ("“{}” is a mark of a quotation and has no words", "remove it")),
    "bold": (r"\*\*(?=\S)[^*]*[^\s*]\*\*|(?<!\w)__(?=[^\s_])[^_]*[^\s_]__(?!\w)", _MARK),
    "emphasis": (r"(?<![\w*])\*(?=[^\s*])[^*]*[^\s*]\*(?![\w*])|(?<!\w)_(?=[^\s_])[^_]*[^\s_]_(?!\w)", _MARK),
    "code": (r"(`+)(?=[^`])[^`]*[^`]`+|~~(?=\S)[^~]*\S~~", _MARK),
}
_MARKUP = re.compile(
    "|".join(f"(?P<{kind}>{pattern})" for kind, (pattern, _) in _KINDS.items()),
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
_SHOWN = 40


def markup(subject: Subject) -> Iterator[Finding]:
    """A text that is said has markup in it: a tag, an entity, a mark of Markdown, or a link.

    A voice speaks plain words. Marks such as `**` and addresses are left out when they are spoken, so that what they
    stood for is lost; tags of HTML and SSML have no effect, or are read aloud in pieces.
    """
    for spoken in subject.texts:
        pauses = list(pauses_in(spoken.text))
        for match in _MARKUP.finditer(spoken.text):
            if any(match.start() < end and start < match.end() for start, end, _ in pauses):
                continue
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            what, hint = _KINDS[match.lastgroup or ""][1]
            told = match[0].strip()
            shown = told if len(told) <= _SHOWN else f"{told[:_SHOWN]}…"
            yield Finding(spoken.item, spoken.key, what.format(shown), hint.format(_meant(told)), spoken.place(start))


def _meant(entity: str) -> str:
    sign = unescape(entity)
    return "and" if sign == "&" else " " if sign.isspace() else sign
