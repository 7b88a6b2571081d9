"""What stands in the README and in the topics of `coach help` is so, and every example there works."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pytest
import typer.main
from lxml import etree

from coach.cli.app import command_line
from coach.cli.authoring_commands import TOPICS
from coach.draft import draft_routine
from coach.errors import RoutineError
from coach.export.picture import draw
from coach.export.picture.caption import Backdrop
from coach.player.controls.bindings import DEFAULTS
from coach.player.controls.key_names import read_key
from coach.player.controls.key_settings import KeySettings
from coach.player.controls.keys_file import parse_keys
from coach.player.controls.voice_commands.command_grammar import PHRASES, VERB_OF
from coach.player.screen.tui import SessionApp
from coach.player.session.commands import Verb
from coach.player.session.state import State
from coach.player.session.view_of_state import view_of
from coach.routine.library import open_routine
from coach.routine.loader import parse_routine
from coach.session import open_session
from coach.timeline.compiler import compile_routine, plan_routine
from coach.timeline.estimate import estimate_by_pace
from coach.units import frames_at
from tests.loudspeaker import Loudspeaker
from tests.player.screen.making import Fake, rows_of

pytestmark = pytest.mark.session

NEEDS_SH = pytest.mark.skipif(sys.platform == "win32", reason="runs a shell script")
ROOT = Path.cwd()
PATH = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
"""Where `coach` is a command, as it is for whoever has installed it."""
PROJECT = re.compile(r"(?<!\S)(?:scripts|coach|tests|audio_assets)/[\w/.*-]*")
"""The path of a file or folder of this project."""


@dataclass(frozen=True)
class Page:
    """The README, or a topic."""

    path: Path

    def __str__(self) -> str:
        return self.path.stem

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    def blocks(self, language: str = "") -> list[str]:
        every = re.findall(r"^```(\w*)\n(.*?)^```$", self.text, re.MULTILINE | re.DOTALL)
        return [body for named, body in every if named == language]

    @property
    def files(self) -> dict[str, str]:
        """What it tells to save, as: save it as `NAME`."""
        return dict(re.findall(r"`([\w-]+\.\w+)`:\n\n```\w+\n(.*?)^```$", self.text, re.MULTILINE | re.DOTALL))

    @property
    def commands(self) -> Iterator[str]:
        for line in chain.from_iterable(block.splitlines() for block in self.blocks("sh")):
            if line.startswith(self.coach):
                yield line.partition("#")[0].strip()

    @property
    def coach(self) -> str:
        return "scripts/coach " if self.path.name == "README.md" else "coach "

    @property
    def played(self) -> list[str]:
        return [command for command in self.commands if command.startswith(f"{self.coach}play")]

    @property
    def edited(self) -> list[str]:
        return [command for command in self.commands if command.startswith(f"{self.coach}edit")]

    @property
    def inline(self) -> list[str]:
        """What stands in backquotes in its sentences and tables."""
        return re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", self.text, flags=re.MULTILINE | re.DOTALL))


README, *HELP = PAGES = [Page(Path("README.md")), *map(Page, sorted(Path("coach/cli").glob("*.md")))]
LANGUAGE, PLAYING, KEYS = (Page(Path(f"coach/cli/{topic}.md")) for topic in ("language", "playing", "keys"))
COMMANDS = {
    command.removeprefix("scripts/"): (page, command)
    for page in (*HELP, README)
    for command in page.commands
    if command not in (*page.played, *page.edited)
}
"""What stands in several of them is run once, as the README says it."""
EACH_PAGE = pytest.mark.parametrize("page", PAGES, ids=str)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that has scripts/coach, as the project's has."""
    (tmp_path / "scripts").symlink_to(ROOT / "scripts")
    return tmp_path


def in_shell(command: str, folder: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    run = ["sh", "-c", command]
    return subprocess.run(run, cwd=folder, env=env, capture_output=True, text=True, timeout=120, check=False)


def each_block(language: str) -> pytest.MarkDecorator:
    cases = [(page, block) for page in PAGES for block in page.blocks(language)]
    return pytest.mark.parametrize(("page", "block"), cases, ids=[str(page) for page, _ in cases])


@NEEDS_SH
@pytest.mark.parametrize(("page", "command"), COMMANDS.values(), ids=str)
def test_every_command_works(folder: Path, page: Page, command: str) -> None:
    for name, text in page.files.items():
        (folder / name).write_text(text, encoding="utf-8")
    done = in_shell(command, folder, {**os.environ, "PATH": PATH, "COACH_CONFIG": str(folder / "config")})
    assert (done.stderr, done.returncode) == ("", 0)
    words = command.split()
    if "-o" in words:
        assert (folder / words[words.index("-o") + 1]).stat().st_size


@NEEDS_SH
@pytest.mark.parametrize("page", [page for page in PAGES if page.edited], ids=str)
def test_what_is_edited_can_be_left(folder: Path, no_loudspeaker: dict[str, str], page: Page) -> None:
    for name, text in page.files.items():
        (folder / name).write_text(text, encoding="utf-8")
    for command in page.edited:
        done = in_shell(f"echo quit | {command} --no-play", folder, {**no_loudspeaker, "PATH": PATH})
        assert (done.stderr.count("\n"), done.returncode) == (1, 0)
        assert " is looked at; " in done.stderr


@NEEDS_SH
@pytest.mark.parametrize("page", [page for page in PAGES if page.played], ids=str)
def test_what_is_played_obeys(folder: Path, loudspeaker: Loudspeaker, page: Page) -> None:
    env = {**loudspeaker.env, "COACH_STATE": str(folder), "PATH": PATH}
    for command in page.played:
        done = in_shell(f"(sleep 2; echo next; sleep 1; echo stop) | {command}", folder, env)
        assert (done.stderr, done.returncode) == ("", 0)
        assert "Stopped at" in done.stdout


@NEEDS_SH
def test_the_alias_makes_coach_a_command() -> None:
    (alias,) = [line for block in README.blocks("sh") for line in block.splitlines() if line.startswith("alias ")]
    done = in_shell(f"{alias}\ncd /\ncoach list", ROOT, {**os.environ, "PATH": "/usr/bin:/bin"})
    assert (done.stderr, done.returncode) == ("", 0)
    assert "caregiver-hand-massage " in done.stdout


@each_block("text")
def test_a_draft_that_is_shown_is_what_coach_makes(page: Page, block: str) -> None:
    (name,) = [name for name, saved in page.files.items() if saved == block]
    drafted = draft_routine(block.encode(), name)
    (shown,) = [each for each in page.blocks() if "# line " in each]
    assert [part for part in shown.split("...\n") if part not in drafted] == []


def test_the_whole_routine_of_the_language_is_exactly_as_long_as_it_says() -> None:
    routine = parse_routine(LANGUAGE.files["friend.yaml"].encode(), "friend.yaml")
    assert "length: 6m " in LANGUAGE.files["friend.yaml"]
    assert compile_routine(routine, estimate_by_pace(120)).duration_ms == 360_000


def test_the_problems_that_are_shown_are_what_coach_says() -> None:
    faulty = LANGUAGE.files["friend.yaml"].replace("between:", "betwen:").replace("do: 20s", "do: 20")
    with pytest.raises(RoutineError) as caught:
        parse_routine(faulty.encode(), "friend.yaml")
    assert f"{caught.value}\n" in LANGUAGE.blocks()


def test_the_keys_that_are_shown_can_be_bound() -> None:
    (keys,) = KEYS.blocks("yaml")
    assert parse_keys(keys.encode(), "keys.yaml") != KeySettings()


@each_block("python")
def test_every_example_in_python_works(tmp_path: Path, page: Page, block: str) -> None:
    done = subprocess.run([sys.executable, "-c", block], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert re.findall(r'"(\w+\.wav)"', block) == [file.name for file in tmp_path.glob("*.wav")]
    if page.path.stem == "python":
        assert "Welcome" in done.stdout
        assert "0 (44100, 2)" in done.stdout


def test_the_picture_is_what_coach_draws(tmp_path: Path) -> None:
    drawn = tmp_path / "drawn.svg"
    session = open_session("caregiver-hand-massage", length_ms=600_000)
    draw(session.timeline, session.mix.levels, drawn, Backdrop(session.mix.background.powers, 16.0, "warm-pad"))
    assert words_in(drawn) == words_in(Path("tests/golden/session.svg"))


def words_in(picture: Path) -> list[str]:
    """All that stands in it: another matplotlib may draw it in other bytes."""
    return [text for text in (str(each).strip() for each in etree.parse(picture).getroot().itertext()) if text]


def test_the_screen_is_what_coach_shows_with_the_keys_that_it_has() -> None:
    (shown,) = [block for block in README.blocks() if "PLAYING" in block]
    routine = open_routine("caregiver-hand-massage")
    plan = plan_routine(routine, estimate_by_pace(routine.voice.pace))
    session = Fake()
    session.shown = view_of(State(plan, frames_at(plan.timeline.duration_ms), frames_at(plan.steps[5] + 3_000)))
    assert screen_of(SessionApp(session, KeySettings()), (76, 13)) == shown.splitlines()


def screen_of(app: SessionApp, size: tuple[int, int]) -> list[str]:
    async def look() -> list[str]:
        async with app.run_test(size=size):
            return rows_of(app)

    return asyncio.run(look())


def test_the_table_of_verbs_tells_of_every_key_and_teaches_every_phrase() -> None:
    arrows = {"→": "right", "←": "left", "↑": "up", "↓": "down"}
    asked: list[Verb] = []
    said: list[Verb] = []
    for row in re.findall(r"^\| (?!to ask|-)(.+) \|$", PLAYING.text, re.MULTILINE):
        _, keys, _, phrases = (cell.strip() for cell in re.split(r"\s?\|\s", row))
        (verb,) = {DEFAULTS[read_key(arrows.get(key, key)) or ""] for key in re.findall(r"[^`,\s][^`,]*", keys)}
        taught = [phrase.replace(",", "") for phrase in re.findall(r"“(.+?)”", phrases)]
        verbs = [VERB_OF[phrase] for phrase in taught]
        assert [PHRASES[each][0] for each in verbs] == taught
        assert verbs in ([verb], ["pause", "continue"])
        asked.append(verb)
        said.extend(verbs)
    assert sorted(asked) == sorted(set(DEFAULTS.values()))
    assert sorted(said) == sorted(PHRASES)


@EACH_PAGE
def test_every_command_and_option_that_is_named_is_there(page: Page) -> None:
    commands = vars(typer.main.get_command(command_line()))["commands"]
    options = {name: {"--help", *chain(*(each.opts for each in it.params))} for name, it in commands.items()}
    for said in page.inline:
        named = re.match(r"(?:scripts/)?coach ([a-z]+)", said)
        known = options[named[1]] if named else set(chain(*options.values()))
        if named or said.startswith("--"):
            assert set(re.findall(r"(?<!\S)--[a-z-]+", said)) <= known
        if topic := re.match(r"coach help ([a-z]+)", said):
            assert topic[1] in TOPICS


@EACH_PAGE
def test_every_file_of_the_project_that_is_named_is_there(page: Page) -> None:
    named = chain.from_iterable(map(PROJECT.findall, page.inline))
    assert [path for path in named if not [*ROOT.glob(path)]] == []


def test_the_readme_is_a_first_page_and_shows_every_topic() -> None:
    assert len(README.text.splitlines()) <= 130
    assert dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", README.text, re.MULTILINE)) == TOPICS


@pytest.mark.parametrize("page", HELP, ids=str)
def test_a_topic_fits_a_terminal(page: Page) -> None:
    """But for tables; a message of coach's own that is shown takes 102."""
    lines = [line for line in page.text.splitlines() if not line.startswith("|")]
    assert [line for line in lines if len(line) > 102] == []
