"""The routine language as frozen types: what an author may write, and how each value is read."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Discriminator, Field, PrivateAttr, StringConstraints, Tag, model_validator

from coach.routine.background_options import BackgroundOptions, Beginning, EndingText
from coach.routine.base_model import WHOLE, Duration, RoutineModel, YesNo, fault
from coach.routine.condition_words import ConditionWords  # noqa: TC001 - pydantic reads the annotations
from coach.routine.conditions import Condition, Conditions, each_once
from coach.routine.guide import Guide, Rhythm  # noqa: TC001
from coach.routine.instead import Instead  # noqa: TC001
from coach.routine.keep import Keep  # noqa: TC001
from coach.routine.practice import Pause, Practice  # noqa: TC001
from coach.routine.practice_check import check_practice, counts_aloud
from coach.routine.texts import Again, Name, OwnWords, Pronounced, Say, Text, Value, Values

SLOWEST_PACE, FASTEST_PACE = 90, 210
"""The slowest and the fastest pace, in words per minute: the natural range of speech (Wingfield 1999)."""

Codes = Annotated[list[Text], Field(min_length=1)]
Sources = Annotated[list[Text], Field(min_length=1)]


class VoiceOptions(RoutineModel):
    """The voice that speaks, and its pace."""

    pace: Annotated[int, Field(ge=SLOWEST_PACE, le=FASTEST_PACE), WHOLE] = 125
    """Words per minute."""
    name: Text | None = None
    """A voice of the engine; without it, the engine's calmest for the language."""

    settle: YesNo = False
    """`yes`: slower and softer through the session, and back in its last section."""


class Declared(RoutineModel):
    """A condition that a routine has to mind."""

    name: Condition
    """A name from `coach cautions`."""
    say: OwnWords | None = None
    """The words about the condition; without them, coach's own sentence."""

    @model_validator(mode="before")
    @classmethod
    def _read_name(cls, value: Any) -> Any:  # noqa: ANN401 - what the author wrote
        if isinstance(value, str):
            return {"name": value}
        if isinstance(value, dict) and len(value) == 1 and "name" not in value:
            ((name, say),) = value.items()
            return {"name": name, "say": say}
        if isinstance(value, dict) and value and value.keys().isdisjoint(cls.model_fields):
            raise fault("many_cautions", "more than one condition in one item", "write each after a '- ' of its own")
        return value


class Step(RoutineModel):
    """One thing to hear and then do."""

    title: Text | None = None
    """The name of the step, for `next: yes`, for `use` and for people who look."""
    say: Say | None = None
    """The words that the voice says; `[pause 2s]` is a rest in the middle of them."""
    again: Again | None = None
    """The words from the second turn of `each` or `repeat` on, or `none`; with `--words brief` from the first."""
    do: Practice | None = None
    """The practice: the time in which the hands, or the breath, do it."""
    guide: Guide | None = None
    """Words during the practice."""
    rhythm: Rhythm | None = None
    """A sound that repeats during the practice."""
    pause: Pause | None = None
    """Silence after the step."""
    instead: Instead | None = None
    """The words for someone with one of these conditions, or `{say, do}` where they do something else; if several
    apply, the one that stands first counts."""
    words: ConditionWords | None = None
    """`{how: {default: firmly, crps: barely at all}}`: what `{how}` in these texts is, for each condition."""
    skip_for: Conditions | None = None
    """The conditions for which the step is left out."""
    keep: Keep | None = None
    """`optional`: left out first when time is short; `optional 2`: left out after those; never without it."""
    sources: Sources | None = None
    """The facts that this step carries; in the library, numbers of coach/routines/SOURCES.md."""
    allow: Codes | None = None
    """Codes of `coach check` that are meant to be so here."""

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.say is None and self.pause is None and self.do is None:
            raise fault("empty_step", "a step with nothing to hear or do", "give it 'say' or 'do'")
        if self.say is None and any(way.say for way in (self.instead or {}).values()):
            raise fault("no_say", "'instead', but nothing is said here", "add 'say'")
        if self.say is None and self.again:
            raise fault("no_say", "'again', but nothing is said here", "add 'say'")
        check_practice(self.do, self.guide, self.rhythm)
        for key, way in (self.instead or {}).items():
            if self.say is None and self.pause is None and way.does_nothing:
                raise fault("empty_way", f"for {key}, nothing is left to do", f"write 'skip_for: [{key}]'")
        return self

    @property
    def counts(self) -> bool:
        """Whether the voice counts the repetitions."""
        return counts_aloud(self.do, self.guide)

    @property
    def other_ways(self) -> tuple[Step, ...]:
        """The step as it is for those who have something else under `instead`, which is then where it stands."""
        ways = [self.model_copy(update=way.changes()) for way in (self.instead or {}).values()]
        for way in ways:
            way._places = dict.fromkeys(self._places or {}, self.place("instead"))
        return tuple(ways)


class Group(RoutineModel):
    """Steps that belong together: a section, a repetition, or both."""

    section: Text | None = None
    """The name of this part of the session: a chapter."""
    repeat: Annotated[int, Field(ge=1), WHOLE] | None = None
    """The number of times that the steps happen. In their words, `{round}` is the number of the turn, `{rounds}` that
    of all turns, and `{nth}` the turn as an ordinal."""
    each: Annotated[dict[Name, Values], Field(min_length=1, max_length=1)] | None = None
    """One name and the values it takes in turn; if there are two, `{other_name}` is the other one."""
    between: OwnWords | None = None
    """The words between two repetitions."""
    again: Again | None = None
    """The words, or `none`, at the beginning of these steps in the place of all their words, from the second turn of
    `each` or `repeat` on; with `--words brief` from the first."""
    use: Text | None = None
    """`ROUTINE/TITLE`: the step or section of that title from a routine of the library or of the same folder; without a
    title, the whole routine. It stands here instead of `steps`."""
    with_: Annotated[dict[Name, Value] | None, Field(alias="with", min_length=1)] = None
    """Names and what they stand for in these steps."""
    words: ConditionWords | None = None
    """`{how: {default: firmly, crps: barely at all}}`: what `{how}` in these steps is, for each condition."""
    skip_for: Conditions | None = None
    """The conditions for which these steps are left out."""
    keep: Keep | None = None
    """`optional`: all of these steps are left out together when time is short, as a step of that order is."""
    sources: Sources | None = None
    """The facts that these steps carry together."""
    allow: Codes | None = None
    """Codes of `coach check` that are meant to be so here."""
    steps: Annotated[list[StepOrGroup], Field(min_length=1)]
    """Steps and groups, in their order."""

    @model_validator(mode="after")
    def _repeats_in_one_way(self) -> Self:
        if self.repeat is not None and self.each is not None:
            raise fault("two_loops", "'repeat' and 'each' in one group", "put one group inside the other")
        if self.each is not None and len(set(*self.each.values())) < len(*self.each.values()):
            raise fault("same_values", "'each' has the same value twice", "remove one, or use 'repeat'")
        if set(self.each or ()) & set(self.with_ or ()):
            raise fault("set_twice", "one name in 'each' and in 'with'", "remove it from one of them")
        if self.between is not None and self.repeat is None and self.each is None:
            raise fault("no_loop", "'between', but nothing repeats here", "add 'repeat' or 'each'")
        return self

    @property
    def is_loop(self) -> bool:
        """Whether the steps happen in turns, which can be counted, even if there is only one."""
        return bool(self.repeat or self.each)

    @property
    def turns(self) -> int:
        """The number of times that the steps happen."""
        return self.repeat or len(self.turn_values) or 1

    @property
    def turn_values(self) -> tuple[dict[str, str], ...]:
        """The values of the {name} of `each` in each turn, and of its {other_name} if there are two values."""
        if not self.each:
            return ()
        ((name, values),) = self.each.items()
        others = values[::-1] if len(values) == 2 else []  # noqa: PLR2004 - a pair: left and right
        filled = [{name: value} for value in values]
        for turn, other in zip(filled, others, strict=False):
            turn[f"other_{name}"] = other
        return tuple(filled)

    @property
    def names(self) -> tuple[dict[str, str], ...]:
        """The values of the group's own {names}: those in each turn of `each`, or else those in all turns."""
        return tuple({**turn, **(self.with_ or {})} for turn in self.turn_values or ({},))

    @property
    def hidden(self) -> frozenset[str]:
        """The names from outer groups that mean nothing here: the {other_name} of a name that this group sets anew."""
        return frozenset(f"other_{name}" for name in (*(self.each or ()), *(self.with_ or ()))) - self.names[0].keys()


def _kind(value: Any) -> str:  # noqa: ANN401 - what the author wrote
    keys = value.keys() if isinstance(value, dict) else ()
    has_steps = isinstance(value, Group) or not {"steps", "use"}.isdisjoint(keys)
    return "<group>" if has_steps or (DEEDS.isdisjoint(keys) and not GROUP_ONLY.isdisjoint(keys)) else "<step>"


GROUP_ONLY = frozenset({"section", "repeat", "each", "between", "use", "with", "steps"})
DEEDS = frozenset({"say", "do", "pause"})
"""The keys of groups alone, and those of which a step needs one: a mapping with both and without steps is a step."""

StepOrGroup = Annotated[Annotated[Step, Tag("<step>")] | Annotated[Group, Tag("<group>")], Discriminator(_kind)]
"""A step or a group: the keys of a mapping show which of them it is."""


class Routine(RoutineModel):
    """A routine: everything that happens in a session, step by step."""

    title: Text
    """The name of the routine."""
    summary: Text | None = None
    """The routine in a sentence or two."""
    author: Text | None = None
    """The one whose name stands on a file of it."""
    album: Text | None = None
    """The collection that it belongs to."""
    comment: Text | None = None
    """What a player tells of it; without it, the summary."""
    for_: Annotated[Literal["caregiver", "self"], Field(alias="for")] = "self"
    """The person who follows it: someone who cares for another, or oneself."""
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "en"
    """A BCP 47 tag, such as `en` or `pt-BR`."""
    good_for: list[Text] = Field(default_factory=list)
    """The purposes for which many people find it good; no promise."""
    needs: list[Text] = Field(default_factory=list)
    """The things to have at hand."""
    cautions: Annotated[list[Declared], AfterValidator(each_once)] = Field(default_factory=list)
    """Conditions that this routine has to mind."""
    sources: list[Text] = Field(default_factory=list)
    """The sources of its facts."""
    allow: Codes | None = None
    """Codes of `coach check` that are meant to be so in the whole routine."""
    voice: VoiceOptions = VoiceOptions()
    """The voice that speaks, and its pace."""
    pronounce: Pronounced = Field(default_factory=dict)
    """`{Raynaud: ray-NOH}`: words, and how they are said: a respelling, or IPA in slashes."""
    background: BackgroundOptions = BackgroundOptions()
    """The calm sound under everything."""
    beginning: Beginning = "none"
    """`bell`: a bell before the first step."""
    ending: EndingText | None = None
    """`bell`: a bell after the last step; `fade 3m`: the background goes on and fades for three minutes; `none`: it
    fades within seconds, as it does without this."""
    length: Duration | None = None
    """The exact length of the session; without it, its natural length."""
    words: ConditionWords | None = None
    """`{how: {default: firmly, crps: barely at all}}`: what `{how}` in all steps is, for each condition."""
    steps: Annotated[list[StepOrGroup], Field(min_length=1)]
    """The steps and groups of the routine, in their order."""

    _sha256: str = PrivateAttr("")
    _brief: bool = PrivateAttr(default=False)

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes of its file, in hexadecimal; empty for a routine that was made in another way."""
        return self._sha256

    @property
    def is_brief(self) -> bool:
        """Whether the short words of `again` are said from the first turn on."""
        return self._brief

    def in_brief(self) -> Self:
        """Return the same routine for somebody who knows it."""
        brief = self.model_copy()
        brief._brief = True
        return brief

    def read_from(self, data: bytes) -> Self:
        """Remember the hash of the bytes that the routine was read from."""
        self._sha256 = sha256(data).hexdigest()
        return self


Group.model_rebuild()


def files_of(item: Routine | Group | Step) -> set[str]:
    """Return the files that a routine was read from, with those that it uses; none for one that was made otherwise."""
    place = item.known_place("")
    inner: set[str] = set().union(*(files_of(each) for each in getattr(item, "steps", ())))
    return inner | {place.file} if place else inner


def file_name(routine: Routine) -> str:
    """Return the name of a routine's file, without its folder."""
    return Path(routine.place("title").file).name
