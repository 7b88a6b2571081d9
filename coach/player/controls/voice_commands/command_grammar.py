"""The phrases that a listener may say, each for one verb; the grammar and `coach help playing` hold this table.

Each begins with "coach", which hardly anybody says by chance right before one of the rest. Tried and left out, for
pocketsphinx took them for others, or others for them: "coach go on", "coach softer", "coach repeat that", "coach end
session"; "coach slower" and "coach faster", for they are heard in other talk; "coach need more time", for people say
that of coaches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.player.session.commands import Verb

PHRASES: Mapping[Verb, tuple[str, ...]] = {
    "pause": ("coach pause", "coach pause now"),
    "continue": ("coach continue", "coach keep going"),
    "repeat": ("coach repeat", "coach say again"),
    "back": ("coach go back", "coach previous step"),
    "next": ("coach next step",),
    "more time": ("coach more time",),
    "slower": ("coach slow down",),
    "faster": ("coach speed up",),
    "how long": ("coach how long", "coach how much longer"),
    "louder": ("coach louder",),
    "softer": ("coach quieter", "coach not so loud"),
    "stop": ("coach stop now", "coach please stop"),
}
"""The phrases of each verb; the first one is the one to teach."""

VERB_OF: Mapping[str, Verb] = {phrase: verb for verb, phrases in PHRASES.items() for phrase in phrases}

ALSO_SAID: Mapping[str, str] = {
    "louder(2)": "L AW D AH",
    "softer(3)": "S AO F T AH",
    "quieter(2)": "K W AY AH T AH",
    "longer(2)": "L AO NG G AH",
    "more(2)": "M AO",
}
"""The pronunciations that are missing in the dictionary, which is American: British voices drop these r."""


START, END = 0, 1
"""The first and the last state of the grammar."""


def transitions() -> list[tuple[int, int, float, str]]:
    """The grammar of every phrase, and nothing else: from which state to which one, how probably, by which word.

    Without empty transitions, as are in all that pocketsphinx makes of a JSGF: a path over one cannot be aligned.
    """
    states: dict[str, int] = {"": START}
    found = []
    for phrase in VERB_OF:
        words = phrase.split()
        for number, word in enumerate(words[:-1], 1):
            before, after = " ".join(words[: number - 1]), " ".join(words[:number])
            if after not in states:
                states[after] = len(states) + END
                found.append((states[before], states[after], 1 / len(VERB_OF) if number == 1 else 1.0, word))
        found.append((states[" ".join(words[:-1])], END, 1.0, words[-1]))
    return found
