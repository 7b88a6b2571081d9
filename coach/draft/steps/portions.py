"""Sentences of a passage → portions, each of which becomes a step or repeats steps; and the words of a step."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.draft.english.after_a_hold import (
    SUSTAINED,
    is_each_time,
    is_held,
    is_rest,
)
from coach.draft.english.amount_sentences import is_bare_amount, is_more_to_do
from coach.draft.english.durations import lets_go_in
from coach.draft.english.evidence import tells_an_act
from coach.draft.english.expression import Expression
from coach.draft.english.imperative import is_instruction
from coach.draft.english.other_side import is_other_side
from coach.draft.english.pauses import is_pause
from coach.draft.english.quantities import NONE, is_bare_count, is_limit, is_quantity, quantities_in
from coach.draft.english.shown import as_shown
from coach.draft.language import glossed
from coach.draft.reading.warnings import is_in_case, is_warning
from coach.draft.steps.amount_order import comes_after, leaves_them
from coach.draft.steps.phrases import phrases_of
from coach.draft.steps.practice_form import is_open_ended
from coach.draft.steps.releases import only_counts, with_releases
from coach.draft.steps.repeats import asks_for_more, repeat_in
from coach.draft.steps.two_sides import names_a_side

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from coach.draft.english.numbers import Amount
    from coach.draft.english.quantities import Quantities
    from coach.draft.reading.passages import Sentence
    from coach.draft.steps.repeats import Repeat
    from coach.draft.steps.rule import Rule

_NEXT = Expression(r"\W*(?:and )?then (?:under|in|into|on|onto|with|without|for|another)\b", re.IGNORECASE)
_AGAIN = Expression(r"\W*(?:and |then |now )*(?:repeat|rpt|do|perform|hold|stay|keep|again)\b", re.IGNORECASE)
_BOTH = Expression(
    r"\b(?:both|all (?:two|three|four|\d)|the two|the pair)\b(?! (?:sides?|hands?|feet|arms?|legs?))"
    r"|\b(?:the|this) (?:whole )?exercise\b",
    re.IGNORECASE,
)
_FEW, _LONGEST_SAY = 4, 2_000
"""The most words of a sentence that only tells to let go, and of characters in a step that takes more sentences."""
_SHORT_ONES, _SHORT = 3, 8
"""The most sentences between a hold and how often it is done, and the most words of each."""


def portions_of(
    told: Sequence[Sentence], rule: Rule | None = None, *, plainly: bool, rules: Container[Sentence] = ()
) -> list[list[Sentence]]:
    """Return portions of sentences, each up to one that says how long or how often.

    `rule` holds for them; `rules` are sentences that stay whole. What stands behind a rule of its own paragraph has its
    amount one by one.
    """
    whole = [[each] if plainly or each in rules else phrases_of(each) for each in told]
    phrases = [phrase for phrases in whole for phrase in phrases]
    in_rounds = rule is not None and rule.figures.release is not None
    portions = list(_portions(_figures_first(phrases), plainly=plainly, in_rounds=in_rounds))
    if _repeats_all(portions):
        portions.append([portions[-1].pop()])
    if rule and not rule.listed and rule.figures.practice and any(each in rule.sentences for each in told):
        return list(_one_by_one(portions, rule.sentences))
    return portions


def _one_by_one(portions: Iterable[list[Sentence]], rules: Container[Sentence]) -> Iterator[list[Sentence]]:
    """Yield the portions, those behind the rule with one sentence each of those that ask and have no amount."""
    ruled = False
    for portion in portions:
        kept: list[Sentence] = []
        for sentence in portion:
            if ruled and kept and is_instruction(sentence.text) and is_instruction(kept[-1].text):
                yield kept
                kept = []
            kept.append(sentence)
            ruled |= sentence in rules
        yield kept


def _figures_first(told: list[Sentence]) -> list[Sentence]:
    """Return the phrases, with a bare figure ("5 times") before the change of sides that it follows."""
    for place in range(1, len(told)):
        before, after = told[place - 1 : place + 1]
        bare = is_quantity(after.text) and not is_pause(after.text) and not _is_another_step(after.text)
        repeat = repeat_in(before.text) if bare else None
        earlier = told[max(0, place - 1 - _SHORT_ONES) : place - 1]
        if repeat and repeat.kind == "other" and any(quantities_in(each.text).practice for each in earlier):
            told[place - 1 : place + 1] = after, before
    return told


def _is_of_portion(sentence: Sentence, figures: Quantities, portion: Sequence[Sentence], time: Amount | None) -> bool:
    """Whether the amount of a sentence is one of the portion before it, which may have a time, and of no other act."""
    if sentence.apart or sentence.meant or _is_done(sentence.text) or _follows_turn(portion[-1].text, sentence.text):
        return False
    if comes_after(sentence.text, figures, [quantities_in(each.counted) for each in portion]):
        return False
    return not (time and figures.time and time != figures.time and not is_bare_amount(sentence.text))


def _portions(sentences: Sequence[Sentence], *, plainly: bool, in_rounds: bool) -> Iterable[list[Sentence]]:
    """Yield portions of sentences, each up to one that says how long or how often, with what belongs to that."""
    portion: list[Sentence] = []
    closed = done = False
    time = None
    sentences = sentences if plainly else [*with_releases(sentences)]
    for place, sentence in enumerate(sentences):
        figures = NONE if plainly else quantities_in(sentence.counted)
        repeat = None if plainly or sentence.meant else repeat_in(sentence.text)
        done_again = closed and any(repeat_in(each.text) for each in portion)
        goes_with = (
            closed
            and not sentence.turns
            and bool(
                (repeat and _repeats_portion(repeat, sentence.text, portion[-1].text, done=done))
                or (figures.practice and _is_of_portion(sentence, figures, portion, time))
                or (is_pause(sentence.text) and not plainly)
                or (figures.each and not is_instruction(sentence.text))
                or figures.only_rest
                or (not (figures.practice or repeat or plainly or done_again) and _warns(sentence.text))
                or (in_rounds and _lets_go(sentence.text))
                or (not plainly and _goes_with_amount(portion, sentences[place:]))
            )
        )
        last = not plainly and place + 1 < len(sentences) and _only_turns(sentences[place + 1].text)
        turned = any(quantities_in(each.text).each for each in portion)  # each finger, and then the whole hand
        if portion and (
            (closed and not goes_with)
            or asks_for_more(sentence.text)
            or figures.wait
            or (turned and (leaves_them(sentence.text, figures) or (last and not figures.practice)))
            or sentence.turns
        ):
            yield portion
            portion, closed, done, time = [], False, True, None
        portion.append(sentence)
        closed |= sum(len(each.text) for each in portion) > _LONGEST_SAY
        time = time or figures.time
        closed |= (
            figures.practice
            or bool(repeat)
            or figures.wait is not None
            or (not plainly and is_open_ended(sentence.text))
        )
    if portion:
        yield portion


def _repeats_portion(repeat: Repeat, text: str, before: str, *, done: bool) -> bool:
    """Whether a sentence says how often what is told just before it is done; `done`: another portion precedes that."""
    if (
        repeat.kind != "times"
        or repeat.whole
        or repeat.last
        or _begins_anew(text, quantities_in(text))
        or _turns(before)
    ):
        return False
    return not (is_in_case(text) or (done and (is_rest(before) or _means_both(text))))


def _goes_with_amount(portion: Sequence[Sentence], sentences: Sequence[Sentence]) -> bool:
    """Whether a sentence belongs to the amount before it: it tells of each time, or ends what is held and counted."""
    counted = any(quantities_in(each.counted).times for each in portion)
    if counted and is_each_time(sentences[0].text):
        return True
    return _is_held_last(portion) and _count_follows(sentences)


def _is_held_last(portion: Sequence[Sentence]) -> bool:
    """Whether the last sentence with an amount has something held."""
    amount = next((each.text for each in reversed(portion) if quantities_in(each.counted).practice), "")
    return is_held(amount) and not is_rest(amount)


def _count_follows(sentences: Sequence[Sentence]) -> bool:
    """Whether a few short sentences without an amount, such as "Let go.", end in how often all of it is done."""
    for sentence in sentences[: _SHORT_ONES + 1]:
        repeat = repeat_in(sentence.text)
        if repeat or quantities_in(sentence.counted).practice:
            counts = repeat is not None and only_counts(repeat, sentence.text)
            return sentence is not sentences[0] and (counts or is_bare_count(sentence.text))
        if len(sentence.text.split()) > _SHORT or is_pause(sentence.text):
            return False
    return False


@glossed
def _is_another_step(text: str) -> bool:
    """Whether a figure has a verb of its own, as "Blink ten times" has."""
    return is_instruction(text) and not _AGAIN.match(text)


def _turns(text: str) -> bool:
    """Whether a sentence asks for the other side, and for what is done there."""
    repeat = repeat_in(text)
    return repeat is not None and repeat.kind == "other"


def _repeats_all(portions: Sequence[Sequence[Sentence]]) -> bool:
    """Whether a repetition that ends an item repeats all of its portions: several, or a hold and what follows it."""
    if len(portions) < 2 or len(portions[-1]) < 2 or not (repeat := repeat_in(portions[-1][-1].text)):  # noqa: PLR2004
        return False
    held = repeat.kind == "times" and _is_held_last(portions[-2]) and not quantities_in(portions[-1][-2].text).practice
    return len(portions) > 2 or held  # noqa: PLR2004


def _warns(text: str) -> bool:
    """Whether a sentence warns, or says what to do where an amount is too much."""
    return is_warning(text) or is_limit(text)


@glossed
def _means_both(text: str) -> bool:
    """Whether a repetition is one of several things: "Repeat both twice", "Repeat the exercise twice"."""
    return bool(_BOTH.search(text))


def _follows_turn(turn: str, text: str) -> bool:
    """Whether a sentence behind a change of sides is more than its amount: it begins what is done next."""
    return _turns(turn) and not is_quantity(text)


@glossed
def _begins_anew(text: str, figures: Quantities) -> bool:
    """Whether a sentence has a time of its own beside its repetitions: "Bend it, 10 seconds, and repeat 3 times"."""
    return figures.time is not None and not _AGAIN.match(text) and is_instruction(text)


@glossed
def _only_turns(text: str) -> bool:
    """Whether a sentence only asks for the other side."""
    return is_other_side(text)


def _is_done(text: str) -> bool:
    return is_instruction(text) or _is_another(text) or is_more_to_do(text) or _is_shown(text) or tells_an_act(text)


@glossed
def _is_shown(text: str) -> bool:
    """Whether a sentence tells what somebody does who shows it."""
    small = text.casefold()
    return as_shown(small) != small and not _AGAIN.match(small.replace("i ", "", 1))


@glossed
def _is_another(text: str) -> bool:
    """Whether a phrase has a time of its own, after that of the phrase before it: "Then under warm water for 40"."""
    return bool(_NEXT.match(text)) and quantities_in(text).time is not None


@glossed
def _lets_go(text: str) -> bool:
    """Whether a short sentence only tells to let go, such as "And release"."""
    return len(text.split()) <= _FEW and lets_go_in(text.casefold()) and not quantities_in(text).practice


@glossed
def is_sustained(text: str) -> bool:
    """Whether an instruction only holds on; one that names a side of its own begins something."""
    return bool(SUSTAINED.match(text)) and not names_a_side(text)


def has_no_figures(text: str) -> bool:
    """Whether the numbers in a text are no practice of its step: those of a pause, or of what is too much."""
    return is_pause(text) or is_limit(text)
