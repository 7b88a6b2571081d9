"""A folder of sessions that coach exported → a podcast feed of them, as RSS 2.0.

It follows RSS 2.0 (rssboard.org), "A Podcaster's Guide to RSS" (Apple), the podcast namespace (podcastindex.org) and
PSP-1, the specification of the Podcast Standards Project.
"""
