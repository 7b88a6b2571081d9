"""A folder → its sessions as episodes, in the order of their names; what cannot be one is told, the others go on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import file_digest
from typing import TYPE_CHECKING

from coach.errors import UsageError, one_line
from coach.export.feed.feed_data import Episode, Linked
from coach.export.feed.feed_languages import known_language
from coach.export.feed.report_facts import BadReport, facts_of
from coach.export.report_file import REPORT
from coach.log import described, logger
from coach.units import duration_in_words

if TYPE_CHECKING:
    from pathlib import Path

    from coach.export.feed.report_facts import Facts


_log = logger(__name__)

SOUNDS = {
    ".mp3": "audio/mpeg",
    ".m4a": "audio/x-m4a",
    ".m4b": "audio/mp4",
    ".opus": "audio/ogg",
    ".ogg": "audio/ogg",
    ".flac": "audio/flac",
    ".wav": "audio/wav",
}
"""Suffix → MIME type, the best for a podcast first: Apple Podcasts takes the first two, by these very types."""
FOR_APPLE = (".mp3", ".m4a")
_CAPTIONS, _WORDS = (".vtt", "text/vtt"), (".transcript.txt", "text/plain")
_TRANSCRIPTS = (_CAPTIONS, (".srt", "application/x-subrip"), _WORDS)
"""Suffixes and MIME types of the texts beside a sound, as the podcast namespace names them."""
_CHAPTERS = (".chapters.json", "application/json+chapters")


@dataclass(frozen=True)
class Found:
    """What a folder has."""

    episodes: tuple[Episode, ...]
    problems: tuple[str, ...] = ()
    """What is wrong with sessions that are left out, each as a line."""
    notes: tuple[str, ...] = ()
    """What is as it should be, and might surprise."""


def episodes_in(folder: Path) -> Found:
    """Return the sessions of a folder that coach exported.

    A session in several formats is one episode: of the one that most podcast apps play. Raises UsageError for a folder
    that cannot be read, or has no session.
    """
    names = _names_in(folder)
    reports = sorted((name for name in names if name.endswith(REPORT) and name != REPORT), key=natural)
    if not reports:
        raise UsageError(
            f"there is no session in {folder}; write some there, as in `coach export desk-break -o {_in(folder)}`"
        )
    problems: list[str] = []
    by_name: dict[str, list[Episode]] = {}
    for report in reports:
        try:
            episode = _episode(folder, report.removesuffix(REPORT))
        except BadReport as error:
            problems.append(one_line(str(error)))
        except OSError as error:
            _log.info("reading %s failed: %s", report, described(error))
            problems.append(one_line(f"{report} cannot be read: {error.strerror}; it is left out"))
        else:
            by_name.setdefault(episode.name, []).append(episode)
    best = tuple(min(same, key=_rank) for same in by_name.values())
    unreported = [name for name in names if _is_sound(name) and name + REPORT not in reports]
    return Found(best, tuple(problems), tuple(_notes(by_name, unreported)))


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key by which names are sorted as people do: 2 before 10.

    Example:
        >>> sorted(["10 rest", "2 hands", "A"], key=natural)
        ['2 hands', '10 rest', 'A']
    """
    parts = re.findall(r"[0-9]+|[^0-9]+", name)
    return tuple((0, int(part), part) if part.isdecimal() else (1, 0, part.casefold()) for part in parts)


def _in(folder: Path) -> str:
    return one_line(str(folder / "desk-break.mp3"))


def _names_in(folder: Path) -> list[str]:
    try:
        return sorted(
            (path.name for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")), key=natural
        )
    except NotADirectoryError as error:
        raise UsageError(f"{folder} is no folder; name the folder that the sessions are in") from error
    except FileNotFoundError as error:
        raise UsageError(f"there is no folder {folder}; name the one that the sessions are in") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"the folder {folder} cannot be read: {reason}; name another one") from error


def _episode(folder: Path, sound: str) -> Episode:
    """Return the episode of a sound with a report; raises BadReport, OSError."""
    facts = facts_of(folder / f"{sound}{REPORT}")
    path = folder / sound
    if (mime := SOUNDS.get(path.suffix.lower())) is None:
        raise BadReport(f"{sound} is no sound that coach writes; it is left out")
    if not path.is_file():
        raise BadReport(f"{sound} is gone, and its report is still there; it is left out")
    size = path.stat().st_size
    _check_unchanged(path, size, facts)
    beside = {suffix: folder / f"{path.stem}{suffix}" for suffix, _ in (*_TRANSCRIPTS, _CHAPTERS)}
    there = {suffix: each.name for suffix, each in beside.items() if each.is_file()}
    return Episode(
        path.stem,
        facts.title,
        facts.summary or f"{facts.title}, {duration_in_words(facts.length_ms)}",
        facts.length_ms,
        known_language(facts.language),
        Linked(sound, mime, size),
        tuple(
            Linked(there[suffix], mime, captions=suffix != _WORDS[0])
            for suffix, mime in _TRANSCRIPTS
            if suffix in there
        ),
        Linked(there[_CHAPTERS[0]], _CHAPTERS[1]) if _CHAPTERS[0] in there else None,
        facts.spoken_ms,
    )


def _check_unchanged(path: Path, size: int, facts: Facts) -> None:
    """Raise BadReport for a sound that is not the one of its report, as far as the report tells."""
    changed = facts.size_bytes is not None and facts.size_bytes != size
    if not changed and facts.sha256 is not None:
        with path.open("rb") as file:
            changed = file_digest(file, "sha256").hexdigest() != facts.sha256.lower()
    if changed or not size:
        raise BadReport(f"{path.name} has changed since its report was written; export it again; it is left out")


def _is_sound(name: str) -> bool:
    return any(name.lower().endswith(suffix) for suffix in SOUNDS)


def _rank(episode: Episode) -> int:
    return [*SOUNDS].index("." + episode.sound.name.rpartition(".")[2].lower())


def _notes(by_name: dict[str, list[Episode]], unreported: list[str]) -> list[str]:
    notes = [f"{name} has no report of coach, and is left out" for name in unreported]
    for same in by_name.values():
        best, *others = sorted(same, key=_rank)
        notes += [f"{other.sound.name} is left out: {best.sound.name} is the same session" for other in others]
        if not best.sound.name.lower().endswith(FOR_APPLE):
            notes.append(f"{best.sound.name} is not for Apple Podcasts, which takes {' and '.join(FOR_APPLE)} alone")
    return [one_line(note) for note in notes]
