"""Mix → a file that meets its target, and a report beside it: written, decoded, measured, and only then in place."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
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
    from collections.abc import Iterator, Mapping
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
    texts: Mapping[Path, str] | None = None,
) -> Report:
    """Write a mix, its report and texts beside it; with `accept`, in spite of any violations of the target.

    Raises PromiseBroken for violations, and leaves everything as it was; UsageError, ExportError, MissingPart as
    `write` does.
    """
    reports: list[Report] = []

    @contextmanager
    def judging(unfinished: Path) -> Iterator[None]:
        with verifying(unfinished, mix) as proofs:
            yield
        kind = format_of(path)
        bitrate, chapters = about.bitrate if kind.bitrates else None, len(about.chapters) if kind.chapters else 0
        report = Report(path.name, mix, proofs[0], target, bitrate, origin, chapters)
        if report.violations and not accept:
            raise PromiseBroken(path.name, report.violations)
        beside.write(json.dumps(report.as_dict(), indent=2, ensure_ascii=False).encode() + b"\n")
        beside.flush()
        reports.append(report)

    texts = texts or {}
    for each in (report_path(path), *texts):
        check_target(each)
    with ExitStack() as stack:
        beside = stack.enter_context(write_target(report_path(path)))
        for each, text in texts.items():
            file = stack.enter_context(write_target(each))
            file.write(text.encode())
            file.flush()
        write(mix, about, path, progress, judging)
    return reports[0]


@contextmanager
def verifying(unfinished: Path, mix: Mix) -> Iterator[list[Verification]]:
    """Decode and measure a file in another thread, while the `with` that writes it lasts.

    Gives a list that has the verification after the `with`. Raises ExportError for a file that cannot be decoded.
    """
    proofs: list[Verification] = []
    with TailReader(unfinished) as growing, ThreadPoolExecutor(1) as beside:
        measuring = beside.submit(verify, growing, mix)
        try:
            yield proofs
        finally:
            growing.finish()
        try:
            # The beginning of the file has its exact length only since it is finished: its end is decoded once more.
            proofs.append(replace(measuring.result(), frames=length_of(unfinished)))
        except MediaError as error:
            raise ExportError(f"what was written cannot be decoded ({error.strerror}); try again") from error


def report_path(path: Path) -> Path:
    """Return the path of a file's report, which stands beside it: an MP3 and a WAV of one session have one each."""
    return path.with_name(f"{path.name}.report.json")
