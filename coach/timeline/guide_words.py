"""Language → the few words that coach says of its own accord, and the words for the two sides of a body.

To add a language: one row, and one each in `time_left` and `verb_words`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.timeline.time_left import TIME_LEFT, TimeLeft
from coach.timeline.verb_words import VERB_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

SOON_MS = 45_000
"""The milliseconds below which a session takes less than a minute, as is said of it."""


@dataclass(frozen=True)
class Phrases:
    """The phrases of one language, with {title} for a step."""

    how_long: TimeLeft
    """The words for the time left."""
    next: str
    tense: str
    release: str
    breathe_in: str
    hold: str
    """The words as the breath is held."""
    breathe_out: str
    rest: str
    """The words as the lungs rest, after the breath went out."""
    sides: tuple[str, str]
    """The patterns of the words for left and for right."""
    soon: str
    """The words for less than a minute left."""
    ready: str
    """The words while a session waits for the listener."""
    verbs: Mapping[str, str]
    """The words by which each verb is offered to a switch."""
    early: str
    """The words with which a timer ends a session before its end."""
    left_over: str
    """The words for what is left of it, with {title} for the first step of that."""

    def time_left(self, ms: int) -> str:
        """Return the words for how long a session still takes, about."""
        return self.soon if ms < SOON_MS else self.how_long.nearly(max(1, round(ms / 60_000)))

    def ends_early(self, title: str) -> str:
        """Return the words with which a timer ends a session early, before a step; without a title, no more than that.

        Example:
            >>> PHRASES["en"].ends_early("Palm")
            'The time is up, and the session ends early. What is left begins with: Palm.'
        """
        return " ".join(filter(None, (self.early, title and self.left_over.format(title=title))))


PHRASES = {
    "de": Phrases(
        how_long=TIME_LEFT["de"],
        next="Als Nächstes: {title}.",
        tense="Anspannen.",
        release="Und loslassen.",
        breathe_in="Einatmen.",
        hold="Halten.",
        breathe_out="Und ausatmen.",
        rest="Ruhen.",
        sides=(r"link(?:e[mnrs]?|s)", r"recht(?:e[mnrs]?|s)"),
        soon="Weniger als eine Minute.",
        ready="Weiter geht es, sobald Sie so weit sind.",
        verbs=VERB_WORDS["de"],
        early="Die Zeit ist um, und die Sitzung endet früher.",
        left_over="Was noch fehlt, beginnt mit: {title}.",
    ),
    "en": Phrases(
        how_long=TIME_LEFT["en"],
        next="Next: {title}.",
        tense="Tense.",
        release="And release.",
        breathe_in="Breathe in.",
        hold="Hold.",
        breathe_out="And breathe out.",
        rest="Rest.",
        sides=(r"left", r"right"),
        soon="Less than a minute left.",
        ready="Go on when you are ready.",
        verbs=VERB_WORDS["en"],
        early="The time is up, and the session ends early.",
        left_over="What is left begins with: {title}.",
    ),
    "es": Phrases(
        how_long=TIME_LEFT["es"],
        next="A continuación: {title}.",
        tense="Tense.",
        release="Y suelte.",
        breathe_in="Inspire.",
        hold="Mantenga el aire.",
        breathe_out="Y espire.",
        rest="Descanse.",
        sides=(r"izquierd[oa]s?", r"derech[oa]s?"),
        soon="Queda menos de un minuto.",
        ready="Siga cuando le venga bien.",
        verbs=VERB_WORDS["es"],
        early="Se ha cumplido el tiempo, y la sesión termina antes.",
        left_over="Lo que queda empieza por: {title}.",
    ),
    "fr": Phrases(
        how_long=TIME_LEFT["fr"],
        next="Ensuite : {title}.",
        tense="Contractez.",
        release="Et relâchez.",
        breathe_in="Inspirez.",
        hold="Retenez.",
        breathe_out="Et expirez.",
        rest="Pause.",
        sides=(r"gauches?", r"droite?s?"),
        soon="Moins d'une minute.",
        ready="Continuez quand vous voudrez.",
        verbs=VERB_WORDS["fr"],
        early="Le temps est écoulé, et la séance s'arrête plus tôt.",
        left_over="Ce qui reste commence par : {title}.",
    ),
    "it": Phrases(
        how_long=TIME_LEFT["it"],
        next="Poi: {title}.",
        tense="Contragga.",
        release="E rilasci.",
        breathe_in="Inspiri.",
        hold="Trattenga.",
        breathe_out="Ed espiri.",
        rest="Pausa.",
        sides=(r"sinistr[aeio]", r"destr[aeio]"),
        soon="Meno di un minuto.",
        ready="Prosegua quando vuole.",
        verbs=VERB_WORDS["it"],
        early="Il tempo è finito, e la seduta termina prima.",
        left_over="Quello che resta comincia con: {title}.",
    ),
    "nl": Phrases(
        how_long=TIME_LEFT["nl"],
        next="Hierna: {title}.",
        tense="Span aan.",
        release="En laat los.",
        breathe_in="Adem in.",
        hold="Houd vast.",
        breathe_out="En adem uit.",
        rest="Rust.",
        sides=(r"link(?:er\w*|s)", r"recht(?:er\w*|s)"),
        soon="Minder dan een minuut.",
        ready="Ga verder als u zover bent.",
        verbs=VERB_WORDS["nl"],
        early="De tijd is om, en de sessie stopt eerder.",
        left_over="Wat overblijft, begint met: {title}.",
    ),
    "pt": Phrases(
        how_long=TIME_LEFT["pt"],
        next="A seguir: {title}.",
        tense="Contraia.",
        release="E solte.",
        breathe_in="Inspire.",
        hold="Segure.",
        breathe_out="E expire.",
        rest="Descanse.",
        sides=(r"esquerd[oa]s?", r"direit[oa]s?"),
        soon="Falta menos de um minuto.",
        ready="Continue quando quiser.",
        verbs=VERB_WORDS["pt"],
        early="O tempo acabou, e a sessão termina mais cedo.",
        left_over="O que falta começa por: {title}.",
    ),
}


def phrases_of(language: str) -> Phrases | None:
    """Return the phrases of a language, whatever its region; None for a language without a row."""
    return PHRASES.get(language.partition("-")[0])
