"""Names of people, brought to a form in which spellings of one name agree."""

import re
from functools import lru_cache

from mailguard.lookalikes.skeleton import plain, skeleton

# Titles and particles that say nothing about who it is, English and French.
_TITLES = frozenset(
    ["mr", "mrs", "ms", "miss", "dr", "prof", "sir", "mme", "mlle", "m", "me", "maitre", "monsieur", "madame"]
)
_TAIL = re.compile(
    r"\s*(?:\(.*?\)|\[.*?\]|\s[-–—|/]\s.*|,.*\b(?:via|de la part)\b.*"
    r"|\s(?:via|par|from|chez|at|de la part de)\s.*)$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


@lru_cache(8_192)
def tokens(name: str) -> tuple[str, ...]:
    """The words of a name, plain, without titles, sorted: "Dr Valbrune, Nora" gives nora and valbrune."""
    words = [word.replace("'", "").replace("’", "") for word in _WORD.findall(plain(name[:200]))]
    return tuple(sorted(word for word in words if word not in _TITLES and not word.isdigit()))


@lru_cache(8_192)
def core(name: str) -> str:
    """The name without what stands behind it: roles, brackets, "via …"."""
    name = name[:200].strip().strip("\"'“”«» ")
    return _TAIL.sub("", name).strip() or name


def key(name: str) -> str:
    """One text for all orders and accents of a name, "" where it has no letters."""
    return " ".join(tokens(name))


@lru_cache(8_192)
def looks(name: str) -> frozenset[str]:
    return frozenset(skeleton(word) for word in tokens(name))
