"""Plan → the sound that a device takes, and commands → another plan or place: the player and what it is made of."""
