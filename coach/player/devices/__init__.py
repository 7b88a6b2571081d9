"""Sound devices: how they are opened within a limit of time, watched, and played to (`outputs`)."""
