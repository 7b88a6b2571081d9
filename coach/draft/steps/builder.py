"""Passages → the steps and groups of the draft."""

from __future__ import annotations

import operator
from dataclasses import replace
from typing import TYPE_CHECKING

from coach.draft.english.after_a_hold import is_rest
from coach.draft.english.heading_figures import name_of
from coach.draft.english.numbers import exactly
from coach.draft.english.pauses import with_pauses
from coach.draft.english.quantities import NONE, quantities_in
from coach.draft.reading.warnings import warns_in_passing
from coach.draft.steps.circuit_rounds import with_rounds
from coach.draft.steps.elapsed import give_rest, let_pass
from coach.draft.steps.elided_units import with_units
from coach.draft.steps.loops import with_loops
from coach.draft.steps.named_step import named_again, names_parts, numbered
from coach.draft.steps.nodes import GroupNode, ItemCount, Node, Remark, StepNode, extent_of, remarks_of, steps_in
from coach.draft.steps.phrases import acts_first
from coach.draft.steps.portions import has_no_figures, is_sustained, portions_of
from coach.draft.steps.practice_form import NO_PRACTICE, SAID_FOR_ALL, is_its_time, practice_of, with_breaths
from coach.draft.steps.repeats import Repeat, grouped, is_counted, repeat_in
from coach.draft.steps.rest_apart import with_rest_apart
from coach.draft.steps.rule import Rules, filled_by
from coach.draft.steps.rules import rules_in
from coach.draft.steps.section_figures import under_heading, with_time_of_all
from coach.draft.steps.spoken_headings import with_spoken_headings
from coach.draft.steps.step_words import PAUSES, say_of, without_last_pause
from coach.draft.steps.turn_scope import first_step, is_counted_turn, preparing, section_of_first, start_of_turn
from coach.draft.steps.two_sides import again, can_be_said, mirror
from coach.draft.steps.whole_breaths import begun_by, start_of_last, with_whole_breaths
from coach.routine.limits import DAY_MS
from coach.routine.narration import has_words
from coach.units import format_duration, parse_duration

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.draft.reading.passages import Passage, Reading, Sentence

_NEAR, _MOST_COPIES, _BESIDE = 100, 40, 2
"""How many steps back "repeat steps 2 to 4" searches, how many it copies at most, and how far "Ten more!" looks."""


def nodes_of(reading: Reading, *, plainly: bool = False) -> list[Node]:
    """Return all sections with their steps, with the rule for all of them applied, and with their repetitions.

    `plainly` leaves out all times and repetitions.
    """
    rules = Rules() if plainly else rules_in(reading)
    builder = _Builder(rules, plainly, reading.passages)
    passages = list(with_spoken_headings(reading.passages, rules))
    for passage in passages if plainly else with_whole_breaths(list(with_units(passages))):
        builder.add(passage)
        if builder.ms > DAY_MS:  # too long already: the others make no difference
            break
    nodes = builder.finished()
    return nodes if plainly else with_time_of_all(nodes, reading)


class _Builder:
    """The sections so far; the last one is being filled."""

    def __init__(self, rules: Rules, plainly: bool, passages: Sequence[Passage]) -> None:
        headings = {passage.section for passage in passages}
        self._totals = rules.totals_in(passages)
        self.ms = 0
        """The milliseconds that the steps take, without repetitions of several steps."""
        self._rules = rules
        self._plainly = plainly
        self._headings = {each for each in headings if name_of(each) == each} if len(headings) > 1 else set()
        """The headings that become sections as they stand."""
        self._sections: list[GroupNode] = []
        self._heading = ""
        """The nearest heading above the current passage."""
        self._begun = 0
        """The number of nodes of the last section that stand before that heading."""
        self._since = 0
        """The number of nodes of the last section that were already done for both sides, or repeated as a whole."""
        self._since_whole = 0
        """The number of nodes of the last section that were already repeated as a whole."""
        self._done = 0
        """The number of sections that were already repeated as a whole."""
        self._items = ItemCount()
        self._phrases_begun = 0
        """The number of nodes of the last section that stand before the steps of the last sentence."""

    @property
    def _here(self) -> list[Node]:
        return self._sections[-1].nodes

    def add(self, passage: Passage) -> None:
        """Add the steps of a passage, or repeat earlier ones if it says so."""
        if not self._sections or self._sections[-1].section != passage.section:
            self._end_heading()
            self._sections.append(GroupNode([], section=passage.section))
            self._since = self._since_whole = self._begun = 0
        elif self._heading != passage.heading:
            self._end_heading()
            self._begun = len(self._here)
        self._heading = passage.heading
        self._items.add(passage.block)
        remarks = remarks_of(passage.left, self._headings)
        begun = len(self._here)
        rule = self._rules.rule_of(passage)
        portions = portions_of(passage.told, rule, plainly=self._plainly, rules=self._rules)
        for sentences in portions:
            self._portion(passage, sentences, begun, remarks)
            remarks = []
        if remarks and self._here:
            self._here[-1].remarks.extend(remarks)

    def _end_heading(self) -> None:
        """Give the figures of the heading that ends here to its steps."""
        if not self._plainly and self._sections and self._heading not in self._totals:
            self._here[self._begun :] = under_heading(self._here[self._begun :], self._heading)

    def _portion(self, passage: Passage, sentences: list[Sentence], begun: int, remarks: list[Remark]) -> None:
        """Add the sentences up to one with a quantity, as a step or as a repetition of earlier steps."""
        turns, repeat = sentences[-1].turns, self._repetition_in(sentences[-1], begun)
        if turns:
            repeat, begun = Repeat("times", times=turns), self._phrases_begun
        elif not sentences[-1].apart:
            self._phrases_begun = len(self._here)
        if repeat and (len(sentences) == 1 or repeat.kind != "times"):
            told = len(sentences) - (not (repeat.kind == "other" and is_counted_turn(sentences[-1].text)))
            if told:
                self._step(passage, sentences[:told], remarks)
                remarks = []
            sustained = len(self._here) - begun <= 1 and is_sustained(passage.told[0].text)
            if self._repeat(repeat, sentences[-1], begun, remarks, sustained=sustained):
                return
            if not (sentences := sentences[told:]):
                return
        self._step(passage, sentences, remarks)

    def _repetition_in(self, sentence: Sentence, begun: int) -> Repeat | None:
        """Return the repetition of earlier steps that a sentence asks for; None if it only repeats itself, or adds."""
        whole = self._plainly or sentence in self._rules or sentence.meant
        if whole or not (repeat := repeat_in(sentence.text)):
            return None
        if repeat.more and is_counted(self._here[begun:] or self._here[-_BESIDE:]):
            return None  # "Do ten more" behind ten of them
        itself = repeat.kind == "times" and not repeat.whole and acts_first(sentence.text)
        return None if itself else repeat  # "bring it near and move it away; repeat eight times"

    def _step(self, passage: Passage, sentences: list[Sentence], remarks: list[Remark]) -> None:
        say = say_of(sentences)
        if not has_words(PAUSES.sub("", say)):
            give_rest(self._here, without_last_pause(say)[1])
            return
        told = [each.counted for each in sentences if not (each in self._rules or has_no_figures(each.text))]
        figures = NONE if self._plainly else quantities_in(" ".join(told))
        own = figures.practice
        if figures.wait and not self._plainly:
            first = not any(section.nodes for section in self._sections)
            let_pass(self._here, figures.wait, sentences[0].line, first=first)
        of_rule = any(each in self._rules for each in sentences)
        warned = all(warns_in_passing(each.text) for each in sentences)
        ruled = not (of_rule or warned or all(is_rest(each.text) for each in sentences))
        rule = self._rules.nearest(passage, self._totals) if ruled else None
        figures = filled_by(rule, figures, say, sided=rule is not self._rules.everywhere)
        figures, rests = with_rest_apart(figures.in_turns(), sentences)
        untimed = self._plainly or not (told if of_rule else own or not warned)
        practice = NO_PRACTICE if untimed else practice_of(figures, say)
        if rule and figures.practice and not own and practice.do:
            practice = replace(practice, why=f"{SAID_FOR_ALL} {rule.line}")
        say, pause = without_last_pause(say)
        pause = "" if own and is_its_time(pause, figures) else pause
        pause = pause or (format_duration(rule.pause_ms) if rule and rule.pause_ms else "")
        if figures.sets > 1 and pause and not figures.rest:  # "3 x 8. Pause: 45 s" is a pause between the sets
            figures, pause = replace(figures, rest=exactly(parse_duration(pause))), ""
        step = StepNode(
            say,
            sentences[0].line,
            practice,
            pause,
            passage.label,
            remarks=remarks,
            number=passage.block.number,
            before=passage.before,
        )
        made = [*with_loops(step, figures), *rests]
        for node in made:
            node.number, node.place = passage.block.number, self._items.place
        self._here.extend(made)
        self.ms += extent_of(made).ms

    def _repeat(
        self, repeat: Repeat, sentence: Sentence, begun: int, remarks: list[Remark], *, sustained: bool
    ) -> bool:
        """Repeat the steps that a sentence means; return False if there are none that it could mean."""
        alone = begun == len(self._here) or (sustained and repeat.kind == "other")
        note = [
            *remarks,
            Remark(f'"{sentence.text}" is done by this group; see whether it is what is meant', sentence.line),
        ]
        if alone and not self._here and self._sections[-1].section:
            note.append(Remark(f"left out (heading): {self._sections[-1].section}", sentence.line))
        if repeat.kind == "steps":
            return self._repeat_steps(repeat, sentence, note)
        if named := named_again(self._here, repeat, sentence.text):
            self._here.append(replace(named, remarks=note))
            return True
        start = self._first_meant(repeat, sentence.text, begun, alone)
        if start is None:
            return False
        nodes = self._here[start:]
        only = nodes[0] if len(nodes) == 1 else None
        if repeat.kind == "times" and isinstance(only, StepNode) and only.practice.do.startswith("{breaths:"):
            only.practice = with_breaths(only.practice, repeat.times)
            only.remarks.extend(note)
            return True
        group = grouped(nodes, repeat, with_pauses(sentence.text))
        if group is None:
            return False
        group.remarks, group.number, group.place = note, nodes[0].number, nodes[0].place
        self._here[start:] = [group]
        self._since = len(self._here) if repeat.kind == "other" or repeat.whole else self._since
        self._since_whole = self._since if repeat.whole else self._since_whole
        return True

    def _repeat_steps(self, repeat: Repeat, sentence: Sentence, note: list[Remark]) -> bool:
        """Add copies of the steps with these numbers, from the last list that has them; False for none or too many."""
        nodes = [node for section in self._sections[-_NEAR:] for node in section.nodes[-_NEAR:]][-_NEAR:]
        meant = numbered(nodes, repeat.numbers)
        if not 0 < len(meant) <= _MOST_COPIES:
            return False
        behind_them = all(map(operator.is_, meant, self._here[-len(meant) :]))
        if behind_them and not repeat.ms and (repeat.times == 1 or (repeat.in_all and not repeat.other)):
            words, times = ("", repeat.times) if repeat.times > 1 else (with_pauses(sentence.text), 2)
            group = mirror(meant, words, repeat.after) if repeat.other else GroupNode(meant, "", times, None, words)
            if all(map(can_be_said, steps_in([group]))):
                group.remarks = note
                self._here[-len(meant) :] = [group]
                self._since = len(self._here)
                return True
        found: list[Node] = [again(node, other=repeat.other) for node in meant]
        times = max(repeat.times, round(repeat.ms / max(1, extent_of(meant).ms)) if repeat.ms else 1)
        if times > 1:
            found = [GroupNode(found, repeat=times)]
        if repeat.other:  # whoever follows has to know that it is the other side's turn
            self._here.append(StepNode(say_of([sentence]), sentence.line, remarks=note))
        else:
            found[0].remarks = [*note, *found[0].remarks]
        self._here.extend(found)
        return True

    def _first_meant(self, repeat: Repeat, text: str, begun: int, alone: bool) -> int | None:
        """Return the index of the first node to repeat, or None."""
        if repeat.kind == "other" and not repeat.whole:
            first = section_of_first(self._sections[self._done :], text, repeat.after)
            if first is not None:
                return self._all_since(self._done + first)
        if repeat.whole and names_parts(self._here, text):
            return self._open_since(whole=True)
        start = self._scope(repeat, begun, alone)
        if start is None or repeat.kind != "other":
            return start + preparing(self._here[start:]) if start is not None and repeat.whole else start
        return start_of_turn(self._here, text, repeat.after, start, self._open_since(whole=repeat.whole))

    def _scope(self, repeat: Repeat, begun: int, alone: bool) -> int | None:
        """Return the index of the first node in question; "the whole" takes in the sections before this one."""
        if not alone and not repeat.whole:
            start = max(begun, self._since) if repeat.kind == "other" else begun_by(self._here, begun, repeat.last)
            return start if start < len(self._here) else None
        if (repeat.whole or not self._here) and len(self._sections) > self._done + 1:
            open_sections = self._sections[self._done :]
            first = next(
                (i for i, section in enumerate(open_sections) if not all(s.before for s in steps_in(section.nodes))), 0
            )
            return self._all_since(self._done + first)
        if repeat.kind == "times" and not repeat.whole:
            return start_of_last(self._here, repeat.last)
        start = self._open_since(whole=repeat.whole)
        return start if start < len(self._here) else None

    def _all_since(self, first: int) -> int | None:
        """Make one section of all from this one on, to be repeated as a whole; return the place of its first node."""
        taken: list[Node] = [section for section in self._sections[first:] if section.nodes]
        self._sections[first:] = [GroupNode(taken)]
        self._done = len(self._sections)
        return 0 if taken else None

    def _open_since(self, *, whole: bool) -> int:
        """Return the place of the first node under this heading that was not repeated yet."""
        here = 0 if whole or self._begun >= len(self._here) else self._begun
        return max(first_step(self._here), here, self._since_whole if whole else self._since)

    def finished(self) -> list[Node]:
        """Return the sections; steps without a section stand by themselves."""
        self._end_heading()
        filled = with_rounds([section for section in self._sections if section.nodes], self._rules.rounds)
        for section in filled:
            section.section = name_of(section.section)
        return [node for section in filled for node in ([section] if section.section and filled[1:] else section.nodes)]
