"""A polite or indirect request → what it asks for: "I'd be glad if you kept off the bone" → "keep off the bone".

The frame says how the author feels about it ("it would be kind if you", "might I suggest that you"); the verb behind it
may stand in the past, which is a form of politeness here.
"""

from __future__ import annotations

import re

from coach.draft.english.expression import Expression
from coach.draft.english.lexicon import is_one_of
from coach.draft.english.other_forms import base_of
from coach.draft.english.patterns import has_any
from coach.draft.english.verbs import is_manner

_FEELS = r"(?:glad|grateful|thankful|obliged|pleased|happy|delighted|happier|much obliged|indebted|relieved|easier)"
_IF_YOU = r"if (?:you|they|he|she)(?:'d| would| could| will| can| might)?"
_FRAME = Expression(
    r"(?:^\W*|[,;–—] (?:(?:and|but|so|then|or)\b,? )?|[;:] )(?:(?:and|but|so|then|now|next|also|lastly|finally"
    r"|first),? )*"
    r"(?:"
    rf"it(?:'d| would| might| will|'ll)(?: \w+)? (?:be|help)\b(?: (?!if|to|because)[\w']+){{0,6}} {_IF_YOU}"
    rf"|(?:i|we)(?:'d| would| should| shall|'ll| will)(?: \w+)? be(?: \w+)? {_FEELS}(?: to you)? {_IF_YOU}"
    rf"|(?:i|we)(?:'d| would| should)(?: \w+)? (?:appreciate|prefer|like|love) it {_IF_YOU}"
    r"|(?:i|we)(?:'d| would| should) (?:much )?(?:rather|sooner|prefer(?: that)?) (?:you|they|he|she)"
    r"|(?:i|we)(?:'d| would| should| must| may| might| do)?(?: \w+ly| just| also| only)? "
    r"(?:suggest|propose|recommend|ask|request|beg|advise|insist)(?: that)? (?:you|they|he|she)(?: should| would|"
    r" might)?"
    r"(?: to)?"
    r"|(?:might|may|could|can) (?:i|we)(?: just| also| perhaps)? (?:suggest|propose|recommend|ask|advise|beg)(?:"
    r" that)? "
    r"(?:you|they|he|she)(?: should| might)?(?: to)?"
    rf"|you(?:'d| would| will|'ll) (?:oblige|help|do) (?:me|us|him|her|them)(?: [\w']+){{0,4}} {_IF_YOU}"
    r"|(?:perhaps|maybe) (?:you|they|he|she)(?: could| would| might| can| may)(?: just| also| then| like to| care to)*"
    r"|you (?:could|might) (?:perhaps|maybe|possibly)(?: like to| care to)?"
    r"|you (?:would|will|'d) do well to|you(?:'d| had) (?:better|best)"
    r"|if you (?:would|could|will|'d)(?: (?:just|please|kindly|now|then|only|be so (?:kind|good) as to))*"
    r"(?=.*, (?:that|it|this|i|we)(?:'d| would| will|'ll| should)\b|[^,]*[.!]*$)"
    r")(?: (?:also|just|only|first|then|now|next|please|kindly|perhaps|always|\w+ly))* (?P<told>[a-z].*)$",
    re.IGNORECASE | re.DOTALL,
)
_PIECES = (
    " if you",
    "If you",
    "if they",
    "if he",
    "if she",
    "suggest",
    "propose",
    "recommend",
    " ask ",
    "rather",
    "beg ",
)
_MORE_PIECES = ("erhaps ", "aybe ", "do well", " better", " best ", "possibly", "prefer", "advise", "request", "insist")
_COMMENT = Expression(r", (?:that|it|this|i|we)(?:'d| would| will|'ll| should)\b.*$", re.IGNORECASE)
_PAST = {
    "went": "go", "took": "take", "gave": "give", "sat": "sit", "stood": "stand", "made": "make", "did": "do",
    "came": "come", "ran": "run", "began": "begin", "drew": "draw", "ate": "eat", "drank": "drink", "rose": "rise",
    "shook": "shake", "spoke": "speak", "threw": "throw", "tore": "tear", "woke": "wake", "wore": "wear",
    "wrote": "write", "slept": "sleep", "sent": "send", "told": "tell", "said": "say", "found": "find", "got": "get",
    "read": "read", "ground": "grind", "chose": "choose", "meant": "mean", "knelt": "kneel", "leant": "lean",
    "lit": "light", "swam": "swim", "sang": "sing", "fed": "feed", "were": "be", "had": "have", "blew": "blow",
}  # fmt: skip
"""Verbs of which the past is no participle."""


def requested_in(sentence: str) -> str:
    """Return what a sentence asks for politely, in the form of a request; an empty text if it has no such form.

    >>> requested_in("It would be nice if you went round the shoulder blade.")
    'go round the shoulder blade.'
    """
    if not has_any(sentence, _PIECES) and not has_any(sentence, _MORE_PIECES):
        return ""
    if not (match := _FRAME.search(sentence)):
        return ""
    told = _COMMENT.sub(".", match["told"]) if match[0].lstrip().casefold().startswith("if") else match["told"]
    verb, _, rest = told.partition(" ")
    if verb.casefold() in ("not", "never"):
        return f"do not {rest}"
    base = _base(verb.casefold().rstrip(".,!"))
    return f"{base}{verb[len(verb.rstrip('.,!')) :]} {rest}".strip() if base else ""


def _base(verb: str) -> str:
    """Return the verb of a word in its present or past; an empty text for what is none."""
    if verb in ("didn't", "don't"):
        return "do not"
    if verb in _PAST:
        return _PAST[verb]
    return verb if is_one_of("verbs", verb) and not is_manner(verb) else base_of(verb)
