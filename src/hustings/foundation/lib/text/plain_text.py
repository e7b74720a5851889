"""Text as people write it, made plain."""

import unicodedata

_KEPT, _UNSEEN = "\n\t\u200d\ufe0f", {"Cc", "Cf", "Co"}


def tidy(text: str) -> str:
    """Without signs that are not seen, lines' ends of other systems, and more than two empty lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(sign for sign in text if sign in _KEPT or unicodedata.category(sign) not in _UNSEEN)
    lines = [line.rstrip() for line in kept.split("\n")]
    tidied: list[str] = []
    for line in lines:
        if line or tidied[-2:] != ["", ""]:
            tidied.append(line)
    return "\n".join(tidied).strip()
