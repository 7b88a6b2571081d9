"""Session → a file that meets its target, with its report and texts beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coach.argument_types import (
    A_FUNCTION,
    A_PATH,
    A_TEXT,
    A_WHOLE_NUMBER,
    NAMES,
    YES_OR_NO,
    check_values,
    instance,
    optional,
    several,
    takes,
)
from coach.errors import PromiseBroken
from coach.export.about import Tags, about_of
from coach.export.conformance import Target
from coach.export.fingerprint import fingerprint_of
from coach.export.formats import format_of, path_named
from coach.export.ingredients import check_ingredients
from coach.export.made_with import record_of
from coach.export.origin import origin_of
from coach.export.report_file import report_path
from coach.export.texts import Told, texts_beside
from coach.export.verified_export import write_verified
from coach.log import logger
from coach.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from coach.export.formats import Progress
    from coach.export.report import Report

_log = logger(__name__)


@takes(
    session=instance("a session, such as open_session gives", Session),
    path=A_PATH,
    bitrate=optional(A_WHOLE_NUMBER),
    mono=YES_OR_NO,
    tags=optional(instance("Tags", Tags)),
    texts=NAMES,
    accept=YES_OR_NO,
    progress=optional(A_FUNCTION),
    library=A_TEXT,
)
def export_session(
    session: Session,
    path: Path | str,
    *,
    bitrate: int | None = None,
    mono: bool = False,
    tags: Tags | None = None,
    texts: Iterable[str] = (),
    accept: bool = False,
    progress: Progress | None = None,
    library: str = "",
) -> Report:
    """Write a session to a file in the format of its name, and beside it a report of what was measured in the file.

    Args:
        session: An open session.
        path: The file, in the format of its suffix, such as `.mp3`, `.m4b`, `.wav` or `.html`, or a page's folder,
            without one; what exists is replaced when all is written.
        bitrate: The bitrate in kbit/s of a format that has one; None for that of the session's profile, or for a page
            64, and that of the profile where this loses too much of quiet words.
        mono: Whether it has one channel, for one loudspeaker.
        tags: What a player shows of the file, and its chapters; None leaves it to the routine.
        texts: What is written beside it, one or several: `vtt`, `srt`, `lrc`, `txt`, `md`, or `json` for the chapters.
        accept: Whether the file is written in spite of violations of its target.
        progress: A function that is called with the number of frames written, and the number of all.
        library: The name of the library that it is made for, for its report.

    Returns:
        A `Report`: lengths, levels and times as they were found in the file.

    Raises:
        PromiseBroken: For violations of the target, such as a wrong loudness; nothing is written then.
        UsageError: For a wrong type, a closed session, an unknown format, a folder that does not exist, and for a file
            that the session is made of.
        ExportError: For what a format cannot hold.
        MissingPart: Where the disk is full.

    Example:
        >>> import coach, os, tempfile
        >>> target = os.path.join(tempfile.mkdtemp(), "calm.wav")
        >>> with coach.open_session("eyes-closed-calm", engine="silent") as session:
        ...     report = coach.export_session(session, target)
        >>> report.summary()
        'whole -30.0 LUFS, true peak -16.1 dBTP'
    """
    path, tags, texts = path_named(path), tags or Tags(), (texts,) if isinstance(texts, str) else tuple(texts)
    check_values({"texts": texts}, {"texts": several(NAMES.told, A_TEXT)})
    kind = format_of(path)
    *first, last = kind.bitrates_for(bitrate, session.profile.bitrate)
    record = record_of(session.options, tags, bitrate, mono=mono)
    made_of = fingerprint_of(session.routine, session.options, record, tags, texts, kind.suffix)

    def written(kbits: int, *, accept: bool) -> Report:
        about = about_of(session, tags, kbits, pictured=kind.pictures)
        beside = texts_beside(path, texts, Told(about.title, session.routine, session.timeline, about.chapters))
        check_ingredients(session.routine, [path, report_path(path), *beside])
        return write_verified(
            session.mixed(1) if mono else session.mix,
            about,
            path,
            Target(session.profile, session.speech_to_background_lu),
            origin_of(session, record, made_of, library),
            accept=accept,
            progress=progress,
            texts=beside,
            again=partial(session.mixed, 1 if mono else 2),
        )

    for kbits in first:
        try:
            return written(kbits, accept=False)
        except PromiseBroken as broken:
            _log.info("%s is written again: %d kbit/s are not enough for it (%s)", path.name, kbits, broken)
    return written(last, accept=accept)
