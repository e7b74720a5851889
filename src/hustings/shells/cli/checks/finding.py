"""Finding of one check of an installation."""

from dataclasses import dataclass
from enum import Enum


class Level(Enum):
    GOOD = "good"
    LOOK = "look"
    MEND = "mend"


@dataclass(frozen=True)
class Finding:
    level: Level
    what: str
    remedy: str = ""


def good(what: str) -> Finding:
    return Finding(Level.GOOD, what)


def look(what: str, remedy: str) -> Finding:
    """Works, but somebody should look at it."""
    return Finding(Level.LOOK, what, remedy)


def mend(what: str, remedy: str) -> Finding:
    return Finding(Level.MEND, what, remedy)
