"""State + command → state, and state → view. Pure: no files, no audio, and time comes from outside, in frames."""
