"""Map of links: a letter as it is read, with the clicks that each link got drawn on it."""

import re
from collections.abc import Mapping
from html import escape, unescape

_LINK = re.compile(r'(<a\b[^>]*\bhref="([^"]*)"[^>]*>)(.*?)</a>', re.IGNORECASE | re.DOTALL)
_MARK = (
    '<span style="display:inline-block;margin:0 4px;padding:0 6px;border:1px solid #7a5200;border-radius:9px;'
    'background:#ffe9b3;color:#3d2900;font:bold 12px/18px sans-serif;text-decoration:none;">{}</span>'
)


def drawn(html: str, clicks: Mapping[str, str]) -> str:
    """``clicks``: targets, and the words that are put on their links."""

    def marked(found: re.Match[str]) -> str:
        words = clicks.get(unescape(found[2]))
        if words is None:
            return found[0]
        return f"{found[1]}{found[3]}{_MARK.format(escape(words))}</a>"

    return _LINK.sub(marked, html)
