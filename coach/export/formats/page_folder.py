"""Mix → a page as a folder for any https host: installable, and offline from its first visit on."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO, cast
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from coach.export.cover.cover_drawing import icon_of
from coach.export.cover.palettes import palette_of
from coach.export.page.app_script import app_script, service_worker
from coach.export.page.page_colours import as_hex
from coach.export.page.page_content import page_content_of
from coach.export.page.page_data import SoundFile, SoundFiles
from coach.export.page.page_html import Linked, integrity_of, page_of, style_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from coach.export.formats import About, Copy, Progress
    from coach.export.page.page_content import PageContent
    from coach.export.page.page_data import PageData
    from coach.sound.mix import Mix

_SOUND = "session.m4a"
_ICONS = {f"icon-{size}.png": size for size in (180, 192, 512)}


def write_page_folder(
    mix: Mix, about: About, file: BinaryIO, progress: Progress | None, copy: Copy | None = None
) -> None:
    """Write a mix as the files of a page, in a ZIP; raises as `write_page_file`."""
    content = page_content_of(mix, about, file, progress, copy)
    icons = {name: icon_of(about.title, mix.timeline, size) for name, size in _ICONS.items()}
    with ZipFile(file, "w", ZIP_STORED) as archive:
        for name, data in _files(content, icons).items():
            archive.writestr(ZipInfo(name), data)


@contextmanager
def open_folder_sound(path: Path) -> Iterator[BinaryIO]:
    """Open the sound of a page's folder, or of the ZIP that becomes one; raises OSError."""
    if path.is_dir():
        with (path / _SOUND).open("rb") as sound:
            yield sound
        return
    with ZipFile(path) as archive, archive.open(_SOUND) as member:
        yield cast("BinaryIO", member)


def _files(content: PageContent, icons: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a page by their names; the service worker knows all others by their hashes."""
    data = replace(content.data, files=_sound_files(content))
    script, style = app_script().encode(), style_of(data).encode()
    linked = Linked(
        script="app.js",
        script_integrity=integrity_of(script),
        style="style.css",
        style_integrity=integrity_of(style),
        sound=_SOUND,
        manifest="manifest.webmanifest",
        icon="icon-192.png",
    )
    files = {
        "index.html": "".join(page_of(data, linked)).encode("utf-8", "replace"),
        linked.script: script,
        linked.style: style,
        linked.manifest: _manifest(data),
        _SOUND: content.session,
        **({"extras.bin": content.extras} if content.extras else {}),
        **icons,
    }
    return {**files, "sw.js": _worker(files)}


def _sound_files(content: PageContent) -> SoundFiles:
    session = SoundFile(len(content.session), _SOUND, integrity_of(content.session))
    extras = SoundFile(len(content.extras), "extras.bin", integrity_of(content.extras)) if content.extras else None
    return SoundFiles(session, extras)


def _manifest(data: PageData) -> bytes:
    """Return the web app manifest (W3C), with which a phone puts the page among its apps."""
    sky = as_hex(palette_of(data.title).sky)
    icons = [
        {"src": name, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for name, size in _ICONS.items()
        for purpose in ("any", "maskable")
    ]
    told = {
        "name": data.title,
        "short_name": data.title,
        "lang": data.language,
        "dir": data.dir,
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": sky,
        "theme_color": sky,
        "icons": icons,
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _worker(files: Mapping[str, bytes]) -> bytes:
    """Return the service worker: another content of any file makes another one, which fetches all of them anew."""
    hashes = {name: integrity_of(data) for name, data in files.items()}
    version = sha256(json.dumps(hashes).encode()).hexdigest()[:16]
    return service_worker(version, hashes).encode()
