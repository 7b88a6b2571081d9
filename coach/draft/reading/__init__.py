"""Blocks → what a text tells to do, to have and to mind, and what is left out and why."""
