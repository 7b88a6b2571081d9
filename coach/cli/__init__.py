"""Flags in, messages and exit codes out. What a command needs is imported when it runs, so that help is instant."""
