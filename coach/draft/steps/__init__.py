"""Passages → the steps and groups of a routine, with their practices, loops and repeats."""
