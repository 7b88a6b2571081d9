"""Blocks of a text → its instructions, the things it needs, its warnings, and what is left out and why."""
