"""The campaign's look in its letters: the default, that of the site (``of_sites``), its choice (``owns``).

A mailing that leaves keeps the look that it had then.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

from hustings.foundation.contributions import Registry

FONT = "'Helvetica Neue',Helvetica,Arial,sans-serif"


@dataclass(frozen=True)
class Logo:
    """A picture beside the campaign's name; half as wide on paper as it is, for sharp screens."""

    address: str
    width: int
    height: int


@dataclass(frozen=True)
class Look:
    """Colours by day and by night, letters, what stands at the top, and the campaign's words below."""

    brand: str = "#0b4f8a"  # buttons
    on_brand: str = "#ffffff"
    brand_by_night: str = "#8cc4ff"
    on_brand_by_night: str = "#14171c"
    link: str = "#0b5cad"
    link_by_night: str = "#8cc4ff"
    text: str = "#1b2028"
    text_by_night: str = "#eceff4"
    head: str = "#3b4350"
    foot: str = "#59616e"
    around_by_night: str = "#b8c0cc"  # words of head and foot
    ground: str = "#eef0f4"
    ground_by_night: str = "#14171c"
    sheet: str = "#ffffff"
    sheet_by_night: str = "#1f242c"
    font: str = FONT
    logo: Logo | None = None
    is_named: bool = True  # the campaign's name stands at the top
    below: Mapping[str, str] = field(default_factory=dict)  # by language, in small letters

    def kept(self) -> dict[str, Any]:
        return asdict(self)

    def words_below(self, language: str, first_language: str) -> str:
        """The campaign's own words in the foot, in a language or else in its first."""
        return self.below.get(language) or self.below.get(first_language) or ""


class LookSnapshot(Protocol):
    @property
    def look(self) -> Any: ...


of_sites = Registry[Callable[[], Look]]("emails.look.of_sites")  # one: how letters look as the site does
owns = Registry[Callable[[Look], Look]]("emails.look.owns")  # one: what the campaign chose for its letters


def of_site() -> Look:
    """How letters look as long as nothing was chosen for them."""
    find = of_sites.only()
    return find() if find else Look()


def current() -> Look:
    """How letters look now."""
    change = owns.only()
    return change(of_site()) if change else of_site()


def of(mailing: LookSnapshot) -> Look:
    """How the letters of a mailing look: as they did when it was sent or planned, else as they do now."""
    return read(mailing.look) if mailing.look else current()


def read(kept: Mapping[str, Any]) -> Look:
    """What a mailing keeps."""
    known = {name: kept[name] for name in Look.__dataclass_fields__ if name in kept}
    logo = known.pop("logo", None)
    return Look(**known, logo=Logo(**logo) if logo else None)
