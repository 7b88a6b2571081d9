"""The kinds of test files, declared as `pytestmark = pytest.mark.unit`: what each needs, and how long it may take."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import chain, groupby, zip_longest

import pytest
from hypothesis import settings

KINDS = {
    "unit": "quick, with few examples and no device: what `scripts/test` runs",
    "property": "what must hold for every routine, sound or plan, on many examples",
    "device": "plays, records or listens, through a sound server, a bus or a terminal of the tests' own",
    "session": "whole sessions as users make them, or whole programs, judged by independent ones",
}
"""Kind → the tests that belong there."""

# Speed is judged by scripts/bench alone, so no example has a deadline.
settings.register_profile("unit", deadline=None, max_examples=15)
settings.register_profile("house", deadline=None, max_examples=100)
settings.register_profile("ci", deadline=None, max_examples=1_000)


def choose_examples(config: pytest.Config) -> None:
    """Set how many examples each property is tried with: few among the quick tests, most in CI."""
    quick = config.option.markexpr == "unit"
    settings.load_profile("unit" if quick else "ci" if os.environ.get("CI") else "house")


def at_most(examples: int) -> settings:
    """Return settings for a property with slow examples: at most `examples`, or fewer where fewer are asked for."""
    return settings(max_examples=min(examples, settings().max_examples))


def in_order(tests: Iterable[pytest.Item]) -> Iterator[pytest.Item]:
    """Return the tests file by file: first the long ones, and those that wait for a device beside those that do not."""
    files: dict[str, list[list[pytest.Item]]] = {kind: [] for kind in KINDS}
    for _, own in groupby(sorted(tests, key=lambda test: str(test.path)), lambda test: test.path):
        file = [*own]
        files[next(mark.name for mark in file[0].iter_markers() if mark.name in KINDS)].append(file)
    together: Iterable[Iterable[list[pytest.Item]]] = zip_longest(files["session"], files["device"], fillvalue=[])
    return chain.from_iterable([*chain.from_iterable(together), *files["property"], *files["unit"]])


def meet_halfway(collected: list[pytest.Item | pytest.Collector], config: pytest.Config) -> None:
    """Let every second worker collect from the other end: each compiles half of the files, and finds the others done.

    `in_order` puts the tests in the same order for all.
    """
    worker: str = getattr(config, "workerinput", {}).get("workerid", "gw0")
    if int(worker.removeprefix("gw")) % 2:
        collected.reverse()


class Module(pytest.Module):
    """A file of tests; one that does not declare its kind fails at collection."""

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        """Return its tests; raises CollectError without a kind, or with two."""
        assert self.obj  # imports it, and reads its marks
        kinds = [mark.name for mark in self.own_markers if mark.name in KINDS]
        if len(kinds) != 1:
            told = f"declares {' and '.join(kinds) or 'no kind'}"
            raise self.CollectError(f"{self.path.name} {told}; write one of pytestmark = pytest.mark.{'|'.join(KINDS)}")
        return super().collect()
