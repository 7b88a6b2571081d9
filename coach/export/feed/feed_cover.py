"""Folder + title → the cover of its feed: one's own, the one that is there, or one drawn of all its sessions."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from coach.errors import UsageError
from coach.timeline.timeline import Cue, Timeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from coach.export.cover.cover import Cover
    from coach.export.feed.feed_data import Episode

NAMES = ("cover.jpg", "cover.png")
_WOULD_BE_REPLACED = (
    "is not as podcast apps take it, and a plain copy would take its place; "
    "keep it in another folder, and name it with --cover"
)
_SPEECH_MS_AT_LEAST = 500
_LONGEST_SPEECH_MS = 4_000
"""The most that a cue is taken to last: a report says when each begins, and not when it ends."""


def cover_for(folder: Path, own: Path | None, show: str, author: str, episodes: Sequence[Episode]) -> tuple[str, Cover]:
    """Return the name of a feed's cover in its folder, and the cover; raises UsageError for what is no cover."""
    there = next((folder / name for name in NAMES if (folder / name).exists()), None)
    if own is not None:
        return _own(folder, own)
    return (NAMES[0], _drawn(show, author, episodes)) if there is None else (there.name, _kept(there))


def _own(folder: Path, path: Path) -> tuple[str, Cover]:
    """Return a picture that was asked for; raises UsageError where it would replace its own original, or be hidden."""
    from coach.export.cover.own_cover import LEAST_OF_A_FEED, own_cover

    cover = own_cover(path, LEAST_OF_A_FEED)
    name = f"cover{cover.suffix}"
    if (folder / name).exists() and (folder / name).samefile(path) and path.read_bytes() != cover.data:
        raise UsageError(f"{path} {_WOULD_BE_REPLACED}")
    if name == NAMES[1] and (folder / NAMES[0]).exists():
        raise UsageError(
            f"{folder / NAMES[0]} is there already, and {path} would be a second cover; remove one of them"
        )
    return name, cover


def _kept(there: Path) -> Cover:
    """Return the cover that a folder has; raises UsageError for one that podcast apps do not take as it is."""
    from coach.export.cover.own_cover import LEAST_OF_A_FEED, own_cover

    cover = own_cover(there, LEAST_OF_A_FEED)
    if there.read_bytes() != cover.data:
        raise UsageError(f"{there} {_WOULD_BE_REPLACED}")
    if not there.name.endswith(cover.suffix):
        raise UsageError(f"{there} is no {there.suffix[1:]}; podcast apps go by its name: call it cover{cover.suffix}")
    return cover


def _drawn(show: str, author: str, episodes: Sequence[Episode]) -> Cover:
    from coach.export.cover.cover_drawing import drawn_cover

    return drawn_cover(show, _one_after_the_other(show, episodes), author)


def _one_after_the_other(title: str, episodes: Sequence[Episode]) -> Timeline:
    """Return the sessions as one, with what is said and what is not."""
    cues: list[Cue] = []
    start = 0
    for episode in episodes:
        cues += _cues(episode, start)
        start += max(1, episode.length_ms)
    return Timeline(title, tuple(cues))


def _cues(episode: Episode, start: int) -> Iterator[Cue]:
    length = max(1, episode.length_ms)
    begins = [ms for ms in sorted(episode.spoken_ms) if 0 <= ms < length]
    for begin, following in pairwise([*begins, length]):
        end = min(following, begin + _LONGEST_SPEECH_MS)
        yield Cue(start + begin, start + end, "speech")
        if following - end > _SPEECH_MS_AT_LEAST:
            yield Cue(start + end, start + following, "practice")
    if not begins:
        yield Cue(start, start + length, "practice")
    yield Cue(start + length, start + length, "pause")
