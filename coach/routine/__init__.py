"""Text → Routine: the language, its loader and the bundled library. No audio, no time."""
