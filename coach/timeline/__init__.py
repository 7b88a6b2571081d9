"""Routine → Timeline. Pure: no files, no audio, no clock."""
