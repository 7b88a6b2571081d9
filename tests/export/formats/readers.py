"""Independent readers of audio files: what each of them shows of the tags and the chapters, by our names of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.processes import found, found_library

PATIENCE_S = 60
TRIES = 5
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Reading:
    """What a reader shows of a file."""

    chapters: list[tuple[str, int]]
    """The title of each chapter, and the millisecond at which it begins, in the order in which they are shown."""
    ends: list[int] = field(default_factory=list)
    """The millisecond at which each chapter ends; none of a reader that does not show it."""
    tags: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


Read = Callable[[Sequence[Path]], list[Reading]]

FFMPEG = ("title", "artist", "album", "comment", "date", "language", "lyrics")
OURS = ("title", "artist", "album", "comment", "year", "language", "lyrics")
KNOWN_WARNINGS = (
    # Of every MP4 with a cover: FFmpeg's reader gives the picture no time scale, and counts it as stream 0.
    "stream 0, timescale not set",
    # Of every MP4 with QuickTime's chapters: they are a track of text for which it has no decoder.
    "Unsupported codec with id 98314 for input stream",
)


def by_ffprobe(paths: Sequence[Path]) -> list[Reading]:
    return [probed(path) for path in paths]


def probed(path: Path) -> Reading:
    """Return what ffprobe shows, and what it warns of."""
    command = [found("ffprobe"), "-v", "warning", "-of", "json", "-show_chapters", "-show_format", "-show_streams"]
    done = subprocess.run([*command, str(path)], capture_output=True, check=True, timeout=PATIENCE_S)
    read = json.loads(done.stdout)
    # Ogg has its tags in the stream, and MP4 the language.
    sound = next(stream for stream in read["streams"] if stream["codec_type"] == "audio")
    marks = read["chapters"]
    return Reading(
        [(mark.get("tags", {}).get("title", ""), milliseconds(mark["start_time"])) for mark in marks],
        [milliseconds(mark["end_time"]) for mark in marks],
        _by_our_names({**sound.get("tags", {}), **read["format"].get("tags", {})}),
        [line for line in done.stderr.decode().splitlines() if not any(known in line for known in KNOWN_WARNINGS)],
    )


def by_mpv(paths: Sequence[Path]) -> list[Reading]:
    """Return what mpv shows: it loads all files one after the other, and plays none."""
    for _ in range(TRIES):
        shown = _shown_by_mpv(paths)
        if all("tags" in read for read in shown):  # now and then, it has none of a file yet when it says what it has
            break
    return [
        Reading(
            [(mark["title"], milliseconds(mark["time"])) for mark in read["chapters"]],
            tags=_by_our_names({"language": read.get("language"), **read["tags"]}),
        )
        for read in shown
    ]


def _shown_by_mpv(paths: Sequence[Path]) -> list[dict[str, Any]]:
    script, messages = f"--script={HERE / 'mpv_reader.lua'}", "--msg-level=all=error,mpv_reader=info"
    command = [found("mpv"), "--no-config", "--vo=null", "--ao=null", "--end=0.01", messages, script, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, check=True, text=True, timeout=PATIENCE_S)
    lines = [json.loads(line.partition("READ ")[2]) for line in done.stdout.splitlines() if "READ " in line]
    assert len(lines) == len(paths)
    return lines


def by_vlc(paths: Sequence[Path]) -> list[Reading]:
    """Return what VLC shows of files while it plays them."""
    found_library("vlc")
    folder = paths[0].parent
    own = {name: str(folder / "vlc") for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    command = [sys.executable, "-P", str(HERE / "vlc_reader.py"), *map(str, paths)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=PATIENCE_S, env={**os.environ, **own})
    return [Reading([*map(_pair, read["chapters"])], tags=_present(read["tags"])) for read in json.loads(done.stdout)]


def by_mutagen(paths: Sequence[Path]) -> list[Reading]:
    return [_by_mutagen(path) for path in paths]


def _by_mutagen(path: Path) -> Reading:
    import mutagen

    opened: Any = mutagen.File(path)
    return {".mp3": _of_id3, ".m4a": _of_mp4, ".m4b": _of_mp4}.get(path.suffix, _of_comments)(opened)


def _of_id3(file: Any) -> Reading:
    tags = file.tags
    marks = [tags[f"CHAP:{name}"] for name in tags["CTOC:toc"].child_element_ids] if "CTOC:toc" in tags else []
    names = ("TIT2", "TPE1", "TALB", "COMM::por", "TDRC", "TLAN", "USLT::por")
    return Reading(
        [(str(mark.sub_frames["TIT2"]), mark.start_time) for mark in marks],
        [mark.end_time for mark in marks],
        _present({ours: str(tags[name]) for ours, name in zip(OURS, names, strict=True) if name in tags}),
    )


def _of_mp4(file: Any) -> Reading:
    names = ("©nam", "©ART", "©alb", "©cmt", "©day", "", "©lyr")
    return Reading(
        [(mark.title, milliseconds(mark.start)) for mark in file.chapters or ()],
        tags={ours: file.tags[name][0] for ours, name in zip(OURS, names, strict=True) if name in file.tags},
    )


def _of_comments(file: Any) -> Reading:
    """Return what Vorbis comments have, the chapters in the order of their numbers."""
    tags = {name.lower(): value for name, value in file.tags}
    names = [name for name in tags if name.startswith("chapter") and not name.endswith("name")]
    read = {ours: tags[name] for ours, name in zip(OURS, FFMPEG, strict=True) if name in tags}
    if "description" in tags:
        read["comment"] = tags["description"]
    return Reading([(tags[f"{name}name"], _clock(tags[name])) for name in sorted(names)], tags=read)


def by_eyed3(paths: Sequence[Path]) -> list[Reading]:
    return [_by_eyed3(path) for path in paths]


def _by_eyed3(path: Path) -> Reading:
    import eyed3

    tag: Any = eyed3.load(path).tag
    (contents,) = [*tag.table_of_contents] or [None]
    marks = [tag.chapters.get(name) for name in contents.child_ids] if contents else []
    assert marks == [*tag.chapters], "the order of the file is that of the table of contents"
    return Reading(
        [(mark.title, mark.times.start) for mark in marks],
        [mark.times.end for mark in marks],
        {
            "title": tag.title,
            "artist": tag.artist,
            "album": tag.album,
            "year": str(tag.getBestDate()),
            "comment": tag.comments[0].text,
            "lyrics": tag.lyrics[0].text,
            "language": tag.getTextFrame(b"TLAN"),
        },
    )


def by_mediainfo(paths: Sequence[Path]) -> list[Reading]:
    return [_by_mediainfo(path) for path in paths]


def _by_mediainfo(path: Path) -> Reading:
    from pymediainfo import MediaInfo

    read = MediaInfo.parse(path)
    assert not isinstance(read, str)
    general, sound = read.general_tracks[0].to_data(), read.audio_tracks[0].to_data()
    # The last table: of MP4, it shows QuickTime's first, whose times are those of a sample, and Nero's then.
    menus = [menu.to_data() for menu in read.menu_tracks][-1:]
    names: list[tuple[str, ...]] = [("track_name",), ("performer", "director"), ("album", "original_source_form_name")]
    names += [("comment", "description"), ("recorded_date",), (), ("lyrics",)]
    tags = {ours: general[name] for ours, choice in zip(OURS, names, strict=True) for name in choice if name in general}
    language = {"pt": "por"}.get(sound.get("language", ""), "")
    return Reading(
        [(title, _clock(name)) for menu in menus for name, title in menu.items() if name[:1].isdigit()],
        tags=_present({**{name: value.replace(" / ", "\n") for name, value in tags.items()}, "language": language}),
    )


READERS: Mapping[str, Read] = {
    "ffprobe": by_ffprobe,
    "mpv": by_mpv,
    "VLC": by_vlc,
    "mutagen": by_mutagen,
    "eyeD3": by_eyed3,
    "MediaInfo": by_mediainfo,
}


def milliseconds(seconds: float | str) -> int:
    return round(float(seconds) * 1000)


def _clock(text: str) -> int:
    """Return the milliseconds of 00:01:02.003, or of 00_01_02003."""
    digits = [int(sign) for sign in text if sign.isdigit()]
    hours, minutes, ms = (int("".join(map(str, part))) for part in (digits[:-7], digits[-7:-5], digits[-5:]))
    return (hours * 60 + minutes) * 60_000 + ms


def _by_our_names(tags: Mapping[str, Any]) -> dict[str, str]:
    shown = {ours: tags.get(theirs) for ours, theirs in zip(OURS, FFMPEG, strict=True)}
    return _present({**shown, "lyrics": shown["lyrics"] or tags.get("lyrics-por")})


def _present(tags: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in tags.items() if value}


def _pair(mark: Sequence[Any]) -> tuple[str, int]:
    return str(mark[0]), int(mark[1])
