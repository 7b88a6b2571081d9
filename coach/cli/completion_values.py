"""What a shell can complete a value to: names from tables and folders, so that nothing is started or asked for it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Names = Callable[..., list[str]]

VARIABLE = "_COACH_COMPLETE"
"""The environment variable by which a shell asks for values, and not for a command to be run."""


def offered(names: Names) -> Names | None:
    """Return what completes a value, where a shell asks for it: typer looks at each such function at every start."""
    return names if VARIABLE in os.environ else None


def routines() -> list[str]:
    """Return the names of routines; where none fits, shells complete files."""
    from coach.routine.routine_files import named_routines

    return [*named_routines()]


def own_routines() -> list[str]:
    """Return the names of the user's own routines; where none fits, shells complete files."""
    from coach.routine import routine_files

    return [*routine_files.own_routines()]


def routine_languages() -> list[str]:
    """Return the languages of the folders in which routines stand."""
    from coach.routine.routine_files import language_of_name, named_routines

    return sorted({"en", *map(language_of_name, named_routines())} - {""})


def voices() -> list[str]:
    """Return the names of engines, of natural voices, and on Linux of the system's."""
    from coach.speech import ENGINES
    from coach.speech.kokoro.styles import STYLES

    return [*ENGINES, *STYLES, *_system_voices()]


def _system_voices() -> list[str]:
    from importlib.util import find_spec

    if not find_spec("espeakng_loader"):
        return []
    from coach.speech.engines.espeak import names

    return names()


def engines() -> list[str]:
    """Return the names of voice engines."""
    from coach.speech import ENGINES

    return [*ENGINES]


def backgrounds() -> list[str]:
    """Return the names of backgrounds; where none fits, shells complete files."""
    from coach.sound.sound_library import NONE, SOUNDS

    return [*SOUNDS, NONE]


def sounds() -> list[str]:
    """Return the names of all sounds."""
    from coach.sound.sound_library import ANSWERS, CUE_SOUNDS, SOUNDS

    return [*SOUNDS, *CUE_SOUNDS, *ANSWERS]


def mix_levels() -> list[str]:
    """Return the names of levels of the background."""
    from coach.routine.background_options import LEVELS

    return [*LEVELS, "none"]


def profiles() -> list[str]:
    """Return the names of profiles."""
    from coach.sound.profiles import PROFILES

    return [*PROFILES]


def conditions() -> list[str]:
    """Return the names of conditions."""
    from coach.data_file import read_data
    from coach.routine.paths import CAUTIONS

    return [*read_data(CAUTIONS)]


def caution_languages() -> list[str]:
    """Return the languages in which there are cautions."""
    from coach.routine import paths

    return paths.caution_languages()


def codes() -> list[str]:
    """Return the codes of findings."""
    from coach.timeline.lint import ALWAYS, RULES

    return [*RULES, *ALWAYS]


def switches() -> list[str]:
    """Return how many switches can scan the verbs."""
    from coach.player.controls.key_values import SWITCH_COUNTS

    return [*SWITCH_COUNTS]


def schemas() -> list[str]:
    """Return what there are JSON Schemas of."""
    from coach.cli.json_form import forms

    return ["routine", "library", *forms()]


def typed_before() -> Sequence[str]:
    """Return the whole words of a line that is to be completed, without `coach` itself."""
    words = os.environ.get("COMP_WORDS", "").split()
    return words[1 : int(os.environ.get("COMP_CWORD") or 0)]
