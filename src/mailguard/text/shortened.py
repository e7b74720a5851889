"""Texts cut to a length that people are shown."""

_MOST_NAME = 300  # characters kept of a file's name
_LONGEST = 40  # characters of a word that is left out whole


def shortened(text: str, most: int) -> str:
    """Not longer than that; cut between two words, unless one is very long, with a mark that tells of it."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    head, _, last = text[:most].rpartition(" ")
    if not head or len(last) > _LONGEST:
        head = text[: most - 1]
    return f"{head.rstrip(' ,;:.–-')}…"


def both_ends(name: str) -> str:
    """At most 300 characters of a file's name, its ending among them."""
    half = _MOST_NAME // 2
    return name if len(name) <= _MOST_NAME else f"{name[: half - 1]}…{name[-half:]}"
