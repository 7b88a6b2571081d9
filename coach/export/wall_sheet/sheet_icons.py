"""The two signs on a wall sheet, as SVG: what to mind, and what comes again. Words beside them say the same."""

from __future__ import annotations

WARNING_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M12 2.5 22.5 21.5H1.5Z" fill="none" '
    'stroke="#8a5200" stroke-width="2.4" stroke-linejoin="round"/><path d="M12 9v6" stroke="#8a5200" '
    'stroke-width="2.6" stroke-linecap="round"/><circle cx="12" cy="18.2" r="1.5" fill="#8a5200"/></svg>'
)
AGAIN_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M19.5 12a7.5 7.5 0 1 1-2.4-5.5" fill="none" '
    'stroke="#0f5666" stroke-width="2.6" stroke-linecap="round"/><path d="M18.6 1.8v6h-6Z" fill="#0f5666"/></svg>'
)
