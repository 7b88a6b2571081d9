"""Library + what lies in its folder → what is to be made, and why; what is to stay, and what is too much."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal
from unicodedata import normalize

from coach.build.matrix import Entry, entries_of
from coach.build.orders import Order, OrderDesk, Unclear, key_of_difference, place_of_difference
from coach.build.out_folder import fault_of_bytes, is_of, surplus_in
from coach.cores import available_cores
from coach.errors import CoachError, Problem, RoutineError, UsageError
from coach.export.fingerprint import fingerprint_of
from coach.export.formats import format_of
from coach.export.made_files import check_own
from coach.export.report_file import read_report
from coach.log import described, logger
from coach.session import prepare_routine
from coach.sound.sound_library import background_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from coach.build.library_file import Library
    from coach.build.out_folder import Surplus

_log = logger(__name__)
MOST_FILES = 10_000
"""The files that a library may have, unless somebody asks for more: a typing error multiplies quickly."""

Verdict = Literal["make", "unchanged", "refused"]


@dataclass(frozen=True)
class Planned:
    """One file of a library: whether it is made, and why."""

    order: Order
    verdict: Verdict
    why: str
    """Why it is made, or why it cannot be; empty for one that is unchanged."""
    size: int = 0
    sha256: str = ""
    """The bytes of one that is unchanged."""


@dataclass(frozen=True)
class BuildPlan:
    """All that a build would do."""

    files: tuple[Planned, ...]
    unclear: tuple[Unclear, ...] = ()
    surplus: tuple[Surplus, ...] = ()
    """What this library made once, and has no more."""

    @property
    def to_make(self) -> tuple[Order, ...]:
        """The files that are to be made."""
        return tuple(each.order for each in self.files if each.verdict == "make")


def plan_build(library: Library, out: Path, most: int = MOST_FILES, *, replace: bool = False) -> BuildPlan:
    """Plan what is to be made in a folder, which may not be there yet; nothing is spoken or written.

    `replace` says that files may be replaced which this library has not made.

    Raises:
        UsageError: For more than `most` files, before anything that the library names is opened.
        RoutineError: For entries that have one name.
    """
    if (number := len(library.matrix)) > most:
        raise UsageError(
            f"{library.path} asks for {number:,} files, and {most:,} are the most; "
            f"leave values out of the matrix, or allow them by --most {number}"
        )
    desk = OrderDesk(library, out)
    found = [(entry, desk.order(entry)) for entry in all_entries(library)]
    ordered = [(entry, order) for entry, order in found if isinstance(order, Order)]
    if doubles := [*_doubles(ordered)]:
        raise RoutineError(doubles)
    with ThreadPoolExecutor(available_cores()) as pool:  # hashing lets the others work
        files = tuple(pool.map(lambda each: _planned(each[1], replace=replace), ordered))
    unclear = tuple(order for _, order in found if isinstance(order, Unclear))
    wanted = {path for _, order in ordered for path in (order.path, *order.beside)}
    return BuildPlan(files, unclear, tuple(surplus_in(out, library.path.name, wanted)))


def all_entries(library: Library) -> Iterator[Entry]:
    """Yield the entries of a library, each with the options that hold for all."""
    for entry in entries_of(library.matrix):
        yield Entry({**library.options, **entry.choice}, entry.place)


def _doubles(ordered: list[tuple[Entry, Order]]) -> Iterator[Problem]:
    """Yield each entry whose file, or whose text beside it, an earlier entry has already."""
    seen: dict[str, tuple[Entry, Order]] = {}
    for entry, order in ordered:
        for path in (order.path, *order.beside):
            first = seen.setdefault(_folded(path), (entry, order))
            if first[1] is not order and (path == order.path or not _same_session(first[1], order)):
                here, there = reversed(place_of_difference(first[0], entry))
                hint = f"write what tells them apart into 'name', such as '{{{key_of_difference(first[0], entry)}}}'"
                yield Problem(here, f"two files are called {path.name}: this one and that of {there}", hint)
                break


def _folded(path: Path) -> str:
    """Return a path as disks see it that know no capitals."""
    return normalize("NFC", str(path)).casefold()


def _same_session(one: Order, other: Order) -> bool:
    """Whether the texts beside two files are the same."""
    return (one.routine, one.options, one.tags) == (other.routine, other.options, other.tags)


def _planned(order: Order, *, replace: bool) -> Planned:
    try:
        return _judged(order, replace=replace)
    except CoachError as error:
        _log.info("%s cannot be planned: %s", order.path, described(error))
        return Planned(order, "refused", str(error))


def _judged(order: Order, *, replace: bool) -> Planned:
    """Return whether a file is to be made; raises CoachError where it cannot be."""
    fingerprint, report = fingerprint_of_order(order), read_report(order.path)
    why = _reason(order, report, fingerprint, replace=replace)
    if why and not replace:
        _check_beside(order, report)
    if why:
        background_of(prepare_routine(order.routine, order.options)[0])
        return Planned(order, "make", why)
    assert report  # or it would be new
    return Planned(order, "unchanged", "", int(report["size_bytes"]), str(report["sha256"]))


def _reason(order: Order, report: dict[str, Any] | None, fingerprint: Mapping[str, str], *, replace: bool) -> str:
    """Return why a file is to be made; empty where it need not be. Raises UsageError for one of somebody else."""
    if report is None and not order.path.exists():
        return "new"
    if report is None or not is_of(report, order.library):
        if replace:
            return "replaced"
        told = f"was made by {report.get('library') or '`coach export`'}" if report else "has no report of coach"
        raise UsageError(f"{order.path} is there, and {told}; --replace replaces it, and -o names another folder")
    if changed := ", ".join(differences(report.get("fingerprint"), fingerprint)):
        return f"changed: {changed}"
    return fault_of_bytes(order.path, report)


def _check_beside(order: Order, report: dict[str, Any] | None) -> None:
    """Raise UsageError for a text of somebody else in the place of one that is to stand beside a file."""
    named = (report or {}).get("beside") or {}
    check_own([path for path in order.beside if path.name not in named], another="-o names another folder")


def fingerprint_of_order(order: Order) -> dict[str, str]:
    """Return all that decides the bytes of a file, before it is made; raises CoachError where it cannot be."""
    routine, _ = prepare_routine(order.routine, order.options)
    return fingerprint_of(routine, order.options, order.record, order.tags, order.texts, format_of(order.path).suffix)


def differences(before: object, now: Mapping[str, str]) -> Iterator[str]:
    """Yield the parts of a fingerprint that have changed; a routine's file changes with its words, and is not told."""
    then = before if isinstance(before, dict) else {}
    changed = [part for part in (*now, *(part for part in then if part not in now)) if then.get(part) != now.get(part)]
    for part in changed:
        if not (part == "routine file" and "routine" in changed):
            yield part
