"""What a look at an installation found."""

from dataclasses import dataclass
from enum import Enum


class Level(Enum):
    """How bad it is."""

    GOOD = "good"
    LOOK = "look"
    MEND = "mend"


@dataclass(frozen=True)
class Finding:
    """What was found, and what to do about it."""

    level: Level
    what: str
    remedy: str = ""


def good(what: str) -> Finding:
    """As it should be."""
    return Finding(Level.GOOD, what)


def look(what: str, remedy: str) -> Finding:
    """Works, but somebody should look at it."""
    return Finding(Level.LOOK, what, remedy)


def mend(what: str, remedy: str) -> Finding:
    """Must be mended before a campaign runs on it."""
    return Finding(Level.MEND, what, remedy)
