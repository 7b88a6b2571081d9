"""The limits of a routine: its length and its number of cues."""

DAY_MS = 86_400_000
"""The milliseconds of a day, the longest that a session can take."""
MAX_CUES = 100_000
