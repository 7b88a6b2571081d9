from __future__ import annotations

from pathlib import Path

import pytest

from coach.audio.noise_floor import NoiseFloor
from coach.player.engine.scene import SceneBuilder
from coach.player.engine.speech_prefetch import first_plan
from coach.routine.loader import parse_routine
from coach.sound.profiles import PROFILES
from coach.speech import Voice
from coach.speech.narrator import Narrator
from coach.units import frames_at

pytestmark = pytest.mark.unit

ROUTINE = """
title: A rest
beginning: bell
steps:
  - say: Let your shoulders sink.
    pause: 300ms
  - say: Rest your left hand on the cushion.
    do: 7s
  - say: And breathe.
"""
"""Its words begin between whole seconds, in which sound is made."""


def test_what_has_not_been_spoken_is_not_spoken_to_play_what_is_before_it(tmp_path: Path) -> None:
    """Who asks for sound would wait for the voice, and the background break off."""
    spoken: list[str] = []
    routine = parse_routine(ROUTINE.encode(), "rest.yaml")
    with Narrator("system", Voice(), tmp_path, on_spoken=spoken.append) as narrator:
        profile = PROFILES["session"]
        plan = first_plan(routine, narrator, None, profile.margins)
        builder = SceneBuilder(narrator, NoiseFloor(0), profile, None)
        for number in range(len(plan.timeline.speech)):
            scene, cue = builder.scene(plan), plan.timeline.speech[number]
            assert scene.spoken_until == frames_at(cue.start_ms)
            before = spoken.copy()
            blocks = list(scene.mix.blocks(0, scene.spoken_until))
            assert sum(len(block.samples) for block in blocks) == scene.spoken_until
            assert spoken == before
            builder.hear(cue)
            plan = first_plan(routine, narrator, None, profile.margins)
        assert builder.scene(plan).spoken_until == frames_at(plan.timeline.duration_ms)
    assert spoken == [cue.text for cue in plan.timeline.speech]
