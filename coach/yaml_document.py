"""YAML text → plain mappings, lists and texts that remember their places.

Built from parser events with a stack of our own, so that a hostile file meets a limit and never Python's recursion.
Scalars stay the text the author typed: `no`, `10:30` and `1e3` never turn into something else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from yaml.reader import Reader

from coach.errors import Place, Problem, RoutineError
from coach.source_text import Source

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

MAX_DEPTH = 40
"""The most groups within groups: far more than anybody can follow by ear, far fewer than trouble a parser."""

MAX_VALUES = 250_000
"""The most keys, texts, lists and mappings in a file: well over 20,000 long steps."""

_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BROKEN = "this is not valid YAML"
_HINTS = {
    "mapping values are not allowed": "quote a text that contains ': '",
    "cannot start any token": "indent with spaces, not tabs; quote a text that begins with @, % or `",
    "tab character": "indent with spaces, not tabs",
    "alphabetic or numeric character": "quote a text that begins with & or *",
    "undefined tag handle": "quote a text that begins with !",
    "incompatible YAML document": "remove the line that begins with %",
    "unexpected end of stream": "a quote that opens before here is never closed",
}
_ANY_HINT = "look at the indentation and the quotes near here; quote a text that begins with [ or {"
_TOO_DEEP = "maximum nesting depth"
"""The parser's words for a text that is too deep. libyaml 0.2.6 looks up to 1,000 levels ahead and refuses more, before
it gives the first of them. Up to there, the text meets our own limit."""
_NO_ALIASES = "write the steps out, or use 'repeat' or 'each'; quote a text that begins with & or *"
_CONTROL = Reader.NON_PRINTABLE
"""The characters that YAML allows in no file: they are no text, and a voice or a terminal could stumble over them."""


class Mapping(dict[str, Any]):
    """A mapping with its own place; `places` holds where each key stands, `source` the text of its file."""

    __slots__ = ("place", "places", "source")

    def __init__(self, place: Place, source: Source | None = None) -> None:
        super().__init__()
        self.place = place
        self.places: dict[str, Place] = {}
        self.source = source


class Listing(list[Any]):
    """A list with its own place; `places` holds where each item stands."""

    __slots__ = ("place", "places")

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.places: list[Place] = []


class CutOff(str):
    """A text with the rest of it behind a comma, of which it is told that it is written wrongly."""

    __slots__ = ()


class _Unreadable(str):
    """A placeholder where a key should be; what belongs to it is read and forgotten."""

    __slots__ = ()


class _Builder:
    """A builder of values from events, which collects every problem that does not make the rest unreadable."""

    def __init__(self, file: str, text: str, kind: str) -> None:
        self.file, self.kind = file, kind
        self.source = Source(text)
        self.problems: list[Problem] = []
        self.root: Any = None
        self.documents = 0
        self.values = 0
        self._stack: list[tuple[Mapping | Listing, str | None]] = []
        self._key: str | None = None
        self._key_end = 0
        """The index of the character after the key."""
        self._told: set[tuple[int, str]] = set()

    def place(self, mark: Any) -> Place:  # noqa: ANN401 - of either parser, C or Python
        return Place(self.file, mark.line + 1, mark.column + 1)

    def report(self, mark: Any, message: str, hint: str = "") -> None:  # noqa: ANN401
        """Note a problem once in a line: ten aliases side by side are one fault to mend."""
        if (mark.line, message) not in self._told:
            self._told.add((mark.line, message))
            self.problems.append(Problem(self.place(mark), message, hint))

    def take(self, event: yaml.Event) -> None:
        """Take one event of the parser."""
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.report(
                    event.start_mark, "a second document begins here", f"a file holds one {self.kind}; remove '---'"
                )
        elif isinstance(event, yaml.NodeEvent):
            self._take_node(event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            _, self._key = self._stack.pop()

    def _take_node(self, event: yaml.NodeEvent) -> None:
        self.values += 1
        if self.values > MAX_VALUES:
            self.report(event.start_mark, f"more than {MAX_VALUES:,} keys and values", "make several routines of it")
            raise RoutineError(self.problems)
        if event.anchor is not None:
            self.report(event.start_mark, f"a {self.kind} has no anchors and no aliases, '&' and '*'", _NO_ALIASES)
        if isinstance(event, yaml.AliasEvent):
            self._put(f"*{event.anchor}", event)
            return
        tag = getattr(event, "tag", None)
        if tag not in (None, "!"):
            shown = tag.replace("tag:yaml.org,2002:", "!!")
            self.report(event.start_mark, f"a {self.kind} has no tags, '{shown}'", "quote a text that begins with !")
        if isinstance(event, yaml.ScalarEvent):
            if bad := find_control(event.value):
                self.report(event.start_mark, f"control character U+{ord(bad[0]):04X}", "remove it")
            self._put(event.value, event)
        else:
            self._open(event)

    @property
    def _top(self) -> Mapping | Listing | None:
        return self._stack[-1][0] if self._stack else None

    def _open(self, event: yaml.NodeEvent) -> None:
        if len(self._stack) >= MAX_DEPTH:
            self.report(event.start_mark, f"more than {MAX_DEPTH} levels deep", "take groups apart")
            raise RoutineError(self.problems)
        place = self.place(event.start_mark)
        collection = Mapping(place, self.source) if isinstance(event, yaml.MappingStartEvent) else Listing(place)
        key = None
        if isinstance(self._top, Mapping) and self._key is None:
            self.report(event.start_mark, "a key must be plain text", "quote the text if it begins with { or [")
            key = _Unreadable()
        else:
            self._put(collection, event)
        self._stack.append((collection, key))
        self._key = None

    def _put(self, value: Any, event: yaml.NodeEvent) -> None:  # noqa: ANN401 - text or a collection
        top = self._top
        if top is None:
            if self.documents == 1:
                self.root = value
        elif isinstance(top, Listing):
            top.places.append(self.place(event.start_mark))
            top.append(value)
        elif self._key is None:
            self._key = self._new_key(top, value, event)
        else:
            if self._is_cut_off(top, value, event):
                self._join(top, self._key)
            elif not isinstance(self._key, _Unreadable):
                top[self._key] = value
            self._key = None

    def _new_key(self, top: Mapping, key: str, event: Any) -> str:  # noqa: ANN401 - of either parser
        if key in top:
            self.report(event.start_mark, f"'{key}' stands here twice", "keep one of them")
        top.places[key] = self.place(event.start_mark)
        self._key_end = event.end_mark.index
        return key

    def _is_cut_off(self, top: Mapping, value: Any, event: Any) -> bool:  # noqa: ANN401 - as `_put` has them
        """Whether the key is the rest of a text with a comma in it: alone within { }, behind a key with its text."""
        before = top[next(reversed(top))] if top and self._key not in top else None
        is_alone = value == "" and ":" not in self.source.text[self._key_end : event.start_mark.index]
        return is_alone and isinstance(before, str) and not isinstance(self._key, _Unreadable)

    def _join(self, top: Mapping, rest: str) -> None:
        """Take the rest of a text to the text, and tell how to write it: once, however many commas it has."""
        key = next(reversed(top))
        joined = f"{top[key]}, {rest}"
        place, message = top.places[key], f"a comma within {{ }} ends the text of '{key}'"
        hint = f"""write {key}: "{joined}" for a text, or {key}: [{joined}] for a list"""
        if top[key][-1:].isdigit() and rest[:1].isdigit():
            hint = f"write a decimal point, as in {key}: {top[key]}.{rest}"
        others = (problem for problem in self.problems if (problem.place, problem.message) != (place, message))
        self.problems = [*others, Problem(place, message, hint)]
        top[key] = CutOff(joined)
        del top.places[rest]


def read_document(text: str, file: str, kind: str = "routine") -> tuple[Any, list[Problem]]:
    """Return mappings, lists and texts, and the problems; raises RoutineError where YAML ends the reading.

    `kind` is what messages call the whole of it.
    """
    builder = _Builder(file, text, kind)
    try:
        for event in yaml.parse(text, Loader=_PARSER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = builder.place(mark) if mark else Place(file)
        fault = str(error.problem or error.context)
        if mark and _TOO_DEEP in fault:
            read_document(text[: mark.index], file, kind)
        hint = next((hint for words, hint in _HINTS.items() if words in fault), _ANY_HINT)
        builder.problems.append(Problem(place, f"{_BROKEN}: {fault}", hint))
        raise RoutineError(builder.problems) from None
    return builder.root, builder.problems


def top_level_text(text: str, key: str) -> str | None:
    r"""Return the text of a key of the outermost mapping, reading no further; None where it has none, or is no YAML.

    Example:
        >>> top_level_text("title: A rest\nsteps: [", "title")
        'A rest'
    """
    try:
        nodes = _top_level(yaml.parse(text, Loader=_PARSER))
        return next((value for name, value in zip(nodes, nodes, strict=False) if name == key and value), None)
    except yaml.YAMLError:
        return None


def _top_level(events: Iterable[yaml.Event]) -> Iterator[str | None]:
    """Return the keys and values of the outermost mapping in turn, those that are no texts as None."""
    depth = 0
    for event in events:
        if depth == 0 and isinstance(event, yaml.SequenceStartEvent):
            return
        if depth == 1 and isinstance(event, yaml.NodeEvent):
            yield event.value if isinstance(event, yaml.ScalarEvent) else None
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)


def find_control(text: str) -> re.Match[str] | None:
    """Find the first control character of a text: one that no routine may hold, not even escaped."""
    return _CONTROL.search(text)
