"""`coach lines`: all that a session says → a list to record it by, and what is recorded of it already."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coach.cli import options
from coach.cli.output import print_json, tell
from coach.errors import UsageError
from coach.interrupts import end_through_cleanup

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from coach.routine.model import Routine
    from coach.speech.recordings.line_list import Line
    from coach.speech.recordings.missing_lines import Missing, RecordedLine

_MOST_SHOWN = 20
_MOST_BYTES = 8 * 2**20
_TABLE, _LIST = "-lines.tsv", "-lines.txt"


def lines(
    routine: options.Routine,
    *,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="FOLDER", help="The folder for the lists, and for the recordings."),
    ] = Path("lines"),
    record: Annotated[
        bool, typer.Option("--record", help="Record what is not recorded yet, line by line, by the microphone.")
    ] = False,
    length: options.Length = None,
    condition: options.Conditions = None,
    despite: options.Despite = None,
    words: options.Words = "full",
    profile: options.ProfileName = "session",
    as_json: options.AsJson = False,
) -> None:
    """List all that a session says, to record it in one's own voice, and tell what is recorded of it."""
    from coach.player.controls.keys_file import read_keys
    from coach.player.session.switches import offered_texts
    from coach.routine.for_listener import adapt
    from coach.routine.library import open_routine
    from coach.sound.profiles import profile_of
    from coach.speech.recordings.line_list import lines_of
    from coach.speech.recordings.missing_lines import look_up
    from coach.timeline.guide_words import phrases_of
    from coach.timeline.spoken_texts import spoken_texts

    if record and as_json:
        raise UsageError("--record is for people; --json goes with the list")
    length_ms, margins = options.milliseconds(length), profile_of(profile).margins
    adapted = adapt(open_routine(routine), condition or (), despite or (), words)
    offered = offered_texts(phrases_of(adapted.language), read_keys().scanning)
    listed = lines_of(spoken_texts(adapted, length_ms, margins=margins, offered=offered), adapted.language)
    files = _Lists(output, _stem(routine))
    before = files.names()
    files.write(adapted, listed)
    end_through_cleanup()
    found = look_up(output, [line.spoken.text for line in listed], adapted.language)
    if as_json:
        print_json(_as_dict(files, listed, found))
        return
    tell("\n".join(_report(files, listed, found, before)))
    if record:
        from coach.cli.record_lines import record_lines

        gone = {line.name for line in found if _is_free(line)}
        record_lines([line for line in listed if line.name in gone], output)


def _stem(routine: str) -> str:
    from coach.routine.library import STANDARD_INPUT
    from coach.routine.routine_files import stem_of

    return "routine" if routine == STANDARD_INPUT else stem_of(routine)


def _is_free(line: RecordedLine | Missing) -> bool:
    """Whether a line has no file at all: one that cannot be used is for its owner to remove."""
    from coach.speech.recordings.missing_lines import Missing

    return isinstance(line, Missing) and not line.paths


class _Lists:
    """The two lists of a routine in a folder of recordings, which may serve several routines."""

    def __init__(self, folder: Path, stem: str) -> None:
        self.folder = folder
        self.table, self.list = folder / f"{stem}{_TABLE}", folder / f"{stem}{_LIST}"

    def names(self) -> Mapping[str, str] | None:
        """Return the names and texts of the list of before, None without one; raises UsageError for another's file."""
        from coach.speech.recordings.line_list import TITLE, names_in

        if (text := _text(self.list)) is not None and not text.startswith(TITLE):
            raise UsageError(f"{self.list} is no list of lines, and stays as it is; name another folder")
        if (table := _text(self.table)) is None:
            return None
        if (names := names_in(table)) is None:
            raise UsageError(f"{self.table} is no list of lines, and stays as it is; name another folder")
        return names

    def write(self, routine: Routine, lines: Sequence[Line]) -> None:
        """Write both; raises UsageError, and MissingPart for a full disk."""
        from coach.files import target_error, write_target
        from coach.speech.recordings.line_list import write_list, write_table

        try:
            self.folder.mkdir(exist_ok=True)
        except FileExistsError:
            raise UsageError(f"{self.folder} is no folder; name another one") from None
        except FileNotFoundError:
            raise UsageError(f"there is no folder {self.folder.parent}; make it first") from None
        except OSError as error:
            raise target_error(error, self.folder) from error
        except ValueError as error:  # a name with a NUL in it
            raise UsageError(f"{self.folder} cannot be a folder: {error}") from None
        # Spreadsheets take a table for UTF-8 if it begins with a byte order mark.
        table, text = write_table(lines).encode("utf-8-sig"), write_list(routine.title, lines).encode()
        for path, data in ((self.table, table), (self.list, text)):
            with write_target(path) as file:
                file.write(data)

    def others(self) -> set[str]:
        """Return the names of all lines in the lists of other routines there; one that cannot be read has none."""
        from coach.speech.recordings.line_list import names_in

        names: set[str] = set()
        for path in self.folder.glob(f"*{_TABLE}"):
            with suppress(UsageError):
                names |= {*(names_in(_text(path) or "") or ())} if path != self.table else set()
        return names


def _text(path: Path) -> str | None:
    """Return the text of a file; None if there is none. Raises UsageError for one that cannot be read."""
    from coach.files import read_regular_file

    try:
        return read_regular_file(path, _MOST_BYTES).decode("utf-8-sig", "replace")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        raise UsageError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from error


def _as_dict(files: _Lists, listed: Sequence[Line], found: Sequence[RecordedLine | Missing]) -> dict[str, Any]:
    """Return the form of `coach lines --json`."""
    from coach.speech.recordings.missing_lines import Missing

    faults = {line.name: line.reason for line in found if isinstance(line, Missing)}
    unused = {line.name for line in found if isinstance(line, Missing) and line.paths}
    return {
        "list": str(files.list),
        "table": str(files.table),
        "lines": [
            {
                "name": line.name,
                "text": line.spoken.text,
                "state": "recorded" if line.name not in faults else "unusable" if line.name in unused else "missing",
                "reason": faults.get(line.name, ""),
            }
            for line in listed
        ],
    }


def _report(
    files: _Lists, listed: Sequence[Line], found: Sequence[RecordedLine | Missing], before: Mapping[str, str] | None
) -> Iterator[str]:
    """Yield what is there, what is missing or odd, and what has changed since the list of before."""
    from coach.speech.recordings.missing_lines import Missing, RecordedLine
    from coach.speech.recordings.odd_recordings import odd_recordings

    recorded = [line for line in found if isinstance(line, RecordedLine)]
    missing = [line for line in found if isinstance(line, Missing)]
    yield f"{files.list}: {len(listed)} lines, {len(recorded)} of them recorded"
    texts = {line.name: line.spoken.text for line in listed}
    if before is not None:
        known = {*texts, *files.others()}
        yield from _told("new", [f"{name}: “{text}”" for name, text in texts.items() if name not in before])
        yield from _told("no longer said", [f"{name}: “{text}”" for name, text in before.items() if name not in known])
    yield from _told("cannot be used", [f"{line.name}: {line.reason}" for line in missing if line.paths])
    yield from _told("could be better", odd_recordings(recorded))
    if recorded:
        yield from _told("to record", [f"{line.name}: “{line.text}”" for line in missing if not line.paths])
    if not missing:
        yield f"all is there; `--voice {files.folder}/` speaks it"


def _told(what: str, items: Sequence[str]) -> Iterator[str]:
    """Yield a heading and the first items under it; nothing without items."""
    if items:
        yield f"{what} ({len(items)}):"
        yield from (f"  {' '.join(item.split())}" for item in items[:_MOST_SHOWN])
        if (more := len(items) - _MOST_SHOWN) > 0:
            yield f"  and {more:,} more"
