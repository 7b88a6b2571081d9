"""Sentences without a verb → whether they ask: "Chin to chest", "Ten ankle circles", "In through the nose"."""

from __future__ import annotations

import re
from itertools import pairwise

from coach.draft.english.expression import Expression
from coach.draft.english.lexicon import is_one_of
from coach.draft.english.numbers import NUMBERS
from coach.draft.english.patterns import alternatives

_LEADS = (
    r"^[\"'(]*(?:(?:and|then|now|next|finally|first|slowly|gently|again|also|lastly|just|softly|so),? "
    r"|(?:right|okay|ok|good|great|alright|well), )*"
)
_COUNT = rf"(?:\d{{1,3}}|{'|'.join(NUMBERS)}|a few|several|another|one more|a couple of)"
_ONES = r"(?:(?:both|the|your|one|each|his|her|their|left|right|upper|lower|other) )*"
_PLACED = Expression(
    rf"{_LEADS}{_ONES}(?:(?:soles?|backs?|tops?|tips?|heels?|balls?|palms?) of (?:the|your|both|each) )?"
    rf"(?:{alternatives('posed-parts')})"
    rf"(?:,? (?:{alternatives('posed')})\b|, .*\b(?:{alternatives('posed')})\b)",
    re.IGNORECASE,
)
_COUNTED = Expression(
    rf"{_LEADS}(?:{_COUNT} (?:[\w-]+,? ){{0,3}}?(?:{alternatives('counted')})\b"
    rf"(?! (?:for|to|that|you|we|which|can|of)\b)"
    rf"|(?:\w+ ){{0,2}}(?:{alternatives('counted')})(?:,|:| [-–—]) (?:about )?{_COUNT}\b)",
    re.IGNORECASE,
)
_BREATH = Expression(
    rf"{_LEADS}(?:a |one |another |your )?(?:deep|long|slow|big|last|soft|full|easy)(?:,? \w+)? breath (?:in|out)\b"
    rf"|{_LEADS}(?:in|out|breath in|breath out)\b,? "
    r"(?:through|by|via|for|again|deeply|slowly|and out|to a count|\.\.\.|…)",
    re.IGNORECASE,
)
_TURN = Expression(
    r"^[\"'(]*(?:(?:and|then|now|next|so|right|okay),? )*(?:"
    rf"(?:the |your |his |her |their )?(?:other|left|right|opposite|second|same) "
    rf"(?:{alternatives('posed-parts')}|side|one) (?:next|now|too|as well)(?:, .{{3,60}})?"
    r"|(?:(?:the )?other|the opposite) way(?: round| about| around)?"
    rf"|(?:between|under|behind|round|around|along|across|over|on|inside) (?:the|your|their) .{{3,30}} (?:next|now)"
    r"|(?:once|one) more(?: time)?\b.{0,70}|again"
    r"|back (?:to|into) (?:the )?(?:centre|center|start|middle|neutral|sitting|standing|begin\w+|all fours).{0,30}"
    r"|(?:up|down|over|back|out|on|along|further|forwards?) (?:on|onto|to|into) (?:your|the|his|her|their) .{3,90}"
    r"|and,? (?:out|in|down|up|back|hold|rest|release|relax|let go|open|close|breathe|exhale|inhale|switch|change)"
    r"(?: again)?)[.!…,]*$",
    re.IGNORECASE,
)
"""A pattern of what only says which way it goes on: "Right hand next.", "Back to centre.", "And out." """
_COMMAND = Expression(
    rf"{_LEADS}{_ONES}(?:{alternatives('posed-parts')}|trunk)\b[^.!?–—-]{{0,30}} [-–—] ?[a-z]+!", re.IGNORECASE
)
"""A pattern of commands as drill has them: "Hips – firm!", "Trunk backward – bend!"."""
_WANTED = Expression(
    rf"{_LEADS}you(?:'ll| will|'d| would)? (?:want|need|like|have) (?={_ONES}(?:{alternatives('posed-parts')})\b)",
    re.IGNORECASE,
)
"""A pattern of what stands before a posture that is wished for: "You'll want your feet flat"."""
_HELD = Expression(
    rf"{_LEADS}(?:only )?(?:(?:both|the|your|his|her|their|each|one|left|right|upper|lower|other|partner's|patient's|"
    rf"baby's|person's|client's) )*(?:{alternatives('posed-parts')}) "
    r"(?:(?:then|now|should|always|just|simply|all|both|must|can) )*(?:(?:stays?|remains?|rests?|lies?|hangs?|points?|"
    r"faces?|touch(?:es)?|meets?|sinks?|keeps?|be|floats?|drops?) (?!when|if|because)"
    r"(?!.*\b(?:often|usually|normally|because|helps?|tends?|we|i)\b)|moves?[.!]?$"
    r"|(?:may|can|might) (?:(?:now|then|just|simply|also|gently|slowly) )*(?:close|rest|drop|sink|soften|fall|open|"
    r"hang|lie|float|relax|loosen|melt|stay|lengthen|widen|settle)\b(?! asleep).*"
    r"\b(?:now|here|then|too|as well|if|down|open|apart|back|a little)\b)",
    re.IGNORECASE,
)
"""A pattern of statements of how a part of the body is held: "Your shoulders stay low throughout." """
_TOWARDS = ("towards", "toward", "to", "at", "behind", "beside", "under", "before", "of", "from", "beneath", "over")
_LONGEST = 22


def is_verbless_instruction(sentence: str, words: list[str]) -> bool:
    """Whether a short sentence without a verb says how to hold the body, what to count, or how to breathe."""
    if not 1 <= len(words) <= _LONGEST:
        return False
    if _TURN.match(sentence) or _HELD.match(sentence) or _COMMAND.match(sentence):
        return True
    if wanted := _WANTED.match(sentence):
        return _PLACED.match(sentence[wanted.end() :]) is not None
    if len(words) == 1 or _has_finite(_first_clause(words)):
        return False
    return bool(_PLACED.match(sentence) or _COUNTED.match(sentence) or _BREATH.match(sentence))


def _first_clause(words: list[str]) -> list[str]:
    """Return the words before "and", if a clause of three words or more ends there: "Shoulders up high, and ..."."""
    end = next((place for place, pair in enumerate(pairwise(words)) if pair == (",", "and")), 0)
    return words[:end] if end > 2 else words  # noqa: PLR2004


def _has_finite(words: list[str]) -> bool:
    """Whether a verb or its subject is among words; "you" in "palm towards you" is none."""
    return any(
        _is_finite(word) and not (word in ("you", "it", "them") and before in _TOWARDS)
        for before, word in pairwise(["", *words])
    )


def _is_finite(word: str) -> bool:
    return is_one_of("finite", word) or (is_one_of("pronouns", word) and word not in ("the", "your", "this", "that"))
