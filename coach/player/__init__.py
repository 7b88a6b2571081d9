"""Plan → ears, and verbs → other plans and places.

    Plan → stage → Scene → renderer → tape → output            what is heard
                             ↑                  ↓
                    State ← obey ← verbs   watching → View     what is asked, and what is shown

`state` and `obey` are pure: every verb, from every moment, is a row of a table, and time comes from outside. `player`
is the one thread that decides what is heard next; whatever changes, it crossfades what would have come with what comes
now. Devices are leaves in `outputs`, ways to ask in `controls`, ways to show in `screen`, each with its contract.
"""
