"""Timeline → the square picture that players show for a session; or a listener's own picture, held against what fits.

`cover_drawing.cover_of` draws one, `own_cover.own_cover` reads one. Pillow is imported when one of them is called.
"""
