"""Sentence → whether it tells somebody to do something, judged by its words alone: no model, no network."""

from __future__ import annotations

import re
from functools import lru_cache

from coach.draft.english.doers import is_done_by_doer
from coach.draft.english.duties import is_due
from coach.draft.english.expression import Expression
from coach.draft.english.leads import without_leads
from coach.draft.english.lexicon import is_one_of
from coach.draft.english.numbers import NUMBERS
from coach.draft.english.other_forms import base_of, is_gerund_script
from coach.draft.english.other_side import asks_for_other, is_other_side
from coach.draft.english.passives import is_done_to_body
from coach.draft.english.patterns import alternatives, pattern
from coach.draft.english.pauses import is_pause
from coach.draft.english.play import is_dared, is_played, is_wished, told_within
from coach.draft.english.polite_forms import requested_in
from coach.draft.english.quantities import quantities_in
from coach.draft.english.same_again import names_part_for_same
from coach.draft.english.sentence_words import without_tag, words_of
from coach.draft.english.small_talk import is_talk
from coach.draft.english.verbless import is_verbless_instruction
from coach.draft.english.verbs import BREAKS, begins, later_verb
from coach.draft.language import glossed
from coach.draft.reading.about_page import is_about_page

_QUESTION = Expression(
    r"^(?!(?:then |now |and )*(?:ask|say)(?: (?:her|him|them|again|softly|quietly))*:)[^\"]*\?$|^\".*\?\"$",
    re.IGNORECASE,
)
"""A pattern of questions; what somebody is to ask another is none: "Ask: softer or firmer?" """
_FIELD = Expression(
    r"^(?:\w+(?: (?:[a-k]|\d{1,2}))?|(?:(?:now|next|then|and|last|finally|on to|on with|same with|also),? )+(?:for )?"
    r"(?:(?:the|your|his|her|both|each) )?(?:[\w-]+ ){0,2}[\w-]+): (.+)$",
    re.IGNORECASE,
)
"""A pattern of what is done behind the name of what it is done to: "Now the hands: make fists"."""
_REMARKED = Expression(r"^(\W*[\w -]{1,40}) \([^()]{1,40}\)(?=:)")
"""A pattern of a label with its figures behind it in brackets: "Exercise B (45 s, each leg): stand on one leg"."""
_AFTER_ADVERB = Expression(
    r"^(\W*[a-z]+) (?:next|then|now|thereafter|afterwards|again|also|thus|likewise|further) (?=\w)", re.IGNORECASE
)
"""A pattern of a verb with an adverb behind it, as old books have it: "Describe next a wide ring"."""
_ASKS = Expression(rf"\W*(?:(?:{alternatives('softeners')})[,:]? +)*(?:{alternatives('asks')}) +", re.IGNORECASE)
"""A pattern of beginnings that ask politely, or tell what comes: "you can", "it is best to", "we are going to"."""
_ABLE = Expression(
    r"\b(?:can|may|could|might)(?! (?:(?:now|then|also|next|just|even) )*(?:want|wish|like) to)\b", re.IGNORECASE
)
_IN_ORDER = Expression(r"\b(?:then|now|next|thereafter|afterwards|finally)\b", re.IGNORECASE)
"""A pattern of what comes next, and is no mere possibility: "He may then bathe the forehead"."""
_WANTED = Expression(r"\bi(?:'d| would)? .*\byou\b", re.IGNORECASE)
"""A pattern of what one wants another to do, be it only to notice something."""
_WORTH = Expression(r"\W*(?:and |now |then |so )*it(?:'s| is)(?: also| always| well)? worth (\w+ing)\b", re.IGNORECASE)
_POLITE = Expression(
    r"\W*(?:and |now |then |next |so |please )*(?:(?:could|would|will|can) you (?:please|now|just|kindly|then|gently"
    r"|next|slowly|perhaps|possibly|try to|all)+ |would you mind |(?:would|could|will) you (?:please |now |then )*"
    r"(?:care to|be so (?:kind|good) as to|be kind enough to) |(?:can|could|may"
    r"|might) i (?:now )?(?:ask|invite) you to )",
    re.IGNORECASE,
)
"""A pattern of questions that ask somebody to do something: "Could you now lower it?" """
_COMES = Expression(
    r"\W*(?:and |then )*(?:after (?:that|this|it)|next|then|now|first(?: of all)?|finally|last(?: of all)?|lastly) "
    r"(?:comes?|follows?) (?:the |some |a little |a bit of )?(\w+ing)\b",
    re.IGNORECASE,
)
"""A pattern of what comes next: "After that comes rolling up to sitting"."""
_AT_OTHER_TIMES = pattern("other-times", "{}")
_IN_GENERAL = Expression(r"\b(?:in general|as a rule|generally|every (?:day|night|week))\W*$", re.IGNORECASE)
_BEGINNING = pattern("beginnings", r"^\W*(?:{})\W*$")
"""A pattern of sentences that only announce the beginning: "Let's begin." """
_LATER = Expression(
    rf"^\W*(?:and |then |about |around |some )*(?:\d|[½¼¾]|an? |half |few |several |(?:{'|'.join(NUMBERS)})\b)"
    r"[\w '/½¼¾-]{0,30} (?:later|after (?:that|this)|afterwards?)"
    rf"(?:\s*[,–—-]\s+(?:[^–—]{{2,40}} [–—] )?"
    r"|\s+(?!(?:in|on|at|than|i|it|he|she|they|the|my|that|this|when|is|was|of|or)\b))(?:(?:we|you)(?:'ll| will)? "
    r"(?!can|may|could|might|should|are|have|need))?",
    re.IGNORECASE,
)
_LAST = Expression(
    r"^\W*(?:and |now |then )?(?:on|at|after|for|with) (?:(?:the|your) (?:last|final|first|second|third|next) "
    r"(?:one|round|time|turn|breath|repetition|rep|lift|circle|go)"
    r"|(?:each|every) (?:[a-z]+-[a-z]+|(?:(?:single|deep|long|slow|full) )?(?!exercise|step|day|week)[a-z]+"
    r"(?: (?:in|out|up|down|back|forward))?)"
    r"|(?:the (?:space|length|duration|time|span) of )?(?:(?:about|another|the next|a good) )*"
    rf"(?:\d{{1,2}}|an?|half an?|{'|'.join(NUMBERS)}) (?:\w+ )?(?:seconds?|minutes?|breaths?)),? (?=\w)",
    re.IGNORECASE,
)
"""A pattern of which of several times is meant: "On the last one stay down"."""
_OTHER_SIDE = Expression(
    r"^\W*(?:and |then |now |next |finally )*(?:the same|likewise) (?:for|on|with|to|at|in) .{0,30}\b"
    r"(?:left|right|other|opposite|second)\b"
    r"|^\W*(?:and |then |now |next )*(?:the )?same (?:again|thing|once more|\w+,? (?:again|but"
    r"|a \w+ (?:higher|lower|faster|"
    r"slower|further|wider)|higher|lower|faster|slower|backwards))\b"
    r"|^\W*(?:and |then |now |next )*(?:the|your) (?:good|healthy|unaffected|sound|sore|bad|stiff) \w+\b"
    r"[^.;]{0,25}\b(?:same|likewise|too|as well)\b",
    re.IGNORECASE,
)
"""A pattern of sentences without a verb that ask for more: "And the same for the left.", "Same again, palm up." """
_ASKED_OF = Expression(
    r"(?:ask|invite|get|have) (?:them|him|her|(?:the|your|his|her|their) "
    r"(?!doctor|gp|nurse|physio|midwife|pharmac|dentist|surgeon|therapist)\w+) (?:to )?\w+",
    re.IGNORECASE,
)
"""A pattern of what another is asked to do: "ask your friend to sit down"."""
_POSTURE = 8
_NEAR, _LONGEST = 20, 60
_INVERTED = [["should", whom] for whom in ("you", "it", "they", "he", "she", "the", "your")]
"""The beginnings of conditions without "if": "Should you lose count, start again"."""


@glossed
@lru_cache(2_000)
def is_instruction(sentence: str) -> bool:
    """Whether a sentence tells its reader to do something now."""
    sentence = without_tag(sentence)
    if is_pause(sentence) or is_about_page(sentence) or is_talk(sentence) or _QUESTION.search(sentence):
        return is_polite_question(sentence) or _is_requested(sentence)
    if is_polite_question(sentence) or is_played(sentence) or _is_requested(sentence):
        return True
    if parts := _parts_that_ask(sentence):
        return any(map(is_instruction, parts))
    if (due := is_due(sentence)) is not None:
        return due
    if match := _ASKS.match(sentence):
        able, wanted = bool(_ABLE.search(match[0]) and not _IN_ORDER.search(match[0])), bool(_WANTED.search(match[0]))
        return _is_asked(sentence[match.end() :], able=able, wanted=wanted)
    return not _BEGINNING.match(sentence) and _is_told(sentence, words_of(sentence))


def _is_requested(sentence: str) -> bool:
    """Whether a sentence asks politely for something to do: "I would be glad if you kept off it"."""
    request = requested_in(sentence)
    return bool(request) and is_instruction(request.rstrip("?"))


def _parts_that_ask(sentence: str) -> list[str]:
    """Return what follows "10 minutes later" and the like, or the sentences around a colon: one of them has to ask."""
    if match := _LATER.match(sentence) or _LAST.match(sentence):
        return [sentence[match.end() :]]
    if told := told_within(sentence):
        return [told, sentence[: sentence.rindex(told)].rstrip(": ")]
    if "; " in sentence:
        return sentence.split("; ")
    sentence = _REMARKED.sub("", sentence)
    if match := _FIELD.match(sentence):
        before = sentence[: match.start(1)].rstrip(": ")
        return [match[1], *([before] if " " in before else [])]
    return []


def _is_told(sentence: str, words: list[str]) -> bool:
    """Whether a sentence has one of the many other shapes of an instruction."""
    return (
        is_other_side(sentence)
        or asks_for_other(sentence)
        or bool(_OTHER_SIDE.match(sentence))
        or ("same" in words and names_part_for_same(sentence.casefold()))
        or _is_imperative(words)
        or is_wished(sentence)
        or _is_imperative(words_of(_AFTER_ADVERB.sub(r"\1 ", sentence)))
        or _is_worth(sentence)
        or _comes_next(sentence)
        or _follows_so(words)
        or is_gerund_script(sentence, words)
        or is_done_to_body(sentence)
        or is_done_by_doer(sentence)
        or is_verbless_instruction(sentence, words)
        or _ends_with_a_count(sentence)
    )


def _ends_with_a_count(sentence: str) -> bool:
    """Whether a sentence says at its end how often: "That was one round; do ten in all"."""
    first, _, last = sentence.rpartition(";")
    return bool(first) and quantities_in(last).times is not None and is_instruction(last)


def _is_asked(rest: str, *, able: bool, wanted: bool) -> bool:
    """Whether what follows "it is best to" or "you can" is something to do now, and no possibility for other times."""
    words = without_leads(words_of(rest))
    if _ASKED_OF.match(rest):
        return True
    if not words or (able and (_AT_OTHER_TIMES.search(rest) or is_one_of("not-after-can", words[0]))):
        return False
    if _IN_GENERAL.search(rest):
        return False
    if (
        words[0] in ("begin", "start", "finish", "end")
        and words[1:2]
        and (words[1] in ("by", "with", "at", "from", "on", "in") or words[1].endswith("ing"))
    ):
        return True
    if words[0] == "do" and words[1:2] and words[1] in ("the", "this", "it", "your", "that", "these", "those", "them"):
        return True
    if words[0].endswith("ing") and not is_one_of("verbs", words[0]):  # "we'll be rubbing the neck"
        words = [base_of(words[0]), *words[1:]]
    known = is_one_of("befalls", words[0]) or is_one_of("not-after-to", words[0])
    return (wanted or not known) and begins(words)


def is_polite_question(sentence: str) -> bool:
    """Whether a question asks to do something: "Could you now lower the arm?", and not "Can you do it in bed?"."""
    if not (match := _POLITE.match(sentence)):
        return is_dared(sentence)
    words = without_leads(words_of(sentence[match.end() :].rstrip("?")))
    verb = base_of(words[0]) if words and "mind" in match[0].casefold() else "".join(words[:1])
    return bool(words) and not is_one_of("befalls", verb) and begins([verb, *words[1:]])


def _comes_next(sentence: str) -> bool:
    match = _COMES.match(sentence)
    return match is not None and begins([base_of(match[1].casefold()), *words_of(sentence[match.end() :])])


def _is_worth(sentence: str) -> bool:
    """Whether a sentence says that something is worth doing."""
    match = _WORTH.match(sentence)
    return match is not None and begins([base_of(match[1].casefold()), *words_of(sentence[match.end() :])])


def _is_imperative(words: list[str]) -> bool:
    """Whether a clause begins with an instruction; each is tried, as words before an instruction end with a comma."""
    bare = without_leads(words)
    if not bare:
        return False
    forbids = words[0] == "never" and bare[0] not in ("have", "be", "has") and not bare[0].endswith("s")
    if begins(bare) or forbids or (is_one_of("times", bare[0]) and later_verb(bare, strict=False)):
        return True
    opens = is_one_of("clauses", bare[0]) or bare[0].endswith("ing") or bare[:2] in _INVERTED
    if opens and bare[0] != "where" and later_verb(bare) and not (_is_stated(bare) or _has_subject(bare)):
        return True
    if not (opens or _is_lead_phrase(bare) or _is_posture(bare)):
        return _follows_adverbial(bare)
    ends = (place for place, word in enumerate(bare[:_LONGEST]) if word in BREAKS)
    return any(begins(without_leads(bare[place + 1 :])) for place in ends)


def _has_subject(words: list[str]) -> bool:
    """Whether several things do what the verb behind them says: "Your shoulders carry the shopping"."""
    subject, verb = "".join(words[1:2]), "".join(words[2:3])
    return words[0] == "your" and subject.endswith("s") and is_one_of("verbs", verb)


def _is_stated(words: list[str]) -> bool:
    """Whether the main clause tells of somebody: "When my mother was ill, I found that she would hold my hand"."""
    main = words[words.index(",") + 1 :] if "," in words else []
    return main[:1] in (["i"], ["he"], ["she"], ["it"], ["they"], ["we"], ["there"])


def _follows_so(words: list[str]) -> bool:
    """Whether an instruction follows ", so": "the bed is too soft, so spread a blanket on the floor"."""
    places = (place for place, word in enumerate(words) if word == "so" and words[place - 1] == ",")
    return any(
        begins(words[place + 1 :]) and is_one_of("after-so", "".join(words[place + 2 : place + 3])) for place in places
    )


def _follows_adverbial(words: list[str]) -> bool:
    """Whether an instruction follows a few words without a verb: "Fingertips on shoulders, draw big circles"."""
    end = next((place for place, word in enumerate(words[:_POSTURE]) if word in (",", "-", "–", "—")), 0)
    lead, rest = words[:end], without_leads(words[end + 1 :])
    told_of = any(is_one_of("finite", word) or is_one_of("subject-pronouns", word) for word in lead)
    timed = rest[1:2] == ["for"] and any(word.isdecimal() or word in NUMBERS for word in rest[2:6])
    strict = bool(rest) and is_one_of("verbs", rest[0]) and (timed or not is_one_of("nouns-too", rest[0]))
    return bool(lead) and not told_of and strict and begins(rest) and is_one_of("after-verbs", "".join(rest[1:2]))


def _is_lead_phrase(words: list[str]) -> bool:
    """Whether the words begin with a lead-in phrase: "every few breaths, ..." or "to release the jaw, ..."."""
    return words[0] in ("to", "every", "first", "next", "by", "still") and "," in words[:_NEAR]


def _is_posture(words: list[str]) -> bool:
    """Whether the words begin with a posture that is described without a verb: "hands on hips, ..."."""
    end = next((place for place, word in enumerate(words) if word in BREAKS), 0)
    part = any(is_one_of("parts", word.rstrip("s")) for word in words[:3])
    told_of = is_one_of("pronouns", words[0]) or any(is_one_of("finite", word) for word in words[:end])
    return 0 < end <= _POSTURE and part and not told_of
