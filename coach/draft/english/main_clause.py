"""Sentence → its main clause, without what stands in front of it or within it: "When it is warm, the cloth is renewed".

Books and protocols put circumstances first: participles ("Having dried the foot, ..."), absolute ones ("The jug being
filled, ..."), purposes ("To conclude, ..."), conditions and places. What is asked stands behind them.
"""

from __future__ import annotations

import re

from coach.draft.english.expression import Expression
from coach.draft.english.patterns import has_any

_ON = (
    r"(?:(?:and|but|then|now|next|finally|lastly|first|secondly|thirdly|again|also|here|thereafter|thereupon|hereupon"
    r"|afterwards?|subsequently|meanwhile|meantime|last of all|in the meantime),? )*"
)
_DONE = (
    r"(?:\w{2,}ed|bent|drawn|held|laid|put|set|spread|wrung|shut|taken|brought|kept|made|turned out|hung|wound|cut|torn"
    r"|tied|swung|thrown|given|left)"
)
_CIRCUMSTANCE = (
    r"(?:(?:when(?:ever)?|where(?:ver)?|while|whilst|once|if|should|as|after|before|until|till|provided|each time"
    r"|every)"
    r"\b[^,;:]{2,110}"
    r"|(?:having|being|during|to|with|without|by|in|on|upon|at|from|for|under|throughout|[a-z]{2,}ing)"
    r"\b(?:(?! (?:he|she|they|we|you|i|is|are|should|must|shall|may|can|has|have)\b)[^,;:]){2,110})"
)
_NO_MAIN = r"(?! (?:and|or|but|not|nor|which|who|whom|that|as)\b)"
_BEFORE = Expression(rf"^\W*{_ON}{_CIRCUMSTANCE},{_NO_MAIN}\s+(?=\w)", re.IGNORECASE)
_BEFORE_LIST = Expression(
    rf"^\W*{_ON}{_CIRCUMSTANCE}, (?:and|or|but|not|nor)\b[^,;:]{{2,60}},{_NO_MAIN}\s+(?=\w)", re.IGNORECASE
)
_UNPARTED = Expression(
    rf"^\W*{_ON}(?:with|by|in|on|over|under|between|from|at|along|after|around|round|across|behind)\b"
    r"(?:(?! (?:is|are|be|should|must|which|who|that)\b)[^,;:]){3,70} "
    r"(?=(?:the|a|an|each|both|his|her|your) (?:[\w-]+ ){1,3}(?:is|are|should be|must be|may be|can be)\b)",
    re.IGNORECASE,
)
"""A pattern of a place or a manner without a comma behind it: "With long strokes the cream is spread"."""
_UNPARTED_DUE = Expression(
    rf"^\W*{_ON}(?:when(?:ever)?|while|whilst|once|as soon as|before|after)\b[^,;:]{{4,60}} "
    r"(?=(?:the|an?|each|both|his|her|your) (?:[\w-]+ ){1,2}(?:should|must|is then|are then|is to be|are to be)\b)",
    re.IGNORECASE,
)
"""A pattern of a condition without a comma: "While it is in the water the ankle should be moved"."""
_RELATIVE = Expression(
    r",? (?:which|that|who) (?:has|have|is|are|was|were)\b[^;:]{2,70}?,? "
    r"(?=(?:is|are|should be|must be)(?: (?:then|now|next|to be))* (?:[a-z]{2,}ed|laid|put|drawn|held|brought"
    r"|taken)\b)",
    re.IGNORECASE,
)
"""A pattern of what says which thing is meant: "Water which has boiled, and has then stood, is poured upon it"."""
_ABSOLUTE = Expression(
    rf"^\W*{_ON}(?:(?:the|a|an|his|her|their|your|both|one|all|this|that|these) )+(?:[\w-]+ ){{1,4}}?"
    rf"(?:(?:being|having been|having)(?: \w+ly)?|{_DONE})\b(?! (?:is|are|was|were|by"
    rf" which)\b)[^,;:]{{2,90}},\s+(?=\w)",
    re.IGNORECASE,
)
"""A pattern of a participle with a subject of its own: "A rug having been laid upon the floor, ..."."""
_WITHIN = Expression(
    rf",\s+(?:(?:still|if|when|once|while|after|as|which|until|before|where|unless)\b|having|being|[a-z]{{2,}}ing"
    rf"|{_DONE}"
    r"|using|with|in|on|at|by|for|from)\b[^,;:]{2,110},\s+"
    r"(?=(?:(?:then|now|next|also|again|thereafter|thereupon) )*(?:is|are|should|must|may|can|shall|has to|have to"
    r"|ought|needs?|gets?)\b)",
    re.IGNORECASE,
)
"""A pattern of what parts a subject from its verb: "The sheet, having been wrung out, is laid ..."."""
_MOST = 3


def main_clause(sentence: str) -> str:
    """Return a sentence without the circumstances in front of its main clause, and without those behind its subject.

    >>> main_clause("The jug being half filled, one spoonful is added.")
    'one spoonful is added.'
    >>> main_clause("The sheet, having been wrung out, is then laid upon the blanket.")
    'The sheet is then laid upon the blanket.'
    """
    clause = sentence
    for _ in range(_MOST if "," in sentence else 0):
        match = _BEFORE.match(clause) or _BEFORE_LIST.match(clause) or _ABSOLUTE.match(clause)
        if match is None:
            break
        clause = clause[match.end() :]
    clause = _WITHIN.sub(" ", clause) if "," in clause else clause
    clause = _RELATIVE.sub(" ", clause) if has_any(clause, ("which ", "that ", "who ")) else clause
    return (
        _UNPARTED_DUE.sub("", _UNPARTED.sub("", clause))
        if has_any(clause, (" is ", " are ", " be ", " should ", " must "))
        else clause
    )
