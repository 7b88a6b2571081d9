"""Blocks → loudspeaker. An output is a leaf in outputs/ with a function `play`, and none imports another."""
