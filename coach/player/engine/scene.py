"""Plan + what has been spoken so far → its sound: a mix at its levels, as far as the words have been spoken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from coach.player.engine.resilient_background import ResilientBackground
from coach.sound.known_levels import KnownClips
from coach.sound.level_plan import anchor, plan_levels_for
from coach.sound.mix import Mix
from coach.sound.voice import UNKNOWN, SessionVoice, level_voice, measure_cues
from coach.speech.clip import Clip
from coach.speech.postprocess import SPEECH_LUFS
from coach.units import frames_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.audio.samples import Samples
    from coach.sound.background import Background
    from coach.sound.profiles import Profile
    from coach.sound.voice import Spoken
    from coach.speech.narrator import Narrator
    from coach.timeline.plan import Plan
    from coach.timeline.timeline import Cue, Timeline

_NOT_BEGUN = np.zeros(0, np.float32)

Said = tuple[str, int | None, float]
"""The key of spoken words: their text, their pace and their level in dB."""


@dataclass(frozen=True, eq=False)
class Scene:
    """A plan as it can be heard now."""

    plan: Plan
    mix: Mix
    spoken_until: int
    """The frame up to which all that the plan has is there."""
    complete_from: int = 0
    """The frame from which on all is there; before it, what somebody skipped unspoken may be missing."""


class SceneBuilder:
    """Makes scenes of one voice over one background; it remembers how loud each clip is."""

    def __init__(
        self, narrator: Narrator, background: Background, profile: Profile, speech_to_background_lu: float | None
    ) -> None:
        self.narrator, self.background = narrator, ResilientBackground(background)
        self._profile, self._over = profile, speech_to_background_lu
        gain_db, ceiling = anchor(profile) - SPEECH_LUFS, 10 ** (profile.ceiling_db / 20)
        self._voice = SessionVoice(narrator.clip, gain_db, ceiling, KnownClips(narrator.digest))
        self._spoken: dict[Said, Spoken] = {}

    def scene(self, plan: Plan, at_ms: int = 0) -> Scene:
        """The plan over its background, from a time up to the first words that nobody has spoken."""
        timeline = plan.timeline
        unsure = [cue for cue in timeline.speech if not self._fits(cue)]
        coming = next((cue for cue in unsure if cue.end_ms > at_ms), None)
        voice, spoken, begun = self._voice, self._spoken, self._begun(plan, coming)
        if coming and len(begun):
            voice = self._saying(coming, begun)
            spoken = spoken | {_said(coming): measure_cues(voice, [coming])[0]}
            unsure.remove(coming)
        levels = plan_levels_for(
            timeline,
            voice,
            tuple(spoken.get(_said(cue), UNKNOWN) for cue in timeline.speech),
            self.background,
            self._profile,
            self._over,
        )
        spoken_until = frames_at(coming.start_ms if coming else timeline.duration_ms) + len(begun)
        complete_from = max((cue.end_ms for cue in unsure if cue.end_ms <= at_ms), default=0)
        mix = Mix(_without(timeline, unsure), levels, self.background)  # which would have them spoken, and wait for it
        return Scene(plan, mix, spoken_until, frames_at(complete_from))

    def _begun(self, plan: Plan, cue: Cue | None) -> Samples:
        """Return the beginning of a cue that is still being spoken, where it is shorter than the cue may become."""
        if cue and plan.is_open_at(cue.start_ms):
            begun = self.narrator.begun(cue.text, cue.pace)
            if begun is not None and len(begun) <= frames_at(cue.end_ms - 1) - frames_at(cue.start_ms):
                return begun
        return _NOT_BEGUN

    def _saying(self, cue: Cue, begun: Samples) -> SessionVoice:
        """Return the voice with the beginning of a cue in place of its clip, which is not there yet."""

        def clip(text: str, pace: int | None) -> Clip:
            return Clip(text, begun) if (text, pace) == (cue.text, cue.pace) else self.narrator.clip(text, pace)

        return self._voice.with_clips(clip)

    def hear(self, cue: Cue) -> None:
        """Fetch a cue's clip, or have it spoken, and find how loud it is; raises SpeechError, MissingPart."""
        if not self.has_heard(cue):
            (self._spoken[_said(cue)],) = measure_cues(self._voice, [cue])

    def has_heard(self, cue: Cue) -> bool:
        """Whether the loudness of a cue's clip is known."""
        return _said(cue) in self._spoken

    def level(self, plan: Plan) -> None:
        """Set the voice to exactly the level of the profile; to be called when all cues have been heard."""
        speech = plan.timeline.speech
        self._voice, spoken = level_voice(self._voice, speech, self._profile)
        self._spoken |= dict(zip(map(_said, speech), spoken, strict=True))

    @property
    def lacks_words(self) -> bool:
        """Whether a sound stands for words that the voice cannot speak."""
        return not self.narrator.says_words

    def announcement(self, text: str) -> Samples:
        """An announcement as it sounds in the session, mono; raises SpeechError, MissingPart."""
        return self._voice.samples(text, None, 0.0)

    def _fits(self, cue: Cue) -> bool:
        """Whether a cue's words are there, and as long as the plan has them."""
        return self.narrator.known_ms(cue.text, cue.pace) == cue.end_ms - cue.start_ms


def _without(timeline: Timeline, unsure: Sequence[Cue]) -> Timeline:
    gone = set(unsure)
    return replace(timeline, cues=tuple(cue for cue in timeline.cues if cue not in gone)) if gone else timeline


def _said(cue: Cue) -> Said:
    return cue.text, cue.pace, cue.level_db
