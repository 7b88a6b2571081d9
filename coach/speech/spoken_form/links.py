"""Addresses of pages and people: nobody says them, so they are left out."""

from __future__ import annotations

import re

GAP = "\ue000"
"""A mark, of no writing, where something was left out; `tidying` closes the gap."""

_LABELLED = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+[\"'][^\"')]*[\"'])?\)")
_DOMAINS = "com|org|net|info|edu|gov|io|eu|app|dev|co|de|uk|es|fr|it|nl|pt|br|at|ch|be|us|ca|au"
_COMMON = "com|org|net|info|edu|gov|eu"
_ADDRESS = re.compile(
    r"<?(?:mailto:)?(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+>?"
    r"|<?\b(?:https?|ftp)://[^\s<>]*[^\s<>.,;:!?)\]}'\"’”»*_`]>?"
    r"|\bwww\.[^\s<>]*[^\s<>.,;:!?)\]}'\"’”»*_`]"
    rf"|(?<![\w.-])[a-z][\w-]*(?:\.[\w-]+)*\.(?:{_DOMAINS})/[^\s<>]*[^\s<>.,;:!?)\]}}'\"’”»*_`]"
    rf"|(?<![\w.-])[a-z][\w-]*(?:\.[\w-]+)*\.(?:{_COMMON})\b/?",
)


def leave_out_links(text: str) -> str:
    """Return a text with the words of its links, and without their addresses."""
    return _ADDRESS.sub(GAP, _LABELLED.sub(r"\1", text))
