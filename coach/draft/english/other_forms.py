"""Gerunds → whether they ask, as those of a script do; and the verb of a gerund or of a participle."""

from __future__ import annotations

import re

from coach.draft.english.expression import Expression
from coach.draft.english.lexicon import is_one_of
from coach.draft.english.verbs import is_about_benefits

ADVERBS = r"(?:(?:and|then|now|next|finally|first|again|also|lastly|just|[a-z]{2,}ly),? )*"
_GERUND = Expression(
    rf"^\W*{ADVERBS}(?:(?:in|with|at|on|for|after) (?:\w+ ){{1,3}}?\w+, )?(?:\w+ly )?(\w+ing)\b", re.IGNORECASE
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
_IRREGULAR = {
    "laid": "lay", "held": "hold", "bent": "bend", "drawn": "draw", "taken": "take", "put": "put", "brought": "bring",
    "wrung": "wring", "spread": "spread", "swung": "swing", "kept": "keep", "set": "set", "led": "lead",
    "slid": "slide", "wound": "wind", "shaken": "shake", "hung": "hang", "swept": "sweep", "let": "let",
    "given": "give", "left": "leave", "cut": "cut", "torn": "tear", "tied": "tie", "beaten": "beat", "woken": "wake",
    "ground": "grind", "stuck": "stick", "shut": "shut", "worked": "work", "made": "make",
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


def base_of(form: str) -> str:
    """Return the verb of a gerund or a participle: "softening" → "soften"; an empty text for what is none."""
    if form in _IRREGULAR:
        return _IRREGULAR[form]
    if form in ("lying", "dying", "tying"):
        return f"{form[:-4]}ie"
    stem = re.sub(r"(?:ing|ed)$", "", re.sub(r"^re-(?=\w{3})", "", form))
    if stem == form or len(stem) < 2:  # noqa: PLR2004 - no verb is shorter
        return ""
    tried = (stem, f"{stem}e", stem[:-1] if stem[-1] == stem[-2] else "", f"{stem[:-1]}y" if stem[-1] == "i" else "")
    return next((each for each in tried if each and is_one_of("verbs", each)), "")
