"""A routine and its options → the narrator who speaks it, and who speaks in its place what it cannot."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import RoutineError
from coach.log import described, logger
from coach.speech import Voice, engine_named
from coach.speech.pronunciation import lexicon_for
from coach.speech.rests import measure_of
from coach.speech.spoken_form import spoken_form
from coach.speech.substitute import Earcon
from coach.speech.voices import VoiceChoice, best_voice, choose_voice
from coach.timeline.compiler import compile_routine

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.routine.model import Routine
    from coach.session_options import SessionOptions
    from coach.speech.narrator import Narrator
    from coach.speech.substitute import Substitute
    from coach.speech.utterances import Paced
    from coach.timeline.head_and_tail import Margins

_log = logger(__name__)


def cast_narrator(
    routine: Routine, options: SessionOptions, on_spoken: Callable[[str], None] | None, *, live: bool = False
) -> Narrator:
    """Return the narrator of a routine; raises RoutineError and UsageError for a voice that cannot be meant.

    With `fill`, the best voice that is there says what the chosen one cannot. A session that is played live goes on
    without: a sound stands in the place of the words, which the screen shows.
    """
    from coach.speech.narrator import Narrator  # it needs numpy, which an estimate does not

    choice = choose_voice(routine, options.voice, options.engine)
    if choice.note:
        _log.warning(choice.note)
    voice = Voice(routine.language, choice.name, routine.voice.pace)
    lexicon = lexicon_for(routine.language, routine.pronounce)
    instead: Substitute | None = Earcon() if live else None
    if options.fill:
        instead = _other_voice(routine, choice.engine, on_spoken, instead)
    return Narrator(choice.engine, voice, on_spoken=on_spoken, lexicon=lexicon, instead=instead)


def voice_identity(routine: Routine, options: SessionOptions) -> dict[str, str]:
    """Return all that decides how the words of a routine sound, without opening a voice: its parts by name.

    Raises RoutineError and UsageError as `cast_narrator`, MissingPart for a voice that is not there.
    """
    choice = choose_voice(routine, options.voice, options.engine)
    lexicon = lexicon_for(routine.language, routine.pronounce)
    facts = [_engine_identity(choice, routine)]
    if options.fill:
        facts.append(_engine_identity(_substitute_for(routine, choice.engine), routine))
    said = (lexicon.language, lexicon.asked, lexicon.known, lexicon.rules)
    return {"voice": " and ".join(facts), "pronunciation": sha256(repr(said).encode()).hexdigest()[:32]}


def _engine_identity(choice: VoiceChoice, routine: Routine) -> str:
    engine = engine_named(choice.engine)
    voice = Voice(routine.language, choice.name, routine.voice.pace)
    name = Path(choice.name).name if choice.name else "usual"
    return f"{choice.engine} {name} ({engine.version()}) {engine.identity(voice, '')}".rstrip()


def _substitute_for(routine: Routine, engine: str) -> VoiceChoice:
    """Return what speaks in the place of an engine: the best other voice for the language."""
    best = best_voice(routine.language)
    return VoiceChoice("system") if best.engine == engine else best


def speak_ahead(narrator: Narrator, routine: Routine, length_ms: int | None, margins: Margins) -> None:
    """Have all texts spoken that a session will have by an estimate, several at the same time where that is quicker.

    Raises MissingLines where a folder of recordings lacks some of them, with all that it lacks, and MissingPart.
    """
    recorded = narrator.engine == "recorded" and not narrator.has_substitute
    if recorded or narrator.speaks_several:
        narrator.prepare(texts_ahead(narrator, routine, length_ms, margins))


def measure_so_far(narrator: Narrator, factor: float = 1.0) -> Callable[..., int]:
    """Return a measure of speech that speaks nothing: what has been spoken is as long as it is, the rest estimated.

    `factor` is how many times as long as by the estimate the rest is taken to be.
    """

    def measure(text: str, pace: int | None = None) -> int:
        known = narrator.known_ms(text, pace)
        return round(factor * narrator.estimated_ms(text, pace)) if known is None else known

    return measure


def texts_ahead(narrator: Narrator, routine: Routine, length_ms: int | None, margins: Margins) -> list[Paced]:
    """Return all texts that a session will have by an estimate, each at its pace; raises MissingLines."""
    measure = measure_so_far(narrator)
    try:
        plan = compile_routine(routine, measure, length_ms, paced_length=measure, margins=margins)
    except RoutineError as error:
        _log.info("there is no timeline by estimated lengths: %s", described(error))
        return []
    if narrator.engine == "recorded" and not narrator.has_substitute:
        from coach.speech.recordings.missing_lines import check_lines

        check_lines(Path(str(narrator.voice.name)), [cue.text for cue in plan.speech], narrator.voice.language)
    return [(cue.text, cue.pace) for cue in plan.speech]


def estimate_for(routine: Routine, name: str | None = None, engine: str | None = None) -> Callable[..., int]:
    """Return a measure of speech for the compiler by what is known of a routine's voice; nothing is spoken.

    The measure takes a text and, where it is not the routine's, a pace in words per minute; it gives milliseconds.
    """
    choice = choose_voice(routine, name, engine)
    engine_chosen, language = engine_named(choice.engine), routine.language

    def measure(text: str, pace: int | None = None) -> int:
        voice = Voice(language, choice.name, pace or routine.voice.pace)
        return measure_of(engine_chosen, voice)(spoken_form(text, language))

    return measure


def _other_voice(
    routine: Routine, engine: str, on_spoken: Callable[[str], None] | None, instead: Substitute | None
) -> Narrator:
    """Return the narrator that speaks in the place of an engine."""
    from coach.speech.narrator import Narrator

    other = _substitute_for(routine, engine).engine
    voice = Voice(routine.language, None, routine.voice.pace)
    lexicon = lexicon_for(routine.language, routine.pronounce)
    return Narrator(other, voice, on_spoken=on_spoken, lexicon=lexicon, instead=instead)
