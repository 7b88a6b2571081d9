"""A page's folder → an address on this machine, or on its network: read-only, and nothing but the page's own files."""

from __future__ import annotations

import re
import socket
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import PurePosixPath
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from coach.errors import MissingPart, UsageError
from coach.log import described, logger

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_log = logger(__name__)
LOOPBACK = "127.0.0.1"
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".m4a": "audio/mp4",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json",
}
_RANGE = re.compile(r"bytes=(\d+)-(\d*)")
_NOBODY = ("192.0.2.1", 9)
"""An address for documentation (RFC 5737): to ask for the way to it sends nothing."""


@dataclass(frozen=True, slots=True)
class _Served:
    data: bytes
    kind: str
    tag: str


@contextmanager
def serve(folder: Path, names: tuple[str, ...], host: str = LOOPBACK, port: int = 0) -> Iterator[str]:
    """Serve the files of these names in a folder, and give the address of the page.

    Raises UsageError for a port that cannot be had, OSError for files that cannot be read.
    """
    files = {name: _served(folder / name) for name in names if (folder / name).is_file()}
    try:
        server = ThreadingHTTPServer((host, port), partial(_Handler, files))
    except OSError as error:
        message = f"port {port} of {host} cannot be had: {error.strerror}; choose another one with --port"
        raise UsageError(message) from error
    with server:
        serving = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        serving.start()
        try:
            yield f"http://{host}:{server.server_port}/"
        finally:
            server.shutdown()
            serving.join()


def network_address() -> str:
    """Return this machine's address in its network; raises MissingPart outside of any."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect(_NOBODY)
        except OSError as error:
            raise MissingPart("this machine is in no network", "connect it, or leave out --lan") from error
        return str(way.getsockname()[0])


def _served(path: Path) -> _Served:
    data = path.read_bytes()
    kind = _TYPES.get(PurePosixPath(path.name).suffix, "application/octet-stream")
    return _Served(data, kind, f'"{sha256(data).hexdigest()[:32]}"')


class _Handler(BaseHTTPRequestHandler):
    """An answer to one request."""

    protocol_version = "HTTP/1.1"
    timeout = 30

    def __init__(self, files: Mapping[str, _Served], *args: Any) -> None:  # noqa: ANN401 - as the server calls it
        self._files = files
        super().__init__(*args)

    def do_GET(self) -> None:
        """Send a file, or a part of it."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Send what there is to know of a file."""
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        file = self._files.get(urlsplit(self.path).path[1:] or "index.html")
        if file is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        status, part, more = _part_of(file, self.headers.get("Range", ""))
        if self.headers.get("If-None-Match") == file.tag:
            status, part, more = HTTPStatus.NOT_MODIFIED, b"", {}
        self.send_response(status)
        for name, value in {**_headers(file), **more, "Content-Length": str(len(part))}.items():
            self.send_header(name, value)
        self.end_headers()
        if with_body:
            self._send(part)

    def _send(self, data: bytes) -> None:
        try:
            self.wfile.write(data)
        except OSError as error:
            _log.info("somebody did not wait for %s: %s", self.path, described(error))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as it is called
        """Write a line of the server's into coach's log."""
        _log.debug(format, *args)


def _headers(file: _Served) -> dict[str, str]:
    return {
        "Content-Type": file.kind,
        "ETag": file.tag,
        "Cache-Control": "no-cache",
        "Accept-Ranges": "bytes",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "frame-ancestors 'none'",
    }


def _part_of(file: _Served, wanted: str) -> tuple[HTTPStatus, bytes, dict[str, str]]:
    """Return the part of a file that is asked for: players seek so; all of it where nothing of the kind is asked."""
    size = len(file.data)
    if not (match := _RANGE.fullmatch(wanted)):
        return HTTPStatus.OK, file.data, {}
    start, end = int(match[1]), min(int(match[2] or size) + 1, size)
    if start >= end:
        return HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, b"", {"Content-Range": f"bytes */{size}"}
    return HTTPStatus.PARTIAL_CONTENT, file.data[start:end], {"Content-Range": f"bytes {start}-{end - 1}/{size}"}
