"""Payloads under keys, each in a file with a checksum: whole and of its own key, or as good as none."""

from __future__ import annotations

import hashlib
import json
import stat
from typing import TYPE_CHECKING

from coach.files import write_atomically
from coach.log import described, logger

if TYPE_CHECKING:
    from pathlib import Path

_log = logger(__name__)
DIGEST_BYTES = 32
"""The bytes in front of a payload."""
_PRIVATE = 0o600


def key_of(*facts: object) -> str:
    """Return one name for all that decides what is kept under it.

    Example:
        >>> key_of(1, "a") == key_of("1", "a")
        False
    """
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


class ChecksummedFiles:
    """Payloads under keys in one folder; a file is a SHA-256 digest of its key and payload, and the payload.

    Args:
        folder: The folder, made when something is first written.
        kind: What a file holds, in one word, which is its suffix, too.
    """

    def __init__(self, folder: Path, kind: str) -> None:
        self.folder, self._kind = folder, kind

    def read(self, key: str) -> memoryview | None:
        """Return the payload of a key; None for a file that is not there or is damaged."""
        try:
            data = memoryview(self.path(key).read_bytes())
        except OSError as error:  # unreadable is as good as absent: it is made again, and then written or told
            _log.debug("no %s: %s", self._kind, described(error))
            return None
        return self.payload_in(data, key, str(self.path(key)))

    def payload_in(self, data: memoryview, key: str, name: str) -> memoryview | None:
        """Return the payload in the bytes of a key's file; None, with a line in the log, for damaged ones."""
        digest, payload = data[:DIGEST_BYTES], data[DIGEST_BYTES:]
        if _digest(key, payload) != digest:
            _log.warning("the %s %s is damaged, and counts as none", self._kind, name)
            return None
        return payload

    def size(self, key: str) -> int | None:
        """Return the bytes of payload that there seem to be under a key, without reading them; None for none."""
        try:
            size = self.path(key).stat().st_size - DIGEST_BYTES
        except OSError:  # not logged: all clips are asked for each second, until they are there
            return None
        return size if size > 0 else None

    def digest(self, key: str) -> str | None:
        """Return the digest that a key's file says it has, and its size: the name of what `read` would return.

        Whether the payload is that one is only known when it is read. None for no file.
        """
        try:
            with self.path(key).open("rb", buffering=0) as file:
                head = file.read(DIGEST_BYTES)
                size = file.seek(0, 2) - DIGEST_BYTES
        except OSError:  # not logged: `read` will tell
            return None
        return f"{head.hex()}-{size}" if size > 0 else None

    def write(self, key: str, payload: bytes) -> None:
        """Keep a payload, so that any reader finds the old one, the new one or none; raises OSError."""
        with write_atomically(self.path(key), self._permissions(), durable=False, sweep=False) as file:
            file.write(_digest(key, payload))
            file.write(payload)

    def path(self, key: str) -> Path:
        """Return the file of a key."""
        return self.folder / f"{key}.{self._kind}"

    def _permissions(self) -> int:
        """Make the folder, and return the permissions of a file: those of a folder that a group shares, or private.

        What has been spoken may tell of somebody's body: only who shares a cache on purpose lets others read it.
        """
        try:
            self.folder.mkdir(parents=True)
        except FileExistsError:  # not logged: as a rule, it is there
            pass
        else:
            above = self.folder.parent.stat().st_mode
            if above & stat.S_IWGRP:
                self.folder.chmod(stat.S_IMODE(above))
        mode = self.folder.stat().st_mode
        return stat.S_IMODE(mode) & 0o666 if mode & stat.S_IWGRP else _PRIVATE


def _digest(key: str, payload: bytes | memoryview) -> bytes:
    """Return a hash of the key and the payload: another text's clip under this name would be a wrong instruction."""
    digest = hashlib.sha256(key.encode())
    digest.update(payload)
    return digest.digest()
