"""A library that is made by other machines: the same files, whatever happens to a worker, and no others."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import BinaryIO

import numpy as np
import pytest
from PIL import Image

from coach.audio.wav import write_mono
from coach.build.build_library import build_library, work_of
from coach.build.build_plan import plan_build
from coach.build.cluster.cluster_crew import ClusterCrew
from coach.build.cluster.dask_cluster import ClusterChoice, open_cluster_crew
from coach.build.cluster.store import Store
from coach.build.file_job import Made
from coach.build.library_file import read_library
from coach.build.process_pool import crew_of_processes
from coach.errors import MissingPart, UsageError
from tests.build.cluster.conftest import Machines
from tests.build.conftest import tree_of, write_routine

pytestmark = pytest.mark.session

TWO = "matrix: {routine: [one, two]}\noptions: {length: 20s, engine: silent, format: wav, mono: yes}\n"
OWN = """
matrix: {routine: [one, two], format: [wav, flac]}
options: {length: 20s, engine: silent, captions: vtt, background: waves.wav, cover: cover.png}
"""
"""The formats of one session have one text beside them; the background and the cover are the author's own."""


def write_library(folder: Path, text: str = TWO) -> Path:
    for name in ("one", "two"):
        write_routine(folder / f"{name}.yaml", f"This is {name}.", name.title())
    (folder / "library.yaml").write_text(text)
    return folder / "library.yaml"


def write_waves(folder: Path, hertz: float) -> None:
    """Write a background of one's own."""
    seconds = np.arange(44_100 * 4) / 44_100
    write_mono(folder / "waves.wav", (0.1 * np.sin(2 * np.pi * hertz * seconds)).astype(np.float32), 44_100)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The library, in a folder of its own."""
    return write_library(tmp_path)


def tree_by_processes(path: Path) -> dict[str, str]:
    """Return the tree that two processes of this machine make of a library."""
    work = work_of(plan_build(read_library(path), path.with_name("processes")))
    for each in build_library(work, crew_of_processes(2)):
        assert not (isinstance(each, Made) and each.failed)
    return tree_of(path.with_name("processes"))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The tree of the library."""
    return tree_by_processes(write_library(tmp_path_factory.mktemp("whole")))


@pytest.fixture
def choice(machines: Machines, tmp_path: Path) -> ClusterChoice:
    """The machines, with an empty store."""
    return ClusterChoice(machines.address, store=f"file://{tmp_path}/store")


@pytest.fixture
def crew(path: Path, choice: ClusterChoice) -> Iterator[ClusterCrew]:
    """The machines at work for the library."""
    with open_cluster_crew(choice, plan_build(read_library(path), path.with_name("out")).to_make) as crew:
        yield crew


def build(path: Path, crew: ClusterCrew) -> dict[str, Made]:
    """Build a library; return what came of each file that was made or failed."""
    work = work_of(plan_build(read_library(path), path.with_name("out")))
    return {Path(each.path).name: each for each in build_library(work, crew) if isinstance(each, Made)}


def problems(made: dict[str, Made]) -> list[str]:
    return [line for each in made.values() for line in each.problems]


def test_machines_that_share_nothing_but_the_store_make_the_same_tree(
    path: Path, machines: Machines, crew: ClusterCrew
) -> None:
    write_library(path.parent, OWN)
    write_waves(path.parent, 200)
    Image.new("RGB", (1500, 1500), (20, 80, 90)).save(path.with_name("cover.png"))
    assert crew.workers == 2
    made = build(path, crew)
    assert problems(made) == []
    assert {*made} == {f"{name}.{kind}" for name in ("one", "two") for kind in ("wav", "flac")}
    assert tree_of(path.with_name("out")) == tree_by_processes(path)
    assert not [*machines.folder.rglob("*.vtt")], "a worker keeps nothing"
    assert {file.parent.name for file in path.parent.rglob("*.clip")} == {"clips"}
    finished = {file.name for file in path.with_name("store").glob("builds/**/*") if file.is_file()}
    assert len(finished) == 3, "the word that it has begun, and one of each worker: what was fetched is gone"


def test_a_build_leaves_nothing_in_the_store_but_what_the_next_one_needs(path: Path, choice: ClusterChoice) -> None:
    with open_cluster_crew(choice, plan_build(read_library(path), path.with_name("out")).to_make):
        pass
    assert [*path.with_name("store").glob("builds/*")] == []


def test_an_edited_routine_and_an_edited_sound_give_their_new_results(path: Path, crew: ClusterCrew) -> None:
    path.write_text(TWO.replace("mono", "background: waves.wav, mono"))
    write_waves(path.parent, 200)
    assert {*build(path, crew)} == {"one.wav", "two.wav"}
    write_routine(path.with_name("two.yaml"), "This is number two.", "Two")
    assert {*build(path, crew)} == {"two.wav"}
    write_waves(path.parent, 300)
    assert {*build(path, crew)} == {"one.wav", "two.wav"}
    assert tree_of(path.with_name("out")) == tree_by_processes(path)


def test_a_poisoned_clip_in_the_store_is_made_again_and_told(
    path: Path, crew: ClusterCrew, whole: dict[str, str]
) -> None:
    build(path, crew)
    clips = [*path.parent.glob("store/clips/*")]
    for clip in clips:
        clip.write_bytes(clip.read_bytes()[:-1] + b"!")
    shutil.rmtree(path.with_name("out"))
    assert problems(build(path, crew)) == []
    assert tree_of(path.with_name("out")) == whole
    assert len(crew.notes) >= len(clips)
    assert all(note.startswith("tcp://") and "is damaged" in note for note in crew.notes)
    assert all(Store(str(path.with_name("store"))).read(f"clips/{clip.name}")[-1:] != b"!" for clip in clips)  # type: ignore[index]


class Poisoned(Store):
    """A store that has other bytes in it than were put there."""

    def fetch(self, digest: str, file: BinaryIO, folder: str = "own") -> None:
        data = self.read(f"{folder}/{digest}")
        assert data
        self.write(f"{folder}/{digest}", bytes([data[0] ^ 1]) + data[1:])
        super().fetch(digest, file, folder)


def test_a_file_whose_bytes_are_not_those_that_were_sent_takes_no_place(path: Path, crew: ClusterCrew) -> None:
    made = build(path, replace(crew, store=Poisoned(crew.store.url)))
    assert len(made) == 2
    assert all("gave other bytes than were put there" in line for line in problems(made))
    assert tree_of(path.with_name("out")) == {}


def test_what_is_broken_is_told_and_the_rest_is_made(path: Path, crew: ClusterCrew) -> None:
    path.write_text(TWO.replace("[one, two]", "[one, two], length: [1s, 20s]").replace("length: 20s, ", ""))
    made = build(path, crew)
    for name in ("one", "two"):
        assert made[f"{name}-20s.wav"].problems == ()
        (told,) = made[f"{name}-1s.wav"].problems
        assert told.startswith(f"{path.parent}/{name}.yaml:")


def test_a_job_is_refused_where_something_that_decides_its_file_is_another_one(path: Path, crew: ClusterCrew) -> None:
    plan = plan_build(read_library(path), path.with_name("out"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("coach.export.fingerprint.__version__", "9.9")  # a worker that came later is not asked before
        patch.setattr("coach.export.fingerprint.versions", lambda: {"coach": "9.9", "python": "3", "av": "1"})
        made = [each for each in build_library(work_of(plan), crew) if isinstance(each, Made)]
    assert len(made) == 2
    assert all("coach: " in line and "there, 9.9 here" in line for each in made for line in each.problems)
    assert tree_of(path.with_name("out")) == {}


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for the processes in /proc")
def test_a_worker_that_is_killed_in_the_middle_costs_a_second_try(
    path: Path, crew: ClusterCrew, machines: Machines, whole: dict[str, str]
) -> None:
    from distributed import Client

    killed: list[int] = []

    def kill() -> None:
        with closing(Client(address(crew), set_as_default=False)) as client:
            while not any(client.processing().values()):
                time.sleep(0.01)
            worker = next(name for name, tasks in client.processing().items() if tasks)
            killed.extend(client.run(os.getpid, workers=[worker]).values())
            os.kill(killed[0], signal.SIGKILL)

    with machines.worker("three"):  # so that two are left
        hand = Thread(target=kill)
        hand.start()
        made = build(path, crew)
        hand.join(60)
    assert len(killed) == 1
    assert problems(made) == []
    assert tree_of(path.with_name("out")) == whole


def address(crew: ClusterCrew) -> str:
    """Return where the scheduler of a crew is."""
    return str(crew.open_executor.__self__.address)  # type: ignore[attr-defined]


def test_a_worker_of_another_version_is_refused_by_name_before_anything_is_made(
    path: Path, machines: Machines, choice: ClusterChoice, tmp_path: Path
) -> None:
    for name, version in (("voice-coach", "0.0.9"), ("lameenc", "0.1")):
        there = tmp_path / "old" / f"{name.replace('-', '_')}-{version}.dist-info"
        there.mkdir(parents=True)
        (there / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    orders = plan_build(read_library(path), path.with_name("out")).to_make
    with machines.worker("old", str(tmp_path / "old")):
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                with open_cluster_crew(choice, orders):
                    time.sleep(0.2)  # it has not come yet
            except MissingPart as error:
                told = str(error)
                break
    assert told.startswith("workers of other versions: tcp://127.0.0.1:")
    assert told.count("tcp://") == 1
    assert ": voice-coach 0.0.9 (here " in told
    assert ", lameenc 0.1 (here " in told
    assert not path.with_name("out").exists()


def test_workers_that_do_not_see_the_store_are_named(path: Path, machines: Machines) -> None:
    orders = plan_build(read_library(path), path.with_name("out")).to_make
    with (
        pytest.raises(MissingPart, match=r"the store memory://coach is not shared: tcp.*: sees another one; name"),
        open_cluster_crew(ClusterChoice(machines.address, store="memory://coach"), orders),
    ):
        pass


def test_a_full_store_ends_the_build_and_what_is_whole_stays(path: Path, machines: Machines, small_disk: Path) -> None:
    path.write_text(TWO.replace("two]", "two], length: [3s, 20s]").replace("length: 20s, ", ""))
    orders = plan_build(read_library(path), path.with_name("out")).to_make
    with open_cluster_crew(ClusterChoice(machines.address, store=str(small_disk)), orders) as crew:
        made = build(path, crew)
    assert any("No space left on device" in line for line in problems(made))
    whole = {name for name, each in made.items() if not each.failed}
    assert {name.removesuffix(".report.json") for name in tree_of(path.with_name("out"))} == whole


def test_a_read_only_store_is_told_before_anything_is_made(machines: Machines, read_only_disk: Path) -> None:
    with (
        pytest.raises(MissingPart, match="cannot be written: Read-only file system"),
        open_cluster_crew(ClusterChoice(machines.address, store=str(read_only_disk)), ()),
    ):
        pass


@pytest.mark.parametrize(
    ("where", "error", "told"),
    [
        ("tcp://127.0.0.1:1", MissingPart, r"no scheduler answers at tcp://127.0.0.1:1 \(.*refused\); start one"),
        ("tcp://no-such-host.invalid:8786", MissingPart, r"no scheduler answers at tcp://no-such-host.invalid:8786 \("),
        ("10.0.0.5:8786", UsageError, r"10.0.0.5:8786 is no scheduler's address; write it as tcp://host:8786"),
    ],
)
def test_a_scheduler_that_is_not_there_is_told_at_once(
    tmp_path: Path, where: str, error: type[Exception], told: str
) -> None:
    begun = time.monotonic()
    with pytest.raises(error, match=told), open_cluster_crew(ClusterChoice(where, store=str(tmp_path)), ()):
        pass
    assert time.monotonic() - begun < 15
    assert [*tmp_path.glob("builds/*")] == []


def test_without_dask_the_command_that_installs_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    told = r"needs the package distributed; .* -m pip install --prefer-binary .*distributed"
    with pytest.raises(MissingPart, match=told), open_cluster_crew(ClusterChoice(local=2, store=str(tmp_path)), ()):
        pass
