"""YAML text → plain mappings, lists and texts that remember their places.

Built from parser events with a stack of our own, so that a hostile file meets a limit and never Python's recursion.
Scalars stay the text the author typed: `no`, `10:30` and `1e3` never turn into something else.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import yaml
from yaml.reader import Reader

from coach.errors import Place, Problem, RoutineError
from coach.source_text import Source
from coach.yaml_texts import CutOff, as_switch

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from collections.abc import Mapping as AbcMapping

MAX_DEPTH = 40
"""The most groups within groups: far more than anybody can follow by ear, far fewer than trouble a parser."""

MAX_VALUES = 250_000
"""The most keys, texts, lists and mappings in a file: well over 20,000 long steps."""

_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PAIR = re.compile(r"(?P<key>[^\W\d]\w*)(?:(?P<colon>:)(?P<value>[^\s/:].*)|\s+(?P<number>\d\S*))")
"""The pattern of a key and its value within { }, between which a ':' or a blank is missing."""
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


class _Unreadable(str):
    """A placeholder where a key should be; what belongs to it is read and forgotten."""

    __slots__ = ()


class _Builder:
    """A builder of values from events, which collects every problem that does not make the rest unreadable."""

    def __init__(self, file: str, text: str, kind: str, keys: Collection[str], meant: AbcMapping[Place, str]) -> None:
        self.file, self.kind, self.keys, self.meant = file, kind, keys, meant
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
        self.scalar = (0, 0, "")
        """The indexes at which the last text that was read begins and ends, and its quote."""

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
            self._note_end(event)
            if bad := find_control(event.value):
                self.report(event.start_mark, f"control character U+{ord(bad[0]):04X}", "remove it")
            self._put(event.value if event.style else as_switch(event.value), event)
        else:
            self._open(event)

    def _note_end(self, event: Any) -> None:  # noqa: ANN401 - of either parser
        quote = event.style if event.style in ("'", '"') else ""
        self.scalar = (event.start_mark.index, event.end_mark.index, quote)

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

    def _put(self, value: Any, event: Any) -> None:  # noqa: ANN401 - text or a collection, of either parser
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
            is_alone = value == "" and ":" not in self.source.text[self._key_end : event.start_mark.index]
            if is_alone and (pair := self._pair(top, self._key)):
                self._split(top, self._key, *pair)
            elif is_alone and self._is_cut_off(top):
                self._join(top, self._key)
            elif not isinstance(self._key, _Unreadable):
                top[self._key] = value
            self._key = None

    @property
    def _or_an_item(self) -> str:
        """What else can be done with a key that stands twice in an item of a list."""
        is_item = len(self._stack) > 1 and isinstance(self._stack[-2][0], Listing)
        return ", or begin a new item with '- '" if is_item else ""

    def _new_key(self, top: Mapping, key: str, event: Any) -> str:  # noqa: ANN401 - of either parser
        if key[:1] == "-" or not key.isascii():
            self._check_key(event)
        key = self.meant.get(self.place(event.start_mark), key) if self.meant else key
        if key in top:
            first = f"the first is in line {top.places[key].line}; " if key in top.places else ""
            self.report(event.start_mark, f"'{key}' stands here twice", f"{first}keep one of them{self._or_an_item}")
        top.places[key] = self.place(event.start_mark)
        self._key_end = event.end_mark.index
        return key

    def _check_key(self, event: Any) -> None:  # noqa: ANN401 - of either parser
        """Raise RoutineError for a key that nobody typed as one: a dash without a blank, a blank that is none."""
        from coach.yaml_slips import slip_of_key

        if slip := slip_of_key(self.source.text, event.start_mark.index, event.end_mark.index):
            self.problems.append(Problem(self.source.place(self.file, slip.at), slip.message, slip.hint))
            raise RoutineError(self.problems)

    def _pair(self, top: Mapping, typed: str) -> tuple[str, str] | None:
        """Return the key and the value that were typed within { } without a ':' and a blank between them."""
        if not (found := _PAIR.fullmatch(typed)) or found["key"] in top:
            return None
        is_meant = found["colon"] or not top or found["key"] in self.keys
        return (found["key"], found["value"] or found["number"]) if is_meant else None

    def _split(self, top: Mapping, typed: str, key: str, value: str) -> None:
        """Take the two as what was meant, and tell how to write them."""
        place = top.places.pop(typed)
        self.problems.append(Problem(place, f"'{typed}' is no key with a value", f"write '{key}: {value}'"))
        top.places[key], top[key] = place, value

    def _is_cut_off(self, top: Mapping) -> bool:
        """Whether the key is the rest of a text with a comma in it: alone within { }, behind a key with its text."""
        before = top[next(reversed(top))] if top and self._key not in top else None
        return isinstance(before, str) and not isinstance(self._key, _Unreadable)

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


def read_document(
    text: str,
    file: str,
    kind: str = "routine",
    keys: Collection[str] = (),
    meant: AbcMapping[Place, str] = MappingProxyType({}),
) -> tuple[Any, list[Problem]]:
    """Return mappings, lists and texts, and the problems; raises RoutineError where YAML ends the reading.

    `kind` is what messages call the whole of it, `keys` are those that its author may have meant, and `meant` are those
    that stand at some places for others.
    """
    builder = _Builder(file, text, kind, keys, meant)
    try:
        for event in yaml.parse(text, Loader=_PARSER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        from coach.yaml_slips import slip_in
        from coach.yaml_slips.broken_text import Broken

        broken = Broken.of(text, error, builder.scalar, keys)
        if _TOO_DEEP in broken.problem:
            read_document(text[: broken.at], file, kind, keys, meant)
        index, message, hint = slip_in(broken)
        builder.problems.append(Problem(builder.source.place(file, index), message, hint))
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
