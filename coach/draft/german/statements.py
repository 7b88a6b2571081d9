"""German statements that ask → requests: "die Hand wird gekreist", "die Hände sind zu waschen"."""

from __future__ import annotations

import re

from coach.draft.german.german_verbs import OBJECTS, PRAISING, SELF, UNKNOWN, Verbs

_MODALS = frozenset(["soll", "sollen", "sollte", "sollten", "darf", "dürfen", "kann", "können", "muss", "müssen"])
_WITH = frozenset(["mit", "zum", "nach", "von", "vom", "über", "auf", "unter", "zwischen", "entlang", "in", "im", "an"])
_OF_SOMETHING = frozenset(
    ["halten", "führen", "umfassen", "berühren", "umschliessen", "massieren", "reiben", "streicheln", "bilden"]
)
"""The verbs that ask only if they say of what."""
_TELLING = frozenset(
    [
        *("machen", "tun", "verwenden", "benutzen", "nutzen", "gebrauchen", "trinken", "essen", "finden", "sagen"),
        *("zeigen", "erklären", "erzählen", "entdecken", "kaufen", "bestellen", "teilen", "danken", "lesen"),
        *("trainieren", "anwenden", "fragen", "holen", "rufen", "schreiben", "suchen", "wählen", "üben"),
    ]
)
"""The verbs whose passive tells of a custom, unless a part of the body or a thing at hand is the subject."""
_ABSTRACT = re.compile(
    r"(?:ung|ungen|heit|heiten|keit|keiten|tät|täten|ion|ionen|ismus|schaft|tum|nis|druck|stress|blut|stoffe?|hormone?"
    r"|energie|kraft|risiko|muskulatur|kreislauf|atem|schlaf|leben|kosten|wert|preis|kurs|art|idee|rat|name)$"
)
"""A pattern of nouns for what nobody takes into the hand."""
_CUSTOM = frozenset(
    [
        *("oft", "häufig", "meist", "meistens", "gern", "gerne", "früher", "heute", "damals", "traditionell"),
        *("manchmal", "vielfach", "normalerweise", "gewöhnlich", "üblicherweise", "immer", "selten", "täglich"),
        *("seit", "schon", "bereits", "dadurch", "hierdurch", "durch", "von", "vom", "nie", "niemals", "nicht"),
    ]
)
"""What shows that a passive tells what is so, and by whom or what it comes about."""
_ALL_OF_IT = (["das"], ["dies"], ["alles"], ["das", "alles"], ["das", "ganze"], ["dieses"], ["es"])
"""The subjects of a passive that are what was done before: "das Ganze wird wiederholt"."""
_FAR = 7
"""The most words before the verb of a sentence that tells how the body moves."""


_DOERS = re.compile(
    r"^(?:pflege(?:person|kraft|rin|r)|pflegende[rn]?|helfer(?:in)?|angehörige[rn]?|masseur(?:in)?|behandler(?:in)?"
    r"|behandelnde[rn]?|partner(?:in)?|übende[rn]?|liegende[rn]?|sitzende[rn]?|person|patient(?:in)?|bewohner(?:in)?)$"
)
"""A pattern of who does what is told in the third person: "die Pflegeperson stellt das Bett flach"."""
_THE = OBJECTS - {"es", "sie", "ihn", "mit", "nun", "jetzt"} | {"der", "jeder", "jedes"}
_SEVERAL = re.compile(
    r"^(?:kinder|teilnehmer(?:innen)?|teilnehmende[n]?|paare|partner|beide|alle|mitspieler|übende[n]?)$"
)


class Statements(Verbs):
    """What is done to the body, or what it does, as requests."""

    def _of_body(self, words: list[str], lead: int) -> list[str] | None:
        """Return the words of "die Handflächen zeigen nach oben", which tells how the body moves or is held."""
        for place in range(lead + 1, min(len(words), lead + _FAR)):
            infinitive = words[place] if self._known(words[place]) else self._thirds.get(words[place], "")
            if infinitive and infinitive in self._motions:
                subject = words[lead:place]
                if infinitive in _OF_SOMETHING and place == len(words) - 1:  # "the joint holds" tells how strong it is
                    return None
                if not self._body.search(subject[-1]) or any(word in self._finite for word in words):
                    return None
                rest = [word for at, word in enumerate(words[place + 1 :]) if at or word not in SELF]
                return [*words[:lead], *self._forbidden(*self._with_prefix(infinitive, [*subject, *rest]))]
        return None

    def _of_doer(self, words: list[str], lead: int) -> list[str] | None:
        """Return the words of "die Pflegeperson stellt das Bett flach", which tells who does it."""
        far = min(len(words) - 1, lead + 4)
        place = next((at for at in range(lead + 1, far) if _DOERS.match(words[at]) or _SEVERAL.match(words[at])), None)
        form = words[place + 1] if place is not None else ""
        plural = place is not None and _SEVERAL.match(words[place]) and self._known(form)
        infinitive = form if plural else self._thirds.get(form, "")
        verb = self._english.get(infinitive, "")
        if place is None or not verb or verb in PRAISING or words[lead] not in _THE:
            return None
        rest = [word for at, word in enumerate(words[place + 2 :]) if at or word not in SELF]
        return [*words[:lead], *self._forbidden(*self._with_prefix(infinitive, rest))]

    def _passive(self, words: list[str], nouns: set[str]) -> str:
        """Return what is done to something as a request: "die Hand wird dann gekreist", "darf geklopft werden"."""
        if words[1:2] == ["wird"] and (verb := self._participles.infinitive(words[0])):
            return " ".join(self._forbidden(self._english[verb], *words[2:]))
        modal = next((place for place, word in enumerate(words) if word in _MODALS), None)
        if asked := self._due(words, modal, nouns):
            return asked
        modally = words[-1] in ("werden", "sein") and modal is not None and len(words) > 2  # noqa: PLR2004
        passive = next((place for place, word in enumerate(words) if word in ("wird", "werden")), None)
        at, end = (modal, -2) if modally else (passive, -1)
        if at is None:
            return " ".join(words)
        return self._done(words, at, end)

    def _due(self, words: list[str], modal: int | None, nouns: set[str]) -> str:
        """Return "die Hände sind zu waschen" or "die Arme dürfen baumeln" as a request; an empty text for neither."""
        due = next((place for place, word in enumerate(words) if word in ("ist", "sind")), None)
        verb = self._infinitive(words[-2:], nouns)
        parted = words[-2:-1] == ["zu"] or any(words[-1].startswith(f"{prefix}zu") for prefix in self._prefixes)
        at = due if due is not None and parted else self._able(words, modal)
        if at is None or not verb or verb in PRAISING or at >= len(words) - 1 or (at == modal and verb == UNKNOWN):
            return ""
        lead = self._words.lead_words(words)
        rest = [*words[lead:at], *words[max(at, lead) + 1 : -2 if words[-2] == "zu" else -1]]
        if words[at] in ("lässt", "lassen"):
            rest = [word for word in rest if word not in ("sich", "es")]
            return " ".join([*words[:lead], verb, *rest]) if lead or words[0] in _WITH else ""
        can = words[at] in ("kann", "können")
        treated = any(self._body.search(word) or (self._objects.search(word) and not can) for word in rest)
        return " ".join([*words[:lead], *self._forbidden(verb, *rest)]) if treated or (due == at and lead) else ""

    def _able(self, words: list[str], modal: int | None) -> int | None:
        """Return where the verb of "nun lässt sich der Kopf drehen" stands, or the modal."""
        lets = next(
            (at for at, word in enumerate(words) if word in ("lässt", "lassen") and "sich" in words[at : at + 3]), None
        )
        return modal if lets is None else lets

    def _done(self, words: list[str], at: int, end: int) -> str:
        """Return a passive as a request; its verb is at one place, its participle at the end."""
        verb = self._participles.infinitive(words[end])
        named = [*words[:at], *words[at + 1 : end]]
        lead = self._words.lead_words(words)
        begins = words[0] in _WITH or bool(lead) or at <= lead
        treated = begins or words[lead:at] in _ALL_OF_IT or any(map(self._is_treated, named))
        treated = treated or (words[-1] != "sein" and self._is_handled(verb, words[lead:at], named))
        if not verb or self._english[verb] in PRAISING or not treated:
            return " ".join(words)
        rest = [*words[lead:at], *words[max(at, lead) + 1 : end]]
        return " ".join([*words[:lead], *self._forbidden(self._english[verb], *rest)])

    def _is_treated(self, word: str) -> bool:
        """Whether a word is a part of the body, or a thing that is used."""
        return bool(self._body.search(word) or self._objects.search(word))

    def _is_handled(self, verb: str, subject: list[str], named: list[str]) -> bool:
        """Whether something is done to a thing, whatever it is: "das Bett wird flach gestellt"."""
        thing = subject[-1] if len(subject) > 1 else ""
        told = verb in _TELLING or _ABSTRACT.search(thing) or any(word in _CUSTOM for word in named)
        return thing != "" and subject[0] in OBJECTS | {"der", "alle", "jeder"} and not told
