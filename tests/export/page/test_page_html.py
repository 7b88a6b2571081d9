"""A page as it is written: whole without scripts, with nothing in it but text, and known by its hashes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from lxml.html import HtmlElement, document_fromstring

from coach.export.cover.palettes import PALETTES, contrast
from coach.export.page.app_script import app_script, boot_script, service_worker
from coach.export.page.page_colours import deep_light_sun
from coach.export.page.page_data import SoundFile, SoundFiles
from coach.export.page.page_html import Linked, Within, csp_hash, integrity_of, page_of, policy_of, style_of
from tests.export.page.making import HOSTILE, ROUTINE, data_of, routine_of

pytestmark = pytest.mark.unit

LINKED = Linked("app.js", "sha384-a", "style.css", "sha384-b", "session.m4a", "manifest.webmanifest", "icon-192.png")
INK = (0, 0, 0)


@pytest.fixture(scope="module")
def page() -> str:
    return written()


@pytest.fixture(scope="module")
def tree(page: str) -> HtmlElement:
    return document_fromstring(page)


def written(**changes: object) -> str:
    data = replace(data_of(routine_of(ROUTINE, **changes)), files=SoundFiles(SoundFile(3), SoundFile(2)))
    return "".join(page_of(data, Within("data:image/png;base64,AA==", iter(["QU", "JD"]), iter(["REU="]))))


def found(tree: HtmlElement, path: str) -> list[Any]:
    at = tree.xpath(path)
    assert isinstance(at, list)
    return at


def texts(tree: HtmlElement, path: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in found(tree, path)]


def test_a_title_of_markup_is_shown_as_it_is_written(page: str, tree: HtmlElement) -> None:
    assert texts(tree, "//title") == texts(tree, "//h1") == [HOSTILE]
    assert len(found(tree, "//script")) == page.count("<script") == 4
    assert found(tree, "//main//script | //u | //em | //i[not(@id='whole')]") == []


def test_all_steps_can_be_read_with_their_seconds_without_any_script(tree: HtmlElement) -> None:
    steps = texts(tree, "//main//ol/li")
    assert steps[0] == "One Put lotion on. Warm your <em>hands</em>. Half way. 4 s"
    assert steps[2] == "Three Hold the hand. as long as you like"
    assert texts(tree, "//main//h3") == ["The <u>first</u> half", "The second half"]
    assert [each.get("value") for each in found(tree, "//main//ol/li")] == ["1", "2", "3", "4"]
    assert texts(tree, "//main//section/ul/li")[0] == "a <i>towel</i>"
    assert "For someone you care for" in texts(tree, "//p[@class='length']")[0]
    assert found(tree, "//section[@class='cautions']//li")


def test_the_one_player_has_the_whole_sound_and_stands_behind_all_words(page: str, tree: HtmlElement) -> None:
    (audio,) = found(tree, "//noscript/audio")
    assert (audio.get("src"), audio.get("controls")) == ("data:audio/mp4;base64,QUJD", "")
    assert audio.get("preload") == "none"
    assert page.index("<noscript") > page.index(app_script()) > page.index("</main>")


def test_the_policy_lets_nothing_run_but_what_it_knows(tree: HtmlElement) -> None:
    (policy,) = found(tree, "//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    scripts = [each.text for each in found(tree, "//script[not(@type)]")]
    assert scripts == [boot_script(), app_script()]
    for text in (*scripts, *(each.text for each in found(tree, "//style"))):
        assert f"'{csp_hash(text)}'" in policy
    assert not re.search(r"unsafe|https?:|\*", policy)


@pytest.mark.parametrize("form", ["file", "folder"])
def test_nothing_is_asked_of_anybody_elsewhere(page: str, form: str) -> None:
    whole = page if form == "file" else "".join(page_of(data_of(routine_of()), LINKED))
    assert re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", whole.replace("http://www.w3.org", "")) == []


def test_a_folder_s_files_are_known_by_their_hashes() -> None:
    tree = document_fromstring("".join(page_of(data_of(routine_of()), LINKED)))
    assert found(tree, "//script[@src]/@integrity") == [LINKED.script_integrity]
    assert found(tree, "//link[@rel='stylesheet']/@integrity") == [LINKED.style_integrity]
    assert "script-src 'self'" in policy_of(data_of(routine_of()), LINKED)
    assert integrity_of(b"").startswith("sha384-OLBgp1GsljhM2TJ+")


def test_what_is_written_from_right_to_left_says_so_and_lends_its_buttons() -> None:
    tree = document_fromstring(written(language="ar", cautions=[]))
    assert (tree.get("lang"), tree.get("dir")) == ("ar", "rtl")
    assert {each.get("lang") for each in found(tree, "//button//span[not(*)]")} == {"en"}


@pytest.mark.parametrize("language", ["de", "es", "fr", "it", "nl", "pt-BR"])
def test_a_page_has_the_words_of_its_language(language: str) -> None:
    tree = document_fromstring(written(language=language, cautions=[]))
    english = document_fromstring(written())
    (start,), (other,) = texts(tree, "//*[@id='start']"), texts(english, "//*[@id='start']")
    assert start != other
    assert found(tree, "//*[@id='start']//*[@lang]") == []


def test_every_button_is_one_of_the_player_s_verbs_and_every_verb_has_one(tree: HtmlElement) -> None:
    asked = {*found(tree, "//*[@data-verb]/@data-verb")}
    assert {each.verb for each in data_of(routine_of()).verbs} - asked == {"pause", "continue"}


@pytest.mark.parametrize("palette", PALETTES, ids=str)
def test_the_colours_of_every_cover_can_be_read(palette: object) -> None:
    deep, light, sun = deep_light_sun(palette)  # type: ignore[arg-type]
    assert contrast(deep, light) >= 7
    assert contrast(sun, INK) >= 4.5


@pytest.mark.parametrize("form", ["file", "folder"])
def test_the_page_s_own_code_is_small(form: str) -> None:
    """All that is delivered but for what the routine says, its sound and its picture: the same on every page."""
    data = data_of(routine_of())
    data = replace(data, head=data.tail, files=SoundFiles(SoundFile(3), SoundFile(2)))
    data = replace(data, title="", summary="", needs=(), cautions=(), steps=())
    linked = form == "folder"
    markup = "".join(page_of(data, LINKED if linked else Within("", iter([]), iter([]))))
    beside = [app_script(), style_of(data), service_worker("", {})] if linked else []
    code = [re.sub(r'(id="session">).*?(?=</script>)', r"\1", markup, flags=re.DOTALL), *beside]
    assert sum(len(part.encode()) for part in code) <= 40_000
