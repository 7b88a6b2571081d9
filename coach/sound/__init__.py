"""Timeline + clips + background → blocks of samples: 44.1 kHz, float32, stereo, the narration in the middle.

Loudness is set where it is cheap and exact: clips and backgrounds have a known loudness and peak, so the mix stays
under the ceiling by construction and needs no limiter. To add a background: one file in audio_assets/ and one row in
library.py.
"""
