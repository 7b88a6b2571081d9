"""Passages of a script that leads through a scene → what it tells of the scene is told too, in its place.

"Imagine a meadow. A small cloud drifts by. It carries you safely. Now look around." asks in its first sentence and in
its last; between them it says what there is to see, and to leave that out would leave nothing of the scene. So it is
in a text that calls itself a journey or a story to be read aloud, or that has pauses for whoever speaks.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from coach.draft.english.evidence import TALK, weight_of
from coach.draft.english.expression import Expression
from coach.draft.language import glossed
from coach.draft.reading.about_page import is_about_page
from coach.draft.reading.passages import NOT_TOLD, Left, Passage, Sentence
from coach.draft.reading.warnings import is_warning
from coach.draft.text.blocks import Block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.draft.reading.passages import Reading

_SCRIPT = Expression(
    r"(?:traum|fantasie|phantasie|gedanken|körper|märchen)-?reisen?\b|\b(?:ruhe|entspannungs|einschlaf|stille)geschichten?"
    r"|vorlesen|vorgelesen|sprechtext|\bguided (?:imagery|journey|visuali[sz]ation)|\bvisuali[sz]ation\b|\bimagery\b"
    r"|\bbody[ -]?scan\b|\bread (?:it |this )?(?:aloud|slowly|out loud)"
    r"|\b(?:bedtime|calming|relaxation) (?:story|script)"
    r"|\bviaje (?:imaginario|interior|de la imaginación)|\bvisualización|\bleer (?:despacio|en voz)|\brelato\b",
    re.IGNORECASE,
)
"""A pattern of how a text calls itself that leads through a scene."""
_IMAGINES = Expression(r"\b(?:imagine|picture|visuali[sz]e|pretend)\b", re.IGNORECASE)
_PAUSES = re.compile(
    r"[(\[](?:[^()\[\]]{0,20}\b)?(?:pause|pausa|stille|silence|silencio)\b[^()\[\]]{0,20}[)\]]|…", re.IGNORECASE
)
_MANY, _FEWEST = 3, 3
"""The fewest pauses of a script, and the fewest words of what is told of a scene."""


def tell_scene(found: Reading, texts: Sequence[str]) -> None:
    """Take what is told of a scene for what is said to whoever is in it; `texts` are those of the page."""
    first = next((at for at, each in enumerate(found.passages) if any(map(_imagines, each.told))), None)
    if first is None or not _is_script(found.title, texts):
        return
    kept = found.passages[:first]
    for at, passage in enumerate(found.passages[first:]):
        kept += [*(_before(passage) if at else ()), passage]
        _within(passage, 0 if at else _start(passage))
    found.passages = kept


def _is_script(title: str, texts: Sequence[str]) -> bool:
    pauses = sum(len(_PAUSES.findall(text)) for text in texts)
    return bool(_SCRIPT.search(title)) or any(map(_SCRIPT.search, texts)) or pauses >= _MANY


def _imagines(told: Sentence) -> bool:
    return _asks_to_imagine(told.text)


@glossed
def _asks_to_imagine(text: str) -> bool:
    return bool(_IMAGINES.search(text))


def _start(passage: Passage) -> int:
    """Return where in the first passage of a scene it begins."""
    told = next(each for each in passage.told if _imagines(each))
    return max(0, passage.block.text.find(told.text))


def _within(passage: Passage, start: int) -> None:
    """Tell what stands among the requests of a passage, from a place in its text on."""
    text = passage.block.text
    more = [each for each in passage.left if _is_of_scene(each) and text.find(each.text) >= start]
    if more:
        passage.left = [each for each in passage.left if each not in more]
        told = [*passage.told, *(Sentence(each.text, each.line) for each in more)]
        passage.told = sorted(told, key=lambda each: text.find(each.text))


def _before(passage: Passage) -> list[Passage]:
    """Return the paragraphs before a passage that only tell of the scene, as passages of their own."""
    made: list[Passage] = []
    kept: list[Left] = []
    for line, group in groupby(passage.left, key=lambda each: each.line):
        members = list(group)
        told = [each for each in members if _is_of_scene(each)]
        if line != passage.block.line and told and len(told) == len(members):
            text = " ".join(each.text for each in told)
            sentences = [Sentence(each.text, each.line) for each in told]
            made.append(Passage(Block("text", text, line), passage.section, passage.heading, told=sentences, left=kept))
            kept = []
        else:
            kept += members
    passage.left = kept
    return made


def _is_of_scene(left: Left) -> bool:
    """Whether a sentence that asks nothing is a statement, and neither talk nor a warning."""
    text = left.text
    stated = left.why == NOT_TOLD and text[-1] in ".!…" and len(text.split()) >= _FEWEST
    return stated and weight_of(text) > TALK and not is_about_page(text) and not is_warning(text)
