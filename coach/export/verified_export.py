"""Mix → a file that meets its target, and a report beside it: written, decoded, measured, and only then in place."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO

from coach.audio.decode import MediaError, length_of
from coach.errors import ExportError, PromiseBroken
from coach.export import check_export, encode
from coach.export.byte_queue import ByteQueue
from coach.export.formats import format_of
from coach.export.report import Report, content_of
from coach.export.report_file import report_path
from coach.export.tail_reader import TailReader
from coach.export.verification import verify
from coach.files import check_target, write_targets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from coach.export.conformance import Target
    from coach.export.formats import About, Copy, Format, Progress
    from coach.export.report import Content, Origin
    from coach.export.verification import Verification
    from coach.sound.mix import Mix

    Proof = tuple[Verification, Content]
    """What was measured in a file, and its bytes."""

_UTF8 = ("utf-8", "replace")
"""How texts become bytes: what a command line has for bytes that are no text gets a mark."""
_TRIES = 3
"""How often a file is written again at most."""


def write_verified(
    mix: Mix,
    about: About,
    path: Path,
    target: Target,
    origin: Origin,
    *,
    accept: bool = False,
    progress: Progress | None = None,
    texts: Mapping[Path, str] | None = None,
    again: Callable[[float, float], Mix] | None = None,
) -> Report:
    """Write a mix, its report and texts beside it: all of them or none; with `accept`, in spite of any violations.

    Where the format takes a part of the background away, so that it is softer than promised, or where it adds to the
    peaks, so that they are higher, `again` makes the same mix with a background that is louder and peaks that are lower
    by so many decibels, and that is written. The background gets louder once. Peaks get lower up to `_TRIES` times,
    since what an encoder adds to a peak is never the same twice: of an hour's words, another one may then stand out.

    Raises PromiseBroken for violations, and leaves everything as it was; UsageError, ExportError, MissingPart as
    `write` does.
    """
    texts = texts or {}
    check_export(path, about.bitrate)
    for each in (report_path(path), *texts):
        check_target(each)
    folders = [path] if format_of(path).members else []
    with write_targets([path, report_path(path), *texts], folders=folders) as (file, beside, *others):
        report = _written(mix, about, path, file, target, origin, progress)
        louder_db = lower_db = 0.0
        for _ in range(_TRIES):
            if not again or not (report.over_peak_db or (report.lost_db and not louder_db)):
                break
            louder_db, lower_db = louder_db or report.lost_db, lower_db + report.over_peak_db
            file.seek(0)
            file.truncate()
            report = _written(again(louder_db, lower_db), about, path, file, target, origin, progress)
        if report.violations and not accept:
            raise PromiseBroken(path.name, report.violations)
        held = {other: text.encode(*_UTF8) for other, text in texts.items()}
        report = replace(report, beside={other.name: sha256(data).hexdigest() for other, data in held.items()})
        beside.write(json.dumps(report.as_dict(), indent=2, ensure_ascii=False).encode(*_UTF8) + b"\n")
        for other, data in zip(others, held.values(), strict=True):
            other.write(data)
    return report


def _written(
    mix: Mix, about: About, path: Path, file: BinaryIO, target: Target, origin: Origin, progress: Progress | None
) -> Report:
    """Write a mix, and return the report of what was measured in the file."""
    kind, found = format_of(path), []

    @contextmanager
    def judging(unfinished: Path) -> Iterator[Copy | None]:
        with verifying(unfinished, mix, kind) as (copy, proofs):
            yield copy
        found.extend(proofs)

    encode(mix, about, kind, file, progress, judging)
    bitrate, chapters = about.bitrate if kind.bitrates else None, len(about.chapters) if kind.chapters else 0
    ((verification, content),) = found
    return Report(path.name, mix, verification, target, bitrate, origin, chapters, content)


@contextmanager
def verifying(unfinished: Path, mix: Mix, kind: Format) -> Iterator[tuple[Copy | None, list[Proof]]]:
    """Decode and measure a file in other threads, while the `with` that writes it lasts.

    Gives what is to take a copy of the sound if the file cannot be decoded while it grows, and a list that has the
    proof after the `with`. Raises ExportError for a file that cannot be decoded.
    """
    proofs: list[Proof] = []
    growing = TailReader(unfinished) if kind.grows else ByteQueue()
    with ThreadPoolExecutor(2) as beside:
        measuring = beside.submit(_verify, growing, mix)
        try:
            yield (growing if isinstance(growing, ByteQueue) else None), proofs
        except BaseException:
            growing.close()
            raise
        growing.finish()
        content = beside.submit(content_of, unfinished)
        try:
            # The beginning of the file has its exact length only since it is finished: its end is decoded once more.
            with kind.sound_of(unfinished) as sound:
                frames = length_of(sound)
            proofs.append((replace(measuring.result(), frames=frames), content.result()))
        except MediaError as error:
            raise ExportError(f"what was written cannot be decoded ({error.strerror}); try again") from error


def _verify(growing: TailReader | ByteQueue, mix: Mix) -> Verification:
    with growing:  # or else a writer would wait for a reader that gave up
        return verify(growing, mix)
