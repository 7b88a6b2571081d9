"""Language → the few words of a book that no author has written.

To add a language: one row.
"""

from __future__ import annotations

from dataclasses import dataclass

from coach.speech.language import primary_language


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of one language."""

    language: str
    length: str
    caregiver: str
    """Who it is for, where one person follows it for another."""
    needs: str
    """The heading of the things to have at hand."""
    cautions: str
    """The heading of the conditions to mind."""
    contents: str
    begin: str
    """The name of the place where the reading begins."""


_WORDS = {
    words.language: words
    for words in (
        PageWords(
            "de", "Dauer", "Für jemanden, den Sie pflegen", "Was Sie brauchen", "Bitte beachten", "Inhalt", "Beginn"
        ),
        PageWords("en", "Length", "For someone you care for", "What you need", "Take care", "Contents", "Begin"),
        PageWords(
            "es", "Duración", "Para alguien a quien usted cuida", "Lo que necesita", "Precauciones", "Índice", "Inicio"
        ),
        PageWords(
            "fr", "Durée", "Pour une personne que vous aidez", "Ce qu’il vous faut", "Précautions", "Sommaire", "Début"
        ),
        PageWords(
            "it", "Durata", "Per una persona di cui si prende cura", "Che cosa serve", "Precauzioni", "Indice", "Inizio"
        ),
        PageWords(
            "nl", "Duur", "Voor iemand voor wie u zorgt", "Wat u nodig hebt", "Let op", "Inhoud", "Begin"
        ),
        PageWords(
            "pt", "Duração", "Para alguém de quem cuida", "O que é preciso", "Cuidados", "Índice", "Início"
        ),
    )
}  # fmt: skip


def words_for(language: str) -> PageWords:
    """Return the words of a language; English ones, which say so, for one that has none here.

    Example:
        >>> words_for("de-AT").length, words_for("fi").language
        ('Dauer', 'en')
    """
    return _WORDS.get(primary_language(language), _WORDS["en"])
