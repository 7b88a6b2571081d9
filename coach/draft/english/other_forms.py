"""Sentences that ask without an imperative → whether they do: gerunds of a script, passives of a leaflet."""

from __future__ import annotations

import re

from coach.draft.english.expression import Expression
from coach.draft.english.lexicon import is_one_of
from coach.draft.english.patterns import has_any
from coach.draft.english.quantities import quantities_in
from coach.draft.english.verbs import is_about_benefits, is_manner

_LEADS = r"(?:(?:and|then|now|next|finally|first|again|also|lastly|just|[a-z]{2,}ly),? )*"
_GERUND = Expression(
    rf"^\W*{_LEADS}(?:(?:in|with|at|on|for|after) (?:\w+ ){{1,3}}?\w+, )?(?:\w+ly )?(\w+ing)\b", re.IGNORECASE
)
_ENDED = re.compile(r"[.!…]\W*$|,")
_STATED = re.compile(r", (?:we|you|it|this|they|i|he|she|people|many)\b", re.IGNORECASE)
_FINITE = Expression(
    r"\b(?:is|are|was|were|can|could|will|would|may|might|helps|makes|has|had|does|did|should|must|gives|"
    r"allows|takes|becomes|seems|keeps|improves|reduces|boosts|works|brings)\b",
    re.IGNORECASE,
)
_WHATEVER = Expression(
    r"\b(?:whatever|what|anything|everything|wherever|how|however|until|till|as if|as though|where (?:you|they"
    r"|it))\b[^,.]*",
    re.IGNORECASE,
)
"""A pattern of a clause within a request: "Listening to whatever can be heard", "Waiting until they are gone"."""
_DONE = Expression(
    rf"^\W*((?:(?:and )?(?:after (?:that|this)|afterwards),? )?{_LEADS}"
    r"(?:(?:when|once|after|before|as soon as|if)\b[^,]{3,60}, )?)"
    r"((?:it |they )|(?:(?:the|your|his|her|their|each|every|both|one|a|an|this|that|all|whole)\b ?)*"
    r"(?:[\w'-]+ ){1,6}?)(?:(?:is|are)(?: then| now| next)? to be|is|are|gets?|"
    r"(?:(?:can|should|may|must)(?: then| now| next| also)?|(?:has|have|needs?|ought) to) be) "
    r"((?:then |now |next |also |again |thereafter |afterwards |thereupon |likewise |thus |\w+ly )*)(\w+)\b(.*)$",
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
_ENDS = ("remove", "discard", "rinse", "repeat")
"""The verbs that need not say how."""
_RELATIVE = Expression(r"\b(?:who|that|which|when|because|if|as)\b", re.IGNORECASE)
_HOW = Expression(
    r"\b(?:with|by|between|on|onto|over|in|into|from|along|until|towards?|outwards?|inwards?|upwards?|downwards?"
    r"|up|down|"
    r"to|at|and|for|together|apart|against|across|around|round|under|back|forwards?|backwards?|off|out|one by one|"
    r"first|last|without|before|after|again|within|dry|clean|beside|lengthwise|lengthways|halfway|close)\b"
)
_TO_THINGS = ("fill", "cover", "attach")
"""The verbs that say what is done to a thing, and not what a part of the body is like."""
_IRREGULAR = {
    "laid": "lay", "held": "hold", "bent": "bend", "drawn": "draw", "taken": "take", "put": "put", "brought": "bring",
    "wrung": "wring", "spread": "spread", "swung": "swing", "kept": "keep", "set": "set", "led": "lead",
    "slid": "slide", "wound": "wind", "shaken": "shake", "hung": "hang", "swept": "sweep", "let": "let",
    "given": "give", "left": "leave", "cut": "cut", "torn": "tear", "tied": "tie", "beaten": "beat", "woken": "wake",
    "ground": "grind", "stuck": "stick", "shut": "shut", "worked": "work",
}  # fmt: skip


def is_gerund_script(sentence: str, words: list[str]) -> bool:
    """Whether a sentence asks as the scripts of relaxations do, such as "Letting your shoulders sink"."""
    if (
        not (match := _GERUND.match(sentence))
        or _STATED.search(sentence)
        or not _ENDED.search(sentence)
        or _FINITE.search(_WHATEVER.sub("", sentence))
    ):
        return False
    verb = base_of(match[1].casefold())
    at = next((place for place, word in enumerate(words) if word == match[1].casefold()), 0)
    rest = words[at + 1 :]
    praised = is_one_of("results", verb) and is_about_benefits(rest)
    return bool(verb) and bool(rest) and not praised and not any(map(_tells, rest, rest[1:]))


def _tells(before: str, word: str) -> bool:
    """Whether a word is the verb of a statement: "stops" in "keeping it moving stops the pain"."""
    third = word.endswith("s") and any(
        is_one_of(name, word[:-1]) or is_one_of(name, word[:-2]) for name in ("verbs", "results")
    )
    return (
        third and (before.endswith("ing") or not is_one_of("nouns-too", word[:-1])) and not is_one_of("plurals", word)
    )


def is_done_to_body(sentence: str) -> bool:
    """Whether a sentence tells what is done to a part of the body, such as "The thumb is then circled"."""
    if not has_any(sentence, (" is ", " are ", " be ", " get")) or not (match := _DONE.match(sentence)):
        return False
    lead, subject, manner, participle, rest = match.groups()
    verb = base_of(participle.casefold())
    words = re.findall(r"[a-z']+", subject.casefold())
    of_body = any(map(_is_body, words))
    meant = words[:1] in (["it"], ["they"]) and bool(
        _ON.search(sentence[: match.start(4)]) or _PUT.match(f"{participle}{rest}")
    )
    if verb == "cover" and any(is_one_of("others", word) for word in words) and " with " in rest:
        return True
    if verb and _DUE.search(sentence[: match.start(4)]) and quantities_in(sentence).breaths:
        return True
    if (
        not (of_body or meant or any(map(_is_treated, words)))
        or not verb
        or _RELATIVE.search(subject)
        or (is_one_of("not-done", verb) and (of_body or verb not in _TO_THINGS))
        or is_manner(participle.casefold())
    ):
        return False
    told_how = lead or manner.strip() or _DUE.search(sentence[: match.start(4)]) or _HOW.search(rest)
    return bool(told_how or verb in _ENDS or quantities_in(sentence).practice)


def _is_body(word: str) -> bool:
    stem = word.removesuffix("'s").rstrip("s")
    return is_one_of("parts", word) or is_one_of("parts", stem) or is_one_of("others", word) or word == "person"


def _is_treated(word: str) -> bool:
    """Whether a word is a thing that somebody treats or uses: "the towel is wrung out"."""
    return is_one_of("done-to", word) or is_one_of("done-to", word.rstrip("s"))


def base_of(form: str) -> str:
    """Return the verb of a gerund or a participle: "softening" → "soften"; an empty text for what is none."""
    if form in _IRREGULAR:
        return _IRREGULAR[form]
    if form in ("lying", "dying", "tying"):
        return f"{form[:-4]}ie"
    stem = re.sub(r"(?:ing|ed)$", "", form)
    if stem == form or len(stem) < 2:  # noqa: PLR2004 - no verb is shorter
        return ""
    tried = (stem, f"{stem}e", stem[:-1] if stem[-1] == stem[-2] else "", f"{stem[:-1]}y" if stem[-1] == "i" else "")
    return next((each for each in tried if each and is_one_of("verbs", each)), "")
