"""Timeline + clips + background → blocks of samples: 44.1 kHz, float32, stereo, the narration in the middle.

Loudness is set where it is cheap and exact: clips and backgrounds have a known loudness and peak, so the mix stays
under the ceiling by construction and needs no limiter. level_plan.py decides all of it. To add a background: one file
in audio_assets/ (scripts/make_sounds makes them) and one row in sound_library.py. To add a cue sound: a file, and a row
in coach/routine/sounds.py, with its length. To add a profile: one row in profiles.py.
"""
