"""Language → the words by which coach offers each verb of the player to a switch. To add a language: one row."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_VERBS = "next|pause|continue|repeat|more time|back|how long|slower|faster|louder|softer|stop"
_ROWS = {
    "de": "Nächster Schritt|Pause|Weitermachen|Noch einmal|Mehr Zeit|Zurück|Wie lange noch?|Langsamer|Schneller|Lauter|"
    "Leiser|Aufhören",
    "en": "Next step|Pause|Go on|Once more|More time|Back|How long?|Slower|Faster|Louder|Softer|Stop",
    "es": "Paso siguiente|Pausa|Continuar|Otra vez|Más tiempo|Atrás|¿Cuánto falta?|Más despacio|Más deprisa|Más alto|"
    "Más bajo|Terminar",
    "fr": "Étape suivante|Pause|Continuer|Encore une fois|Plus de temps|Retour|Combien de temps ?|Plus lentement|"
    "Plus vite|Plus fort|Moins fort|Arrêter",
    "it": "Passo successivo|Pausa|Continuare|Ancora una volta|Più tempo|Indietro|Quanto manca?|Più lento|Più veloce|"
    "Più forte|Più piano|Fermare",
    "nl": "Volgende stap|Pauze|Verdergaan|Nog een keer|Meer tijd|Terug|Hoe lang nog?|Langzamer|Sneller|Harder|Zachter|"
    "Stoppen",
    "pt": "Próximo passo|Pausa|Continuar|Mais uma vez|Mais tempo|Voltar|Quanto falta?|Mais devagar|Mais depressa|"
    "Mais alto|Mais baixo|Terminar",
}


def _row(words: str) -> Mapping[str, str]:
    said = (word if word.endswith("?") else f"{word}." for word in words.split("|"))
    return MappingProxyType(dict(zip(_VERBS.split("|"), said, strict=True)))


VERB_WORDS = {language: _row(words) for language, words in _ROWS.items()}
"""Language → verb → the words; `pause or continue` is offered as the one of them that it does."""
