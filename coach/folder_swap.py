"""An archive → a folder that takes the place of another one, which comes back if anything fails."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SUFFIX = ".part"
_LEFT_BEHIND_S = 3600.0
"""The age of an unpacked folder that nobody moves any more: it takes its place within seconds."""


@contextmanager
def unpacked(archive: Path, *, durable: bool = True) -> Iterator[Path]:
    """Give a new folder beside a ZIP with all that is in it, which is removed at the end unless it was moved away.

    The archive is coach's own, with plain names. Raises OSError.
    """
    from zipfile import ZipFile

    _sweep(archive.parent)
    folder = _new_folder_in(archive.parent)
    try:
        with ZipFile(archive) as files:
            files.extractall(folder)
        for each in folder.iterdir() if durable else ():
            with each.open("rb") as file:
                os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        folder.chmod(0o777 & ~mask)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def set_aside(path: Path) -> Iterator[Callable[[], None]]:
    """Give a folder's place free, and what puts it back; it is removed at the end if it was not put back."""
    aside = _new_folder_in(path.parent)
    old = aside / path.name
    if path.exists():
        path.rename(old)

    def put_back() -> None:
        shutil.rmtree(path, ignore_errors=True)
        if old.exists():
            old.rename(path)

    try:
        yield put_back
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _new_folder_in(folder: Path) -> Path:
    return Path(tempfile.mkdtemp(dir=folder, prefix=".coach-", suffix=_SUFFIX))


def _sweep(folder: Path) -> None:
    """Remove the folders of earlier tries that were killed."""
    for left in folder.glob(f".coach-*{_SUFFIX}"):
        if left.is_dir() and time.time() - left.stat().st_mtime > _LEFT_BEHIND_S:
            shutil.rmtree(left, ignore_errors=True)
