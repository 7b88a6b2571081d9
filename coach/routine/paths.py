"""The endings of routine files, and the paths that a routine may not name."""

from __future__ import annotations

import re

SUFFIXES = (".yaml", ".yml")
"""The endings of the names of routine files."""
OUTSIDE = re.compile(r"^[~/\\]|^[A-Za-z]:|\\|(^|/)\.\.?(/|$)|\0")
"""A pattern of names that may lead out of a folder, which somebody else's routine must not use."""
