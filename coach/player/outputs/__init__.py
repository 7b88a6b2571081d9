"""Where a session can be played."""
