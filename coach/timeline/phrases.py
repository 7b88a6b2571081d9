"""Language → the few words that coach says of its own accord, and the words for the two sides of a body.

To add a language: one row. A number is spoken as the voice of the language reads its digits.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Phrases:
    """Words of one language, with {n} for seconds and {title} for a step."""

    last: str
    next: str
    tense: str
    release: str
    sides: tuple[str, str]
    """Left and right, as patterns of the words for them."""


PHRASES = {
    "de": Phrases(
        last="Noch {n} Sekunden.",
        next="Als Nächstes: {title}.",
        tense="Anspannen.",
        release="Und loslassen.",
        sides=(r"link(?:e[mnrs]?|s)", r"recht(?:e[mnrs]?|s)"),
    ),
    "en": Phrases(
        last="{n} seconds left.",
        next="Next: {title}.",
        tense="Tense.",
        release="And release.",
        sides=(r"left", r"right"),
    ),
    "es": Phrases(
        last="Quedan {n} segundos.",
        next="A continuación: {title}.",
        tense="Tensa.",
        release="Y suelta.",
        sides=(r"izquierd[oa]s?", r"derech[oa]s?"),
    ),
    "fr": Phrases(
        last="Encore {n} secondes.",
        next="Ensuite : {title}.",
        tense="Contractez.",
        release="Et relâchez.",
        sides=(r"gauches?", r"droite?s?"),
    ),
    "it": Phrases(
        last="Ancora {n} secondi.",
        next="Poi: {title}.",
        tense="Contrai.",
        release="E rilascia.",
        sides=(r"sinistr[aeio]", r"destr[aeio]"),
    ),
    "nl": Phrases(
        last="Nog {n} seconden.",
        next="Hierna: {title}.",
        tense="Span aan.",
        release="En laat los.",
        sides=(r"link(?:er\w*|s)", r"recht(?:er\w*|s)"),
    ),
    "pt": Phrases(
        last="Faltam {n} segundos.",
        next="A seguir: {title}.",
        tense="Contraia.",
        release="E solte.",
        sides=(r"esquerd[oa]s?", r"direit[oa]s?"),
    ),
}


def phrases_of(language: str) -> Phrases | None:
    """The words of a language, whatever its region; None for a language without a row."""
    return PHRASES.get(language.partition("-")[0])
