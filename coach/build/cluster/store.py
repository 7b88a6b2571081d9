"""A store that several machines see: a folder, or whatever fsspec has a URL for. Bytes go in under names, and come out.

    clips/KEY.clip                a clip, with its own hash, under the key of all that decides how it sounds
    own/SHA256                    a file of the listener's own: a background, a voice, a cover
    builds/TIME-ID/FILE/SHA256    a finished file, until the coach that asked has fetched it

Nothing is trusted for being there: who reads something knows the hash that it has to have.
"""

from __future__ import annotations

import errno
import re
import time
from contextlib import contextmanager
from hashlib import file_digest, sha256
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any, BinaryIO

from coach.errors import DiskFull, MissingPart, UsageError
from coach.log import described, logger, swallowing
from coach.requirements import install_command, package_lacking

if TYPE_CHECKING:
    from collections.abc import Iterator

_log = logger(__name__)
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_PIECE = 1 << 20
_OWN, _BUILDS = "own", "builds"
_DAYS_KEPT = 7
_A_DAY_S = 86_400
_DATE = "%Y%m%dT%H%M%S"


class Store:
    """A folder, or a URL such as `s3://bucket/coach`; raises MissingPart without its package, UsageError for none."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._files, self._root = _open(url)
        self._sizes: dict[str, int] = {}

    @property
    def folder(self) -> Path | None:
        """The folder that it is; None for anything else."""
        protocol = self._files.protocol
        local = "file" in ((protocol,) if isinstance(protocol, str) else protocol)
        return Path(self._root) if local else None

    def read(self, name: str) -> bytes | None:
        """Return the bytes under a name; None for none."""
        with self._told("read"):
            try:
                return bytes(self._files.cat_file(self._path(name)))
            except FileNotFoundError:
                return None

    def size(self, name: str) -> int | None:
        """Return how many bytes there are under a name; None for none. What has been there is not asked for again."""
        if name not in self._sizes:
            with self._told("read"):
                try:
                    self._sizes[name] = int(self._files.info(self._path(name))["size"])
                except FileNotFoundError:
                    return None
        return self._sizes[name]

    def write(self, name: str, data: bytes) -> None:
        """Put bytes under a name: any reader finds the old ones, the new ones or none."""
        with self._told("written"), self._taking_place(name) as unfinished:
            self._files.pipe_file(unfinished, data)
        self._sizes[name] = len(data)

    def keep(self, path: Path, folder: str = _OWN) -> str:
        """Put a file under the SHA-256 of its bytes, and return that; raises OSError for one that cannot be read.

        What is there already is replaced: its bytes may be others.
        """
        with path.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
        with self._told("written"), self._taking_place(f"{folder}/{digest}") as unfinished:
            self._files.put_file(str(path), unfinished)
        return digest

    def fetch(self, digest: str, file: BinaryIO, folder: str = _OWN) -> None:
        """Copy what is under a SHA-256 into an open file; raises MissingPart where its bytes are others.

        An error of the file that is written is raised as it is.
        """
        found = sha256()
        for piece in self._pieces(f"{folder}/{digest}"):
            found.update(piece)
            file.write(piece)
        if found.hexdigest() != digest:
            raise MissingPart(
                f"the store {self.url} gave other bytes than were put there", "the next build tries again"
            )

    def remove(self, name: str) -> None:
        """Remove what is under a name, or a folder with all that is in it; what cannot be removed stays."""
        with swallowing(_log, f"removing {name} from the store", OSError):
            self._files.rm(self._path(name), recursive=True)
        self._sizes.pop(name, None)

    def new_build(self) -> str:
        """Return a new folder for finished files; raises CoachError for a store that takes nothing.

        What builds left there that were killed more than a week ago is removed.
        """
        build = f"{_BUILDS}/{time.strftime(_DATE, time.gmtime())}-{token_hex(4)}"
        self.write(f"{build}/begun", b"coach")
        with swallowing(_log, "looking for what killed builds left", OSError, ValueError):
            for path in self._files.ls(self._path(_BUILDS), detail=False):
                begun = str(path).rstrip("/").rpartition("/")[2]
                if begun[: len("20261231")] < time.strftime("%Y%m%d", time.gmtime(time.time() - _DAYS_KEPT * _A_DAY_S)):
                    self.remove(f"{_BUILDS}/{begun}")
        return build

    def _pieces(self, name: str) -> Iterator[bytes]:
        with self._told("read"), self._files.open(self._path(name), "rb") as source:
            while piece := source.read(_PIECE):
                yield piece

    def _path(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"

    @contextmanager
    def _taking_place(self, name: str) -> Iterator[str]:
        """Give a path beside a name's, and move what is there to its place at the end.

        A transaction of fsspec writes into the system's temporary folder: from there to another disk, it copies.
        """
        path = self._path(name)
        self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
        unfinished = f"{path}.{token_hex(4)}.part"
        try:
            yield unfinished
            self._files.mv(unfinished, path)
        except BaseException:
            with swallowing(_log, f"removing {unfinished}", OSError):
                self._files.rm(unfinished)
            raise

    @contextmanager
    def _told(self, what: str) -> Iterator[None]:
        """Raise DiskFull or MissingPart for an error of the system's."""
        try:
            yield
        except OSError as error:
            _log.info("the store %s cannot be %s: %s", self.url, what, described(error))
            reason = error.strerror or str(error) or type(error).__name__
            told = f"the store {self.url} cannot be {what}: {reason}"
            if error.errno in _FULL:
                raise DiskFull(told, "make room there, or name another one with --store") from error
            raise MissingPart(told, "name a folder or a URL with --store that all machines can write") from error


def _open(url: str) -> tuple[Any, str]:
    """Return the file system of a URL, and the path in it."""
    try:
        import fsspec.core
    except ImportError as error:
        remedy = install_command(package_lacking(error, "fsspec"))
        raise MissingPart("a store for several machines needs the package fsspec", remedy) from error
    try:
        files, root = fsspec.core.url_to_fs(url, use_listings_cache=False)  # others write there, too
    except ImportError as error:
        packages = _packages_of(url.partition(":")[0], str(error))
        raise MissingPart(f"the store {url} needs {' and '.join(packages)}", install_command(*packages)) from error
    except ValueError as error:
        raise UsageError(f"{url} is no store: {error}; name a folder, or a URL such as s3://bucket/coach") from error
    return files, root


def _packages_of(protocol: str, message: str) -> list[str]:
    """Return the packages that fsspec needs for a protocol: it names them, or its table has their module."""
    from fsspec.registry import known_implementations

    module = str(known_implementations[protocol]["class"]).partition(".")[0]
    return re.findall(r'"([\w.-]+)"', message) or [module]
