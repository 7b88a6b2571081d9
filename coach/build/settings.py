"""All that can be chosen for a file of a library, as its author writes it: the axes of the matrix, and options."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

from coach.errors import Place  # noqa: TC001 - pydantic reads the annotations
from coach.export.formats import FORMATS
from coach.export.texts import TEXTS
from coach.routine.base_model import WHOLE, Duration, RoutineModel, YesNo, fault
from coach.routine.conditions import Condition
from coach.routine.texts import Text  # noqa: TC001
from coach.sound.profiles import PROFILES
from coach.speech import ENGINES
from coach.suggestion import suggest
from coach.units import format_duration

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

NATURAL, NONE = "natural", "none"
CAPTIONS = [kind.name for kind in TEXTS if kind.captions]
_KINDS = [each.suffix[1:] for each in FORMATS if not each.members]


def _one_of(names: Iterable[str], what: str) -> Callable[[Any], Any]:
    """Return a validator that takes one of some names, and says which one may be meant."""
    known = [*names]

    def read(value: Any) -> Any:  # noqa: ANN401 - what the author wrote
        if value not in known:
            raise fault(
                "name", f"there is no {what} '{value}'", suggest(str(value), known, f"it can be {', '.join(known)}")
            )
        return value

    return read


def _read_names(value: Any) -> Any:  # noqa: ANN401 - what the author wrote
    """Return a name, a list of names, or `none`, as a list."""
    if value == NONE:
        return ()
    return tuple(dict.fromkeys(value)) if isinstance(value, (list, tuple)) else (value,)


def _read_natural(value: Any) -> Any:  # noqa: ANN401 - what the author wrote
    return None if value == NATURAL else value


_NAMES = WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]})
Conditions = Annotated[tuple[Condition, ...], BeforeValidator(_read_names), _NAMES]
Caption = Annotated[str, BeforeValidator(_one_of(CAPTIONS, "caption format"))]
Captions = Annotated[tuple[Caption, ...], BeforeValidator(_read_names), _NAMES]
Kind = Annotated[str, BeforeValidator(_one_of(_KINDS, "format")), WithJsonSchema({"enum": _KINDS})]
ProfileName = Annotated[str, BeforeValidator(_one_of(PROFILES, "profile")), WithJsonSchema({"enum": [*PROFILES]})]
EngineName = Annotated[str, BeforeValidator(_one_of(ENGINES, "voice engine")), WithJsonSchema({"enum": [*ENGINES]})]
LanguageTag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]


class Settings(RoutineModel):
    """What is chosen for a file; whatever is left out is as in `coach export`."""

    routine: Text | None = None
    """A routine: a file beside the library, or a name from `coach list`."""
    language: LanguageTag | None = None
    """The language that the routine has to have, such as `en` or `pt-BR`."""
    voice: Text | None = None
    """A name from `coach voices`, or a voice file or a folder of recordings beside the library."""
    engine: EngineName | None = None
    """The voice engine, such as `silent` for sessions without a voice."""
    length: Annotated[Duration | None, BeforeValidator(_read_natural)] = None
    """The exact length, such as `10m`; or `natural`."""
    profile: ProfileName = "session"
    """What it is for: `session`, `podcast`, `sleep` or `audiobook`."""
    condition: Conditions = ()
    """A condition from `coach cautions`, a list of those of one person, or `none`."""
    despite: Conditions = ()
    """The conditions that would forbid a session, and are not to."""
    words: Literal["full", "brief"] = "full"
    """`brief`: the short words that the routine has for the second time, from the first."""
    format: Kind = FORMATS[0].suffix[1:]
    """The format, such as `mp3` or `m4b`."""
    background: Text | None = None
    """A name from `coach sounds`, a file beside the library, or `none`."""
    mix: Text | None = None
    """How far the background stays under the voice: `calm`, `clear`, `accessible`, a number of LU, or `none`."""
    fill: YesNo = False
    """Whether another voice says what the chosen one cannot."""
    bitrate: Annotated[int, Field(ge=1), WHOLE] | None = None
    """The bitrate in kbit/s, where the format has one."""
    mono: YesNo = False
    """Whether it has one channel, for one loudspeaker."""
    chapters: Literal["steps", "sections", "none"] | None = None
    """Its chapters."""
    captions: Captions = ()
    """Captions beside it, such as `[vtt, srt]`."""
    transcript: YesNo = False
    """Whether all that is said stands beside it, as text and as Markdown."""
    chapters_json: Annotated[YesNo, Field(alias="chapters-json")] = False
    """Whether its chapters stand beside it, as podcasts have them."""
    title: Text | None = None
    """Its title in a player."""
    artist: Text | None = None
    """Its artist."""
    album: Text | None = None
    """Its album."""
    comment: Text | None = None
    """What it tells of itself."""
    year: Annotated[int, Field(ge=1, le=9999), WHOLE] | None = None
    """Its year."""
    cover: Text | None = None
    """A picture beside the library as its cover, or `none`."""

    def given(self) -> dict[str, Value]:
        """Return what was written, under the keys by which it was written."""
        fields = type(self).model_fields
        pairs = ((name, fields[name].alias or name) for name in fields if name in self.model_fields_set)
        return {key: Value(getattr(self, name), self.place(key)) for name, key in pairs}


@dataclass(frozen=True)
class Value:
    """What was chosen, and the place where it was."""

    value: Any
    place: Place


AXES = tuple(field.alias or name for name, field in Settings.model_fields.items())
"""The keys of `Settings`, each of which can have a list of values in a matrix."""
_USUAL = {"length": NATURAL, "condition": NONE, "profile": "session", "words": "full", "format": _KINDS[0]}
_PATHS = ("routine", "background", "cover", "voice")
_UNSHOWN = (".yaml", ".yml", ".onnx")


def shown(key: str, value: object) -> str:
    """Return a value as it stands in the names of files and in messages.

    Example:
        >>> shown("length", 600_000), shown("condition", ("crps", "diabetes")), shown("routine", "mine/calm.yaml")
        ('10m', 'crps-diabetes', 'calm')
    """
    if value is None or value == ():
        return _USUAL.get(key, "default")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "-".join(value)
    if key == "length" and isinstance(value, int):
        return format_duration(value)
    if key not in _PATHS:
        return str(value)
    path = PurePath(str(value))
    return path.stem if path.suffix in _UNSHOWN else path.name
