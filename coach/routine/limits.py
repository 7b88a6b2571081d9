"""How much a routine can be."""

DAY_MS = 86_400_000
"""No session is longer."""
MAX_CUES = 100_000
