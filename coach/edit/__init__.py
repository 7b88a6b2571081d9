"""A routine's file, saved again and again → what has changed, and how that sounds.

```
files ─file_watch─▶ a save ─rehearsal─▶ Take (plan, voice, background) ─step_changes─▶ what is told
                                          └─preview─▶ the step that changed, in the loudspeaker
```

The voice, the background and the sound device stay ready from one save to the next.
"""
