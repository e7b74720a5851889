"""Web addresses in the words of a file."""

import re

_URL = re.compile(
    r"(?<![a-z0-9])(?:https?://|www\.(?=[a-z0-9-]+\.[a-z]))[^\s<>\"“”«»'`|\\^{}]{3,2000}", re.IGNORECASE
)
_BARE = re.compile(r"(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}(?:[/?]\S*)?", re.IGNORECASE)


def urls(text: str, most: int = 100) -> list[str]:
    """Each address once, in the order of the text, without the punctuation that follows it."""
    found: dict[str, None] = {}
    for match in _URL.finditer(text):
        url = match[0].rstrip(".,;:!?)]*_")
        found.setdefault(url if "://" in url[:8] else f"http://{url}")
        if len(found) == most:
            break
    return list(found)


def whole(text: str) -> str:
    """The address that ``text`` as a whole is, or "": what QR codes and shortcuts hold."""
    text = text.strip()
    if re.match(r"(?i)[a-z][a-z0-9+.-]{1,20}:(?=\S)", text) and not re.search(r"\s", text):
        return text
    return f"http://{text}" if _BARE.fullmatch(text) else ""
