"""Sound devices: opened within a limit of time, watched by a watchdog, and played to (`outputs`)."""
