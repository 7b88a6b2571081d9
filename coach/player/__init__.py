"""Plan → sound for a listener, and verbs → other plans and places.

    Plan → scene → Scene → renderer → playback_buffer → output           what is heard
                              ↑              ↓
    verbs → transitions → State        view_of_state → View              what is asked, and what is shown

`session` is pure: every verb, from every moment, is a row of the table in `transitions`, `state` is one moment, and
time comes from outside. `engine` makes the sound: its `player` is the one thread that decides what is heard next;
whatever changes, it crossfades from what would have come to what comes now. Devices are leaves in `devices/outputs`,
ways to ask in `controls`, ways to show in `screen`, each with its contract.
"""
