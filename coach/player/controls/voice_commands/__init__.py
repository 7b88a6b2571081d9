"""A voice in the room → verbs, offline. Optional: it needs pocketsphinx (the extra `listen`).

    microphone ─┐                            ┌─ silence, and other talk
                ├─ in_step → echo → utterances → recogniser → verdict → Command
    player ─────┘                (what others say)  (a phrase)   (or nothing)

`ears` is all of it behind `in_step`, without devices; `listening` is the control, with the recogniser in a process of
its own (`apart`). To add a phrase: a row in `phrases`, and `scripts/evaluate_listening` says whether it is heard, and
whether it is taken for another one.
"""
