"""Command lines → messages and exit codes. What a command needs is imported when it runs, so that help is instant."""
