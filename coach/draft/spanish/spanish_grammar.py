"""A Spanish sentence → the same with the verb that asks in English: "coloca", "coloque", "se coloca" → "put".

The words stand much as in English, so only verbs are changed: their endings tell who is asked, pronouns hang on to
them ("siéntate", "déjalos"), and a few words before an infinitive ask politely ("puedes", "vas a", "hay que").
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from coach.draft.english.expression import Expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.draft.language.gloss_words import Vocabulary

_CLAUSE = re.compile(r"(\s*[,;:.!?…()\[\]¡¿]+\s*|\s+[–—-]\s+|\s+(?:y|e|o|pero)\s+(?=\w))")
_CLITICS = re.compile(r"(?:se|te|me|nos|os)?(?:lo|la|los|las|le|les)?$")
_OBJECTS = frozenset(
    [
        *("el", "la", "los", "las", "un", "una", "tu", "tus", "su", "sus", "cada", "ambas", "ambos", "lentamente"),
        *("suavemente", "despacio", "profundamente"),
    ]
)
_NOT_VERBS = Expression(r"(?:cion|sion|dad|mente|ncia|aje|ismo|ura|ador|edor|idor)$")
_NOT = {"no": "do not", "nunca": "never", "jamás": "never", "tampoco": "do not"}
_PRONOUNS = frozenset(["lo", "la", "los", "las", "le", "les", "te", "se", "me", "nos", "os"])
_BEFORE = frozenset(["con", "en", "al", "durante", "tras", "desde", "mientras", "sin"])
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
_UNBOUND = Expression(r"(?:ul|ol|íp|ét|át|ít)[oa]s?$|ándal|óval|tándar")
_PRAISING = frozenset(
    ["help", "improve", "reduce", "relieve", "promote", "strengthen", "prevent", "relax", "make", "let"]
)
UNKNOWN = "perform"
_WAS = Expression(r"(?:aba|abas|aban|ábamos|ía|ías|ían|íamos)$")
"""A pattern of verbs that tell of the past: "calculaba", "decía"."""
"""The English of a verb that is not in the list: one that can be nothing but a verb."""


def plain(word: str) -> str:
    """Return a word without its accents: "siéntate" → "sientate"; the ñ stays."""
    parts = unicodedata.normalize("NFD", word.replace("ñ", "\0"))
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).replace("\0", "ñ")


class Grammar:
    """The verbs of Spanish, by the lists of its vocabulary."""

    def __init__(self, words: Vocabulary) -> None:
        verbs = words.data["verbs"]
        self._english: dict[str, str] = {
            plain(form): verb for verb, forms in verbs.items() for form in forms.casefold().split()
        }
        self._words = words
        self._forms = dict(self._made(words))
        modals = sorted(
            ((form, english) for english, forms in words.data["modals"].items() for form in forms.split(" | ")),
            key=lambda pair: -len(pair[0]),
        )
        self._modals = [(Expression(rf"{form}\b"), english) for form, english in modals]
        self._statements = words.words("statements")
        self._not_verbs = words.words("no-verbs")
        self._said = words.words("said-of")
        self._body, self._motions = words.pattern("body"), words.words("motions")

    def _made(self, words: Vocabulary) -> Iterator[tuple[str, tuple[str, str]]]:
        """Yield each form of a verb without accents → the infinitive and what sort of form it is."""
        stems = [(stem, plain(verb)) for verb, forms in words.data["irregular"].items() for stem in forms.split()]
        for infinitive in self._english:
            yield infinitive, (infinitive, "infinitive")
            bare = re.sub("(?<=[aei]r)se$", "", infinitive)
            for form, sort in _regular(bare) if bare == infinitive or bare not in self._english else ():
                yield form, (infinitive, sort)
        for stem, infinitive in stems:
            for form, sort in _of_stem(stem, infinitive):
                yield form, (infinitive, sort)
        for infinitive, forms in words.data["forms"].items():
            for form in forms.split():
                yield plain(form), (infinitive, "asks")

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
        if words[:1] == ["se"] and len(words) > 1 and (verb := self._impersonal(words[1], words[2:])):
            return [verb, *(["desde"] if words[2:3] == ["de"] else words[2:3]), *words[3:]]
        if not words or words[0] in ("al", "de") or words[0] in self._not_verbs or self._is_subject(words):
            return words
        return self._with_verb(words, modal=modal)

    def _with_object(self, words: list[str]) -> list[str]:
        """Return the words of "los soltamos" or "la bajas" with the verb in front, or none."""
        if len(words) < 2 or words[0] not in _PRONOUNS:  # noqa: PLR2004
            return []
        if words[1].startswith("let_"):
            return [words[1], words[0], *words[2:]]
        infinitive, sort = self._forms.get(plain(words[1]), ("", ""))
        asks = sort == "tells" or (sort == "asks" and words[1].endswith("mos"))
        return [self._english.get(infinitive, UNKNOWN), words[0], *words[2:]] if asks else []

    def _of_self(self, words: list[str], *, modal: bool) -> list[str]:
        """Return the words of "te tumbas boca arriba" or "nos sentamos" with the verb in English."""
        if going := self._going(words[1:]):
            return going
        infinitive, sort = self._forms.get(plain("".join(words[1:2])), ("", ""))
        english = self._english.get(f"{infinitive}se", self._english.get(infinitive, ""))
        asks = sort == "tells" or (sort in ("asks", "forbids") and (modal or words[0] == "nos"))
        return [english, *words[2:]] if english and asks else words

    def _going(self, words: list[str]) -> list[str]:
        """Return the words of "ve soltando los hombros" with the verb in English; none for anything else."""
        if len(words) < 2 or words[0] not in _GOING:  # noqa: PLR2004
            return []
        gerund = plain(words[1])
        for form in (gerund, re.sub(r"(?:se|te|os|nos|lo|la|los|las|le|les)$", "", gerund)):
            infinitive, sort = self._forms.get(form, ("", ""))
            if sort == "gerund":
                return [self._english.get(infinitive, UNKNOWN), *words[2:]]
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
        if verb and words[1:2] and words[1] in ("de", "del"):
            return [verb, "desde", *words[2:]]
        return [verb, *words[1:]] if verb else self._late(words)

    def _late(self, words: list[str]) -> list[str]:
        """Return words that begin with a phrase ("con cada espiración deja ...") with its verb in English."""
        if told := self._led(words) or self._of_body(words):
            return told
        if words[0] in _ARTICLES and "se" in words[2:-1]:
            at = words.index("se")
            verb = self._impersonal(words[at + 1], words[at + 2 :])
            own = self._body.search(words[1]) or verb not in _PRAISING
            return [verb, *words[:at], *words[at + 2 :]] if verb and own else words
        if words[0] not in _BEFORE:
            return words
        for place in range(2, min(len(words) - 1, _FAR)):
            if going := self._going(words[place:]):  # "con la yema ve dibujando su cara"
                return [*words[:place], ",", *going]
            infinitive, sort = self._forms.get(plain(words[place]), ("", ""))
            asks = sort == "asks" and words[place - 1] not in _OBJECTS and infinitive in self._english
            if asks and (words[place + 1] in _OBJECTS or words[place + 1] == "que"):
                return [*words[:place], ",", *self._verb(words[place:], modal=False)]
        return words

    def _led(self, words: list[str]) -> list[str]:
        """Return the words of "al inspirar sube" or "que los hombros caigan" with the verb in English, or none."""
        if "_" in words[0] and len(words) > 1 and self._asked(words[1], words[2:], modal=False, forbids=False):
            return [words[0], ",", *self._verb(words[1:], modal=False)]
        lets = words[0] == "que" and len(words) > _FEW and words[1] in _ARTICLES and self._body.search(words[2])
        return ["let", *words[1:]] if lets else []

    def _of_body(self, words: list[str]) -> list[str]:
        """Return the words of "las palmas miran hacia arriba", which tells how a part of the body moves or is held."""
        if words[0] not in _OBJECTS or len(words) < _FEW or not self._body.search(words[1]):
            return []
        for place in range(2, min(len(words), _FAR)):
            if words[place] in _MODALS and place + 1 < len(words):
                asked = self._asked(words[place + 1], words[place + 2 :], modal=True, forbids=False)
                known = asked not in ("", UNKNOWN) and "no" not in words[:place]
                return [asked, *words[:place], *words[place + 2 :]] if known else []
            infinitive, sort = self._forms.get(plain(words[place]), ("", ""))
            if not infinitive:
                infinitive, sort = self._forms.get(plain(words[place]).removesuffix("n"), ("", ""))
            if infinitive.removesuffix("se") in self._motions and sort in ("asks", "third", "tells"):
                subject = words[: place - 1] if words[place - 1] in _PRONOUNS else words[:place]
                before = {words[place - 1], *subject} & _NOT.keys()
                verb = self._english.get(infinitive, UNKNOWN)
                return [] if before else [verb, *subject, *words[place + 1 :]]
        return []

    def _impersonal(self, word: str, rest: list[str]) -> str:
        """Return English for "coloca" in "se coloca la mano", which asks; an empty text for "se llama"."""
        if word in self._said:
            return ""
        infinitive, sort = self._forms.get(plain(word), self._forms.get(plain(word).removesuffix("n"), ("", "")))
        if sort in ("asks", "tells", "third"):
            return self._english.get(infinitive, "")
        unknown = re.search(r"[ae]n?$", plain(word)) and rest and rest[0] in _OBJECTS
        return UNKNOWN if unknown else ""

    def _asked(self, word: str, rest: list[str], *, modal: bool, forbids: bool) -> str:
        """Return English for a form that asks, without the pronouns that hang on to it."""
        bare = plain(word)
        if "_" in bare or _WAS.search(word):  # a fixed expression, or one that tells of the past
            return ""
        for form in (bare, _CLITICS.sub("", bare), re.sub(r"(?:lo|la|los|las|le|les|te|se|nos)$", "", bare)):
            if not form or form not in self._forms:
                continue
            infinitive, sort = self._forms[form]
            english = self._english.get(infinitive, UNKNOWN)
            if form != bare and f"{infinitive}se" in self._english:
                english = self._english[f"{infinitive}se"]
            if sort == "gerund":
                return f"{re.sub('e$', '', english.split()[0])}ing {' '.join(english.split()[1:])}".strip()
            if sort in ("asks", "infinitive") or (sort == "forbids" and forbids) or (sort == "tells" and not modal):
                return english
        if _BOUND.match(word) and not _UNBOUND.search(word):
            return UNKNOWN
        endings = (
            r"(?:ar|er|ir)(?:se|te|lo|la|los|las)?$"
            if modal
            else r"(?:[ae]n?|[aei]r(?:se|lo|la|los|las)?|[ae]te|[ae]se)$"
        )
        unknown = len(bare) > 3 and re.search(endings, bare) and not _NOT_VERBS.search(bare)  # noqa: PLR2004
        return UNKNOWN if unknown and (modal or (rest and rest[0] in _OBJECTS)) else ""


def _regular(infinitive: str) -> Iterator[tuple[str, str]]:
    """Yield the regular forms of a verb and what they do."""
    yield from _of_stem(infinitive[:-2], infinitive)
    own = infinitive[-2] if infinitive[-2:] != "ir" else "i"
    yield f"{infinitive[:-2]}{own}d", "asks"
    yield f"{infinitive[:-2]}{'ando' if infinitive.endswith('ar') else 'iendo'}", "gerund"
    for end in ("as", "emos"):
        yield f"{infinitive}{end}", "tells"
    yield f"{infinitive[:-2]}{ {'ar': 'ais', 'er': 'eis'}.get(infinitive[-2:], 'is') }", "tells"


def _of_stem(stem: str, infinitive: str) -> Iterator[tuple[str, str]]:
    """Yield the forms that a stem makes, with the changes of its last letter before e: "coloc" → "coloque"."""
    first = infinitive.endswith("ar")
    soft = stem
    if first:
        soft = re.sub("z$", "c", re.sub("g$", "gu", re.sub("c$", "qu", stem)))
    else:
        soft = re.sub("c$", "z", stem)
        soft = re.sub("g$", "j", soft) if infinitive[:-2].endswith("g") else soft
    for end in ("a", "ad") if first else ("e",):
        yield f"{stem}{end}", "asks"
    for end in ("e", "en", "emos") if first else ("a", "an", "amos"):
        yield f"{soft}{end}", "asks"
    yield f"{soft}{'eis' if first else 'ais'}", "asks"
    yield f"{soft}{'es' if first else 'as'}", "forbids"
    yield f"{stem}{'as' if first else 'es'}", "tells"
    yield f"{stem}{'an' if first else 'en'}", "third"
    yield f"{stem}{'amos' if first else 'emos'}", "asks"
    if not first:
        yield f"{stem}imos", "asks"
