"""Seconds → how long something still takes, as a person says it in a language: "An hour and a half left".

To add a language: one row. A number is spoken as the voice of the language reads its digits.
"""

from __future__ import annotations

from dataclasses import dataclass

_HOUR_S, _MINUTE_S = 3600, 60
_HALF_PAST = 1.5


@dataclass(frozen=True)
class TimeLeft:
    """The words of one language: of each unit, those for one and those for {n}."""

    exact: tuple[str, str]
    """The sentences around a {time} that begins with one, and around one that begins with several."""
    about: tuple[str, str]
    """The same for a time that is rounded."""
    hours: tuple[str, str]
    minutes: tuple[str, str]
    seconds: tuple[str, str]
    one_and_a_half: tuple[str, str]
    """An hour and a half, and a minute and a half."""
    joined: str
    """The word between two units."""

    def exactly(self, seconds: int) -> str:
        """Return the words for a time left.

        Example:
            >>> TIME_LEFT["en"].exactly(5_400), TIME_LEFT["fr"].exactly(75)
            ('An hour and a half left.', 'Encore une minute et 15 secondes.')
        """
        return self._said(self.exact, seconds)

    def nearly(self, minutes: int) -> str:
        """Return the words for about so many minutes left."""
        return self._said(self.about, minutes * _MINUTE_S)

    def _said(self, sentences: tuple[str, str], seconds: int) -> str:
        one = seconds == 1 or _MINUTE_S <= seconds < 2 * _MINUTE_S or _HOUR_S <= seconds < 2 * _HOUR_S
        said = sentences[0 if one else 1].format(time=self._time(seconds))
        return said[0].upper() + said[1:]

    def _time(self, seconds: int) -> str:
        for unit_s, words in zip((_HOUR_S, _MINUTE_S), self.one_and_a_half, strict=True):
            if seconds == _HALF_PAST * unit_s:
                return words
        minutes, rest = divmod(seconds, _MINUTE_S)
        amounts = zip((*divmod(minutes, 60), rest), (self.hours, self.minutes, self.seconds), strict=True)
        said = [words[0] if number == 1 else words[1].format(n=number) for number, words in amounts if number]
        return self.joined.join([", ".join(said[:-1]), said[-1]] if said[1:] else said)


TIME_LEFT = {
    "de": TimeLeft(
        exact=("Noch {time}.",) * 2,
        about=("Noch etwa {time}.",) * 2,
        hours=("eine Stunde", "{n} Stunden"),
        minutes=("eine Minute", "{n} Minuten"),
        seconds=("eine Sekunde", "{n} Sekunden"),
        one_and_a_half=("anderthalb Stunden", "anderthalb Minuten"),
        joined=" und ",
    ),
    "en": TimeLeft(
        exact=("{time} left.",) * 2,
        about=("About {time} left.",) * 2,
        hours=("one hour", "{n} hours"),
        minutes=("one minute", "{n} minutes"),
        seconds=("one second", "{n} seconds"),
        one_and_a_half=("an hour and a half", "a minute and a half"),
        joined=" and ",
    ),
    "es": TimeLeft(
        exact=("Queda {time}.", "Quedan {time}."),
        about=("Queda alrededor de {time}.", "Quedan alrededor de {time}."),
        hours=("una hora", "{n} horas"),
        minutes=("un minuto", "{n} minutos"),
        seconds=("un segundo", "{n} segundos"),
        one_and_a_half=("una hora y media", "un minuto y medio"),
        joined=" y ",
    ),
    "fr": TimeLeft(
        exact=("Encore {time}.",) * 2,
        about=("Encore {time} environ.",) * 2,
        hours=("une heure", "{n} heures"),
        minutes=("une minute", "{n} minutes"),
        seconds=("une seconde", "{n} secondes"),
        one_and_a_half=("une heure et demie", "une minute et demie"),
        joined=" et ",
    ),
    "it": TimeLeft(
        exact=("Ancora {time}.",) * 2,
        about=("Ancora circa {time}.",) * 2,
        hours=("un'ora", "{n} ore"),
        minutes=("un minuto", "{n} minuti"),
        seconds=("un secondo", "{n} secondi"),
        one_and_a_half=("un'ora e mezza", "un minuto e mezzo"),
        joined=" e ",
    ),
    "nl": TimeLeft(
        exact=("Nog {time}.",) * 2,
        about=("Nog ongeveer {time}.",) * 2,
        hours=("één uur", "{n} uur"),
        minutes=("één minuut", "{n} minuten"),
        seconds=("één seconde", "{n} seconden"),
        one_and_a_half=("anderhalf uur", "anderhalve minuut"),
        joined=" en ",
    ),
    "pt": TimeLeft(
        exact=("Falta {time}.", "Faltam {time}."),
        about=("Falta cerca de {time}.", "Faltam cerca de {time}."),
        hours=("uma hora", "{n} horas"),
        minutes=("um minuto", "{n} minutos"),
        seconds=("um segundo", "{n} segundos"),
        one_and_a_half=("uma hora e meia", "um minuto e meio"),
        joined=" e ",
    ),
}
"""The words by language."""
