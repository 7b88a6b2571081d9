"""A program that prints what VLC's library shows of each file, as JSON: a crash of it ends no tests."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import vlc

PATIENCE_S = 30.0
OPTIONS = ("--intf=dummy", "--aout=dummy", "--no-video", "--no-lua", "--no-plugins-cache", "--quiet")
TAGS = {"title": "Title", "artist": "Artist", "album": "Album", "comment": "Description", "year": "Date"}
"""Our name of a tag → VLC's; what it calls the language is in no table of its, and not in each format."""


def wait_for(ready: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not ready():
        if time.monotonic() > end:
            sys.exit("VLC takes too long")
        time.sleep(0.005)


def read(instance: Any, path: str) -> dict[str, Any]:
    media = instance.media_new_path(path)
    media.parse_with_options(vlc.MediaParseFlag.local, 0)
    wait_for(lambda: media.get_parsed_status() == vlc.MediaParsedStatus.done)
    player = instance.media_player_new()
    player.set_media(media)
    player.play()
    wait_for(lambda: player.get_time() > 0)
    try:
        count = player.get_chapter_count()
        chapters = player.get_full_chapter_descriptions(0) if count > 0 else []
        return {
            "tags": {ours: media.get_meta(getattr(vlc.Meta, theirs)) for ours, theirs in TAGS.items()},
            "chapters": [(each.name.decode(), each.time_offset) for each in chapters],
        }
    finally:
        player.stop()
        player.release()


def main() -> None:
    instance = vlc.Instance(*OPTIONS) or sys.exit("VLC has no plugins")
    print(json.dumps([read(instance, path) for path in sys.argv[1:]]))


if __name__ == "__main__":
    main()
