"""Operations on samples, the base on which speech, the mix and the player are built.

`decode` and `filters` call FFmpeg's libraries; `loudness` and `meter` measure, `limiter` and `crossfade` change
samples, `noise_floor` makes some, and `prefetch` makes the next item of an iterable while one is used.
"""
