#!/bin/sh
# feedparser 6.0.14 (PyPI): of several <podcast:transcript> elements of one episode, only the last one is left. An entry has
# `podcast_transcript`, a single dictionary, and nothing tells that there were others.
#
# One would expect all of them: the podcast namespace allows the element more than once, for instance as WebVTT for one
# app, as SubRip for another and as plain text for reading, and the library keeps lists of what repeats elsewhere (links,
# enclosures, tags).
#
# Who meets it: whoever reads a podcast's captions with this library. Whether the kind that an app needs is found depends
# on the order in which the publisher wrote them.
#
# Seen on 2026-11-29:
#   written: text/vtt, application/x-subrip; read: application/x-subrip
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check feedparser==6.0.14
"$folder/venv/bin/python" - <<'PROGRAM'
import feedparser

KINDS = ("text/vtt", "application/x-subrip")
transcripts = "".join(f'<podcast:transcript url="https://example.org/{n}" type="{kind}"/>' for n, kind in enumerate(KINDS))
feed = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0">
<channel><title>Evenings</title><link>https://example.org/</link><description>Calm.</description>
<item><title>One</title>
<enclosure url="https://example.org/1.mp3" length="1" type="audio/mpeg"/>{transcripts}</item>
</channel></rss>"""
read = feedparser.parse(feed)
assert not read.bozo, "it is well-formed"
(entry,) = read.entries
assert len(entry.enclosures) == 1, "what repeats is a list elsewhere"
kept = [value["type"] for name, value in entry.items() if "transcript" in name]
print(f"written: {', '.join(KINDS)}; read: {', '.join(kept)}")
assert kept == [KINDS[-1]], kept
PROGRAM
