"""Web addresses in the words of a file."""

import re
from itertools import islice

from mailguard.message import plain

_BARE = re.compile(r"(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}(?:[/?]\S*)?", re.IGNORECASE)


def urls(text: str, most: int = 100) -> list[str]:
    """Each address once, in the order of the text; names without a scheme or ``www.`` are left out."""
    found = (link for link in plain.links(text) if "://" in link.text[:10] or link.text[:3].lower() == "www")
    return [link.url for link in islice(found, most)]


def whole(text: str) -> str:
    """The address that ``text`` as a whole is, or "": what QR codes and shortcuts hold."""
    text = text.strip()
    if re.match(r"(?i)[a-z][a-z0-9+.-]{1,20}:(?=\S)", text) and not re.search(r"\s", text):
        return text
    return f"http://{text}" if _BARE.fullmatch(text) else ""
