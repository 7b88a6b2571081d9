from __future__ import annotations

import pytest

from coach.speech.language import nearest_voice

pytestmark = pytest.mark.unit

VOICES = {"be": ["fr-be"], "fr": ["fr-fr", "fr"], "rp": ["en-gb-x-rp"], "gb": ["en-GB"], "us": ["en_US"], "mute": []}


@pytest.mark.parametrize(
    ("language", "voice"),
    [("fr", "fr"), ("fr-CA", "fr"), ("fr-BE", "be"), ("en-gb", "gb"), ("en-US", "us"), ("en", "gb"), ("f", None)],
)
def test_the_nearest_voice_speaks_a_language(language: str, voice: str | None) -> None:
    assert nearest_voice(language, VOICES) == voice


def test_no_voices_speak_nothing() -> None:
    assert nearest_voice("en", {}) is None
