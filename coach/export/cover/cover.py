"""A cover: the picture that players, podcast apps and book readers show for a session."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Cover:
    """A square picture, ready to be put into a file or to stand beside it."""

    data: bytes
    """The bytes of the whole picture file."""
    mime: str
    """`image/jpeg` or `image/png`."""
    width: int
    """The width in pixels."""
    height: int
    """The height in pixels."""

    @property
    def suffix(self) -> str:
        """The suffix of a file with these bytes.

        Example:
            >>> Cover(b"", "image/png", 1400, 1400).suffix
            '.png'
        """
        return ".png" if self.mime == "image/png" else ".jpg"
