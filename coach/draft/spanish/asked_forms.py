"""A Spanish word at the beginning of a clause → the English verb that it asks for, if it does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.draft.english.expression import Expression
from coach.draft.spanish.spanish_verbs import plain

if TYPE_CHECKING:
    from coach.draft.spanish.spanish_verbs import Forms

OBJECTS = frozenset(
    [
        *("el", "la", "los", "las", "un", "una", "tu", "tus", "su", "sus", "cada", "ambas", "ambos", "lentamente"),
        *("suavemente", "despacio", "profundamente"),
    ]
)
UNKNOWN = "perform"
"""The English of a verb that is not in the list: one that can be nothing but a verb."""
PRAISING = frozenset(
    ["help", "improve", "reduce", "relieve", "promote", "strengthen", "prevent", "relax", "make", "let"]
)
WAS = Expression(r"(?:aba|abas|aban|ábamos|ía|ías|ían|íamos)$")
"""A pattern of verbs that tell of the past: "calculaba", "decía"."""
_CLITICS = re.compile(r"(?:se|te|me|nos|os)?(?:lo|la|los|las|le|les)?$")
_ONE_CLITIC = re.compile(r"(?:lo|la|los|las|le|les|te|se|nos)$")
_NOT_VERBS = Expression(r"(?:cion|sion|dad|mente|ncia|aje|ismo|ura|ador|edor|idor)$")
_BOUND = re.compile(r"^[a-zñü]*[áéíóú][a-zñü]{1,4}[ae]n?(?:te|se|(?:se|te)?l[aeo]s?)$")
"""A pattern of requests with pronouns that hang on to them, as their accent shows: "descálzate", "sacúdelos"."""
_UNBOUND = Expression(r"(?:ul|ol|íp|ét|át|ít)[oa]s?$|ándal|óval|tándar")
_OF_ALL = re.compile(r"(?:as|emos|eis)$")
_OF_YOU_ALL = re.compile(r"(?!\w*[dt]ad$|pared|red$|sed$|césped)\w{2,}(?:[aei]d(?:l[aeo]s?|nos)?|[aeí]os)$")
"""A pattern of what is asked of "vosotros": "sacad", "sacadlos", "poneos"."""
_OF_VOS = re.compile(r"(?!allá$|acá$|quizá$|mamá$|papá$|sofá$|café$|bebé$|puré$|está$)\w{2,}[^r\W]á$")
"""A pattern of what is asked of "vos" by its accent: "tironeá suave"; "será" tells what will be."""
_TO_VOS = re.compile(r"(?:el|l[ao]s?|tod[ao]s?|tus?|con|por|hacia|así|cómo|despacio|\w+mente|\w+ndo|\w+ito)$")
"""A pattern of what follows "subí" if it is said to "vos": who tells of himself goes on with "un" or "este"."""
_MANNER = re.compile(r"(?:mente|it[oa]s?)$")
"""A pattern of words that say how: "suavemente", "despacito"."""
_INFINITIVE = re.compile(r"(?:ar|er|ir)(?:se|te|los?|las?|les?|nos)?$")
_REQUEST = re.compile(r"(?:[ae]n?|[aei]r(?:se|lo|la|los|las)?|[ae]te|[ae]se)$")
_PROMISES = frozenset(["see", "feel", "notice", "sleep", "rest", "tell", "find", "use", "practise", "fall asleep"])
BENEFITS = (PRAISING - {"relax", "let", "make", "help"}) | {"sleep", "fall asleep"}
"""What is praised rather than asked for where somebody tells it: "duermes mejor", "se alivian las piernas"."""
_PRAISED = frozenset(["improve", "relieve", "strengthen", "prevent"])
_IRREGULAR = frozenset(
    ["hacer", "poner", "salir", "venir", "tener", "decir", "mantener", "sostener", "contener", "retener", "detener"]
)
"""Verbs whose requests are shorter: "haz"; "hace" tells what something does, and "hacé" is said to "vos"."""
_FUTURE = re.compile(r"r[áae]s?$|rán$|remos$|réis$")
_GERUND = re.compile(r"(?!cuando|blando|mando|bando|fernando)\w{2,}(?:ando|[iy]endo)(?:se|te|nos|l[aeo]s?)?$")
_SHORT = 3
"""The letters of words that are too short to be a verb by their endings alone."""


def is_promised(word: str, english: str) -> bool:
    """Whether a form of the future tells what comes of it: "sentirás", "mejorarás", and not "doblarás la rodilla"."""
    return bool(_FUTURE.search(word)) and english in (*_PROMISES, *PRAISING)


class AskedForms:
    """The forms of verbs that ask: of known verbs, and of others by their endings."""

    def __init__(self, forms: Forms) -> None:
        self._forms = forms

    def english_of(self, word: str, rest: list[str], *, modal: bool, forbids: bool) -> str:
        """Return English for a form that asks, without the pronouns that hang on to it; "" for any other word."""
        bare = plain(word)
        if "_" in bare or WAS.search(word):  # a fixed expression, or one that tells of the past
            return ""
        sorts = ("asks", "infinitive", "gerund", *(("forbids",) if forbids else ()))
        for form in (bare, _CLITICS.sub("", bare), _ONE_CLITIC.sub("", bare)):
            if found := self._known(word, form, rest, sorts if modal else (*sorts, "tells", "will")):
                return found
        if bare in self._forms:  # but one that only tells: "dicen los médicos"
            return ""
        if rest and _GERUND.search(bare):
            return f"{UNKNOWN}ing"
        return UNKNOWN if self._is_verb(word, rest, modal=modal) else ""

    def _known(self, word: str, form: str, rest: list[str], sorts: tuple[str, ...]) -> str:
        """Return English for a form of a known verb; `word` is the form with its accent and pronouns."""
        infinitive, sort = self._forms.read(form, *sorts)
        english = self._forms.english.get(infinitive, UNKNOWN)
        if form != plain(word) and f"{infinitive}se" in self._forms.english:
            english = self._forms.english[f"{infinitive}se"]
        if sort == "gerund":
            return f"{re.sub('e$', '', english.split()[0])}ing {' '.join(english.split()[1:])}".strip()
        told = _is_of_past(word, infinitive, rest)
        told |= sort == "tells" and english in BENEFITS
        told |= sort == "asks" and form == word and self._is_stated(word, infinitive, english)
        promised = sort == "will" and (is_promised(word, english) or not _OF_ALL.search(form))
        return english if sort and not (told or promised) else ""

    def _is_stated(self, word: str, infinitive: str, english: str) -> bool:
        """Whether a form without a pronoun rather tells what something does: "hace bien", "fortalece la espalda"."""
        of_others = (
            infinitive.removesuffix("se") in _IRREGULAR and word.endswith("e") and not self._forms.is_listed(word)
        )
        return of_others or (english in _PRAISED and word[-1] == ("a" if "ar" in infinitive[-4:] else "e"))

    def _is_verb(self, word: str, rest: list[str], *, modal: bool) -> bool:
        """Whether a word that is in no list can be nothing but a verb that asks."""
        bare = plain(word)
        if _BOUND.match(word) and not _UNBOUND.search(word):
            return True
        ended = len(bare) > _SHORT and (_INFINITIVE if modal else _REQUEST).search(bare) and not _NOT_VERBS.search(bare)
        if _OF_VOS.match(word):
            return True
        objected = bool(rest) and (rest[0] in OBJECTS or bool(_MANNER.search(rest[0])))
        return bool(ended or _OF_YOU_ALL.search(word)) and (modal or objected)


def _is_of_past(word: str, infinitive: str, rest: list[str]) -> bool:
    """Whether somebody tells what he did: "noté", "escribí este texto", and not "subí los brazos"."""
    noted = word.endswith("é") and "ar" in infinitive[-4:]
    return noted or (word.endswith("í") and bool(rest) and not _TO_VOS.match(rest[0]))
