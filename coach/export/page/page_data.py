"""Timeline + About → PageData: all that the page shows and plays by, as one datum."""

from __future__ import annotations

import json
from bisect import bisect_right
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from coach.export.page.screen_words import screen_words
from coach.export.page.web_keys import web_keys
from coach.export.text_direction import direction_of
from coach.player.controls.bindings import HEADSET, MAY_REPEAT
from coach.player.session import state, transitions, view
from coach.player.session.commands import VERBS
from coach.routine.for_listener import spoken_caution
from coach.units import RATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.export.formats import About
    from coach.routine.model import Routine
    from coach.timeline.timeline import Cue, Timeline

VERSION = 1
_ACTIONS = {"play": "play", "pause": "pause", "nexttrack": "next", "previoustrack": "previous", "stop": "stop"}
"""Actions of the Media Session (W3C) → buttons of a headset."""

Said = tuple[int, int, str]
"""A start and an end in ms, and a text."""


@dataclass(frozen=True, slots=True)
class StepData:
    """One step, or what stands before the first or after the last one."""

    number: int
    """The number from 1; 0 before the first step, one more than there are after the last."""
    title: str
    section: str
    text: str
    """All words that are said in it."""
    start_ms: int
    end_ms: int
    instruction: str
    """The last words that say what to do: those within a practice, such as "Half way.", are none."""
    cues: tuple[Said, ...]
    """The words that are spoken."""
    practice: tuple[Said, ...]
    """The practices; the text is the step's title, or the words before it."""
    waits_ms: int | None
    """The time at which it waits for the listener: the last millisecond of the practice, as in the player."""
    wait_ms: int | None
    """The milliseconds for which it waits at most; None for as long as need be."""
    remind: str
    """What is said while it waits; empty for coach's own words."""


@dataclass(frozen=True, slots=True)
class VerbLabel:
    """A verb, and what its button says."""

    verb: str
    label: str


@dataclass(frozen=True, slots=True)
class PlayerFigures:
    """The player's own figures, so that the page answers as it does: times in ms, levels in dB."""

    more_ms: int
    slower: float
    again_ms: int
    reaction_ms: int
    lead_ms: int
    fade_ms: int
    stop_ms: int
    remind_ms: int
    start_db: float
    louder_db: float
    softest_db: float
    loudest_db: float


@dataclass(frozen=True, slots=True)
class SoundFile:
    """One file of the sound, as the page finds it, and finds out whether it is whole."""

    bytes: int
    address: str = ""
    """The address beside the page; empty where the file stands within the page, as base64."""
    integrity: str = ""
    """Its hash, as `fetch` takes it; empty within the page."""


@dataclass(frozen=True, slots=True)
class SoundFiles:
    """The files of the sound."""

    session: SoundFile
    """The whole session, as M4A."""
    extras: SoundFile | None = None
    """What is played beside it, such as more of the background, as `page_sound` tells it."""


@dataclass(frozen=True, slots=True)
class PageData:
    """All that a page shows and plays by; `json_of` writes it for the scripts."""

    title: str
    language: str
    dir: str
    """The direction in which it is written: `ltr` or `rtl`."""
    words_language: str
    """The language of `words` and of the verbs' labels: English where coach has no words of the routine's."""
    words: dict[str, str]
    """The page's own words by their names in screen_words.yaml; {n}, {all} and {title} are filled in by the scripts."""
    duration_ms: int
    for_self: bool
    summary: str
    needs: tuple[str, ...]
    cautions: tuple[str, ...]
    head: StepData
    """What is heard before the first step."""
    steps: tuple[StepData, ...]
    tail: StepData
    """What is heard after the last step."""
    verbs: tuple[VerbLabel, ...]
    keys: dict[str, str]
    """The verb of each key, by KeyboardEvent.key; a letter is lower case, and Shift stands as `Shift+F5`."""
    repeating: tuple[str, ...]
    """The verbs that a key which is held down asks for again and again."""
    media: dict[str, str]
    """The verb of each button of a lock screen or a headset, by the Media Session's name of its action."""
    constants: PlayerFigures
    chapters: tuple[Said, ...] = ()
    files: SoundFiles | None = None
    """The files of the sound, once they are written."""
    version: int = VERSION
    sound: Any = field(default=None)
    """The sound and its extras, as `page_sound` tells them."""


def page_data_of(timeline: Timeline, about: About, routine: Routine) -> PageData:
    """Return what a page of a session is made of.

    Example:
        >>> import coach
        >>> from coach.export.formats import About
        >>> with coach.open_session("eyes-closed-calm", engine="silent") as session:
        ...     data = page_data_of(session.timeline, About(title="Calm"), session.routine)
        >>> data.title, data.steps[0].number, data.keys["PageDown"]
        ('Calm', 1, 'next')
    """
    words = screen_words(routine.language)
    return PageData(
        title=about.title,
        language=routine.language,
        dir=direction_of(routine.language),
        words_language=words.language,
        words=words.texts,
        duration_ms=timeline.duration_ms,
        for_self=routine.for_ == "self",
        summary=routine.summary or "",
        needs=tuple(routine.needs or ()),
        cautions=tuple(spoken_caution(routine, each.name) for each in routine.cautions),
        **_steps(timeline),
        verbs=tuple(VerbLabel(verb, words.verbs[verb]) for verb in VERBS),
        keys=web_keys(),
        repeating=MAY_REPEAT,
        media={action: HEADSET[button] for action, button in _ACTIONS.items()},
        constants=player_figures(),
        chapters=tuple((each.start_ms, each.end_ms, each.title) for each in about.chapters),
    )


def json_of(data: PageData) -> str:
    """Return the data as JSON that may stand within a script element: there is no `<` in it.

    Every `<` is written as its escape, so that neither `</script>` nor `<!--` of a text ends the element.
    """
    told = {name: value for name, value in asdict(data).items() if name not in ("summary", "needs", "cautions")}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def player_figures() -> PlayerFigures:
    """Return the figures of the player: the one place where the page gets them."""
    return PlayerFigures(
        more_ms=transitions.MORE_MS,
        slower=transitions.SLOWER,
        again_ms=transitions.AGAIN_MS,
        reaction_ms=transitions.REACTION_MS,
        lead_ms=_ms(state.LEAD),
        fade_ms=_ms(state.FADE),
        stop_ms=_ms(state.STOP),
        remind_ms=_ms(state.REMIND),
        start_db=view.START_DB,
        louder_db=transitions.LOUDER_DB,
        softest_db=view.SOFTEST_DB,
        loudest_db=view.LOUDEST_DB,
    )


def _ms(frames: int) -> int:
    return round(frames * 1000 / RATE)


def _steps(timeline: Timeline) -> dict[str, Any]:
    """Return the steps, and what is around them: each lasts until the next one begins."""
    numbers = sorted({cue.step for cue in timeline.cues if cue.step})
    first = {number: next(cue.start_ms for cue in timeline.cues if cue.step == number) for number in numbers}
    head, tail = timeline.head_end_ms, timeline.tail_start_ms
    starts = [0, *(first[number] for number in numbers), max(head, tail), timeline.duration_ms]
    own: list[list[Cue]] = [[] for _ in starts[1:]]
    for cue in timeline.cues:
        own[bisect_right(starts[1:-1], cue.start_ms)].append(cue)
    parts = [_step(place, cues, starts[place], starts[place + 1]) for place, cues in enumerate(own)]
    return {"head": parts[0], "steps": tuple(parts[1:-1]), "tail": parts[-1]}


def _step(number: int, cues: Sequence[Cue], start_ms: int, end_ms: int) -> StepData:
    spoken = [cue for cue in cues if cue.kind == "speech"]
    practices = [cue for cue in cues if cue.kind == "practice"]
    told = [cue.text for cue in spoken if not any(each.start_ms <= cue.start_ms < each.end_ms for each in practices)]
    return StepData(
        number=number,
        title=next((cue.title for cue in cues if cue.title), ""),
        section=next((cue.section for cue in cues if cue.section), ""),
        text=" ".join(cue.text for cue in spoken),
        start_ms=start_ms,
        end_ms=end_ms,
        instruction=told[-1] if told else "",
        cues=tuple(_said(cue) for cue in spoken),
        practice=tuple(_said(cue) for cue in practices),
        waits_ms=next((cue.end_ms - 1 for cue in practices if cue.holds), None),
        wait_ms=next((cue.wait_ms for cue in practices if cue.holds), None),
        remind=next((cue.remind for cue in practices if cue.holds), ""),
    )


def _said(cue: Cue) -> Said:
    return cue.start_ms, cue.end_ms, cue.text
