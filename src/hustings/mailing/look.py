"""The campaign's own look in its letters: an app above fills it in, from where the look is chosen."""

from collections.abc import Callable
from dataclasses import dataclass

FONT = "'Helvetica Neue',Helvetica,Arial,sans-serif"


@dataclass(frozen=True)
class Logo:
    """A picture beside the campaign's name; half as wide on paper as it is, for sharp screens."""

    address: str
    width: int
    height: int


@dataclass(frozen=True)
class Look:
    """Colours by day and by night, letters, logo."""

    brand: str = "#0b4f8a"  # buttons
    on_brand: str = "#ffffff"
    link: str = "#0b5cad"
    link_by_night: str = "#8cc4ff"
    ground: str = "#eef0f4"
    ground_by_night: str = "#14171c"
    sheet_by_night: str = "#1f242c"
    font: str = FONT
    logo: Logo | None = None


_found: list[Callable[[], Look]] = []


def register(find: Callable[[], Look]) -> None:
    """Have letters look as ``find`` says. Called once, at start."""
    _found[:] = [find]


def current() -> Look:
    """How letters look now."""
    return _found[0]() if _found else Look()
