"""Language → the few words that coach says of its own accord, and the words for the two sides of a body.

To add a language: one row. A number is spoken as the voice of the language reads its digits.
"""

from __future__ import annotations

from dataclasses import dataclass

SOON_MS = 45_000
"""The milliseconds below which a session takes less than a minute, as is said of it."""


@dataclass(frozen=True)
class Phrases:
    """The phrases of one language, with {n} for seconds or minutes and {title} for a step."""

    last: str
    next: str
    tense: str
    release: str
    sides: tuple[str, str]
    """The patterns of the words for left and for right."""
    minutes: str
    minute: str
    """The words for one minute left; `minutes` is for several, `soon` for less than one."""
    soon: str
    ready: str
    """The words while a session waits for the listener."""

    def time_left(self, ms: int) -> str:
        """Return the words for how long a session still takes, about."""
        minutes = round(ms / 60_000)
        if ms < SOON_MS:
            return self.soon
        return self.minute if minutes <= 1 else self.minutes.format(n=minutes)


PHRASES = {
    "de": Phrases(
        last="Noch {n} Sekunden.",
        next="Als Nächstes: {title}.",
        tense="Anspannen.",
        release="Und loslassen.",
        sides=(r"link(?:e[mnrs]?|s)", r"recht(?:e[mnrs]?|s)"),
        minutes="Noch etwa {n} Minuten.",
        minute="Noch etwa eine Minute.",
        soon="Weniger als eine Minute.",
        ready="Weiter geht es, sobald Sie so weit sind.",
    ),
    "en": Phrases(
        last="{n} seconds left.",
        next="Next: {title}.",
        tense="Tense.",
        release="And release.",
        sides=(r"left", r"right"),
        minutes="About {n} minutes left.",
        minute="About one minute left.",
        soon="Less than a minute left.",
        ready="Go on when you are ready.",
    ),
    "es": Phrases(
        last="Quedan {n} segundos.",
        next="A continuación: {title}.",
        tense="Tensa.",
        release="Y suelta.",
        sides=(r"izquierd[oa]s?", r"derech[oa]s?"),
        minutes="Quedan unos {n} minutos.",
        minute="Queda alrededor de un minuto.",
        soon="Queda menos de un minuto.",
        ready="Siga cuando le venga bien.",
    ),
    "fr": Phrases(
        last="Encore {n} secondes.",
        next="Ensuite : {title}.",
        tense="Contractez.",
        release="Et relâchez.",
        sides=(r"gauches?", r"droite?s?"),
        minutes="Encore {n} minutes environ.",
        minute="Encore une minute environ.",
        soon="Moins d'une minute.",
        ready="Continuez quand vous voudrez.",
    ),
    "it": Phrases(
        last="Ancora {n} secondi.",
        next="Poi: {title}.",
        tense="Contrai.",
        release="E rilascia.",
        sides=(r"sinistr[aeio]", r"destr[aeio]"),
        minutes="Ancora circa {n} minuti.",
        minute="Ancora circa un minuto.",
        soon="Meno di un minuto.",
        ready="Prosegua quando vuole.",
    ),
    "nl": Phrases(
        last="Nog {n} seconden.",
        next="Hierna: {title}.",
        tense="Span aan.",
        release="En laat los.",
        sides=(r"link(?:er\w*|s)", r"recht(?:er\w*|s)"),
        minutes="Nog ongeveer {n} minuten.",
        minute="Nog ongeveer één minuut.",
        soon="Minder dan een minuut.",
        ready="Ga verder als u zover bent.",
    ),
    "pt": Phrases(
        last="Faltam {n} segundos.",
        next="A seguir: {title}.",
        tense="Contraia.",
        release="E solte.",
        sides=(r"esquerd[oa]s?", r"direit[oa]s?"),
        minutes="Faltam cerca de {n} minutos.",
        minute="Falta cerca de um minuto.",
        soon="Falta menos de um minuto.",
        ready="Continue quando quiser.",
    ),
}


def phrases_of(language: str) -> Phrases | None:
    """Return the phrases of a language, whatever its region; None for a language without a row."""
    return PHRASES.get(language.partition("-")[0])
