from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from coach.audio.noise_floor import NoiseFloor
from coach.player.engine.scene import Scene, SceneBuilder
from coach.player.engine.speech_prefetch import first_plan
from coach.routine.loader import parse_routine
from coach.sound.profiles import PROFILES
from coach.speech import Voice
from coach.speech.narrator import Narrator
from coach.speech.rests import SHORTEST_REST_MS
from coach.timeline.compiler import measure_again
from coach.units import frames_at
from tests.conftest import FAULTY_SENTENCES

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


BEGUN = """
title: A rest
steps:
  - say: Rest your hands. Let your back be heavy. And breathe.
    do: 7s
  - say: Stay.
"""


def test_a_text_can_be_heard_as_far_as_its_sentences_are_spoken(tmp_path: Path) -> None:
    routine, profile = parse_routine(BEGUN.encode(), "rest.yaml"), PROFILES["session"]
    with Narrator(FAULTY_SENTENCES, Voice(pace=100), tmp_path) as narrator:
        plan = first_plan(routine, narrator, None, profile.margins)
        builder, (cue, _) = SceneBuilder(narrator, NoiseFloor(0), profile, None), plan.timeline.speech
        scenes: list[Scene] = []
        narrator.on_begun = lambda: scenes.append(builder.scene(plan))
        builder.hear(cue)
        plan = measure_again(plan, 0, narrator.length_ms)
        whole = builder.scene(plan)
        assert len(scenes) == 2
        heard = [
            np.concatenate([block.samples for block in scene.mix.blocks(0, scene.spoken_until)]) for scene in scenes
        ]
        assert frames_at(cue.start_ms) < len(heard[0]) < len(heard[1]) < frames_at(whole.plan.timeline.speech[0].end_ms)
        for beginning in heard:
            rest = frames_at(SHORTEST_REST_MS)
            assert not beginning[-rest + 10 :].any(axis=None) or np.abs(beginning[-rest + 10 :]).max() < 1e-3
            same = np.concatenate([block.samples for block in whole.mix.blocks(0, len(beginning))])
            assert np.abs(beginning - same).max() < 1e-3


def test_words_within_a_practice_are_heard_when_all_of_them_are_there(tmp_path: Path) -> None:
    text = BEGUN.replace("do: 7s", "do: 60s\n    guide: {half: Half way. Stay with it.}")
    routine, profile = parse_routine(text.encode(), "rest.yaml"), PROFILES["session"]
    with Narrator(FAULTY_SENTENCES, Voice(pace=100), tmp_path) as narrator:
        builder = SceneBuilder(narrator, NoiseFloor(0), profile, None)
        narrator.clip("Rest your hands. Let your back be heavy. And breathe.")
        plan = first_plan(routine, narrator, None, profile.margins)
        half, scenes = plan.timeline.speech[1], list[Scene]()
        narrator.on_begun = lambda: scenes.append(builder.scene(plan))
        builder.hear(half)
    assert half.text == "Half way. Stay with it."
    assert [scene.spoken_until for scene in scenes] == [frames_at(half.start_ms)]


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
