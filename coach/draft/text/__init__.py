"""Bytes of a how-to text → blocks: headings, items and paragraphs, from HTML, Markdown or plain text."""
