"""Samples in, samples out: the ground floor that speech, the mix and the player stand on.

`decode` and `filters` are the doors to FFmpeg's libraries; `loudness`, `meter` and `noise_floor` measure, `limiter` and
`crossfade` change samples, `prefetch` makes the next item of a row while one is used.
"""
