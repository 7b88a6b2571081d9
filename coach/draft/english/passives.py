"""Sentences in the passive → whether they ask: "The thumb is then circled", "One spoonful is added"."""

from __future__ import annotations

import re

from coach.draft.english.expression import Expression
from coach.draft.english.lexicon import is_one_of
from coach.draft.english.main_clause import main_clause
from coach.draft.english.other_forms import ADVERBS, base_of
from coach.draft.english.patterns import alternatives, has_any
from coach.draft.english.quantities import quantities_in
from coach.draft.english.verbs import is_manner

_DONE = Expression(
    rf"^\W*((?:(?:and )?(?:after (?:that|this)|afterwards),? )?{ADVERBS}"
    r"(?:(?:when|once|after|before|as soon as|if)\b[^,]{3,60}, )?)"
    r"((?:it |they |he |she )|(?:(?:the|your|his|her|their|each|every|both|one|a|an|this|that|all|whole)\b ?)*"
    r"(?:[\w'-]+ ){1,6}?)(?:(?:is|are)(?: then| now| next)? to be|is|are|gets?|"
    r"(?:(?:can|should|may|must)(?: then| now| next| also)?|(?:has|have|needs?|ought) to) be) "
    r"((?:then |now |next |also |again |thereafter |afterwards |thereupon |likewise |thus |\w+ly )*)([\w-]+)\b(.*)$",
    re.IGNORECASE,
)
_DUE = Expression(
    r"\b(?:should|must|is to|are to|has to|have to|needs? to)(?: then| now| next| also)? be\b", re.IGNORECASE
)
_ON = Expression(r"\b(?:then|next|now|again|finally|after|afterwards)\b", re.IGNORECASE)
"""A pattern of what shows that a sentence goes on: "It is then tested", "After that it should be laid"."""
_PUT = Expression(
    r"(?:laid|placed|put|wrapped|wound|folded|drawn|held|stroked|rubbed|spread|pressed|tucked) (?:\w+ )?"
    r"(?:across|over|upon|under|against|between|round|around|along|down|up|onto|behind|beneath) "
    r"(?:the|your|his|her|their|both)\b",
    re.IGNORECASE,
)
"""A pattern of where a thing is put that was named before: "It is laid across the lids"."""
_ENDS = ("remove", "discard", "rinse", "repeat", "add")
"""The verbs that need not say how."""
_RELATIVE = Expression(r"\b(?:who|that|which|when|because|if|as)\b", re.IGNORECASE)
_HOW = Expression(
    r"\b(?:with|by|between|on|onto|over|in|into|from|along|until|towards?|outwards?|inwards?|upwards?|downwards?|up"
    r"|down|"
    r"to|at|and|for|upon|beneath|underneath|through|aside|about|along|inside|as|together|apart|against|across|around"
    r"|round|under|back|forwards?|backwards?|off|out|one by one|"
    r"first|last|without|before|after|again|within|dry|clean|beside|lengthwise|lengthways|halfway|close)\b"
)
_TO_THINGS = ("fill", "cover", "attach")
"""The verbs that say what is done to a thing, and not what a part of the body is like."""
_PERFORMED = ("make", "give", "do", "perform", "describe", "execute", "exert", "apply", "carry", "practise", "practice")
_MOVES = Expression(rf"movements?|motions?|pass(?:es)?|pressure|traction|friction|kneading|{alternatives('counted')}")
"""A pattern of what is made with the hands: "three passes are made", "the same movement is made"."""
_NO_THINGS = frozenset(
    [
        *("attention", "care", "caution", "method", "treatment", "massage", "therapy", "practice", "technique", "name"),
        *("term", "word", "effect", "idea", "art", "custom", "habit", "course", "lesson", "book", "chapter", "rule"),
        *("story", "question", "conclusion", "tradition", "interest", "people", "children", "patients", "women", "men"),
        *("session", "sessions", "system", "programme", "program", "school", "class", "world", "society", "leaflet"),
    ]
)
"""What no hand can lay hold of: "the art is carried on", "attention is drawn to it"."""
_NOT_ANY = frozenset(["no", "none", "nothing", "nobody", "little", "few", "many", "much", "most", "some", "such"])
"""The words behind which nothing is told of one thing here: "no complaint is brought to her so often"."""


def is_done_to_body(sentence: str) -> bool:
    """Whether a sentence tells what is done to a part of the body or to a thing: "The thumb is then circled"."""
    if not has_any(sentence, (" is ", " are ", " be ", " get")):
        return False
    clause = main_clause(sentence)
    return any(_is_done(match) for text in {sentence, clause} if (match := _DONE.match(text)))


def _is_done(match: re.Match[str]) -> bool:
    """Whether a passive asks, by who or what it is about and by how it is done."""
    lead, subject, manner, participle, rest = match.groups()
    verb, before = base_of(participle.casefold()), match.string[: match.start(4)]
    if not verb or _RELATIVE.search(subject) or is_manner(participle.casefold()):
        return False
    words = re.findall(r"[a-z']+", subject.casefold())
    if words[:1] and words[0] in _NOT_ANY:
        return False
    due = bool(_DUE.search(before))
    if due and quantities_in(match.string).breaths:
        return True
    person = any(is_one_of("others", word) for word in words)
    performed = verb in _PERFORMED and any(map(_MOVES.fullmatch, words))
    handled = performed or _is_handled(verb, rest, due=due or bool(manner.strip()))
    of_body = any(map(_is_body, words))
    if words[:1] in (["it"], ["they"], ["he"], ["she"]):
        about = bool(_ON.search(before) or _PUT.match(f"{participle}{rest}") or (due and handled))
    else:
        about = of_body or any(map(_is_treated, words)) or (handled and not any(map(_is_no_thing, words)))
    stated = is_one_of("not-done", verb) and (of_body or verb not in _TO_THINGS) and not (verb == "make" and handled)
    if not about or (stated and not (performed or (person and handled))):
        return False
    told_how = lead or manner.strip() or due or _HOW.search(rest)
    return bool(told_how or verb in _ENDS or quantities_in(match.string).practice)


def is_handled_so(sentence: str) -> bool:
    """Whether hands do something to what was named before, with how or where: "It is halved by bringing ..."."""
    if not has_any(sentence, (" is ", " are ", " be ")) or not (match := _DONE.match(main_clause(sentence))):
        return False
    of_it = match[2].split()[:1] in (["it"], ["they"], ["It"], ["They"], ["he"], ["she"])
    return of_it and _is_handled(base_of(match[4].casefold()), match[5], due=False) and bool(_HOW.search(match[5]))


def _is_handled(verb: str, rest: str, *, due: bool) -> bool:
    """Whether a verb says what hands do: such things are done, whatever they are done to."""
    if verb == "take" and rest.split()[:1] in (["off"], ["out"], ["up"], ["away"]):
        return True
    if verb == "make":  # "it is made to swing"
        return rest.startswith(" to ")
    return is_one_of("handled", verb) or (due and is_one_of("handled-if-due", verb))


def _is_no_thing(word: str) -> bool:
    return word in _NO_THINGS or is_one_of("abstract", word)


def _is_body(word: str) -> bool:
    stem = word.removesuffix("'s").rstrip("s")
    return is_one_of("parts", word) or is_one_of("parts", stem) or is_one_of("others", word) or word == "person"


def _is_treated(word: str) -> bool:
    """Whether a word is a thing that somebody treats or uses: "the towel is wrung out"."""
    return is_one_of("done-to", word) or is_one_of("done-to", word.rstrip("s"))
