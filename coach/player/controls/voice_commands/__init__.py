"""A voice in the room → verbs, offline. Optional: it needs pocketsphinx (the extra `listen`).

    microphone ─┐                                                  ┌─ silence, and other talk
                ├─ stream_alignment → echo_canceller → endpointing → recogniser → acceptance → Command
    player ─────┘                     (what others say)              (a phrase)   (or nothing)

`command_detector` is all of it behind `stream_alignment`, without devices; `listening` is the control, with the
recogniser in a child process (`recogniser_worker`). To add a phrase: a row in `command_grammar`, and
`scripts/evaluate_listening` says whether it is heard, and whether it is taken for another one.
"""
