"""A German sentence → the same with its verb in English and where English has it: "den Arm heben" → "lift den arm".

German asks in many ways: "streiche", "streichen Sie", "du streichst", and with an infinitive at the clause's end, with
the modal before it ("du kannst den Arm heben") or without. Separable verbs leave their prefix at the end ("atme ein").
"""

from __future__ import annotations

import re

from coach.draft.english.expression import Expression
from coach.draft.german.german_verbs import OBJECTS, PRAISING, SELF, UNKNOWN
from coach.draft.german.statements import Statements

_LIKE = r"\s+(?=wie (?:(?:einen?|eine[rm]?|bei|beim|zum|auf|im|der|die|das)\b|\w+(?: \w+)?\s*(?:[,.;!]|$)))"
_WITHOUT_COMMA = r"\s+(?=(?:bis|wenn|falls|damit|sodass|sobald|weil|indem|bevor) (?:es|sie|du|man|ihr|wir|er|ich)\b)"
"""A pattern of where a comma is left out before what a clause depends on: "die Finger ziehen bis es zieht"."""
_CLAUSE = re.compile(rf"(\s*(?:[;!?…()\[\]]|(?<!\d)[,:.]|[,:.](?!\d))+\s*|\s+[–—-]\s+|{_LIKE}|{_WITHOUT_COMMA})")
_AND = Expression(r"(\s+(?:und|oder)\s+)")
_POLITE = frozenset(["sie", "du", "wir", "ihr"])
_RELATIVE = frozenset(["die", "der", "das", "den", "dem", "denen"])
_TOPICS = OBJECTS - {"mit", "nun", "jetzt", "langsam", "sanft", "leicht", "tief"} | {
    "dies",
    "dieses",
    "diese",
    "diesen",
}
"""The first words of what is treated, where it stands before the verb: "die Hände legen Sie in den Schoß"."""
_OF_SUBJECTS = frozenset(
    [
        *("ist", "sind", "war", "waren", "wird", "werden", "kann", "können", "hilft", "helfen", "gehört", "gehören"),
        *("gilt", "gelten", "wirkt", "wirken", "weitet", "weiten", "fördert", "fördern", "stammt", "stammen", "tut"),
        *("tun", "hat", "haben", "macht", "machen", "kommt", "kommen", "dringt", "dringen", "lindert", "lindern"),
        *("braucht", "brauchen"),
    ]
)
"""Verbs whose subject is what looks like a request: "Wickel gehören", "Wärme weitet"."""
_FOUND = frozenset(["finden", "entdecken", "sehen", "hören"])
"""What nobody is asked for behind a phrase: "die Bilder finden Sie auf der Rückseite" tells where they are."""
_SAYING = frozenset(
    ["glaube", "denke", "meine", "sage", "würde", "könnte", "sollte", "müsste", "hätte", "wäre", "habe"]
)
"""What nobody is asked for beside "man": "man glaube nicht"."""
_WITH_INFINITIVE = frozenset(
    [
        *(
            "lassen",
            "bleiben",
            "gehen",
            "kommen",
            "spüren",
            "fühlen",
            "hören",
            "sehen",
            "helfen",
            "halten",
            "versuchen",
        ),
        *("beginnen", "anfangen", "aufhören", "bitten", "denken", "vermeiden", "merken", "erlauben", "wahrnehmen"),
    ]
)
"""The verbs that begin a clause at whose end another verb may stand: "lass die Arme hängen"."""
_SERVED = frozenset(["ihnen", "dir", "euch", "gern", "gerne"])
"""The words for whom somebody does what he offers: "auf Wunsch bringen wir Ihnen"."""
_COUNTED = frozenset(["auf", "bis", "für", "bei", "etwa", "zu"])


class Grammar(Statements):
    """The verbs of German, by the lists of its vocabulary."""

    def arranged(self, text: str) -> str:
        """Return a text in small letters with each clause's verb in English and in front."""
        nouns = re.findall(r"(?<=[^\s.!?…:]\s)[A-ZÄÖÜ]\w+", text)  # what begins a sentence may be a verb
        formal = {noun.casefold() for noun in nouns}
        parts = _CLAUSE.split(text)
        return "".join(part if place % 2 else self._clause(part, formal) for place, part in enumerate(parts))

    def _clause(self, clause: str, nouns: set[str]) -> str:
        if not clause.strip() or not re.search(r"\w", clause):
            return clause
        parts = _AND.split(clause)
        ends = [self._infinitive(re.findall(r"\w+", part)[-2:], nouns) for part in parts[::2]]
        later = parts[::2][1:]
        goes_on = any(map(self._begins, later)) or any(self._goes_on(part.split(), parts[0]) for part in later)
        if later and (all(ends) or not ends[-1] or goes_on):
            return self._joined(parts, nouns)
        return self._simple(clause, nouns)

    def _joined(self, parts: list[str], nouns: set[str]) -> str:
        """Return the parts of a clause beside "and"; "aus" in "atme ein und aus" takes its verb from before."""
        made, verb = "", ""
        for place, part in enumerate(parts):
            words = part.casefold().split()
            first = words[self._words.lead_words(words) :][:1]
            verb = self._fronts.get(first[0], first[0] if self._known(first[0]) else verb) if first else verb
            whole = (
                f"{words[-1]}{verb}" if words and words[-1] in self._prefixes and first[0] not in self._fronts else ""
            )
            if place % 2:
                made += part.casefold()
            elif place and self._goes_on(words, parts[0]):
                lead = self._words.lead_words(words)
                made += " ".join([*words[:lead], *self._forbidden(*self._with_prefix(words[lead], words[lead + 1 :]))])
            elif place and whole in self._english:
                made += " ".join([self._english[whole], *words[:-1]])
            else:
                made += self._simple(part, nouns)
        return made

    def _goes_on(self, words: list[str], before: str) -> bool:
        """Whether a part has the subject of that before it: "wir halten die Luft an und zählen bis sieben"."""
        verb = [word.casefold() for word in words[self._words.lead_words(words) :]]
        counted = bool(self._words.number(verb[-1]))  # "sieben" is also a verb
        asked = len(verb) > 1 and self._known(verb[0]) and (counted or not self._known(verb[-1]))
        return asked and any(word in ("wir", "sie") for word in before.casefold().split()[:4])

    def _begins(self, part: str) -> bool:
        words = part.casefold().split()
        lead = self._words.lead_words(words)
        noun = part.split()[lead:][:1] and part.split()[lead][0].isupper()  # "Hand und Knie gegeneinander drücken"
        return bool(words[lead:]) and words[lead] in self._fronts and not noun

    def _simple(self, clause: str, nouns: set[str]) -> str:
        """Return one clause without "and" in it, or of which only the last verb counts."""
        before = clause[: len(clause) - len(clause.lstrip())]
        small = clause.strip().casefold()
        words = small.split()
        if len(words) == 1 and self._words.number(words[0]):
            return before + small  # "sieben" and "achten" are verbs, too
        lead = self._words.lead_words(words)
        asks_first = words[lead + 1 : lead + 2] == ["sie"] and words[lead] in self._english
        for modal, english in self._modals if not asks_first and self._any_modal.search(small) else ():
            done = english == "you will now" and self._participles.infinitive(words[-1])  # "werden sie getrocknet"
            if not done and (match := modal.search(small)):
                return f"{before}{self._with_modal(small, match, english, nouns)}"
        if lead == len(words):
            return before + small
        subordinate = words[lead] in self._subordinate and not self._counts_up(words[lead:])
        asked = None if subordinate else self._front(words, lead, nouns) or self._inverted(words, lead)
        asked = asked or (None if subordinate else self._of_body(words, lead) or self._of_doer(words, lead))
        return before + (" ".join(asked) if asked else self._otherwise(words, lead, nouns, subordinate=subordinate))

    def _otherwise(self, words: list[str], lead: int, nouns: set[str], *, subordinate: bool) -> str:
        """Return a clause that begins with no verb: one that ends with its verb, or tells what is done."""
        finite = any(word in self._finite for word in words) or (len(words) == 2 and words[0] in _RELATIVE)  # noqa: PLR2004
        if not finite and not subordinate and (verb := self._infinitive(words[-2:], nouns)):
            rest = words[lead:-2] if words[-2:-1] == ["zu"] else words[lead:-1]
            return " ".join([*words[:lead], *self._forbidden(verb, *rest)])
        if not finite and not subordinate and self._counts(words[lead:]):
            return " ".join([*words[:lead], self._english[words[lead]], *words[lead + 1 :]])
        if words[lead].startswith("kein") and "ist" not in words:
            return " ".join([*words[:lead], "avoid", *words[lead + 1 :]])
        return self._passive(words, nouns)

    def _counts_up(self, words: list[str]) -> bool:
        """Whether "bis" stands before a number: "bis zehn zählen"."""
        return words[0] == "bis" and len(words) > 1 and (words[1].isdecimal() or bool(self._words.number(words[1])))

    def _counts(self, words: list[str]) -> bool:
        """Whether an infinitive begins a clause and a number follows it: "einatmen auf vier", "halten: 7"."""
        after = words[2:3] if words[1:2] and words[1] in _COUNTED else words[1:2]
        return self._known(words[0]) and bool(after) and (after[0].isdecimal() or bool(self._words.number(after[0])))

    def _front(self, words: list[str], lead: int, nouns: set[str]) -> list[str] | None:
        """Return the words of a clause that begins with its verb, or with "du" and its verb."""
        first, rest = words[lead], words[lead + 1 :]
        if self._is_person(first, rest):
            return self._front([*words[:lead], *rest], lead, nouns)
        if verb := self._of_all(first, rest):
            return [*words[:lead], *self._forbidden(*self._with_prefix(verb, rest[1:]))]
        polite = bool(rest) and rest[0] == "sie" and first.endswith("n")
        if polite and (self._known(first) or first.endswith(("en", "ern", "eln"))):
            verb, rest = first, rest[1:]
        elif (
            first in self._fronts
            and not (first in nouns and lead)
            and self._is_verb_here(first, rest)
            and not self._is_noun(first, rest, nouns)
        ):
            verb, rest = self._fronts[first], rest[1:] if rest[:1] and rest[0] in _POLITE - {"sie"} else rest
        elif self._is_plural_request(first, rest) or (first == "sie" and self._is_polite_present(rest)):
            verb, rest = (rest[0], rest[1:]) if first == "sie" else (self._thirds[first], rest)
        elif self._is_noun(first, rest, nouns) or not (verb := self._rare_front(first, rest, led=lead > 0)):
            return None
        while rest and rest[0] in SELF:
            rest = rest[1:]
        return [*words[:lead], *self._forbidden(*self._with_prefix(verb, rest))]

    def _is_person(self, first: str, rest: list[str]) -> bool:
        """Whether "du" or "ihr" begins a clause and its verb follows: "du legst", "ihr legt"."""
        verb = "".join(rest[:1])
        return (first == "du" and verb.endswith("st") and verb in self._fronts) or (
            first == "ihr" and verb in self._thirds
        )

    def _rare_front(self, first: str, rest: list[str], *, led: bool) -> str:
        """Return the verb of "danach kreisen beide Daumen", or one that is in no list; an empty text for no verb."""
        if led and self._known(first) and rest[:1] and rest[0] in ("beide", "die", "deine", "ihre", "alle"):
            return first
        object_follows = bool(rest) and rest[0] in OBJECTS and "_" not in first
        parted = bool(rest) and rest[-1] in self._prefixes and first not in self._small
        other = first in self._finite | OBJECTS | self._leads or self._words.is_phrase([first])  # "Arme" is no verb
        unknown = (first.endswith("e") or parted) and object_follows and not other
        return UNKNOWN if unknown or first.endswith("iere") else ""

    def _is_plural_request(self, first: str, rest: list[str]) -> bool:
        """Whether a clause asks several people: "legt die Hände", not "hilft bei Husten", which praises."""
        verb = self._english.get(self._thirds.get(first, ""), "")
        return bool(verb and rest) and verb not in PRAISING and rest[0] not in _POLITE | {"man", "es", "er"}

    def _is_polite_present(self, rest: list[str]) -> bool:
        """Whether "sie" and what follows it ask: "Sie nehmen die Hand"."""
        return len(rest) > 1 and self._known(rest[0]) and rest[1] in OBJECTS

    def _of_all(self, first: str, rest: list[str]) -> str:
        """Return the infinitive of "wir atmen", "man drückt" or "drückt man"; an empty text for anything else."""
        second = "".join(rest[:1])
        if first == "wir":
            return second if self._known(second) or self._is_parted(second, rest) else ""
        if second == "wir":
            return first if self._known(first) or self._is_parted(first, rest) else ""
        if second == "man":
            return self._with_man(first)
        return self._with_man(second) if first == "man" else ""

    def _is_parted(self, base: str, rest: list[str]) -> bool:
        """Whether a verb is known with the prefix at the end of its clause: "wir fangen mit dem Arm an"."""
        return rest[-1] in self._prefixes and self._known(f"{rest[-1]}{base}")

    def _with_man(self, form: str) -> str:
        """Return the infinitive of what stands beside "man": "drückt", or as in old books "drücke"."""
        wished = form.endswith("e") and form not in self._small | self._leads | _SAYING
        return self._thirds.get(form, "") or (
            self._fronts.get(form, "" if form.endswith("te") else f"{form}n") if wished else ""
        )

    def _is_verb_here(self, first: str, rest: list[str]) -> bool:
        """Whether a form that may be another word is a verb: "leicht" is none, "halt" is one."""
        if first in self._leads or (self._words.number(first) and rest[:1] not in ([], ["auf"], ["darauf"], ["gut"])):
            return False
        return not (rest and rest[0] in _OF_SUBJECTS)

    def _is_noun(self, first: str, rest: list[str], nouns: set[str]) -> bool:
        """Whether a form is a noun, since the verb stands at the end: "Rolle nach unten drücken", "Knie gebeugt"."""
        last = rest[-1] if rest else ""
        if last in nouns or self._fronts.get(first, "") in _WITH_INFINITIVE or not first.endswith(("e", "knie")):
            return False
        return self._known(last) or bool(last.startswith("ge") and self._participles.infinitive(last))

    def _inverted(self, words: list[str], lead: int) -> list[str] | None:
        """Return the words of "nach 10 Minuten spülen Sie ...": a phrase, a verb and its person."""
        for place in range(lead + 1, len(words) - 1):
            form, person = words[place : place + 2]
            verb = self._asked_of(person, form)
            told = person == "wir" and (words[lead] not in _TOPICS or not _SERVED.isdisjoint(words))
            if verb and not told:
                rest = [word for at, word in enumerate(words[place + 2 :]) if at or word not in SELF]
                if words[lead] in _TOPICS:
                    return [*words[:lead], *self._forbidden(*self._with_prefix(verb, [*words[lead:place], *rest]))]
                return [*words[:place], ",", *self._with_prefix(verb, rest)]
        return None

    def _asked_of(self, person: str, form: str) -> str:
        """Return the infinitive of a verb that stands before the person whom it asks: "spülen" of "spülen Sie"."""
        if person == "sie":
            return form if self._known(form) and form not in _FOUND else ""
        if person == "wir":
            return form if self._known(form) and form not in _FOUND else ""
        if person == "man":
            return self._with_man(form)
        if person == "du":
            return self._fronts.get(form, "") if form.endswith("st") else ""
        return self._thirds.get(form, "") if person == "ihr" else ""

    def _with_modal(self, small: str, match: re.Match[str], english: str, nouns: set[str]) -> str:
        """Return a clause with a modal, whose infinitive stands behind it in English."""
        before, after = small[: match.start()].strip(), small[match.end() :].split()
        asked = self._front(after, 0, nouns) if english.startswith("it is best") and after else None
        if asked:
            return " ".join([*before.split(), english, *asked])
        verb = self._infinitive(after[-2:], nouns)
        rest = after[:-1] if verb else after
        if rest[-1:] == ["zu"]:
            rest = rest[:-1]
        lead = before.split()
        if english in ("you should", "you must") and verb:
            kept = [] if all(word in self._leads for word in lead) else lead
            return " ".join([english, verb, *rest, *kept])
        if lead and not all(word in self._leads for word in lead):
            return " ".join([*lead, ",", english, verb, *rest]) if verb else small
        return " ".join(filter(None, [*lead, english, verb, *rest]))
