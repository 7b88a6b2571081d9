"""What is kept under a key comes back whole, or not at all; clips' own tests are in speech/test_cache.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.checksummed_files import ChecksummedFiles

pytestmark = pytest.mark.unit


@pytest.fixture
def files(tmp_path: Path) -> ChecksummedFiles:
    return ChecksummedFiles(tmp_path / "kept", "thing")


def test_a_payload_comes_back_and_its_size_is_known_without_it(files: ChecksummedFiles) -> None:
    files.write("key", b"payload")
    assert bytes(files.read("key") or b"") == b"payload"
    assert files.size("key") == len(b"payload")
    assert (files.read("other"), files.size("other"), files.digest("other")) == (None, None, None)


def test_the_digest_tells_apart_payloads_keys_and_a_file_that_was_cut_short(files: ChecksummedFiles) -> None:
    names = []
    for key, payload in (("key", b"payload"), ("key", b"payloaD"), ("other", b"payload")):
        files.write(key, payload)
        names.append(files.digest(key))
    whole = files.path("key").read_bytes()
    files.path("key").write_bytes(whole[:-1])
    names.append(files.digest("key"))
    assert len({*names}) == len(names)
    files.path("key").write_bytes(whole)
    assert files.digest("key") == names[1]


@pytest.mark.parametrize("damage", ["cut short", "one bit", "empty", "another's"])
def test_a_damaged_file_is_as_good_as_none_and_is_logged(
    files: ChecksummedFiles, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    files.write("key", b"payload")
    data = files.path("key").read_bytes()
    damaged = {"cut short": data[:-2], "one bit": data[:-1] + b"D", "empty": b"", "another's": b"x" * len(data)}[damage]
    files.path("key").write_bytes(damaged)
    assert files.read("key") is None
    assert caplog.messages == [f"the thing {files.path('key')} is damaged, and counts as none"]
