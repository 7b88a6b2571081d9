"""Mix → a file that keeps its promises, and the report beside it: written, decoded, measured, and only then there."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from coach.audio.decode import MediaError, length_of
from coach.errors import ExportError, PromiseBroken
from coach.export import write
from coach.export.formats import format_of
from coach.export.report import Report
from coach.export.tail_reader import TailReader
from coach.export.verification import verify
from coach.files import check_target, write_target

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coach.export.conformance import Target
    from coach.export.formats import About, Progress
    from coach.export.report import Origin
    from coach.export.verification import Verification
    from coach.sound.mix import Mix


def write_verified(
    mix: Mix,
    about: About,
    path: Path,
    target: Target,
    origin: Origin,
    *,
    accept: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Write a mix and its report; with `accept`, whatever promise it breaks.

    Raises PromiseBroken, and leaves everything as it was; UsageError, ExportError, MissingPart as `write` does.
    """
    reports: list[Report] = []

    @contextmanager
    def judging(unfinished: Path) -> Iterator[None]:
        with verifying(unfinished, mix) as proofs:
            yield
        bitrate = about.bitrate if format_of(path).bitrates else None
        report = Report(path.name, mix, proofs[0], target, bitrate, origin)
        if report.violations and not accept:
            raise PromiseBroken(path.name, report.violations)
        beside.write(json.dumps(report.as_dict(), indent=2, ensure_ascii=False).encode() + b"\n")
        beside.flush()
        reports.append(report)

    check_target(report_path(path))
    with write_target(report_path(path)) as beside:
        write(mix, about, path, progress, judging)
    return reports[0]


@contextmanager
def verifying(unfinished: Path, mix: Mix) -> Iterator[list[Verification]]:
    """Decode and measure a file while it is written, in another thread; its proof is there when it is finished.

    Raises ExportError for a file that cannot be decoded.
    """
    proofs: list[Verification] = []
    with TailReader(unfinished) as growing, ThreadPoolExecutor(1) as beside:
        measuring = beside.submit(verify, growing, mix)
        try:
            yield proofs
        finally:
            growing.finish()
        try:
            # At its beginning, the file told its length only when it was finished: its end is decoded once more.
            proofs.append(replace(measuring.result(), frames=length_of(unfinished)))
        except MediaError as error:
            raise ExportError(f"what was written cannot be decoded ({error.strerror}); try again") from error


def report_path(path: Path) -> Path:
    """Where the report of a file stands."""
    return path.with_suffix(".report.json")
