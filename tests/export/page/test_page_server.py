"""A page is served to this machine: its own files, parts of them, and nothing else."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from coach.errors import UsageError
from coach.export.page.page_server import serve

pytestmark = pytest.mark.session

SOUND = bytes(range(256)) * 4


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "index.html").write_text("<!doctype html>", "utf-8")
    (tmp_path / "session.m4a").write_bytes(SOUND)
    (tmp_path / "secret.txt").write_text("mine", "utf-8")
    with serve(tmp_path, ("index.html", "session.m4a", "extras.bin")) as address:
        yield address


def asked(address: str, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = HTTPConnection(urlsplit(address).netloc, timeout=10)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    told = answer.status, dict(answer.getheaders()), answer.read()
    connection.close()
    return told


def test_it_listens_to_this_machine_alone(address: str) -> None:
    assert address.startswith("http://127.0.0.1:")


def test_the_page_stands_at_the_root(address: str) -> None:
    status, headers, body = asked(address, "/?from=home")
    assert (status, body) == (200, b"<!doctype html>")
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/secret.txt", "/../secret.txt", "/%2e%2e/secret.txt", "//etc/passwd", "/extras.bin"])
def test_nothing_else_is_served(address: str, path: str) -> None:
    assert asked(address, path)[0] == 404


@pytest.mark.parametrize(
    ("wanted", "status", "part"),
    [
        ("bytes=4-7", 206, SOUND[4:8]),
        ("bytes=1000-", 206, SOUND[1000:]),
        ("bytes=9999-", 416, b""),
        ("nonsense", 200, SOUND),
    ],
)
def test_a_part_of_the_sound_can_be_had(address: str, wanted: str, status: int, part: bytes) -> None:
    assert asked(address, "/session.m4a", Range=wanted)[::2] == (status, part)


def test_what_has_not_changed_is_not_sent_again(address: str) -> None:
    _, headers, _ = asked(address, "/session.m4a", "HEAD")
    assert headers["Content-Length"] == str(len(SOUND))
    assert asked(address, "/session.m4a", If_None_Match=headers["ETag"])[::2] == (304, b"")


def test_it_reads_and_never_writes(address: str) -> None:
    assert asked(address, "/index.html", "PUT")[0] == 501


def test_a_port_that_is_taken_is_told_with_what_to_do(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(UsageError, match="choose another one with --port"), serve(tmp_path, (), port=port):
            pass
