"""The XML namespaces of a feed, as their documents write them: Apple's is told by its capitals, too."""

from __future__ import annotations

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
ATOM = "http://www.w3.org/2005/Atom"
PREFIXES = {"itunes": ITUNES, "podcast": PODCAST, "atom": ATOM}
GENERATOR = "coach"
"""What a feed says that made it, by which it is known again."""
