"""The packages of other projects that coach needs, and the command that installs them into the Python that runs.

The distribution is called `voice-coach`: `coach` on the package index is somebody else's.
"""

from __future__ import annotations

import sys

DISTRIBUTION = "voice-coach"
TRIED = "Python 3.11 and 3.13 on Linux"
"""The systems on which all tests, or those without a device, are run before a version is released."""
TRIED_VERSIONS = ((3, 11), (3, 13))

_PACKAGES = {
    "dbus_fast": "dbus-fast",
    "espeakng_loader": "espeakng-loader",
    "markdown_it": "markdown-it-py",
    "piper": "piper-tts",
    "pyaudioop": "audioop-lts",
    "yaml": "pyyaml",
}
"""Module → package, where they are called differently."""


def install_command(*packages: str) -> str:
    """Return the command that installs these packages for the Python that runs, in versions that coach works with.

    A package that is there but broken is installed anew. A version that needs no compiler comes first.

    Example:
        >>> install_command("a-package").partition(" -m ")[2]
        'pip install --prefer-binary a-package'
    """
    import shlex
    import subprocess

    anew = ["--force-reinstall", "--no-deps"] if all(map(is_installed, packages)) else []
    command = [sys.executable, "-m", "pip", "install", "--prefer-binary", *anew, *map(requirement_of, packages)]
    return subprocess.list2cmdline(command) if sys.platform == "win32" else shlex.join(command)


def requirement_of(package: str) -> str:
    """Return a package with the versions that coach works with, as `pyproject.toml` has them; else its bare name."""
    import re
    from importlib.metadata import PackageNotFoundError, requires

    try:
        lines = requires(DISTRIBUTION) or []
    except PackageNotFoundError:
        lines = []
    for line in lines:
        name, versions = re.fullmatch(r"([\w.-]+)([^;]*).*", line, re.DOTALL).groups()  # type: ignore[union-attr]
        if name.lower() == package.lower():
            return name + ",".join(sorted(versions.replace(" ", "").split(","), reverse=True))
    return package


def is_installed(package: str) -> bool:
    """Whether a package is there, in whatever version and state."""
    from importlib.metadata import PackageNotFoundError

    try:
        installed_version(package)
    except PackageNotFoundError:
        return False
    return True


def installed_version(package: str) -> str:
    """Return the version of a package that is there; raises PackageNotFoundError, an ImportError, for another."""
    from importlib.metadata import version

    return version(package)


def package_lacking(error: ImportError, package: str) -> str:
    """Return the package that an import failed for: the one that was imported, or one that it needs itself."""
    module = (error.name or "").partition(".")[0]
    return package if module in ("", "coach") else _PACKAGES.get(module, module)


def is_tried() -> bool:
    """Whether coach is tested with this version of Python, on this kind of system."""
    return sys.platform == "linux" and sys.version_info[:2] in TRIED_VERSIONS
