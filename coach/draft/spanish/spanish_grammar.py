"""A Spanish sentence → the same with the verb that asks in English: "coloca", "coloque", "se coloca" → "put".

The words stand much as in English, so only verbs are changed: their endings tell who is asked, pronouns hang on to
them ("siéntate", "déjalos"), and a few words before an infinitive ask politely ("puedes", "vas a", "hay que").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.draft.spanish.spanish_verbs import Forms, plain

if TYPE_CHECKING:
    from coach.draft.language.gloss_words import Vocabulary

_CLAUSE = re.compile(r"(\s*[,;:.!?…()\[\]¡¿]+\s*|\s+[–—-]\s+|\s+(?:y|e|o|pero)\s+(?=\w))")
_CLITICS = re.compile(r"(?:se|te|me|nos|os)?(?:lo|la|los|las|le|les)?$")
_OBJECTS = frozenset(
    [
        *("el", "la", "los", "las", "un", "una", "tu", "tus", "su", "sus", "cada", "ambas", "ambos", "lentamente"),
        *("suavemente", "despacio", "profundamente"),
    ]
)
_NOT_VERBS = re.compile(r"(?:cion|sion|dad|mente|ncia|aje|ismo|ura|ador|edor|idor)$")
_NOT = {"no": "do not", "nunca": "never", "jamás": "never", "tampoco": "do not"}
_PRONOUNS = frozenset(["lo", "la", "los", "las", "le", "les", "te", "se", "me", "nos", "os"])
_BEFORE = frozenset(["con", "en", "al", "durante", "tras", "desde", "mientras", "sin", "entre"])
_SUBJECTS = frozenset(["cada", "todo", "toda", "todos", "todas", "esto", "eso", "este", "esta", "estos", "estas", "entre"])
_BEARERS = frozenset(["cuello", "espalda", "columna", "cuerpo", "tronco", "piel", "cadera", "pelvis", "pie", "pies"])
_BEARS = frozenset(["sostener", "sujetar", "mantener", "llevar", "proteger", "aguantar"])
"""What parts of the body do by nature: "el cuello sostiene la cabeza" asks for nothing."""
_ARE = frozenset(["va", "van", "está", "están"])
_WHERE = frozenset(
    ["debajo", "encima", "sobre", "bajo", "detrás", "delante", "junto", "hacia", "a", "al", "en", "entre", "contra"]
)
"""What follows "las manos van": the place where a part of the body is to be."""
_HOW = frozenset(["con", "por", "cada", "durante", "así", "despacio", "lentamente", "a", "hacia"])
_FAR, _FEW = 8, 3
_MODALS = frozenset(["puede", "pueden", "debe", "deben", "debería", "deberían"])
_ARTICLES = frozenset(["el", "la", "los", "las", "cada"])
_SELF = frozenset(["te", "os", "nos"])
_GOING = frozenset(
    ["vas", "va", "vais", "van", "vamos", "ve", "vaya", "vayan", "id", "sigue", "siga", "seguid", "sigues"]
)
"""The verbs before a gerund that ask for it: "ve soltando los hombros"."""
_BOUND = re.compile(r"^[a-zñü]*[áéíóú][a-zñü]{1,4}[ae]n?(?:te|se|(?:se|te)?l[oa]s?)$")
"""A pattern of requests with pronouns that hang on to them, as their accent shows: "descálzate", "sacúdelos"."""
_UNBOUND = re.compile(r"(?:ul|ol|íp|ét|át|ít)[oa]s?$|ándal|óval|tándar")
_PRAISING = frozenset(
    ["help", "improve", "reduce", "relieve", "promote", "strengthen", "prevent", "relax", "make", "let"]
)
UNKNOWN = "perform"
"""The English of a verb that is not in the list: one that can be nothing but a verb."""
_WAS = re.compile(r"(?:aba|abas|aban|ábamos|ía|ías|ían|íamos)$")
"""A pattern of verbs that tell of the past: "calculaba", "decía"."""
_OF_ALL = re.compile(r"(?:as|emos|eis)$")
_OF_YOU_ALL = re.compile(r"(?!\w*[dt]ad$|pared|red$|sed$|césped)\w{2,}(?:[aei]d(?:l[aeo]s?|nos)?|[aeí]os)$")
"""A pattern of what is asked of "vosotros": "sacad", "sacadlos", "poneos"."""
_MANNER = re.compile(r"(?:mente|it[oa]s?)$")
"""A pattern of words that say how: "suavemente", "despacito"."""
_PROMISES = frozenset(["see", "feel", "notice", "sleep", "rest", "tell", "find", "use", "practise", "fall asleep"])


class Grammar:
    """The verbs of Spanish, by the lists of its vocabulary."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._forms = Forms(words)
        modals = sorted(
            ((form, english) for english, forms in words.data["modals"].items() for form in forms.split(" | ")),
            key=lambda pair: -len(pair[0]),
        )
        self._modals = [(re.compile(rf"{form}\b"), english) for form, english in modals]
        self._statements = words.words("statements")
        self._not_verbs = words.words("no-verbs")
        self._said = words.words("said-of")
        self._body, self._motions = words.pattern("body"), words.words("motions")

    def arranged(self, text: str) -> str:
        """Return a text in small letters with the verb of each clause that asks in English."""
        parts = _CLAUSE.split(text.casefold())
        return "".join(part if place % 2 else self._clause(part) for place, part in enumerate(parts))

    def _clause(self, clause: str) -> str:
        words = clause.split()
        if not words or not clause.strip(" .,;:!?…¡¿()[]"):
            return clause
        before = clause[: len(clause) - len(clause.lstrip())]
        lead = self._words.lead_words(words)
        small = " ".join(words[lead:])
        for modal, english in self._modals:
            if match := modal.match(small):
                asked = [english, *self._verb(small[match.end() :].split(), modal=True)]
                return before + " ".join(asked if english == "you should" else [*words[:lead], *asked])
        return before + " ".join([*words[:lead], *self._verb(words[lead:], modal=False)])

    def _verb(self, words: list[str], *, modal: bool) -> list[str]:
        """Return words with the verb that they begin with in English, if it asks for something."""
        if words[:1] and words[0] in _NOT:
            return self._forbidden(words, modal=modal)
        if words and words[0] in _SELF:
            return self._of_self(words, modal=modal)
        if asked := self._with_object(words) or self._going(words):
            return asked
        if asked := self._passive(words):
            return asked
        if not words or words[0] in ("al", "de") or words[0] in self._not_verbs or self._is_subject(words):
            return self._with_subject(words)
        return self._with_verb(words, modal=modal)

    def _with_object(self, words: list[str]) -> list[str]:
        """Return the words of "los soltamos" or "la bajas" with the verb in front, or none."""
        if len(words) < 2 or words[0] not in _PRONOUNS - {"se"}:  # noqa: PLR2004
            return []
        if words[1].startswith("let_"):
            return [words[1], words[0], *words[2:]]
        sorts = ("tells", "asks", "will") if words[1].endswith("mos") else ("tells", "will")
        infinitive, sort = self._forms.read(words[1], *sorts)
        english = self._forms.english.get(infinitive, UNKNOWN)
        asks = sort and not (sort == "will" and _is_promised(words[1], english))
        return [english, "ello", *words[2:]] if asks else []

    def _of_self(self, words: list[str], *, modal: bool) -> list[str]:
        """Return the words of "te tumbas boca arriba" or "nos sentamos" with the verb in English."""
        if going := self._going(words[1:]):
            return going
        verb = "".join(words[1:2])
        sorts = ("tells", "will", "asks", "forbids") if modal or words[0] == "nos" else ("tells", "will")
        infinitive, sort = self._forms.read(verb, *sorts, own=True)
        english = self._forms.english.get(f"{infinitive}se", self._forms.english.get(infinitive, ""))
        promised = sort == "will" and _is_promised(verb, english)
        return [english, *words[2:]] if english and not promised else words

    def _going(self, words: list[str]) -> list[str]:
        """Return the words of "ve soltando los hombros" with the verb in English; none for anything else."""
        if len(words) < 2 or words[0] not in _GOING:  # noqa: PLR2004
            return []
        gerund = plain(words[1])
        for form in (gerund, re.sub(r"(?:se|te|os|nos|lo|la|los|las|le|les)$", "", gerund)):
            infinitive, sort = self._forms.read(form, "gerund")
            if sort:
                return [self._forms.english.get(infinitive, UNKNOWN), *words[2:]]
        return []

    def _is_subject(self, words: list[str]) -> bool:
        """Whether words begin with an infinitive of which something is said: "moverlo ayuda"."""
        infinitive = re.search(r"[aei]r(?:l[aeo]s?|se)?$", plain(words[0]))
        return bool(infinitive) and any(word in self._statements for word in words[1:])

    def _forbidden(self, words: list[str], *, modal: bool) -> list[str]:
        rest = words[1:]
        while rest and rest[0] in _PRONOUNS:
            rest = rest[1:]
        verb = self._asked(rest[0], rest[1:], modal=modal, forbids=True) if rest else ""
        return [_NOT[words[0]], verb, *rest[1:]] if verb else words

    def _with_verb(self, words: list[str], *, modal: bool) -> list[str]:
        verb = self._asked(words[0], words[1:], modal=modal, forbids=False)
        if verb == "keep" and words[1:2] == ["que"]:
            return ["let", *words[2:]]
        if verb == "pull" and words[1:2] == ["de"]:
            return [verb, *words[2:]]
        if verb and words[1:2] == ["del"]:
            return [verb, "desde", *words[2:]]
        return [verb, *self._of_it(words[1:])] if verb else self._late(words)

    def _late(self, words: list[str]) -> list[str]:
        """Return words that begin with a phrase ("con cada espiración deja ...") with its verb in English."""
        if words[0] in _SUBJECTS and (told := self._with_subject(words)) != words:
            return told
        if told := self._led(words) or self._of_body(words):
            return told
        if words[0] in _ARTICLES and words[0] not in _SUBJECTS and "se" in words[2:-1]:
            at = words.index("se")
            verb = self._impersonal(words[at + 1], words[at + 2 :])
            own = self._body.search(words[1]) or verb not in _PRAISING
            return [verb, *words[:at], *words[at + 2 :]] if verb and own else words
        if words[0] not in _BEFORE:
            return words
        for place in range(2, min(len(words) - 1, _FAR)):
            if going := self._going(words[place:]):  # "con la yema ve dibujando su cara"
                return [*words[:place], ",", *going]
            infinitive, _ = self._forms.read(words[place], "asks")
            asks = words[place - 1] not in _OBJECTS and infinitive in self._forms.english
            if asks and (words[place + 1] in _OBJECTS or words[place + 1] == "que"):
                return [*words[:place], ",", *self._verb(words[place:], modal=False)]
        return words

    def _led(self, words: list[str]) -> list[str]:
        """Return the words of "al inspirar sube" or "que los hombros caigan" with the verb in English, or none."""
        if "_" in words[0] and len(words) > 1 and self._asked(words[1], words[2:], modal=False, forbids=False):
            return [words[0], ",", *self._verb(words[1:], modal=False)]
        lets = words[0] == "que" and len(words) >= _FEW and words[1] in _OBJECTS and self._body.search(words[2])
        return ["let", *words[1:]] if lets else []

    def _of_body(self, words: list[str]) -> list[str]:
        """Return the words of "las palmas miran hacia arriba", which tells how a part of the body moves or is held."""
        if words[0] not in _OBJECTS or len(words) < _FEW or not self._body.search(words[1]):
            return []
        if words[1] in _BEARERS and self._forms.read(words[2], "asks", "third")[0] in _BEARS:
            return []
        for place in range(2, min(len(words), _FAR)):
            if words[place] in _MODALS and place + 1 < len(words):
                asked = self._asked(words[place + 1], words[place + 2 :], modal=True, forbids=False)
                known = asked not in ("", UNKNOWN) and "no" not in words[:place]
                return [asked, *words[:place], *words[place + 2 :]] if known else []
            if words[place] in _ARE and "".join(words[place + 1 : place + 2]) in _WHERE:
                return ["keep", *words[:place], *words[place + 1 :]]
            infinitive, _ = self._told(words[place])
            if infinitive.removesuffix("se") in self._motions:
                subject = words[: place - 1] if words[place - 1] in _PRONOUNS else words[:place]
                before = {words[place - 1], *subject} & _NOT.keys()
                verb = self._forms.english.get(infinitive, UNKNOWN)
                return [] if before else [verb, *subject, *words[place + 1 :]]
        return []

    def _passive(self, words: list[str]) -> list[str]:
        """Return the words of "se coloca la mano", "uno se sienta" or "se le levanta el pie" with the verb in English."""
        at = 1 if words[:1] in (["uno"], ["una"]) else 0
        if words[at : at + 1] != ["se"]:
            return []
        at += 2 if words[at + 1 : at + 2] and words[at + 1] in _PRONOUNS and len(words) > at + _FEW else 1
        if at >= len(words) or not (verb := self._impersonal(words[at], words[at + 1 :])):
            return []
        return [verb, *self._of_it(words[at + 1 :])]

    def _of_it(self, words: list[str]) -> list[str]:
        """Return the words behind a verb without a "de" that would make it a noun; "de nuevo" stays as it is."""
        return ["desde", *words[1:]] if words[:1] == ["de"] and not self._words.is_phrase(words[:2]) else words

    def _with_subject(self, words: list[str]) -> list[str]:
        """Return the words of "cada estiramiento se mantiene" or "entre series se descansa" with the verb in front."""
        at = words.index("se") if "se" in words[1 : min(_FAR, len(words) - 1)] else 0
        if not at or words[0] not in _SUBJECTS or not (verb := self._impersonal(words[at + 1], words[at + 2 :])):
            return words
        return [*words[:at], ",", verb, *words[at + 2 :]] if words[0] in _BEFORE else [verb, *words[:at], *words[at + 2 :]]

    def _is_counted(self, word: str, rest: list[str]) -> bool:
        """Whether "se hace" is followed by how it is done: "se hace tres veces", "se hace con los dos pies"."""
        return word in ("hace", "hacen") and bool(rest) and (rest[0] in _HOW or bool(self._words.number(rest[0])))

    def _told(self, word: str) -> tuple[str, str]:
        """Return the infinitive and the sort of a form of which it is told who does it, in the present or the future."""
        sorts = ("asks", "tells", "third", "will")
        found = self._forms.read(word, *sorts, own=True)
        return found if found[1] else self._forms.read(plain(word).removesuffix("n"), *sorts, own=True)

    def _impersonal(self, word: str, rest: list[str]) -> str:
        """Return English for "coloca" in "se coloca la mano", which asks; an empty text for "se llama"."""
        if (word in self._said and not self._is_counted(word, rest)) or _WAS.search(word):
            return ""
        infinitive, sort = self._told(word)
        if sort:
            english = self._forms.english.get(infinitive, "")
            return "" if sort == "will" and _is_promised(word, english) else english
        unknown = re.search(r"[ae]n?$", plain(word)) and rest and rest[0] in _OBJECTS
        return UNKNOWN if unknown else ""

    def _asked(self, word: str, rest: list[str], *, modal: bool, forbids: bool) -> str:
        """Return English for a form that asks, without the pronouns that hang on to it."""
        bare = plain(word)
        if "_" in bare or _WAS.search(word):  # a fixed expression, or one that tells of the past
            return ""
        sorts = ["asks", "infinitive", "gerund", *(["forbids"] if forbids else []), *([] if modal else ["tells", "will"])]
        for form in (bare, _CLITICS.sub("", bare), re.sub(r"(?:lo|la|los|las|le|les|te|se|nos)$", "", bare)):
            if not form or form not in self._forms:
                continue
            infinitive, sort = self._forms.read(form, *sorts)
            english = self._forms.english.get(infinitive, UNKNOWN)
            if form != bare and f"{infinitive}se" in self._forms.english:
                english = self._forms.english[f"{infinitive}se"]
            if sort == "gerund":
                return f"{re.sub('e$', '', english.split()[0])}ing {' '.join(english.split()[1:])}".strip()
            told_before = word.endswith("é") and "ar" in infinitive[-4:]  # "noté", of which the accent is gone
            promised = sort == "will" and (_is_promised(word, english) or not _OF_ALL.search(bare))
            if sort and not told_before and not promised:
                return english
        if _BOUND.match(word) and not _UNBOUND.search(word):
            return UNKNOWN
        endings = (
            r"(?:ar|er|ir)(?:se|te|lo|la|los|las)?$"
            if modal
            else r"(?:[ae]n?|[aei]r(?:se|lo|la|los|las)?|[ae]te|[ae]se)$"
        )
        unknown = len(bare) > 3 and re.search(endings, bare) and not _NOT_VERBS.search(bare)  # noqa: PLR2004
        objected = bool(rest) and (rest[0] in _OBJECTS or bool(_MANNER.search(rest[0])))
        return UNKNOWN if (unknown or _OF_YOU_ALL.search(word)) and (modal or objected) else ""


def _is_promised(word: str, english: str) -> bool:
    """Whether a form of the future tells what comes of it: "sentirás", "mejorarás", and not "doblarás la rodilla"."""
    return bool(re.search(r"r[áae]s?$|rán$|remos$|réis$", word)) and english in (*_PROMISES, *_PRAISING)
