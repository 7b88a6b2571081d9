"""Measure the drafting of a large page; a part of scripts/bench."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Command = list[object]
    Paired = Callable[[Command, Command], tuple[float, float, float]]
    Peak = Callable[[Command], float]

INSTRUCTIONS = (
    "Stroke the back of hand {n} slowly, from the wrist to the fingertips. Repeat {k} times.",
    "With your left thumb, make small circles on point {n} for {k}0 seconds. This warms the {n} muscles of the palm.",
    "Hold finger {n} for {k} seconds, then relax for {k} seconds. Repeat on the other hand.",
    "Many people find that step {n} eases tension after {k} hours of typing, and improves the circulation.",
)


def page(folder: Path, size: int) -> Path:
    """A saved how-to page of so many bytes, no sentence twice, with as much markup as pages have."""
    lines = ["<!doctype html><html><head><title>Bench</title></head><body><nav>Home</nav><main><h1>Hand massage</h1>"]
    length = 0
    while length < size:
        n = len(lines)
        text = INSTRUCTIONS[n % len(INSTRUCTIONS)].format(n=n, k=n % 8 + 2)
        lines.append(f'<div class="wp-block-group is-layout-flow"><p class="has-text-align-left">{text}</p></div>')
        length += len(lines[-1]) + 1
    path = folder / "page.html"
    path.write_text("\n".join(lines)[:size], encoding="utf-8")
    return path


def draft_beside(coach: Path, python: Path, folder: Path, paired: Paired, peak_megabytes: Peak) -> str:
    """Return the time of drafting 1 MB, against Python's own parser of HTML, which does nothing with it."""
    saved = page(folder, 1_000_000)
    code = "import html.parser, sys; html.parser.HTMLParser().feed(open(sys.argv[1], encoding='utf-8').read())"
    ours, theirs, ratio = paired([coach, "draft", saved], [python, "-c", code, saved])
    peak = peak_megabytes([coach, "draft", saved, "-o", folder / "draft.yaml"])
    return (
        f"draft of 1 MB     {ours:.2f} s, {peak:.0f} MB; html.parser alone {theirs:.2f} s; ratio {ratio:.1f}"
        " (promised: 1.0 s, 200 MB)"
    )
