"""Sentences that ask by telling what somebody is or gets → whether they do: "Now everybody is a tree for a minute".

So teachers of children speak, and those who say how long something lasts rather than what is done for so long.
"""

from __future__ import annotations

import re

from coach.draft.english.expression import Expression
from coach.draft.english.lexicon import is_one_of
from coach.draft.english.numbers import NUMBERS
from coach.draft.english.patterns import alternatives
from coach.draft.english.quantities import quantities_in

_LEADS = r"^\W*(?:(?:and|then|now|next|so|okay|ok|right|finally|last),? )*"
_ALL = r"(?:everybody|everyone|all of (?:you|us)|the (?:others|rest|children|class|group))(?: else)?"
_DARED = Expression(rf"{_LEADS}(?:can|could) (?:you|we|everybody|everyone)(?: all)? (\w+)\b", re.IGNORECASE)
"""A pattern of questions that set a task: "Can you stand like a heron for 20 seconds?" """
_BE = Expression(
    rf"{_LEADS}(?:(?:you|we)(?:'re| are) (?:all )?(?:going to be )?(?:an? |\w+s\b)"
    rf"|{_ALL} (?:gets? to be|is|are|becomes?|turns? into|will be) (?:an? )?\w+)",
    re.IGNORECASE,
)
"""A pattern of what the listeners are to be: "Now you are a rag doll", "Next we're going to be snakes"."""
_NOW_BE = Expression(
    r"^\W*(?:and |then |so )*(?:(?:now|next),? (?:you|we)(?:'re| are) (?:all )?an? (?:\w+ ){0,2}\w+"
    r"|(?:you|we)(?:'re| are) (?:all )?an? (?:\w+ )?\w+ now)[.!,]*$",
    re.IGNORECASE,
)
"""A pattern of what the listeners are from now on: "Now you are a turtle." """
_THEY_DO = Expression(
    rf"{_LEADS}{_ALL} (?:now |then |just )?(\w+) (?:the|their|your|an?|both|up|down|out"
    rf"|against|on|in|with|still|back|together)\b",
    re.IGNORECASE,
)
"""A pattern of what all but some do: "Everybody else stretches the fingers five times"."""
_PARTS_GET = Expression(
    rf"{_LEADS}(?:(?:the|your|his|her|their|both|each) )*(?:{alternatives('posed-parts')}) "
    r"(?:only |just |then |now |also )*"
    r"(?:needs?|gets?|wants?|deserves?|likes?|comes? in for) (?:an?|some|the|another|\w+) ",
    re.IGNORECASE,
)
"""A pattern of what a part of the body gets: "the arms only need a squeeze, one minute per arm"."""
_LASTS = re.compile(
    r"^\W*(?:each|every|one) (?!evening|class|session|lesson|course|meeting|workshop)(?:\w+ )?\w+ "
    r"(?:lasts?|takes?|stays?|goes on|is (?:held|kept))\b"
    r"(?! (?:a|your|the) (?:day|life))"
    r"|^\W*(?:and |then |now |another )*\w[\w -]{0,30}\b(?:seconds?|minutes?|moments?) of [^.]{3,60}"
    r"\b(?:would|will|should|is|are|comes?|follows?)\b.{0,25}\b(?:next|now|then|here|follow|enough|plenty)\b"
    r"|\bthere(?:'s| is) nothing (?:else |more )?(?:to do|to be done|you need to do)\b"
    r".{0,20}\b(?:but|except|other than)\b"
    r"|^\W*(?:this|next|now) (?:is|comes) (?:the|a) [\w ]+, .*\b(?:use|with|let|put|take)\b (?:your|the|both)\b",
    re.IGNORECASE,
)
"""A pattern of what goes on for so long: "Each press lasts six seconds", "A minute of circles would come next"."""

_WISHED = Expression(
    r"\W*(?:and |now |then )*it(?:'d| would|'ll| will) be (?:so |really |very )?(?:lovely|nice|good"
    r"|great|kind|ideal|best|wonderful) if (?:the|your|his|her|their|both) ",
    re.IGNORECASE,
)
"""A pattern of wishes for what a part of the body does: "It would be lovely if your hands stayed there"."""
_GOES = Expression(
    r"\W*(?:and |then |now |next |so )*(?:off|in|on|out|up|down|away|over) (?:comes?|goes?|go) "
    rf"(?:the|your|his|her|an?|some|another|both|\d+|{'|'.join(NUMBERS)}) ",
    re.IGNORECASE,
)
"""A pattern of where a thing goes: "Off come the shoes", "In goes a spoonful of salt"."""
_IT_GETS = Expression(
    r"\W*(?:(?:and|then|now|next|finally),? )+(?:it|they) (?:gets?|needs?) (?:an?|some) ", re.IGNORECASE
)
"""A pattern of what a part of the body gets that was named before: "Next, it gets a squeeze"."""
_WE_GO = Expression(
    r"\W*(?:and |then |now |so )+(?:up|down|back|in|out|over|round|around|forwards?|on|off) (?:we|you|they) (\w+)",
    re.IGNORECASE,
)
"""A pattern of what one does, with its direction first: "And down we come"."""
_AND_YOU = Expression(r"^[^.;:]{5,60}, and (?:then )?you (\w+)\b", re.IGNORECASE)
"""A pattern of what one does when another has done something: "Your partner says a word, and you breathe out"."""
_TURN_OF = Expression(
    rf"^\W*(?:then|now|next|finally|after that|last)\b[^.:!?]{{3,60}}: ((?!\d|(?:{'|'.join(NUMBERS)})\b)\S.+)$",
    re.IGNORECASE,
)
"""A pattern of what follows the name of what comes next: "Then it is the turn of the shoulders: roll them"."""
_CRIED = Expression(r"^[^.:!?]*\byour?\b[^.:!?]{0,40}: ([^:]+!)\W*$", re.IGNORECASE)
"""A pattern of what children are to do in a story: "A fly sits on your nose: wrinkle it up!" """


def is_dared(sentence: str) -> bool:
    """Whether a question sets a task: it says how long or how often it is to be done, or is a favour to who asks."""
    match = _DARED.match(sentence)
    if match is None or not sentence.rstrip("\"')").endswith("?"):
        return False
    verb = match[1].casefold()
    able = is_one_of("verbs", verb) and not (is_one_of("not-after-can", verb) or is_one_of("speaking", verb))
    return able and (" for me" in sentence or quantities_in(sentence).practice)


def is_played(sentence: str) -> bool:
    """Whether a statement with a time or a number says what somebody is to be, to get, or to go on with.

    >>> is_played("Now you are a rag doll for 12 seconds."), is_played("You are a star.")
    (True, False)
    """
    verb = match[1].casefold() if (match := _THEY_DO.match(sentence)) else ""
    does = any(is_one_of("verbs", form) for form in (verb, verb.removesuffix("s"), verb.removesuffix("es")))
    if _NOW_BE.match(sentence):
        return True
    if does or _BE.match(sentence) or _PARTS_GET.match(sentence) or _LASTS.search(sentence):
        return bool(quantities_in(sentence).practice)
    return False


def is_wished(sentence: str) -> bool:
    """Whether a sentence wishes what a part of the body does, or says where all go: "And down we come"."""
    match = _WE_GO.match(sentence)
    if (
        _WISHED.match(sentence)
        or _GOES.match(sentence)
        or (_IT_GETS.match(sentence) and quantities_in(sentence).practice)
    ):
        return True
    return match is not None and is_one_of("verbs", match[1].casefold())


def told_within(sentence: str) -> str:
    """Return what a sentence asks behind what somebody or something else does; an empty text if it asks nothing so.

    >>> told_within("A fly sits on your nose: wrinkle it up!")
    'wrinkle it up!'
    """
    if ", and " in sentence and (match := _AND_YOU.search(sentence)):
        told = is_one_of("verbs", match[1].casefold()) and quantities_in(sentence).practice
        return sentence[match.start(1) :] if told else ""
    match = (_CRIED.match(sentence) or _TURN_OF.match(sentence)) if ":" in sentence else None
    return match[1] if match else ""
